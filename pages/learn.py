"""Learn: questions on the body maps, what to review today, sets for a class, worksheets and decks."""

import streamlit as st

from triggerpoints.atlas import load_atlas
from triggerpoints.content import load_content
from triggerpoints.figures.question_frame import asked_on_map
from triggerpoints.study.quiz import cards
from triggerpoints.study.quiz import quiz as make_quiz
from triggerpoints.study.schedule import today
from triggerpoints.ui import messages
from triggerpoints.ui.learn import class_results, deck, projector, session, set_page, setup, sheet
from triggerpoints.ui.learn import quiz as learn_quiz
from triggerpoints.ui.learn import review as learn_review
from triggerpoints.ui.learn import scope as learn_scope
from triggerpoints.ui.state import audience, inputs

atlas, content = load_atlas(), load_content()
scope, problems = learn_scope.read()
on_map = asked_on_map(atlas, content)
of_kinds = cards(content, scope.regions, (), on_map, scope.muscles, atlas.attachments)
asked = tuple(card for card in of_kinds if not scope.kinds or card.kind in scope.kinds)
NOTHING = "Nothing can be asked about this choice. Take more muscles or kinds of questions."


def choose() -> None:
    """Choose what is asked, and start."""
    map_side, choice_side = st.columns([1.3, 1], gap="large")
    with map_side, st.container(key="learn-map"):
        setup.region_map(atlas, content, scope)
    with choice_side, st.container(key="learn-question", gap="small"):
        setup.heading(scope)
        if scope.study_set:
            setup.of_set(scope)
        else:
            setup.regions(content, scope)
            setup.kinds(scope, of_kinds)
        if scope.part == "review":
            learn_review.wishes(asked, scope.study_set.exam_date if scope.study_set else None)
            said = learn_review.counts(today(session.progress(), asked, session.now()))
            setup.start(asked, said)
        elif scope.part == "deck":
            deck.deck(atlas, content, scope, asked)
        else:
            if not scope.study_set:
                setup.number(scope)
            if scope.part == "sheet":
                sheet.sheet(atlas, content, scope)
            else:
                setup.start(asked, f"{len(asked)} questions to draw from")


def quiz() -> None:
    """One question after the other, then the score."""
    sitting = session.sitting(atlas, content, asked, scope)
    if not sitting.questions:
        messages.say(NOTHING)
        setup.choose_again()
    elif sitting.question:
        title = f"Question {sitting.number + 1} of {len(sitting.questions)}"
        done, take = len(sitting.given) / len(sitting.questions), session.take
        learn_quiz.question(
            atlas, content, sitting, title=title, done=done, take=take, go_on=learn_quiz.next_one
        )
    else:
        learn_quiz.score(atlas, content, sitting, scope)
    session.keep_quiz()


def review() -> None:
    """The cards of today, one after the other."""
    plan = today(session.progress(), asked, session.now())
    sitting = session.review(atlas, content, asked, scope, plan)
    if sitting:
        title, take, rate = learn_review.counts(plan), session.take_review, learn_review.how_well
        done = plan.done / max(1, plan.done + len(plan.queue))
        learn_quiz.question(atlas, content, sitting, title=title, done=done, take=take, go_on=rate)
    else:
        learn_review.done(plan)
        setup.choose_again()


if scope.part != "show":
    with st.container(key="learn-bar", horizontal=True, vertical_alignment="center", gap="small"):
        inputs.segments("do", learn_scope.PARTS, scope.part, label="What to do", key="learn part")
        audience.switch()
messages.say_all(problems)
learn_review.say()

if scope.part == "results":
    class_results.class_results(atlas, content)
elif scope.part == "set" or (scope.study_set and not scope.muscles):
    set_page.set_page(atlas, content, scope, len(asked))
elif scope.part == "show":
    projector.projector(
        atlas, content, scope, make_quiz(atlas, content, asked, scope.number, scope.seed or "1")
    )
elif scope.seed is None or scope.part in ("sheet", "deck"):
    choose()
elif scope.part == "review":
    review()
else:
    quiz()
if scope.part == "review":
    learn_review.panel(atlas, content)
session.keep_progress()
