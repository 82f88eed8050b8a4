"""Model of data/trigger_points.yml: muscles, their trigger points and all that is said about them."""

from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from triggerpoints.content.models.base import (
    BodyRegion,
    ConditionId,
    Evidence,
    Id,
    PatientText,
    PlaceId,
    Record,
    Sourced,
    SourceKey,
    Status,
    TechniqueId,
    Text,
)
from triggerpoints.content.models.place import Position

MuscleRegion = Literal[
    "head", "neck", "shoulder", "upper-back", "lower-back", "chest", "arm", "forearm", "hand",
    "abdomen", "pelvis", "hip", "thigh", "leg", "foot",
]  # fmt: skip
MuscleGroup = Literal[
    "jaw", "face", "front-neck", "suboccipital", "back-of-neck", "upper-trapezius", "chest-wall-back",
    "pectorals-serratus", "rotator-cuff-deltoid", "upper-arm", "forearm-hand", "abdominals", "lumbar",
    "iliopsoas", "gluteals", "tfl-lateral-thigh", "quadriceps", "hamstrings", "adductors", "calf",
    "shin-fibular", "foot", "pelvic-floor", "breathing",
]  # fmt: skip


class Names(Record):
    """The muscle's name in the field's English, TA2 Latin, four more languages and plain words."""

    en: Text
    la: Text
    fr: Text
    es: Text
    pt: Text
    it: Text
    plain: PatientText
    synonyms: tuple[Text, ...]


class Anatomy(Sourced):
    """Attachments, action and nerve."""

    proximal_attachment: Text
    distal_attachment: Text
    action: Text
    nerve: Text
    roots: tuple[Annotated[str, Field(pattern=r"^[CTLS]\d{1,2}$|^Co1$")], ...]


class TwoVoices(Record):
    """The same thing said to patients and to students."""

    plain: PatientText
    student: Text


class ZoneStroke(Record):
    """A band of referred pain drawn through places."""

    kind: Literal["essential", "spillover"]
    through: Annotated[tuple[PlaceId, ...], Field(min_length=2)]
    width_mm: float = Field(gt=0, le=200)


class Zones(Record):
    """Where a trigger point is known to send pain.

    Attributes
    ----------
    essential, spillover : tuple of str
        Places where nearly every, and where some patients feel it (Travell and Simons).
    strokes : tuple of ZoneStroke
    certainty : {'typical', 'variable', 'disputed'}
    note : str or None
        What sources disagree about; required unless the pattern is typical.
    """

    essential: tuple[PlaceId, ...]
    spillover: tuple[PlaceId, ...] = ()
    strokes: tuple[ZoneStroke, ...] = ()
    certainty: Literal["typical", "variable", "disputed"]
    note: PatientText | None = None

    @model_validator(mode="after")
    def _explains_doubt(self) -> "Zones":
        if self.certainty != "typical" and not self.note:
            raise ValueError(
                f"zones that are {self.certainty} lack a note; say in `note` what sources disagree about"
            )
        return self


class TriggerPoint(Record):
    """A spot in a muscle and where it sends pain.

    Attributes
    ----------
    position_mm : tuple of 3 float
        In the muscle of the right side, LPS millimetres.
    sides : {'both', 'right', 'left'}
        `right` or `left` where the literature knows the point on one side only.
    phenomenon : str or None
        What happens at points that cause no pain, such as gooseflesh.
    """

    id: Id
    label: Text
    where: TwoVoices
    position_mm: Position
    sides: Literal["both", "right", "left"] = "both"
    zones: Zones
    phenomenon: Text | None = None
    sources: tuple[SourceKey, ...]
    status: Status

    @field_validator("position_mm")
    @classmethod
    def _is_on_the_right(cls, position_mm: Position) -> Position:
        if position_mm[0] >= 5:
            raise ValueError(
                "the position is on the left side of the body; give it for the right side (x below 0)"
            )
        return position_mm

    @model_validator(mode="after")
    def _sends_pain_somewhere(self) -> "TriggerPoint":
        if not (self.zones.essential or self.zones.spillover or self.phenomenon):
            raise ValueError("it has no zone; name a place, or a `phenomenon` if it causes no pain")
        return self


class Symptoms(Sourced):
    """What people with these trigger points report."""

    plain: tuple[PatientText, ...]
    student: tuple[Text, ...]


class Causes(Sourced):
    """What sets it off."""

    plain: tuple[PatientText, ...]


class LookAlike(Record):
    """Something else that feels similar."""

    name: Text
    kind: Literal["joint", "nerve", "tendon", "bone", "organ", "vessel", "skin", "other"]
    plain: PatientText
    urgent: bool


class TechniqueLink(Record):
    """Why a technique applies to the muscle, and how well that was tested."""

    id: TechniqueId
    reason: Text
    evidence: Evidence
    sources: tuple[SourceKey, ...]


class ConditionLink(Record):
    """Why the muscle takes part in a condition, and how well that was tested."""

    id: ConditionId
    reason: Text
    evidence: Evidence
    sources: tuple[SourceKey, ...]


class Hazard(Record):
    """A structure that a needle must not meet."""

    structure: Text
    note: Text


class Measurement(Record):
    """A distance that a source has measured."""

    what: Text
    value: Text
    source: SourceKey


class NeedleDepth(Sourced):
    """What lies under the skin at the muscle; anatomy to learn, never a recipe."""

    depth_class: Literal["superficial", "deep", "deep_guided", "avoid"]
    hazards: tuple[Hazard, ...]
    beneath: Text
    principle: Text
    varies: Text
    measured: tuple[Measurement, ...]
    performed_by: Text
    plain: PatientText


class Pressure(Record):
    """Pressing the muscle oneself."""

    method: Literal["ball", "hand", "none"]
    text: PatientText


class SelfCare(Sourced):
    """What a person may do at home."""

    position: PatientText
    stretch: PatientText
    pressure: Pressure
    everyday: PatientText
    stop: PatientText


class Muscle(Record):
    """One muscle (or a part or group of muscles that is taught as one).

    Attributes
    ----------
    named_by : dict of str to int
        How many independent sources of the literature table name the muscle for a place; a book
        or a web site counts once, however many of its figures or pages do.
    """

    id: Id
    names: Names
    ta2: int | None
    fma: Annotated[str, Field(pattern=r"^FMA\d+$")] | None
    region: MuscleRegion
    group: MuscleGroup
    anatomy: Anatomy
    overview: TwoVoices
    trigger_points: Annotated[tuple[TriggerPoint, ...], Field(min_length=1)]
    symptoms: Symptoms
    causes: Causes
    look_alikes: tuple[LookAlike, ...]
    named_by: dict[PlaceId, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    red_flag_regions: tuple[BodyRegion | Literal["any"], ...]
    techniques: tuple[TechniqueLink, ...]
    conditions: tuple[ConditionLink, ...]
    needle_depth: NeedleDepth
    self_care: SelfCare
    review: Text

    @model_validator(mode="after")
    def _names_each_once(self) -> "Muscle":
        for what, ids in (
            ("trigger point", [point.id for point in self.trigger_points]),
            ("technique", [link.id for link in self.techniques]),
            ("condition", [link.id for link in self.conditions]),
        ):
            for identity in ids:
                if ids.count(identity) > 1:
                    raise ValueError(
                        f"the {what} '{identity}' is there twice; give one of the two another id or remove it"
                    )
        return self
