"""What is due comes first, nothing exceeds the limit, and a file never costs what was learned."""

import json
from datetime import datetime, timedelta, timezone

import pytest

from triggerpoints.figures.due_chart import due_chart, due_words
from triggerpoints.study.quiz import Card
from triggerpoints.study.schedule import (
    Progress,
    UnreadableProgressError,
    forecast,
    forgotten,
    from_json,
    merged,
    rate,
    to_json,
    today,
)

ZONE = timezone(timedelta(hours=-7))
NOW = datetime(2026, 3, 5, 21, 30, tzinfo=ZONE)  # already the next day in UTC
DECK = [Card(f"muscle-{n}", "find") for n in range(30)]


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


def test_wrong_answers_of_a_quiz_are_planned_for_today():
    progress = forgotten(Progress(limit=10), DECK[:3], NOW)
    assert today(progress, DECK, NOW).again == tuple(DECK[:3])


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
    assert len(to_json(progress)) < 2000


def test_two_files_are_put_together_card_by_card():
    old, new = learned(3), rate(learned(1), DECK[0], "easy", NOW + timedelta(days=2))
    both = merged(old, new)
    assert both == merged(new, old)
    assert set(both.cards) == {card.id for card in DECK[:3]}
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
        ('{"format": "learning progress 2"}', "another version"),
        ('{"format": "learning progress 1"}', "damaged at limit"),
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
        (" " * 1_000_001, "too large"),
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
