"""A small z-buffer: which triangle is seen at each pixel, how deep, facing where."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

from tools.bodymaps.views import ViewFrame

GRAZING = 0.05


@dataclass(frozen=True)
class Scene:
    """Triangles to look at: vertices (V, 3) mm, vertex normals (V, 3), faces (F, 3), id of each face (F,)."""

    vertices: np.ndarray
    normals: np.ndarray
    faces: np.ndarray
    ids: np.ndarray


@dataclass(frozen=True)
class Buffers:
    """What is seen at each pixel (H, W).

    Attributes
    ----------
    depth : ndarray (H, W) float32
        Millimetres from the picture's plane, inf outside the body.
    id : ndarray (H, W) int32
        -1 outside.
    normal : ndarray (H, W, 3) float32
        Unit, towards the viewer.
    cut : ndarray (H, W) bool
        The inside of a mesh is seen through a cut, or the face with which the cut is closed.
    """

    depth: np.ndarray
    id: np.ndarray
    normal: np.ndarray
    cut: np.ndarray


def vertex_normals(vertices: np.ndarray, faces: np.ndarray) -> np.ndarray:
    """Area-weighted normals (V, 3); vertices at the same spot share theirs, so cracks do not show."""
    tri = vertices[faces]
    face = np.cross(tri[:, 1] - tri[:, 0], tri[:, 2] - tri[:, 0])
    _, same = np.unique(np.round(vertices, 2), axis=0, return_inverse=True)
    same = same.ravel()
    total = np.zeros((same.max() + 1, 3))
    for c in range(3):
        np.add.at(total, same[faces[:, c]], face)
    total /= np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-9)
    return total[same]


def scene(meshes: list[tuple[int, np.ndarray, np.ndarray]]) -> Scene:
    """One scene of several meshes, each given as (id, vertices, faces)."""
    return joined(
        [
            Scene(v, vertex_normals(v, f), f, np.full(len(f), number, np.int32))
            for number, v, f in meshes
            if len(f)
        ]
    )


def joined(scenes: list[Scene]) -> Scene:
    """Several scenes as one."""
    if not scenes:
        return Scene(np.zeros((0, 3)), np.zeros((0, 3)), np.zeros((0, 3), np.int64), np.zeros(0, np.int32))
    offsets = np.cumsum([0] + [len(s.vertices) for s in scenes[:-1]])
    return Scene(
        np.concatenate([s.vertices for s in scenes]),
        np.concatenate([s.normals for s in scenes]),
        np.concatenate([s.faces + o for s, o in zip(scenes, offsets, strict=True)]),
        np.concatenate([s.ids for s in scenes]),
    )


@numba.njit(cache=True)
def _draw(xyz, normals, faces, ids, near, far, depth, id_out, normal_out, back_out):  # type: ignore[no-untyped-def]
    h, w = depth.shape
    for k in range(faces.shape[0]):
        a, b, c = faces[k, 0], faces[k, 1], faces[k, 2]
        x0, y0, z0 = xyz[a, 0], xyz[a, 1], xyz[a, 2]
        x1, y1, z1 = xyz[b, 0], xyz[b, 1], xyz[b, 2]
        x2, y2, z2 = xyz[c, 0], xyz[c, 1], xyz[c, 2]
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if area == 0.0:
            continue
        left = max(0, int(np.floor(min(x0, x1, x2) - 0.5)))
        right = min(w - 1, int(np.ceil(max(x0, x1, x2) - 0.5)))
        top = max(0, int(np.floor(min(y0, y1, y2) - 0.5)))
        bottom = min(h - 1, int(np.ceil(max(y0, y1, y2) - 0.5)))
        for row in range(top, bottom + 1):
            py = row + 0.5
            for col in range(left, right + 1):
                px = col + 0.5
                u = ((x1 - px) * (y2 - py) - (x2 - px) * (y1 - py)) / area
                v = ((x2 - px) * (y0 - py) - (x0 - px) * (y2 - py)) / area
                t = 1.0 - u - v
                if u < -1e-9 or v < -1e-9 or t < -1e-9:
                    continue
                z = u * z0 + v * z1 + t * z2
                if z < near or z > far:
                    continue
                if z < depth[row, col]:
                    depth[row, col] = z
                    id_out[row, col] = ids[k]
                    back_out[row, col] = area > 0.0
                    for i in range(3):
                        normal_out[row, col, i] = u * normals[a, i] + v * normals[b, i] + t * normals[c, i]


def look(scene: Scene, frame: ViewFrame, scale: float = 1.0) -> Buffers:
    """What `frame` sees of `scene`, `scale` times finer than the picture.

    The box of the frame cuts each line of sight, not whole triangles. Where the cut opens a mesh, its
    inside is seen; `seen.cut_closed` closes it.
    """
    w, h = (round(s * scale) for s in frame.size_px)
    depth = np.full((h, w), np.inf)
    number = np.full((h, w), -1, np.int32)
    normal = np.zeros((h, w, 3), np.float32)
    back = np.zeros((h, w), bool)
    if len(scene.faces):
        xyz = frame.project(scene.vertices)
        xyz[:, :2] *= scale
        near, far = frame.depth_range_mm
        normals = scene.normals.astype(np.float32)
        _draw(xyz, normals, scene.faces, scene.ids, near, far, depth, number, normal, back)
        allowed = frame.columns_and_rows(scale)
        if allowed is not None:
            depth[~allowed], number[~allowed] = np.inf, -1
    inside = number >= 0
    away = back[inside]  # some meshes are inside out; cuts show the inside
    normal[inside] = _facing(normal[inside] * np.where(away, -1, 1)[:, None], frame)
    opened = np.zeros(number.shape, bool)
    if frame.cut_depth_mm is not None:
        opened[inside] = away
    return Buffers(depth.astype(np.float32), number, normal, opened)


def carried(scene: Scene, frame: ViewFrame, scale: float, values: np.ndarray) -> np.ndarray:
    """Values (H, W, 3) of what `look` sees, told at the vertices (V, 3); 0 outside."""
    w, h = (round(s * scale) for s in frame.size_px)
    xyz = frame.project(scene.vertices)
    xyz[:, :2] *= scale
    near, far = frame.depth_range_mm
    found = np.zeros((h, w, 3), np.float32)
    buffers = np.full((h, w), np.inf), np.full((h, w), -1, np.int32), found, np.zeros((h, w), bool)
    _draw(xyz, values.astype(np.float32), scene.faces, scene.ids, near, far, *buffers)
    return found


def _facing(n: np.ndarray, frame: ViewFrame) -> np.ndarray:
    """Unit normals (N, 3) that face the viewer.

    A normal between the corners of a coarse triangle can point away from a viewer who sees the triangle:
    such a one is laid into the picture's plane. Turned round it would point into the body, and be black.
    """
    towards = np.asarray(frame.towards, np.float32)
    along = n @ towards
    n = n - np.clip(along + GRAZING, 0, None)[:, None] * towards
    return n / np.maximum(np.sqrt((n * n).sum(1)), 1e-6)[:, None]


def silhouette(vertices: np.ndarray, faces: np.ndarray, frame: ViewFrame, scale: float) -> np.ndarray:
    """Pixels (H, W) that a mesh fills, drawn in its own corner of the picture only."""
    w, h = (round(s * scale) for s in frame.size_px)
    filled = np.zeros((h, w), bool)
    xyz = frame.project(vertices)
    xyz[:, :2] *= scale
    low = np.clip(np.floor(xyz[:, :2].min(0)).astype(int) - 1, 0, (w, h))
    high = np.clip(np.ceil(xyz[:, :2].max(0)).astype(int) + 1, 0, (w, h))
    if (high <= low).any():
        return filled
    shape = (high[1] - low[1], high[0] - low[0])
    number = np.full(shape, -1, np.int32)
    blank = np.zeros((len(vertices), 3), np.float32)
    near, far = frame.depth_range_mm
    _draw(
        xyz - [low[0], low[1], 0],
        blank,
        faces,
        np.zeros(len(faces), np.int32),
        near,
        far,
        np.full(shape, np.inf),
        number,
        np.zeros((*shape, 3), np.float32),
        np.zeros(shape, bool),
    )
    filled[low[1] : high[1], low[0] : high[0]] = number >= 0
    allowed = frame.columns_and_rows(scale)
    return filled if allowed is None else filled & allowed
