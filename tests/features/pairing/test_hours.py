"""When somebody can meet: four lines on their own clock."""

import pytest
from sqlalchemy import select

from bot.domain.pairing import availability
from bot.domain.roadmap import Library
from bot.messages.wire import Action
from bot.store.models import Person, ProfileAnswer
from bot.store.queries import profile
from content.library import load
from tests.support.seen import problems, text, title, typed
from tests.support.worlds import World

HOURS = Action("mentor.hours")
EVENINGS = {"weekdays": "18:00-21:00", "saturday": "", "sunday": "10-12", "others": "Wed 12:00-13:00"}


@pytest.fixture(scope="session")
def library() -> Library:
    return load()


def test_the_form_begins_with_a_usual_week_in_their_own_zone(world: World) -> None:
    form = world.says("Bo", "/mentor hours").form

    assert form is not None
    assert "Africa/Lagos" in str(form.intro)
    assert tuple(field.initial for field in form.fields) == availability.written(availability.USUAL)


def test_it_begins_with_the_times_of_the_profile_where_there_are_some(world: World) -> None:
    world.fills("Bo", Action("my.step", ("people-beside-you",)), {"availability": "weekday-evenings"})

    shown = typed(world.presses("Bo", HOURS))

    assert tuple(shown.values()) == availability.written(availability.of_blocks(("weekday-evenings",)))


def test_hours_are_kept_and_stand_in_the_form_the_next_time(world: World) -> None:
    kept = world.fills("Bo", HOURS, EVENINGS)

    spans = availability.parse(*EVENINGS.values())
    assert title(kept) == "When you can meet"
    assert "Clock: Africa/Lagos" in text(kept)
    assert "which is a guess until you say so: /my zone" in text(kept)
    assert tuple(typed(world.presses("Bo", HOURS)).values()) == availability.written(spans)
    with world.database.begin() as session:
        bo = session.scalars(select(Person).where(Person.name == "Bo")).one()
        assert availability.unpacked("".join(profile.answers(session, bo)[availability.QUESTION])) == spans


def test_a_zone_they_confirmed_is_no_guess(world: World) -> None:
    world.presses("Bo", Action("my.zone.keep", ("Africa/Lagos",)))

    assert "guess" not in text(world.fills("Bo", HOURS, EVENINGS))


def test_hours_that_are_not_clear_are_said_beside_their_line_and_all_lines_stay(world: World) -> None:
    wrong = {**EVENINGS, "weekdays": "after work", "others": "Blursday 12-13"}

    reply = world.fills("Bo", HOURS, wrong)

    assert set(problems(reply)) == {"weekdays", "others"}
    assert typed(reply) == wrong
    with world.database.begin() as session:
        assert session.scalars(select(ProfileAnswer)).all() == []


def test_all_lines_empty_open_them_again(world: World) -> None:
    world.fills("Bo", HOURS, EVENINGS)

    reply = world.fills("Bo", HOURS, dict.fromkeys(EVENINGS, ""))

    assert title(reply) == "Your hours are open again"
    assert tuple(typed(world.presses("Bo", HOURS)).values()) == availability.written(availability.USUAL)


def test_they_are_no_step_of_the_profile_and_change_none(world: World) -> None:
    world.fills("Bo", HOURS, EVENINGS)

    assert "0 of" in text(world.says("Bo", "/my profile"))
