"""Questions for the clinician: the sign first, then what else it could be, then the muscles."""

import re

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.areas import Area
from triggerpoints.referral.look_alikes import look_alikes_for
from triggerpoints.referral.questions import questions_about, questions_for
from triggerpoints.referral.search import find
from triggerpoints.referral.sentences import plain_name

ATLAS, CONTENT = load_atlas(), load_content()
AREA = Area("calf", "left")


def test_a_sign_that_was_ticked_is_asked_about_first() -> None:
    flag = next(flag for flag in CONTENT.red_flags.values() if "calf" in flag.short.lower())
    others = look_alikes_for(ATLAS, CONTENT, [AREA])
    hits = find([AREA], ATLAS, CONTENT, 6)
    with_sign = questions_for(CONTENT, hits, others, [flag])
    without = questions_for(CONTENT, hits, others, [])
    assert with_sign[1:] == without
    assert flag.short[1:] in with_sign[0] and "how soon" in with_sign[0]
    assert others[0].name[1:] in without[0]
    assert "muscles 1 to 3 of the list" in without[1]
    assert "come back if it does not get better" in without[-1]


def test_without_look_alikes_and_muscles_the_general_questions_stay() -> None:
    asked = questions_for(CONTENT, [], [], [])
    assert asked[0].startswith("Could this come from a joint, a nerve or an organ?")
    assert len(asked) == 3


def test_where_a_needle_is_an_option_patients_ask_for_other_ways_first() -> None:
    needled = [
        muscle.id
        for muscle in CONTENT.muscles.values()
        if any(CONTENT.techniques[link.id].needle for link in muscle.techniques)
    ]
    assert needled
    for muscle in CONTENT.muscles:
        asked = " ".join(questions_about(CONTENT, muscle))
        assert ("without needles first" in asked) == (muscle in needled)
        assert ("what lies beneath" in asked) == (muscle in needled)


def test_no_question_has_codes_or_the_names_of_anatomists() -> None:
    anatomical = {muscle.names.en.lower() for muscle in CONTENT.muscles.values()}
    asked = [question for muscle in CONTENT.muscles for question in questions_about(CONTENT, muscle)]
    for place in ("neck-bump", "lumbar", "buttock", "calf", "scapula", "thumb"):
        areas = [Area(place, "left")]
        others, hits = look_alikes_for(ATLAS, CONTENT, areas), find(areas, ATLAS, CONTENT, 6)
        asked += questions_for(CONTENT, hits, others, [])
    assert len(asked) > 500
    for question in asked:
        assert not re.search(r"\b[CTLS]\d|nerve root|TrP", question), question
        assert not any(f" {name}" in question.lower() for name in anatomical), question


def test_a_name_for_patients_has_no_codes_and_no_nerve_root() -> None:
    assert plain_name("Nerve root in the low back (S1)") == "Pinched nerve in the low back"
    assert plain_name("C5 or C6 nerve root or plexus") == "Pinched nerve"
    assert plain_name("Tennis elbow (tendon)") == "Tennis elbow (tendon)"
