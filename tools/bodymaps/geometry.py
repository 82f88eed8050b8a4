"""Each muscle of the list as one triangle mesh: source parts, cuts and models joined."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tools.bodymaps.meshes import RECIPE, SourceBody, muscle_recipes

MODELS = Path(__file__).parents[2] / "build" / "models"


SLAB_MM = 10.0


def slimmed(vertices: np.ndarray, share: float) -> np.ndarray:
    """Vertices (V, 3) of an upright muscle drawn to its middle line: its width and depth times `share`."""
    z = vertices[:, 2]
    levels = np.arange(z.min(), z.max() + SLAB_MM, SLAB_MM / 2)
    middle = []
    for level in levels:
        near = vertices[np.abs(z - level) < SLAB_MM]
        middle.append((near.min(0)[:2] + near.max(0)[:2]) / 2 if len(near) else (np.nan, np.nan))
    line = np.array(middle)
    known = ~np.isnan(line[:, 0])
    centre = np.stack([np.interp(z, levels[known], line[known, k]) for k in range(2)], -1)
    moved = vertices.copy()
    moved[:, :2] = centre + (vertices[:, :2] - centre) * share
    return moved


def muscle_mesh(body: SourceBody, muscle: str, side: str) -> tuple[np.ndarray, np.ndarray]:
    """Mesh of one muscle on one side.

    Parameters
    ----------
    body : SourceBody
    muscle : str
        Id of the list, for example ``"soleus"``.
    side : {"right", "left"}
        The left is the mirror image of the right (x to -x).

    Returns
    -------
    vertices : ndarray (V, 3) float64, mm
    faces : ndarray (F, 3) int64

    Raises
    ------
    KeyError
        The id is not in ``muscles.yml``.
    ValueError
        A part has no mesh in the source.
    LookupError
        The muscle is modelled and its model has not been built yet.
    """
    recipes = muscle_recipes()
    if muscle not in recipes:
        raise KeyError(f"No muscle '{muscle}' in tools/bodymaps/muscles.yml.")
    recipe = recipes[muscle]
    pieces: list[tuple[np.ndarray, np.ndarray]] = []
    for name in recipe.get("parts", []):
        found = body.find(name, "right")
        if found:
            pieces.append(body.merged(found))
        elif left := body.find(name, "left"):
            v, f = body.merged(left)
            pieces.append((v * [-1, 1, 1], f[:, ::-1]))
        else:
            middle = body.find(name, "midline")
            if not middle:
                raise ValueError(
                    f"{RECIPE.name}: '{muscle}' is made of '{name}', but structures.csv has no such name; "
                    "write it as there, without 'left' and 'right'."
                )
            v, f = body.merged(middle)
            keep = (v[f][:, :, 0].mean(1)) <= 0
            pieces.append((v, f[keep]))
    if "cut" in recipe:
        from tools.bodymaps.cuts import cut

        pieces[0] = cut(muscle, *pieces[0])
    if "slim" in recipe:
        pieces = [(slimmed(v, recipe["slim"]), f) for v, f in pieces]
    if "model" in recipe:
        path = MODELS / f"{muscle}.npz"
        if not path.exists():
            raise LookupError(
                f"The model of '{muscle}' is not built yet: run python -m tools.bodymaps.models first."
            )
        with np.load(path) as z:
            pieces.append((z["vertices"].astype(np.float64), z["faces"].astype(np.int64)))
    vertices, faces, n = [], [], 0
    for v, f in pieces:
        vertices.append(v)
        faces.append(f + n)
        n += len(v)
    v, f = np.concatenate(vertices), np.concatenate(faces)
    return (v * [-1, 1, 1], f[:, ::-1]) if side == "left" else (v, f)
