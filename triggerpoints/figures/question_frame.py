"""Where on the body maps a muscle is asked for: view, layer and the part of the picture about its region."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from triggerpoints.figures.framing import LEFT, WHOLE_BODY, opening_view
from triggerpoints.figures.overlay import marks, zones
from triggerpoints.figures.state import MapState
from triggerpoints.figures.svg_path import area, rings

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

CLEAR_PX2 = (
    500.0  # a muscle that opens with less than this in sight is asked in the view that shows most of it
)
SEEN_PX2 = 240.0  # with less, in every view, it is not asked on a map
BOTH_SIDES = 0.8  # both sides are shown where that leaves at least this part of the size of one side alone
FIND_AMONG = 12  # a muscle is to be found among so many at least
FIND_HEIGHT = 0.25  # and in so much of the height of the picture
SHOWN_SHARE = 0.5  # part of a muscle's outline inside of a box for it to be shown there
WELL_SHOWN = 0.6  # a view shows a muscle well with this part of what the best view shows of it
CONTEXT_MM = 400.0  # height of a part of the whole body in which one muscle is shown on paper
PATTERN_MM = 350.0  # a pattern is shown with so much of the body about it at least
MARGIN = 0.12  # about the muscles of the region, as a share of their extent

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class QuestionFrame:
    """View and layer in which a muscle can be clicked; `box` (left, top, right, bottom) in picture pixels."""

    view: str
    layer: str
    box: Box


@lru_cache(1024)
def question_frame(atlas: Atlas, content: Content, muscle: str) -> QuestionFrame | None:
    """Where a muscle is asked for on the map, None where too little of it can be seen.

    The box holds the region's muscles that the view shows in that layer, so that it does not give the
    answer away: on both sides, or on the right side alone where both would be small.
    """
    known = atlas.muscles.get(muscle)
    if known is None:
        return None
    opens = opening_view(atlas, content.muscles[muscle], "right")
    seen_px2 = {view: _seen_px2(atlas, view, known.layer, muscle) for view in atlas.views if LEFT not in view}
    clear = seen_px2.get(opens, 0.0) >= CLEAR_PX2
    view = opens if clear else max(seen_px2, key=lambda v: seen_px2[v] * atlas.views[v].mm_per_px ** 2)
    if seen_px2[view] < SEEN_PX2:
        return None
    return QuestionFrame(view, known.layer, _box(atlas, content, view, known.layer, muscle))


def find_box(atlas: Atlas, frame: QuestionFrame) -> Box:
    """What is shown at first where a muscle is to be found: so many muscles that it does not give it away."""
    view = atlas.views[frame.view]
    drawn = atlas.shapes(frame.view)["visible"].get(frame.layer, {})
    middles = {
        muscle: np.concatenate([ring for path in sides.values() for ring in rings(path)])
        for muscle, sides in drawn.items()
    }
    left, top, right, bottom = frame.box
    while True:
        inside = sum(
            bool(((xy >= (left, top)) & (xy <= (right, bottom))).all(1).mean() > SHOWN_SHARE)
            for xy in middles.values()
        )
        whole = left <= 0 and top <= 0 and right >= view.width_px and bottom >= view.height_px
        if (inside >= FIND_AMONG and bottom - top >= FIND_HEIGHT * view.height_px) or whole:
            return (left, top, right, bottom)
        grow_x, grow_y = 0.1 * (right - left) + 1, 0.1 * (bottom - top) + 1
        left, top = max(0.0, left - grow_x), max(0.0, top - grow_y)
        right, bottom = min(float(view.width_px), right + grow_x), min(float(view.height_px), bottom + grow_y)


def pattern_box(atlas: Atlas, content: Content, state: MapState) -> Box | None:
    """The part of a picture that holds the zones and points that a state shows; None where it shows none."""
    view = atlas.views[state.view]
    outlines = [ring for zone in zones(atlas, content, state) for ring in rings(zone.path)]
    spots = [np.array([[mark.x_px, mark.y_px]]) for mark in marks(atlas, content, state)]
    if not outlines and not spots:
        return None
    xy = np.concatenate([*outlines, *spots])
    low, high = xy.min(0), xy.max(0)
    size = np.maximum((1 + 2 * MARGIN) * (high - low), PATTERN_MM / view.mm_per_px)
    middle, picture = (low + high) / 2, np.array([view.width_px, view.height_px], float)
    low, high = np.maximum(middle - size / 2, 0), np.minimum(middle + size / 2, picture)
    return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def asked_on_map(atlas: Atlas, content: Content) -> frozenset[str]:
    """Muscles that can be asked for on a map."""
    return frozenset(m for m in content.muscles if question_frame(atlas, content, m))


def shown_path(atlas: Atlas, view: str, layer: str, muscle: str) -> str:
    """What a view shows of a muscle of the right side in a layer, as an SVG path."""
    sides = atlas.shapes(view)["visible"].get(layer, {}).get(muscle, {})
    return str(sides.get("right") or sides.get("midline") or "")


def _seen_px2(atlas: Atlas, view: str, layer: str, muscle: str) -> float:
    return sum(area(ring) for ring in rings(shown_path(atlas, view, layer, muscle)))


def _box(atlas: Atlas, content: Content, view: str, layer: str, muscle: str) -> Box:
    frame = atlas.views[view]
    if frame.group != WHOLE_BODY:
        return (0.0, 0.0, float(frame.width_px), float(frame.height_px))
    region = content.muscles[muscle].region
    drawn = atlas.shapes(view)["visible"].get(layer, {})
    near = [drawn[m.id] for m in content.muscles.values() if m.region == region and m.id in drawn]
    size = np.array([frame.width_px, frame.height_px], float)
    both = _about([path for sides in near for path in sides.values()], size)
    one = _about([path for sides in near for side, path in sides.items() if side != "left"], size)
    return both if _size(both) >= BOTH_SIDES * _size(one) else one


def _about(paths: list[str], size: NDArray[np.float64]) -> Box:
    """Box about paths with a margin, inside a picture of this size."""
    xy = np.concatenate([ring for path in paths for ring in rings(path)])
    low, high = xy.min(0), xy.max(0)
    margin = MARGIN * float((high - low).max())
    low, high = np.maximum(low - margin, 0), np.minimum(high + margin, size)
    return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))


def _size(box: Box) -> float:
    """How large a box can be shown, relative to others."""
    left, top, right, bottom = box
    return 1 / max(right - left, bottom - top)


def print_frames(
    atlas: Atlas, content: Content, muscles: Collection[str], most: int
) -> list[tuple[QuestionFrame, tuple[str, ...]]]:
    """As few frames as needed to see all muscles, with up to `most` in each, from the finest pictures.

    Close-ups have three times the pixels of the whole body for each millimetre, which paper shows.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    muscles : collection of str
        Those that cannot be asked on a map are left out.
    most : int

    Returns
    -------
    list of (QuestionFrame, tuple of str)
        The frame that shows most muscles first.
    """
    asked = [muscle for muscle in muscles if question_frame(atlas, content, muscle)]
    views = [view for view in atlas.views if LEFT not in view]
    shown_in: dict[tuple[str, str], dict[str, float]] = {}
    for muscle in asked:
        layer = atlas.muscles[muscle].layer
        seen_px2 = {view: _seen_px2(atlas, view, layer, muscle) for view in views}
        areas_mm2 = {view: seen_px2[view] * atlas.views[view].mm_per_px ** 2 for view in views}
        well = [
            view
            for view, area_mm2 in areas_mm2.items()
            if area_mm2 >= WELL_SHOWN * max(areas_mm2.values()) and seen_px2[view] >= SEEN_PX2
        ]
        close = [view for view in well if atlas.views[view].group != WHOLE_BODY]
        for view in close or well:
            size_px2 = atlas.views[view].width_px * atlas.views[view].height_px
            shown_in.setdefault((view, layer), {})[muscle] = seen_px2[view] / size_px2
    left = set(asked)
    found: list[tuple[QuestionFrame, tuple[str, ...]]] = []
    while left:
        best: tuple[str, ...] = ()
        at, best_key = ("", ""), (0, 0.0)
        for (view, layer), shares in shown_in.items():
            shown = tuple(muscle for muscle in shares if muscle in left)[:most]
            key = (len(shown), sum(shares[muscle] for muscle in shown))
            if key > best_key:
                best, at, best_key = shown, (view, layer), key
        found.append((QuestionFrame(*at, _print_box(atlas, *at, best)), best))
        left -= set(best)
    return found


def _print_box(atlas: Atlas, view: str, layer: str, muscles: Collection[str]) -> Box:
    """The whole close-up; of the whole body what surrounds the muscles, wide enough to tell where it is."""
    frame = atlas.views[view]
    if frame.group != WHOLE_BODY:
        return (0.0, 0.0, float(frame.width_px), float(frame.height_px))
    size = np.array([frame.width_px, frame.height_px], float)
    left, top, right, bottom = _about([shown_path(atlas, view, layer, muscle) for muscle in muscles], size)
    spare = max(0.0, CONTEXT_MM / frame.mm_per_px - (bottom - top)) / 2
    low, high = (max(0.0, edge - spare) for edge in (left, top))
    return (low, high, min(size[0], right + spare), min(size[1], bottom + spare))
