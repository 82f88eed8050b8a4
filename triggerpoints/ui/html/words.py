"""The words that pages use for the codes of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triggerpoints.content.models.muscle import PatternStudy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from triggerpoints.atlas import AtlasMuscle
    from triggerpoints.content import Muscle
    from triggerpoints.content.models.base import Evidence, Sourced
    from triggerpoints.content.models.muscle import PatternBook

CERTAINTY = {
    "typical": "Sources agree on this pattern",
    "variable": "Sources differ",
    "disputed": "Experts disagree",
}
STATUS = {
    "read": "Read in a study, a guideline or a standard book",
    "read-web": "Read on a web page, in part; not a study",
    "book": "From a book that we did not have at hand",
    "teaching": "Common teaching; no study found or checked",
}
MARK = {
    "read": "Read in a study or guideline",
    "read-web": "Read on a web page",
    "book": "Book not at hand",
    "teaching": "Teaching, no study found",
}
"""The status in a few words, on the mark that opens what a statement rests on."""
LISTED = "Where these come from"
RELATED = "These are about the same thing. Nobody checked that they say all of it."
UNSOURCED = "No source was found for:"
REPORT = "Copy this, say what is wrong, and send it to whoever runs this app."
EVIDENCE = {
    "moderate": "Moderate evidence",
    "low": "Low evidence",
    "very_low": "Very low evidence",
    "none": "No studies found",
    "against": "Evidence against it",
    "traditional": "Traditional, not tested",
}
SOURCE_STATUS = {
    "abstract": "abstract or more was read",
    "excerpt": "an excerpt was read",
    "title": "only its title was seen",
}
STUDIED = {
    "saline": "salt water put into the muscle",
    "pressure": "pressure on trigger points",
    "records": "records of patients",
}
PRESSURE = {"ball": "Ball", "hand": "Hand pressure", "none": "No pressure here"}
REGION = {
    "head": "Head and face", "neck": "Neck", "shoulder": "Shoulder", "upper-back": "Upper back",
    "lower-back": "Lower back", "chest": "Chest", "arm": "Upper arm", "forearm": "Forearm", "hand": "Hand",
    "abdomen": "Abdomen", "pelvis": "Pelvis", "hip": "Hip", "thigh": "Thigh", "leg": "Lower leg",
    "foot": "Foot",
}  # fmt: skip
BODY_REGION = {
    "head": "Head", "face": "Face and jaw", "neck": "Neck", "shoulder": "Shoulder", "arm": "Arm and hand",
    "chest": "Chest", "upper-back": "Upper back", "abdomen": "Belly and groin", "low-back": "Low back",
    "hip": "Hip and buttock", "thigh": "Thigh", "knee": "Knee", "leg": "Lower leg", "foot": "Ankle and foot",
}  # fmt: skip
MODELLED = "Shape modelled from its attachments"
DIVIDED = "Shape cut from a larger muscle"


def mark(statement: Sourced) -> str:
    """How a statement is known, in a few words."""
    return MARK[statement.status] + (", in part" if statement.unsourced else "")


def studies(of: Sequence[PatternStudy]) -> str:
    """How many studies, with how many people together."""
    people = sum(study.people for study in of)
    with_people = f"{people} {'person' if people == 1 else 'people'}"
    return f"{'one study' if len(of) == 1 else f'{len(of)} studies'} with {with_people}"


def read_in(of: Sequence[PatternStudy | PatternBook]) -> str:
    """Where something was read: in how many studies with how many people, or else in a book."""
    found = [said for said in of if isinstance(said, PatternStudy)]
    return f"in {studies(found)}" if found else "in a book or review"


def search_label(muscle: Muscle) -> str:
    """What a search box shows and searches for a muscle."""
    names = muscle.names
    also = f" ({', '.join(names.synonyms)})" if names.synonyms else ""
    return f"{names.en} – {names.plain}{also}"


def tested(grade: Evidence, borrowed_from: str | None) -> str:
    """How well something was tested in a muscle, and in what else when it was not in this muscle."""
    return EVIDENCE[grade] + (f", borrowed from {borrowed_from}" if borrowed_from else "")


def shape_notes(shape: AtlasMuscle | None) -> list[str]:
    """How a muscle's shape on the map was made, where it is not simply that of the reference body."""
    if shape is None:
        return ["Not on the map"]
    return [MODELLED] * shape.modelled + [DIVIDED] * (shape.divided and not shape.modelled)


def joined(parts: list[str]) -> str:
    """Parts as a list in a sentence."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
