"""The body with its overlays as a Plotly figure, for notebooks and exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go
from PIL import Image

from triggerpoints.figures import style
from triggerpoints.figures.overlay import marks, zones
from triggerpoints.figures.payload import PICKED_LAYER
from triggerpoints.figures.state import MapState
from triggerpoints.figures.svg_path import rings

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content


def body_figure(atlas: Atlas, content: Content, state: MapState, *, picture: str | None = None) -> go.Figure:
    """Draw a state of the map as a figure.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    state : MapState
    picture : str, optional
        Address of the picture; without one the picture itself goes into the figure, so that the
        figure can be passed on as one file.

    Returns
    -------
    plotly.graph_objects.Figure
        Axes in picture pixels, y downwards.
    """
    view = atlas.views[state.view]
    source = picture or Image.open(atlas.folder / view.pictures[state.layer]).convert("RGBA")
    figure = go.Figure()
    figure.add_layout_image(
        source=source, x=0, y=0, sizex=view.width_px, sizey=view.height_px, xref="x", yref="y", layer="below"
    )
    if state.outlines:
        _add_outlines(figure, atlas, content, state)
    for zone in zones(atlas, content, state):
        essential = zone.kind == "essential"
        opacity = (
            style.ESSENTIAL_OPACITY if essential else style.SPILLOVER_OPACITY
        ) * style.CERTAINTY_OPACITY[zone.certainty]
        figure.add_trace(
            _area(
                zone.path,
                name=f"{zone.kind.capitalize()} zone",
                fillcolor=style.css(style.ESSENTIAL if essential else style.SPILLOVER, opacity),
                line={
                    "width": 0 if zone.certainty == "typical" else 1,
                    "dash": "dot",
                    "color": style.css(style.STIPPLE),
                },
                fillpattern=None
                if essential
                else {"shape": ".", "fgcolor": style.css(style.STIPPLE), "size": 6},
                legendgroup=zone.kind,
            )
        )
    if state.muscle:
        _add_selected(figure, atlas, content, state)
    points = marks(atlas, content, state)
    figure.add_trace(
        go.Scatter(
            x=[p.x_px for p in points],
            y=[p.y_px for p in points],
            text=[str(p.number) for p in points],
            customdata=[p.label for p in points],
            mode="markers+text",
            textposition="top right",
            marker={
                "symbol": "x",
                "size": 11,
                "color": style.css(style.INK),
                "line": {"width": 1.5, "color": "white"},
            },
            opacity=0.95,
            name="Trigger point",
            hovertemplate="%{text}. %{customdata}<extra></extra>",
        )
    )
    _name_each_group_once(figure)
    figure.update_xaxes(visible=False, range=[0, view.width_px], constrain="domain")
    figure.update_yaxes(visible=False, range=[view.height_px, 0], scaleanchor="x", constrain="domain")
    figure.update_layout(
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        plot_bgcolor="rgba(0,0,0,0)",
        paper_bgcolor="rgba(0,0,0,0)",
        legend={"orientation": "h", "y": -0.02},
        hovermode="closest",
    )
    return figure


def _area(path: str, **look: object) -> go.Scatter:
    """A filled trace of all rings of a path, with gaps between them."""
    gap = np.array([[np.nan, np.nan]])
    pieces = [np.concatenate([ring, ring[:1], gap]) for ring in rings(path)]
    xy = np.concatenate(pieces) if pieces else gap
    return go.Scatter(
        x=xy[:, 0], y=xy[:, 1], mode="lines", fill="toself", hoveron="fills", hoverinfo="name", **look
    )


def _add_outlines(figure: go.Figure, atlas: Atlas, content: Content, state: MapState) -> None:
    visible = atlas.shapes(state.view)["visible"].get(PICKED_LAYER.get(state.layer, state.layer), {})
    for muscle, sides in visible.items():
        if muscle not in content.muscles:
            continue
        figure.add_trace(
            _area(
                "".join(sides.values()),
                name=content.muscles[muscle].names.en,
                fillcolor="rgba(0,0,0,0)",
                line={"width": 0.6, "color": "rgba(40,20,18,0.4)"},
                showlegend=False,
            )
        )


def _add_selected(figure: go.Figure, atlas: Atlas, content: Content, state: MapState) -> None:
    shapes = atlas.shapes(state.view)["full"].get(state.muscle, {})
    path = "".join(d for side, d in shapes.items() if side in (*state.sides, "midline"))
    if path and state.muscle:
        figure.add_trace(
            _area(
                path,
                name=content.muscles[state.muscle].names.en,
                fillcolor=style.css(style.SELECTED, 0.16),
                line={"width": 2.2, "color": style.css(style.SELECTED)},
            )
        )


def _name_each_group_once(figure: go.Figure) -> None:
    seen: set[str] = set()
    for trace in figure.data:
        if trace.legendgroup and trace.legendgroup in seen:
            trace.showlegend = False
        elif trace.legendgroup:
            seen.add(trace.legendgroup)
            trace.showlegend = True
