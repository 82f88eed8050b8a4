"""Put the places of data/places.yml on the skin.

Usage: python -m tools.bodymaps.places            (rebuilds assets/bodymaps/places.npz)

A place is a disc, a stroke or a set of other places. Its points are moved to the nearest skin,
and each skin point gets a weight: 1 in the middle, falling softly to 0 at the edge. Narrow gaps
between the places of a set belong to the set. What people mean too by its name (`also`) is kept
apart: painful areas take it in, zones do not.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import yaml
from scipy.spatial import cKDTree

from triggerpoints.atlas.files import ASSETS, PLACES, SURFACE

PLACES_FILE = Path(__file__).parents[2] / "data" / "places.yml"
FULL_SHARE, ZERO_SHARE = 0.65, 1.25
STEP_MM = 4.0
FACING = -0.15
MIDLINE_MM = 6.0  # a paired place of the right side reaches so far over the midline
GAP_MM = 20.0  # half width of a set whose places have several
GAP_SHARE = 0.8  # gaps of a set are closed when narrower than twice this share of its places' half width


@dataclass(frozen=True)
class Mark:
    """A place on the skin: points of its line (K, 3), their normals (K, 3), half width in mm."""

    points: np.ndarray
    normals: np.ndarray
    radius_mm: float
    around: bool


def digest(path: Path = PLACES_FILE) -> str:
    """Fingerprint of the geometry in a places file."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    text = repr([(p["id"], p.get("side"), p.get("geometry")) for p in data["places"]])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def marks(geometry: dict, position: np.ndarray, normal: np.ndarray, tree: cKDTree) -> list[Mark]:
    """Discs and strokes of one place, on the skin."""
    out = []
    for kind in ("disc", "stroke", "discs", "strokes"):
        items = geometry.get(kind)
        if items is None:
            continue
        for item in items if isinstance(items, list) else [items]:
            line = np.array(item["path_mm"] if "path_mm" in item else [item["at_mm"]], float)
            radius = item["width_mm"] / 2 if "width_mm" in item else item["radius_mm"]
            if len(line) > 1:
                fine = [line[:1]]
                for a, b in pairwise(line):
                    n = max(1, int(np.ceil(np.linalg.norm(b - a) / STEP_MM)))
                    fine.append(a + (b - a) * (np.arange(1, n + 1) / n)[:, None])
                line = np.concatenate(fine)
            index = tree.query(line)[1]
            out.append(Mark(position[index], normal[index], float(radius), bool(item.get("around", False))))
    return out


