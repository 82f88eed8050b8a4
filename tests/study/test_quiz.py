"""Every question has one right answer, rests on texts with a source and is the same for the same seed."""

import re
from collections import Counter
from random import Random

import numpy as np
import pytest
from scipy.spatial import KDTree

from triggerpoints.atlas import load_atlas
from triggerpoints.atlas.solids import load_solids
from triggerpoints.content import load_content
from triggerpoints.figures.question_frame import asked_on_map
from triggerpoints.study import likeness
from triggerpoints.study.hints import NAMED, hint
from triggerpoints.study.kinds import KINDS
from triggerpoints.study.quiz import Card, cards, question, quiz
from triggerpoints.study.sitting import Given, Sitting, chosen, in_order, named_places
from triggerpoints.study.wrong_answers import NOBODYS, stands_out, ways_to_say

ATLAS, CONTENT = load_atlas(), load_content()
ON_MAP = asked_on_map(ATLAS, CONTENT)
ALL = cards(CONTENT, (), (), ON_MAP, (), ATLAS.attachments)
ASKED = [asked for card in ALL if (asked := question(ATLAS, CONTENT, card, Random(card.id)))]


def of_kind(kind):
    return [asked for asked in ASKED if asked.card.kind == kind]


def is_a_muscles(choice):
    return not choice.muscle.startswith(NOBODYS)


def test_every_card_can_be_asked_so_that_counts_are_true():
    assert [asked.card for asked in ASKED] == list(ALL)
    assert len(ASKED) > 1600
    assert {asked.card.kind for asked in ASKED} == set(KINDS)


def test_choices_differ_and_one_is_right():
    for asked in ASKED:
        texts = [choice.text for choice in asked.choices]
        if asked.card.kind in ("layers", "paint"):
            assert not texts and set(asked.parts) <= set(asked.offered), asked
            continue
        assert len(set(texts)) == len(texts) == (2 if asked.card.kind == "which" else 4), asked
        assert sum(choice.muscle == asked.card.muscle for choice in asked.choices) == 1
        assert asked.sources or asked.card.kind in ("find", "name", "plane")


def test_only_texts_with_a_source_are_asked():
    for asked in ASKED:
        muscle = CONTENT.muscles[asked.card.muscle]
        if asked.card.kind in ("attachments", "bones", "nerve", "action"):
            donors = [CONTENT.muscles[choice.muscle] for choice in asked.choices if is_a_muscles(choice)]
            assert all(donor.anatomy.has_source for donor in donors)
        if asked.card.kind == "pattern":
            assert all(point.has_source for point in muscle.trigger_points)


@pytest.mark.parametrize("kind", ["attachments", "bones", "action"])
def test_no_wrong_choice_says_what_the_right_one_says(kind):
    for asked in of_kind(kind):
        for choice in asked.choices:
            assert choice is asked.answer or not likeness.alike(asked.answer.text, choice.text), asked


def test_no_wrong_choice_names_the_same_nerve():
    for asked in of_kind("nerve"):
        right = CONTENT.muscles[asked.card.muscle]
        for choice in asked.choices:
            if choice is not asked.answer and is_a_muscles(choice):
                assert not likeness.alike_nerves(right, CONTENT.muscles[choice.muscle]), asked


def test_patterns_on_offer_differ_from_the_one_that_is_drawn():
    for asked in of_kind("pattern"):
        right = CONTENT.muscles[asked.card.muscle]
        for choice in asked.choices:
            if choice is not asked.answer and is_a_muscles(choice):
                assert not likeness.alike_patterns(ATLAS, right, CONTENT.muscles[choice.muscle])


def test_the_answer_does_not_name_its_muscle():
    for asked in ASKED:
        if asked.card.kind in ("attachments", "bones", "nerve", "action", "find"):
            assert not likeness.tells(asked.answer.text, CONTENT.muscles[asked.card.muscle]), asked


