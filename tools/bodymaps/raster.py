"""A small z-buffer: which triangle is seen at each pixel, how deep, facing where."""

from __future__ import annotations

from dataclasses import dataclass

import numba
import numpy as np

from tools.bodymaps.views import ViewFrame


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
    inner : ndarray (H, W) bool
        The inside of a clipped mesh is seen; drawn as a flat cut.
    """

    depth: np.ndarray
    id: np.ndarray
    normal: np.ndarray
    inner: np.ndarray


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
    v, n, f, ids, offset = [], [], [], [], 0
    for id, vertices, faces in meshes:
        v.append(vertices)
        n.append(vertex_normals(vertices, faces))
        f.append(faces + offset)
        ids.append(np.full(len(faces), id, np.int32))
        offset += len(vertices)
    return Scene(np.concatenate(v), np.concatenate(n), np.concatenate(f), np.concatenate(ids))


@numba.njit(cache=True)
def _draw(xyz, normals, faces, ids, depth, id_out, normal_out):  # type: ignore[no-untyped-def]
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
                if z < depth[row, col]:
                    depth[row, col] = z
                    id_out[row, col] = ids[k]
                    for i in range(3):
                        normal_out[row, col, i] = u * normals[a, i] + v * normals[b, i] + t * normals[c, i]


def look(scene: Scene, frame: ViewFrame, scale: float = 1.0) -> Buffers:
    """What `frame` sees of `scene`, `scale` times finer than the picture."""
    w, h = (round(s * scale) for s in frame.size_px)
    xyz = frame.project(scene.vertices)
    xyz[:, :2] *= scale
    middle = scene.vertices[scene.faces].mean(1)
    keep = np.ones(len(middle), bool)
    for axis, (low, high) in enumerate(frame.clip_mm):
        keep &= (middle[:, axis] >= low) & (middle[:, axis] <= high)
    depth = np.full((h, w), np.inf)
    id_out = np.full((h, w), -1, np.int32)
    normal = np.zeros((h, w, 3), np.float32)
    _draw(xyz, scene.normals.astype(np.float32), scene.faces[keep], scene.ids[keep], depth, id_out, normal)
    facing = normal @ np.asarray(frame.towards, np.float32)
    inner = facing > 0
    normal[inner] = -np.asarray(frame.towards, np.float32)
    length = np.linalg.norm(normal, axis=2, keepdims=True)
    return Buffers(depth.astype(np.float32), id_out, normal / np.maximum(length, 1e-6), inner)