def weigh(mark: Mark, position: np.ndarray, normal: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weight (N,) and relative distance (N,) of every skin point for one disc or stroke."""
    distance, nearest = cKDTree(mark.points).query(position)
    relative = distance / mark.radius_mm
    t = np.clip((ZERO_SHARE - relative) / (ZERO_SHARE - FULL_SHARE), 0, 1)
    weight = t * t * (3 - 2 * t)
    if not mark.around:
        same_way = np.einsum("nc,nc->n", normal, mark.normals[nearest])
        weight = weight * np.clip((same_way - FACING) / 0.3, 0, 1)
        relative = np.where(same_way < FACING, relative + 2, relative)
    return weight, relative


def close_gaps(weight: np.ndarray, position: np.ndarray, reach_mm: float) -> np.ndarray:
    """Weights (N,) with the gaps filled that a ball of radius `reach_mm` cannot enter from outside."""
    inside = weight >= 0.5
    if not inside.any():
        return weight
    to_inside = cKDTree(position[inside]).query(position, distance_upper_bound=3 * reach_mm)[0]
    outside = (to_inside > reach_mm) & (to_inside < 3 * reach_mm)
    gap = np.flatnonzero((to_inside <= reach_mm) & (weight < 1))
    if not outside.any() or not len(gap):
        return weight
    depth = cKDTree(position[outside]).query(position[gap])[0]
    soft_mm = 0.3 * reach_mm
    t = np.clip((depth - reach_mm + soft_mm) / (2 * soft_mm), 0, 1)
    out = weight.copy()
    out[gap] = np.maximum(out[gap], t * t * (3 - 2 * t))
    return out


def build(source: Path = PLACES_FILE, assets: Path = ASSETS) -> None:
    """Write ``places.npz``: sparse weights of every place (right side or midline) and the nearest place."""
    data = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["places"]
    with np.load(assets / SURFACE) as z:
        position, normal = z["position_mm"].astype(float), z["normal"].astype(float)
        mirror = z["mirror"]
    tree = cKDTree(position)
    right = position[:, 0] <= 1e-6
    weights: dict[str, np.ndarray] = {}
    radius_mm: dict[str, float] = {}
    best, nearest = np.full(len(position), np.inf), np.zeros(len(position), np.int16)
    todo = [p for p in data if p.get("geometry")]
    for number, place in enumerate(data):
        geometry = place.get("geometry") or {}
        total = np.zeros(len(position))
        closest = np.full(len(position), np.inf)
        for mark in marks(geometry, position, normal, tree):
            radius_mm[place["id"]] = mark.radius_mm
            w, relative = weigh(mark, position, normal)
            total, closest = np.maximum(total, w), np.minimum(closest, relative)
        if place.get("side") == "midline":
            total, closest = np.maximum(total, total[mirror]), np.minimum(closest, closest[mirror])
        else:
            total = np.where(position[:, 0] > MIDLINE_MM, 0, total)
            closest = np.where(right, closest, np.inf)
        weights[place["id"]] = total
        if not geometry.get("background"):
            better = closest < best
            best[better], nearest[better] = closest[better], number
    for place in todo:
        if members := place["geometry"].get("of"):
            union = np.max([weights[member] for member in members], axis=0)
            reach_mm = GAP_SHARE * float(np.median([radius_mm[member] for member in members]))
            closed = close_gaps(union, position, reach_mm)
            weights[place["id"]] = (
                closed if place.get("side") == "midline" else np.where(right, closed, union)
            )
        if opposite := place["geometry"].get("opposite_of"):
            weights[place["id"]] = weights[opposite][mirror]
    left = ~right
    nearest[left] = nearest[mirror[left]]
    meant: dict[str, np.ndarray] = {}
    for place in todo:
        if also := place["geometry"].get("also"):
            members = [place["id"], *also]
            union = np.max([weights[member] for member in members], axis=0)
            if place.get("side") != "midline":
                union = np.where(position[:, 0] > MIDLINE_MM, 0, union)
            reach_mm = GAP_SHARE * float(np.median([radius_mm.get(member, GAP_MM) for member in members]))
            closed = close_gaps(union, position, reach_mm)
            meant[place["id"]] = closed if place.get("side") == "midline" else np.where(right, closed, union)
    start, point, value = _packed([weights[place["id"]] for place in data])
    meant_start, meant_point, meant_value = _packed(list(meant.values()))
    np.savez_compressed(
        assets / PLACES,
        ids=np.array([p["id"] for p in data]),
        nearest=nearest,
        digest=np.array(digest(source)),
        start=start,
        point=point,
        weight=value,
        meant_ids=np.array(list(meant)),
        meant_start=meant_start,
        meant_point=meant_point,
        meant_weight=meant_value,
    )


def _packed(fields: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Start of each field in the other two: its points and their weights as bytes."""
    start, point, value = [0], [np.zeros(0, np.int32)], [np.zeros(0, np.uint8)]
    for field in fields:
        w = np.rint(field * 255).astype(np.uint8)
        index = np.flatnonzero(w)
        point.append(index.astype(np.int32))
        value.append(w[index])
        start.append(start[-1] + len(index))
    return np.array(start, np.int64), np.concatenate(point), np.concatenate(value)


if __name__ == "__main__":
    build()
