"""Sentences are read for what they say: places, sides, what joins them, what takes them away."""

import pytest

from triggerpoints.content import load_content
from triggerpoints.referral.reader import read

CONTENT = load_content()


def areas(text: str) -> list[tuple[str, str]]:
    return [(area.places[0], area.side) for area in read(text, CONTENT).areas]


def places(text: str) -> list[str]:
    return [place for place, _ in areas(text)]


def test_words_with_typing_errors_name_two_areas_on_one_side() -> None:
    assert areas("behind my right eye and the side of the nekc") == [
        ("eye", "right"),
        ("side-of-neck", "right"),
    ]
    assert areas("left temple and right knee") == [("temple", "left"), ("knee", "right")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("low back and back of hand", ["lumbar", "dorsum-of-hand"]),
        ("elbow and cheek", ["elbow", "cheek"]),
        ("neck and shoulders", ["neck", "shoulder"]),
        ("pain from shoulder to elbow", ["shoulder", "elbow"]),
        ("front and back of the left thigh", ["front-of-thigh", "posterior-thigh"]),
        ("upper and lower back", ["upper-back", "lumbar"]),
        ("inside of the right knee, top of my left foot", ["medial-knee", "dorsum-of-foot"]),
        ("toothache top and bottom on the left side", ["upper-teeth", "lower-teeth"]),
    ],
)
def test_places_that_are_joined_stay_apart(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not the knee, hip or ankle; my heel", ["heel"]),
        ("shoulder pain but not in the elbow", ["shoulder"]),
        ("everything hurts except my neck, worst is the hip", ["hip"]),
        ("calf hurts, the knee is fine", ["calf"]),
        ("doctor says it is not my heart, chest still hurts", ["chest"]),
        ("no more pain in the hip, now it is the knee", ["knee"]),
        ("its not the knee its the hip", ["hip"]),
        ("Hip: no. Knee: right. Ankle - none", ["knee"]),
        ("left foot: heel. Right foot: nothing", ["heel"]),
        ("it began in the neck and now it is only in the arm", ["arm"]),
        ("nothing hurts except my left knee", ["knee"]),
        ("no pain in the arm except the elbow", ["elbow"]),
        ("everything is fine except my hip", ["hip"]),
        ("tingly fingers, all but the thumb", ["fingers"]),
        ("MRI knee normal, thigh hurts", ["thigh"]),
    ],
)
def test_what_is_said_not_to_hurt_is_not_marked(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "knee pain for years",
        "knee pain since last week",
        "my knee hurts when sitting",
        "knee pain after running",
        "knee hurts at night",
        "knee pain when I turn my head",
        "knee pain after shoulder surgery",
        "the ear doctor looked at my knee",
    ],
)
def test_time_and_circumstance_are_no_places(text: str) -> None:
    assert places(text) == ["knee"]


def test_quality_and_circumstance_are_kept_with_their_area() -> None:
    neck, arm = read("burning neck pain at night and a numb right arm", CONTENT).areas
    assert (neck.qualities, neck.circumstances) == (("burning",), ("at night",))
    assert (arm.qualities, arm.side) == (("numb",), "right")


def test_pain_that_runs_takes_in_what_lies_between() -> None:
    shoulder, elbow = read("pain from my left shoulder down to the elbow", CONTENT).areas
    assert shoulder.along == ("upper-arm",)
    assert elbow.along == ()
    assert (elbow.side, elbow.side_from) == ("left", "carried")


def test_words_that_are_not_known_are_shown_with_their_place_in_the_text() -> None:
    reading = read("left heel, xyzzy", CONTENT)
    assert [(unread.text, unread.span) for unread in reading.unread] == [("xyzzy", (11, 16))]


def test_words_with_several_meanings_are_offered() -> None:
    reading = read("my back hurts", CONTENT)
    assert reading.choices[0].options == ("lumbar", "mid-back", "upper-back")
    assert reading.areas[reading.choices[0].area].places == ("lumbar",)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("upper back down to the bottom", ("buttock", "lumbar")),
        ("bottom and top of the foot", ("sole", "buttock")),
    ],
)
def test_an_end_that_is_also_a_part_of_the_body_is_a_choice(text: str, options: tuple[str, ...]) -> None:
    assert [choice.options for choice in read(text, CONTENT).choices] == [options]


