"""Layers by anatomy: the file is complete, and the pictures' outlines keep to it."""

import numpy as np
import pytest

from tools.bodymaps import layers
from tools.bodymaps.layers import MUSCLE_LAYERS, layering
from tools.bodymaps.meshes import muscle_recipes
from triggerpoints.atlas import load_atlas
from triggerpoints.figures.svg_path import area, rings

SEEN_MM2 = 12.0
SEEN_SHARE = 0.05


@pytest.fixture(scope="module")
def atlas():
    return load_atlas()


def test_every_muscle_stands_in_one_layer():
    assert set(layering().layer) == set(muscle_recipes())


def test_what_is_named_apart_is_a_muscle_of_a_layer():
    rules = layering()
    for named in (rules.outline_only, rules.translucent, rules.only_in_pelvic_views, rules.through):
        assert named <= set(rules.layer)
    assert set(rules.behind_named_bone) <= set(rules.layer)


@pytest.mark.parametrize(
    ("part", "sheet", "stays"),
    [
        ("arm", "extensor-retinaculum-of-wrist", "inguinal-ligament"),
        ("leg", "patellar-ligament", "sacrotuberous-ligament"),
    ],
)
def test_sheets_go_with_the_part_that_is_taken_off(part, sheet, stays):
    rules = layering()
    assert {sheet, stays} <= set(rules.sheets_shown("superficial"))
    left = rules.sheets_shown("superficial", (part,))
    assert sheet not in left and stays in left
    assert rules.parts[part][2] <= set(rules.sheets)


def test_sheets_of_a_region_are_drawn_in_its_views_alone():
    rules = layering()
    assert set(rules.sheet_region.values()) <= set(rules.region.values())
    own = rules.sheets_shown("middle", only=("pelvic-floor", "piriformis"))
    assert {"levator-plate", "sacrotuberous-ligament"} <= set(own)
    assert not {"ischiocavernosus", "linea-alba"} & set(own)
    assert "posterior-rectus-sheath" not in rules.sheets_shown("deep", only=("pelvic-floor",))
    assert "posterior-rectus-sheath" in rules.sheets_shown("deep")
    assert "posterior-rectus-sheath" not in rules.sheets_shown("superficial") | rules.sheets_shown("middle")
    assert "nuchal-ligament" not in rules.sheets_shown("superficial")
    assert "nuchal-ligament" in set(rules.sheets_shown("middle")) & set(rules.sheets_shown("deep"))
    assert "levator-plate" not in rules.sheets_shown("middle") | rules.sheets_shown("middle", only=("foot",))


def test_flesh_that_is_drawn_on_is_of_a_muscle_of_the_list():
    rules = layering()
    assert {muscle for muscle in rules.red_sheets.values() if muscle} <= set(rules.layer)
    for part, first in rules.one_muscle.items():
        assert rules.layer[part] == rules.layer[first]


def test_what_is_said_of_connective_tissue_is_said_of_some_that_is_drawn():
    rules = layering()
    assert set(rules.flesh_on_tendon) | set(rules.tapered) | set(rules.sunk) <= set(rules.connective)
    assert {muscle for muscle, _ in rules.sunk.values()} <= set(rules.layer)
    for muscles in rules.flesh_on_tendon.values():
        order = [MUSCLE_LAYERS.index(rules.layer[muscle]) for muscle in muscles]
        assert order == sorted(order)


def test_a_muscle_in_two_layers_is_refused(tmp_path, monkeypatch):
    text = layers.FILE.read_text(encoding="utf-8").replace("middle: [gluteus-medius]", "middle: [soleus]")
    broken = tmp_path / "layers.yml"
    broken.write_text(text, encoding="utf-8")
    monkeypatch.setattr(layers, "FILE", broken)
    with pytest.raises(ValueError, match="'soleus' stands in 'buttock' and in 'leg'; keep one"):
        layers.layering.__wrapped__()


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (muscle_recipes() | {"example": {}}, "'example' of muscles.yml stands in no layer"),
        ({k: v for k, v in muscle_recipes().items() if k != "soleus"}, "'soleus' is not in muscles.yml"),
    ],
)
def test_a_muscle_without_layer_or_recipe_is_refused(monkeypatch, made, said):
    monkeypatch.setattr(layers, "muscle_recipes", lambda: made)
    with pytest.raises(ValueError, match=said):
        layers.layering.__wrapped__()


def test_the_picture_of_a_layer_leaves_out_the_layers_above():
    rules = layering()
    for n, layer in enumerate(MUSCLE_LAYERS):
        shown = rules.shown(layer, "Whole body")
        assert {rules.layer[m] for m in shown} == set(MUSCLE_LAYERS[n:])


def test_the_maps_use_the_layers_of_the_file(atlas):
    assert {m: a.layer for m, a in atlas.muscles.items()} == layering().layer


@pytest.mark.parametrize("layer", MUSCLE_LAYERS)
def test_every_muscle_of_a_layer_is_seen_in_the_picture_of_its_layer(atlas, layer):
    hidden = []
    for muscle, about in atlas.muscles.items():
        if about.layer != layer:
            continue
        best_mm2 = best_share = 0.0
        for view in atlas.views.values():
            shapes = atlas.shapes(view.id)
            for side, path in shapes["visible"][layer].get(muscle, {}).items():
                seen = _area(path)
                best_mm2 = max(best_mm2, seen * view.mm_per_px**2)
                best_share = max(best_share, seen / _area(shapes["full"][muscle][side]))
        if best_mm2 < SEEN_MM2 or best_share < SEEN_SHARE:
            hidden.append(f"{muscle}: {best_mm2:.0f} mm2, {100 * best_share:.0f} %")
    assert not hidden


def test_no_outline_of_the_far_side_is_drawn_through_the_body(atlas):
    for view, far in (("left", "right"), ("right", "left")):
        shapes = atlas.shapes(view)
        through = {m for m, sides in shapes["full"].items() if far in sides}
        seen = {m for own in shapes["visible"].values() for m, sides in own.items() if far in sides}
        assert through <= seen


def _area(path):
    """Area in square pixels; holes count as nothing."""
    return float(np.sum([abs(area(ring)) for ring in rings(path)]))
