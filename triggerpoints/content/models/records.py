"""All data as one frozen object: a field for each part of the data files."""

from collections.abc import Mapping
from dataclasses import dataclass

from triggerpoints.content.models.base import PlaceId
from triggerpoints.content.models.condition import CodeEdition, CommonRedFlags, Condition
from triggerpoints.content.models.danger_words import DangerWords, Saying
from triggerpoints.content.models.evidence import Claim, Finding, Grade
from triggerpoints.content.models.first_visit import (
    Comparison,
    Feeling,
    Mechanism,
    NeedleFact,
    VisitQuestion,
    VisitStage,
)
from triggerpoints.content.models.glossary import GlossaryTerm
from triggerpoints.content.models.help_line import HelpLine
from triggerpoints.content.models.look_alike import AreaLookAlike
from triggerpoints.content.models.muscle import Muscle
from triggerpoints.content.models.muscle_list import MuscleList
from triggerpoints.content.models.place import Place
from triggerpoints.content.models.reader_words import ReaderWords
from triggerpoints.content.models.region_map import RegionMap
from triggerpoints.content.models.review import Review
from triggerpoints.content.models.safety import (
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
    SelfCareLimit,
)
from triggerpoints.content.models.source import Source
from triggerpoints.content.models.source_item import SourceItem
from triggerpoints.content.models.study_region import Nerve, StudyRegion
from triggerpoints.content.models.technique import DepthNote, MatrixRow, Technique
from triggerpoints.content.models.tissue_depth import TissueDepth


@dataclass(frozen=True, eq=False)
class Content:
    """All data, by id; filled by `load_content`. Compared by identity, so that it can be a cache key.

    Attributes
    ----------
    muscles : Mapping of str to Muscle
        In the order of the file.
    lists : Mapping of str to MuscleList
        Muscles that are taught together, such as the rotator cuff.
    nerves : Mapping of str to Nerve
        As they are named in answers.
    study_regions : Mapping of str to StudyRegion
        Where the wrong answers of a region's questions come from.
    places : Mapping of str to Place
    zone_words : Mapping of str to tuple of str
        Places of each of the literature's zone words.
    reader_words : ReaderWords
        Words of the sentences in which people say where it hurts.
    sayings : Mapping of str to tuple of str
        Lists of words for one thing, which `danger_words` name in capitals.
    region_maps : Mapping of str to RegionMap
        Region sets of published body maps.
    danger_words : Mapping of str to DangerWords
        What people say when a red flag may be true, by the flag's id.
    help_lines : Mapping of str to HelpLine
        Whom to call, by country code.
    red_flags, contraindications, harms, harm_studies, case_reports, hazards : Mapping by id
    never_needled : NeverNeedled
    hygiene, practice_rules, mishaps, self_care_limits : Mapping by id
    visit_stages, needle_facts, mechanisms, feelings, aftercare, visit_questions : Mapping by id
    acupuncture_comparison, glossary, source_items : Mapping by id
    techniques, depth_classes, matrix : Mapping
        The parts of data/techniques.yml; `matrix` by group of muscles.
    conditions, code_editions : Mapping
        The parts of data/conditions.yml; `common_red_flags` holds for every condition.
    grades, findings, claims : Mapping
        The parts of data/evidence.yml.
    sources : Mapping of str to Source
    look_alikes : Mapping of str to AreaLookAlike
        What else than a muscle can hurt in an area.
    tissue_depth : Mapping of str to TissueDepth
        Assumed skin and fat, by region of muscles.
    reviews : Mapping of str to Review
        What clinicians said about records.
    """

    muscles: Mapping[str, Muscle]
    lists: Mapping[str, MuscleList]
    nerves: Mapping[str, Nerve]
    study_regions: Mapping[str, StudyRegion]
    places: Mapping[str, Place]
    zone_words: Mapping[str, tuple[PlaceId, ...]]
    reader_words: ReaderWords
    sayings: Mapping[str, Saying]
    region_maps: Mapping[str, RegionMap]
    danger_words: Mapping[str, DangerWords]
    help_lines: Mapping[str, HelpLine]
    red_flags: Mapping[str, RedFlag]
    contraindications: Mapping[str, Contraindication]
    harms: Mapping[str, Harm]
    harm_studies: Mapping[str, HarmStudy]
    case_reports: Mapping[str, CaseReport]
    hazards: Mapping[str, Hazard]
    never_needled: NeverNeedled
    hygiene: Mapping[str, HygieneStep]
    practice_rules: Mapping[str, PracticeRule]
    mishaps: Mapping[str, Mishap]
    self_care_limits: Mapping[str, SelfCareLimit]
    visit_stages: Mapping[str, VisitStage]
    needle_facts: Mapping[str, NeedleFact]
    mechanisms: Mapping[str, Mechanism]
    feelings: Mapping[str, Feeling]
    aftercare: Mapping[str, NeedleFact]
    visit_questions: Mapping[str, VisitQuestion]
    acupuncture_comparison: Mapping[str, Comparison]
    glossary: Mapping[str, GlossaryTerm]
    source_items: Mapping[str, SourceItem]
    sources: Mapping[str, Source]
    look_alikes: Mapping[str, AreaLookAlike]
    techniques: Mapping[str, Technique]
    depth_classes: Mapping[str, DepthNote]
    matrix: Mapping[str, MatrixRow]
    conditions: Mapping[str, Condition]
    code_editions: Mapping[str, CodeEdition]
    common_red_flags: CommonRedFlags
    grades: Mapping[str, Grade]
    findings: Mapping[str, Finding]
    claims: Mapping[str, Claim]
    tissue_depth: Mapping[str, TissueDepth]
    reviews: Mapping[str, Review]

    def __repr__(self) -> str:
        """How much there is; the records themselves would fill many pages."""
        points = sum(len(muscle.trigger_points) for muscle in self.muscles.values())
        return (
            f"<Content: {len(self.muscles)} muscles with {points} trigger points, "
            f"{len(self.places)} places, {len(self.sources)} sources>"
        )
