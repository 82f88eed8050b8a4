"""The body: views, layers, outlines, surface, places, label volume."""

from triggerpoints.atlas.atlas import Atlas, AtlasMuscle, load_atlas
from triggerpoints.atlas.files import MissingAssetError
from triggerpoints.atlas.places import PlaceWeights
from triggerpoints.atlas.surface import Surface
from triggerpoints.atlas.view import View
from triggerpoints.atlas.volume import LabelVolume

__all__ = [
    "Atlas",
    "AtlasMuscle",
    "LabelVolume",
    "MissingAssetError",
    "PlaceWeights",
    "Surface",
    "View",
    "load_atlas",
]
