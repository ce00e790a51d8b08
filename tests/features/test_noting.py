"""The one private note a day: everything that waits joins it, the most urgent first."""

from collections import Counter
from datetime import date, time, timedelta
from random import Random

import pytest
from sqlalchemy import select, update

from bot.core import Core
from bot.domain.notes import Reminders, Urgency, personal_day
from bot.features import noting
from bot.features.feature import Part
from bot.features.table import FEATURES, gathered
from bot.messages.elements import Card
from bot.requests import Place, Platform
from bot.store.models import Notice, Person
from bot.store.queries import absences, cohorts, people
from bot.store.queries.notes import Due
from tests.support.whispers import can_whisper, post_all, titles, whispers
from tests.support.worlds import World, at


@pytest.fixture
def cohort(world: World) -> World:
    """A world in which Bo learns in Spring, on New Year's Day at noon, and can whisper."""
    can_whisper(world)
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.hushes()
    post_all(world)
    return world


def said(world: World) -> list[str]:
    return [text for parcel in post_all(world) for text in titles(parcel.card)]


def change(world: World, **values: object) -> None:
    """Change what Bo has told of their habits."""
    with world.database.begin() as session:
        session.execute(update(Person).where(Person.name == "Bo").values(**values))


def test_everything_joins_one_note_at_the_reader_s_hour_the_most_urgent_first(cohort: World) -> None:
    cohort.says("Bo", "/whisper")
    cohort.comes_to("2027-01-01 17:59 Africa/Lagos")
    before = said(cohort)
    cohort.comes_to("2027-01-01 18:00 Africa/Lagos")

    note = said(cohort)

    assert before == []
    assert note == ["A request of Spring", "A plan of Spring", "A word of Spring"]


def test_the_same_thing_is_left_once(cohort: World) -> None:
    cohort.says("Bo", "/whisper")
    cohort.says("Bo", "/whisper")
    cohort.comes_to("2027-01-01 18:00 Africa/Lagos")

    assert len(said(cohort)) == 3


def test_what_finds_no_room_today_waits_for_tomorrow(cohort: World) -> None:
    cohort.starts_cohort(place=Place(channel="C2"), name="Autumn")
    cohort.says("Bo", "/cohort join Autumn")
    cohort.hushes()
    cohort.says("Bo", "/whisper")
    cohort.comes_to("2027-01-01 18:00 Africa/Lagos")
    today = said(cohort)
    cohort.comes_to("2027-01-02 18:00 Africa/Lagos")

    tomorrow = said(cohort)

    assert len(today) == 4
    assert today[:2] == ["A request of Autumn", "A request of Spring"]
    assert tomorrow == ["A word of Autumn", "A word of Spring"]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (Reminders.NEEDED, ["A request of Spring"]),
        (Reminders.NONE, []),
    ],
)
def test_who_wants_to_hear_less_hears_less(cohort: World, level: Reminders, expected: list[str]) -> None:
    change(cohort, reminders=level)
    cohort.says("Bo", "/whisper")
    cohort.comes_to("2027-01-01 18:00 Africa/Lagos")

    assert said(cohort) == expected


def test_quiet_hours_put_the_note_off(cohort: World) -> None:
    change(cohort, quiet_from=time(17), quiet_to=time(20))
    cohort.says("Bo", "/whisper")
    cohort.comes_to("2027-01-01 19:59 Africa/Lagos")
    before = said(cohort)
    cohort.comes_to("2027-01-01 20:00 Africa/Lagos")

    assert (before, len(said(cohort))) == ([], 3)


def test_somebody_on_a_pause_hears_nothing(cohort: World) -> None:
    cohort.says("Bo", "/whisper")
    with cohort.database.begin() as session:
        bo = session.scalars(select(Person).where(Person.name == "Bo")).one()
        [(member, _)] = cohorts.memberships(session, bo)
        absences.plan(session, member, at("2027-01-01 00:00 UTC").date(), at("2027-01-02 00:00 UTC").date())
    cohort.comes_to("2027-01-01 18:00 Africa/Lagos")

    assert said(cohort) == []
    with cohort.database.begin() as session:
        assert set(session.scalars(select(Notice.reason))) == {"they are taking a pause"}


def test_a_note_that_missed_its_day_is_said_on_the_next_one_with_what_still_counts(cohort: World) -> None:
    cohort.says("Bo", "/whisper")
    cohort.comes_to("2027-01-02 05:00 Africa/Lagos")
    early = said(cohort)
    cohort.comes_to("2027-01-02 18:00 Africa/Lagos")

    assert (early, len(said(cohort))) == ([], 3)


def test_a_part_that_cannot_be_said_does_not_silence_the_note(
    cohort: World, caplog: pytest.LogCaptureFixture
) -> None:
    broken = gathered((*FEATURES, whispers))
    broken.parts["request"] = Part(Urgency.REQUEST, lambda telling: Card(title=telling.subject[99]))
    cohort.core = Core(cohort.database, cohort.library, cohort.clock, Random(7), broken)
    cohort.says("Bo", "/whisper")
    cohort.comes_to("2027-01-01 18:00 Africa/Lagos")

    note = said(cohort)

    assert note == ["A plan of Spring", "A word of Spring"]
    assert "IndexError" in caplog.text
    with cohort.database.begin() as session:
        assert "segue could not say it: IndexError" in set(session.scalars(select(Notice.reason)))


def test_a_note_that_has_to_be_tried_again_says_the_same(cohort: World) -> None:
    cohort.says("Bo", "/whisper")
    cohort.comes_to("2027-01-01 18:00 Africa/Lagos")
    cohort.core.plan(10)
    [first] = cohort.core.claim(tuple(Platform), 50)
    cohort.core.release()
    [again] = cohort.core.claim(tuple(Platform), 50)

    assert titles(again.card) == titles(first.card)
    assert again.fence == first.fence + 1


def test_two_rituals_of_one_beat_share_a_note(cohort: World) -> None:
    with cohort.database.begin() as session, session.no_autoflush:
        bo, now = session.scalars(select(Person).where(Person.name == "Bo")).one(), cohort.clock.now()
        account = people.first_account(session, bo)
        [(_, spring)] = cohorts.memberships(session, bo)
        assert account is not None
        for kind in ("word", "plan"):
            noting.notify(session, now, [Due(bo, account, spring, kind, "1", now, now + timedelta(days=3))])
    cohort.comes_to("2027-01-01 18:00 Africa/Lagos")

    assert said(cohort) == ["A plan of Spring", "A word of Spring"]


def test_what_comes_at_the_very_hour_of_a_note_that_was_said_is_said_the_next_day(cohort: World) -> None:
    cohort.says("Bo", "/whisper early")
    cohort.comes_to("2027-01-01 18:00 Africa/Lagos")
    first = said(cohort)
    cohort.says("Bo", "/whisper late")
    cohort.comes_to("2027-01-02 18:00 Africa/Lagos")

    assert first == said(cohort) == ["A request of Spring", "A plan of Spring", "A word of Spring"]


def test_nobody_gets_two_notes_on_one_day_whatever_happens(cohort: World) -> None:
    random, days = Random(3), Counter[date]()
    for hour in range(14 * 24):
        cohort.clock.turn_to(at("2027-01-02 00:00 UTC") + timedelta(hours=hour))
        if random.random() < 0.2:
            change(cohort, note_at=time(random.randrange(24)))
        if random.random() < 0.2:
            cohort.says("Bo", f"/whisper {hour}")
        days.update(personal_day(cohort.clock.now(), "Africa/Lagos") for _ in post_all(cohort))

    assert len(days) > 7
    assert max(days.values()) == 1
