"""Painful areas: what a person marks on the body, as one weight in 0..1 for each skin point."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np
import scipy
import shapely
from numpy.typing import NDArray

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

AreaSide = Literal["right", "left", "both"]
Tool = Literal["paint", "erase", "lasso"]
Duration = Literal["week", "six-weeks", "three-months", "longer"]

SOFT_EDGE = 0.3  # part of the brush's radius over which its weight falls from 1 to 0, half of it inside
SEEN_WITHIN_MM = 12.0  # a skin point is seen in a view when the skin at its pixel is this near
NAMED_SHARE = 0.22  # a place is part of an area's name when it holds this share of the area
ONE_SIDE_SHARE = 0.85  # an area lies on one side when that side holds this share of it
ON_BODY = "body"
"""Stands for a view in strokes that were painted on the turning body."""

WAY_STEP_MM = 2.0  # how closely the way of a brush on the body is followed
MIN_AREA_MM2 = 25.0  # what is left after erasing counts as nothing below this


@dataclass(frozen=True)
class Stroke:
    """Something drawn on a view.

    Attributes
    ----------
    tool : {'paint', 'erase', 'lasso'}
    view : str
        Of the atlas (of any figure), or `ON_BODY` for what a brush painted on the turning body.
    radius_mm : int
        Of the brush; 0 for a lasso.
    points_mm : tuple of (int, int) or of (int, int, int)
        The brush's way or the lasso's corners, in mm from the upper left corner of the picture; on the
        turning body the brush's way in the body's frame.
    """

    tool: Tool
    view: str
    radius_mm: int
    points_mm: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Area:
    """Where it hurts: a named place, something drawn, or a place with something drawn on or off it.

    Attributes
    ----------
    place : str or None
        Place id; may be a set of places.
    side : {'right', 'left', 'both'}
        Side of the place; `both` asks for either side. Not used without a place.
    strokes : tuple of Stroke
        In the order they were drawn.
    strength : int or None
        0 to 10; None when nobody said.
    duration : str or None
        How long: up to a week, six weeks, three months, or longer.
    more : tuple of str
        Further places that belong to the same area, on the same side.
    without : tuple of str
        Places that do not hurt, taken away from the named ones.
    qualities : tuple of str
        What it is like: ids of `qualities` in data/reader_words.yml.
    circumstances : tuple of str
        When, since when or why it hurts, in the person's own words.
    """

    place: str | None = None
    side: AreaSide = "both"
    strokes: tuple[Stroke, ...] = ()
    strength: int | None = None
    duration: Duration | None = None
    more: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    qualities: tuple[str, ...] = ()
    circumstances: tuple[str, ...] = ()

    @property
    def shape(self) -> Area:
        """Only what decides where the area lies, without what was said about it."""
        return Area(self.place, self.side, self.strokes, more=self.more, without=self.without)

    @property
    def places(self) -> tuple[str, ...]:
        """Ids of all places that were named for it."""
        return (self.place, *self.more) if self.place else self.more


@dataclass(frozen=True)
class AreaName:
    """How an area is called.

    Attributes
    ----------
    places : tuple of str
        Ids of the places that were named, or of the one or two that were drawn on, the larger part first.
    side : {'right', 'left', 'both', 'middle'}
        Side of the patient's body.
    """

    places: tuple[str, ...]
    side: Literal["right", "left", "both", "middle"]


def area_weights(atlas: Atlas, area: Area) -> NDArray[np.float32]:
    """How strongly each skin point belongs to an area.

    Parameters
    ----------
    atlas : Atlas
    area : Area

    Returns
    -------
    (N,) float32
        In 0..1; read-only.

    Raises
    ------
    KeyError
        The atlas has no such place or view.
    """
    return _weights(atlas, area.shape)


@lru_cache(16)  # 3 MB; strokes are kept where they touch the skin only
def _weights(atlas: Atlas, area: Area) -> NDArray[np.float32]:
    total = np.zeros(len(atlas.surface.position_mm), np.float32)
    for place in area.places:
        np.maximum(total, atlas.places.meant(place, area.side), out=total)
    for place in area.without:
        np.minimum(total, 1 - atlas.places.weights(place, area.side), out=total)
    for stroke in area.strokes:
        drawn = stroke_on_skin(atlas, stroke)
        total = np.minimum(total, 1 - drawn) if stroke.tool == "erase" else np.maximum(total, drawn)
    total.flags.writeable = False
    return total


def stroke_on_skin(atlas: Atlas, stroke: Stroke) -> NDArray[np.float32]:
    """Weights (N,) of a stroke on the skin points that its view shows, or that lie under it on the body."""
    weights = np.zeros(len(atlas.surface.position_mm), np.float32)
    touched, weight = _touched(atlas, stroke)
    weights[touched] = weight
    return weights


@lru_cache(512)
def _touched(atlas: Atlas, stroke: Stroke) -> tuple[NDArray[np.integer], NDArray[np.float32]]:
    """The skin points that a stroke touches and their weights."""
    if stroke.view == ON_BODY:
        touched, distance_mm = _under(atlas, np.array(stroke.points_mm, float), stroke.radius_mm)
        weight = _brush_weight(distance_mm, stroke.radius_mm)
        return touched[weight > 0], weight[weight > 0]
    seen, kept_mm = _seen(atlas, stroke.view)
    at_mm = kept_mm.astype(float)
    way = np.array(stroke.points_mm, float)
    if stroke.tool == "lasso":
        if len(way) < 3:
            return seen[:0], np.zeros(0, np.float32)
        enclosed = seen[_enclosed(way, at_mm)]
        return enclosed, np.ones(len(enclosed), np.float32)
    line = shapely.LineString(way) if len(way) > 1 else shapely.Point(way[0])
    weight = _brush_weight(shapely.distance(shapely.points(at_mm), line), stroke.radius_mm)
    return seen[weight > 0], weight[weight > 0]


def _brush_weight(distance_mm: NDArray[np.float64], radius_mm: int) -> NDArray[np.float32]:
    """Weight of skin at a distance from the way of a brush: soft at its edge."""
    inner_mm, outer_mm = radius_mm * (1 - SOFT_EDGE / 2), radius_mm * (1 + SOFT_EDGE / 2)
    t = np.clip((outer_mm - distance_mm) / max(outer_mm - inner_mm, 1e-6), 0, 1)
    return (t * t * (3 - 2 * t)).astype(np.float32)


def _under(
    atlas: Atlas, way_mm: NDArray[np.float64], radius_mm: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Skin points within reach of a brush's way over the body, and how far they are from it.

    Skin that looks the other way than the skin below the brush is not reached: paint on the belly does not
    come through to the back, nor from one finger to the side of the next one.
    """
    surface = atlas.surface
    steps = np.linalg.norm(np.diff(way_mm, axis=0), axis=1)
    pieces = [
        np.linspace(start, end, int(step // WAY_STEP_MM) + 1, endpoint=False)
        for start, end, step in zip(way_mm[:-1], way_mm[1:], steps, strict=True)
    ]
    fine = np.concatenate([*pieces, way_mm[-1:]])
    distance_mm, at = scipy.spatial.KDTree(fine).query(
        surface.position_mm, distance_upper_bound=max(1.0, radius_mm * (1 + SOFT_EDGE / 2))
    )
    near = np.flatnonzero(np.isfinite(distance_mm))
    below = surface.normal[surface.nearest(fine)]
    alike = np.einsum("nc,nc->n", surface.normal[near], below[at[near]]) > 0
    return near[alike], distance_mm[near[alike]]


def _enclosed(way_mm: NDArray[np.float64], at_mm: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which points lie within a line drawn around them.

    Filled on a grid of 1 mm, so that a line that crosses itself a thousand times costs no more than another.
    """
    from PIL import Image, ImageDraw  # here, for only a lasso needs them
    from scipy import ndimage

    low, high = at_mm.min(axis=0) - 2, at_mm.max(axis=0) + 2
    way = np.clip(way_mm, low, high)
    corner = np.floor(way.min(axis=0)) - 1
    width, height = (np.ceil(way.max(axis=0)) - corner + 2).astype(int)
    grid = Image.new("1", (int(width), int(height)))
    line = [(float(x), float(y)) for x, y in way - corner]
    ImageDraw.Draw(grid).line([*line, line[0]], fill=1)
    filled = ndimage.binary_fill_holes(np.asarray(grid))
    columns, rows = np.round(at_mm - corner).astype(int).T
    inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
    within = np.zeros(len(at_mm), bool)
    within[inside] = filled[rows[inside], columns[inside]]
    return within


@lru_cache(8)
def _seen(atlas: Atlas, view: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """Indices of the skin points that a view shows, and where (n, 2) in mm from its upper left corner."""
    frame = atlas.view(view)
    skin_mm = atlas.skin_mm(frame.figure)
    px = frame.project(skin_mm)
    index = atlas.index(view)
    rows = np.floor(px[:, 1] * index.shape[0] / frame.height_px).astype(int)
    columns = np.floor(px[:, 0] * index.shape[1] / frame.width_px).astype(int)
    inside = (rows >= 0) & (rows < index.shape[0]) & (columns >= 0) & (columns < index.shape[1])
    at_pixel = np.full(len(skin_mm), -1)
    at_pixel[inside] = index[rows[inside], columns[inside]]
    near = np.linalg.norm(skin_mm - skin_mm[np.maximum(at_pixel, 0)], axis=1) < SEEN_WITHIN_MM
    seen = np.flatnonzero((at_pixel >= 0) & near)
    return seen.astype(np.int32), (px[seen] * frame.mm_per_px).astype(np.float32)


def is_empty(atlas: Atlas, area: Area) -> bool:
    """Whether nothing, or next to nothing, of the body is marked."""
    return float(area_weights(atlas, area) @ atlas.surface.area_mm2) < MIN_AREA_MM2


def area_name(atlas: Atlas, content: Content, area: Area) -> AreaName:
    """The place or the two places that an area mostly lies on, and its side."""
    if area.place and not area.strokes:
        is_midline = all(content.places[place].side == "midline" for place in area.places)
        return AreaName(area.places, "middle" if is_midline else area.side)
    return _drawn_name(atlas, content, area.shape)


@lru_cache(512)
def _drawn_name(atlas: Atlas, content: Content, area: Area) -> AreaName:
    mass = area_weights(atlas, area) * atlas.surface.area_mm2
    total = float(mass.sum()) or 1.0
    by_place = np.bincount(atlas.places.nearest, weights=mass, minlength=len(atlas.places.ids)) / total
    order = np.argsort(-by_place, kind="stable")[:2]
    places = tuple(atlas.places.ids[i] for i in order if by_place[i] >= NAMED_SHARE) or (
        atlas.places.ids[order[0]],
    )
    right = float(mass[atlas.surface.side < 0].sum()) / total
    left = float(mass[atlas.surface.side > 0].sum()) / total
    if max(right, left) >= ONE_SIDE_SHARE:
        return AreaName(places, "right" if right > left else "left")
    is_midline = all(content.places[place].side == "midline" for place in places)
    return AreaName(places, "middle" if is_midline else "both")
