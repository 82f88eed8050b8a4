"""Pictures that show a part close by and where on the whole body it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from triggerpoints.figures import MapState, body_png, style
from triggerpoints.figures.framing import opening_view
from triggerpoints.figures.numbered_body import lit_png
from triggerpoints.figures.print_body import close_box
from triggerpoints.figures.question_frame import print_frames

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

OPPOSITE = {"front": "back", "back": "front", "left": "right", "right": "left"}
Pair = tuple[Image.Image, Image.Image]
"""Close by, and on the whole body."""


def pattern_pictures(atlas: Atlas, content: Content, muscle: str, *, outlined: bool = False) -> Pair:
    """A pain pattern, with its muscle or without; the whole body has a frame about the part.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    muscle : str
    outlined : bool
        Show the muscle too, as in an answer.
    """
    view = opening_view(atlas, content.muscles[muscle])
    state = MapState(view=view, layer="skin", muscle=muscle)
    whole = body_png(atlas, content, state, outlined=outlined)
    box = close_box(atlas, content, state, outlined=outlined)
    close = whole.crop(box)
    ImageDraw.Draw(whole).rectangle(box, outline=style.INK, width=max(6, whole.width // 90))
    return close, whole


def muscle_pictures(atlas: Atlas, content: Content, muscle: str) -> Pair:
    """A muscle lit in the picture that shows it best, and on the whole body.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    muscle : str
    """
    layer = atlas.muscles[muscle].layer
    state = MapState(
        view=views_of(atlas, content, muscle)[0], layer=layer, muscle=muscle, points=False, essential=False,
        spillover=False,
    )  # fmt: skip
    whole = body_png(atlas, content, state)
    frames = print_frames(atlas, content, (muscle,), 1)
    if frames:
        close, _ = lit_png(atlas, frames[0][0], (muscle,))
    else:
        close = whole.crop(close_box(atlas, content, state))
    return close, whole


def beside(pair: Pair, height_px: int) -> Image.Image:
    """The whole body and the part side by side, of the same height."""
    close, whole = (
        picture.resize(
            (round(picture.width * height_px / picture.height), height_px), Image.Resampling.LANCZOS
        )
        for picture in pair
    )
    gap = height_px // 40
    both = Image.new("RGB", (whole.width + gap + close.width, height_px), "white")
    both.paste(whole, (0, 0))
    both.paste(close, (whole.width + gap, 0))
    return both


def views_of(atlas: Atlas, content: Content, muscle: str) -> tuple[str, str]:
    """The whole-body view that shows a muscle best, and the one from the other side."""
    view = opening_view(atlas, content.muscles[muscle])
    if view not in OPPOSITE:
        view = next((known for known in OPPOSITE if known in view), "front")
    return view, OPPOSITE[view]