def test_every_place_is_read_by_its_own_name() -> None:
    wrong = {}
    for place in CONTENT.places.values():
        found = read(place.name, CONTENT).areas
        meant = {
            id_
            for area in found
            for read_as in area.places
            for id_ in (read_as, *CONTENT.places[read_as].members)
        }
        if not place.opposite_of and (len(found) != 1 or place.id not in meant):
            wrong[place.name] = [area.places for area in found]
    assert not wrong


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("sciatica on the right, shooting, 8/10", 8),
        ("left calf 7 out of 10", 7),
        ("neck, 10 of 10 at night", 10),
        ("back pain 3/10 and knee 6/10", None),
        ("since 8/10/2024 my heel hurts", None),
        ("my heel hurts", None),
    ],
)
def test_how_strong_it_is_is_read_where_the_words_say_one_thing(text: str, strength: int | None) -> None:
    assert read(text, CONTENT).strength == strength


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not the knee itself, just above it", ["above-kneecap"]),
        ("ache in my kneecap and right below it", ["kneecap", "below-kneecap"]),
        ("my ankle hurts and behind it too", ["ankle", "achilles-tendon"]),
        ("my scapula aches, also the ribs below it", ["scapula", "side-of-chest"]),
        ("shoulder hurts when I sleep with a pillow under it", ["shoulder"]),
    ],
)
def test_it_stands_for_the_place_said_before(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cannot raise my arm over my head, side of the shoulder hurts", ["lateral-shoulder"]),
        ("groin pain when I pull my knee to my chest", ["groin"]),
        ("neck hurts when I bring my chin to my chest", ["neck"]),
        ("shoulder pain when reaching behind my back", ["shoulder"]),
        ("pain in my arm down to my hand when I lift my arm", ["arm", "hand"]),
    ],
)
def test_where_something_is_moved_to_does_not_hurt(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ring finger and pinky of my left hand", [("ring-finger", "left"), ("little-finger", "left")]),
        ("index finger knuckle hurts, left hand", [("index-finger", "left"), ("knuckles", "left")]),
        ("little finger side of my right hand", [("ulnar-hand", "right")]),
        ("both thumbs hurt at the base", [("base-of-thumb", "both")]),
        ("shoulder: yes left, hip: no", [("shoulder", "left")]),
    ],
)
def test_what_owns_a_part_only_says_its_side(text: str, expected: list[tuple[str, str]]) -> None:
    assert areas(text) == expected


def test_an_unknown_place_is_said_back_before_too() -> None:
    assert [unread.text for unread in read("left heel hurts, my frobnitz too", CONTENT).unread] == [
        "frobnitz"
    ]


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("cannot lie on my right side because of the outer hip", ["right"]),
        ("pain in the medial plantar heel", ["medial"]),
        ("ow my tow the big one", ["ow my tow the big one"]),
        ("no pain in the hip", ["hip"]),
    ],
)
def test_what_no_reading_used_stays_visible(text: str, unread: list[str]) -> None:
    assert [found.text for found in read(text, CONTENT).unread] == unread


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("numb toes 2-4", [("second-toe", "both"), ("third-toe", "both"), ("fourth-toe", "both")]),
        ("fingers 4 + 5 left hand", [("ring-finger", "left"), ("little-finger", "left")]),
        ("pain lat. ankle", [("lateral-ankle", "both")]),
        ("pulled my lat. It hurts", [("side-of-back", "both")]),
        ("my neck n shoulder r so tight", [("neck", "both"), ("shoulder", "both")]),
        ("Side: left. Where: knee and ankle", [("knee", "left"), ("ankle", "left")]),
        ("Where? Knee. Which side? Right.", [("knee", "right")]),
        ("elbow and wrist left", [("elbow", "left"), ("wrist", "left")]),
        ("right: neck, jaw; left: hip", [("neck", "right"), ("jaw", "right"), ("hip", "left")]),
        ("my left ankle is fine, the right one is sore", [("ankle", "right")]),
        ("knee hurts, mainly the inner side", [("medial-knee", "both")]),
    ],
)
def test_shorthand_of_forms_and_phones_is_read(text: str, expected: list[tuple[str, str]]) -> None:
    assert areas(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I thought it was my hip but it is my low back", ["lumbar"]),
        ("the whole leg hurts, everywhere but the foot", ["leg"]),
        ("the hip was scanned and is fine, my groin aches", ["groin"]),
        ("the knee is fine, the calf isn't", ["calf"]),
        ("no pain anywhere but the heel", ["heel"]),
        ("neither my wrist nor my elbow, it hurts in between", ["forearm"]),
    ],
)
def test_denials_of_every_kind_reach_their_place(text: str, expected: list[str]) -> None:
    assert places(text) == expected


