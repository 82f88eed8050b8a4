"""Questions on layers and planes have one right answer, and never show it in order."""

from itertools import pairwise
from random import Random
from types import SimpleNamespace

from tests.atlas import small_body
from triggerpoints.content import load_content
from triggerpoints.sections.path import trace
from triggerpoints.study.layers_quiz import order_question, plane_question

PATH = trace(small_body.atlas(), (-80.0, -22.0, 50.0), "leg-lifter")


def test_layers_are_asked_for_in_another_order():
    for seed in range(20):
        question = order_question(PATH, Random(seed))
        assert question is not None
        assert question.answer == ("skin", "soft-tissue", "leg-lifter", "shaft")
        assert question.offered != question.answer
        assert sorted(question.offered) == sorted(question.answer)


def test_an_answer_counts_from_the_skin():
    question = order_question(PATH, Random(1))
    assert question is not None
    assert question.right_until(question.answer) == 4
    assert question.right_until(("skin", "soft-tissue", "shaft", "leg-lifter")) == 2
    assert question.right_until(()) == 0


def test_too_few_layers_make_no_question():
    assert order_question(SimpleNamespace(layers=PATH.layers[:2], target="leg-lifter"), Random(1)) is None


def test_planes_are_offered_at_different_levels():
    content = load_content()
    for seed in range(20):
        question = plane_question(content, Random(seed))
        assert (question.muscle, question.point) in question.offered
        points = {(m.id, p.id): p for m in content.muscles.values() for p in m.trigger_points}
        levels = sorted(points[offered].position_mm[2] for offered in question.offered)
        assert len(levels) == 4
        assert all(above - below >= 80 for below, above in pairwise(levels))
