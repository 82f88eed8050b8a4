"""An emergency sign fills the screen and then stays on every page until it is taken back."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.open_page import ROOT, html, text
from triggerpoints.content import load_content
from triggerpoints.referral.areas import Area
from triggerpoints.referral.record import PainRecord
from triggerpoints.ui import shell
from triggerpoints.ui.alarm import pieces
from triggerpoints.ui.find import way

CONTENT = load_content()
EMERGENCIES = [flag.id for flag in CONTENT.red_flags.values() if flag.level == "emergency"]
OTHERS = [flag.id for flag in CONTENT.red_flags.values() if flag.level != "emergency"]


def said_yes(*flags: str, **params: str) -> AppTest:
    """The app on its first page, after these signs were answered with yes."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params.update(params)
    app.session_state["pain record"] = PainRecord((Area("heel", "left"),), yes=flags)
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("flag", EMERGENCIES)
def test_every_emergency_sign_opens_the_alarm_with_numbers_to_call(flag: str) -> None:
    said = html(said_yes(flag))
    assert 'class="tp-alarm" role="alert"' in said
    assert "tp-alarm-bar" in said
    for number in ("112", "911", "999"):
        assert f'href="tel:{number}"' in said
    if flag == "thoughts-of-suicide":
        assert "You can talk to someone now" in said


def test_signs_that_can_wait_some_hours_do_not_fill_the_screen() -> None:
    assert "tp-alarm" not in html(said_yes(*OTHERS))


def test_reading_it_leaves_a_bar_from_which_it_opens_again() -> None:
    app = press(said_yes("pressing-chest-pain"), "I have read this. Go on")
    assert "tp-alarm-bar" in html(app)
    assert 'class="tp-alarm"' not in html(app)
    assert 'class="tp-alarm"' in html(press(app, "What to do"))


def test_a_sign_that_is_not_true_is_taken_back() -> None:
    app = press(said_yes("pressing-chest-pain"), "This is not true for me")
    assert "tp-alarm" not in html(app)


def test_the_chosen_country_gives_its_numbers_and_crisis_lines() -> None:
    app = said_yes("thoughts-of-suicide", "pressing-chest-pain")
    app.selectbox(key="alarm country choice").select("us").run()
    said = html(app)
    assert 'href="tel:911"' in said and 'href="tel:988"' in said and 'href="sms:988"' in said
    assert 'href="tel:112"' not in said
    assert "Call your emergency number now (911)" in said


@pytest.mark.parametrize("flag", ["pressing-chest-pain", "thoughts-of-suicide"])
def test_the_bar_with_a_number_to_call_stays_on_every_step_and_every_page(
    flag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.page_ids()  # kept, so that each of them stays among the pages when it stands at / too
    steps = [("find", {"step": step}) for step in (*way.STEPS, way.ALL)]
    for page, params in (*steps, *((page, {}) for page in shell.page_ids())):
        monkeypatch.setattr(shell, "HOME", page)
        said = html(press(said_yes(flag, **params), "I have read this. Go on"))
        assert "tp-alarm-bar" in said and 'href="tel:' in said, (page, params)
        assert 'class="tp-alarm"' not in said, (page, params)


@pytest.mark.parametrize("flag", EMERGENCIES)
def test_with_an_emergency_nothing_is_offered_to_try_and_muscles_are_folded_away(
    flag: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell.page_ids()  # kept, so that this page stays among the pages when it stands at / too
    monkeypatch.setattr(shell, "HOME", "find")
    app = said_yes(flag, step="fits")
    assert "Get help first" in text(app)
    assert "Safe to try now" not in html(app) and "tp-press" not in html(app)
    assert any(fold.label == "Muscles and self-care, for later" for fold in app.expander)


def test_a_number_stands_once_where_the_emergency_number_is_the_first_to_talk_to() -> None:
    flag = CONTENT.red_flags[pieces.SUICIDE]
    for line in CONTENT.help_lines.values():
        numbers = re.findall(r'href="tel:(\d+)"', pieces.screen([flag], line))
        assert len(numbers) == len(set(numbers)), line.id
        assert set(line.emergency) <= set(numbers), line.id
