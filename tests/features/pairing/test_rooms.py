"""Who gets a room, what stands in it, and what everybody hears where there can be none."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.domain.pairing.states import Kind
from bot.features.pairing import rooms
from bot.messages import plain
from bot.ports import Failed, Lost, Outcome, Retry, Sent, Unknown
from bot.requests import Platform
from bot.store.models import Account, Cohort, Member, Person
from bot.store.queries.pairing import pairings
from tests.support.rooms import buddies, ends, held, member, mentions, mentored, posts, says, to, words
from tests.support.seen import ZONE
from tests.support.tidings import archives, channel, of_person
from tests.support.worlds import World

UNREAD = "segue neither reads nor keeps what you say"
REFUSED = Failed("segue lacks a permission.")


@pytest.fixture
def spring(world: World) -> World:
    """Spring in its first week, with Ana, Bo and Chen; nothing private waits."""
    world.starts_cohort()
    for who in ("Bo", "Chen"):
        world.says(who, "/cohort join")
    world.comes_to("2027-01-04 12:00 Europe/Berlin")
    says(world)
    world.hushes()
    return world


def test_a_learner_and_their_mentor_get_one_room_that_says_who_begins_and_with_what(spring: World) -> None:
    mentored(spring, "Bo", "Ana")

    [room] = says(spring)
    read = words(room)
    assert (room.to.channel, room.to.users) == ("C1", ("U-Bo", "U-Ana"))
    assert read.startswith("Bo and Ana\nAna is Bo’s mentor from today on.")
    assert "Bo is asked to write first" in read
    assert f"For Ana, from week 1:\n“{spring.library.default.weeks[0].mentor_hint}”" in read
    assert UNREAD in read
    assert says(spring) == []


def test_three_buddies_get_one_room_with_the_question_of_the_week(spring: World) -> None:
    buddies(spring, "Bo", "Ana", "Chen")

    [room] = says(spring)
    assert room.to.users == ("U-Bo", "U-Ana", "U-Chen")
    assert "Bo, Ana and Chen are buddies from today on." in words(room)
    assert f"To begin with, from week 1:\n“{spring.library.default.weeks[0].prompt}”" in words(room)
    assert mentions(room) == []


def test_a_room_is_tried_again_and_nobody_hears_of_another_way_meanwhile(spring: World) -> None:
    mentored(spring, "Bo", "Ana")

    [first] = says(spring, Retry(spring.clock.now() + timedelta(minutes=1), "Slack could not be reached."))
    spring.clock.turn_to(spring.clock.now() + timedelta(minutes=1))
    [second] = says(spring)

    assert (first.key, first.delivery) == (second.key, second.delivery)


@pytest.mark.parametrize("became", [REFUSED, Unknown("Its answer was lost.")])
def test_where_no_room_was_opened_each_hears_once_how_to_reach_the_other(spring: World, became: Outcome) -> None:
    mentored(spring, "Bo", "Ana")

    _, *contacts = says(spring, became)

    assert to(contacts) == ["U-Ana", "U-Bo"]
    told = {str(one.to.user): words(one) for one in contacts}
    assert told["U-Bo"].startswith("Ana is your mentor\nWrite to")
    assert told["U-Ana"].startswith("You are Bo’s mentor\nWrite to")
    assert "You are asked to write first" in told["U-Bo"]
    assert "Bo is asked to write first" in told["U-Ana"]
    assert [mention.user for one in contacts for mention in mentions(one)] == ["U-Ana", "U-Bo"]
    assert says(spring) == []


def test_a_room_that_is_refused_says_nothing_about_the_channel_of_the_cohort(spring: World) -> None:
    mentored(spring, "Bo", "Ana")
    says(spring, Failed("The channel is archived.", Lost.CHANNEL))

    assert channel(spring).lost == ""


def test_a_room_that_opens_does_not_bring_back_a_channel_that_is_lost(spring: World) -> None:
    mentored(spring, "Bo", "Ana")
    parcels = spring.core.claim(tuple(Platform), 50)
    archives(spring)
    spring.core.settle([(one, Sent("ref")) for one in parcels])

    assert channel(spring).lost != ""


def test_who_is_a_pair_while_the_channel_is_lost_hears_how_to_reach_each_other(spring: World) -> None:
    archives(spring)
    mentored(spring, "Bo", "Ana")

    assert to(says(spring)) == ["U-Ana", "U-Bo"]


def test_a_channel_that_is_lost_before_the_room_is_opened_leaves_nobody_in_the_dark(spring: World) -> None:
    mentored(spring, "Bo", "Ana")
    archives(spring)

    assert to(says(spring)) == ["U-Ana", "U-Bo"]


def test_a_pair_that_ended_before_its_room_was_opened_gets_none_and_hears_of_no_other_way(spring: World) -> None:
    ends(spring, mentored(spring, "Bo", "Ana"))

    assert says(spring) == []


def test_a_pair_that_ended_before_they_heard_how_to_reach_each_other_hears_nothing(spring: World) -> None:
    number = mentored(spring, "Bo", "Ana")
    parcels = spring.core.claim(tuple(Platform), 50)
    spring.core.settle([(one, REFUSED) for one in parcels])
    ends(spring, number)

    assert says(spring) == []


def test_somebody_who_left_the_workspace_is_not_waited_for_in_a_room(spring: World) -> None:
    buddies(spring, "Bo", "Ana", "Chen")
    spring.core.hear(of_person(spring, "Chen", gone=True))

    assert [one.kind for one in says(spring)] == []
    spring.comes_to("2027-01-05 12:00 Europe/Berlin")
    contacts = says(spring)
    assert {one.kind for one in contacts} == {rooms.CONTACT}
    assert {"U-Ana", "U-Bo"} <= set(to(contacts))


def test_a_room_is_opened_while_the_cohort_rests(spring: World) -> None:
    with spring.database.begin() as session:
        session.get_one(Cohort, 1).quiet_until = spring.clock.now().replace(day=20)
    mentored(spring, "Bo", "Ana")

    assert [one.kind for one in says(spring)] == [rooms.ROOM]


def test_whoever_takes_no_private_notes_finds_it_beside_the_answer_to_their_next_click(spring: World) -> None:
    closes(spring, "Bo")
    mentored(spring, "Bo", "Ana")
    assert to(says(spring, REFUSED)[1:]) == ["U-Ana"]

    note = spring.says("Bo", "/roadmap").note

    assert note is not None
    assert "Ana is your mentor" in plain.card(note, ZONE)


def test_a_name_that_means_harm_is_nothing_but_a_name(spring: World) -> None:
    with spring.database.begin() as session:
        session.scalars(select(Person).where(Person.name == "Chen")).one().name = "@everyone <!channel>\n</script>"
        bo = member(session, "Bo")
        other = session.scalars(select(Member).join(Person).where(Person.name.startswith("@every"))).one()
        made = pairings.group(session, held(session, Kind.BUDDY, spring), [bo, other], bo, spring.clock.now())
        pairings.publish(session, made, spring.clock.now(), None)
        posts(spring, session, made)

    [room] = says(spring)
    assert mentions(room) == []
    assert "@everyone <!channel>" in room.card.title


def closes(world: World, who: str) -> None:
    """Their private line is closed."""
    with world.database.begin() as session:
        account = session.scalars(select(Account).where(Account.external_id == f"U-{who}")).one()
        account.takes_notes = False
