"""When somebody is written to, and how much: told in their own words, and true from the next note on."""

from collections.abc import Iterator
from datetime import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.domain.notes import Reminders
from bot.messages.elements import Choice
from bot.messages.wire import Action
from bot.ports import Parcel, Sent
from bot.replies import Reply
from bot.requests import Click, Option, Platform
from bot.store.models import Delivery, Person
from content.library import load
from tests.support.databases import Sqlite
from tests.support.seen import labels, problems, text, title, typed
from tests.support.worlds import CHANNEL, World

HOURS, ZONE = Action("my.hours"), Action("my.zone")


@pytest.fixture
def cohort(world: World) -> World:
    """A world in which Bo has joined Spring on New Year's Day at noon, so that a first note waits for 18:00."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    return world


def bo(world: World) -> Person:
    with world.database.begin() as session:
        return session.scalars(select(Person).where(Person.name == "Bo")).one()


def post_all(world: World) -> list[Parcel]:
    """Everything private that is due now, said."""
    world.plans()
    parcels: list[Parcel] = []
    while claimed := world.core.claim(tuple(Platform), 50):
        world.core.settle([(parcel, Sent("ref")) for parcel in claimed])
        parcels += claimed
    return [parcel for parcel in parcels if parcel.to.user]


def menu(reply: Reply) -> Choice:
    assert reply.card is not None
    return next(control for control in reply.card.controls if isinstance(control, Choice))


def chooses(world: World, choice: str) -> Reply:
    action = Action("my.zone.ask")
    return world.core.answer(Click(actor=world.actor("Bo"), place=CHANNEL, action=action, choice=choice))


def test_a_city_is_asked_about_before_it_is_kept(world: World) -> None:
    asked = world.says("Bo", "/my zone lisbon")
    before = bo(world).zone
    kept = world.presses("Bo", Action("my.zone.keep", ("Europe/Lisbon",)))

    assert text(asked).startswith("Is it 11:00 for you now?\nThen your time zone is Europe/Lisbon.")
    assert labels(asked) == ["Yes, it is 11:00", "Another city"]
    assert before == "Africa/Lagos"
    assert title(kept) == "Your time zone is noted"
    assert bo(world).zone == "Europe/Lisbon"


def test_a_name_of_several_places_is_a_choice_with_their_clocks(world: World) -> None:
    choice = menu(world.says("Bo", "/my zone louisville"))
    asked = chooses(world, choice.options[0].value)

    assert [option.label for option in choice.options] == [
        "Louisville (America/Kentucky) · 06:00 now",
        "Louisville (America) · 06:00 now",
    ]
    assert title(asked) == "Is it 06:00 for you now?"


def test_a_city_nobody_knows_is_asked_for_again(world: World) -> None:
    named = world.says("Bo", "/my zone xanadu")
    filled = world.fills("Bo", ZONE, {"city": "Xanadu"})

    assert title(named) == "No place of that name is known here"
    assert labels(named) == ["Another city"]
    assert typed(filled) == {"city": "Xanadu"}
    assert "city" in problems(filled)


@pytest.mark.parametrize("forged", ["", "Europe/Atlantis", "berlin", "localtime", "../../etc/passwd"])
def test_a_zone_that_no_button_carries_is_refused(world: World, forged: str) -> None:
    assert title(world.presses("Bo", Action("my.zone.keep", (forged,)))) == "That is no time zone."
    assert title(chooses(world, forged)) == "That is no time zone."


def test_without_a_city_the_form_asks_for_one(world: World) -> None:
    assert typed(world.says("Bo", "/my zone")) == {"city": "Africa/Lagos"}


def test_cities_are_completed_as_they_are_typed(world: World) -> None:
    city = Option(name="city", summary="")

    assert world.core.suggest(world.actor("Bo"), city, "berl") == ("Europe/Berlin",)


def test_the_note_moves_to_the_hour_that_was_asked_for(cohort: World) -> None:
    kept = cohort.fills("Bo", HOURS, {"at": "20:30", "from": "", "to": ""})
    cohort.comes_to("2027-01-01 20:29 Africa/Lagos")
    before = post_all(cohort)
    cohort.comes_to("2027-01-01 20:30 Africa/Lagos")

    assert "Your next note comes Fri 1 Jan 2027, 20:30." in text(kept)
    assert (before, len(post_all(cohort))) == ([], 1)


def test_the_note_moves_with_the_zone(cohort: World) -> None:
    kept = cohort.presses("Bo", Action("my.zone.keep", ("America/New_York",)))
    cohort.comes_to("2027-01-01 17:59 America/New_York")
    before = post_all(cohort)
    cohort.comes_to("2027-01-01 18:00 America/New_York")

    assert "Your next note comes Sat 2 Jan 2027, 00:00." in text(kept)
    assert (before, len(post_all(cohort))) == ([], 1)


def test_an_hour_that_has_passed_today_is_now(cohort: World) -> None:
    kept = cohort.fills("Bo", HOURS, {"at": "08:00", "from": "", "to": ""})

    assert "Your next note comes in a moment." in text(kept)
    assert len(post_all(cohort)) == 1


def test_an_hour_within_the_quiet_ones_says_when_the_note_really_comes(world: World) -> None:
    kept = world.fills("Bo", HOURS, {"at": "23:00", "from": "10pm", "to": "7"})

    assert "Daily note: 07:00. Quiet hours: 22:00 to 07:00. 23:00 lies in your quiet hours" in text(kept)
    assert (bo(world).quiet_from, bo(world).quiet_to) == (time(22), time(7))


def test_quiet_hours_can_be_given_up_again(world: World) -> None:
    world.fills("Bo", HOURS, {"at": "18", "from": "22:00", "to": "7"})
    before = typed(world.says("Bo", "/my hours"))
    world.fills("Bo", HOURS, {"at": "18", "from": "", "to": ""})

    assert before == {"at": "18:00", "from": "22:00", "to": "07:00"}
    assert (bo(world).quiet_from, bo(world).quiet_to) == (None, None)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"at": ""}, "at"),
        ({"at": "noon"}, "at"),
        ({"from": "late"}, "from"),
        ({"to": "25:00"}, "to"),
        ({"from": "22:00", "to": ""}, "to"),
        ({"from": "", "to": "7"}, "from"),
        ({"from": "7", "to": "07:00"}, "to"),
    ],
)
def test_hours_that_cannot_be_are_asked_for_again(world: World, answers: dict[str, str], field: str) -> None:
    sent = {"at": "18:00", "from": "22:00", "to": "07:00"} | answers

    reply = world.fills("Bo", HOURS, sent)

    assert list(problems(reply)) == [field]
    assert typed(reply) == sent
    assert bo(world).quiet_from is None


@pytest.mark.parametrize(("said", "level"), [("needed", "needed"), ("NONE", "none"), ("all", "all")])
def test_how_much_comes_can_be_typed_or_pressed(world: World, said: str, level: str) -> None:
    typed_in = world.says("Bo", f"/my reminders {said}")
    pressed = world.presses("Bo", Action("my.reminders.keep", (level,)))

    assert title(typed_in) == title(pressed)
    assert bo(world).reminders is Reminders(level)
    assert len(labels(pressed)) == 2


def test_a_level_or_switch_there_is_not_says_what_there_is(world: World) -> None:
    level, switch = world.says("Bo", "/my reminders sometimes"), world.says("Bo", "/my notes perhaps")

    assert "“sometimes” to choose.\n/my reminders takes all, needed or none, as in /my reminders all." in text(level)
    assert "“perhaps” to choose.\n/my notes takes on or off, as in /my notes on." in text(switch)
    assert text(world.presses("Bo", Action("my.notes.keep"))).startswith("There is no “” to choose.")


def test_who_wants_nothing_is_told_that_nothing_comes(cohort: World) -> None:
    reply = cohort.says("Bo", "/my reminders none")
    cohort.comes_to("2027-01-01 18:00 Africa/Lagos")

    assert "You asked for no notes, so none comes." in text(reply)
    assert post_all(cohort) == []


def test_private_messages_are_turned_off_in_one_step_and_nobody_is_told(cohort: World) -> None:
    post_all(cohort)
    off = cohort.says("Bo", "/my notes off")
    cohort.comes_to("2027-01-01 18:00 Africa/Lagos")

    assert title(off) == "Private messages are off here"
    assert post_all(cohort) == []
    with cohort.database.begin() as session:
        assert {one.kind for one in session.scalars(select(Delivery))} == {"cohort-opened", "private-note"}


def test_what_waited_comes_with_the_next_note_once_they_are_on_again(cohort: World) -> None:
    cohort.says("Bo", "/my notes off")
    cohort.comes_to("2027-01-01 19:00 Africa/Lagos")
    post_all(cohort)
    on = cohort.says("Bo", "/my notes on")
    cohort.comes_to("2027-01-02 18:00 Africa/Lagos")

    [note] = post_all(cohort)

    assert "Your next note comes Sat 2 Jan 2027, 18:00." in text(on)
    assert note.card.title == "Your first week"


@pytest.fixture
def server(world: World) -> World:
    """A world on Discord, where a private message needs a yes first."""
    world.platform = Platform.DISCORD
    world.starts_cohort()
    return world


def test_discord_asks_once_at_joining_and_a_yes_is_enough(server: World) -> None:
    joined = server.says("Bo", "/cohort join")
    yes = server.presses("Bo", Action("command.run", ("my", "notes on")))
    again = server.says("Bo", "/cohort join")
    server.comes_to("2027-01-01 18:00 Africa/Lagos")

    assert labels(joined)[:2] == ["Where am I?", "Tell segue about you"]
    assert labels(joined)[-1] == "Yes, one private note a day"
    assert title(yes) == "Private messages are on here"
    assert "Yes, one private note a day" not in labels(again)
    assert len(post_all(server)) == 1


def test_without_a_yes_discord_sends_nothing_private(server: World) -> None:
    server.says("Bo", "/cohort join")
    server.comes_to("2027-01-01 18:00 Africa/Lagos")

    assert post_all(server) == []
    assert "Private messages here: off" in text(server.says("Bo", "/my"))


def test_where_no_yes_is_needed_nothing_is_asked(world: World) -> None:
    world.starts_cohort()

    world.presses("Bo", Action("my.zone.keep", ("Africa/Lagos",)))

    assert labels(world.says("Bo", "/cohort join")) == ["Where am I?", "Tell segue about you"]


@pytest.fixture(scope="module")
def one_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One world for many examples."""
    with Sqlite(tmp_path_factory.mktemp("habits")).database() as url:
        made = World(url, load())
        yield made
        made.close()


ANY = st.text(st.characters(exclude_categories=()), max_size=30)


@settings(deadline=None, max_examples=80)
@given(at=ANY | st.just("18:00"), since=ANY | st.just("22:00"), until=ANY | st.just("7"))
@example(at="\ud800", since="\0", until="٩")
def test_whatever_hours_are_typed_they_are_kept_or_asked_for_again(
    one_world: World, at: str, since: str, until: str
) -> None:
    reply = one_world.fills("Bo", HOURS, {"at": at, "from": since, "to": until})

    assert title(reply) in {"Your hours", "Your hours are noted"}
    assert bool(problems(reply)) if reply.form else labels(reply) == ["Change it"]


@settings(deadline=None, max_examples=80)
@given(ANY)
@example("|")
@example("ber|lin")
def test_whatever_city_is_typed_there_is_an_answer(one_world: World, city: str) -> None:
    reply = one_world.fills("Bo", ZONE, {"city": city})

    assert title(reply) in {"Your time zone", "Which one is it?"} or title(reply).startswith("Is it ")
