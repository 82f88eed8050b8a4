"""The body map of Find my pain: tap, paint or draw around where it hurts; marked areas over a pattern."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np
import streamlit as st
from markupsafe import Markup

from triggerpoints.figures import MapState, map_payload
from triggerpoints.figures.area_outline import smooth_outline
from triggerpoints.figures.framing import WHOLE_BODY
from triggerpoints.figures.payload import MapPayload, MarkedArea, Mode, Offer
from triggerpoints.figures.svg_path import rings
from triggerpoints.referral.areas import Area, area_name, area_weights
from triggerpoints.referral.sentences import area_words
from triggerpoints.ui.components.body3d import turn_button
from triggerpoints.ui.components.bodymap import bodymap
from triggerpoints.ui.figure import switch
from triggerpoints.ui.find import session, turned
from triggerpoints.ui.server import map_files, place_files, restarts
from triggerpoints.ui.state import address, audience, skin_figure

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content
    from triggerpoints.figures.state import MapSide
    from triggerpoints.referral.search import Hit

PointerTool = Literal["tap", "paint", "lasso", "erase"]
TOOLS: dict[PointerTool, str] = {
    "tap": ":material/touch_app: Tap",
    "paint": ":material/brush: Paint",
    "lasso": ":material/gesture: Circle",
    "erase": ":material/ink_eraser: Erase",
}
MODES: dict[PointerTool, Mode] = {"tap": "pick", "paint": "paint", "lasso": "lasso", "erase": "paint"}
HINTS: dict[PointerTool, str] = {
    "tap": "Tap where it hurts. Tap again to take it away.",
    "paint": "Paint over the place that hurts.",
    "lasso": "Draw a line around the place that hurts.",
    "erase": "Rub over a marked area to make it smaller.",
}
BRUSHES_MM = {"Fine": 10, "Medium": 22, "Broad": 38}
DEFAULT_BRUSH = "Medium"
HELP = (
    "Arrow keys move through the places of the body and say their names, Enter marks a place or takes it "
    "away, plus and minus zoom, 0 shows the whole picture."
)
FIGURE_NOTE = "Close-ups show a man’s skin."
MOST_PREVIEWS = 20  # as many as there are cards at most
CLOSE_UP_SHARE = 0.95  # a close-up is chosen when it shows this share of what a whole-body view shows
_TOOL, _BRUSH, _FRAME = session.TOOL, session.BRUSH, session.FRAME
_SHOWN = "pain pattern"
_SIDE_VIEWS = {
    view: [f"Your {side} side", ""]
    for side in ("left", "right")
    for view in (side, f"head-{side}", f"neck-{side}")
}


@dataclass(frozen=True)
class ShownPattern:
    """A muscle whose pattern is held on the map."""

    muscle: str
    side: MapSide


def shown_pattern() -> ShownPattern | None:
    """The pattern that is held on the map, if any."""
    shown: ShownPattern | None = st.session_state.get(_SHOWN)
    return shown


def show_pattern(atlas: Atlas, content: Content, muscle: str | None, side: MapSide = "both") -> None:
    """Hold a muscle's pattern on the map, or let it go."""
    st.session_state[_SHOWN] = ShownPattern(muscle, side) if muscle else None


def turn_to(atlas: Atlas, areas: Sequence[Area]) -> None:
    """Turn the map to the view that shows most of the areas; meant for callbacks."""
    st.session_state[_FRAME] = best_view(atlas, areas)


def show_view(atlas: Atlas, view: object) -> None:
    """Turn the map to a view; meant for callbacks, so the view may be anything."""
    if isinstance(view, str) and view in atlas.views:
        st.session_state[_FRAME] = view


