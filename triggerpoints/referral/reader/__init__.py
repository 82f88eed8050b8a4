"""Reads what people type: places with their sides, what is said about them, and what was not understood."""

from triggerpoints.referral.reader.reading import (
    Choice,
    Doubt,
    NotMarked,
    ReadArea,
    Reading,
    SideChoice,
    Stretch,
    Unread,
)
from triggerpoints.referral.reader.sentence import read

__all__ = ["Choice", "Doubt", "NotMarked", "ReadArea", "Reading", "SideChoice", "Stretch", "Unread", "read"]
