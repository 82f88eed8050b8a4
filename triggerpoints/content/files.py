"""The data files: which there are, the key their records stand under and the model of a record.

To add a file, add a line to `FILES` and a field of the same name to `Content`.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from triggerpoints.content.base import PlaceId
from triggerpoints.content.condition import CodeEdition, CommonRedFlags, Condition
from triggerpoints.content.evidence import Claim, Finding, Grade
from triggerpoints.content.first_visit import (
    Comparison,
    Feeling,
    Mechanism,
    NeedleFact,
    VisitQuestion,
    VisitStage,
)
from triggerpoints.content.glossary import GlossaryTerm
from triggerpoints.content.look_alike import AreaLookAlike
from triggerpoints.content.muscle import Muscle
from triggerpoints.content.place import Place
from triggerpoints.content.safety import (
    CaseReport,
    Contraindication,
    Harm,
    HarmStudy,
    Hazard,
    HygieneStep,
    Mishap,
    NeverNeedled,
    PracticeRule,
    RedFlag,
)
from triggerpoints.content.source import Source
from triggerpoints.content.source_item import SourceItem
from triggerpoints.content.technique import DepthNote, MatrixRow, Technique
from triggerpoints.content.tissue_depth import TissueDepth

DATA_FOLDER = Path(__file__).resolve().parents[2] / "data"


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
    shape: Literal["records", "mapping", "single"] = "records"


FILES: tuple[ContentFile, ...] = (
    ContentFile("trigger_points.yml", "muscles", "muscles", Muscle),
    ContentFile("places.yml", "places", "places", Place),
    ContentFile("places.yml", "zone_words", "zone_words", tuple[PlaceId, ...], "mapping"),
    ContentFile("safety.yml", "red_flags", "red_flags", RedFlag),
    ContentFile("safety.yml", "contraindications", "contraindications", Contraindication),
    ContentFile("safety.yml", "harms", "harms", Harm),
    ContentFile("safety.yml", "harm_studies", "harm_studies", HarmStudy),
    ContentFile("safety.yml", "case_reports", "case_reports", CaseReport),
    ContentFile("safety.yml", "hazards", "hazards", Hazard),
    ContentFile("safety.yml", "never_needled", "never_needled", NeverNeedled, "single"),
    ContentFile("safety.yml", "hygiene", "hygiene", HygieneStep),
    ContentFile("safety.yml", "practice_rules", "practice_rules", PracticeRule),
    ContentFile("safety.yml", "mishaps", "mishaps", Mishap),
    ContentFile("first_visit.yml", "visit_stages", "visit_stages", VisitStage),
    ContentFile("first_visit.yml", "needle_facts", "needle_facts", NeedleFact),
    ContentFile("first_visit.yml", "mechanisms", "mechanisms", Mechanism),
    ContentFile("first_visit.yml", "feelings", "feelings", Feeling),
    ContentFile("first_visit.yml", "aftercare", "aftercare", NeedleFact),
    ContentFile("first_visit.yml", "visit_questions", "visit_questions", VisitQuestion),
    ContentFile("first_visit.yml", "acupuncture_comparison", "acupuncture_comparison", Comparison),
    ContentFile("glossary.yml", "glossary", "glossary", GlossaryTerm),
    ContentFile("source_items.yml", "source_items", "source_items", SourceItem),
    ContentFile("tissue_depth.yml", "tissue_depth", "regions", TissueDepth),
    ContentFile("techniques.yml", "techniques", "techniques", Technique),
    ContentFile("techniques.yml", "depth_classes", "depth_classes", DepthNote, "mapping"),
    ContentFile("techniques.yml", "matrix", "matrix", MatrixRow, "mapping"),
    ContentFile("conditions.yml", "conditions", "conditions", Condition),
    ContentFile("conditions.yml", "code_editions", "code_editions", CodeEdition, "mapping"),
    ContentFile("conditions.yml", "common_red_flags", "common_red_flags", CommonRedFlags, "single"),
    ContentFile("evidence.yml", "grades", "grades", Grade, "mapping"),
    ContentFile("evidence.yml", "findings", "findings", Finding),
    ContentFile("evidence.yml", "claims", "claims", Claim),
    ContentFile("area_look_alikes.yml", "look_alikes", "look_alikes", AreaLookAlike),
    ContentFile("sources.yml", "sources", None, Source, "mapping"),
)
