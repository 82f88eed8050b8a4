"""Every muscle of the turning body lit, drawn along rays: to look at after a build, without the app.

Usage: python -m tools.docs.body_drawn [MUSCLE ...]   (in the builder's environment)

Writes build/drawn/drawn-1.webp ... with all muscles, or some, each from where most of it is seen and without
what lies over it. Where a muscle is inside out it is dark. Colours and light are not those of the app.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image
from tqdm import tqdm

from tools.bodymaps.layers import MUSCLE_LAYERS
from tools.bodymaps.solids.mesh import normals, shares_at
from tools.bodymaps.solids.packed import mesh_of, world_of
from tools.bodymaps.solids.rays import World, walk
from tools.docs.lit_muscles import CELL_PX, MARGIN, framed, sheets
from triggerpoints.atlas.solids import SolidPart, Solids, load_solids
from triggerpoints.content import load_content

DRAWN = Path(__file__).parents[2] / "build" / "drawn"
SHARP = 2  # rays a pixel and direction
EYE_MM, MET = 900.0, 20
LIT, INSIDE_OUT, MUSCLE, BONE, SHEET, PAPER = (
    (220, 45, 45),
    (30, 30, 60),
    (190, 150, 145),
    (225, 215, 190),
    (235, 235, 235),
    (255, 255, 255),
)
COLOURS = {"bone": BONE, "cartilage": BONE, "connective": SHEET}
SHADE, BEFORE, FROM_ABOVE = 0.3, 0.8, 0.4


class Stage:
    """All that is drawn while a layer lies free, ready for rays."""

    def __init__(self, solids: Solids, layer: str) -> None:  # noqa: D107 (see the class)
        below = (*MUSCLE_LAYERS[MUSCLE_LAYERS.index(layer) :], "skeleton")
        self.parts: list[SolidPart] = [
            part for part in solids.parts if part.layer in below and part.file != "hazards"
        ]
        self.world: World = world_of(solids, self.parts)
        self._meshes = [mesh_of(solids, part.id) for part in self.parts]
        self._normals = [normals(v, f) for v, f in self._meshes]

    def picture(self, part: SolidPart) -> Image.Image:
        """A muscle, lit, without what lies over it."""
        size = CELL_PX * SHARP
        eye = np.array(part.best_from)
        right = np.cross([0.0, 0.0, 1.0], eye)
        right /= np.linalg.norm(right)
        up = np.cross(eye, right)
        middle_mm, radius_mm = framed(part)
        at = ((np.arange(size) + 0.5) / size * 2 - 1) * radius_mm * MARGIN
        x, y = (grid.ravel()[:, None] for grid in np.meshgrid(at, -at))
        start = np.array(middle_mm) + eye * EYE_MM + x * right + y * up
        hidden = np.array(
            [
                other.id in part.covered_by or (other.usual != "solid" and other.id != part.id)
                for other in self.parts
            ]
        )
        colour = np.tile(np.array(PAPER, float), (len(start), 1))
        blank = np.ones(len(start), bool)
        for hits in walk(self.world, start, np.repeat(-eye[None], len(start), 0), 2 * EYE_MM, MET):
            owner, left = self.world.owner[hits.piece], self.world.is_left[hits.piece]
            new = blank[hits.ray] & ~hidden[owner]
            for i in np.unique(owner[new]):
                mine = np.flatnonzero(new & (owner == i))
                flip = np.where(left[mine], -1.0, 1.0)[:, None] * [1, 0, 0] + [0, 1, 1]
                place_mm = start[hits.ray[mine]] - eye * hits.at_mm[mine, None]
                v, f = self._meshes[i]
                corners = f[hits.face[mine]]
                shares = np.clip(shares_at(place_mm * flip, v[corners]), 0, 1)
                outward = np.einsum("nk,nkx->nx", shares, self._normals[i][corners]) * flip
                outward /= np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), 1e-9)
                facing = outward @ (BEFORE * eye + FROM_ABOVE * up)
                own = (self.parts[i].id == part.id) & ~left[mine]
                plain = np.where(own[:, None], LIT, COLOURS.get(self.parts[i].kind, MUSCLE))
                plain = np.where((own & ~hits.entering[mine])[:, None], INSIDE_OUT, plain)
                colour[hits.ray[mine]] = plain * (SHADE + (1 - SHADE) * np.clip(facing, 0, 1))[:, None]
            blank[hits.ray[new]] = False
        return Image.fromarray(colour.clip(0, 255).astype(np.uint8).reshape(size, size, 3))


def main() -> None:
    """Write the sheets."""
    solids = load_solids()
    stages = {layer: Stage(solids, layer) for layer in MUSCLE_LAYERS}
    wanted = sys.argv[1:] or list(load_content().muscles)
    parts = [solids.by_id[muscle] for muscle in wanted]
    drawn = {part.id: stages[part.layer].picture(part) for part in tqdm(parts, unit="muscle")}
    sheets(drawn, "drawn", DRAWN)


if __name__ == "__main__":
    main()