def test_what_pain_is_like_names_the_place_that_hurts() -> None:
    assert places("feels like somebody is standing on my chest") == ["chest"]


def test_a_common_word_where_a_place_stands_is_offered_as_the_place_it_sounds_like() -> None:
    unread = read("ow my tow hurts and my knee", CONTENT).unread
    assert [(found.text, found.nearest[0]) for found in unread] == [("tow", "toes")]


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("my boss measured my hips but my low back hurts", ["hips"]),
        ("my neck hurts and my knee is uneven", ["knee"]),
        ("I carried boxes against my left hip and now my back hurts", []),
        ("my knee is as bad as the one I had in my hip", ["hip"]),
        ("forehead pain, sinus maybe", ["sinus"]),
    ],
)
def test_a_place_that_something_else_is_said_of_beside_pain_is_asked_about(
    text: str, unread: list[str]
) -> None:
    reading = read(text, CONTENT)
    assert [one.text for one in reading.not_marked if one.is_unsure] == unread
    assert len(reading.areas) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("right groin and right testicle ache", [("groin", "right"), ("testicle", "right")]),
        ("chest pain on the left and left arm ache", [("chest", "left"), ("arm", "left")]),
        ("the little toe, it's my right little toe", [("little-toe", "right")]),
        ("my right ankle rolled, the outside of it throbs", [("lateral-ankle", "right")]),
        ("Left knee, just below the kneecap, aches", [("below-kneecap", "left")]),
        ("after I had my left knee replaced, the right one hurts", [("knee", "right")]),
        ("I tore my right calf, this time it's the left one", [("calf", "left")]),
        ("my hips, left and right, and the sacrum ache", [("hip", "both"), ("sacrum", "both")]),
        ("my right ear rings, no ear pain, sore neck", [("neck", "both")]),
        ("neck pain, left sided headache", [("neck", "both"), ("whole-head", "left")]),
    ],
)
def test_what_is_said_twice_or_of_the_other_one_is_read_once(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert areas(text) == expected


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("my neck hurts and the piont of my elbow", ["piont"]),
        ("a tooth at the bottom left, towards the back", ["back"]),
        ("neck pain, fell on the ice, sore like a tight hat", []),
        ("my left shin hurts to tuch", ["tuch"]),
    ],
)
def test_words_that_say_where_on_a_place_and_were_not_used_stay_visible(text: str, unread: list[str]) -> None:
    assert [found.text for found in read(text, CONTENT).unread] == unread


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("my mum has it in her hip, mine is in the groin", ["hip"]),
        ("ever since the cast came off my wrist, my shoulder aches", ["wrist"]),
        ("there is a lump on my wrist but what hurts is the thumb", ["wrist"]),
        ("the belt bruised my chest but that's gone, my collarbone hurts", ["chest"]),
        ("right eyebrow, like someone pressing a thumb into it", ["thumb"]),
        ("left knee is fine, the hip hurts", ["knee"]),
    ],
)
def test_a_place_that_was_named_and_not_marked_can_be_marked(text: str, left_out: list[str]) -> None:
    reading = read(text, CONTENT)
    assert [one.text for one in reading.not_marked] == left_out
    assert not any(one.is_unsure for one in reading.not_marked)
    assert len(reading.areas) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("neck hurts when I sit with my chin on my hand", ["neck"]),
        ("putting weight on my heel makes my arch ache", ["instep-arch"]),
        ("opening a door with my left hand hurts my shoulder", ["shoulder"]),
        ("hurts at the bottom of my back if I sit with my feet up", ["lumbar"]),
        ("my neck hurts if I hold the phone between my ear and shoulder", ["neck"]),
    ],
)
def test_what_something_is_done_with_does_not_hurt(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "doubted"),
    [
        ("left knee and elbow", {"elbow": ("left", "both")}),
        ("jaw and hip on the left", {"jaw": ("left", "both")}),
        ("right temple and heel", {"heel": ("right", "both")}),
        ("my left knee hurts. Also my jaw", {"jaw": ("left", "both")}),
        ("knee and jaw, both on the left", {}),
        ("left shoulder, elbow and wrist", {}),
        ("pain in left hip down to the calf", {}),
        ("whole left side from the neck to the hip", {}),
        ("Left: shoulder, knee", {}),
        ("jaw pain and my left knee", {}),
        ("left knee and right elbow", {}),
    ],
)
def test_a_side_said_once_for_two_parts_of_the_body_is_a_choice(text: str, doubted: dict) -> None:
    reading = read(text, CONTENT)
    found = {reading.areas[one.area].places[0]: one.sides for one in reading.side_choices}
    assert found == doubted
    assert all(text[slice(*one.span)] == one.text for one in reading.side_choices)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("the soles of my feet are burning, legs no problem", ("sole", ())),
        ("ribs on the left, under the breast, not the chest", ("chest-lower", ())),
        ("my leg hurts but the knee is fine", ("leg", ("knee",))),
    ],
)
def test_a_whole_that_is_denied_leaves_its_part_that_hurts(text: str, kept: tuple) -> None:
    area = read(text, CONTENT).areas[0]
    assert (area.places[0], area.without) == kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("left knee, no wait, the right knee", [("knee", "right")]),
        ("left elbow is sore, right one too", [("elbow", "both")]),
        ("left elbow is sore, right one fine", [("elbow", "left")]),
        ("it hurts in my elbow when I lift. Right.", [("elbow", "right")]),
        ("it hurts in my elbow when I lift. Right?", [("elbow", "both")]),
        ("my knee hurts on stairs. Right, what can I do?", [("knee", "both")]),
        ("my neck hurts. Actually, no pain in the shoulder", [("neck", "both")]),
        ("my right heel, never the left one too", [("heel", "right")]),
        ("my bum is sore, left cheek", [("buttock", "left")]),
        ("bottom into my cheek", [("buttock", "both"), ("cheek", "both")]),
        ("two fingers below the left kneecap", [("below-kneecap", "left")]),
        ("two fingers of my left hand", [("fingers", "left")]),
    ],
)
def test_what_is_said_afterwards_mends_what_was_said(text: str, expected: list[tuple[str, str]]) -> None:
    assert areas(text) == expected


