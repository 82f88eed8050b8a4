"""Names of the structures in sections and along paths: for students, for patients, and with their side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from triggerpoints.atlas.volume import Structure

if TYPE_CHECKING:
    from triggerpoints.content import Content

KIND_WORDS = {
    "skin": "Skin",
    "fat": "Fat and other soft tissue",
    "muscle": "Muscle",
    "bone": "Bone",
    "cartilage": "Cartilage",
    "connective": "Tendon, ligament or fascia",
    "lung": "Lung and pleura",
    "canal": "Spinal canal",
    "organ": "Organ",
    "cavity": "Body cavity",
    "airway": "Airway",
    "vessel": "Blood vessel",
    "nerve": "Nerve",
}

# What an organ belongs to, for everyday words and for grouping; first match counts.
_ORGANS = (
    (r"kidney|renal", "Kidney", "a kidney"),
    (
        r"colon|ileum|jejunum|duoden|caec|cecum|ileocecal|taenia|appendix|mesenter|rectum|omental|intestin",
        "Bowel",
        "the bowel",
    ),
    (r"stomach|gastric", "Stomach", "the stomach"),
    (r"liver|hepat", "Liver", "the liver"),
    (r"gallbladder|bile|cystic duct", "Gallbladder", "the gallbladder"),
    (r"spleen", "Spleen", "the spleen"),
    (r"pancrea", "Pancreas", "the pancreas"),
    (r"atrium|ventricle|valve|papillary|heart|cardiac|pericard|coronary sinus", "Heart", "the heart"),
    (
        r"ureter|bladder|urethra|prostate|seminal",
        "Bladder and nearby organs",
        "the bladder or organs near it",
    ),
    (r"trachea|larynx|bronch", "Windpipe", "the windpipe"),
    (r"esophagus|pharyn", "Gullet", "the gullet"),
    (r"eye|sclera|retina|vitreous|choroid|cornea|lens|lacrimal|iris", "Eye", "the eye"),
    (
        r"brain|cerebr|cerebell|pons|medulla|gyrus|lobule|dura|ventricul|thalam|nucleus|midbrain",
        "Brain",
        "the brain",
    ),
    (r"spinal cord|filum|conus", "Spinal cord", "the spinal cord"),
    (r"thyroid", "Thyroid gland", "the thyroid gland"),
    (r"gland", "Gland", "a gland"),
)
# Parts whose own names crowd a picture, and what its labels say instead.
_SHORT = (
    (r"^.*(leaflet|cusp) of .* valve$", "Heart valve"),
    (r"^.*papillary muscle of ventricle$", "Papillary muscle"),
    (r"^(trunk|parenchyma) of ", ""),
)
# Names in the source that say nothing or are on the wrong part.
_UNCLEAR = {"decussation": "Soft tissue without a name"}
_BONES = (
    (r"rib$", "Rib"),
    (r"vertebra|atlas|axis", "Bone of the spine"),
    (r"scapula", "Shoulder blade"),
    (r"clavicle", "Collarbone"),
    (r"sternum|manubrium|xiphoid", "Breastbone"),
    (r"humerus", "Upper arm bone"),
    (r"radius|ulna", "Forearm bone"),
    (r"femur", "Thigh bone"),
    (r"tibia", "Shin bone"),
    (r"fibula", "Outer bone of the lower leg"),
    (r"hip bone|sacrum|coccyx", "Pelvis"),
    (r"patella", "Kneecap"),
    (r"mandible", "Jaw bone"),
    (r"frontal|parietal|temporal|occipital|sphenoid|zygomatic|maxilla", "Skull"),
)
_PLAIN_KINDS = {
    "lung": "the lung",
    "canal": "the spinal canal",
    "cavity": "the inside of the belly",
    "airway": "an airway of the lung",
    "vessel": "a blood vessel",
    "nerve": "a nerve",
    "organ": "an inner organ",
}


def capital(text: str) -> str:
    """A text with a capital first letter."""
    return text[:1].upper() + text[1:]


def name(content: Content, structure: Structure) -> str:
    """Name of a structure as the field uses it."""
    muscle = content.muscles.get(structure.muscle or "")
    if muscle is not None and structure.tendon:
        return (
            f"{structure.tendon} of {muscle.names.en}" if structure.tendon == "Tendon" else structure.tendon
        )
    if muscle is not None:
        return muscle.names.en
    if structure.name in _UNCLEAR:
        return _UNCLEAR[structure.name]
    if _is_collective(structure):
        return "Small vein" if "vein" in structure.name else "Small artery"
    text = structure.name.replace("-", " ") if structure.kind == "muscle" else structure.name
    return capital(text)


def is_unclear(structure: Structure) -> bool:
    """Whether the source's name of a structure says nothing, so that no label should."""
    return structure.name in _UNCLEAR


def _is_collective(structure: Structure) -> bool:
    """Whether the source gathers vessels of several places under one name, so that the name misleads."""
    return (
        structure.kind == "vessel"
        and structure.name.startswith("set of ")
        and "intercostal" not in structure.name
    )


def short_name(content: Content, structure: Structure) -> str:
    """Name for labels: without what stands in brackets, and without the part of a part."""
    text = without_brackets(name(content, structure))
    for pattern, short in _SHORT:
        text = re.sub(pattern, short, text, flags=re.IGNORECASE)
    return capital(text)


def without_brackets(text: str) -> str:
    """A name without what it adds in brackets."""
    return re.sub(r"\s*\([^)]*\)", "", text)


def with_side(content: Content, structure: Structure, side: int) -> str:
    """Name with the side of the body for structures that come in pairs; `side` is -1 right, 1 left."""
    text = name(content, structure)
    return f"{text}, {'right' if side < 0 else 'left'}" if structure.paired else text


def plain_name(content: Content, structure: Structure) -> str:
    """Everyday words for a structure."""
    muscle = content.muscles.get(structure.muscle or "")
    if structure.tendon:
        return "Tendon or ligament"
    if muscle is not None:
        return muscle.names.plain
    if structure.kind == "bone":
        return next((plain for pattern, plain in _BONES if re.search(pattern, structure.name)), "Bone")
    if structure.kind in ("skin", "fat", "muscle", "cartilage", "connective"):
        return {"muscle": "Another muscle", "connective": "Tendon or ligament"}.get(
            structure.kind, KIND_WORDS[structure.kind]
        )
    text = hazard_group(structure)[1]
    return capital(text)


def hazard_group(structure: Structure) -> tuple[str, str]:
    """Group that a hazard counts to, for students and in everyday words."""
    if structure.name.startswith("hepatovenous segment"):
        return "Liver", "the liver"
    if structure.name in _UNCLEAR:
        return _UNCLEAR[structure.name], "soft tissue"
    if _is_collective(structure):
        return ("Small vein" if "vein" in structure.name else "Small artery"), _PLAIN_KINDS["vessel"]
    if structure.kind == "organ":
        for pattern, group, plain in _ORGANS:
            if re.search(pattern, structure.name, re.IGNORECASE):
                return group, plain
    if structure.kind in ("vessel", "nerve", "organ", "cavity"):
        text = structure.name.removeprefix("set of ")
        return capital(text), _PLAIN_KINDS[structure.kind]
    return KIND_WORDS.get(structure.kind, structure.kind), _PLAIN_KINDS.get(
        structure.kind, KIND_WORDS.get(structure.kind, structure.kind).lower()
    )
