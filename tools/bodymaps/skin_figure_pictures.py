"""Pictures of other figures than the man, and how much room their skin has over what lies below it."""

from __future__ import annotations

import numpy as np

from tools.bodymaps.light import traced
from tools.bodymaps.nails import nails, with_nails
from tools.bodymaps.pictures import Painter, straight
from tools.bodymaps.raster import Scene, carried, look, vertex_normals
from tools.bodymaps.skin_figures import Skin
from tools.bodymaps.skin_tones import SKIN, marks, skin_tones
from tools.bodymaps.solids.rays import walk, world
from tools.bodymaps.views import ViewFrame
from triggerpoints.atlas.solids import load_solids


def room_mm(skin: Skin) -> np.ndarray:
    """How far (V,) muscle, cartilage or bone lies below each vertex; at most 60."""
    solids = load_solids()
    parts = [part for part in solids.parts if part.kind in ("muscle", "bone", "cartilage")]
    meshes = [(m.position_mm, m.faces) for m in map(solids.mesh, (part.id for part in parts))]
    there = world(meshes, [part.mirrored for part in parts])
    outward = vertex_normals(skin.vertices, skin.faces)
    room, lift = np.full(len(skin.vertices), 60.0), 3.0
    for hits in walk(there, skin.vertices + outward * lift, -outward, 60.0, 1):
        room[hits.ray] = hits.at_mm - lift
    return room


def scene(skin: Skin, move: np.ndarray, number: int) -> Scene:
    """The skin of a figure, ready to be looked at."""
    v = skin.vertices + move
    return Scene(v, vertex_normals(v, skin.faces), skin.faces, np.full(len(skin.faces), number, np.int32))


def picture(painter: Painter, frame: ViewFrame, own: Scene, home: np.ndarray) -> np.ndarray:
    """The picture (H, W, 4) of a figure's skin, its colours those of the places (V, 3) it comes from."""
    buffers = look(own, frame, painter.scale)
    there = buffers.id >= 0
    at = carried(own, frame, painter.scale, home)[there]
    colour = np.broadcast_to(SKIN, (*there.shape, 3)).copy()
    light = marks(painter.scenes, at, buffers.normal[there])
    tones, normal = skin_tones(at, man=False) * light[:, None], buffers.normal.copy()
    colour[there], normal[there] = with_nails(nails(painter.scenes), at, tones, normal[there])
    return straight(painter.lit_skin(buffers, frame, traced([own]), colour, normal))
