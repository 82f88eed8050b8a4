"""The data files: which there are, the key their records stand under and the model of a record.

To add a file, add a field to `Content` and a line of the same name to `FILES`.
"""

from dataclasses import dataclass
from typing import Any, Literal, get_args, get_type_hints

from triggerpoints import resources
from triggerpoints.content.models.records import Content

Shape = Literal["records", "mapping", "single"]

DATA_FOLDER = resources.DATA


@dataclass(frozen=True)
class ContentFile:
    """One part of a data file.

    Attributes
    ----------
    name : str
        File name in the data folder.
    field : str
        Field of `Content` that holds what is read.
    key : str or None
        Top key that the part stands under; None when it is the whole file.
    model : type
        Type of one record.
    shape : {'records', 'mapping', 'single'}
        A list of records with an `id`, records under their ids, or one record.
    """

    name: str
    field: str
    key: str | None
    model: Any
    shape: Shape = "records"


_DECLARED = get_type_hints(Content, include_extras=True)


def _part(name: str, field: str, key: str | None, shape: Shape = "records") -> ContentFile:
    """A part whose model is the one that `Content` declares for its field."""
    declared = _DECLARED[field]
    return ContentFile(name, field, key, declared if shape == "single" else get_args(declared)[1], shape)


FILES: tuple[ContentFile, ...] = (
    _part("trigger_points.yml", "muscles", "muscles"),
    _part("lists.yml", "lists", "lists"),
    _part("study_regions.yml", "nerves", "nerves"),
    _part("study_regions.yml", "study_regions", "regions"),
    _part("places.yml", "places", "places"),
    _part("places.yml", "zone_words", "zone_words", "mapping"),
    _part("reader_words.yml", "reader_words", "reader", "single"),
    _part("region_maps.yml", "region_maps", "region_maps"),
    _part("danger_words.yml", "sayings", "sayings", "mapping"),
    _part("danger_words.yml", "danger_words", "danger_words"),
    _part("help_lines.yml", "help_lines", "help_lines"),
    _part("safety.yml", "red_flags", "red_flags"),
    _part("safety.yml", "contraindications", "contraindications"),
    _part("safety.yml", "harms", "harms"),
    _part("safety.yml", "harm_studies", "harm_studies"),
    _part("safety.yml", "case_reports", "case_reports"),
    _part("safety.yml", "hazards", "hazards"),
    _part("safety.yml", "never_needled", "never_needled", "single"),
    _part("safety.yml", "hygiene", "hygiene"),
    _part("safety.yml", "practice_rules", "practice_rules"),
    _part("safety.yml", "mishaps", "mishaps"),
    _part("safety.yml", "self_care_limits", "self_care_limits"),
    _part("first_visit.yml", "visit_stages", "visit_stages"),
    _part("first_visit.yml", "needle_facts", "needle_facts"),
    _part("first_visit.yml", "mechanisms", "mechanisms"),
    _part("first_visit.yml", "feelings", "feelings"),
    _part("first_visit.yml", "aftercare", "aftercare"),
    _part("first_visit.yml", "visit_questions", "visit_questions"),
    _part("first_visit.yml", "acupuncture_comparison", "acupuncture_comparison"),
    _part("glossary.yml", "glossary", "glossary"),
    _part("source_items.yml", "source_items", "source_items"),
    _part("tissue_depth.yml", "tissue_depth", "regions"),
    _part("techniques.yml", "techniques", "techniques"),
    _part("techniques.yml", "depth_classes", "depth_classes", "mapping"),
    _part("techniques.yml", "matrix", "matrix", "mapping"),
    _part("conditions.yml", "conditions", "conditions"),
    _part("conditions.yml", "code_editions", "code_editions", "mapping"),
    _part("conditions.yml", "common_red_flags", "common_red_flags", "single"),
    _part("evidence.yml", "grades", "grades", "mapping"),
    _part("evidence.yml", "findings", "findings"),
    _part("evidence.yml", "claims", "claims"),
    _part("area_look_alikes.yml", "look_alikes", "look_alikes"),
    _part("reviews.yml", "reviews", "reviews"),
    _part("sources.yml", "sources", None, "mapping"),
)