def draw(atlas: Atlas, content: Content, hits: Sequence[Hit]) -> None:
    """Draw the tools and the map."""
    tool = _choose_tool()
    view = _view(atlas)
    st.html(Markup('<p class="tp-note tp-hint">{} {}</p>').format(HINTS[tool], _orientation(atlas, view)))
    erase = tool == "erase"
    if turned.camera():
        shown = shown_pattern()
        turned.draw(
            atlas,
            content,
            view,
            session.current().areas,
            (shown.muscle, shown.side) if shown else None,
            ("tap" if tool == "lasso" else tool, _brush_mm()),
            on_view=lambda view: show_view(atlas, view),
        )
        _steps(atlas, content)
        _choose_figure()
        return
    bodymap(
        payload(atlas, content, view, session.current().areas, hits, shown_pattern()),
        key=session.MAP,
        mode=MODES[tool],
        brush_mm=_brush_mm(),
        erase=erase,
        on_pick=session.tap,
        on_paint=session.take_strokes,
        on_show=lambda event: show_view(atlas, event.get("view")),
        index_url=place_files.place_index_url(skin_figure.current()),
    )
    _steps(atlas, content, view)
    _choose_figure()


def _view(atlas: Atlas) -> str:
    """The view that is shown: the chosen one, else that which shows most of what is marked."""
    view: str = st.session_state.get(_FRAME, "")
    if view not in atlas.views:
        areas = session.current().areas
        view = st.session_state[_FRAME] = best_view(atlas, areas) if areas else next(iter(atlas.views))
    return view


def _choose_figure() -> None:
    def in_address() -> None:
        address.change(figure=skin_figure.in_address())

    switch.draw(FIGURE_NOTE, in_address)
    switch.keep_choice(in_address)


def _steps(atlas: Atlas, content: Content, view: str | None = None) -> None:
    """Undo, clear, and from a view of the map to the turning body."""
    with st.container(horizontal=True, gap="small"):
        st.button("Undo", icon=":material/undo:", on_click=session.undo, disabled=not session.can_undo())
        st.button(
            "Clear all",
            icon=":material/delete_sweep:",
            on_click=session.clear,
            disabled=not session.current().areas,
        )
        if shown := shown_pattern():
            st.button(
                f"Hide {content.muscles[shown.muscle].names.en}",
                icon=":material/visibility_off:",
                on_click=lambda: show_pattern(atlas, content, None),
            )
        if view:
            turn_button(lambda: turned.turn(view))


def payload(
    atlas: Atlas,
    content: Content,
    view: str,
    areas: Sequence[Area],
    hits: Sequence[Hit],
    shown: ShownPattern | None,
) -> MapPayload:
    """What the body-map component needs: places to choose, marked areas and the pattern to compare."""
    state = MapState(
        view=view,
        layer="skin",
        muscle=shown.muscle if shown else None,
        side=shown.side if shown else "both",
        outlines=False,
        audience=audience.current(),
        figure=skin_figure.current(),
    )
    data = map_payload(atlas, content, state)
    drawn = data["zones_of"]
    return {
        **data,
        "label": _label(atlas, content, view, areas),
        "view": {**data["view"], "sides": data["view"]["sides"] or _SIDE_VIEWS.get(view)},
        "selected": None,
        "lit": None,
        "offer": _offer(atlas, view, areas),
        "shapes_url": place_files.places_url(drawn),
        "names_url": place_files.place_names_url(),
        "shapes_layer": "places",
        "possessive": True,
        "help": HELP if st.session_state.get(_TOOL, "tap") == "tap" else None,
        "areas": [
            marked
            for number, area in enumerate(areas, start=1)
            if (marked := _drawn_area(atlas, drawn, area, number))
        ],
        "previews": {
            f"st-key-hit-{hit.muscle}": map_files.pattern_url(drawn, hit.muscle, hit.side)
            for hit in hits[:MOST_PREVIEWS]
        },
    }


def _label(atlas: Atlas, content: Content, view: str, areas: Sequence[Area]) -> str:
    said = f"Body map: {atlas.views[view].label}. Mark where it hurts."
    named = [audience.sided(area_words(area_name(atlas, content, area), content)) for area in areas]
    return f"{said} Marked: {'; '.join(named)}." if named else said


def best_view(atlas: Atlas, areas: Sequence[Area]) -> str:
    """The view that shows most of the areas, a close-up where it shows them as well as the whole body."""
    return _best_view(atlas, tuple(area.shape for area in areas))


