"""The data under data/: typed models, loader and cross-checks."""

from triggerpoints.content.models.muscle import Muscle, TriggerPoint, Zones, ZoneShape
from triggerpoints.content.models.place import Place
from triggerpoints.content.models.records import Content
from triggerpoints.content.models.source import Source
from triggerpoints.content.problem import ContentError, Problem
from triggerpoints.content.reading.loader import load_content

__all__ = [
    "Content",
    "ContentError",
    "Muscle",
    "Place",
    "Problem",
    "Source",
    "TriggerPoint",
    "ZoneShape",
    "Zones",
    "load_content",
]