def test_every_wrong_choice_is_of_the_region_or_of_a_muscle_that_reaches_into_it():
    beside = 0
    for asked in ASKED:
        region = CONTENT.study_regions[CONTENT.muscles[asked.card.muscle].region]
        for choice in filter(is_a_muscles, asked.choices):
            donor = CONTENT.muscles[choice.muscle]
            assert donor.region == region.id or donor.id in region.reached_by, asked
            beside += donor.region != region.id
    assert beside < 0.06 * sum(len(asked.choices) for asked in ASKED), "the region's own muscles come first"


def test_answers_that_are_no_muscles_are_nerves_hazards_or_roots_of_the_region():
    for asked in ASKED:
        muscle = CONTENT.muscles[asked.card.muscle]
        region = CONTENT.study_regions[muscle.region]
        near = {region.id, *(CONTENT.muscles[id_].region for id_ in region.reached_by)}
        for text in (choice.text for choice in asked.choices if not is_a_muscles(choice)):
            match asked.card.kind:
                case "nerve":
                    there = {
                        CONTENT.nerves[id_].name for at in near for id_ in CONTENT.study_regions[at].nerves
                    }
                    assert any(text in ways_to_say(name) for name in there), asked
                case "hazard":
                    own = [m for m in CONTENT.muscles.values() if m.region == region.id]
                    hazards = [hazard.structure for m in own for hazard in m.needle_depth.hazards]
                    there = [
                        CONTENT.nerves[id_].name for at in near for id_ in CONTENT.study_regions[at].nerves
                    ]
                    assert text in (*hazards, *there), asked
                case "roots":
                    first, _, last = text.partition("–")
                    row = likeness.ROOTS[
                        likeness.ROOTS.index(first) : likeness.ROOTS.index(last or first) + 1
                    ]
                    assert len(row) == len(muscle.anatomy.roots), asked
                    assert likeness.other_roots(muscle.anatomy.roots, row), asked
                case kind:
                    assert kind in ("name", "pattern", "plane") and " and " in text, asked


WITHIN_MM = 35.0  # two fingers, as muscles reach a bone beside each other


def test_muscles_that_are_said_to_reach_into_a_region_touch_it():
    solids = load_solids()

    def skin_of(ids):
        return np.concatenate([solids.mesh(id_).position_mm[::3] for id_ in ids if id_ in solids.by_id])

    for region in CONTENT.study_regions.values():
        own = KDTree(skin_of(m.id for m in CONTENT.muscles.values() if m.region == region.id))
        for id_ in region.reached_by:
            assert CONTENT.muscles[id_].region != region.id, (region.id, id_)
            away_mm = own.query(skin_of([id_]))[0].min()
            assert away_mm < WITHIN_MM, (region.id, id_, away_mm)


def test_a_nerve_is_said_to_run_where_a_record_of_the_region_names_it():
    for region in CONTENT.study_regions.values():
        own = [m for m in CONTENT.muscles.values() if m.region == region.id or m.id in region.reached_by]
        said = []
        for m in own:
            depth = m.needle_depth
            said += [m.anatomy.nerve, m.layers.beneath, *(f"{h.structure}. {h.note}" for h in depth.hazards)]
        words = likeness.stems(" ".join(said))
        for id_ in region.nerves:
            name = re.sub(r" \(.*\)", "", CONTENT.nerves[id_].name)
            assert likeness.stems(name) <= words, (region.id, name)


def test_no_right_answer_is_told_by_its_length():
    for asked in ASKED:
        wrong = [choice.text for choice in asked.choices if choice is not asked.answer]
        if len(wrong) == 3:
            assert not stands_out(asked.answer.text, wrong), asked
            assert len(asked.answer.text) < 1.5 * max(map(len, wrong)), asked


def test_the_names_of_two_muscles_are_of_like_length_where_their_facts_allow_it():
    lengths = [sorted(len(choice.text) for choice in asked.choices) for asked in of_kind("which")]
    assert sum(longer >= 1.5 * shorter for shorter, longer in lengths) <= 4


