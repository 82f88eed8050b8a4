"""Colours and opacities that carry meaning, the same in every kind of picture."""

ESSENTIAL = (196, 18, 47)
SPILLOVER = (239, 138, 143)
STIPPLE = (165, 15, 39)
SELECTED = (0, 124, 137)
INK = (26, 16, 19)

# The less sources agree, the paler the zone.
CERTAINTY_OPACITY = {"typical": 1.0, "variable": 0.72, "disputed": 0.52}
ESSENTIAL_OPACITY = 0.78
SPILLOVER_OPACITY = 0.42
EDGE_SHARE = 0.66
"""Opacity of a zone outside its core, as a share of the core's."""


def css(colour: tuple[int, int, int], opacity: float = 1.0) -> str:
    """A colour as CSS."""
    return f"rgba({colour[0]},{colour[1]},{colour[2]},{opacity:.2f})"
