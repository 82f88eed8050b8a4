"""An emergency sign fills the screen and then stays on every page until it is taken back."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.open_page import ROOT, html
from triggerpoints.content import load_content
from triggerpoints.referral.areas import Area
from triggerpoints.referral.record import PainRecord

CONTENT = load_content()
EMERGENCIES = [flag.id for flag in CONTENT.red_flags.values() if flag.level == "emergency"]
OTHERS = [flag.id for flag in CONTENT.red_flags.values() if flag.level != "emergency"]


def said_yes(*flags: str) -> AppTest:
    """The app on its first page, after these signs were answered with yes."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
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
