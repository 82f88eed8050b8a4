"""Which layer each muscle and each sheet of connective tissue belongs to, read from layers.yml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from tools.bodymaps.meshes import RECIPE, muscle_recipes

FILE = Path(__file__).with_name("layers.yml")
MUSCLE_LAYERS = ("superficial", "middle", "deep")
PELVIS = "Pelvis"


@dataclass(frozen=True)
class Layering:
    """The content of layers.yml.

    Attributes
    ----------
    layer, region : dict of muscle id to str
    one_muscle : dict of muscle id to muscle id
        Parts of one muscle, each with the first of them: they are drawn of one hue, without a line between.
    outline_only, translucent, only_in_pelvic_views, through, over_connective : frozenset of muscle ids
    over_muscle_mm, over_bone_mm : float
        How far an upper layer wins over what lies below it where meshes run into each other.
    connective : dict of bare source name to layer
        The last layer in whose picture the structure is drawn.
    sheets : dict of modelled sheet to (last layer, how much it hides in 0..1)
    red_sheets : frozenset of str
        Those of the sheets that are muscle.
    sheet_region : dict of modelled sheet to region
        Those of the sheets that are drawn in views of a region alone.
    sheet_first : dict of modelled sheet to the first layer in whose picture it is drawn
        Those of the sheets that upper layers cover.
    pictures_only : frozenset of str
        Sheets that hide a torn edge in the pictures and are no part of the turning body.
    translucent_hides : float
    behind_bone : frozenset of muscle ids
        Muscles that lie on the far side of a thin bone: they do not win over it.
    behind_named_bone : dict of muscle id to ends of bone names
        Muscles that lie on the far side of these bones only.
    far_side : tuple of ('front' or 'back', muscle ids, ends of bone or membrane names)
        Seen from there, these hide those muscles wherever both are seen.
    between_bones : dict of membrane to (bone, bone)
        Membranes of the source that are drawn whole between two bones.
    flesh_on_tendon : dict of bare source name to muscle ids
        Tendons on to which the flesh of a muscle reaches: of the first that is in the picture.
    tapered : dict of bare source name to (axis, list of (z, width))
        Bands of the source that are drawn no wider than this (`tapered.py`).
    sunk : dict of bare source name to (muscle id, from and to height in mm)
        Tendons of the source that are drawn down on to the muscle they begin on (`tapered.py`).
    organs, organs_in_pelvic_views : tuple of bare source names
        Organs that all pictures of muscles show, and those of the views of the pelvis.
    lies_on : dict of bare source name to (muscles, heights)
        Bands that are drawn down on to these muscles: not at all up to the first of four heights, wholly
        between the next two, not at all from the last.
    parts : dict of name to (muscles and regions, ends of bone names, sheets)
        What a view can leave out.
    """

    layer: dict[str, str]
    region: dict[str, str]
    one_muscle: dict[str, str]
    outline_only: frozenset[str]
    translucent: frozenset[str]
    only_in_pelvic_views: frozenset[str]
    through: frozenset[str]
    over_connective: frozenset[str]
    over_muscle_mm: float
    over_bone_mm: float
    connective: dict[str, str]
    sheets: dict[str, tuple[str, float]]
    red_sheets: dict[str, str | None]
    sheet_edge_mm: dict[str, float]
    sheet_region: dict[str, str]
    sheet_first: dict[str, str]
    pictures_only: frozenset[str]
    translucent_hides: float
    behind_bone: frozenset[str]
    behind_named_bone: dict[str, tuple[str, ...]]
    far_side: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    between_bones: dict[str, tuple[str, str]]
    flesh_on_tendon: dict[str, tuple[str, ...]]
    tapered: dict[str, tuple[tuple[float, float], list[tuple[float, float]]]]
    sunk: dict[str, tuple[str, tuple[float, float]]]
    organs: tuple[str, ...]
    organs_in_pelvic_views: tuple[str, ...]
    lies_on: dict[str, tuple[tuple[str, ...], tuple[float, ...]]]
    parts: dict[str, tuple[frozenset[str], tuple[str, ...], frozenset[str]]]

    def sheets_shown(
        self, layer: str, without: tuple[str, ...] = (), only: tuple[str, ...] | None = None
    ) -> dict[str, float]:
        """Modelled sheets in the picture of a layer, with how much each hides.

        `without` names parts that are taken off, with their sheets. `only` names the regions and muscles of a
        view; it has the sheets of its regions and those that every layer shows.
        """
        there = MUSCLE_LAYERS[MUSCLE_LAYERS.index(layer) :]
        off = frozenset().union(*(self.parts[name][2] for name in without))
        found = {}
        for name, (last, hides) in self.sheets.items():
            region = self.sheet_region.get(name)
            everywhere = last == MUSCLE_LAYERS[-1] and name not in self.sheet_first
            fits = only is None or everywhere
            if region is not None:
                fits = only is not None and region in only
            covered = self.sheet_first.get(name) in there[1:]
            if fits and not covered and last in there and name not in off:
                found[name] = hides
        return found

    def shown(
        self, layer: str, group: str, only: tuple[str, ...] | None = None, without: tuple[str, ...] = ()
    ) -> list[str]:
        """Muscles drawn solid in the picture of a layer, in a view of some group.

        `only` names regions and muscles; None: all. `without` names parts that are taken off.
        """
        off = frozenset().union(*(self.parts[name][0] for name in without))
        gone = MUSCLE_LAYERS[: MUSCLE_LAYERS.index(layer)]
        hidden = (
            self.outline_only
            | self.translucent
            | (frozenset() if group == PELVIS else self.only_in_pelvic_views)
        )
        return [
            muscle
            for muscle, own in self.layer.items()
            if own not in gone
            and muscle not in hidden
            and (only is None or self.region[muscle] in only or muscle in only)
            and not {muscle, self.region[muscle]} & off
        ]

    def fascia_shown(self, layer: str) -> list[str]:
        """Connective tissue in the picture of a layer."""
        there = MUSCLE_LAYERS[MUSCLE_LAYERS.index(layer) :]
        return [name for name, last in self.connective.items() if last in there]


@cache
def layering() -> Layering:
    """Read layers.yml.

    Raises
    ------
    ValueError
        A muscle stands in two layers or in none, or a layer has no such name.
    """
    data = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    layer: dict[str, str] = {}
    region: dict[str, str] = {}
    for place, layers in data["regions"].items():
        for name, muscles in layers.items():
            if name not in MUSCLE_LAYERS:
                raise ValueError(
                    f"{FILE.name}: '{place}' has a layer '{name}'; use {', '.join(MUSCLE_LAYERS)}."
                )
            for muscle in muscles:
                if muscle in layer:
                    raise ValueError(
                        f"{FILE.name}: '{muscle}' stands in '{region[muscle]}' and in '{place}'; keep one."
                    )
                layer[muscle], region[muscle] = name, place
    if homeless := muscle_recipes().keys() - layer:
        raise ValueError(
            f"{FILE.name}: '{min(homeless)}' of {RECIPE.name} stands in no layer; name it below its region."
        )
    if unmade := layer.keys() - muscle_recipes():
        raise ValueError(
            f"{FILE.name}: '{min(unmade)}' is not in {RECIPE.name}; say there what it is made of."
        )
    return Layering(
        layer,
        region,
        {part: parts[0] for parts in data["one_muscle"] for part in parts},
        frozenset(data["outline_only"]),
        frozenset(data["translucent"]),
        frozenset(data["only_in_pelvic_views"]),
        frozenset(data["through"]),
        frozenset(data["over_connective"]),
        float(data["over_muscle_mm"]),
        float(data["over_bone_mm"]),
        dict(data["connective"]),
        {name: (row["last"], float(row["hides"])) for name, row in data["sheets"].items()},
        {
            name: None if row["muscle"] is True else row["muscle"]
            for name, row in data["sheets"].items()
            if "muscle" in row
        },
        {name: float(row["edge_mm"]) for name, row in data["sheets"].items() if "edge_mm" in row},
        {name: row["region"] for name, row in data["sheets"].items() if "region" in row},
        {name: row["first"] for name, row in data["sheets"].items() if "first" in row},
        frozenset(name for name, row in data["sheets"].items() if row.get("pictures_only")),
        float(data["translucent_hides"]),
        frozenset(data["behind_bone"]),
        {muscle: tuple(bones) for muscle, bones in data["behind_named_bone"].items()},
        tuple((row["from"], tuple(row["muscles"]), tuple(row["behind"])) for row in data["far_side"]),
        {name: (row[0], row[1]) for name, row in data["between_bones"].items()},
        {name: tuple(muscles) for name, muscles in data["flesh_on_tendon"].items()},
        {
            name: (tuple(row["axis_mm"]), [(z, width) for z, width in row["widths"]])
            for name, row in data["tapered"].items()
        },
        {name: (row["muscle"], tuple(row["heights"])) for name, row in data["sunk"].items()},
        tuple(data["organs"]),
        tuple(data["organs_in_pelvic_views"]),
        {
            name: (tuple(row["muscles"]), tuple(float(z) for z in row["heights"]))
            for name, row in data["lies_on"].items()
        },
        {
            name: (frozenset(row["muscles"]), tuple(row["bones"]), frozenset(row["sheets"]))
            for name, row in data["parts"].items()
        },
    )
