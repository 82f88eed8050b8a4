"""The body as a Plotly figure that turns, for notebooks and exports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from triggerpoints.atlas.regions import region
from triggerpoints.atlas.solids import Mesh, SolidPart, Solids, load_solids
from triggerpoints.figures import style
from triggerpoints.figures.overlay import ZONE_LEVEL, shown_points
from triggerpoints.figures.state import MapState
from triggerpoints.referral.body_zones import positions_mm
from triggerpoints.referral.zones import KINDS, Side, zone_weights

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

TISSUE = {
    "skin": (230, 194, 171),
    "muscle": (187, 84, 73),
    "bone": (241, 231, 208),
    "cartilage": (204, 221, 224),
    "connective": (236, 224, 205),
}
TENDON = (236, 224, 205)
SKIN_OPACITY = 0.14  # over muscles: so that zones have something to lie on
ABOVE_SKIN_MM = 0.8  # a zone is drawn so far above the skin
DARKEST = 0.35  # brightness where no sky is open
EYE_DISTANCE = 1.6


def body_scene(atlas: Atlas, content: Content, state: MapState) -> go.Figure:
    """Draw a state of the map as a body that can be turned.

    Parameters
    ----------
    atlas : Atlas
    content : Content
    state : MapState
        `layer` says what is taken off; `view` from where one looks at first.

    Returns
    -------
    plotly.graph_objects.Figure
        Axes in mm, LPS. Some megabytes: all surfaces that the layer shows are in it.

    Raises
    ------
    MissingAssetError
        The surfaces have not been built.
    """
    solids = load_solids(atlas.folder)
    figure = go.Figure()
    for kind, mesh, colour in _tissues(solids, atlas, state):
        figure.add_trace(_trace(mesh, kind.capitalize(), vertexcolor=_lit(mesh, colour, kind)))
    if state.layer != "skin":
        skin = solids.file_mesh("skin")
        look = {"color": style.css(TISSUE["skin"]), "opacity": SKIN_OPACITY}
        figure.add_trace(_trace(skin, "Skin", hoverinfo="skip", **look))
    if state.muscle and state.muscle in solids.by_id:
        own = solids.mesh(state.muscle)
        name = content.muscles[state.muscle].names.en
        for side in state.sides:
            mesh = own if side == "right" else own.mirrored()
            figure.add_trace(_trace(mesh, name, color=style.css(style.SELECTED)))
    _add_zones(figure, atlas, content, solids, state)
    _add_points(figure, content, state)
    _name_once(figure)
    figure.update_layout(
        scene={
            "aspectmode": "data",
            "camera": _camera(atlas, state),
            **{f"{axis}axis": {"visible": False} for axis in "xyz"},
        },
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        legend={"orientation": "h", "y": -0.02},
        annotations=[
            {
                "text": atlas.credits,
                "showarrow": False,
                "x": 0,
                "y": 0,
                "xref": "paper",
                "yref": "paper",
                "font": {"size": 8},
            }
        ],
    )
    return figure


def shown_parts(solids: Solids, layers: tuple[str, ...], layer: str) -> list[SolidPart]:
    """Solid parts that are there when everything above a layer has been taken off; no vessels and nerves.

    Parameters
    ----------
    solids : Solids
    layers : tuple of str
        In peel order.
    layer : str
    """
    if layer == "skin":
        return [part for part in solids.parts if part.layer == "skin"]
    there = layers[layers.index(layer) :]
    return [
        part
        for part in solids.parts
        if part.layer in there and part.file != "hazards" and part.usual == "solid"
    ]


def _tissues(
    solids: Solids, atlas: Atlas, state: MapState
) -> Iterator[tuple[str, Mesh, tuple[int, int, int]]]:
    """Kind, surface of both sides and colour of all tissue that the layer shows."""
    parts = [part for part in shown_parts(solids, atlas.layers, state.layer) if part.id != state.muscle]
    for kind, colour in TISSUE.items():
        meshes = []
        for part in (p for p in parts if p.kind == kind):
            own = solids.mesh(part.id)
            meshes += [own, own.mirrored()] if part.mirrored else [own]
        if state.layer != "skin" and state.muscle and kind == "muscle":
            row = solids.by_id.get(state.muscle)
            other = {"right": "left", "left": "right"}.get(state.side)
            if row and other and row.layer in atlas.layers[atlas.layers.index(state.layer) :]:
                own = solids.mesh(row.id)
                meshes.append(own if other == "right" else own.mirrored())
        if meshes:
            yield kind, joined(meshes), colour


def joined(meshes: list[Mesh]) -> Mesh:
    """Several surfaces as one."""
    start = np.cumsum([0] + [len(m.position_mm) for m in meshes])
    return Mesh(
        np.concatenate([m.position_mm for m in meshes]),
        np.concatenate([m.faces + s for m, s in zip(meshes, start, strict=False)]).astype(np.int32),
        np.concatenate([m.openness for m in meshes]),
        np.concatenate([m.fibre for m in meshes]),
        np.concatenate([m.tendon for m in meshes]),
    )


def _lit(mesh: Mesh, colour: tuple[int, int, int], kind: str) -> NDArray[np.uint8]:
    """Colour (V, 3) of the vertices: tendon is pale, and what lies in a groove is dark."""
    own = np.broadcast_to(np.array(colour, np.float32), mesh.position_mm.shape)
    if kind == "muscle":
        own = own + (np.array(TENDON, np.float32) - own) * mesh.tendon[:, None]
    light = DARKEST + (1 - DARKEST) * mesh.openness
    return np.asarray(np.rint(own * light[:, None]), np.uint8)


def _trace(mesh: Mesh, name: str, **look: object) -> go.Mesh3d:
    return _surface(mesh.position_mm, mesh.faces, name, **look)


def _surface(
    position_mm: NDArray[np.float32], faces: NDArray[np.int32], name: str, **look: object
) -> go.Mesh3d:
    x, y, z = np.round(position_mm, 2).T
    i, j, k = faces.T
    light = {"ambient": 0.55, "diffuse": 0.55, "specular": 0.08, "roughness": 0.8}
    return go.Mesh3d(
        x=x, y=y, z=z, i=i, j=j, k=k, name=name, lighting=light, **({"hoverinfo": "name"} | look)
    )


def _add_zones(figure: go.Figure, atlas: Atlas, content: Content, solids: Solids, state: MapState) -> None:
    wanted = {"essential": state.essential, "spillover": state.spillover}
    skin = solids.file_mesh("skin")
    lifted = skin.position_mm + np.float32(ABOVE_SKIN_MM) * atlas.surface.normal.astype(np.float32)
    for kind in reversed(KINDS):
        if not wanted[kind]:
            continue
        essential = kind == "essential"
        for _, point in shown_points(content, state):
            if point.phenomenon or (state.point and point.id != state.point):
                continue
            opacity = style.ESSENTIAL_OPACITY if essential else style.SPILLOVER_OPACITY
            opacity *= style.CERTAINTY_OPACITY[point.zones.certainty]
            for side in state.sides:
                weights = zone_weights(atlas, point, kind, side)
                where, faces = region(lifted, skin.faces, weights, ZONE_LEVEL)
                if not len(faces):
                    continue
                figure.add_trace(
                    _surface(
                        where,
                        faces,
                        f"{kind.capitalize()} zone",
                        color=style.css(style.ESSENTIAL if essential else style.SPILLOVER),
                        opacity=opacity,
                        legendgroup=kind,
                        showlegend=True,
                    )
                )


def _add_points(figure: go.Figure, content: Content, state: MapState) -> None:
    if not state.points:
        return
    rows: list[tuple[int, str, Side, tuple[float, float, float]]] = [
        (number, point.label, side, place)
        for number, point in shown_points(content, state)
        for side, place in positions_mm(point).items()
        if side in state.sides
    ]
    if not rows:
        return
    x, y, z = zip(*(place for *_, place in rows), strict=True)
    figure.add_trace(
        go.Scatter3d(
            x=x,
            y=y,
            z=z,
            text=[str(number) for number, *_ in rows],
            hovertext=[f"{number}. {label} ({side})" for number, label, side, _ in rows],
            mode="markers+text",
            marker={"symbol": "x", "size": 5, "color": style.css(style.INK)},
            name="Trigger point",
            hoverinfo="text",
        )
    )


def _name_once(figure: go.Figure) -> None:
    seen: set[str] = set()
    for trace in figure.data:
        if trace.legendgroup in seen:
            trace.showlegend = False
        elif trace.legendgroup:
            seen.add(trace.legendgroup)


def _camera(atlas: Atlas, state: MapState) -> dict[str, dict[str, float]]:
    """From where the view of the map looks."""
    view = atlas.views[state.view]
    names = ("x", "y", "z")
    return {
        "eye": dict(zip(names, (-view.towards_mm * EYE_DISTANCE).tolist(), strict=True)),
        "up": dict(zip(names, (-np.asarray(view.down_mm, float)).tolist(), strict=True)),
    }
