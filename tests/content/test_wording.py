"""No text gives an angle, tells how to put a needle in, calls a form safe, or makes a diagnosis."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from triggerpoints.content.checks.wording import broken, check_wording
from triggerpoints.content.reading.files import DATA_FOLDER
from triggerpoints.content.reading.loader import read_content

READ = read_content(DATA_FOLDER)


def test_the_data_has_no_such_words():
    assert not [str(problem) for problem in check_wording(READ)]


@pytest.mark.parametrize(
    "text",
    [
        "The needle goes in at 45 degrees.",
        "Needle at an angle to the skin.",
        "Needles are angled away from the rib.",
        "Held perpendicular to the skin, the needle meets bone.",
        "The needle is aimed at the transverse process.",
        "Tangential needling keeps clear of the lung.",
        "Insert the needle below the blade.",
        "A needle is inserted two fingers from the spine.",
        "Mark the insertion point with a pen.",
        "Push the needle until you feel a stop.",
        "Needle length of 40 is enough here.",
        "There is a safe depth of two fingers.",
        "Up to 15 mm is safe in most people.",
        "The safest zone is over the blade.",
        "This part can be safely needled.",
        "Here it is without any risk.",
        "Shallow needling over the belly keeps clear of the nerve.",
        "A trained clinician stays clear of them.",
        "Keeps short of the nerve between its layers.",
        "Shallow work stays above the median nerve.",
        "Keeps away from the artery that lies deep to it.",
        "Shallow work spares the motor branch.",
        "Works through skin, well away from vessels.",
        "Thick belly with few vital parts near.",
        "Shallow form as the low-risk choice over the canal.",
        "The safer needle form over ribs.",
        "Thin cover makes shallow work enough.",
        "Shallow work over the ribs avoids the lung.",
        "Finger twitch confirms the slip.",
        "The rib as a backstop.",
        "You have a trigger point in the jaw.",
        "You have a pinched nerve.",
        "Your pain comes from your neck.",
        "This means you have arthritis.",
        "The cause of your headache is a tight muscle.",
    ],
)
def test_words_of_each_kind_are_an_offence(text):
    assert broken(text), text


@pytest.mark.parametrize(
    "text",
    [
        "The angle of the jaw lies in front.",
        "Superior angle of the scapula, deep to trapezius.",
        "The tendon inserts on the tunnel's roof.",
        "Just distal to the deltoid insertion, lateral to biceps.",
        "No bend to 90 degrees, no four steps.",
        "If you have rheumatoid arthritis, ask first.",
        "Do you have thin bones or sciatica?",
        "Never needle yourself.",
        "Needling with a limit of 30 minutes; no depth is given.",
        "A pinched neck nerve can hurt here too.",
        "Stay at a safe place and call.",
        "Press slowly, away from the nerve line.",
        "A shallow form; the lung lies behind the ribs.",
        "You may feel it far from the spot.",
    ],
)
def test_anatomy_and_advice_are_no_offence(text):
    assert not broken(text), text


@pytest.mark.parametrize(
    ("part", "id_", "field"),
    [
        ("hazards", "rhomboids", "plain"),
        ("red_flags", "foot-drop", "question"),
        ("techniques", "deep-dn", "used_for"),
        ("muscles", "infraspinatus", "symptoms"),
        ("glossary", "doms", "student"),
    ],
)
def test_an_offence_is_found_in_every_file_with_its_record(part, id_, field):
    record = READ.parts[part][id_]
    value = getattr(record, field)
    bad = "Insert the needle at an angle."
    is_text = isinstance(value, str)
    value = bad if is_text else value.model_copy(update={"student": (*value.student, bad)})
    records = {**READ.parts[part], id_: record.model_copy(update={field: value})}
    read = replace(READ, parts=MappingProxyType({**READ.parts, part: MappingProxyType(records)}))
    assert any(id_ in str(problem) for problem in check_wording(read))


def _with_reason(reason, technique):
    muscles = READ.parts["muscles"]
    links = muscles["rhomboids"].techniques
    changed = tuple(x.model_copy(update={"reason": reason}) if x.id == technique else x for x in links)
    assert changed != links
    muscle = muscles["rhomboids"].model_copy(update={"techniques": changed})
    muscles = MappingProxyType({**muscles, "rhomboids": muscle})
    return replace(READ, parts=MappingProxyType({**READ.parts, "muscles": muscles}))


@pytest.mark.parametrize(
    "reason",
    [
        "Usual needle form, away from the felt pulse.",
        "Belly is lifted off the sheath.",
        "The fold can be pinched between the fingers.",
        "Only where the bone lies beneath.",
        "Preferred over the ribs.",
        "A gentler choice over the groove.",
        "Reached from the outer edge.",
        "Large belly, easy to reach.",
        "Shallow only, at the edge above the rib.",
    ],
)
def test_the_reason_of_a_needle_form_neither_commends_it_nor_says_how(reason):
    (problem,) = check_wording(_with_reason(reason, "superficial-dn"))
    assert problem.record == "rhomboids"
    assert problem.line


def test_a_hand_may_stay_off_a_nerve():
    assert not list(
        check_wording(_with_reason("Pressed from the side, away from the nerve.", "pressure-release"))
    )
