"""Measure the models: volume, and how much of each lies in a bone or another muscle."""

from __future__ import annotations

import json

import numpy as np

from tools.bodymaps.geometry import MODELS
from tools.bodymaps.meshes import SourceBody, muscle_recipes
from tools.bodymaps.models.fields import Grid, Mesh, igl_volume, inside
from tools.bodymaps.models.scene import Scene

BONES = ("bone", "cartilage")


def measure(body: SourceBody, muscle: str, made: dict[str, Mesh], step_mm: float = 1.5) -> dict[str, float]:
    """Volume (ml), fractions of the volume inside bone and inside muscle, and least distance to bone (mm)."""
    v, f = made[muscle]
    points = Grid.around(v, step_mm, 0).points()
    points = points[inside((v, f), points)]
    scene = Scene(body, {k: m for k, m in made.items() if k != muscle})
    bone = np.zeros(len(points), bool)
    for mesh in Scene(body, {}).neighbours(v.min(0), v.max(0), systems=BONES):
        bone |= inside(mesh, points)
    own = tuple(muscle_recipes()[muscle].get("parts", []))
    soft = np.zeros(len(points), bool)
    for mesh in scene.neighbours(v.min(0), v.max(0), own, ("muscle",)):
        soft |= inside(mesh, points)
    n = max(len(points), 1)
    return {
        "volume_ml": round(igl_volume(v, f) / 1000, 1),
        "in_bone": round(float(bone.sum()) / n, 4),
        "in_muscle": round(float(soft.sum()) / n, 4),
    }


def write_report(body: SourceBody, made: dict[str, Mesh], muscles: list[str]) -> None:
    """Write or renew rows of report.json beside the models."""
    path = MODELS / "report.json"
    rows = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for muscle in muscles:
        rows[muscle] = measure(body, muscle, made)
        print(f"{muscle}: {rows[muscle]}", flush=True)
    path.write_text(json.dumps(dict(sorted(rows.items())), indent=1) + "\n", encoding="utf-8")
