"""Model of data/danger_words.yml: words that ask about a red flag before anything else."""

from typing import Annotated

from pydantic import Field, model_validator

from triggerpoints.content.models.base import Id, Record, Ref, Text

Group = Annotated[tuple[Text, ...], Field(min_length=1)]
Saying = Group
"""Words and phrases for one thing; a name in capitals stands for another such list."""
Way = Annotated[tuple[Group, ...], Field(min_length=1)]


class DangerWords(Record):
    """What people say when a red flag may be true.

    All groups of a way must be heard; a group is heard when one of its words or phrases is. A star at the
    end of a word stands for all its endings; a name in capitals stands for a list of `Content.sayings`.

    Attributes
    ----------
    id : str
        Id of the red flag.
    says : tuple
        Ways of saying that it is true.
    asks : tuple
        Ways of speaking after which it has to be asked first.
    """

    id: Annotated[Id, Ref("red_flags")]
    says: tuple[Way, ...] = ()
    asks: tuple[Way, ...] = ()

    @model_validator(mode="after")
    def _has_words(self) -> "DangerWords":
        if not (self.says or self.asks):
            raise ValueError("it has no words; give at least one way under `says` or `asks`")
        return self
