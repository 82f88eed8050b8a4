"""What Python tells the small scripts of the page: keeper, arrival, quiz keys."""

from __future__ import annotations

from typing import TypedDict


class KeeperData(TypedDict):
    """What the browser is to keep under a name, and for whom."""

    name: str
    text: str | None
    visit: str
    forget: int
    longest: int
    days: int
    merges: bool
    asks: bool


class ArrivalData(TypedDict):
    """Names of what is shown."""

    page: str
    step: str


class QuizKeysData(TypedDict):
    """What keys press, as CSS selectors, and where the focus goes at a new step."""

    step: str
    focus: str
    next: str
    answers: str
    answered: bool
    keys: dict[str, str]
    seconds: int
