"""Model of data/sources.yml: what the texts cite."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from triggerpoints.content.models.base import Record, Text

Doi = Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\.[^\s/]+(/\S*)?$")]


SourceKind = Literal["guideline", "health-service", "journal", "textbook", "terminology", "web"]


class Source(Record):
    """One work or page.

    Attributes
    ----------
    cite : str
        Who, when and what, short.
    doi, url : str or None
        The bare DOI (``10.…``) and a web address.
    pmid : int or None
        PubMed number.
    kind : str
        ``guideline`` (national, professional or by law), ``health-service`` (what a public health
        service, a hospital or a national patient organisation tells people or its clinicians),
        ``journal`` (studies, reviews and case reports), ``textbook`` (a standard book or a chapter of
        one), ``terminology`` (lists of names and codes) or ``web`` (any other page).
    read : {'abstract', 'excerpt', 'title'}
        How it was read: the abstract or more, some paragraphs, or the title only.
    says : str or None
        What it says about what it is cited for, in our own short words; safety statements need it.
    where : str or None
        Where in the source that stands.
    """

    cite: Text
    doi: Doi | None = None
    pmid: int | None = None
    url: WebAddress | None = None
    kind: SourceKind
    read: Literal["abstract", "excerpt", "title"]
    says: Text | None = None
    where: Text | None = None

    @property
    def was_read(self) -> bool:
        """Whether more than the title was read."""
        return self.read != "title"
