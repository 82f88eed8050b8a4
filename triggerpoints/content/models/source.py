"""Model of data/sources.yml: what the texts cite."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from triggerpoints.content.models.base import Record, Text

Doi = Annotated[str, StringConstraints(pattern=r"^10\.\d{4,9}/\S+$")]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\.[^\s/]+(/\S*)?$")]


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
    status : {'confirmed', 'existence', 'memory'}
        `confirmed`: the abstract or an excerpt was read; `existence`: only the title was seen;
        `memory`: not looked up.
    """

    cite: Text
    doi: Doi | None = None
    pmid: int | None = None
    url: WebAddress | None = None
    status: Literal["confirmed", "existence", "memory"]