def test_a_text_is_shortened_at_the_end_of_a_clause():
    said = ways_to_say("Spinal accessory nerve (CN XI), with branches of C3; and more")
    assert "Spinal accessory nerve (CN XI)" in said
    assert "Spinal accessory nerve" in said
    assert not any(text.endswith(("and", ",", ";", " ")) for text in said)


def test_a_hint_does_not_give_the_answer_away():
    hinted = 0
    for asked in ASKED:
        found = hint(CONTENT, asked)
        if not found:
            continue
        hinted += 1
        if asked.card.kind in NAMED:
            assert not likeness.tells(found[1], CONTENT.muscles[asked.card.muscle]), asked
        if asked.choices:
            assert likeness.shared(found[1], asked.answer.text) < 0.5, asked
    assert hinted > 0.7 * len(ASKED)


def test_the_scope_is_kept():
    asked = cards(CONTENT, ("leg",), ("find", "nerve"), ON_MAP)
    assert {CONTENT.muscles[card.muscle].region for card in asked} == {"leg"}
    assert {card.kind for card in asked} == {"find", "nerve"}
    assert Card("soleus", "find") in asked


def test_a_seed_gives_the_same_quiz_and_another_seed_another():
    scope = cards(CONTENT, ("leg", "thigh"), (), ON_MAP)
    first = quiz(ATLAS, CONTENT, scope, 12, "7")
    assert first == quiz(ATLAS, CONTENT, scope, 12, "7")
    assert first != quiz(ATLAS, CONTENT, scope, 12, "8")
    assert len(first) == 12
    assert len({asked.card.muscle for asked in first}) == 12, "a muscle comes again only when all were asked"
    assert len({asked.card.kind for asked in first}) == 12, "kinds take turns"


def test_no_question_comes_twice():
    scope = cards(CONTENT, ("hand", "foot"), (), ON_MAP)
    asked = quiz(ATLAS, CONTENT, scope, 100, "3")
    assert len({a.card for a in asked}) == len(asked)
    same = [
        (a.card.kind, frozenset(choice.text for choice in a.choices), a.point, frozenset(a.offered))
        for a in asked
    ]
    assert len(set(same)) == len(same)


def test_a_small_scope_ends_early():
    scope = cards(CONTENT, ("arm",), ("pattern",), ON_MAP)
    assert 0 < len(quiz(ATLAS, CONTENT, scope, 50, "1")) <= len(scope)


def test_words_of_the_same_meaning_are_one():
    assert likeness.alike(
        "Posterior rami of the cervical nerves", "Dorsal rami of the cervical spinal nerves"
    )
    assert likeness.alike("Flexes the elbow", "Elbow flexion")
    assert likeness.alike("Radial nerve", "Posterior interosseous nerve (radial nerve)")
    assert likeness.alike("Extension of the knee", "Extension of the knee; flexion of the hip")
    assert not likeness.alike("Superficial fibular nerve", "Deep fibular nerve")
    assert not likeness.alike("Lateral third of the clavicle", "Spine of the scapula")


def test_the_same_part_of_the_spine_is_the_same_answer():
    spinous = "Spinous processes of C6 to T4"
    assert likeness.alike(spinous, "Spinous processes of the upper thoracic vertebrae")
    assert likeness.alike("Spinous processes of higher vertebrae", "Spinous processes of T3 to T6")
    assert not likeness.alike(spinous, "Transverse processes of L1 to L4")
    assert likeness.alike("Nods the head; one side turns it", "Extends the neck; one side turns it")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (("C5", "C6"), ("C6", "C7"), False),  # a segment lower
        (("C5", "C6"), ("C7", "C8"), True),
        (("L2", "L3", "L4"), ("L3", "L4"), False),  # one fewer
        (("L2", "L3", "L4"), ("L5", "S1", "S2"), True),
        (("C1",), ("C2",), False),
    ],
)
def test_roots_that_sources_could_mean_the_same_by_are_not_offered(one, other, apart):
    assert likeness.other_roots(one, other) == apart == likeness.other_roots(other, one)


