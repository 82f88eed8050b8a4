"""The data under data/: typed models, loader and cross-checks."""

from triggerpoints.content.loader import load_content
from triggerpoints.content.muscle import Muscle, TriggerPoint, Zones
from triggerpoints.content.place import Place
from triggerpoints.content.problem import ContentError, Problem
from triggerpoints.content.records import Content
from triggerpoints.content.source import Source

__all__ = [
    "Content",
    "ContentError",
    "Muscle",
    "Place",
    "Problem",
    "Source",
    "TriggerPoint",
    "Zones",
    "load_content",
]
