"""Asked again later: at the hour somebody chose, in their zone, once, and not after the week."""

import pytest
from sqlalchemy import select, update

from bot.domain.roadmap import Library
from bot.messages.wire import Action
from bot.requests import Platform
from bot.store.models import Delivery, Person
from content.library import load
from tests.support.seen import labels, problems, text, title
from tests.support.weeks import bare, checks_in, hear, live, private, words
from tests.support.worlds import World

SNOOZE_1 = Action("checkin.snooze", ("1", "1"))


@pytest.fixture(scope="session")
def library() -> Library:
    return bare(load())


@pytest.fixture
def friday(world: World) -> World:
    """Spring's first check-in is open; Bo lives in Lagos."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    live(world, "2027-01-08 15:00 Europe/Berlin")
    return world


def reasons(world: World) -> list[str]:
    with world.database.begin() as session:
        found = session.scalars(select(Delivery.reason).where(Delivery.kind == "check-in-later"))
        return [reason for reason in found if reason]


def test_at_the_hour_they_named_they_are_asked_at_once(friday: World) -> None:
    promised = friday.says("Bo", "/checkin snooze 16:30")
    before = private(live(friday, "2027-01-08 16:29 Africa/Lagos"), "Bo")
    then = private(live(friday, "2027-01-08 16:30 Africa/Lagos"), "Bo")

    assert "One private word comes Fri 8 Jan 2027, 16:30" in text(promised)
    assert before == []
    assert [card.title for card in then] == ["Week 1: you wanted to be asked now"]


def test_an_hour_that_has_passed_is_meant_for_tomorrow(friday: World) -> None:
    promised = friday.says("Bo", "/checkin snooze 9am")

    assert "Sat 9 Jan 2027, 09:00" in text(promised)


def test_a_second_hour_takes_the_place_of_the_first(friday: World) -> None:
    friday.says("Bo", "/checkin snooze 16:30")
    friday.says("Bo", "/checkin snooze tomorrow 4:15 pm")

    heard = private(live(friday, "2027-01-09 23:00 Africa/Lagos"), "Bo")

    assert [card.title for card in heard] == ["Week 1: you wanted to be asked now"]


def test_who_answered_meanwhile_is_not_asked(friday: World) -> None:
    friday.says("Bo", "/checkin snooze 16:30")
    checks_in(friday, "Bo", 1)

    assert private(live(friday, "2027-01-09 12:00 Africa/Lagos"), "Bo") == []
    assert reasons(friday) == ["has checked in already"]


def test_who_is_asked_at_their_own_hour_is_not_reminded_before(friday: World) -> None:
    live(friday, "2027-01-10 17:00 Africa/Lagos")
    friday.says("Bo", "/checkin snooze 21:00")

    heard = private(live(friday, "2027-01-11 09:00 Europe/Berlin"), "Bo")

    assert [card.title for card in heard] == ["Week 1: you wanted to be asked now"]


def test_who_chose_their_hour_before_the_check_in_opened_is_not_reminded_either(world: World) -> None:
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    live(world, "2027-01-07 12:00 Europe/Berlin")
    world.says("Bo", "/checkin snooze tomorrow 9:00")

    heard = private(live(world, "2027-01-11 09:00 Europe/Berlin"), "Bo")

    assert [card.title for card in heard] == ["Week 1: you wanted to be asked now"]


def test_the_form_asks_for_a_day_and_an_hour(friday: World) -> None:
    opened = friday.presses("Bo", SNOOZE_1)
    passed = friday.fills("Bo", SNOOZE_1, {"day": "today", "hour": "09:00"})
    unread = friday.fills("Bo", SNOOZE_1, {"day": "someday", "hour": "soon"})
    kept = friday.fills("Bo", SNOOZE_1, {"day": "tomorrow", "hour": "09:00"})

    assert title(opened) == title(friday.says("Bo", "/checkin snooze")) == "Ask me later"
    assert problems(passed) == {"hour": "That hour has passed today. Choose a later one, or tomorrow."}
    assert problems(unread) == {"hour": "Write an hour as in 16:30."}
    assert "Sat 9 Jan 2027, 09:00" in text(kept)


def test_after_the_week_nobody_is_asked(friday: World) -> None:
    friday.comes_to("2027-01-10 22:00 Africa/Lagos")

    refused = friday.fills("Bo", SNOOZE_1, {"day": "tomorrow", "hour": "09:30"})

    assert problems(refused) == {"hour": "The week closes before that: Monday 09:00. Choose earlier."}


@pytest.mark.parametrize("typed", ["soon", "tomorrow", "25:00", "yesterday 9:00", "16:30 17:30"])
def test_an_hour_that_cannot_be_read_is_asked_for_again(friday: World, typed: str) -> None:
    assert title(friday.says("Bo", f"/checkin snooze {typed}")) == "Write an hour as in 16:30."


def test_who_has_answered_already_is_told_so(friday: World) -> None:
    checks_in(friday, "Bo", 1)

    assert title(friday.says("Bo", "/checkin snooze 16:30")) == "Week 1 is noted already"


def test_before_the_first_week_and_after_a_week_there_is_nothing_to_ask_later(friday: World) -> None:
    ahead = friday.presses("Bo", Action("checkin.snooze", ("1", "2")))
    friday.comes_to("2027-01-11 09:00 Europe/Berlin")
    over = friday.presses("Bo", SNOOZE_1)

    assert title(ahead) == "That week has not begun."
    assert title(over) == "Week 1 is closed by now."


def test_where_private_notes_need_consent_the_button_waits_in_the_channel(world: World) -> None:
    world.platform = Platform.DISCORD
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    live(world, "2027-01-08 15:00 Europe/Berlin")

    told = world.says("Bo", "/checkin snooze 16:30")

    assert title(told) == "The button waits in the channel"
    assert private(live(world, "2027-01-09 12:00 Africa/Lagos"), "Bo") == []
    assert reasons(world) == []


def test_an_hour_stands_when_the_zone_changes(friday: World) -> None:
    friday.says("Bo", "/checkin snooze 16:30")
    with friday.database.begin() as session:
        session.execute(update(Person).where(Person.name == "Bo").values(zone="Asia/Tokyo"))

    heard = private(live(friday, "2027-01-08 16:30 Africa/Lagos"), "Bo")

    assert words(heard).startswith("Week 1: you wanted to be asked now")


def test_who_plans_a_pause_meanwhile_is_left_alone(friday: World) -> None:
    friday.says("Bo", "/checkin snooze 16:30")
    friday.says("Bo", "/checkin pause tomorrow")

    assert private(live(friday, "2027-01-08 18:00 Africa/Lagos"), "Bo") == []
    assert reasons(friday) == ["they are taking a pause"]


def test_the_reminder_offers_a_small_week_and_a_later_hour(friday: World) -> None:
    [reminder] = private(live(friday, "2027-01-10 18:00 Africa/Lagos"), "Bo")

    assert [one.label for one in reminder.controls] == ["Check in", "A small week", "Ask me later"]
    assert labels(friday.says("Bo", "/checkin snooze 20:00")) == ["Check in now", "A small week", "Ask me later"]
    assert hear(friday) == []
