"""Rooms where people are on two platforms: where one holds all of them, and where none does."""

import pytest

from bot.features.pairing import rooms
from bot.requests import Place, Platform
from bot.store.models import Pairing
from bot.store.queries.pairing import pairings
from tests.support.bonds import connected, linked
from tests.support.rooms import buddies, mentions, mentored, says, tells, words
from tests.support.worlds import World

THERE = Place(channel="901", channel_name="#spring", private=False)
UNREAD = "segue neither reads nor keeps what you say"


@pytest.fixture
def both(world: World) -> tuple[World, World]:
    """Spring on Slack with Bo, on Discord with Dana and Chen, and Ana on both; all take private notes."""
    slack, discord = connected(world)
    slack.starts_cohort()
    slack.says("Bo", "/cohort join")
    linked(slack, discord, "Ana")
    discord.says("Ana", "/cohort channel Spring", THERE)
    for who in ("Dana", "Chen"):
        discord.says(who, "/cohort join Spring", THERE)
        discord.says(who, "/my notes on", THERE)
    world.comes_to("2027-01-04 12:00 Europe/Berlin")
    says(world)
    world.hushes()
    return slack, discord


def test_across_platforms_each_hears_what_the_other_gave_and_nothing_pings(both: tuple[World, World]) -> None:
    slack, _ = both
    tells(slack, "Dana", "dana@example.org, or @everyone")
    number = mentored(slack, "Dana", "Bo")

    contacts = says(slack)

    with slack.database.begin() as session:
        bond = pairings.bond(session, session.get_one(Pairing, number))
        assert not rooms.meets_at(session, bond)
    assert [one.kind for one in contacts] == [rooms.CONTACT] * 2
    told = {one.to.platform: words(one) for one in contacts}
    assert "Dana is on Discord, and is reached like this:\n“dana@example.org, or @everyone”" in told[Platform.SLACK]
    assert "Bo is on Slack, and has not said how to be reached. Ana can put you in touch." in told[Platform.DISCORD]
    assert [mentions(one) for one in contacts] == [[], []]


def test_two_on_discord_have_their_room_there_and_read_who_else_may_look_in(both: tuple[World, World]) -> None:
    slack, _ = both
    number = buddies(slack, "Dana", "Chen")

    [room] = says(slack)

    with slack.database.begin() as session:
        assert rooms.meets_at(session, pairings.bond(session, session.get_one(Pairing, number)))
    assert (room.to.platform, room.to.channel, room.to.users) == (Platform.DISCORD, "901", ("U-Dana", "U-Chen"))
    assert "Whoever manages the threads of this server can look in." in words(room)


def test_three_buddies_on_two_platforms_hear_each_of_each(both: tuple[World, World]) -> None:
    slack, _ = both
    tells(slack, "Bo", "bo@example.org")
    buddies(slack, "Dana", "Chen", "Bo")
    assert says(slack) == []

    slack.comes_to("2027-01-05 12:00 Europe/Berlin")
    told = {str(one.to.user): one for one in says(slack)}

    assert {who: [each.user for each in mentions(one)] for who, one in told.items()} == {
        "U-Dana": ["U-Chen"],
        "U-Chen": ["U-Dana"],
        "U-Bo": [],
    }
    assert "bo@example.org" in words(told["U-Dana"])
    assert words(told["U-Bo"]).count("has not said how to be reached") == 2
