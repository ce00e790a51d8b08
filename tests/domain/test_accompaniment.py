"""Words that go along with a member: when each is worth saying."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain import accompaniment as rules
from bot.domain.checklists import ActionPlan
from bot.domain.guidance import Reminder, Trigger
from bot.domain.guide import Guide

DAY = date(2026, 11, 21)
MONDAY = datetime(2027, 1, 4, 12, tzinfo=UTC)


def plan(slug: str, days: int) -> ActionPlan:
    return ActionPlan(slug=slug, title=slug, days=days, items=(), reviewed=DAY)


def reminder(slug: str, trigger: Trigger) -> Reminder:
    return Reminder(slug=slug, trigger=trigger, text=slug, reviewed=DAY)


def after(*days: int) -> list[datetime]:
    return [MONDAY + timedelta(days=one) for one in days]


def test_each_plan_begins_where_the_one_before_it_ends() -> None:
    found = rules.beginnings([plan("quarter", 90), plan("week", 7), plan("month", 30)])

    spans = [(one.plan.slug, one.since.days, one.until.days) for one in found]

    assert spans == [("week", 0, 7), ("month", 7, 30), ("quarter", 30, 90)]


def test_without_plans_none_begins() -> None:
    assert rules.beginnings(()) == ()


@pytest.mark.parametrize(("week", "expected"), [(1, None), (3, None), (4, 1), (5, None), (8, 2), (24, 6), (27, None)])
def test_a_monthly_word_returns_every_fourth_week(week: int, expected: int | None) -> None:
    assert rules.monthly(week, 4) == expected


def test_words_with_different_turns_never_meet() -> None:
    weeks = [{week for week in range(1, 60) if rules.monthly(week, turn)} for turn in (4, 5, 6)]

    assert not weeks[0] & weeks[1] | weeks[1] & weeks[2] | weeks[0] & weeks[2]


def test_several_words_for_one_situation_take_turns_and_a_hidden_one_is_left_out() -> None:
    guide = Guide(
        reminders=(
            reminder("first", Trigger.MONTHLY_EVIDENCE),
            reminder("other", Trigger.DIGEST),
            reminder("second", Trigger.MONTHLY_EVIDENCE),
        )
    )

    said = [rules.reminder(guide, Trigger.MONTHLY_EVIDENCE, time) for time in (1, 2, 3)]
    hidden = rules.reminder(guide, Trigger.MONTHLY_EVIDENCE, 1, {"first"})

    assert [one.slug for one in said if one] == ["first", "second", "first"]
    assert hidden is not None
    assert hidden.slug == "second"
    assert rules.reminder(guide, Trigger.REJECTION) is None


@pytest.mark.parametrize(
    ("learned", "built", "expected"),
    [
        ((), (), False),
        ((1, 2), (), False),
        ((1, 2, 3), (), True),
        pytest.param((1, 2, 3), (4,), False, id="something was built since"),
        pytest.param((1, 2, 3, 5, 6), (4,), False, id="two since the last one built"),
        pytest.param((1, 5, 6, 7), (0, 4), True, id="three since the last one built"),
    ],
)
def test_learning_outruns_building(learned: tuple[int, ...], built: tuple[int, ...], expected: bool) -> None:
    assert rules.outrun(after(*learned), after(*built)) is expected
