"""Find my pain without a browser: order of what is said, undo, files and links."""

import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from tests.pages.open_page import map_data, map_event, messages
from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.referral.areas import Area, Stroke, area_weights
from triggerpoints.referral.record import PainRecord, to_json, to_link
from triggerpoints.referral.warnings import ADVICE
from triggerpoints.ui.find import danger, session, way

ROOT = Path(__file__).parents[2]
CONTENT = load_content()


def open_page(**params: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.switch_page("pages/find.py")
    app.query_params.update(params)
    app.run()
    assert not app.exception, app.exception[0].message
    return app


def html(app: AppTest) -> str:
    return unescape("\n".join(element.proto.body for element in app.get("html")))


def say(app: AppTest, text: str) -> AppTest:
    app.text_input(key="pain words").set_value(text).run()
    assert not app.exception, app.exception[0].message
    return app


def button(app: AppTest, label: str):
    return next(button for button in app.button if button.label == label)


def test_the_first_visit_asks_where_it_hurts_and_says_that_nothing_is_stored() -> None:
    app = open_page()
    assert "You have not marked anything yet." in html(app)
    assert "Nothing you mark here is stored on the server" in html(app)
    drawn = map_data(app)
    assert drawn["view"]["sides"] == ["Your right", "Your left"]
    assert drawn["shapes_layer"] == "places"
    assert drawn["areas"] == []


def test_words_mark_areas_and_read_them_back_with_their_side() -> None:
    app = say(open_page(), "behind my right eye and the side of the nekc")
    said = html(app)
    assert "You marked: eye on your right and side of the neck on your right." in said
    assert [area["n"] for area in map_data(app)["areas"]] == [1, 2]
    assert app.text_input(key="pain words").value == ""


def test_students_read_sides_of_the_body_and_patients_their_own() -> None:
    app = open_page(audience="student")
    assert "the right of the body is on the left" in html(app)
    said = html(say(app, "left heel and right temple"))
    assert "heel on the left and temple on the right." in said
    sides = [group.options for group in app.get("button_group") if "Both" in group.options]
    assert sides
    assert all(side == ["Right", "Left", "Both"] for side in sides)
    assert not re.search(r"[Yy]our (left|right)", said)


def test_words_that_name_no_place_are_said_and_nothing_is_lost() -> None:
    app = say(say(open_page(), "left heel"), "xyzzy")
    assert "No place is called “xyzzy”" in messages(app, "warning")[0]
    assert "You wrote: <u>xyzzy</u>" in html(app)
    assert "heel on your left" in html(app)


def test_what_was_named_and_not_marked_is_said_and_marked_with_one_press() -> None:
    app = say(open_page(), "my right hip is uneven, the shoulder is fine, and my neck hurts")
    assert "You wrote “hip”. Does it hurt too?" in html(app)
    assert "Not marked: “shoulder” (said not to hurt). Tap what hurts too." in html(app)
    assert "You marked: neck" in html(app)
    button(app, "Whole hip, your right").click().run()
    assert "hip on your right" in html(app)
    assert "Does it hurt too?" not in html(app)
    assert "Not marked: “shoulder”" in html(app)


def test_what_was_put_aside_says_why_unless_it_is_marked_already() -> None:
    app = say(open_page(), "sore knee since I slept on my arm, my mum has it in her hip, mine is fine")
    assert "“arm” (when or why it hurts)" in html(app)
    app = say(say(open_page(), "neck"), "my left heel hurts, not the neck")
    assert "Not marked" not in html(app)


def test_what_is_not_sure_is_asked_about_and_settled_with_one_press() -> None:
    app = say(open_page(), "sore left hip, and when I run my knee goes")
    assert "Does it hurt here too: “knee”? Tap what does not." in html(app)
    next(button for button in app.button if (button.key or "").startswith("doubt ")).click().run()
    assert "Does it hurt here too" not in html(app)
    assert "You marked: whole hip on your left (" in html(app)
    say(app, "my right knee got a new joint, the left one started grinding")
    assert "You wrote “knee”. Which side hurts?" in html(app)
    app.button(key="side choice 0 left").click().run()
    assert "whole knee on your left" in html(app)
    assert "Which side hurts" not in html(app)


def flag_boxes(app: AppTest) -> list:
    return [box for box in app.checkbox if (box.key or "").startswith("flag ")]


def test_one_step_stands_on_the_screen_and_all_of_them_on_one_page() -> None:
    app = say(open_page(), "left heel")
    assert "tp-best" not in html(app) and not flag_boxes(app)
    seen = [html(app)]
    while any(button.key == "way next" for button in app.button):
        app.button(key="way next").click().run()
        assert not app.exception
        seen.append(html(app))
    assert len(seen) == len(way.STEPS)
    for said, step in zip(seen, way.STEPS, strict=True):
        assert f'<h1 class="tp-title">{way.TITLES[step]}</h1>' in said
    app.button(key="way all").click().run()
    for step in way.STEPS[1:]:
        assert f'<h2 class="tp-step">{way.TITLES[step]}</h2>' in html(app)


def test_the_step_stands_in_the_address_so_that_back_and_reload_find_it() -> None:
    app = say(open_page(), "left heel")
    app.button(key="way next").click().run()
    assert app.query_params["step"] in ("signs", ["signs"])
    app.query_params.pop("step")
    assert "tp-readback" in html(app.run())


def test_without_a_place_every_step_asks_where_it_hurts() -> None:
    assert "Where does it hurt?" in html(open_page(step="fits"))


def test_warning_signs_stand_before_muscles_and_block_nothing() -> None:
    said = html(say(open_page(step="all"), "chest on the left"))
    assert said.index("Needs help now") < said.index("tp-best")


@pytest.mark.parametrize(
    ("words", "sign"),
    [("left chest", "chest pain"), ("low back", "numb between"), ("head", "very bad headache")],
)
def test_an_emergency_sign_puts_what_fits_behind_a_fold(words: str, sign: str) -> None:
    app = say(open_page(step="all"), words)
    box = next(box for box in flag_boxes(app) if sign in box.label.lower())
    box.check().run()
    assert any("Get help first" in said for said in messages(app, "error"))
    assert any(fold.label == "Muscles and self-care, for later" for fold in app.expander)
    assert "Safe to try now" not in html(app)


def test_a_sign_for_today_stands_on_top_and_puts_the_doctor_before_self_care() -> None:
    app = say(open_page(step="all"), "left calf")
    box = next(box for box in flag_boxes(app) if "one calf" in box.label.lower())
    box.check().run()
    said = html(app)
    flag = CONTENT.red_flags[box.key.removeprefix("flag ")]
    assert said.index(ADVICE["today"]) < said.index("tp-title")
    assert said.index(flag.advice) < said.index("tp-title")
    assert "See a doctor first." in said
    assert "Safe to try now" not in said


@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ("I want to die", "thoughts-of-suicide"),
        ("crushing chest pain and short of breath", "pressing-chest-pain"),
        ("worst headache of my life came on suddenly", "thunderclap-headache"),
    ],
)
def test_danger_in_words_is_an_answer(words: str, flag: str) -> None:
    app = say(open_page(), words)
    assert flag in app.session_state["pain record"].yes
    assert not messages(app, "warning")


