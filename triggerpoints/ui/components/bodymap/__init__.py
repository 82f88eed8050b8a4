"""The body map: a Streamlit component that draws a map payload and reports what was clicked or painted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from triggerpoints.figures.payload import ComponentData, MapPayload, Mode, Tool
from triggerpoints.ui.components import files
from triggerpoints.ui.components.loader import loader, packed
from triggerpoints.ui.server import map_files, restarts

# The body's shape stands where the map will be until its scripts and its style sheet are there.
# Where it is tapped is kept: from its middle, in its heights (`early.js`).
_PLACEHOLDER = """
  const host = parentElement.querySelector("#bodymap");
  host.style.setProperty("--placeholder", `url("${address(data.placeholder)}")`);
  if (!parentElement.querySelector("link")) {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = address(data.style);
    parentElement.prepend(sheet);
    host.addEventListener("click", ({ clientX, clientY }) => {
      const { left, top, width, height } = host.getBoundingClientRect();
      const most = 50 * parseFloat(getComputedStyle(document.documentElement).fontSize);
      const tall = Math.min(0.9 * height, most);
      if (!host.firstChild)
        host.dataset.early = `${(clientX - left - width / 2) / tall} ${(clientY - top - height / 2) / tall}`;
    });
  }
"""
_SHEET = """
#bodymap { min-height: min(26rem, var(--tp-stage-height, 26rem)); }
#bodymap:is(:empty, .unstyled) { background: var(--placeholder) center / auto min(90%, 50rem) no-repeat; }
#bodymap.unstyled > * { visibility: hidden; }
"""
_mount = st.components.v2.component(
    "bodymap", html='<div id="bodymap"></div>', css=_SHEET, js=loader(_PLACEHOLDER)
)

Event = dict[str, Any]


@dataclass(frozen=True)
class DrawnStroke:
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
    payload: MapPayload,
    *,
    key: str,
    mode: Mode = "pick",
    brush_mm: float = 25.0,
    erase: bool = False,
    focus: int = 0,
    on_pick: Callable[[Event], None] | None = None,
    on_point: Callable[[Event], None] | None = None,
    on_view: Callable[[Event], None] | None = None,
    on_show: Callable[[Event], None] | None = None,
    on_paint: Callable[[], None] | None = None,
    index_url: str | None = None,
    card_url: str | None = None,
) -> None:
    """Draw the body map.

    Parameters
    ----------
    payload : MapPayload
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
    on_pick : callable, optional
        Called with ``{'id', 'side', 'x', 'y'}`` after a click; `id` is None beside all muscles.
    on_point : callable, optional
        Called with ``{'id'}`` when a trigger point is chosen; `id` is None when it is let go.
    on_view : callable, optional
        Called with ``{'id'}`` when the view that the payload offers is taken.
    on_show : callable, optional
        With it the map has controls of view, layer, side and overlays, and shows every choice at once.
        Called afterwards with what has changed of ``{'view', 'layer', 'side', 'points', 'essential',
        'spillover', 'outlines'}``; the values come from the browser and may be anything.
    index_url : str, optional
        Address of the index of views and layers that the controls offer; by default that of the muscles.
    card_url : str, optional
        Address of the cards of muscles, for a page that shows one beside the map: from
        `triggerpoints.ui.server.card_files.card_url`.
    on_paint : callable, optional
        Called after a stroke; `painted` then has it.
    """
    view, lit = payload["view"], payload["lit"]
    drawn: ComponentData = {
        **payload,
        "script": files.url("bodymap/main.js"),
        "style": files.url("bodymap/bodymap.css"),
        "placeholder": map_files.placeholder_url(payload["zones_of"]),
        "picture": map_files.asset_url(payload["picture"]),
        "silhouette": map_files.asset_url(payload["silhouette"]),
        "lit": {**lit, "picture": map_files.asset_url(lit["picture"])} if lit else None,
        "shapes_url": payload.get("shapes_url") or map_files.asset_url(payload["shapes"]),
        "names_url": payload.get("names_url") or map_files.names_url(),
        "overlays": map_files.pattern_url(),
        "mode": mode,
        "focus": focus,
        "brush": {"tool": "erase" if erase else "paint", "radius_px": brush_mm / view["mm_per_px"]},
        "strokes": _strokes(key).get(view["id"], []),
        "heard": heard(key),
        "provisional": restarts.is_provisional(),
    }
    if on_show:
        drawn["index"] = index_url or map_files.index_url()
    if card_url:
        drawn["cards"] = card_url

    def turn(event: Event) -> None:
        if on_view:
            on_view({"id": event.get("view")})

    tell: dict[str, Callable[[Event], None]] = {
        "pick": on_pick or _ignore,
        "point": on_point or _ignore,
        "show": on_show or turn,
        "stroke": lambda event: _keep_stroke(key, event, on_paint),
    }
    _mount(key=key, data=packed(drawn), on_events_change=lambda: hear(key, tell))


def hear(key: str, tell: Mapping[str, Callable[[Event], None]]) -> None:
    """Take over the events that the map with this key has reported and that are not known yet.

    The map repeats what was not answered, since of several quick messages Streamlit keeps only the last. A
    message for a session that does not know the map, as after the server was started again, or for a page
    that was left in the same moment, holds nothing.

    Parameters
    ----------
    key : str
        Widget key.
    tell : mapping of str to callable
        What to call for each kind of event.
    """
    message = st.session_state.get(key)
    events = message.get("events") if message else None
    items = events.get("items") if isinstance(events, Mapping) else None
    for event in filter(_is_event, items if isinstance(items, list) else []):
        number, kind = event.get("n"), event.get("kind")
        if kind in tell and isinstance(number, int) and number > heard(key):
            st.session_state[_heard(key)] = number
            tell[kind](event)


def heard(key: str) -> int:
    """Number of the last event that was taken over from the map with this key."""
    number: int = st.session_state.get(_heard(key), 0)
    return number


def painted(key: str) -> dict[str, tuple[DrawnStroke, ...]]:
    """What has been painted on the map with this key, for each view id."""
    return {
        view: tuple(
            DrawnStroke(item["tool"], item["radius_px"], tuple((x, y) for x, y in item["points"]))
            for item in items
        )
        for view, items in _strokes(key).items()
        if items
    }


def clear_painted(key: str) -> None:
    """Take everything away that was painted on the map with this key."""
    _strokes(key).clear()


def _keep_stroke(key: str, event: Event, then: Callable[[], None] | None) -> None:
    _strokes(key).setdefault(event["view"], []).append(event["item"])
    if then:
        then()


def _strokes(key: str) -> dict[str, Any]:
    strokes: dict[str, Any] = st.session_state.setdefault(f"{key} painted", {})
    return strokes


def _heard(key: str) -> str:
    return f"{key} heard"


def _is_event(item: object) -> bool:
    return isinstance(item, dict)


def _ignore(_: Event) -> None:
    """Nobody wants to know."""
