"""Model of data/danger_words.yml: words that ask about a red flag before anything else."""

from typing import Annotated

from pydantic import Field

from triggerpoints.content.models.base import Id, Record, Ref, Text

Group = Annotated[tuple[Text, ...], Field(min_length=1)]
Way = Annotated[tuple[Group, ...], Field(min_length=1)]


class DangerWords(Record):
    """What people say when a red flag may be true.

    Attributes
    ----------
    id : str
        Id of the red flag.
    ways : tuple
        Ways of saying it. All groups of a way must be heard; a group is heard when one of its words or
        phrases is; a star at the end of a word stands for all its endings.
    """

    id: Annotated[Id, Ref("red_flags")]
    ways: Annotated[tuple[Way, ...], Field(min_length=1)]