def test_few_questions_of_the_place_come_first() -> None:
    for regions in (["chest"], ["low-back"], ["head"], ["foot"], ["knee"]):
        asked = danger.first_asked(CONTENT, regions)
        assert 3 <= len(asked) <= danger.FEW
        own = [flag for flag in asked if "any" not in flag.regions]
        assert asked[: len(own)] == own


def test_none_of_these_folds_the_questions_and_can_be_taken_back() -> None:
    app = say(open_page(step="all"), "left heel")
    asked = {box.key for box in flag_boxes(app)}
    button(app, "None of these is true").click().run()
    assert any("none of the" in said for said in messages(app, "success"))
    assert {box.key for box in flag_boxes(app)} < asked
    button(app, "Undo").click().run()
    assert {box.key for box in flag_boxes(app)} == asked


def test_a_sign_ticked_in_the_fold_stays_there_and_the_fold_stays_open() -> None:
    def fold(app: AppTest) -> Block:
        return next(fold for fold in app.expander if fold.label.endswith("more signs to check"))

    app = say(open_page(step="all"), "left heel")
    label, key = fold(app).label, fold(app).checkbox[0].key
    assert not fold(app).proto.expanded
    for is_ticked in (True, False):
        app.checkbox(key=key).set_value(is_ticked).run()
        assert fold(app).label == label
        assert fold(app).proto.expanded
        assert [box.value for box in fold(app).checkbox if box.key == key] == [is_ticked]


