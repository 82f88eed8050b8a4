"""The words of muscles as plain tokens: one word for words that mean the same, movements by their stems."""

from __future__ import annotations

import re
import unicodedata

_JOINED = tuple(
    (re.compile(pattern), joined)
    for pattern, joined in (
        (r"\bshoulder[\s-]?blades?\b", "scapula"), (r"\bcollar[\s-]?bones?\b", "clavicle"),
        (r"\bbreast[\s-]?bone\b", "sternum"), (r"\bknee[\s-]?caps?\b", "patella"),
        (r"\btail[\s-]?bone\b", "coccyx"), (r"\bbutt[\s-]?cheeks?\b", "buttock"),
        (r"\bheel[\s-]?bone\b", "calcaneus"),
        (r"\bshin[\s-]?bone\b", "tibia"), (r"\bthigh[\s-]?bone\b", "femur"), (r"\bcheek[\s-]?bone\b",
        "zygomatic"),
        (r"\b(?:sit|sitting|sitz)[\s-]?bones?\b", "ischial tuberosity"),
        (r"\bgreater tuberosity\b", "greater tubercle"), (r"\blesser tuberosity\b", "lesser tubercle"),
        (r"\basis\b", "anterior superior iliac spine"), (r"\baiis\b", "anterior inferior iliac spine"),
        (r"\bpsis\b", "posterior superior iliac spine"), (r"\bitb\b|\bit tract\b", "iliotibial tract"),
        (r"\b(?:iliotibial|it) band\b", "iliotibial tract"), (r"\bachilles tendon\b", "calcaneal tendon"),
        (r"\bperoneal\b|\bperoneus\b", "fibular"), (r"\bfibularis\b", "fibular"),
        (r"\b(?:big toe|great toe|hallux)\b", "bigtoe"), (r"\b(?:pinky|pinkie)\b", "little finger"),
        (r"\bplantar[\s-]?flex\w*", "plantarflex"), (r"\bdorsi[\s-]?flex\w*", "dorsiflex"),
        (r"\blateral flexion\b|\bside[\s-]?(?:flex|bend)\w*|\bbends? \w* ?\w* ?to the side\b", "sidebend"),
        (r"\bturns? the palm up\b", "supination"), (r"\bturns? the palm down\b", "pronation"),
        (r"\bcranial nerves?\b", "cn"), (r"\bcn (?:11|eleven)\b", "cn xi"), (r"\bcn (?:12|twelve)\b",
        "cn xii"),
        (r"\bcn (?:7|seven)\b", "cn vii"), (r"\bcn (?:5|five|v)\b(?!\d)", "cn v3"),
        (r"\b(?:11th|eleventh) cn\b", "cn xi"), (r"\b(?:7th|seventh) cn\b", "cn vii"),
        (r"\b(?:5th|fifth) cn\b", "cn v3"), (r"\b(?:12th|twelfth) cn\b", "cn xii"),
        (r"\btrigeminal(?: nerve)?\b", "mandibular nerve"), (r"\baccessory nerve\b", "accessory nerve"),
        (r"\bdorsal ram(?:us|i)\b", "posterior rami"), (r"\bventral ram(?:us|i)\b", "anterior rami"),
        (r"\bramus\b", "rami"), (r"\bnn?\.(?=\s|$)", "nerve "), (r"\bnervus\b|\bnervi\b", "nerve"),
        (r"\blow back\b", "lower back"), (r"\b(?:lowerback|lowback)\b", "lower back"),
    )
)  # fmt: skip
_SAME = {
    "outward": "lateral", "outwardly": "lateral", "external": "lateral", "externally": "lateral",
    "outer": "lateral", "outside": "lateral", "laterally": "lateral",
    "inward": "medial", "inwardly": "medial", "internal": "medial", "internally": "medial", "inner": "medial",
    "inside": "medial", "medially": "medial",
    "upper": "superior", "top": "superior", "lower": "inferior", "low": "inferior", "bottom": "inferior",
    "front": "anterior", "back": "posterior", "rear": "posterior", "behind": "posterior",
    "dorsal": "posterior",
    "butt": "buttock", "bum": "buttock", "bottoms": "buttock", "tummy": "belly", "stomach": "belly",
    "abdomen": "belly", "mandible": "jaw", "hallucis": "hallucis", "calve": "calf", "teeth": "tooth",
    "feet": "foot", "humeri": "humerus", "scapulae": "scapula", "bend": "flex", "bending": "flex",
    "straighten": "extend", "straightening": "extend", "twist": "rotate", "turn": "rotate",
    "turning": "rotate",
    "raise": "lift", "raising": "lift", "elevate": "lift", "elevating": "lift", "elevation": "lift",
    "lifting": "lift", "opposition": "oppose", "opponens": "opponens", "draw": "pull", "pulling": "pull",
    "chewing": "chew", "breathing": "breathe", "respiration": "breathe",
}  # fmt: skip
_STEMS = (
    ("abduct", "abduct"), ("adduct", "adduct"), ("flexi", "flex"), ("flexe", "flex"), ("flexo", "flex"),
    ("extens", "extend"), ("extend", "extend"), ("rotati", "rotate"), ("rotate", "rotate"), ("rotator",
    "rotate"),
    ("pronat", "pronate"), ("supinati", "supinate"), ("depress", "depress"), ("protract", "protract"),
    ("retract", "retract"), ("invers", "invert"), ("invert", "invert"), ("evers", "evert"), ("evert",
    "evert"),
    ("oppos", "oppose"), ("straighten", "extend"), ("compress", "compress"), ("stabili", "steady"),
    ("steadi", "steady"), ("elevat", "lift"), ("swallow", "swallow"),
)  # fmt: skip
MOVES = frozenset(
    {stem for _, stem in _STEMS} | {"flex", "lift", "pull", "sidebend", "plantarflex", "dorsiflex"}
)
_WHOLE = frozenset({"rotatores", "supinator", "oppositus"})  # names that are no movement
_IGNORED = frozenset(
    {
        "a", "an", "and", "are", "as", "at", "by", "do", "does", "for", "from", "i", "in", "into", "is", "it",
        "its", "me", "my", "of", "on", "or", "that", "the", "their", "this", "to", "what", "where", "which",
        "who", "with", "m", "mm", "muscle", "musculus", "musculi", "musculo", "pain", "pains", "painful",
        "ache",
        "aches", "hurt", "hurts", "hurting", "sore", "all", "part",
    }
)  # fmt: skip
_TOKEN = re.compile(r"[a-z0-9]+")


def plain(text: str) -> str:
    """Small letters without accents."""
    decomposed = unicodedata.normalize("NFKD", text.replace("–", "-").replace("—", "-"))
    return decomposed.encode("ascii", "ignore").decode().lower().replace("'s", "")


def tokens(text: str) -> tuple[str, ...]:
    """Plain tokens without fillers, in the order of the text."""
    said = plain(text)
    for pattern, joined in _JOINED:
        said = pattern.sub(joined, said)
    found = _TOKEN.findall(said)
    return tuple(
        _word(token) for token in found if token not in _IGNORED and _singular(token) not in _IGNORED
    )


def _word(token: str) -> str:
    single = _singular(token)
    for known in (token, single):
        if known in _SAME:
            return _SAME[known]
        if known in _WHOLE:
            return known
    return next((stem for begin, stem in _STEMS if token.startswith(begin)), single)


def _singular(token: str) -> str:
    return token[:-1] if len(token) > 3 and token.endswith("s") and token[-2] not in "suip" else token
