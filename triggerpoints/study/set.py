"""A set: a named list of muscles with kinds of questions, held in a short link text and as a small file."""

from __future__ import annotations

import base64
import binascii
import json
import re
import zlib
from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from triggerpoints.quoting import one_line

FORMAT, VERSION = "study set", 1
LENGTH = 20
MAX_LENGTH = 100
MAX_MUSCLES = 300
MAX_KINDS = 30
MAX_NAME = 60
MAX_TEXT = 3_000  # letters of a link
MAX_JSON = 30_000  # bytes behind it, and of a file
NAMELESS = "My set"

# Words that writer and reader of a link both know, which makes it half as long. Not a list of the muscles
# that there are: others may stand in a link too. It never changes; another list would be another version.
_MUSCLES_1 = """
trapezius-upper trapezius-middle trapezius-lower sternocleidomastoid-sternal
sternocleidomastoid-clavicular masseter-superficial masseter-deep temporalis medial-pterygoid
lateral-pterygoid digastric-anterior digastric-posterior stylohyoid mylohyoid geniohyoid omohyoid
sternohyoid-sternothyroid thyrohyoid longus-colli longus-capitis orbicularis-oculi
zygomaticus-major buccinator platysma frontalis occipitalis splenius-capitis splenius-cervicis
semispinalis-capitis longissimus-capitis semispinalis-cervicis multifidus-cervical suboccipitals
levator-scapulae scalenus-anterior scalenus-medius scalenus-posterior scalenus-minimus
supraspinatus infraspinatus teres-minor teres-major latissimus-dorsi subscapularis rhomboids
deltoid-anterior deltoid-middle deltoid-posterior coracobrachialis biceps-brachii brachialis
triceps-long triceps-lateral triceps-medial anconeus brachioradialis extensor-carpi-radialis-longus
extensor-carpi-radialis-brevis extensor-carpi-ulnaris extensor-digitorum extensor-indicis
extensor-digiti-minimi extensor-pollicis-longus extensor-pollicis-brevis-abductor-pollicis-longus
supinator palmaris-longus flexor-carpi-radialis flexor-carpi-ulnaris flexor-digitorum-superficialis
flexor-digitorum-profundus flexor-pollicis-longus pronator-teres pronator-quadratus
adductor-pollicis opponens-pollicis abductor-pollicis-brevis flexor-pollicis-brevis
first-dorsal-interosseous-hand dorsal-interossei-hand palmar-interossei-lumbricals-hand
abductor-digiti-minimi-hand pectoralis-major-clavicular pectoralis-major-sternal
pectoralis-major-costal pectoralis-minor subclavius sternalis serratus-anterior
serratus-posterior-superior serratus-posterior-inferior intercostals diaphragm
iliocostalis-cervicis iliocostalis-thoracis iliocostalis-lumborum longissimus-thoracis
spinalis-thoracis semispinalis-thoracis multifidus-thoracic multifidus-lumbar
quadratus-lumborum-superficial quadratus-lumborum-deep iliopsoas psoas-minor rectus-abdominis
external-oblique internal-oblique transversus-abdominis pyramidalis levator-ani coccygeus
external-anal-sphincter bulbospongiosus-ischiocavernosus obturator-internus gluteus-maximus
gluteus-medius gluteus-minimus-anterior gluteus-minimus-posterior piriformis deep-lateral-rotators
tensor-fasciae-latae sartorius pectineus rectus-femoris vastus-medialis vastus-intermedius
vastus-lateralis gracilis adductor-longus-brevis adductor-magnus biceps-femoris
semitendinosus-semimembranosus popliteus plantaris tibialis-anterior fibularis-longus
fibularis-brevis fibularis-tertius gastrocnemius soleus tibialis-posterior
extensor-digitorum-longus extensor-hallucis-longus flexor-digitorum-longus flexor-hallucis-longus
extensor-digitorum-brevis abductor-hallucis flexor-digitorum-brevis abductor-digiti-minimi-foot
quadratus-plantae lumbricals-foot flexor-hallucis-brevis adductor-hallucis
flexor-digiti-minimi-brevis-foot interossei-foot
"""
_WORDS = (
    '"e":"2027-","k":["find","name","point","pattern","paint","attachments","nerve","roots","action",'
    '"hazard","layers","plane","which"],"l":10,"l":40,"l":20,"s":"1","m":["'
    + '","'.join(_MUSCLES_1.split())
    + '"],"n":"'
).encode()


class UnreadableSetError(ValueError):
    """The text is no set; the message is a sentence for the person who opened it."""


