"""One softly lit picture a view and layer."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import cv2
import numpy as np
from embreex.rtcore_scene import EmbreeScene
from scipy.spatial import cKDTree

from tools.bodymaps.fibres import NO_TENDON, FibreField, field
from tools.bodymaps.grain import fascicles, grain
from tools.bodymaps.healed import away_from, healed, relief
from tools.bodymaps.layers import MUSCLE_LAYERS, layering
from tools.bodymaps.light import ambient, traced
from tools.bodymaps.nails import nails, with_nails
from tools.bodymaps.raster import Buffers, Scene, joined, look
from tools.bodymaps.scenes import (
    BONE,
    CARTILAGE,
    DRAWN_LIGAMENT,
    EYE,
    FASCIA,
    FAT,
    ORGAN,
    OTHER_MUSCLE,
    SIDES,
    SKIN_ID,
    TENDON,
    BodyScenes,
)
from tools.bodymaps.seen import Seen, cut_closed, groups, positions, seen
from tools.bodymaps.shade import (
    Look,
    edge_lines,
    evened,
    exposure,
    lit,
    over,
    plain,
    reduce,
    softened,
    without_pinholes,
)
from tools.bodymaps.skin_tones import IRIS, PUPIL, SKIN, cleft, marks, profile_cover, skin_kept, skin_tones
from tools.bodymaps.views import FAR_MM, ViewFrame

MUSCLE = np.array([0.735, 0.330, 0.285], np.float32)
CUT_MUSCLE = np.array([0.640, 0.260, 0.230], np.float32)
PALE = np.array([0.925, 0.880, 0.805], np.float32)
BONE_COLOUR = np.array([0.945, 0.905, 0.815], np.float32)
CARTILAGE_COLOUR = np.array([0.800, 0.865, 0.880], np.float32)
EYE_COLOUR = np.array([0.915, 0.900, 0.875], np.float32)
IRIS_MM, PUPIL_MM, EYE_BLEND_MM = 5.9, 2.2, 0.5
ORGAN_COLOUR = np.array([0.840, 0.660, 0.590], np.float32)
FAT_COLOUR = np.array([0.930, 0.830, 0.610], np.float32)
# How much of the skin is left round what lies below it: it lets the page shine through, a dark one too.
GHOST = 0.33
MUSCLE_SHEEN, PALE_SHEEN, BONE_SHEEN, SKIN_SHEEN, EYE_SHEEN = 0.07, 0.20, 0.03, 0.025, 0.5
STREAK, PALE_STREAK = 0.075, 0.040
# How far the fascicles of flesh and tendon reach past each other, and how soon each turns white.
INTERLOCK, TURN = 0.24, 1.1
REACH_MM, SKIN_REACH_MM = 38.0, 60.0
SHEET_ABOVE_MM, SHEET_EDGE_MM, RED_EDGE_MM = 3.0, 4.0, 1.2
LINE = 0.16
# A sheet that bridges a hollow is not as dark as the hollow.
BRIDGE_MM, OVER_HOLLOW = 2.5, 0.85
# One that stands free takes its light from the open, not from what lies far below it.
FREE_MM, OVER_NOTHING = 6.0, 0.97
# Edges of what lies below a sheet cast no edge on it: its light is even over this length.
SHEET_EVEN_MM = 2.5
# In the first muscle layer, what shows through gaps far below the skin stays covered.
GAP_MM, GAP_VEIL = 32.0, 0.88
# How much of the picture is skin where ears, eyes, lips and chin keep it.
SKIN_KEPT = 0.92


def _tone(number: int) -> np.ndarray:
    """Small difference of hue between neighbouring muscles."""
    a, b = np.sin(number * 2.399), np.sin(number * 5.127 + 1.0)
    return np.array([1 + 0.045 * a, 1 + 0.075 * b + 0.03 * a, 1 + 0.075 * b - 0.03 * a], np.float32)


ALL = (slice(None), slice(None))


def surface_look(
    scenes: BodyScenes, buffers: Buffers, frame: ViewFrame, scale: float, box: tuple[slice, slice] = ALL
) -> Look:
    """Colour, sheen and fibres of what is seen, in a box (rows, columns) of the picture."""
    inside = buffers.id[box] >= 0
    ids = buffers.id[box][inside]
    one = scenes.drawn_as(ids)
    p = positions(buffers.depth, frame, scale, box)[inside]
    n = buffers.normal[box][inside]
    colour = np.ones((len(ids), 3), np.float32)
    fibre = np.zeros((len(ids), 3), np.float32)
    pale = np.full(len(ids), NO_TENDON, np.float32)
    colour[ids >= FAT] = FAT_COLOUR
    colour[ids >= ORGAN] = ORGAN_COLOUR
    eye = (ids >= EYE) & (ids < ORGAN)
    colour[eye] = _eye_colours(scenes, p[eye])
    colour[(ids >= CARTILAGE) & (ids < TENDON)] = CARTILAGE_COLOUR
    colour[(ids >= BONE) & (ids < CARTILAGE)] = BONE_COLOUR
    colour[(ids >= OTHER_MUSCLE) & (ids < BONE)] = MUSCLE
    red, white_tissue = ids < SKIN_ID, (ids >= TENDON) & (ids < FAT)
    pixels = np.flatnonzero(red | white_tissue)
    pixels = pixels[np.argsort(ids[pixels], kind="stable")]
    for here in np.split(pixels, np.flatnonzero(np.diff(ids[pixels])) + 1):
        if not len(here):
            continue
        number = int(ids[here[0]])
        if number >= TENDON:
            fibre[here] = _run_of(scenes, number, p[here])
            if (flesh := _flesh_of(scenes, number, ids)) is not None:
                muscle, its_fibres = flesh
                colour[here] = MUSCLE * _tone(scenes.muscles.index(muscle))
                pale[here] = its_fibres.at(p[here] * np.where(p[here, :1] > 0, [-1, 1, 1], 1))[1]
                red[here], white_tissue[here] = True, False
                continue
            tone = _tone_of_sheet(scenes, number)
            colour[here] = PALE if tone is None else MUSCLE * tone
            red[here], white_tissue[here] = tone is not None, tone is None
            continue
        mirror = np.array([-1, 1, 1] if number % 2 else [1, 1, 1], np.float32)
        colour[here] = MUSCLE * _tone(int(one[here[0]]) // 2)
        if (own := _field(scenes.muscles[number // 2])) is not None:
            direction, tendon = own.at(p[here] * mirror)
            fibre[here] = direction * mirror
            pale[here] = tendon
    fibre -= (fibre * n).sum(-1, keepdims=True) * n
    length = np.linalg.norm(fibre, axis=-1)
    fibre /= np.maximum(length, 1e-4)[:, None]
    fibre[length < 1e-4] = 0
    way = np.zeros((*inside.shape, 2), np.float32)
    way[inside] = np.stack([fibre @ frame.right, fibre @ np.asarray(frame.down, float)], -1)
    grained = np.full(inside.shape, -1, np.int32)
    grained[inside] = np.where(length > 1e-4, one, -1)
    px_per_mm = scale / frame.mm_per_px
    streaks = np.clip(grain(way, grained, px_per_mm)[inside], -2.5, 2.5)
    interlocked = np.zeros(len(ids), np.float32)
    if (turning := red & (pale > -1) & (pale < 2)).any():
        where = np.zeros(inside.shape, bool)
        where[inside] = turning
        interlocked = np.clip(fascicles(way, grained, px_per_mm, where)[inside], -2.5, 2.5) * turning
    feathered = np.clip(TURN * (pale - 0.5 + INTERLOCK * interlocked) + 0.5, 0, 1)
    feathered = feathered * feathered * (3 - 2 * feathered)
    mix = np.where(red, feathered, 0)[:, None]
    colour = colour * (1 - mix) + PALE * mix
    white = np.maximum(feathered, white_tissue)
    colour *= (1 + streaks * (STREAK * (1 - white) + PALE_STREAK * white))[:, None]
    soft = red | white_tissue
    sheen = np.where(soft, MUSCLE_SHEEN + (PALE_SHEEN - MUSCLE_SHEEN) * white, BONE_SHEEN)
    sheen[eye] = EYE_SHEEN
    cut = buffers.cut[box][inside]
    colour[cut & red] = (CUT_MUSCLE * (1 - mix) + PALE * mix)[cut & red]
    sheen[cut], fibre[cut] = 0, 0
    whole = Look(
        np.ones((*inside.shape, 3), np.float32),
        np.zeros(inside.shape, np.float32),
        np.zeros((*inside.shape, 3), np.float32),
    )
    whole.colour[inside], whole.sheen[inside], whole.fibre[inside] = colour, sheen, fibre
    return whole


_field = cache(field)


def _flesh_of(scenes: BodyScenes, number: int, ids: np.ndarray) -> tuple[str, FibreField] | None:
    """The muscle in the picture whose flesh reaches on to a tendon of the source; None: there is none."""
    if number >= DRAWN_LIGAMENT:
        return None
    for muscle in layering().flesh_on_tendon.get(scenes.bare_name_of(number - TENDON), ()):
        in_picture = np.isin([scenes.id_of(muscle, side) for side in SIDES], ids).any()
        if in_picture and (found := _field(muscle)) is not None:
            return muscle, found
    return None


def _sheet_of(scenes: BodyScenes, number: int) -> str:
    return list(scenes.fascia)[(number - FASCIA) // 2]


def _tone_of_sheet(scenes: BodyScenes, number: int) -> np.ndarray | None:
    """Hue of a sheet that is muscle, the one of the muscle whose flesh it continues; None: it is white."""
    red = layering().red_sheets
    if number < FASCIA or (name := _sheet_of(scenes, number)) not in red:
        return None
    if (muscle := red[name]) is None:
        return _tone(number // 2)
    return _tone(scenes.muscles.index(layering().one_muscle.get(muscle, muscle)))


def _eye_colours(scenes: BodyScenes, points: np.ndarray) -> np.ndarray:
    """Colours (N, 3) of points of the globes, seen from the front."""
    colours = np.broadcast_to(EYE_COLOUR, points.shape).copy()
    aside = np.hypot(np.abs(points[:, 0]) - scenes.pupil_mm[0], points[:, 2] - scenes.pupil_mm[2])
    front = points[:, 1] < scenes.pupil_mm[1]
    for tone, reach_mm in ((IRIS, IRIS_MM), (PUPIL, PUPIL_MM)):
        share = front * np.clip((reach_mm - aside) / EYE_BLEND_MM + 0.5, 0, 1)
        colours = colours * (1 - share[:, None]) + tone * share[:, None]
    return colours.astype(np.float32)


def _run_of(scenes: BodyScenes, number: int, points: np.ndarray) -> np.ndarray:
    """Direction (N, 3) of the fibres of a tendon, membrane or sheet at points (N, 3)."""
    if number < FASCIA:
        return np.broadcast_to(scenes.axis_of(number), points.shape)
    name = _sheet_of(scenes, number)
    mirror = np.array([-1, 1, 1] if number % 2 else [1, 1, 1], np.float32)
    return scenes.fascia_along[name][_tree(scenes, name).query(points * mirror)[1]] * mirror


@cache
def _tree(scenes: BodyScenes, name: str) -> cKDTree:
    return cKDTree(scenes.fascia[name][0])


def far_below(seen_mm: np.ndarray, skin_mm: np.ndarray) -> np.ndarray:
    """How far below the skin (H, W) what is seen lies: 0 up to GAP_MM, 1 from twice that."""
    both = np.isfinite(seen_mm) & np.isfinite(skin_mm)
    gap = np.where(both, seen_mm, 0) - np.where(both, skin_mm, 0)
    return np.clip(gap / GAP_MM - 1, 0, 1).astype(np.float32)


class Painter:
    """Paints the views of one body; what the light meets is made ready once a layer."""

    def __init__(self, scenes: BodyScenes, scale: int = 2) -> None:  # noqa: D107 (see the class)
        self.scenes, self.scale = scenes, scale
        self._worlds: dict[tuple, EmbreeScene] = {}

    def world(self, name: str, parts: list[Scene], frame: ViewFrame) -> EmbreeScene:
        """What rays can meet: the parts, without what the frame's box cuts away."""
        cut = any(
            abs(side) < FAR_MM for axis in range(3) if frame.towards[axis] for side in frame.clip_mm[axis]
        )
        own = None if name == "skin" or frame.group == "Whole body" else frame.id
        key = (name, own, frame.clip_mm if cut else None)
        if key not in self._worlds:
            if len(self._worlds) > 5:
                self._worlds.clear()
            self._worlds[key] = traced([_within(s, frame) for s in parts] if cut else parts)
        return self._worlds[key]

    def skin(self, frame: ViewFrame) -> tuple[np.ndarray, Buffers]:
        """The skin's picture (H, W, 4) and what is seen of it, with its cut open."""
        own = frame.of_skin
        buffers = look(self.scenes.skin, own, self.scale)
        if own.cut_depth_mm is not None:
            buffers = cut_closed(self.scenes, [], own, self.scale, buffers)
        if frame.skin_healed:
            drawn = healed(buffers, own, self.scale)
            world = traced([relief(drawn, own, self.scale)])
        else:
            drawn, world = buffers, self.world("skin", [self.scenes.skin], own)
        return self.lit_skin(drawn, frame, world, *self.skin_colour(drawn, frame)), buffers

    def lit_skin(
        self, buffers: Buffers, frame: ViewFrame, world: EmbreeScene, colour: np.ndarray, facing: np.ndarray
    ) -> np.ndarray:
        """The picture (H, W, 4) of a skin of some colour (H, W, 3) with some normals (H, W, 3)."""
        sky = ambient(world, frame.of_skin, buffers.depth, buffers.normal, self.scale, SKIN_REACH_MM)
        surface = plain(colour, SKIN_SHEEN, 0.35)
        gain = exposure(buffers, frame, sky)
        picture = lit(replace(buffers, normal=facing), frame, surface, sky, gain=gain)
        if self.scale == 1:
            picture = softened(picture, buffers.id)
        return reduce(picture, frame.size_px)

    def skin_colour(self, buffers: Buffers, frame: ViewFrame) -> tuple[np.ndarray, np.ndarray]:
        """Colour (H, W, 3) of the skin, lips, eyes, brows and nipples in their own tones, and its normals."""
        colour = np.broadcast_to(SKIN, (*buffers.id.shape, 3)).copy()
        there = (buffers.id >= 0) & ~buffers.cut
        at = positions(buffers.depth, frame, self.scale)[there]
        light = marks(self.scenes, at, buffers.normal[there]) * cleft(at)
        normal = buffers.normal.copy()
        tones = skin_tones(at) * light[:, None]
        colour[there], normal[there] = with_nails(nails(self.scenes), at, tones, normal[there])
        colour[buffers.cut] = 0.5 * SKIN + 0.5 * FAT_COLOUR
        return colour, normal

    def layer(self, name: str, frame: ViewFrame) -> tuple[np.ndarray, Seen, np.ndarray]:
        """A layer's picture (H, W, 4) without skin, what is seen of it, where sheets cover it (H, W)."""
        what = seen(self.scenes, frame, name, self.scale)
        parts = groups(self.scenes, frame, name)
        world = self.world(name, parts, frame)
        sky = ambient(world, frame, what.front_mm, what.buffers.normal, self.scale, REACH_MM)
        surface = surface_look(self.scenes, what.buffers, frame, self.scale)
        gain = exposure(what.buffers, frame, sky)
        lines = edge_lines(self._one_flesh(self.scenes.drawn_as(what.buffers.id)), self.scale)
        picture = lit(what.buffers, frame, surface, sky, LINE * lines, gain)
        picture = without_pinholes(picture, what.buffers.id, frame.mm_per_px / self.scale)
        covered = np.zeros(what.buffers.id.shape, np.float32)
        if name != "skeleton":
            picture, covered = self._with_sheets(picture, name, frame, what, sky, gain)
        if self.scale == 1:
            picture = softened(picture, what.buffers.id)
        return picture, what, covered

    def _one_flesh(self, ids: np.ndarray) -> np.ndarray:
        """Numbers (H, W), those of a tendon that a muscle's flesh reaches on to being the muscle's."""
        own = ids.copy()
        for number in np.unique(ids[(ids >= TENDON) & (ids < FASCIA)]):
            if (flesh := _flesh_of(self.scenes, int(number), ids)) is not None:
                side = self.scenes.side_of(int(number) - TENDON)
                own[ids == number] = self.scenes.id_of(flesh[0], side)
        return own

    def _with_sheets(
        self, picture: np.ndarray, name: str, frame: ViewFrame, what: Seen, sky: np.ndarray, gain: float
    ) -> tuple[np.ndarray, np.ndarray]:
        """The picture with the sheets and thin muscles that let it shine through, and where they are."""
        rules = layering()
        covered = np.zeros(what.buffers.id.shape, np.float32)
        hides = rules.sheets_shown(name, frame.without, frame.only)
        hides = {n: h for n, h in hides.items() if n in self.scenes.fascia}
        sheets = []
        for n, h in hides.items():
            red = n in rules.red_sheets
            soft_mm = rules.sheet_edge_mm.get(n, RED_EDGE_MM if red else SHEET_EDGE_MM)
            sheets.append((self.scenes.fascia_scene((n,)), (h, red, soft_mm)))
        if name == MUSCLE_LAYERS[0] and frame.only is None:
            thin = (rules.translucent_hides, True, RED_EDGE_MM)
            sheets += [(self.scenes.scene_of(m), thin) for m in sorted(rules.translucent)]
        for kind in sorted({kind for _, kind in sheets}):
            opacity, _, soft_mm = kind
            own = look(joined([part for part, own in sheets if own == kind]), frame, self.scale)
            there = np.isfinite(own.depth) & (own.depth <= what.buffers.depth + SHEET_ABOVE_MM)
            if not there.any():
                continue
            own = Buffers(own.depth, np.where(there, own.id, -1), own.normal, own.cut)
            rows, columns = np.flatnonzero(there.any(1)), np.flatnonzero(there.any(0))
            box = slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)
            surface = surface_look(self.scenes, own, frame, self.scale, box)
            edge = cv2.distanceTransform(np.pad(there[box], 1).astype(np.uint8), cv2.DIST_L2, 3)[1:-1, 1:-1]
            fade = opacity * np.clip(edge * frame.mm_per_px / self.scale / soft_mm, 0, 1)
            part = Buffers(own.depth[box], own.id[box], own.normal[box], own.cut[box])
            gap = np.where(there[box], what.front_mm[box] - np.where(there[box], own.depth[box], 0), 0)
            bridged = np.clip((gap - 0.5) / BRIDGE_MM, 0, 1)
            lifted = sky[box] + np.clip(OVER_HOLLOW - sky[box], 0, 1) * bridged
            free = np.clip(gap / FREE_MM - 1, 0, 1)
            lifted = lifted * (1 - free) + OVER_NOTHING * free
            even = evened(lifted, there[box], SHEET_EVEN_MM * self.scale / frame.mm_per_px)
            sheet = lit(part, frame, surface, even, gain=gain)
            picture[box] = over(sheet, picture[box], fade)
            covered[box] = np.maximum(covered[box], fade)
        return picture, covered


