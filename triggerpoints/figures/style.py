"""Colours and opacities that carry meaning, the same in every kind of picture and on the pages."""

from __future__ import annotations

import json
from pathlib import Path

Colour = tuple[int, int, int]

TOKENS: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "tokens.json").read_text(encoding="utf-8")
)
"""The design tokens: every colour and size that has a meaning, once for Python, style sheets and scripts."""


def hex_colour(name: str) -> str:
    """A colour of the tokens as ``#rrggbb``."""
    return TOKENS["colours"][name]


def colour(name: str) -> Colour:
    """A colour of the tokens as red, green, blue (0..255)."""
    value = hex_colour(name)
    return int(value[1:3], 16), int(value[3:5], 16), int(value[5:7], 16)


ESSENTIAL = colour("essential")
SPILLOVER = colour("spillover")
STIPPLE = colour("stipple")
SELECTED = colour("select")
INK = colour("ink")

# The less sources agree, the paler the zone.
CERTAINTY_OPACITY = {"typical": 1.0, "variable": 0.72, "disputed": 0.52}
ESSENTIAL_OPACITY = 0.78
SPILLOVER_OPACITY = 0.42
EDGE_SHARE = 0.66
"""Opacity of a zone outside its core, as a share of the core's."""


def css(rgb: Colour, opacity: float = 1.0) -> str:
    """A colour as CSS."""
    return f"rgba({rgb[0]},{rgb[1]},{rgb[2]},{opacity:.2f})"
