"""What a reader has asked the map to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from triggerpoints.atlas.skin_figures import MAN
from triggerpoints.figures.camera import Camera
from triggerpoints.figures.peel import WHOLE, Peel
from triggerpoints.referral.zones import SIDES, Side

Audience = Literal["patient", "student"]
MapSide = Literal["right", "left", "both"]
OVERLAYS = ("points", "essential", "spillover", "outlines")


@dataclass(frozen=True)
class MapState:
    """State of the body map, the same for the page, its address, a figure and a print.

    Attributes
    ----------
    view, layer : str
        Ids of the atlas.
    muscle, point : str or None
        Ids of the content; `point` is a trigger point of `muscle`, None means all of them.
    side : {'right', 'left', 'both'}
        Side of the body the selected muscle is shown on.
    points, essential, spillover, outlines : bool
        Which overlays are drawn.
    audience : {'patient', 'student'}
        Which words are used.
    camera : Camera or None
        Where the turning body is looked at from; None while a view of the maps is shown.
    peel : Peel
        What was taken off the turning body.
    kin : str or None
        Id of what `muscle` shares with others that are lit on the turning body together with it.
    figure : str
        Whose skin is shown, where it is pictured.
    """

    view: str = "front"
    layer: str = "superficial"
    muscle: str | None = None
    point: str | None = None
    side: MapSide = "right"
    points: bool = True
    essential: bool = True
    spillover: bool = True
    outlines: bool = True
    audience: Audience = "patient"
    camera: Camera | None = None
    peel: Peel = WHOLE
    kin: str | None = None
    figure: str = MAN

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides of the body that `side` stands for."""
        return SIDES if self.side == "both" else (self.side,)