@lru_cache(128)
def _best_view(atlas: Atlas, areas: tuple[Area, ...]) -> str:
    weights = np.max([area_weights(atlas, area) for area in areas], axis=0)

    def seen_mm2(view: str) -> float:
        return float(atlas.field(view, weights).sum()) * atlas.views[view].mm_per_px ** 2

    whole = max(_whole(atlas), key=seen_mm2)
    near = max(_close(atlas), key=seen_mm2, default=whole)
    return near if seen_mm2(near) >= CLOSE_UP_SHARE * seen_mm2(whole) else whole


def _whole(atlas: Atlas) -> list[str]:
    return [view.id for view in atlas.views.values() if view.group == WHOLE_BODY]


def _close(atlas: Atlas) -> list[str]:
    return [
        view.id for view in atlas.views.values() if view.group != WHOLE_BODY and view.pictures.get("skin")
    ]


def _drawn_area(atlas: Atlas, view: str, area: Area, number: int) -> MarkedArea | None:
    """An area for the browser: its outline and where its number stands; None when it is not seen."""
    found = area_outline(atlas, view, area.shape)
    if found is None:
        return None
    path, x_px, y_px = found
    return {"d": path, "n": number, "x": x_px, "y": y_px}


@lru_cache(512)
def area_outline(atlas: Atlas, view: str, area: Area) -> tuple[str, float, float] | None:
    """Outline of an area in a view (SVG path, picture pixels) and the top of its largest ring."""
    path = smooth_outline(atlas, view, area_weights(atlas, area))
    if not path:
        return None
    largest = max(rings(path), key=lambda ring: float(np.prod(np.ptp(ring, axis=0))))
    top = largest[int(np.argmin(largest[:, 1]))]
    return path, round(float(top[0]), 1), round(float(top[1]), 1)


def _choose_tool() -> PointerTool:
    # an open page that goes on in a new visit may bring None, and the browser may keep anything
    tool, brush = st.session_state.get(_TOOL), st.session_state.get(_BRUSH)
    if not restarts.is_provisional():  # what is set here would be set in the browser, which knows better then
        st.session_state[_TOOL] = tool if tool in TOOLS else "tap"
        st.session_state[_BRUSH] = brush if brush in BRUSHES_MM else DEFAULT_BRUSH
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.segmented_control(
            "What a touch does",
            list(TOOLS),
            format_func=TOOLS.__getitem__,
            key=_TOOL,
            required=True,
            wrap=True,
            label_visibility="collapsed",
        )
        chosen: PointerTool = st.session_state.get(_TOOL) or "tap"
        if chosen in ("paint", "erase"):
            st.segmented_control(
                "Brush",
                list(BRUSHES_MM),
                key=_BRUSH,
                required=True,
                wrap=True,
                label_visibility="collapsed",
            )
    return chosen


def _brush_mm() -> int:
    return BRUSHES_MM[st.session_state.get(_BRUSH) or DEFAULT_BRUSH]


def _orientation(atlas: Atlas, view: str) -> Markup:
    """HTML that says which side is which."""
    if audience.current() == "student" and view in ("front", "back"):
        side = "right" if view == "front" else "left"
        return Markup("Seen from the {}: <strong>the {} of the body is on the left</strong>.").format(
            view, side
        )
    if view == "front":
        return Markup("<strong>Your right is on the left</strong> of the picture.")
    if view == "back":
        return Markup("Seen from behind: <strong>your left is on the left</strong> of the picture.")
    if view in _SIDE_VIEWS:
        side = _SIDE_VIEWS[view][0].lower()
        if audience.current() == "student":
            side = side.replace("your", "the", 1)
        return Markup("You see <strong>{}</strong>.").format(side)
    return Markup("Close-up: <strong>{}</strong>.").format(atlas.views[view].label.lower())


def _offer(atlas: Atlas, view: str, areas: Sequence[Area]) -> Offer | None:
    """The close-up that shows the areas, and from a close-up the way back."""
    if view in _close(atlas):
        return {"id": _whole(atlas)[0], "label": WHOLE_BODY, "way": "out"}
    near = best_view(atlas, areas) if areas else view
    return {"id": near, "label": atlas.views[near].label, "way": "in"} if near in _close(atlas) else None
