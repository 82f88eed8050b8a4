"""A picture of where to press or roll, as HTML over the map's own picture of the body."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import numpy as np
from markupsafe import Markup

from triggerpoints.figures import style
from triggerpoints.sections.press import PressPlace, away_radius_mm, press_place, tool_of
from triggerpoints.ui.html.words import joined
from triggerpoints.ui.server import map_files

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.referral.zones import Side

SHOWN_MM = 340.0  # width and height of the part of the body that is shown
SHOWN_SMALL_MM = 230.0  # of the head, hands and feet
SMALL_REGIONS = {"head", "hand", "foot"}
TOOLS = {"ball": "the ball goes here", "small ball": "a small ball goes here", "hand": "press here"}
KINDS = {
    "vessel": "a blood vessel",
    "nerve": "a nerve",
    "lung": "the lung",
    "organ": "an organ",
    "bowel": "the bowel",
    "kidney": "the kidney",
    "liver": "the liver",
    "stomach": "the stomach",
    "spleen": "the spleen",
    "bladder": "the bladder",
    "airway": "the windpipe",
    "eye": "the eye",
}
BELOW = {
    ("vessel",): " A blood vessel lies below: let go if you feel a pulse.",
    ("nerve",): " A nerve lies below: let go if it tingles.",
    ("vessel", "nerve"): " A blood vessel and a nerve lie below: let go if you feel a pulse or it tingles.",
}


def picture(atlas: Atlas, content: Content, muscle: str, side: Side) -> Markup:
    """HTML of the picture with its words; empty where the muscle is not to be pressed.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    muscle : str
    side : {'right', 'left'}
    """
    place = press_place(atlas, content, muscle, side)
    if place is None:
        return Markup("")
    record = content.muscles[muscle]
    frame = atlas.views[place.view]
    shown_mm = SHOWN_SMALL_MM if record.region in SMALL_REGIONS else SHOWN_MM
    size = np.full(2, min(shown_mm / frame.mm_per_px, frame.width_px, frame.height_px))
    start = np.clip(
        (place.x_px, place.y_px) - size / 2, 0, np.array([frame.width_px, frame.height_px]) - size
    )
    look = (
        f"width:{100 * frame.width_px / size[0]:.2f}%;left:{-100 * start[0] / size[0]:.2f}%;"
        f"top:{-100 * start[1] / size[1]:.2f}%"
    )
    full = atlas.shapes(place.view)["full"].get(muscle, {})
    svg = _svg(
        place,
        full.get(side) or full.get("midline") or "",
        frame.width_px,
        frame.height_px,
        size[0],
        away_radius_mm(record) / frame.mm_per_px,
    )
    alt = _said(place, tool_of(record))
    return Markup(
        '<figure class="tp-press"><div class="tp-laid" style="--w:{};--h:{}">'
        '<img class="body" src="{}" alt="" style="{}"><img src="data:image/svg+xml;base64,{}" alt="{}" '
        'style="{}"></div><figcaption>{}</figcaption></figure>'
    ).format(
        round(size[0]),
        round(size[1]),
        map_files.asset_url(frame.pictures["skin"]),
        look,
        b64encode(svg.encode()).decode(),
        alt,
        look,
        alt,
    )


def _said(place: PressPlace, tool: str) -> str:
    """What the picture shows, and what it cannot show: what lies right below."""
    kinds = [KINDS[kind] for kind in dict.fromkeys(away.kind for away in place.keep_away)]
    keep_off = f" Cross: keep off. There lies {joined(kinds)}." if kinds else ""
    return f"Yellow: {TOOLS[tool]}.{keep_off}{BELOW.get(place.below, '')}"


def _svg(
    place: PressPlace, muscle: str, width_px: int, height_px: int, shown_px: float, away_px: float
) -> Markup:
    line = shown_px / 110
    crosses = Markup("").join(
        Markup(
            '<g transform="translate({x} {y})"><circle r="{r:.1f}" fill="#fff" fill-opacity=".75" '
            'stroke="#8a4b00" stroke-width="{line:.1f}"/><path d="M{a:.1f} {a:.1f}L{b:.1f} {b:.1f}M{a:.1f} '
            '{b:.1f}L{b:.1f} {a:.1f}" stroke="#8a4b00" stroke-width="{line:.1f}"/></g>'
        ).format(x=away.x_px, y=away.y_px, r=away_px, a=-0.6 * away_px, b=0.6 * away_px, line=line)
        for away in place.keep_away
    )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" width="{w}" height="{h}">'
        '<path d="{muscle}" fill="{select}" fill-opacity=".3" stroke="#005f69" stroke-width="{line:.1f}"/>'
        '{crosses}<circle cx="{x}" cy="{y}" r="{r:.1f}" fill="#ffe27a" fill-opacity=".72" stroke="{ink}" '
        'stroke-width="{line:.1f}"/><circle cx="{x}" cy="{y}" r="{dot:.1f}" fill="{ink}"/></svg>'
    ).format(
        w=width_px,
        h=height_px,
        muscle=muscle,
        crosses=crosses,
        x=place.x_px,
        y=place.y_px,
        r=place.radius_px,
        dot=1.2 * line,
        line=line,
        select=style.hex_colour("select"),
        ink=style.hex_colour("text"),
    )
