"""The body map: a Streamlit component that draws a map payload and reports what was clicked or painted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

from triggerpoints.ui.server import map_files, serving

Mode = Literal["pick", "paint", "lasso"]
Tool = Literal["paint", "erase", "lasso"]

# Only this loader travels with each message; the script itself is a static file the browser keeps.
_LOADER = """
export default function (component) {
  let leave = null, left = false;
  const script = new URL(component.data.script, document.baseURI).href;
  import(script).then((module) => { if (!left) leave = module.default(component); });
  return () => { left = true; leave?.(); };
}
"""
_SHEET = """
#bodymap { min-height: 30rem; }
"""
_mount = st.components.v2.component(
    "bodymap",
    html='<div id="bodymap"></div>',
    css=_SHEET,
    js=_LOADER,
)


@dataclass(frozen=True)
class Stroke:
    """Something painted on a view.

    Attributes
    ----------
    tool : {'paint', 'erase', 'lasso'}
    radius_px : float
        Radius of the brush in picture pixels; 0 for a lasso.
    points : tuple of (x, y)
        The brush's way, or the corners of the lasso, in picture pixels.
    """

    tool: Tool
    radius_px: float
    points: tuple[tuple[float, float], ...]


def bodymap(
    payload: dict[str, Any],
    *,
    key: str,
    mode: Mode = "pick",
    brush_mm: float = 25.0,
    erase: bool = False,
    focus: int = 0,
    eager: bool = False,
    on_pick: Callable[[dict[str, Any]], None] | None = None,
    on_point: Callable[[dict[str, Any]], None] | None = None,
    on_view: Callable[[dict[str, Any]], None] | None = None,
    on_paint: Callable[[], None] | None = None,
) -> None:
    """Draw the body map.

    Parameters
    ----------
    payload : dict
        From `triggerpoints.figures.map_payload`.
    key : str
        Widget key; zoom and painting belong to it.
    mode : {'pick', 'paint', 'lasso'}
        What the pointer does: select muscles, paint with a brush or draw around an area.
    brush_mm : float
        Radius of the brush on the body.
    erase : bool
        The brush takes away instead of painting.
    focus : int
        When it changes, the map zooms to the selected muscle.
    eager : bool
        A muscle that is picked lights up with its points and zones at once, before the server has answered.
    on_pick : callable, optional
        Called with ``{'id', 'side', 'x', 'y'}`` after a click; `id` is None beside all muscles.
    on_point : callable, optional
        Called with ``{'id', 'side'}`` when a trigger point is chosen; `id` is None when it is let go.
    on_view : callable, optional
        Called with ``{'id'}`` when the view that the payload offers is taken.
    on_paint : callable, optional
        Called after a stroke; `painted` then has it.
    """
    view, lit = payload["view"], payload["lit"]
    data = {
        **payload,
        "script": serving.url("ui", "bodymap.js"),
        "style": serving.url("ui", "bodymap.css"),
        "picture": serving.url("bodymaps", payload["picture"]),
        "silhouette": serving.url("bodymaps", payload["silhouette"]),
        "lit": lit and {**lit, "picture": serving.url("bodymaps", lit["picture"])},
        "shapes_url": payload.get("shapes_url") or serving.url("bodymaps", payload["shapes"]),
        "names_url": payload.get("names_url") or map_files.names_url(),
        "overlays": map_files.pattern_url(),
        "mode": mode,
        "focus": focus,
        "eager": eager,
        "brush": {"tool": "erase" if erase else "paint", "radius_px": brush_mm / view["mm_per_px"]},
        "strokes": _paint(key)["views"].get(view["id"], []),
        "strokes_rev": _paint(key)["revision"],
    }

    def report(name: str, tell: Callable[[dict[str, Any]], None] | None) -> None:
        event = st.session_state[key].get(name)
        if event and tell:
            tell(event)

    def keep_strokes() -> None:
        event = st.session_state[key].get("strokes")
        if event:
            _paint(key)["views"][event["view"]] = event["items"]
            if on_paint:
                on_paint()

    _mount(
        key=key,
        data=data,
        on_pick_change=lambda: report("pick", on_pick),
        on_point_change=lambda: report("point", on_point),
        on_view_change=lambda: report("view", on_view),
        on_strokes_change=keep_strokes,
    )


def painted(key: str) -> dict[str, tuple[Stroke, ...]]:
    """What has been painted on the map with this key, for each view id."""
    return {
        view: tuple(
            Stroke(item["tool"], item["radius_px"], tuple((x, y) for x, y in item["points"]))
            for item in items
        )
        for view, items in _paint(key)["views"].items()
        if items
    }


def clear_painted(key: str) -> None:
    """Take everything away that was painted on the map with this key."""
    paint = _paint(key)
    paint["views"].clear()
    paint["revision"] += 1


def undo_painted(key: str, view: str) -> None:
    """Take the last stroke on a view away."""
    paint = _paint(key)
    paint["views"][view] = paint["views"].get(view, [])[:-1]
    paint["revision"] += 1


def _paint(key: str) -> dict[str, Any]:
    return st.session_state.setdefault(f"{key} painted", {"views": {}, "revision": 0})
