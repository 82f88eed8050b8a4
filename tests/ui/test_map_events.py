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


def test_the_offer_of_another_view_is_taken() -> None:
    explore.turn({"id": "back"})
    assert explore.current().view == "back"


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


@pytest.mark.parametrize(
    ("name", "event"),
    [
        ("pick", {"id": "soleus", "side": "left", "x": 3, "y": 4}),
        ("point", {"id": "proximal", "side": "left"}),
        ("view", {"id": "back"}),
    ],
)
def test_an_event_of_the_map_reaches_the_page_and_no_event_does_not(
    monkeypatch: pytest.MonkeyPatch, visit: dict[str, Any], name: str, event: dict[str, Any]
) -> None:
    mounted: dict[str, Any] = {}
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(component, "_mount", lambda **options: mounted.update(options))
    payload = map_payload(ATLAS, CONTENT, MapState())
    component.bodymap(payload, key="map", **{f"on_{name}": told.append})  # type: ignore[arg-type]
    visit["map"] = {}
    mounted[f"on_{name}_change"]()
    assert told == []
    visit["map"] = {name: event}
    mounted[f"on_{name}_change"]()
    assert told == [event]


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
    question_map.draw(ATLAS, CONTENT, question, answered=answered, on_answer=given.append)
    told["on_pick"]({"id": None, "side": None})
    told["on_pick"]({"id": "soleus", "side": "right"})
    assert given == ["soleus"] * counts
