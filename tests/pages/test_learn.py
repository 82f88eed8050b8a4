"""The page Learn: choose, answer, be told why, and find it all in the address."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from types import SimpleNamespace

import pytest

from tests.pages.open_page import html, map_data, messages, open_page, text
from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.question_frame import asked_on_map
from triggerpoints.study.kinds import KINDS
from triggerpoints.study.progress_file import to_json
from triggerpoints.study.quiz import Card, cards, quiz
from triggerpoints.study.schedule import Progress, rate
from triggerpoints.study.set import StudySet, from_text, to_text
from triggerpoints.study.sitting import Given, Sitting
from triggerpoints.ui.components.keeper import Found
from triggerpoints.ui.learn import answers, question_map, session

ATLAS, CONTENT = load_atlas(), load_content()
visit = partial(open_page, "learn")


def choices(app):
    return [button for button in app.button if (button.key or "").startswith("learn choice")]


def answer(app, *, right: bool, of: str = "learn quiz"):
    question = app.session_state[of].question
    if question.parts:
        wrong = [part for part in question.offered if part not in question.parts][:1]
        wanted = question.parts if right else wrong or question.offered
        for part in wanted:
            choices(app)[question.offered.index(part)].click().run()
        if question.card.kind == "paint":
            press(app, "Done")
    else:
        index = [choice.muscle for choice in question.choices].index(question.card.muscle)
        choices(app)[index if right else index - 1].click().run()
    assert not app.exception
    return question


def in_words(app):
    """The page with questions on the body asked in words."""
    app.session_state["learn in words"] = True
    app.run()
    assert not app.exception
    return app


def labels(app):
    return [button.label for button in app.button]


def press(app, label: str):
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def test_what_is_chosen_stands_in_the_address():
    app = visit(region="leg")
    app.pills(key="learn region").set_value(["thigh", "leg"]).run()
    assert app.query_params["region"] == "thigh,leg"
    app.pills(key="learn kind").set_value(["nerve"]).run()
    assert app.query_params["kind"] == "nerve"
    app.segmented_control(key="learn number").set_value("5").run()
    assert app.query_params["number"] == "5"
    press(app, "Start")
    assert app.query_params["seed"].isdecimal()
    assert "Question 1 of 5" in text(app)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_question_can_be_answered_without_the_map(kind):
    app = in_words(visit(region="thigh,leg", kind=kind, seed="3"))
    assert len(choices(app)) >= 2
    question = answer(app, right=True)
    assert messages(app, "success")[0].startswith("Right")
    assert kind in ("find", "point", "paint", "layers") or question.answer.text in text(app)
    assert "tp-source" in html(app) or kind in ("layers", "plane")


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_answer_of_every_kind_is_told_without_blame(kind):
    app = in_words(visit(region="thigh,leg", kind=kind, seed="3"))
    answer(app, right=False)
    said = messages(app, "error")[0]
    assert said.startswith(("No", "Not quite", "Not yet"))
    assert "first 0" not in said


def test_a_wrong_answer_is_explained():
    app = visit(region="leg", kind="name", seed="3")
    question = answer(app, right=False)
    right = CONTENT.muscles[question.card.muscle].names.en
    assert right in messages(app, "error")[0]
    assert not choices(app), "an answer stands"


def test_a_click_on_the_map_is_the_answer_and_says_what_was_clicked(monkeypatch):
    clicks = []
    monkeypatch.setattr(question_map, "bodymap", lambda *_, on_pick=None, **__: clicks.append(on_pick))
    app = visit(region="leg", kind="find", seed="3")
    asked = app.session_state["learn quiz"].question.card.muscle
    clicked = "gastrocnemius" if asked != "gastrocnemius" else "soleus"
    state = app.session_state
    monkeypatch.setattr(session.st, "session_state", state)
    clicks[-1]({"id": clicked, "side": "right", "x": 1, "y": 1})
    monkeypatch.undo()
    app.run()
    assert [given.said for given in app.session_state["learn quiz"].given] == [clicked]
    assert f"that is {CONTENT.muscles[clicked].names.en}" in messages(app, "error")[0]


def test_the_score_says_what_to_repeat():
    app = visit(region="leg", kind="action", seed="3", number="5")
    wrong = answer(app, right=False)
    press(app, "Next question")
    for _ in range(4):
        answer(app, right=True)
        press(app, "Next question" if "See your score" not in labels(app) else "See your score")
    assert "4 of 5 right" in text(app)
    assert CONTENT.muscles[wrong.card.muscle].names.en in text(app)
    press(app, "Repeat 1")
    assert "Question 1 of 1" in text(app)
    assert app.session_state["learn quiz"].question == wrong


def test_the_same_address_asks_the_same_questions():
    asked = [visit(region="hip", seed="12").session_state["learn quiz"].questions for _ in range(2)]
    assert asked[0] == asked[1]


def test_wrong_addresses_are_explained():
    app = visit(region="leg,moon", kind="magic", number="7", seed="<b>")
    said = messages(app, "warning")
    assert len(said) == 4
    assert all(sentence.endswith((".",)) for sentence in said)
    assert "moon" in " ".join(said)
    assert app.pills(key="learn region").value == ["leg"]


def test_the_map_tells_no_name_before_the_answer():
    on_map = asked_on_map(ATLAS, CONTENT)
    for kind in set(KINDS) - {"plane"}:
        of_kind = cards(CONTENT, ("leg",), (kind,), on_map, (), ATLAS.attachments)
        for question in quiz(ATLAS, CONTENT, of_kind, 5, "1"):
            before = question_map.payload(ATLAS, CONTENT, question, answered=False)
            after = question_map.payload(ATLAS, CONTENT, question, answered=True)
            assert "hidden-names" in before["names_url"]
            assert "names_url" not in after
            assert after["selected"] == question.card.muscle
            hidden = ("find", "pattern", "point", "paint", "which", "attachments", "bones")
            assert (before["selected"] is None) == (kind in hidden)
            assert (before["pattern"] is None) == (kind not in ("pattern", "hazard", "layers"))
            assert before["view"] == after["view"]
            if kind != "pattern":
                assert before["layer"] == after["layer"]


def test_what_is_to_be_found_is_found_among_many_and_by_keys_within_its_region():
    on_map = asked_on_map(ATLAS, CONTENT)
    for question in quiz(ATLAS, CONTENT, cards(CONTENT, (), ("find",), on_map), 40, "1"):
        shown = question_map.payload(ATLAS, CONTENT, question, answered=False)
        region = CONTENT.muscles[question.card.muscle].region
        assert question.card.muscle in shown["walk"]
        assert {CONTENT.muscles[muscle].region for muscle in shown["walk"]} == {region}
        if "zoom_to" in shown:
            _, top, _, bottom = shown["zoom_to"]
            assert bottom - top >= 0.24 * shown["view"]["height"]


def test_a_review_plans_each_card_and_ends_with_the_day(monkeypatch):
    noon = datetime.now(UTC).replace(
        hour=12
    )  # what is to come again in ten minutes comes again on the same day
    monkeypatch.setattr(session, "now", lambda: noon)
    app = visit(do="review", region="leg", kind="name", seed="1")
    app.session_state["learn progress"] = Progress(limit=3)
    app.run()
    assert "Today: 3 new" in text(app)
    first = answer(app, right=False, of="learn review")
    press(app, "Next, this one again later")
    for label in ("I knew it", "Too easy"):
        answer(app, right=True, of="learn review")
        press(app, label)
    assert app.session_state["learn review"].question.card == first.card, "what was forgotten comes again"
    answer(app, right=True, of="learn review")
    press(app, "I guessed")
    answer(app, right=True, of="learn review")
    press(app, "I knew it")
    assert "Done for today" in text(app)
    assert len(app.session_state["learn progress"].cards) == 3
    assert "Cards due in the coming 14 days" in text(app)


def test_wrong_answers_of_a_quiz_go_into_the_review():
    app = visit(region="leg", kind="action", seed="3", number="5")
    wrong = answer(app, right=False)
    app.session_state["learn quiz"] = Sitting((wrong,), (Given("nobody", 0.0),))
    app.run()
    press(app, "Add to today’s review")
    assert app.session_state["learn progress"].wanted == (wrong.card.id,)
    assert "in today’s review" in messages(app, "success")[0]
    app.segmented_control(key="learn part").set_value("review").run()
    assert "done" not in text(app)


def test_a_saved_file_is_opened_and_a_broken_one_loses_nothing():
    app = visit(do="review", region="leg")
    saved = rate(Progress(), Card("soleus", "find"), "good", datetime.now(UTC))
    upload = app.get("file_uploader")[0]
    upload.upload("my-learning.json", to_json(saved).encode(), "application/json").run()
    assert not app.exception
    assert app.session_state["learn progress"].cards == saved.cards
    app.get("file_uploader")[0].upload("other.json", b"{}", "application/json").run()
    assert "not a file of progress" in messages(app, "error")[0]
    assert app.session_state["learn progress"].cards == saved.cards


@pytest.mark.parametrize("kind", ["name", "pattern"])
def test_the_map_can_be_read_in_words_that_do_not_tell(kind):
    on_map = asked_on_map(ATLAS, CONTENT)
    for question in quiz(ATLAS, CONTENT, cards(CONTENT, (), (kind,), on_map), 60, "1"):
        said = answers.in_words(CONTENT, question)
        assert any(text for _, text in said), question.card
        name = CONTENT.muscles[question.card.muscle].names.en
        assert not any(name in text for _, text in said)
    app = visit(region="leg", kind=kind, seed="3")
    assert [box.label for box in app.expander] == ["The map in words", "Hint"]


def test_needle_depths_are_not_asked():
    app = visit(seed="5", number="40")
    for question in app.session_state["learn quiz"].questions:
        assert "needle" not in question.asks.lower()
        assert not any(" mm" in choice.text for choice in question.choices)


def test_a_worksheet_can_be_shared():
    app = visit(do="sheet", region="leg", kind="name", number="5", seed="7")
    assert "Sheet 7: 5 muscles on" in text(app)
    assert "do=sheet&region=leg&kind=name&number=5&seed=7" in app.code[0].value
    press(app, "Another sheet")
    assert app.query_params["seed"] != "7"


def test_a_sheet_without_questions_says_so():
    app = visit(do="sheet", kind="layers")
    assert "Nothing can be asked on paper" in messages(app, "info")[0]


def test_a_large_deck_is_made_before_it_is_saved_with_its_progress_shown(monkeypatch):
    few = visit(do="deck", region="leg,foot")
    assert few.get("download_button")[0].proto.label == "Deck for Anki"
    parts = []

    def made(_atlas, _content, cards, *, title, told):
        told(0.5)
        parts.append((title, len({card.muscle for card in cards})))
        return b"deck"

    monkeypatch.setattr("triggerpoints.ui.learn.deck.deck_apkg", made)
    app = visit(do="deck")
    assert [button.proto.label for button in app.get("download_button")] == ["Table (CSV)"]
    (make,) = [button for button in app.button if button.label.startswith("Make the deck")]
    make.click().run()
    assert [button.proto.label for button in app.get("download_button")] == ["Deck for Anki", "Table (CSV)"]
    assert len(parts) == 1 and parts[0][1] == len(CONTENT.muscles)


CUFF = StudySet("Rotator cuff", ("supraspinatus", "infraspinatus", "teres-minor"), ("name", "roots"), "12", 5)


def test_a_set_is_made_from_a_list_and_stands_in_the_address():
    app = visit(do="set")
    assert "Make a set" in text(app)
    app.selectbox(key="learn set group list").set_value("Rotator cuff").run()
    made = from_text(app.query_params["set"])
    assert made.name == "Rotator cuff"
    assert set(CUFF.muscles) < set(made.muscles)
    app.multiselect(key="learn set muscles").set_value(["soleus"]).run()
    app.number_input(key="learn set length").set_value(7).run()
    app.text_input(key="learn set name").set_value("<b>Exam</b> *1*").run()
    made = from_text(app.query_params["set"])
    assert (made.muscles, made.length, made.name) == (("soleus",), 7, "<b>Exam</b> *1*")
    assert "<b>Exam" not in html(app)


def test_a_set_leads_to_everything_made_from_it_and_shows_its_link():
    app = visit(do="set", set=to_text(CUFF))
    assert f"do=quiz&set={to_text(CUFF)}" in app.code[0].value
    assert "data:image/svg+xml" in html(app)
    for part in ("quiz", "review", "show", "results", "sheet", "deck"):
        app = visit(do="set", set=to_text(CUFF))
        app.button(key=f"learn make {part}").click().run()
        assert not app.exception
        assert app.query_params["do"] == part


def test_the_link_of_a_set_asks_the_same_questions_of_everybody_and_no_others():
    first, second = (visit(set=to_text(CUFF)).session_state["learn quiz"].questions for _ in range(2))
    assert first == second
    assert 0 < len(first) <= CUFF.length
    assert {q.card.muscle for q in first} <= set(CUFF.muscles)
    assert {q.card.kind for q in first} <= set(CUFF.kinds)


@pytest.mark.parametrize("broken", ["1xyz", "2abc", "<b>", to_text(CUFF)[:-4], "1" * 4000])
def test_a_broken_set_says_so_and_the_page_goes_on(broken):
    app = visit(do="set", set=broken)
    assert len(messages(app, "warning")) == 1
    assert "Make a set" in text(app)


def test_a_quiz_goes_on_after_a_reload():
    app = visit(region="leg", kind="action", seed="3", number="5")
    answer(app, right=True)
    press(app, "Next question")
    answer(app, right=False)
    component = next(c for c in app.get("bidi_component") if '"learn quiz"' in c.proto.json)
    kept = json.loads(component.proto.json)["text"]
    reloaded = visit(region="leg", kind="action", seed="3", number="5")
    before = reloaded.session_state
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(session.st, "session_state", before)
        session._take_quiz(Found(kept, same_tab=True))
    reloaded.run()
    assert "Question 2 of 5" in text(reloaded)
    assert reloaded.session_state["learn quiz"].given == app.session_state["learn quiz"].given


@pytest.mark.parametrize(
    "kept", ["", "{}", "[]", "[" * 9000, '{"scope": "x", "cards": 5, "given": [], "shown": 1}']
)
def test_what_is_no_quiz_is_let_go(monkeypatch, kept):
    state: dict = {}
    monkeypatch.setattr(session.st, "session_state", state)
    session._take_quiz(Found(kept, same_tab=True))
    assert not state


def handed_in(monkeypatch) -> bytes:
    """The result that a student of a set saves, with every second answer wrong."""
    saved = {}
    monkeypatch.setattr("streamlit.download_button", lambda label, data, **_: saved.update({label: data}))
    app = in_words(visit(set=to_text(CUFF)))
    asked = 0
    while "Your score" not in text(app):
        answer(app, right=asked % 2 == 0)
        asked += 1
        press(app, "See your score" if "See your score" in labels(app) else "Next question")
    app.text_input(key="learn name").set_value("<b>Kim</b>").run()
    monkeypatch.undo()
    assert f"{(asked + 1) // 2} of {asked} right" in text(app)
    return saved["Save my result"].encode()


def test_a_result_is_saved_and_forty_are_opened_at_once(monkeypatch):
    one = handed_in(monkeypatch)
    data = json.loads(one)
    assert data["set"] == to_text(CUFF)
    files = [json.dumps(data | {"name": f"{data['name']} {n}"}).encode() for n in range(40)]
    files += [b"{}", b"\xff", one[:-20], b" " * 70_000]
    uploads = [
        SimpleNamespace(name=f"result-{n}.json", size=len(file), getvalue=lambda file=file: file)
        for n, file in enumerate(files)
    ]
    monkeypatch.setattr("streamlit.file_uploader", lambda *_, **__: uploads)
    app = visit(do="results")
    assert "40 results" in text(app)
    assert "<b>Kim" not in html(app)
    assert "<b>Kim</b> 39" in text(app)
    assert len(messages(app, "error")) == 4
    assert all("was left out" in sentence for sentence in messages(app, "error"))
    assert set(map_data(app)["involved"]["muscles"]) <= set(CUFF.muscles)


def test_the_projector_asks_what_the_phones_ask_and_tells_nothing_before_the_key():
    on_phone = visit(set=to_text(CUFF)).session_state["learn quiz"].questions
    app = visit(do="show", set=to_text(CUFF))
    assert "Scan the code" in text(app)
    for number, question in enumerate(on_phone, start=1):
        app.button(key="show-next").click().run()
        assert f"{number} of {len(on_phone)}" in text(app)
        assert question.asks in text(app)
        assert "tp-told" not in html(app) and 'class="right"' not in html(app)
        app.button(key="show-reveal").click().run()
        assert "tp-told" in html(app)
    app.button(key="show-team-A").click().run()
    app.button(key="show-next").click().run()
    assert "team A: 1" in text(app)


def test_the_exam_of_a_set_is_taken_over_and_its_load_told():
    exam_date = (datetime.now(UTC) + timedelta(days=12)).date()
    app = visit(do="review", set=to_text(replace(CUFF, kinds=(), exam_date=exam_date)))
    assert app.session_state["learn progress"].exam_date == exam_date
    assert "The exam is in 1" in text(app)
    assert "a day come now" in text(app)


def test_the_body_shows_how_well_each_muscle_is_known():
    progress = Progress()
    for card in (Card("soleus", "find"), Card("gracilis", "name")):
        progress = rate(progress, card, "good", datetime.now(UTC) - timedelta(days=3))
    app = visit(do="review", region="leg")
    app.session_state["learn progress"] = rate(progress, Card("soleus", "find"), "again", datetime.now(UTC))
    app.run()
    assert "3 reviews of 2 muscles" in text(app)
    assert "Soleus: 1 of 2 forgotten" in text(app)


def test_another_sheet_of_a_set_is_another_sheet():
    app = visit(do="sheet", set=to_text(CUFF))
    assert "Sheet 12:" in text(app)
    press(app, "Another sheet")
    assert f"Sheet {app.query_params['seed']}:" in text(app)
