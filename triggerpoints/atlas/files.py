"""Names of the files that make up the atlas, in one place."""

from pathlib import Path

ASSETS = Path(__file__).parents[2] / "assets" / "bodymaps"

MANIFEST = "manifest.json"
SURFACE = "surface.npz"
PLACES = "places.npz"
STRUCTURES = "structures.json"
LABELS = "labels.zarr"
