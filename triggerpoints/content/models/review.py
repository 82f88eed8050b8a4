"""Model of data/reviews.yml: what a clinician said about a record as it was then."""

import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from triggerpoints.content.models.base import Id, Record, Text

ContentHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]


class Review(Record):
    """One review of one record.

    Attributes
    ----------
    part, record : str
        The field of `Content` that holds the record, and its id.
    content_hash : str
        Hash of the record as it was reviewed (`triggerpoints.content.reviews.content_hash`).
    verdict : {'agree', 'change'}
        `change` when at least one statement was to be changed or removed; `remarks` say which.
    """

    id: Id
    part: Text
    record: Text
    content_hash: ContentHash
    reviewer: Text
    profession: Text
    date: datetime.date
    verdict: Literal["agree", "change"]
    remarks: tuple[Text, ...] = ()
