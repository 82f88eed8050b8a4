"""The map's state in the page's address: what may stand there, and what a wrong value falls back to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast, get_args

from triggerpoints.atlas.solids import load_solids
from triggerpoints.content.kin import kin_of
from triggerpoints.figures.camera import read_camera
from triggerpoints.figures.framing import of_side, opening_frame, side_of
from triggerpoints.figures.peel import BETWEEN, WHOLE, in_address, read_peel
from triggerpoints.figures.state import OVERLAYS, MapSide, MapState
from triggerpoints.quoting import quoted

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

DEFAULT = MapState()


def read(params: Mapping[str, str], atlas: Atlas, content: Content) -> tuple[MapState, list[str]]:
    """Read a state from query parameters.

    Parameters
    ----------
    params : mapping of str to str
        Query parameters of the address; unknown ones are ignored.
    atlas : Atlas
    content : Content

    Returns
    -------
    state : MapState
        With a safe default for everything that is missing or wrong.
    problems : list of str
        One sentence for each wrong value, for the reader of the page.
    """
    problems: list[str] = []

    def choose(name: str, known: object, word: str, default: str, instead: str) -> str:
        value = params.get(name)
        if not value or value in known:  # type: ignore[operator]
            return value or default
        problems.append(
            f"The address asks for the {word} {quoted(value)}, which does not exist here. {instead}"
        )
        return default

    muscle = (
        choose("muscle", content.muscles, "muscle", "", "Choose one on the map or in the search box.") or None
    )
    shown = cast(MapSide, choose("side", get_args(MapSide), "side", "", "The right side is shown.") or None)
    side = shown or side_of(atlas, params.get("view", "")) or DEFAULT.side
    view, layer = opening_frame(atlas, content, muscle, side)
    points = [point.id for point in content.muscles[muscle].trigger_points] if muscle else []
    camera = None
    if asked := params.get("turn"):
        try:
            camera = read_camera(asked)
        except ValueError as error:
            problems.append(f"The address asks for the turn {quoted(asked)}. {error} The map is shown.")
    peel, kin = WHOLE, None
    if camera:
        shared = [one.id for one in kin_of(content, muscle)] if muscle else []
        kin = (
            choose("kin", shared, "shared nerve, bone or movement", "", "No other muscle is lit up.") or None
        )
        peel, unknown = read_peel(params, load_solids().keys)
        problems += [
            f"The address takes the part {quoted(part)} off the body, which does not exist here."
            for part in unknown
        ]
    without = [name for name in params.get("without", "").split(BETWEEN) if name]
    problems += [
        f"The address leaves out {quoted(name)}, which does not exist here."
        for name in without
        if name not in OVERLAYS
    ]
    state = MapState(
        camera=camera,
        peel=peel,
        kin=kin,
        points="points" not in without,
        essential="essential" not in without,
        spillover="spillover" not in without,
        outlines="outlines" not in without,
        muscle=muscle,
        point=choose("point", points, "trigger point", "", "All trigger points are shown.") or None,
        view=of_side(
            atlas,
            choose("view", atlas.views, "view", view, f"The view “{atlas.views[view].label}” is shown."),
            side,
        ),
        layer=choose("layer", atlas.layers, "layer", layer, "Another layer is shown."),
        side=side,
    )
    return state, problems


def write(state: MapState, atlas: Atlas, content: Content) -> dict[str, str]:
    """Query parameters that `read` turns into this state again; defaults are left out."""
    view, layer = opening_frame(atlas, content, state.muscle, state.side)
    values = {
        "muscle": (state.muscle, None),
        "point": (state.point, None),
        "view": (state.view, view),
        "layer": (state.layer, layer),
        "side": (state.side, DEFAULT.side),
        "without": (BETWEEN.join(name for name in OVERLAYS if not getattr(state, name)), ""),
        "turn": (str(state.camera) if state.camera else None, None),
    }
    found = {
        name: value for name, (value, default) in values.items() if value is not None and value != default
    }
    if not state.camera:
        return found
    return found | in_address(state.peel) | ({"kin": state.kin} if state.kin else {})