def test_a_new_area_asks_only_what_was_not_asked_before() -> None:
    app = say(open_page(step="all"), "left heel")
    button(app, "None of these is true").click().run()
    denied = set(app.session_state["pain record"].no)
    say(app, "left chest")
    keys = {box.key.removeprefix("flag ") for box in flag_boxes(app)}
    assert "pressing-chest-pain" in keys
    assert not keys & denied


def test_the_map_says_what_is_marked_on_it() -> None:
    app = open_page()
    assert "Marked" not in map_data(app)["label"]
    marked = map_data(say(app, "left heel and right elbow"))["label"]
    assert marked.endswith("Marked: Heel, your left; Whole elbow, your right.")


def test_undo_and_clear_go_step_by_step() -> None:
    app = say(say(open_page(), "left heel"), "right temple")
    button(app, "Clear all").click().run()
    assert "You have not marked anything yet." in html(app)
    button(app, "Undo").click().run()
    assert "temple on your right" in html(app)
    button(app, "Undo").click().run()
    assert "temple" not in html(app).partition("You marked")[2][:120]
    button(app, "Undo").click().run()
    assert button(app, "Undo").disabled


def test_strength_is_kept() -> None:
    app = say(open_page(step="all"), "left heel")
    next(group for group in app.button_group if group.label.startswith("How strong")).set_value(8).run()
    assert "heel on your left (strength 8 of 10)" in html(app)


def test_the_list_does_what_the_map_does() -> None:
    app = open_page()
    app.selectbox[0].select("neck").run()
    app.selectbox[1].select("throat").run()
    button(app, "Add this place").click().run()
    assert "You marked: throat" in html(app)


def test_a_link_opens_what_was_marked_and_stays_in_the_address() -> None:
    record = PainRecord((Area("temple", "left", strength=6),), no=("thunderclap-headache",))
    app = open_page(areas=to_link(record))
    assert "temple on your left (strength 6 of 10)" in html(app)
    assert app.query_params["areas"] in (to_link(record), [to_link(record)])
    say(app, "right heel")  # the link is opened once; what is marked afterwards stays
    assert "temple on your left" in html(app) and "heel on your right" in html(app)


def test_a_broken_link_says_so_and_another_page_can_send_a_place() -> None:
    app = open_page(areas="broken")
    assert "The link is not complete" in messages(app, "warning")[0]
    assert "heel on your right" in html(open_page(place="heel", side="right"))


def test_a_side_that_was_said_once_is_asked_about_and_the_rest_stays_a_question() -> None:
    app = say(open_page(), "left knee and elbow and jaw")
    assert "You wrote “left” once. Is it meant for the whole elbow too?" in html(app)
    app = button(app, "No, both sides").click().run()
    said = html(app)
    assert "knee on your left, whole elbow on both sides and jaw on your left" in said
    assert "for the elbow too?" not in said and "for the jaw too?" in said
    app = button(app, "Yes, your left").click().run()
    assert "too?" not in html(app)


@pytest.mark.parametrize("place", ["calf", "back-of-neck", "heel", "temple", "front-of-knee", "palm"])
def test_what_a_link_marks_is_in_sight(place: str) -> None:
    """Of what is marked the map that is opened shows half as much as the best one, or more."""
    atlas = load_atlas()
    area = Area(place, "left")
    linked = PainRecord((area,))
    shown_mm2 = {
        view.id: float(atlas.field(view.id, area_weights(atlas, area)).sum()) * view.mm_per_px**2
        for view in atlas.views.values()
    }
    for opened in (open_page(place=place, side="left"), open_page(areas=to_link(linked))):
        view = map_data(opened)["view"]["id"]
        assert shown_mm2[view] >= max(shown_mm2.values()) / 2, f"{place} is opened in {view}"