@dataclass(frozen=True)
class StudySet:
    """What a class or a learner works on.

    Attributes
    ----------
    name : str
        At most `MAX_NAME` letters; may be anything that can be printed, so it is never HTML or Markdown.
    muscles : tuple of str
        Ids, each once.
    kinds : tuple of str
        Kinds of questions; all of them when empty.
    seed : str
        Digits; the same set with the same seed asks the same questions.
    length : int
        Questions of a quiz or a worksheet.
    exam_date : date or None
    """

    name: str = NAMELESS
    muscles: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    seed: str = "1"
    length: int = LENGTH
    exam_date: date | None = None

    @property
    def file_stem(self) -> str:
        """The name as the beginning of a file's name: small letters and hyphens."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")[:40] or "set"


def to_text(study_set: StudySet) -> str:
    """The set as a text for a link: letters, digits, hyphens and underscores."""
    short: dict[str, Any] = {"l": study_set.length, "s": study_set.seed}
    if study_set.exam_date:
        short["e"] = study_set.exam_date.isoformat()
    short |= {"k": study_set.kinds, "m": study_set.muscles, "n": study_set.name}
    written = json.dumps(short, ensure_ascii=False, separators=(",", ":")).encode()
    packer = zlib.compressobj(9, wbits=-15, zdict=_WORDS)
    return f"{VERSION}" + base64.urlsafe_b64encode(packer.compress(written) + packer.flush()).decode().rstrip(
        "="
    )


def from_text(text: str) -> StudySet:
    """Read a set from the text of a link.

    Raises
    ------
    UnreadableSetError
        When it is none.
    """
    if len(text) > MAX_TEXT:
        raise UnreadableSetError("The link is too long to hold a set. Ask for it again, or for the file.")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", text):
        raise UnreadableSetError("The link of the set is damaged. Copy the whole link, or ask for it again.")
    if not text.startswith(f"{VERSION}"):
        raise UnreadableSetError("The link was made by another version of this page and cannot be read here.")
    coded = text[1:]
    unpacker = zlib.decompressobj(wbits=-15, zdict=_WORDS)
    try:
        written = unpacker.decompress(base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4)), MAX_JSON)
        short = json.loads(written)
        names = {"n": "name", "m": "muscles", "k": "kinds", "s": "seed", "l": "length", "e": "exam_date"}
        return _Stored.model_validate({names[key]: value for key, value in short.items()}).study_set()
    except (ValueError, zlib.error, binascii.Error, RecursionError, AttributeError, KeyError):
        raise UnreadableSetError(
            "The link of the set is damaged. Copy the whole link, or ask for it again."
        ) from None


def to_json(study_set: StudySet) -> str:
    """The set as a JSON text that `from_json` reads."""
    data = {
        "format": f"{FORMAT} {VERSION}",
        "name": study_set.name,
        "muscles": study_set.muscles,
        "kinds": study_set.kinds,
        "seed": study_set.seed,
        "length": study_set.length,
        "exam_date": study_set.exam_date.isoformat() if study_set.exam_date else None,
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def from_json(text: str | bytes) -> StudySet:
    """Read a set from a file.

    Raises
    ------
    UnreadableSetError
        When it is none.
    """
    if len(text) > MAX_JSON:
        raise UnreadableSetError("The file is too large to be a set. Choose another file.")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableSetError(
            "The file is not a set: it cannot be read as JSON. Choose a file saved here."
        ) from None
    said = data.get("format") if isinstance(data, dict) else None
    if not isinstance(said, str) or not said.startswith(f"{FORMAT} "):
        raise UnreadableSetError(
            f"The file is not a set: it lacks “format: {FORMAT} {VERSION}”. Choose a file saved here."
        )
    if said != f"{FORMAT} {VERSION}":
        raise UnreadableSetError("The set was saved by another version of this page and cannot be read here.")
    try:
        return _Stored.model_validate(data).study_set()
    except ValidationError as error:
        where = one_line(".".join(str(part) for part in error.errors()[0]["loc"]), 60)
        raise UnreadableSetError(
            f"The file of the set is damaged{f' at {where}' if where else ''}. Choose an older copy of it."
        ) from None


def fitting(
    study_set: StudySet, muscles: Container[str], kinds: Container[str]
) -> tuple[StudySet, list[str]]:
    """What of a set is known here, and a sentence for each muscle and kind that is not.

    Parameters
    ----------
    study_set : StudySet
        From a link or a file.
    muscles, kinds : container of str
        Ids of the muscles and kinds of questions that there are.
    """
    problems = [
        f"The set names the muscle “{id_}”, which does not exist here."
        for id_ in study_set.muscles
        if id_ not in muscles
    ]
    problems += [
        f"The set names the kind of question “{kind}”, which does not exist here."
        for kind in study_set.kinds
        if kind not in kinds
    ]
    known = replace(
        study_set,
        muscles=tuple(id_ for id_ in study_set.muscles if id_ in muscles),
        kinds=tuple(kind for kind in study_set.kinds if kind in kinds),
    )
    return known, problems


def clean_name(typed: str, nameless: str = NAMELESS) -> str:
    """A typed name as a file may carry it: printable, on one line, not too long; `nameless` without one."""
    return one_line(typed, MAX_NAME).strip() or nameless


_MuscleId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
_KindId = Annotated[str, StringConstraints(pattern=r"^[a-z]+$", max_length=20)]


class _Stored(BaseModel):
    """A set as links and files hold it."""

    model_config = ConfigDict(extra="ignore")

    name: str = Field(max_length=4 * MAX_NAME)
    muscles: list[_MuscleId] = Field(max_length=MAX_MUSCLES)
    kinds: list[_KindId] = Field(default=[], max_length=MAX_KINDS)
    seed: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}$")] = "1"
    length: int = Field(default=LENGTH, ge=1, le=MAX_LENGTH, strict=True)
    exam_date: date | None = Field(default=None, ge=date(2000, 1, 1), le=date(2199, 12, 31))

    def study_set(self) -> StudySet:
        """The set that is held."""
        return StudySet(
            clean_name(self.name),
            tuple(dict.fromkeys(self.muscles)),
            tuple(dict.fromkeys(self.kinds)),
            self.seed,
            self.length,
            self.exam_date,
        )
