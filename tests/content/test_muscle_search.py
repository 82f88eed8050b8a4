"""What students and patients type finds the muscles that they mean first, and says why."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from triggerpoints.content import load_content
from triggerpoints.content.muscle_search import muscles_by

CUFF = ("supraspinatus", "infraspinatus", "teres-minor", "subscapularis")
QUADS = ("rectus-femoris", "vastus-lateralis", "vastus-medialis", "vastus-intermedius")

FIRST: dict[str, str | Sequence[str]] = {
    # names: English, Latin, abbreviated, short forms, other languages, unfinished, mistyped
    "piriformis": "piriformis",
    "M. piriformis": "piriformis",
    "m. gluteus medius": "gluteus-medius",
    "Musculus soleus": "soleus",
    "mm. rhomboidei": "rhomboids",
    "SCM": ("sternocleidomastoid-sternal", "sternocleidomastoid-clavicular"),
    "upper trap": "trapezius-upper",
    "TFL": "tensor-fasciae-latae",
    "peroneus longus": "fibularis-longus",
    "deltoïde": ("deltoid-anterior", "deltoid-middle", "deltoid-posterior"),
    "supraspin": "supraspinatus",
    "infraspinatos": "infraspinatus",
    "gastrocnemus": "gastrocnemius",
    "psoas": "iliopsoas",
    "levator scapula": "levator-scapulae",
    "infraspinatous": "infraspinatus",
    "gastroc": "gastrocnemius",
    "upper traps": "trapezius-upper",
    "pec minor": "pectoralis-minor",
    # numbers
    "2460": "subscapularis",
    "TA2 2604": "piriformis",
    "FMA13413": "subscapularis",
    "fma: 22541": "gastrocnemius",
    # lists
    "rotator cuff": CUFF,
    "SITS muscles": CUFF,
    "rotater cuff": CUFF,
    "quadriceps femoris": QUADS,
    "deep six": ("deep-lateral-rotators", "piriformis", "obturator-internus"),
    "thenar": ("abductor-pollicis-brevis", "flexor-pollicis-brevis", "opponens-pollicis"),
    "pes anserinus": ("sartorius", "gracilis", "semitendinosus-semimembranosus"),
    "hamstrings": ("biceps-femoris", "semitendinosus-semimembranosus"),
    "muscles of mastication": ("masseter-superficial", "masseter-deep", "temporalis"),
    "erectors": ("iliocostalis-cervicis", "iliocostalis-thoracis", "iliocostalis-lumborum"),
    "hip stabilisers": ("gluteus-medius", "gluteus-minimus-anterior"),
    # nerves
    "femoral nerve": ("sartorius", "pectineus", *QUADS),
    "nervus femoralis": ("sartorius", "pectineus", *QUADS),
    "axillary": ("teres-minor", "deltoid-anterior", "deltoid-middle", "deltoid-posterior"),
    "long thoracic nerve": "serratus-anterior",
    "phrenic": "diaphragm",
    "deep peroneal nerve": ("tibialis-anterior", "extensor-hallucis-longus"),
    "CN XI": ("trapezius-upper", "sternocleidomastoid-sternal"),
    "cranial nerve 7": ("digastric-posterior", "stylohyoid"),
    "trigeminal nerve": ("masseter-superficial", "temporalis"),
    "suprascapular n.": ("supraspinatus", "infraspinatus"),
    "obturator nerve": ("gracilis", "adductor-longus-brevis"),
    # roots
    "C5": ("supraspinatus", "deltoid-middle"),
    "L5-S1": ("fibularis-longus", "obturator-internus"),
    "nerve root T12": "pyramidalis",
    "C5 C6 C7": ("teres-major", "coracobrachialis"),
    "Th12": "pyramidalis",
    # attachments
    "greater tubercle": ("supraspinatus", "infraspinatus", "teres-minor"),
    "greater tuberosity": ("supraspinatus", "infraspinatus", "teres-minor"),
    "coracoid process": ("coracobrachialis", "biceps-brachii", "pectoralis-minor"),
    "insertion lesser trochanter": "iliopsoas",
    "ASIS": ("sartorius", "tensor-fasciae-latae"),
    "sit bones": ("adductor-magnus", "biceps-femoris"),
    "linea aspera": ("vastus-medialis", "adductor-magnus"),
    # actions
    "hip abduction": ("gluteus-medius", "gluteus-minimus-anterior"),
    "plantar flexion": ("gastrocnemius", "soleus"),
    "plantarflexors": ("gastrocnemius", "soleus"),
    "abducts the arm": "deltoid-middle",
    "external rotation of the shoulder": ("infraspinatus", "teres-minor"),
    "elbow extension": ("triceps-long", "triceps-lateral", "triceps-medial"),
    "dorsiflexion": "tibialis-anterior",
    "eversion": "fibularis-longus",
    # patients' words
    "calf": ("gastrocnemius", "soleus"),
    "jaw": ("masseter-superficial", "masseter-deep"),
    "butt": "gluteus-maximus",
    "chest": "pectoralis-major-sternal",
    "lower back": "quadratus-lumborum-superficial",
    "shoulder": "infraspinatus",
    "groin": ("pectineus", "gracilis", "adductor-longus-brevis"),
    "between the shoulder blades": "trapezius-middle",
    "my calf hurts": ("gastrocnemius", "soleus"),
    "tennis elbow": "extensor-carpi-radialis-brevis",
    # words of several facts together
    "axillary C5": ("teres-minor", "deltoid-anterior"),
}


@pytest.mark.parametrize(
    ("complaint", "place"),
    [
        ("my calf hurts", "calf"),
        ("my left calf is stiff", "calf"),
        ("pain in my left shoulder", "shoulder"),
        ("it hurts behind my knee", "behind the knee"),
        ("my lower back is killing me", "lower back"),
        ("sore neck on the right", "neck"),
        ("left butt cheek hurts", "butt"),
        ("my jaw aches", "jaw"),
    ],
)
def test_a_complaint_finds_what_its_place_finds(complaint: str, place: str) -> None:
    content = load_content()
    assert muscles_by(place, content)
    assert muscles_by(complaint, content)[:4] == muscles_by(place, content)[:4]


@pytest.mark.parametrize("query", FIRST)
def test_what_people_type_finds_what_they_mean_first(query: str) -> None:
    meant = FIRST[query]
    found = muscles_by(query, load_content())
    if isinstance(meant, str):
        top = {hit.id for hit in found if hit.score > found[0].score - 0.5}
        assert meant in top, [(hit.id, hit.score, hit.reason) for hit in found[:5]]
    else:
        best = [hit.id for hit in found if hit.by == found[0].by or hit.score > found[0].score - 2]
        assert set(meant) <= set(best), [(hit.id, hit.score, hit.reason) for hit in found[:9]]
        assert found[0].id in meant or found[0].score - 0.5 <= next(h.score for h in found if h.id in meant)


@pytest.mark.parametrize("query", ["rotator cuff", "quadriceps femoris", "suprahyoids", "pelvic diaphragm"])
def test_a_list_finds_its_muscles_and_no_others_before_them(query: str) -> None:
    content = load_content()
    found = muscles_by(query, content)
    listed = next(known for known in content.lists.values() if found[0].reason == f"List: {known.name}")
    assert tuple(hit.id for hit in found[: len(listed.muscles)]) == listed.muscles


@pytest.mark.parametrize("root", ["C5", "C8", "T12", "L2", "L4", "S1"])
def test_a_root_finds_every_muscle_that_has_it_and_no_other(root: str) -> None:
    muscles = load_content().muscles.values()
    found = {hit.id for hit in muscles_by(root, load_content())}
    assert found == {muscle.id for muscle in muscles if root in muscle.anatomy.roots}


@pytest.mark.parametrize("query", ["2460", "TA2 2460", "ta 2460"])
def test_every_number_of_the_terminology_finds_its_muscles_alone(query: str) -> None:
    assert [(hit.id, hit.reason) for hit in muscles_by(query, load_content())] == [
        ("subscapularis", "TA2 2460")
    ]


@pytest.mark.parametrize("id_", sorted(load_content().muscles))
def test_a_muscle_is_found_first_by_each_of_its_names(id_: str) -> None:
    names = load_content().muscles[id_].names
    for name in (names.en, names.la, names.en.upper()):
        found = muscles_by(name, load_content())
        assert id_ in {hit.id for hit in found if hit.score >= found[0].score - 1}, name


def test_the_reason_is_what_fits() -> None:
    reasons = {
        "rotator cuff": "List: Rotator cuff",
        "femoral nerve": "Innervation: Femoral nerve (L2, L3)",
        "coracoid process": "Proximal attachment: Tip of the coracoid process, with the short head of biceps",
        "abducts the arm": "Action: Abducts the arm",
        "Pars transversa musculi trapezii": "Latin: Pars transversa musculi trapezii",
    }
    for query, reason in reasons.items():
        assert muscles_by(query, load_content())[0].reason == reason


@pytest.mark.parametrize(
    "query", ["", "   ", "%%%", "zzzzzz", "C9", "999999", "muscle", "<script>", "ü" * 5000, "\x00"]
)
def test_what_means_nothing_finds_nothing(query: str) -> None:
    assert muscles_by(query, load_content()) == ()


def test_the_best_come_first_and_each_muscle_once() -> None:
    for query in ("hip", "nerve", "extensor", "scapula", "C6"):
        found = muscles_by(query, load_content())
        assert all(one.score >= other.score for one, other in pairwise(found))
        assert len({hit.id for hit in found}) == len(found)
        assert muscles_by(query, load_content(), 3) == found[:3]


@pytest.mark.parametrize(
    ("query", "by"),
    [
        ("attached to the clavicle", "attachment"),
        ("clavicle", "name"),
        ("origin mastoid process", "attachment"),
    ],
)
def test_words_that_say_what_is_sought_bring_that_first(query: str, by: str) -> None:
    assert muscles_by(query, load_content())[0].by == by
