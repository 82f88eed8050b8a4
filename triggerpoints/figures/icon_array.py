"""Icon arrays: dots that stand for treatments, some of them filled."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from triggerpoints.figures import style

FULL, EMPTY = style.hex_colour("accent"), style.hex_colour("placeholder")
SERIOUS = style.hex_colour("emergency")
STEP = 10


@dataclass(frozen=True)
class IconArray:
    """How many of how many.

    Attributes
    ----------
    total : int
        Number of dots.
    low, high : int
        Dots that are full, and those that are full or half full: the lowest and the highest count.
    columns : int
    serious : bool
        Drawn in the colour of danger.
    """

    total: int
    low: int
    high: int
    columns: int
    serious: bool = False

    def __post_init__(self) -> None:
        """Check the counts."""
        if not 0 <= self.low <= self.high <= self.total:
            raise ValueError(
                f"0 <= low <= high <= total does not hold: {self.low}, {self.high}, {self.total}."
            )

    def svg(self) -> Markup:
        """The picture as SVG; full dots are filled, dots between low and high are half filled."""
        rows = -(-self.total // self.columns)
        colour = SERIOUS if self.serious else FULL
        dots = Markup("").join(self._dot(index, colour) for index in range(self.total))
        box = f"0 0 {self.columns * STEP} {rows * STEP}"
        return Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="{}">{}</svg>').format(box, dots)

    def _dot(self, index: int, colour: str) -> Markup:
        x, y = index % self.columns * STEP + STEP / 2, index // self.columns * STEP + STEP / 2
        if index < self.low:
            return Markup('<circle cx="{:g}" cy="{:g}" r="3.9" fill="{}"/>').format(x, y, colour)
        if index < self.high:
            half = f"M{x - 3.4:g} {y:g}a3.4 3.4 0 0 0 6.8 0z"
            return Markup(
                '<circle cx="{:g}" cy="{:g}" r="3.4" fill="none" stroke="{}"/><path d="{}" fill="{}"/>'
            ).format(x, y, colour, half, colour)
        return Markup(
            '<circle cx="{:g}" cy="{:g}" r="3.2" fill="none" stroke="{}" stroke-width=".8"/>'
        ).format(x, y, EMPTY)
