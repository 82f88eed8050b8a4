"""Rules of docs/content.md that keep the muscle records from doing harm."""

import re

import pytest

from triggerpoints.content import Muscle, load_content

NEEDLES = {"trigger-point-dn", "intramuscular-dn", "myofascial-dn", "superficial-dn", "deep-dn", "imes"}
NO_BALL = {
    "front-neck",
    "abdominals",
    "iliopsoas",
    "adductors",
    "pelvic-floor",
    "face",
    "jaw",
    "suboccipital",
}
NEEDLING_RECIPE = re.compile(
    r"\b\d+ ?(mm|cm) needle|needle (length|size)|\d+ ?(degrees|°)|gauge|"
    r"\binsert(ed|ing)? (the|a) needle|pistoning",
    re.IGNORECASE,
)
SELF_NEEDLING = re.compile(r"needle yourself|self-needl", re.IGNORECASE)
OVER_THE_LUNG = {
    "trapezius-upper", "trapezius-middle", "trapezius-lower", "rhomboids", "levator-scapulae",
    "supraspinatus",
    "pectoralis-major-clavicular", "pectoralis-major-sternal", "pectoralis-major-costal", "pectoralis-minor",
    "serratus-anterior", "serratus-posterior-superior", "serratus-posterior-inferior", "intercostals",
    "iliocostalis-thoracis", "longissimus-thoracis", "latissimus-dorsi", "scalenus-anterior",
    "scalenus-medius", "scalenus-posterior", "scalenus-minimus",
}  # fmt: skip

MUSCLES = tuple(load_content().muscles.values())


def texts(muscle: Muscle) -> list[str]:
    depth = muscle.needle_depth
    return [
        *(hazard.note for hazard in depth.hazards),
        *(f"{distance.what} {distance.value}" for distance in depth.measured),
        depth.principle,
        depth.varies or "",
        muscle.layers.beneath,
        muscle.layers.varies or "",
        depth.plain,
        *(link.reason for link in muscle.techniques),
    ]


@pytest.mark.parametrize("muscle", MUSCLES, ids=lambda muscle: muscle.id)
def test_nothing_reads_like_a_needling_recipe(muscle: Muscle) -> None:
    for text in texts(muscle):
        assert not NEEDLING_RECIPE.search(text)
        assert not SELF_NEEDLING.search(text)
    assert not re.search(r"\d", muscle.needle_depth.plain)


def test_muscles_that_are_avoided_list_needles_for_specialists_at_most() -> None:
    for muscle in MUSCLES:
        if muscle.needle_depth.depth_class == "avoid":
            for link in muscle.techniques:
                assert link.id not in NEEDLES or link.reason.startswith("Specialist only"), muscle.id


def test_every_muscle_names_a_hazard_and_the_lung_comes_first_where_it_is_near() -> None:
    for muscle in MUSCLES:
        hazards = muscle.needle_depth.hazards
        assert hazards, muscle.id
        if muscle.id in OVER_THE_LUNG:
            assert re.search("(?i)lung|pleura", hazards[0].structure), muscle.id


def test_no_ball_where_vessels_and_organs_lie_bare() -> None:
    for muscle in MUSCLES:
        if muscle.group in NO_BALL:
            assert muscle.self_care.pressure.method != "ball", muscle.id


def test_a_ball_comes_with_a_time_and_a_limit_of_pain() -> None:
    for muscle in MUSCLES:
        if muscle.self_care.pressure.method == "ball":
            text = muscle.self_care.pressure.text
            assert re.search(r"30 ?(to|-) ?90 seconds", text), muscle.id
            assert re.search(r"4 (out )?of 10", text), muscle.id
