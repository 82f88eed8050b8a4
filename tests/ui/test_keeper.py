"""What the browser gives back is read like an uploaded file: never trusted, never mixed with a link."""

import json

import pytest

from triggerpoints.referral.areas import Area
from triggerpoints.referral.record import PainRecord, to_json
from triggerpoints.ui.components.keeper import Found
from triggerpoints.ui.find import session

HEEL, TEMPLE = Area("heel", "left"), Area("temple", "right")


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict:
    kept: dict = {}
    monkeypatch.setattr(session.st, "session_state", kept)
    return kept


def kept(record: PainRecord, link: str | None = None, *, same_tab: bool = True) -> Found:
    return Found(json.dumps({"link": link, "record": to_json(record)}), same_tab)


def test_a_reloaded_tab_goes_on_where_it_was(state: dict) -> None:
    session._take_kept(kept(PainRecord((HEEL,), yes=("pressing-chest-pain",))))
    assert session.current().areas == (HEEL,)
    assert session.current().yes == ("pressing-chest-pain",)


def test_the_same_tab_draws_with_the_same_tool_and_another_one_does_not(state: dict) -> None:
    record, chosen = to_json(PainRecord((HEEL,))), {"pain tool": "paint", "pain frame": "back", "pain": "x"}
    text = json.dumps({"link": None, "record": record, "map": chosen})
    session._take_kept(Found(text, same_tab=False))
    assert session.TOOL not in state
    session._take_kept(Found(text, same_tab=True))
    assert (state[session.TOOL], state[session.FRAME]) == ("paint", "back")
    assert "pain" not in state
    assert session._map_choices() == {session.TOOL: "paint", session.FRAME: "back"}


def test_a_mark_made_before_the_browser_answered_is_added(state: dict) -> None:
    session.set_areas([TEMPLE])
    session._take_kept(kept(PainRecord((HEEL,))))
    assert session.current().areas == (HEEL, TEMPLE)


def test_another_tab_is_offered_and_not_mixed_in(state: dict) -> None:
    session._take_kept(kept(PainRecord((HEEL,)), same_tab=False))
    assert session.current() == PainRecord()
    session.take_offer(is_wanted=True)
    assert session.current().areas == (HEEL,)
    assert session.offered() is None


def test_a_link_opened_again_goes_on_and_another_link_starts_anew(state: dict) -> None:
    state["pain link"] = {"areas": "A"}
    session.set_areas([TEMPLE])
    session._take_kept(kept(PainRecord((HEEL,)), link=json.dumps({"areas": "B"})))
    assert session.current().areas == (TEMPLE,)
    session._take_kept(kept(PainRecord((HEEL,)), link=json.dumps({"areas": "A"})))
    assert session.current().areas == (HEEL,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '"x"',
        "[" * 50_000,
        '{"link": null, "record": 5}',
        '{"link": null, "record": "{}"}',
        json.dumps({"link": None, "record": '{"format": "pain areas 1", "areas": [{"place": "<script>"}]}'}),
    ],
)
def test_anything_else_from_the_browser_changes_nothing(state: dict, text: str) -> None:
    session.set_areas([TEMPLE])
    session._take_kept(Found(text, same_tab=True))
    assert session.current().areas == (TEMPLE,)
