"""Model of data/trigger_points.yml: muscles, their trigger points and all that is said about them."""

from datetime import date
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


DepthClass = Literal["superficial", "deep", "deep_guided", "avoid"]


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


Station = tuple[float, float, float, Annotated[float, Field(gt=0, le=200)]]
"""A point that a ribbon passes in the body's frame, and its width there, in millimetres."""


class TwoVoices(Record):
    """The same thing said to patients and to students."""

    plain: PatientText
    student: Text


class ZoneShape(Record):
    """A form on the skin that draws some places of a zone: a ribbon or an outline.

    Attributes
    ----------
    draws : tuple of str
        Places of the zone that the form stands for; they are not drawn as areas of their own.
    ribbon : tuple of (x, y, z, width) or None
        Points that the form passes, for the right side, LPS millimetres, and how wide it is there.
    outline : tuple of (x, y, z) or None
        Corners in order round the form; the line through them is smooth.
    """

    kind: Literal["essential", "spillover"]
    draws: Annotated[tuple[PlaceId, ...], Field(min_length=1)]
    ribbon: Annotated[tuple[Station, ...], Field(min_length=2)] | None = None
    outline: Annotated[tuple[Position, ...], Field(min_length=3)] | None = None

    @model_validator(mode="after")
    def _has_one_form(self) -> "ZoneShape":
        if (self.ribbon is None) == (self.outline is None):
            raise ValueError("the shape has no form or two; give exactly one of ribbon, outline")
        return self


class Zones(Record):
    """Where a trigger point is known to send pain.

    Attributes
    ----------
    essential, spillover : tuple of str
        Places where nearly every, and where some patients feel it (Travell and Simons); the first essential
        place is the main area.
    shapes : tuple of ZoneShape
        Forms that draw some of these places; the others are drawn as the areas they are.
    certainty : {'typical', 'variable', 'disputed'}
    note : str or None
        What sources disagree about; required unless the pattern is typical.
    rare : bool
        Whether the pattern was seen in a few people only.
    """

    essential: tuple[PlaceId, ...]
    spillover: tuple[PlaceId, ...] = ()
    shapes: tuple[ZoneShape, ...] = ()
    certainty: Literal["typical", "variable", "disputed"]
    note: PatientText | None = None
    rare: bool = False

    @model_validator(mode="after")
    def _explains_doubt(self) -> "Zones":
        if self.certainty != "typical" and not self.note:
            raise ValueError(
                f"zones that are {self.certainty} lack a note; say in `note` what sources disagree about"
            )
        return self

    @model_validator(mode="after")
    def _draws_what_it_names(self) -> "Zones":
        for shape in self.shapes:
            for place in shape.draws:
                if place not in getattr(self, shape.kind):
                    raise ValueError(
                        f"a shape draws '{place}', which is no {shape.kind} place; "
                        f"add it to `{shape.kind}` or take it out of `draws`"
                    )
        return self


class TriggerPoint(Sourced):
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


class Felt(Record):
    """Where a study or book says that pain from the muscle is felt.

    Attributes
    ----------
    areas : tuple of str
        Places that it names, however many of a study's people felt it there.
    points : tuple of str
        Trigger points that it is about; all of the muscle's when empty, as for a study of the muscle as a
        whole.
    """

    areas: Annotated[tuple[PlaceId, ...], Field(min_length=1)]
    points: tuple[Id, ...] = ()


class PatternStudy(Record):
    """A study of where pain from the muscle was felt.

    Attributes
    ----------
    people : int
        How many took part, those without pain included.
    method : {'saline', 'pressure', 'records'}
        Salt water into the muscle, pressure on a trigger point, or records of patients.
    found : str
        What was found about this muscle, in our own words.
    felt : tuple of Felt
        The areas that it names; empty when it names none for this muscle.
    """

    source: SourceKey
    people: Annotated[int, Field(ge=1)]
    method: Literal["saline", "pressure", "records"]
    found: Text
    felt: tuple[Felt, ...] = ()


class PatternBook(Record):
    """A standard book or review that was opened and says in words where pain from the muscle is felt."""

    source: SourceKey
    felt: Annotated[tuple[Felt, ...], Field(min_length=1)]


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


class TestedLink(Record):
    """Why something applies to the muscle, and how well that was tested.

    Attributes
    ----------
    borrowed_from : str or None
        What was tested in truth, when no source tested it in this muscle.
    """

    id: TechniqueId | ConditionId
    reason: Text
    evidence: Evidence
    borrowed_from: PatientText | None = None
    sources: tuple[SourceKey, ...]


class TechniqueLink(TestedLink):
    """Why a technique applies to the muscle, and how well that was tested."""

    id: TechniqueId


