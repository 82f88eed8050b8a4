"""What the page 'Under the needle' shows, in the session and in the address; changed only by callbacks."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal, cast

from triggerpoints.content import load_content
from triggerpoints.content.models.tissue_depth import BUILDS, Build
from triggerpoints.figures.framing import best_view
from triggerpoints.quoting import quoted
from triggerpoints.sections.cut import PLANES, PlaneKind
from triggerpoints.sections.path import MAX_ANGLE_DEG, first_muscle
from triggerpoints.ui.state import address, chosen
from triggerpoints.ui.state.page_state import PageState

if TYPE_CHECKING:
    from triggerpoints.atlas import Atlas
    from triggerpoints.content import Content

Point = tuple[float, float, float]
FIRST_SHOWN = "infraspinatus"
FARTHEST_MM = 60
MAP_VIEWS = ("front", "back", "left", "right")


@dataclass(frozen=True)
class SectionState:
    """What is shown.

    Attributes
    ----------
    muscle, point : str or None
        A trigger point; without a muscle there is a place of the skin.
    side : {'right', 'left'}
    place : tuple of 3 float, or None
        A place on the skin that was clicked on the map, in mm.
    plane : str or None
        The plane that shows the line best, without one.
    move_mm : int
        How far the plane has been moved off the point.
    angle : int
        Degrees, as in `triggerpoints.sections.path`.
    build : {'slim', 'average', 'heavy'}
    close : bool
        A close-up of the section.
    view : str or None
        View of the map; the one that shows the muscle best, without one.
    """

    muscle: str | None = FIRST_SHOWN
    point: str | None = None
    side: Literal["right", "left"] = "right"
    place: Point | None = None
    plane: PlaneKind | None = None
    move_mm: int = 0
    angle: int = 0
    build: Build = "average"
    close: bool = True
    view: str | None = None


@dataclass(frozen=True)
class Site:
    """The point that the section and the line go through, and the muscle it belongs to."""

    point_mm: Point
    muscle: str | None
    label: str


def current() -> SectionState:
    """State in this run."""
    return STATE.current()


def change(**changed: Any) -> None:
    """Change fields of the state; another point or place puts plane, angle and view back."""
    if changed.keys() & {"muscle", "point", "side", "place"}:
        fresh = {"plane": None, "move_mm": 0, "angle": 0} | (
            {} if "place" in changed else {"view": None, "place": None}
        )
        changed = fresh | changed
    if "plane" in changed:
        changed = {"move_mm": 0} | changed
    STATE.set(replace(current(), **changed))


def site(atlas: Atlas, content: Content, state: SectionState) -> Site:
    """The point of a state."""
    if state.place is not None:
        point, muscle = first_muscle(atlas, state.place)  # type: ignore[arg-type]
        known = content.muscles.get(muscle or "")
        return Site(
            point, muscle, f"The place you chose, over {known.names.en}" if known else "The place you chose"
        )
    muscle_record = content.muscles[state.muscle or FIRST_SHOWN]
    record = next(
        (p for p in muscle_record.trigger_points if p.id == state.point), muscle_record.trigger_points[0]
    )
    x, y, z = record.position_mm
    return Site(
        (-x if state.side == "left" else x, y, z),
        muscle_record.id,
        f"{muscle_record.names.en}: {record.label}, {state.side}",
    )


def view(atlas: Atlas, content: Content, state: SectionState, here: Site) -> str:
    """View of the map that shows the point."""
    if state.view:
        return state.view
    muscle = content.muscles.get(here.muscle or "")
    return best_view(atlas, muscle, state.side) if muscle else MAP_VIEWS[0]


def pick_place(atlas: Atlas, view_id: str, x_px: float, y_px: float) -> None:
    """Take over a click on the map."""
    index = atlas.pick(view_id, x_px, y_px)
    if index is None:
        return
    x, y, z = (round(float(v), 1) for v in atlas.surface.position_mm[index])
    change(place=(x, y, z), side="left" if x > 0 else "right", view=view_id)


def read(params: Mapping[str, str], content: Content) -> tuple[SectionState, list[str]]:
    """State of an address, with a sentence for each value that is not possible."""
    problems: list[str] = []

    def choose(name: str, known: Container[str], default: Any) -> Any:
        return address.known_value(params, name, known, problems) or default

    def number(name: str, limit: float) -> int:
        try:
            value = round(float(params.get(name, 0)))
        except (ValueError, OverflowError):
            value = 10**6
        if abs(value) <= limit:
            return value
        problems.append(
            f"The address gives {quoted(params[name])} as {name}; it must be a number up to {limit:g}."
        )
        return 0

    shown = chosen.muscle() or FIRST_SHOWN
    muscle = choose(
        "muscle", content.muscles, shown if shown in content.muscles else next(iter(content.muscles))
    )
    points = [p.id for p in content.muscles[muscle].trigger_points]
    return (
        SectionState(
            muscle=muscle,
            point=choose("point", points, chosen.point() if "muscle" not in params else None),
            side=choose("side", ("right", "left"), "right"),
            place=_place(params.get("place"), problems),
            plane=cast("PlaneKind | None", choose("plane", PLANES, None)),
            move_mm=number("move", FARTHEST_MM),
            angle=number("angle", MAX_ANGLE_DEG),
            build=choose("build", BUILDS, "average"),
            close=choose("frame", ("close", "whole"), "close") == "close",
            view=choose("view", MAP_VIEWS, None),
        ),
        problems,
    )


def write(state: SectionState) -> dict[str, str]:
    """Query parameters that `read` turns into this state again."""
    out: dict[str, str] = {}
    default = SectionState()
    for field in fields(SectionState):
        value = getattr(state, field.name)
        if value is None or (value == getattr(default, field.name) and field.name != "muscle"):
            continue
        if field.name == "place":
            out["place"] = ",".join(f"{v:g}" for v in value)
        elif field.name == "close":
            out["frame"] = "whole"
        else:
            out[{"move_mm": "move"}.get(field.name, field.name)] = str(value)
    return out


def _place(text: str | None, problems: list[str]) -> Point | None:
    if text is None:
        return None
    try:
        x, y, z = (float(v) for v in text.split(","))
    except ValueError:
        problems.append("The place in the address is not three numbers; a trigger point is shown instead.")
        return None
    if not (abs(x) < 400 and abs(y) < 400 and 0 <= z < 1900):
        problems.append("The place in the address is not on the body; a trigger point is shown instead.")
        return None
    return x, y, z


STATE = PageState("section", SectionState(), read=lambda params: read(params, load_content()), write=write)
