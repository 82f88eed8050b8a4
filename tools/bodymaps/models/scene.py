"""The real structures around a muscle that is to be modelled."""

from __future__ import annotations

from functools import cache, cached_property

import igl
import numpy as np
import numpy.typing as npt
from scipy import ndimage

from tools.bodymaps.meshes import SourceBody, bare_name
from tools.bodymaps.models.fields import Grid, Mesh, inside, largest, signed_distance, to_mesh
from tools.bodymaps.models.rays import first_hit

SOLID = ("muscle", "bone", "cartilage", "connective")


class Scene:
    """Source meshes by name, and the models made so far.

    Parameters
    ----------
    body : SourceBody
    made : dict of muscle id to mesh
        Models that later ones must not run into.
    """

    def __init__(self, body: SourceBody, made: dict[str, Mesh]) -> None:
        """Keep the meshes at hand."""
        self.body = body
        self.made = made
        self.get = cache(self._get)

    def _get(self, name: str) -> Mesh:
        found = self.body.find(name, "right") or self.body.find(name, "midline")
        if not found:
            raise LookupError(f"The source has no structure called '{name}': mend the name in the models.")
        return self.body.merged(found)

    @cached_property
    def _boxes(self) -> list[tuple[int, str, str, np.ndarray, np.ndarray]]:
        rows = []
        for s in self.body.structures:
            v, _ = self.body.mesh(s.index)
            rows.append((s.index, bare_name(s.name), s.system, v.min(0), v.max(0)))
        return rows

    def on(self, name: str, *wished: tuple[float, float, float]) -> np.ndarray:
        """Points (K, 3) of a structure's surface nearest to the wished points."""
        v, f = self.get(name)
        _, _, at = igl.point_mesh_squared_distance(np.array(wished, float), v, f)
        return at

    def vertices(self, name: str) -> np.ndarray:
        """Corner points (V, 3) of a structure."""
        return self.get(name)[0]

    def neighbours(
        self,
        lo: np.ndarray,
        hi: np.ndarray,
        leave_out: tuple[str, ...] = (),
        systems: tuple[str, ...] = SOLID,
    ) -> list[Mesh]:
        """Meshes whose boxes meet a box; `leave_out`: bare names, or parts of them, to skip."""
        meshes = [
            self.body.mesh(i)
            for i, name, system, a, b in self._boxes
            if system in systems
            and (a <= hi).all()
            and (b >= lo).all()
            and not any(skip in name for skip in leave_out)
        ]
        for muscle, (v, f) in self.made.items():
            if muscle not in leave_out and (v.min(0) <= hi).all() and (v.max(0) >= lo).all():
                meshes.append((v, f))
        return meshes

    def blocked(
        self,
        grid: Grid,
        chosen: np.ndarray | None = None,
        leave_out: tuple[str, ...] = (),
        systems: tuple[str, ...] = SOLID,
    ) -> np.ndarray:
        """Mask of the grid: inside a neighbour. Only the chosen flat indices are asked, if given."""
        points = grid.points(chosen)
        hit = np.zeros(len(points), bool)
        if len(points):
            for mesh in self.neighbours(points.min(0), points.max(0), leave_out, systems):
                hit |= inside(mesh, points)
        mask = np.zeros(int(np.prod(grid.shape)), bool)
        mask[slice(None) if chosen is None else chosen] = hit
        return mask.reshape(grid.shape)

    def ground(
        self,
        points: np.ndarray,
        leave_out: tuple[str, ...] = (),
        step_mm: float = 2.5,
        close_mm: float = 6.0,
        margin_mm: float = 18.0,
        systems: tuple[str, ...] = SOLID,
    ) -> tuple[Grid, np.ndarray]:
        """Coarse signed distance to everything around, small gaps closed: what a sheet is laid upon."""
        grid = Grid.around(points, step_mm, margin_mm)
        d = signed_distance(self.blocked(grid, leave_out=leave_out, systems=systems), step_mm)
        if close_mm:
            grown = d <= close_mm
            d = signed_distance(signed_distance(grown, step_mm) <= -close_mm, step_mm)
        return grid, d

    def carve(
        self,
        field: np.ndarray,
        grid: Grid,
        leave_out: tuple[str, ...] = (),
        faces: int = 12_000,
        keep_mm3: float | None = None,
        soften: float = 0.6,
        midline_mm: float = 0.3,
    ) -> Mesh:
        """Take the neighbours out of a field and mesh what is left, on the right side of the midline.

        `midline_mm` is how far from the midline it ends; less than 0 for muscles whose halves meet.
        """
        band = np.flatnonzero((field < 2 * grid.step_mm).ravel())
        block = signed_distance(self.blocked(grid, band, leave_out), grid.step_mm)
        x = grid.origin[0] + grid.step_mm * np.arange(grid.shape[0])
        free = np.maximum(np.clip(field, -6, 6), np.clip(-block, -6, 6) + 0.15 * grid.step_mm)
        free = np.maximum(free, np.clip(x + midline_mm, -6, 6)[:, None, None])
        free = ndimage.gaussian_filter(free, soften)
        return to_mesh(largest(free, keep_mm3, grid.step_mm), grid, faces)

    def cast(self, names: tuple[str, ...], start: npt.ArrayLike, toward: npt.ArrayLike) -> np.ndarray:
        """First point where the line from `start` to `toward` meets any of the structures."""
        begin, aim = np.asarray(start, float), np.asarray(toward, float)
        best = np.inf
        for name in names:
            v, f = self.get(name)
            hit = first_hit(v, f, begin, aim - begin)
            best = min(best, hit)
        if not np.isfinite(best):
            raise LookupError(f"The line from {begin} to {aim} misses {', '.join(names)}: move its ends.")
        return begin + best * (aim - begin)
