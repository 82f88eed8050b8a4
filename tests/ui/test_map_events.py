"""What a click, a stroke or a turn on a map does to what the page shows, without a browser."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import streamlit as st

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures import MapState, map_payload
from triggerpoints.referral.areas import Area
from triggerpoints.study.quiz import cards, quiz
from triggerpoints.ui.components import bodymap as component
from triggerpoints.ui.explore import session as explore
from triggerpoints.ui.find import body_map as find_map
from triggerpoints.ui.find import session as find
from triggerpoints.ui.learn import question_map
from triggerpoints.ui.needle import session as needle

ATLAS, CONTENT = load_atlas(), load_content()


@pytest.fixture(autouse=True)
def visit(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """An empty session."""
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


def test_a_click_on_a_muscle_selects_it_and_its_side() -> None:
    explore.pick({"id": "soleus", "side": "left", "x": 1, "y": 1})
    assert (explore.current().muscle, explore.current().side) == ("soleus", "left")
    explore.pick({"id": "gastrocnemius", "side": "right", "x": 1, "y": 1})
    assert (explore.current().muscle, explore.current().side) == ("gastrocnemius", "right")


def test_a_click_keeps_both_sides_where_both_are_shown() -> None:
    explore.change(side="both")
    explore.pick({"id": "soleus", "side": "left", "x": 1, "y": 1})
    assert explore.current().side == "both"


def test_a_click_on_a_muscle_of_the_midline_keeps_the_side() -> None:
    explore.change(side="left")
    explore.pick({"id": "soleus", "side": "midline", "x": 1, "y": 1})
    assert explore.current().side == "left"


def test_a_click_on_another_muscle_lets_the_trigger_point_go() -> None:
    explore.pick({"id": "soleus", "side": "right", "x": 1, "y": 1})
    explore.pick_point({"id": "proximal", "side": "right"})
    assert explore.current().point == "proximal"
    explore.pick({"id": "gastrocnemius", "side": "right", "x": 1, "y": 1})
    assert explore.current().point is None


def test_a_click_beside_the_muscles_selects_none_and_an_unknown_muscle_changes_nothing() -> None:
    explore.pick({"id": "soleus", "side": "right", "x": 1, "y": 1})
    before = explore.current()
    explore.pick({"id": "no-such-muscle", "side": "left", "x": 1, "y": 1})
    assert explore.current() == before
    explore.pick({"id": None, "side": None, "x": 1, "y": 1})
    assert explore.current().muscle is None


def test_what_the_reader_turned_on_the_map_is_taken_over() -> None:
    explore.show({"view": "back", "layer": "skin", "points": False})
    state = explore.current()
    assert (state.view, state.layer, state.points, state.essential) == ("back", "skin", False, True)


@pytest.mark.parametrize("wrong", ["from-mars", None, 3, ["back"], {"back": 1}])
@pytest.mark.parametrize("name", ["view", "layer", "side", "points", "muscle", "audience"])
def test_a_value_of_the_map_that_does_not_exist_changes_nothing(name: str, wrong: object) -> None:
    explore.show({name: wrong, "n": 1, "kind": "show"})
    assert explore.current() == MapState()


def test_another_plane_stands_at_the_point_again() -> None:
    needle.change(plane="sagittal")
    needle.change(move_mm=12)
    assert needle.current().move_mm == 12
    needle.change(plane="coronal")
    assert needle.current().move_mm == 0


@pytest.mark.parametrize("other", [{"muscle": "soleus"}, {"side": "left"}, {"point": "distal"}])
def test_another_point_puts_plane_angle_and_view_back(other: dict[str, str]) -> None:
    needle.change(plane="sagittal")
    needle.change(move_mm=12, angle=20, view="back")
    needle.change(**other)
    state = needle.current()
    assert (state.plane, state.move_mm, state.angle, state.view, state.place) == (None, 0, 0, None, None)


def on_skin(view: str, x_mm: float, z_mm: float) -> tuple[float, float, np.ndarray]:
    """Pixel of a skin point of a view about here, and the point."""
    index = ATLAS.index(view)
    seen = np.unique(index[index >= 0])
    skin = ATLAS.surface.position_mm[seen]
    point = skin[np.argmin(np.hypot(skin[:, 0] - x_mm, skin[:, 2] - z_mm))]
    x, y = ATLAS.views[view].project(point)[0]
    return float(x), float(y), point


@pytest.mark.parametrize(("view", "x_mm"), [("front", -90), ("front", 90), ("back", -90), ("back", 90)])
def test_a_place_is_taken_where_it_was_clicked_on_its_own_side(view: str, x_mm: float) -> None:
    x, y, point = on_skin(view, x_mm, 650)
    needle.pick_place(ATLAS, view, x, y)
    state = needle.current()
    assert state.place == pytest.approx(tuple(point), abs=15)
    assert state.side == ("left" if x_mm > 0 else "right")
    assert state.view == view, "the map stays as it was"
    here = needle.site(ATLAS, CONTENT, state)
    assert np.sign(here.point_mm[0]) == np.sign(x_mm)


def test_a_click_beside_the_body_changes_nothing() -> None:
    before = needle.current()
    needle.pick_place(ATLAS, "front", 1, 1)
    assert needle.current() == before


def test_a_point_of_the_left_side_is_the_mirror_of_the_right_one() -> None:
    right, left = (
        needle.site(ATLAS, CONTENT, needle.SectionState(muscle="soleus", side=side)).point_mm
        for side in ("right", "left")
    )
    assert right[0] < 0 < left[0]
    assert left == (-right[0], *right[1:])


def test_a_tap_marks_a_place_and_a_second_tap_takes_it_away() -> None:
    find.tap({"id": "temple", "side": "left", "x": 1, "y": 1})
    assert find.current().areas == (Area("temple", "left"),)
    find.tap({"id": "temple", "side": "right", "x": 1, "y": 1})
    assert find.current().areas == (Area("temple", "left"), Area("temple", "right"))
    find.tap({"id": "temple", "side": "left", "x": 1, "y": 1})
    assert find.current().areas == (Area("temple", "right"),)
    find.tap({"id": "no-such-place", "side": "left", "x": 1, "y": 1})
    find.tap({"id": None, "side": None, "x": 1, "y": 1})
    assert find.current().areas == (Area("temple", "right"),)


def test_a_tap_on_the_midline_marks_both_sides() -> None:
    find.tap({"id": "vertex", "side": "midline", "x": 1, "y": 1})
    assert find.current().areas == (Area("vertex", "both"),)


def test_what_was_painted_becomes_an_area_in_millimetres(monkeypatch: pytest.MonkeyPatch) -> None:
    x, y, _ = on_skin("front", 90, 1300)
    mm_per_px = ATLAS.views["front"].mm_per_px
    stroke = SimpleNamespace(tool="paint", radius_px=20 / mm_per_px, points=((x, y), (x + 1, y)))
    cleared = []
    monkeypatch.setattr(find, "painted", lambda _: {"front": (stroke,)})
    monkeypatch.setattr(find, "clear_painted", cleared.append)
    find.take_strokes()
    (area,) = find.current().areas
    assert area.strokes[0].radius_mm == 20
    assert area.strokes[0].points_mm[0] == (round(x * mm_per_px), round(y * mm_per_px))
    assert cleared == [find.MAP], "a stroke is taken once"


def test_a_yes_takes_the_old_no_back_and_a_no_the_old_yes() -> None:
    first, second = list(CONTENT.red_flags)[:2]
    find.answer_none([first, second])
    find.answer(first, True)
    assert (find.current().yes, find.current().no) == ((first,), (second,))
    find.answer(first, False)
    assert (find.current().yes, find.current().no) == ((), (second,))
    find.ask_again([second])
    assert find.current().no == ()


def test_a_yes_is_kept_once() -> None:
    first = next(iter(CONTENT.red_flags))
    find.answer(first, True)
    find.answer(first, True)
    assert find.current().yes == (first,)


def test_the_map_of_a_pain_turns_to_known_views_only(visit: dict[str, Any]) -> None:
    find_map.show_view(ATLAS, "back")
    before = dict(visit)
    find_map.show_view(ATLAS, "from-mars")
    assert dict(visit) == before and "back" in visit.values()


PICK = {"kind": "pick", "id": "soleus", "side": "left", "x": 3, "y": 4}


@pytest.fixture
def mounted(monkeypatch: pytest.MonkeyPatch, visit: dict[str, Any]) -> dict[str, Any]:
    """What the component was last drawn with; `events` reports some of them."""
    drawn: dict[str, Any] = {}
    monkeypatch.setattr(component, "_mount", lambda data, **options: drawn.update(options, data=data[0]))

    def report(*events: dict[str, Any]) -> None:
        visit["map"] = {"events": {"items": list(events)}}
        drawn["on_events_change"]()

    drawn["report"] = report
    return drawn


def draw(**callbacks: Any) -> None:
    component.bodymap(map_payload(ATLAS, CONTENT, MapState()), key="map", **callbacks)


@pytest.mark.parametrize(
    ("callback", "event", "told"),
    [
        ("on_pick", PICK, PICK),
        ("on_point", {"kind": "point", "id": "proximal"}, {"kind": "point", "id": "proximal"}),
        ("on_show", {"kind": "show", "layer": "skin"}, {"kind": "show", "layer": "skin"}),
        ("on_view", {"kind": "show", "view": "back"}, {"id": "back"}),
    ],
)
def test_an_event_of_the_map_reaches_the_page(
    mounted: dict[str, Any], callback: str, event: dict[str, Any], told: dict[str, Any]
) -> None:
    heard: list[dict[str, Any]] = []
    draw(**{callback: heard.append})
    mounted["report"]({**event, "n": 1})
    assert [{k: v for k, v in item.items() if k != "n"} for item in heard] == [told]


def test_each_of_several_quick_events_counts_once_and_in_order(mounted: dict[str, Any]) -> None:
    heard: list[Any] = []
    draw(on_pick=lambda event: heard.append(event["id"]))
    first, second, third = ({**PICK, "n": n, "id": f"muscle {n}"} for n in (1, 2, 3))
    mounted["report"](first)
    mounted["report"](first, second, third)  # the map repeats what was not answered
    mounted["report"](third)
    assert heard == ["muscle 1", "muscle 2", "muscle 3"]
    draw()
    assert mounted["data"]["heard"] == 3


@pytest.mark.parametrize(
    "message",
    [None, {}, {"events": None}, {"events": 3}, {"events": {"items": None}}, {"events": {"items": [{}]}}],
)
def test_a_message_without_events_or_without_the_maps_state_is_no_fault(
    mounted: dict[str, Any], visit: dict[str, Any], message: object
) -> None:
    heard: list[Any] = []
    draw(on_pick=heard.append)
    visit.pop("map", None)
    mounted["on_events_change"]()
    visit["map"] = message
    mounted["on_events_change"]()
    assert heard == []


def test_strokes_are_kept_by_view_until_they_are_cleared(mounted: dict[str, Any]) -> None:
    painted = []
    draw(mode="paint", on_paint=lambda: painted.append(component.painted("map")))
    item = {"tool": "paint", "radius_px": 5, "points": [[1, 2], [3, 4]]}
    mounted["report"]({"kind": "stroke", "n": 1, "view": "front", "item": item})
    mounted["report"]({"kind": "stroke", "n": 2, "view": "front", "item": item})
    stroke = component.DrawnStroke("paint", 5, ((1, 2), (3, 4)))
    assert painted == [{"front": (stroke,)}, {"front": (stroke, stroke)}]
    draw()
    assert mounted["data"]["strokes"] == [item, item]
    component.clear_painted("map")
    assert component.painted("map") == {}


def test_only_a_map_whose_turns_are_wanted_has_controls(mounted: dict[str, Any]) -> None:
    draw()
    assert "index" not in mounted["data"]
    draw(on_show=lambda event: None)
    assert mounted["data"]["index"].startswith("map-index.json?v=")


@pytest.mark.parametrize(
    ("kind", "answered", "counts"), [("find", False, 1), ("find", True, 0), ("name", False, 0)]
)
def test_a_click_answers_only_an_open_question_that_asks_to_find(
    monkeypatch: pytest.MonkeyPatch, kind: str, answered: bool, counts: int
) -> None:
    given: list[str] = []
    told: dict[str, Any] = {}
    monkeypatch.setattr(question_map, "bodymap", lambda *_, **options: told.update(options))
    (question,) = quiz(ATLAS, CONTENT, cards(CONTENT, ("leg",), (kind,), set(CONTENT.muscles)), 1, "1")
    question_map.question_map(
        ATLAS, CONTENT, question, answered=answered, erase=False, on_pick=given.append, on_mark=lambda: None
    )
    told["on_pick"]({"id": None, "side": None})
    told["on_pick"]({"id": "soleus", "side": "right"})
    assert given == ["soleus"] * counts
