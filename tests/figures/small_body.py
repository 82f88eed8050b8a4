"""A body small enough to check by hand: a box 200 mm wide and 400 mm high, seen from front and back.

Front pixels: x_px = (x_mm + 100) / 2, y_px = (400 - z_mm) / 2; in the back view x is mirrored.
"""

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from PIL import Image

from triggerpoints.content import Muscle

STEP_MM = 8.0  # one skin point for each 4 x 4 block of pixels
LAYERS = ("skin", "superficial", "middle", "deep", "skeleton")


def write_assets(folder: Path) -> Path:
    """Write the box as an assets folder that `load_atlas` reads."""
    x, z = np.meshgrid(np.arange(-96, 100, STEP_MM), np.arange(396, 0, -STEP_MM))
    rows, cols = x.shape
    grid = np.stack([x, np.zeros_like(x), z], -1).reshape(-1, 3)
    front, back = grid + np.array([0, -50, 0]), grid + np.array([0, 50, 0])
    position = np.concatenate([front, back]).astype(np.float32)
    n = len(front)
    flipped = np.arange(n).reshape(rows, cols)[:, ::-1].ravel()
    np.savez(
        folder / "surface.npz",
        position_mm=position,
        normal=np.repeat([[0, -1, 0], [0, 1, 0]], n, axis=0).astype(np.float32),
        area_mm2=np.full(2 * n, STEP_MM**2, np.float32),
        side=np.sign(position[:, 0]).astype(np.int8),
        mirror=np.concatenate([flipped, flipped + n]).astype(np.int32),
    )
    places = {
        "chest": np.flatnonzero((position[:, 1] < 0) & (position[:, 0] < 0) & (position[:, 2] > 300)),
        "belly": np.flatnonzero((position[:, 1] < 0) & (position[:, 0] < 0) & (position[:, 2] < 100)),
        "loin": np.flatnonzero((position[:, 1] > 0) & (position[:, 0] < 0) & (position[:, 2] < 100)),
    }
    np.savez(
        folder / "places.npz",
        ids=np.array(list(places)),
        nearest=np.zeros(2 * n, np.int16),
        digest="small",
        start=np.cumsum([0, *map(len, places.values())]),
        point=np.concatenate(list(places.values())),
        weight=np.full(sum(map(len, places.values())), 255, np.uint8),
        meant_ids=np.array([], "U1"),
        meant_start=np.zeros(1, np.int64),
        meant_point=np.array([], np.int32),
        meant_weight=np.array([], np.uint8),
    )
    views = []
    for view, index, right_mm, x0 in (
        ("front", np.arange(n).reshape(rows, cols), [1, 0, 0], -100),
        ("back", np.arange(n, 2 * n).reshape(rows, cols)[:, ::-1], [-1, 0, 0], 100),
    ):
        code = index + 1
        rgb = np.stack([code & 255, code >> 8, code >> 16], -1).astype(np.uint8)
        Image.fromarray(rgb).save(folder / f"{view}.surface.png")
        for layer in LAYERS:
            Image.new("RGBA", (100, 200), (220, 200, 190, 255)).save(folder / f"{view}.{layer}.webp")
        outline = {"lifter": {"right": "M10 10L40 10L40 60L10 60Z", "left": "M60 10L90 10L90 60L60 60Z"}}
        shapes = {"full": outline, "visible": {"superficial": outline, "middle": {}, "deep": {}}}
        (folder / f"{view}.shapes.json").write_text(json.dumps(shapes))
        views.append(
            {
                "id": view,
                "label": view.title(),
                "group": "Whole body",
                "width_px": 100,
                "height_px": 200,
                "mm_per_px": 2.0,
                "origin_mm": [x0, -50 if view == "front" else 50, 400],
                "right_mm": right_mm,
                "down_mm": [0, 0, -1],
                "stamp": "s",
                "pictures": {k: f"{view}.{k}.webp" for k in LAYERS},
                "shapes": f"{view}.shapes.json",
                "surface": f"{view}.surface.png",
            }
        )
    muscle = {
        "layer": "superficial",
        "best_view": "front",
        "modelled": False,
        "divided": False,
        "volume_ml": 1.0,
    }
    manifest = {
        "version": 1,
        "credits": "none",
        "layers": [{"id": k, "label": k.title()} for k in LAYERS],
        "views": views,
        "muscles": {"lifter": muscle},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def trigger_point(
    id_: str, position_mm: tuple[float, float, float], sides: str = "both", **zones: object
) -> dict:
    """A trigger point as plain data."""
    return {
        "id": id_,
        "label": id_.title(),
        "where": {"plain": "Here.", "student": "Here."},
        "position_mm": position_mm,
        "sides": sides,
        "zones": {"essential": (), "certainty": "typical", **zones},
        "sources": (),
        "phenomenon": None,
        "status": "teaching",
    }


def small_content() -> SimpleNamespace:
    """One muscle with a point in front, one at the back and one known on the left only."""
    none = {"status": "teaching", "sources": ()}
    text = "Text."
    muscle = Muscle.model_validate(
        {
            "id": "lifter",
            "names": dict.fromkeys(("en", "la", "fr", "es", "pt", "it", "plain"), "Lifter")
            | {"synonyms": ()},
            "ta2": None,
            "fma": None,
            "region": "chest",
            "group": "abdominals",
            "anatomy": dict.fromkeys(("proximal_attachment", "distal_attachment", "action", "nerve"), text)
            | {"roots": (), **none},
            "overview": {"plain": text, "student": text},
            "trigger_points": (
                trigger_point("front", (-50, -45, 300), essential=("chest",), spillover=("belly",)),
                trigger_point(
                    "back", (-50, 45, 60), essential=("loin",), certainty="disputed", note="Experts disagree."
                ),
                trigger_point("left", (-20, -45, 200), sides="left", essential=("chest",)),
            ),
            "symptoms": {"plain": (), "student": (), **none},
            "causes": {"plain": (), **none},
            "look_alikes": (),
            "red_flag_regions": (),
            "techniques": (),
            "conditions": (),
            "needle_depth": {
                "depth_class": "superficial",
                "hazards": (),
                "principle": text,
                "measured": (),
                "performed_by": text,
                "plain": text,
                **none,
            },
            "layers": {"beneath": text, **none},
            "self_care": {
                "position": text,
                "stretch": text,
                "pressure": {"method": "none", "text": text},
                "everyday": text,
                "stop": text,
                **none,
            },
            "review": "none",
        }
    )
    return SimpleNamespace(muscles={"lifter": muscle}, places={}, sources={})
