"""Which layer a muscle belongs to: what can be seen once the layers above are taken off."""

from __future__ import annotations

import numpy as np

from tools.bodymaps.raster import look
from tools.bodymaps.scenes import SIDES, BodyScenes
from tools.bodymaps.views import VIEWS

SEEN_SHARE = 0.30
MUSCLE_LAYERS = ("superficial", "middle", "deep")
# A thin sheet that would hide the neck, and a muscle that few people have.
OUTLINE_ONLY = frozenset({"platysma", "sternalis"})
PERINEAL = frozenset({"external-anal-sphincter", "bulbospongiosus-ischiocavernosus"})
PELVIS = "Pelvis"
# Where visibility alone misleads: thin sheets that cover others, muscles seen only through gaps.
FIXED = {
    "platysma": "superficial",
    "sternalis": "superficial",
    "orbicularis-oculi": "superficial",
    "intercostals": "deep",
    "diaphragm": "deep",
    "external-oblique": "superficial",
    "internal-oblique": "middle",
    "transversus-abdominis": "deep",
    "rhomboids": "middle",
    "levator-scapulae": "middle",
    "supraspinatus": "middle",
    "pectoralis-minor": "middle",
    "serratus-posterior-inferior": "middle",
    "serratus-posterior-superior": "middle",
    "brachialis": "superficial",
    "soleus": "middle",
    "quadratus-plantae": "middle",
    "subscapularis": "deep",
    "gluteus-minimus-anterior": "deep",
    "gluteus-minimus-posterior": "deep",
    "piriformis": "deep",
}


def visible_share(scenes: BodyScenes, muscles: list[str]) -> dict[str, float]:
    """Largest share of its own silhouette that each muscle shows in any whole-body view."""
    full = scenes.muscle_scene(muscles)
    best = dict.fromkeys(muscles, 0.0)
    for frame in (v for v in VIEWS if v.group == "Whole body"):
        seen = np.bincount(look(full, frame, 0.5).id.ravel() + 1, minlength=2 * len(scenes.muscles) + 2)
        for muscle in muscles:
            for side in SIDES:
                n = int(seen[scenes.id_of(muscle, side) + 1])
                if n:
                    own = silhouette_area(scenes, muscle, side, frame)
                    best[muscle] = max(best[muscle], n / max(own, 1.0))
    return best


def silhouette_area(scenes: BodyScenes, muscle: str, side: str, frame) -> float:  # type: ignore[no-untyped-def]
    """Pixels of a muscle's own silhouette at half scale."""
    from tools.bodymaps.shapes import silhouette

    _, mask = silhouette(*scenes.mesh(muscle, side), frame, 0.5)
    return float(mask.sum())


def assign(scenes: BodyScenes) -> dict[str, str]:
    """Layer of each muscle."""
    layer = {m: FIXED[m] for m in scenes.muscles if m in FIXED}
    left = [m for m in scenes.muscles if m not in OUTLINE_ONLY]
    for name in MUSCLE_LAYERS[:2]:
        share = visible_share(scenes, left)
        for m in left:
            if m not in layer and share[m] >= SEEN_SHARE:
                layer[m] = name
        left = [m for m in left if layer.get(m, "zz") != name]
    return {m: layer.get(m, "deep") for m in scenes.muscles}


def remaining(layers: dict[str, str], layer: str, group: str) -> list[str]:
    """Muscles still there when the picture of `layer` is taken in a view of some group.

    Muscles drawn as outlines only are left out, and those of the perineum outside the pelvic views.
    """
    gone = MUSCLE_LAYERS[: MUSCLE_LAYERS.index(layer)]
    hidden = OUTLINE_ONLY if group == PELVIS else OUTLINE_ONLY | PERINEAL
    return [m for m, own in layers.items() if own not in gone and m not in hidden]