def _within(part: Scene, frame: ViewFrame) -> Scene:
    """The faces of a scene whose middle lies in the frame's box."""
    middle = part.vertices[part.faces].mean(1)
    keep = np.ones(len(middle), bool)
    for axis, (low, high) in enumerate(frame.clip_mm):
        keep &= (middle[:, axis] >= low) & (middle[:, axis] <= high)
    return Scene(part.vertices, part.normals, part.faces[keep], part.ids[keep])


def pictures(
    painter: Painter,
    frame: ViewFrame,
    layers: tuple[str, ...] = (*MUSCLE_LAYERS, "skeleton"),
) -> tuple[dict[str, np.ndarray], dict[str, Buffers]]:
    """The skin and some layers (by default all) of one view.

    Returns
    -------
    pictures : dict of str to ndarray (H, W, 4) uint8, RGBA, straight alpha
    shown : dict of layer to Buffers
        What each layer's picture shows, `painter.scale` times finer.
    """
    scale = painter.scale
    skin, skin_seen = painter.skin(frame)
    skin_at = positions(skin_seen.depth, frame, scale)
    kept = reduce(skin_kept(skin_at), frame.size_px)
    profile = reduce(profile_cover(skin_at).astype(np.float32), frame.size_px)
    ghost = skin * GHOST
    out, shown = {"skin": skin}, {}
    for name in layers:
        full, what, covered = painter.layer(name, frame)
        shown[name] = what.buffers
        top = reduce(full, frame.size_px)
        empty = reduce((what.buffers.id < 0) * (1 - covered), frame.size_px)
        bare = what.buffers.id >= OTHER_MUSCLE
        bare &= ~((what.buffers.id >= TENDON) & (what.buffers.id < FAT))
        bare = reduce(np.where(what.buffers.cut, 0, bare * (1 - covered)).astype(np.float32), frame.size_px)
        picture = over(top, ghost)
        veil = np.full(kept.shape, 0.03, np.float32)
        if name == MUSCLE_LAYERS[0]:
            veil = np.maximum(veil + 0.06 * bare, SKIN_KEPT * kept * np.maximum(bare, empty))
            veil = np.maximum(veil, SKIN_KEPT * profile * empty)
            if frame.only is None:
                gap = far_below(what.buffers.depth, skin_seen.depth) * (1 - covered)
                gap = gap * away_from(skin_seen.cut, frame.mm_per_px / scale)
                veil = np.maximum(veil, GAP_VEIL * reduce(gap, frame.size_px))
        out[name] = over(skin, picture, np.clip(veil, 0, 0.92).astype(np.float32))
    return {k: straight(v) for k, v in out.items()}, shown


def straight(image: np.ndarray) -> np.ndarray:
    """A picture (H, W, 4) of bytes with straight alpha, from one in 0..1 with premultiplied."""
    alpha = np.clip(image[..., 3:], 0, 1)
    rgb = np.where(alpha > 1e-3, image[..., :3] / np.maximum(alpha, 1e-3), 1.0)
    return (np.clip(np.dstack([rgb, alpha]), 0, 1) * 255 + 0.5).astype(np.uint8)
