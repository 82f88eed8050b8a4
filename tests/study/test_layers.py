"""Layers over a point are never offered in their order."""

from random import Random
from types import SimpleNamespace

from tests.atlas import small_body
from triggerpoints.sections.path import trace
from triggerpoints.study.layers import layers_in_order

PATH = trace(small_body.atlas(), (-80.0, -22.0, 50.0), "leg-lifter")


def test_layers_are_asked_for_in_another_order():
    for seed in range(20):
        found = layers_in_order(PATH, Random(seed))
        assert found is not None
        answer, offered = found
        assert answer == ("skin", "soft-tissue", "leg-lifter", "shaft")
        assert offered != answer
        assert sorted(offered) == sorted(answer)


def test_too_few_layers_make_no_question():
    assert layers_in_order(SimpleNamespace(layers=PATH.layers[:2]), Random(1)) is None


def test_fat_below_a_muscle_is_left_out_and_nothing_is_asked_twice():
    def layer(kind: str, id_: str) -> SimpleNamespace:
        return SimpleNamespace(structure=SimpleNamespace(kind=kind, id=id_))

    layers = [
        layer("skin", "skin"), layer("fat", "cover"), layer("muscle", "upper"), layer("fat", "between"),
        layer("muscle", "upper"), layer("muscle", "lower"), layer("bone", "shaft"),
    ]  # fmt: skip
    found = layers_in_order(SimpleNamespace(layers=layers), Random(1))
    assert found is not None
    assert found[0] == ("skin", "cover", "upper", "lower", "shaft")
