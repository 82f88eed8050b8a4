"""What is due comes first, nothing exceeds the limit, and a file never costs what was learned."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from random import Random

import fsrs
import pytest

from triggerpoints.figures.due_chart import due_chart, due_words
from triggerpoints.study import schedule
from triggerpoints.study.progress_file import (
    UnreadableProgressError,
    from_json,
    from_text,
    to_json,
    to_text,
)
from triggerpoints.study.quiz import Card
from triggerpoints.study.schedule import (
    LATER_TODAY,
    Progress,
    added,
    can_fit,
    exam,
    fitted,
    forecast,
    lapses,
    learning_order,
    merged,
    rate,
    strength,
    today,
)
from triggerpoints.ui.components.keeper import MAX_LETTERS

ZONE = timezone(timedelta(hours=-7))
NOW = datetime(2026, 3, 5, 21, 30, tzinfo=ZONE)  # already the next day in UTC
DECK = list(learning_order(tuple(Card(f"muscle-{n}", "find") for n in range(30))))


def learned(number: int, answer="good", now=NOW) -> Progress:
    progress = Progress(limit=10)
    for card in DECK[:number]:
        progress = rate(progress, card, answer, now)
    return progress


def test_the_first_day_brings_new_cards_up_to_the_limit():
    plan = today(Progress(limit=10), DECK, NOW)
    assert (plan.due, plan.new, plan.again) == ((), tuple(DECK[:10]), ())


def test_answered_cards_count_towards_the_limit():
    plan = today(learned(4), DECK, NOW)
    assert plan.done == 4
    assert plan.new == tuple(DECK[4:10])
    assert today(learned(10), DECK, NOW).queue == ()


def test_a_known_card_comes_back_on_a_later_day_and_an_easy_one_later_still():
    due = {answer: learned(1, answer).cards[DECK[0].id].due for answer in ("good", "easy")}
    assert due["good"] >= NOW + timedelta(days=1)
    assert due["easy"] > due["good"]


def test_a_forgotten_card_comes_again_the_same_day_after_the_others():
    progress = rate(learned(2), DECK[2], "again", NOW)
    plan = today(progress, DECK, NOW)
    assert plan.again == (DECK[2],)
    assert plan.queue[-1] == DECK[2]


def test_what_was_answered_today_is_not_due_again_besides():
    plan = today(rate(learned(2), DECK[2], "again", NOW), DECK, NOW)
    assert DECK[2] in plan.again
    assert not {*plan.again} & {*plan.due, *plan.new}


def test_due_cards_come_before_new_ones():
    later = NOW + timedelta(days=30)
    plan = today(learned(4), DECK, later)
    assert set(plan.due) == set(DECK[:4])
    assert len(plan.queue) == 10
    assert plan.queue[:4] == plan.due


def test_the_day_ends_at_the_learners_midnight():
    progress = learned(10)
    assert today(progress, DECK, NOW + timedelta(hours=2)).done == 10
    assert today(progress, DECK, NOW + timedelta(hours=3)).done == 0


def test_the_plan_of_many_days_never_exceeds_the_limit():
    progress, now = Progress(limit=7), NOW
    for day in range(40):
        now = NOW + timedelta(days=day)
        plan = today(progress, DECK, now)
        assert len(plan.queue) <= 7
        for number, card in enumerate(plan.queue):
            progress = rate(progress, card, "again" if number % 5 == 4 else "good", now)
    assert len(progress.cards) == len(DECK)


def test_wrong_answers_of_a_quiz_come_first_today_and_count_for_nothing_that_is_done():
    known = learned(2, now=NOW - timedelta(days=1))
    progress = added(known, [DECK[0], DECK[20], DECK[25]], NOW)
    plan = today(progress, DECK, NOW)
    assert plan.done == 0
    assert plan.due == (DECK[0],)
    assert set(plan.new[:2]) == {DECK[20], DECK[25]}
    assert progress.log == known.log
    assert rate(progress, DECK[20], "good", NOW).wanted == (DECK[25].id,)


def test_cards_that_are_not_there_take_no_slot():
    progress = rate(Progress(limit=3), Card("no-such-muscle", "find"), "good", NOW)
    plan = today(progress, DECK, NOW)
    assert (plan.done, len(plan.new)) == (0, 3)


def test_new_cards_come_with_their_kinds_mixed_and_each_muscle_in_turn():
    kinds = ("find", "name", "nerve", "action")
    deck = tuple(Card(f"muscle-{n}", kind) for kind in kinds for n in range(20))
    new = today(Progress(limit=20), deck, NOW).new
    assert len({card.muscle for card in new}) == 20
    assert len({card.kind for card in new}) == len(kinds)
    again = today(Progress(limit=20), tuple(reversed(deck)), NOW + timedelta(days=3)).new
    assert again == new, "the order is the same on every day and device"


def test_before_an_exam_all_cards_are_seen_in_time_whatever_the_limit():
    exam_date = (NOW + timedelta(days=8)).date()
    progress, seen_by = Progress(limit=2, exam_date=exam_date), None
    for day in range(8):
        now = NOW + timedelta(days=day)
        for card in today(progress, DECK, now).queue:
            progress = rate(progress, card, "good", now)
        if seen_by is None and len(progress.cards) == len(DECK):
            seen_by = day
    assert seen_by is not None and seen_by <= 6
    assert today(Progress(limit=2), DECK, NOW).queue == tuple(DECK[:2]), "without an exam the limit holds"


def test_the_rest_of_the_day_before_an_exam_shrinks_with_every_answer():
    progress = Progress(limit=1, exam_date=(NOW + timedelta(days=8)).date())
    first = today(progress, DECK, NOW)
    for number, card in enumerate(first.new, start=1):
        progress = rate(progress, card, "good", NOW)
        assert len(today(progress, DECK, NOW).new) == len(first.new) - number


def test_the_outlook_for_the_exam_is_the_chance_that_the_library_gives():
    progress = Progress(exam_date=(NOW + timedelta(days=10)).date())
    assert exam(progress, DECK, NOW).known == 0
    for card in DECK:
        progress = rate(progress, card, "good", NOW)
    outlook = exam(progress, DECK, NOW)
    assert (outlook.unseen, outlook.new_a_day, outlook.days_left) == (0, 0, 10)
    on_the_day = NOW + timedelta(days=9, hours=12)
    card = progress.cards[DECK[0].id]
    assert outlook.known == pytest.approx(
        progress.scheduler.get_card_retrievability(card, on_the_day), abs=0.03
    )
    assert exam(progress, DECK, NOW + timedelta(days=11)) is None


def test_who_wishes_to_be_surer_sees_cards_sooner():
    due = [
        rate(rate(Progress(retention=share), DECK[0], "good", NOW), DECK[0], "good", NOW + LATER_TODAY)
        .cards[DECK[0].id]
        .due
        for share in (0.8, 0.9, 0.95)
    ]
    assert due == sorted(due, reverse=True)
    assert len(set(due)) == 3


def test_thirty_days_are_planned_as_the_library_plans_them_alone():
    library = fsrs.Scheduler(
        learning_steps=(LATER_TODAY,), relearning_steps=(LATER_TODAY,), enable_fuzzing=False,
        maximum_interval=schedule.LONGEST_DAYS,
    )  # fmt: skip
    random, progress, alone = Random(5), Progress(limit=8), {}
    days_apart: set[int] = set()
    for day in range(30):
        now = NOW + timedelta(days=day)
        for number, card in enumerate(today(progress, DECK, now).queue):
            at = now + timedelta(seconds=20 * number)
            answer = random.choices(("again", "hard", "good", "easy"), (1, 1, 5, 1))[0]
            progress = rate(progress, card, answer, at)
            held = alone.get(card.id) or fsrs.Card(card_id=1, due=at.astimezone(UTC))
            alone[card.id], _ = library.review_card(held, schedule.RATINGS[answer], at.astimezone(UTC))
            assert progress.cards[card.id].due == alone[card.id].due
            assert progress.cards[card.id].stability == alone[card.id].stability
            days_apart.add((alone[card.id].due - at).days)
    assert len(progress.log) > 100
    assert len(days_apart) > 5, "intervals grow"


def test_the_log_keeps_every_review_and_tells_what_is_forgotten():
    progress = rate(learned(3), DECK[0], "again", NOW + timedelta(days=2))
    assert len(progress.log) == 4
    assert lapses(progress)[DECK[0].muscle] == (2, 1)
    assert lapses(progress)[DECK[1].muscle] == (1, 0)
    chances = strength(progress, NOW + timedelta(days=20))
    assert set(chances) == {card.muscle for card in DECK[:3]}
    assert chances[DECK[0].muscle] < chances[DECK[1].muscle] < 1


def test_without_the_optimizer_fitting_says_so():
    if not can_fit():
        with pytest.raises(ImportError):
            fitted(learned(3))


def test_the_forecast_counts_overdue_cards_today():
    progress = learned(5)
    days = forecast(progress, NOW, days=30)
    assert sum(count for _, count in days) == 5
    late = forecast(progress, NOW + timedelta(days=200), days=7)
    assert late[0] == ((NOW + timedelta(days=200)).date(), 5)
    assert due_words(late) == "Cards due in the coming 7 days: Today 5."
    assert "No card" in due_words(forecast(Progress(), NOW))
    assert list(due_chart(late).data[0].y) == [5, 0, 0, 0, 0, 0, 0]


def test_a_file_brings_the_same_progress_back():
    progress = rate(learned(6), DECK[7], "again", NOW)
    again = from_json(to_json(progress))
    assert again == progress
    assert rate(again, DECK[0], "good", NOW + timedelta(days=3)) == rate(
        progress, DECK[0], "good", NOW + timedelta(days=3)
    )
    assert len(to_json(progress)) < 3000
    wishes = replace(progress, retention=0.95, exam_date=NOW.date(), wanted=("soleus/find",),
                     parameters=progress.scheduler.parameters)  # fmt: skip
    assert from_json(to_json(wishes)) == wishes
    assert from_text(to_text(wishes)) == wishes


def test_a_year_of_reviews_fits_into_what_a_browser_keeps():
    progress, random = Progress(), Random(3)
    deck = [Card(f"muscle-{n}", "find") for n in range(1700)]
    for day in range(365):
        for card in random.sample(deck, 20):
            progress = rate(progress, card, random.choice(("again", "good")), NOW + timedelta(days=day))
    assert len(progress.log) == 7300
    assert len(to_text(progress)) < MAX_LETTERS


def test_a_file_of_the_first_version_can_still_be_opened():
    data = json.loads(to_json(learned(2)))
    for name in ("log", "retention", "exam_date", "parameters", "wanted"):
        del data[name]
    opened = from_json(json.dumps(data | {"format": "learning progress 1"}))
    assert opened.cards == learned(2).cards
    assert opened.log == ()


@pytest.mark.parametrize("text", ["", "x", "AAAA", "é", to_text(Progress())[:-6]])
def test_anything_else_from_the_browser_is_told_apart(text):
    with pytest.raises(UnreadableProgressError):
        from_text(text)


def test_two_files_are_put_together_card_by_card():
    old, new = learned(3), rate(learned(1), DECK[0], "easy", NOW + timedelta(days=2))
    both = merged(old, new)
    assert both == merged(new, old)
    assert set(both.cards) == {card.id for card in DECK[:3]}
    assert len(both.log) == 4, "the same review in both counts once"
    assert both.cards[DECK[0].id] == new.cards[DECK[0].id]


GOOD = json.loads(to_json(learned(1)))
CARD = GOOD["cards"][DECK[0].id]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "cannot be read as JSON"),
        ("[" * 100_000, "cannot be read as JSON"),
        (b"\xff\xfe\x00", "cannot be read as JSON"),
        ("[1]", "not a file of progress"),
        ('{"format": "pain areas 1"}', "not a file of progress"),
        ('{"format": "learning progress 3"}', "another version"),
        ('{"format": "learning progress 1"}', "damaged at limit"),
        (json.dumps(GOOD | {"log": [[1, "soleus/find", 9]]}), "damaged at log"),
        (json.dumps(GOOD | {"retention": 2}), "damaged at retention"),
        (json.dumps(GOOD | {"limit": 0}), "damaged at limit"),
        (json.dumps(GOOD | {"cards": {"<b>/find": CARD}}), "damaged"),
        (json.dumps(GOOD | {"cards": {"soleus/find": CARD | {"stability": float("nan")}}}), "damaged"),
        (json.dumps(GOOD | {"cards": {"soleus/find": CARD | {"due": "2026-01-01T00:00:00"}}}), "damaged"),
        (json.dumps(GOOD | {"cards": {"soleus/find": CARD | {"due": "0001-01-01T00:00:00Z"}}}), "damaged"),
        (json.dumps(GOOD | {"cards": {"soleus/find": CARD | {"state": 9}}}), "damaged"),
        (
            json.dumps(GOOD | {"cards": {"soleus/find": CARD | {"last_review": "2199-01-01T00:00:00Z"}}}),
            "to come",
        ),
        (" " * 4_000_001, "too large"),
    ],
)
def test_a_foreign_or_broken_file_is_told_apart(text, says):
    with pytest.raises(UnreadableProgressError, match=says) as raised:
        from_json(text)
    assert str(raised.value).endswith(".")


def test_a_file_with_any_states_can_be_answered_on():
    for state, step in ((1, 0), (1, 5), (1, None), (2, None), (2, 3), (3, 0)):
        data = GOOD | {"cards": {DECK[0].id: CARD | {"state": state, "step": step}}}
        for answer in ("again", "hard", "good", "easy"):
            rate(from_json(json.dumps(data)), DECK[0], answer, NOW + timedelta(days=9))
