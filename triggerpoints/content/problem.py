"""A fault in the data, said in one sentence to the person who can mend it."""

from dataclasses import dataclass
from typing import Literal

from triggerpoints.quoting import one_line

MOST_SAID = 700  # letters


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong, where, and what to do.

    Attributes
    ----------
    file : str
        File name, such as ``trigger_points.yml``.
    line : int or None
        Line in that file, counted from 1; None when the whole file is meant.
    record : str
        Id of the record; empty when the whole file is meant.
    problem, fix : str
        What is wrong, and what to do about it; neither ends with a full stop.
    level : {'error', 'warning'}
    """

    file: str
    line: int | None
    record: str
    problem: str
    fix: str
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """Say the problem in one sentence."""
        where = self.file if self.line is None else f"{self.file}, line {self.line}"
        about = f", {self.record}" if self.record else ""
        return one_line(f"{where}{about}: {self.problem}; {self.fix}.", MOST_SAID)


class ContentError(Exception):
    """The data cannot be used.

    Attributes
    ----------
    problems : tuple of Problem
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Take the problems; the message is their sentences, one a line."""
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