class ConditionLink(TestedLink):
    """Why the muscle takes part in a condition, and how well that was tested."""

    id: ConditionId


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
    """What lies under the skin at the muscle; anatomy to learn, never a recipe.

    Attributes
    ----------
    depth_class : str
        The one class of the muscle, on every page: ``superficial`` right under the skin, ``deep`` below
        other muscles or thick, ``deep_guided`` next to something vital at whatever depth, ``avoid`` not
        needled in ordinary practice. What each means is said in data/techniques.yml.
    principle : str
        What limits the risk, or is known to have happened; never where a needle should go.
    varies : str or None
        What changes the depth or the course of a structure, where a source says so.
    """

    depth_class: DepthClass
    hazards: tuple[Hazard, ...]
    principle: Text
    varies: Text | None = None
    measured: tuple[Measurement, ...]
    performed_by: Text
    plain: PatientText


class Layers(Sourced):
    """What lies beneath the muscle, layer by layer; anatomy, apart from the hazards.

    Attributes
    ----------
    varies : str or None
        What changes it, where no source of the hazards says so.
    """

    beneath: Text
    varies: Text | None = None


class Pressure(Record):
    """Pressing the muscle oneself.

    Attributes
    ----------
    method : {'ball', 'hand', 'none'}
    place : str or None
        Where on the skin the text puts the ball or the hand; by the first trigger point without it.
    text : str
    """

    method: Literal["ball", "hand", "none"]
    place: PlaceId | None = None
    text: PatientText


class SelfCare(Sourced):
    """What a person may do at home."""

    position: PatientText
    stretch: PatientText
    pressure: Pressure
    everyday: PatientText
    stop: PatientText


def _names(said: tuple[Felt, ...], point: TriggerPoint, place: str) -> bool:
    return any(place in felt.areas and (not felt.points or point.id in felt.points) for felt in said)


class Muscle(Record):
    """One muscle (or a part or group of muscles that is taught as one).

    Attributes
    ----------
    pattern_studies : tuple of PatternStudy
        Studies that were read of where its pain is felt; empty when none was found.
    pattern_books : tuple of PatternBook
        Standard books and reviews that were opened and say where its pain is felt; they tell no numbers.
    pattern_search : date or None
        Day of the last search for such studies that found none; None where one is known, or where nobody
        noted a search.
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
    pattern_studies: tuple[PatternStudy, ...] = ()
    pattern_books: tuple[PatternBook, ...] = ()
    pattern_search: date | None = None
    trigger_points: Annotated[tuple[TriggerPoint, ...], Field(min_length=1)]
    symptoms: Symptoms
    causes: Causes
    look_alikes: tuple[LookAlike, ...]
    named_by: dict[PlaceId, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    red_flag_regions: tuple[BodyRegion | Literal["any"], ...]
    techniques: tuple[TechniqueLink, ...]
    conditions: tuple[ConditionLink, ...]
    needle_depth: NeedleDepth
    layers: Layers
    self_care: SelfCare

    @model_validator(mode="after")
    def _searched_in_vain_or_found(self) -> "Muscle":
        if self.pattern_studies and self.pattern_search:
            raise ValueError(
                "it has studies of its pattern, and yet a search that found none; remove `pattern_search`"
            )
        return self

    review: Text

    def studies_of(self, point: TriggerPoint, place: str) -> tuple[PatternStudy, ...]:
        """Studies that name the place as felt from the point or from the whole muscle."""
        return tuple(study for study in self.pattern_studies if _names(study.felt, point, place))

    def books_of(self, point: TriggerPoint, place: str) -> tuple[PatternBook, ...]:
        """Books and reviews that name the place as felt from the point or from the whole muscle."""
        return tuple(book for book in self.pattern_books if _names(book.felt, point, place))

    @model_validator(mode="after")
    def _studies_its_own_points(self) -> "Muscle":
        own = {point.id for point in self.trigger_points}
        said = [(of.source, of.felt) for of in self.pattern_studies]
        said += [(of.source, of.felt) for of in self.pattern_books]
        for source, areas in said:
            for felt in areas:
                for point in felt.points:
                    if point not in own:
                        raise ValueError(
                            f"what '{source}' says of the pattern is about a point '{point}', which the "
                            "muscle lacks; name one of `trigger_points`, or leave `points` out"
                        )
        return self

    @model_validator(mode="after")
    def _is_typical_only_where_studies_agree(self) -> "Muscle":
        for point in self.trigger_points:
            main = point.zones.essential[:1]
            if point.zones.certainty != "typical" or not main or self.studies_of(point, main[0]):
                continue
            for study in self.pattern_studies:
                if any(not felt.points or point.id in felt.points for felt in study.felt):
                    raise ValueError(
                        f"the pattern of '{point.id}' is called typical, but the study '{study.source}' "
                        f"names other areas than '{main[0]}'; call it variable or disputed, with a `note`"
                    )
        return self

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
