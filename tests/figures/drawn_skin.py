"""The turning body's skin drawn on the grid of a map's picture, from its triangles alone."""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from triggerpoints.atlas.solids import Mesh
from triggerpoints.atlas.view import View

TOWARDS = 0.05  # skin that looks less towards the eye is not drawn
FLAT = 0.5  # skin that is seen more aslant than this has no edge to compare
FOLD_MM, BESIDE_FOLD_MM = 8.0, 9.0  # where one part of the body stands before another, its outline is an edge
AT_ONCE = 3_000_000


@dataclass(frozen=True)
class DrawnSkin:
    """Which corners of the skin each pixel shows, and their shares; `compared` is where edges can be told."""

    shape: tuple[int, int]
    pixel: np.ndarray
    corners: np.ndarray
    shares: np.ndarray
    compared: np.ndarray

    def where(self, values: np.ndarray, level: float) -> np.ndarray:
        """Pixels (h, w) where values on the skin's points, linear between them, reach a level."""
        found = np.zeros(self.shape, bool)
        found.flat[self.pixel] = (values[self.corners] * self.shares).sum(1) >= level
        return found


def drawn_skin(skin: Mesh, frame: View) -> DrawnSkin:
    """Draw the skin by the nearest triangle at the middle of each pixel."""
    place = skin.position_mm[skin.faces]
    outward = np.cross(place[:, 1] - place[:, 0], place[:, 2] - place[:, 0])
    outward /= np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), 1e-9)
    towards = -(outward @ frame.towards_mm)
    facing = np.flatnonzero(towards > TOWARDS)
    depth_mm = skin.position_mm @ frame.towards_mm
    corner = frame.project(skin.position_mm)[skin.faces[facing]]
    low = np.floor(corner.min(1)).astype(int)
    span = (np.ceil(corner.max(1)).astype(int) - low + 1).max(1)
    size = np.array([frame.width_px, frame.height_px])
    found = []
    for wide in np.unique(span):
        offsets = np.stack(np.meshgrid(np.arange(wide), np.arange(wide)), -1).reshape(1, -1, 2)
        of = np.flatnonzero(span == wide)
        for some in np.array_split(of, 1 + len(of) * wide**2 // AT_ONCE):
            at = low[some][:, None] + offsets
            a, b, c = corner[some].transpose(1, 0, 2)[:, :, None]
            whole = _cross(b - a, c - a)
            u, v = _cross(at + 0.5 - a, c - a) / whole, _cross(b - a, at + 0.5 - a) / whole
            inside = (u >= 0) & (v >= 0) & (u + v <= 1) & ((at >= 0) & (at < size)).all(-1)
            triangle = facing[some[np.nonzero(inside)[0]]]
            shares = np.stack([1 - u - v, u, v], -1)[inside]
            far = (depth_mm[skin.faces[triangle]] * shares).sum(1)
            found.append((at[inside] @ [1, frame.width_px], far, triangle, shares))
    pixel, far, triangle, shares = map(np.concatenate, zip(*found, strict=True))
    order = np.lexsort((far, pixel))
    nearest = order[np.diff(pixel[order], prepend=-1) > 0]
    pixel, triangle = pixel[nearest], triangle[nearest]
    shape = (frame.height_px, frame.width_px)
    depth = np.full(shape, 1e4)
    depth.flat[pixel] = far[nearest]
    flat = np.zeros(shape, bool)
    flat.flat[pixel] = towards[triangle] > FLAT
    fold = ndimage.maximum_filter(depth, 3) - ndimage.minimum_filter(depth, 3) > FOLD_MM
    compared = flat & (ndimage.distance_transform_edt(~fold) * frame.mm_per_px > BESIDE_FOLD_MM)
    return DrawnSkin(shape, pixel, skin.faces[triangle], shares[nearest], compared)


def _cross(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