def test_the_map_turns_once_to_what_comes_from_elsewhere_and_then_stays() -> None:
    app = open_page(place="calf")
    opened = map_data(app)["view"]["id"]
    map_event(app, "pick", id="front-of-knee", side="left")
    assert map_data(app)["view"]["id"] == opened


def test_a_file_turns_the_map_to_what_it_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict = {session.FRAME: "front"}
    monkeypatch.setattr(session.st, "session_state", state)
    session.open_file(b"not json")
    assert state[session.FRAME] == "front"
    session.open_file(to_json(PainRecord((Area("calf", "left"),))).encode())
    assert session.FRAME not in state


def test_a_bad_file_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    state: dict = {}
    monkeypatch.setattr(session.st, "session_state", state)
    record = PainRecord((Area("temple", "left"),))
    session.open_file(to_json(record).encode())
    session.open_file(b"not json")
    assert session.current() == record
    assert "Nothing you marked was lost." in (session.file_notice() or "")


def test_strokes_join_the_area_they_touch_and_rubbing_out_removes_it() -> None:
    dot = Stroke("paint", "front", 20, ((400, 380),))
    near = Stroke("paint", "front", 20, ((415, 380),))
    far = Stroke("paint", "front", 20, ((400, 900),))
    rub = Stroke("erase", "front", 60, ((405, 380),))
    areas = session.with_stroke([], dot)
    areas = session.with_stroke(areas, near)
    assert [len(area.strokes) for area in areas] == [2]
    areas = session.with_stroke(areas, far)
    assert len(areas) == 2
    assert [area.strokes for area in session.with_stroke(areas, rub)] == [(far,)]


def test_students_read_latin_names_and_patients_plain_ones() -> None:
    names = CONTENT.muscles["soleus"].names
    student, patient = (
        html(say(open_page(step="fits", **params), "left heel")) for params in ({"audience": "student"}, {})
    )
    assert f"<span>{names.en}" in student and names.la in student
    assert f"<span>{names.plain}" in patient and names.la not in patient


def test_the_choice_of_words_stays_in_the_address_and_back_takes_it_away() -> None:
    app = say(open_page(step="fits"), "left heel")
    app.session_state["page is new"] = False  # what the frame of the pages says on every run after the first
    app.segmented_control(key="audience switch").set_value("student").run()
    assert app.query_params["audience"] == "student"
    assert "Musculus soleus" in html(app)
    app.query_params.pop("audience")
    assert "Musculus soleus" not in html(app.run())


def test_forgetting_everything_takes_the_marks_out_of_the_address_too() -> None:
    app = open_page(place="heel", side="left", step="keep")
    assert "Take it along" in html(app)
    button(app, "Forget everything").click().run()
    assert not app.exception
    assert "You have not marked anything yet." in html(app)
    assert not {"place", "side", "areas", "step"} & set(app.query_params)


def test_another_figure_is_drawn_and_painted_on_and_its_strokes_stay_on_it() -> None:
    app = open_page(figure="woman")
    drawn = map_data(app)
    assert drawn["zones_of"] == "woman-front" and "figures/woman.front.webp" in drawn["picture"]
    assert "places/woman-front.json" in drawn["shapes_url"] and "figure=woman" in drawn["index"]
    assert "Close-ups show a man’s skin." in html(app)
    stroke = {"tool": "paint", "radius_px": 25, "points": [[330, 1000], [340, 1030]]}
    app = map_event(app, "stroke", view="front", item=stroke)
    (area,) = app.session_state["pain record"].areas
    assert area.strokes[0].view == "woman-front"
    link = open_page(areas=to_link(PainRecord((area,))))
    assert "woman" not in map_data(link)["zones_of"] and len(map_data(link)["areas"]) == 1


def test_a_wrong_figure_is_explained() -> None:
    app = open_page(figure="robot")
    assert "figure “robot”, which does not exist here" in " ".join(messages(app))
    assert map_data(app)["zones_of"] == "front"
