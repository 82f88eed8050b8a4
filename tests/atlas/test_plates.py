"""What the plates show, read off the outlines of what is seen: each layer its own muscles, no confetti."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import yaml
from PIL import Image, ImageChops, ImageDraw

from triggerpoints.atlas import load_atlas
from triggerpoints.figures.svg_path import area, rings

ATLAS = load_atlas()
LAYERS = ("superficial", "middle", "deep")
EXCEPTIONS = yaml.safe_load((Path(__file__).parents[1] / "data" / "plates.yml").read_text(encoding="utf-8"))
SEEN_SHARE = 0.25
CONFETTI_MM2 = 4.0
SURROUNDED = 0.9
VIEWS = [v for v in ATLAS.views if not v.endswith("-left") and v != "left"]  # the others are mirror images


def test_every_muscle_is_seen_in_the_picture_of_its_own_layer() -> None:
    hidden = {muscle for muscle in ATLAS.muscles if _share_seen(muscle) < SEEN_SHARE}
    assert hidden == set(EXCEPTIONS["hidden"])


def test_outlines_have_no_confetti() -> None:
    small = {
        (view.id, layer, muscle)
        for view in ATLAS.views.values()
        for layer, muscle, _, path in _outlines(view.id)
        for ring in rings(path)
        if area(ring) * view.mm_per_px**2 < CONFETTI_MM2
    }
    assert small == set()


@pytest.mark.parametrize("layer", LAYERS[:-1])
def test_no_muscle_of_a_lower_layer_shows_through_one_of_the_layer(layer: str) -> None:
    through = {
        (view, upper, lower)
        for view in VIEWS
        for upper, lower in _islands(view, layer)
        if lower not in EXCEPTIONS["seen_through"].get(upper, {})
    }
    assert through == set()


def test_the_exceptions_name_muscles_of_the_atlas_and_say_why() -> None:
    named = [EXCEPTIONS["hidden"], *EXCEPTIONS["seen_through"].values()]
    assert set(EXCEPTIONS["seen_through"]) | {muscle for row in named for muscle in row} <= set(ATLAS.muscles)
    assert all(len(reason.split()) > 3 for row in named for reason in row.values())


def _outlines(view: str) -> Iterator[tuple[str, str, str, str]]:
    """Layer, muscle, side and path of all that is seen in a view."""
    for layer, muscles in ATLAS.shapes(view)["visible"].items():
        for muscle, sides in muscles.items():
            for side, path in sides.items():
                yield layer, muscle, side, path


def _share_seen(muscle: str) -> float:
    """Largest share of a muscle's silhouette that one view shows in the muscle's own layer."""
    own = ATLAS.muscles[muscle].layer
    shares = []
    for view in VIEWS:
        shapes = ATLAS.shapes(view)
        for side, path in shapes["visible"][own].get(muscle, {}).items():
            whole = sum(map(area, rings(shapes["full"].get(muscle, {}).get(side, ""))))
            shares.append(sum(map(area, rings(path))) / whole if whole else 0.0)
    return max(shares, default=0.0)


@cache
def _labels(view: str, layer: str) -> tuple[list[str], np.ndarray]:
    """Muscles, and which of them (from 1) is seen at each pixel of a view's layer."""
    size = ATLAS.views[view].width_px, ATLAS.views[view].height_px
    names, page = [], np.zeros(size[::-1], np.int32)
    for muscle, sides in ATLAS.shapes(view)["visible"][layer].items():
        names.append(muscle)
        inside = Image.new("1", size)
        for path in sides.values():
            for ring in rings(path):
                part = Image.new("1", size)
                ImageDraw.Draw(part).polygon([tuple(p) for p in ring], fill=1)
                inside = ImageChops.logical_xor(inside, part)
        page[np.asarray(inside)] = len(names)
    return names, page


def _islands(view: str, layer: str) -> Iterator[tuple[str, str]]:
    """Upper and lower muscle where a ring of the lower one lies all round in one muscle of the layer."""
    names, page = _labels(view, layer)
    height, width = page.shape
    for own, muscle, _, path in _outlines(view):
        if own != layer or LAYERS.index(ATLAS.muscles[muscle].layer) <= LAYERS.index(layer):
            continue
        for ring in rings(path):
            middle = ring.mean(0)
            out = ring + 2.5 * (ring - middle) / np.maximum(np.linalg.norm(ring - middle, axis=1), 1)[:, None]
            x, y = np.clip(out.round().astype(int), 0, [width - 1, height - 1]).T
            found, count = np.unique(page[y, x], return_counts=True)
            most = int(found[count.argmax()])
            if most == 0 or count.max() < SURROUNDED * len(ring):
                continue
            if ATLAS.muscles[names[most - 1]].layer == layer:
                yield names[most - 1], muscle