@pytest.mark.parametrize(
    ("muscle", "nerve", "same"),
    [
        ("tibialis-anterior", "common-fibular", True),  # the deep fibular nerve comes from it
        ("tibialis-anterior", "superficial-fibular", False),
        ("semitendinosus-semimembranosus", "common-fibular", True),  # a branch of the sciatic nerve
        ("extensor-digitorum", "superficial-radial", True),
        ("extensor-digitorum", "median", False),
        ("multifidus-lumbar", "iliohypogastric", False),  # a posterior ramus is no nerve of the plexus
        ("quadratus-lumborum-deep", "iliohypogastric", True),  # nobody says which segments it has
        ("longus-colli", "vagus", False),  # cranial
    ],
)
def test_a_nerve_is_offered_only_where_it_is_surely_wrong(muscle, nerve, same):
    assert likeness.alike_nerve(CONTENT, CONTENT.muscles[muscle], CONTENT.nerves[nerve]) == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("lumbricals-foot", "tibialis-posterior", True),  # plantar nerves are branches of the tibial nerve
        ("opponens-pollicis", "palmar-interossei-lumbricals-hand", True),  # both name the median nerve
        ("biceps-femoris", "tibialis-posterior", True),
        ("interossei-foot", "abductor-hallucis", False),  # lateral and medial plantar nerve
        ("tibialis-anterior", "fibularis-longus", False),  # deep and superficial fibular nerve
        ("vastus-medialis", "gracilis", False),
    ],
)
def test_nerves_and_their_branches_are_told_apart(one, other, same):
    assert likeness.alike_nerves(CONTENT.muscles[one], CONTENT.muscles[other]) == same


def test_a_sitting_counts_and_keeps_what_to_repeat():
    sitting = Sitting(quiz(ATLAS, CONTENT, cards(CONTENT, ("leg",), ("name",), ON_MAP), 3, "1"))
    first, second, third = sitting.questions
    sitting = sitting.answered(chosen(first, first.card.muscle))
    assert sitting.question is first and sitting.shown
    assert sitting.answered(chosen(first, "soleus")) is sitting, "an answer stands"
    sitting = sitting.next().answered(Given("nobody", 0.0)).next()
    assert sitting.question is third
    assert (sitting.right, sitting.repeat) == (1, (second,))
    assert sitting.answered(chosen(third, third.card.muscle)).next().question is None


def test_layers_count_from_the_skin_and_only_the_whole_order_is_right():
    asked = next(asked for asked in of_kind("layers") if len(asked.parts) >= 4)
    assert in_order(asked, asked.parts).is_right
    first, second, *rest = asked.parts
    swapped = in_order(asked, [second, first, *rest])
    assert (swapped.score, swapped.is_right) == (0.0, False)
    assert 0 < in_order(asked, [first, second, *reversed(rest)]).score < 0.5


def test_named_places_are_scored_by_what_they_share_with_the_zone():
    asked = next(asked for asked in of_kind("paint") if len(asked.parts) == 2)
    wrong = [place for place in asked.offered if place not in asked.parts]
    assert named_places(asked, asked.parts).score == 1
    assert named_places(asked, [asked.parts[0]]).score == pytest.approx(2 / 3)
    assert not named_places(asked, wrong[:2]).is_right
    assert not named_places(asked, asked.offered).is_right, "to name everything is no answer"


def test_the_right_answer_may_stand_anywhere():
    places = Counter(
        [choice.muscle for choice in asked.choices].index(asked.card.muscle)
        for kind in ("nerve", "action", "name")
        for asked in of_kind(kind)
    )
    assert set(places) == {0, 1, 2, 3}
    assert min(places.values()) > 0.2 * places.total()