def test_a_spot_that_is_denied_is_not_asked_about() -> None:
    assert read("back of my shoulder, not the front", CONTENT).is_silent
    assert not read("my thumb is sore, maybe the base", CONTENT).is_silent


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a toothache feeling in my hip", ["hip"]),
        ("it's an ache like a headache but it's in my bum", ["buttock"]),
        ("throbs like a bad tooth, my shoulder", ["shoulder"]),
        ("like shin splints but in my forearms", ["forearm"]),
        ("burning like when you have heartburn, only between my shoulder blades", ["interscapular"]),
        ("sharper than the pain in my knee, this one is in the hip", ["hip"]),
        ("toothache, and pain in my hip", ["teeth", "hip"]),
        ("my ear hurts as well as a sore throat", ["ear-deep", "throat"]),
        ("it is like a headache and a stiff neck", ["whole-head", "neck"]),
    ],
)
def test_what_a_pain_is_likened_to_is_not_marked(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "along"),
    [
        ("outside of my leg, from hip to knee", ["lateral-hip", "lateral-knee"], ("lateral-thigh",)),
        ("outer thigh from hip to knee", ["lateral-thigh", "lateral-hip", "lateral-knee"], ()),
        ("my leg from the knee to the ankle", ["knee", "ankle"], ("lower-leg",)),
        ("outside of the forearm, from elbow to wrist", ["radial-forearm", "lateral-elbow", "wrist"], ()),
    ],
)
def test_from_where_to_where_stays_on_the_face_of_a_limb(
    text: str, expected: list[str], along: tuple[str, ...]
) -> None:
    assert places(text) == expected
    assert read(text, CONTENT).areas[0].along == along


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the right cheek hurts when I sit", ["buttock"]),
        ("left cheek, sore bum", ["buttock"]),
        ("cheek hurts when I sit, and the jaw", ["cheek", "jaw"]),
        ("the right cheek hurts", ["cheek"]),
    ],
)
def test_a_cheek_of_somebody_who_sits_may_be_the_buttock(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sore: neck, elbow. ok: wrists, hands", ["neck", "elbow"]),
        ("the ankle healed, the knee didn't", ["knee"]),
        ("not my shin my calf", ["calf"]),
        ("I said knee but I mean the shin", ["shin"]),
        ("ankle, or I should say heel", ["heel"]),
        ("they say weak hips but I only feel it in the knees", ["knee"]),
        ("frozen shoulder, pain is going to the elbow", ["shoulder", "elbow"]),
        ("a sore shoulder, and his forearm is tight too", ["shoulder", "forearm"]),
        ("I've put my neck out and my arm tingles", ["neck", "arm"]),
        ("my left knee hurts my right knee is fine", ["knee"]),
        ("I wear a heavy bag on my left shoulder and my neck hurts", ["neck"]),
        ("since my bunion surgery on the right foot my left knee aches", ["knee"]),
        ("like a cramp in my foot, but it's in the hand", ["hand"]),
        ("pain in my back like a belt", ["lumbar"]),
        ("at night in the hands, during the day in the forearms", ["hand", "forearm"]),
    ],
)
def test_what_else_is_said_of_a_place_is_heard(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my legs ache at night below the knees", ["lower-leg"]),
        ("leg pain just below the knee", ["shin-upper"]),
        ("muscle of the leg behind, below the knee", ["calf"]),
        ("leg numb from the knee down", ["lower-leg"]),
        ("my leg hurts and it is sore below the knee", ["leg", "shin-upper"]),
        ("outside of the leg until the knee", ["lateral-thigh", "knee"]),
        ("down the back of my leg to the knee", ["posterior-thigh", "knee"]),
        ("leg down to the knee", ["leg", "knee"]),
    ],
)
def test_a_limb_above_or_below_its_joint_is_that_part_of_it(text: str, expected: list[str]) -> None:
    assert [place for area in read(text, CONTENT).areas for place in area.places] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shin splints both legs after running", [("shin", "both")]),
        ("tennis elbow left arm 6 months now", [("lateral-elbow", "left")]),
        ("sciatica type pain R leg", [("buttock", "right")]),
        ("face pain left cheek", [("cheek", "left")]),
        ("earache right ear", [("ear-deep", "right")]),
        ("calf cramps at night, right leg more", [("calf", "both")]),
        ("knee pain, left arm aches", [("knee", "both"), ("arm", "left")]),
        ("neck pain left arm", [("neck", "both"), ("arm", "left")]),
    ],
)
def test_a_whole_or_a_part_right_after_a_pain_says_where_and_on_which_side(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert areas(text) == expected


@pytest.mark.parametrize(
    ("text", "expected", "left_out"),
    [
        ("earache and a sore chin, GP says the ear is clear", ["ear-deep", "chin"], []),
        ("earache and it is probably the jaw joint", ["ear-deep"], ["jaw joint"]),
        ("inner thigh hurts from the groin almost to the knee", ["medial-thigh", "groin"], ["knee"]),
        ("my pecs hurt after push ups and now theres an ache in my arm", ["chest-pectoral", "arm"], []),
        ("not the knee itself, more just above it on the inside", ["above-kneecap"], ["knee"]),
        ("the knee itself does not hurt, only the muscle above it", ["above-kneecap"], ["knee"]),
    ],
)
def test_what_was_found_or_is_guessed_or_not_reached(
    text: str, expected: list[str], left_out: list[str]
) -> None:
    assert places(text) == expected
    assert [one.text for one in read(text, CONTENT).not_marked] == left_out


def test_an_organ_that_is_denied_takes_no_skin_away() -> None:
    (area,) = read("belly low on the right, the doctor says it is not the appendix", CONTENT).areas
    assert (area.places[0], area.without) == ("lower-abdomen", ())
    (area,) = read("my whole leg hurts but not the knee", CONTENT).areas
    assert area.without == ("knee",)
