"""Pictures of the body with its overlays: payload of the interactive map, Plotly figure, PNG."""

from triggerpoints.figures.payload import map_index, map_payload, pattern_payload
from triggerpoints.figures.plotly_body import body_figure
from triggerpoints.figures.plotly_scene import body_scene
from triggerpoints.figures.print_body import body_png
from triggerpoints.figures.state import MapState

__all__ = ["MapState", "body_figure", "body_png", "body_scene", "map_index", "map_payload", "pattern_payload"]
