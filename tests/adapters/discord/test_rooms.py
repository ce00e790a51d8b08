"""A room for two or three: a private thread, opened once however often it is tried."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from adapters.discord import rooms
from adapters.discord.shards import Shards
from bot.messages.elements import Card, Text
from bot.ports import Address, Failed, Lost, Messenger, Outcome, Parcel, Retry, Sent
from bot.replies import Reply
from bot.requests import Platform
from tests.support.discord.bots import connected
from tests.support.discord.parrot import Parrot
from tests.support.discord.replies import refused
from tests.support.discord.server import DiscordServer
from tests.support.discord.things import Channel

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
CARD = Card(title="Ana and Bo", body=(Text(("Bo writes first.",)),))
OPENING, ADDING = "POST .*/channels/901/threads", "PUT .*/thread-members/"
MAY_NOT = "segue may not open private threads there: allow it Create Private Threads and Send Messages in Threads."


@pytest.fixture
async def messenger(server: DiscordServer) -> AsyncIterator[Messenger]:
    async with connected(Parrot(lambda _: Reply(card=CARD)), server) as door:
        yield door.messenger


def room(*users: str, channel: str = "901", title: str = "Ana and Bo", number: int = 7) -> Parcel:
    to = Address(platform=Platform.DISCORD, workspace="900", channel=channel, users=users or ("11", "12"))
    card, key = Card(title=title, body=CARD.body), f"d{number}"
    return Parcel(delivery=number, fence=1, kind="pairing-room", key=key, to=to, card=card, reader_zone="UTC")


def threads(server: DiscordServer) -> list[Channel]:
    return [one for one in server.world.channels.values() if one.private]


def opened(server: DiscordServer) -> list[str]:
    return [asked for asked in server.seen if asked.endswith("/channels/901/threads")]


async def test_two_people_read_the_first_card_in_a_thread_of_their_own(
    server: DiscordServer, messenger: Messenger
) -> None:
    outcome = await messenger.send(room())

    [thread] = threads(server)
    [said] = server.world.posts(thread.id)
    assert outcome == Sent(said.id)
    assert (thread.name, thread.parent) == ("Ana and Bo · 7", "901")
    assert thread.guests == {"500", "11", "12"}
    assert (said.nonce, said.pinged) == ("d7", set())
    assert server.world.posts("901") == []
    assert server.faults.invalid == []


async def test_three_people_have_one_thread(server: DiscordServer, messenger: Messenger) -> None:
    await messenger.send(room("11", "12", "13"))

    assert [one.guests for one in threads(server)] == [{"500", "11", "12", "13"}]


@pytest.mark.parametrize("lost", [OPENING, ADDING, "POST .*/channels/[0-9]+/messages"], ids=str)
async def test_a_lost_answer_and_another_try_leave_one_thread_and_one_card(
    server: DiscordServer, messenger: Messenger, lost: str
) -> None:
    server.faults.lose(lost)

    first, second = await messenger.send(room()), await messenger.send(room())

    [thread] = threads(server)
    assert isinstance(first, Retry | Sent)
    assert isinstance(second, Sent)
    assert len(opened(server)) == 1
    assert len(server.world.posts(thread.id)) == 1


async def test_two_pairs_of_the_same_names_have_a_thread_each(server: DiscordServer, messenger: Messenger) -> None:
    await messenger.send(room())
    await messenger.send(room("13", "14", number=8))

    assert [one.guests for one in threads(server)] == [{"500", "11", "12"}, {"500", "13", "14"}]


async def test_another_process_than_the_one_that_hears_of_the_server_opens_it(server: DiscordServer) -> None:
    server.gateway.shards = 2

    async with connected(Parrot(lambda _: Reply(card=CARD)), server, part=Shards(ids=(1,), of=2)) as door:
        server.faults.lose(OPENING)
        tries = [await door.messenger.send(room()), await door.messenger.send(room())]

    assert [type(one) for one in tries] == [Retry, Sent]
    assert len(threads(server)) == 1


@pytest.mark.parametrize("name", ["create_private_threads", "send_messages_in_threads", "view_channel"])
async def test_without_a_permission_there_is_no_room_and_the_channel_is_not_lost(
    server: DiscordServer, messenger: Messenger, name: str
) -> None:
    await server.life.takes_permission("901", name)

    outcome = await messenger.send(room())

    assert outcome == Failed(MAY_NOT)
    assert [post for one in threads(server) for post in server.world.posts(one.id)] == []
    assert [one.guests - {"500"} for one in threads(server)] in ([], [set()])


async def test_somebody_who_left_the_server_gets_nobody_a_half_empty_room(
    server: DiscordServer, messenger: Messenger
) -> None:
    await server.life.leaves("Bo")

    outcome = await messenger.send(room())

    assert outcome == Failed("Not all of them are on the server any more.")
    assert threads(server) == []


async def test_somebody_who_leaves_in_that_moment_leaves_nobody_alone_in_it(
    server: DiscordServer, messenger: Messenger
) -> None:
    server.faults.refuse(".*/thread-members/12", lambda: refused(404, 10007, "Unknown Member"))

    outcome = await messenger.send(room())

    assert isinstance(outcome, Failed)
    assert [one.guests for one in threads(server)] == [{"500"}]


async def test_a_cohort_that_speaks_in_a_thread_has_its_rooms_beside_that(
    server: DiscordServer, messenger: Messenger
) -> None:
    thread = await server.life.opens_thread("901", "Spring")

    outcome = await messenger.send(room(channel=thread.id))

    assert isinstance(outcome, Sent)
    assert [one.parent for one in threads(server)] == ["901"]


async def test_beside_announcements_there_is_no_room(server: DiscordServer, messenger: Messenger) -> None:
    server.world.channels["901"].news = True

    assert await messenger.send(room()) == Failed("No private thread can hang beside this channel.")
    assert opened(server) == []


async def test_a_channel_that_is_gone_has_no_room_and_is_lost_by_its_next_post_alone(
    server: DiscordServer, messenger: Messenger
) -> None:
    await server.life.deletes_channel("901")

    outcome = await messenger.send(room())

    assert isinstance(outcome, Failed)
    assert outcome.lost is None


async def test_a_server_without_segue_is_lost_as_ever(server: DiscordServer, messenger: Messenger) -> None:
    server.faults.refuse("GET .*/channels/901$", lambda: refused(404, 10004, "Unknown Guild"))

    outcome = await messenger.send(room())

    assert isinstance(outcome, Failed)
    assert outcome.lost is Lost.WORKSPACE


async def test_as_many_threads_as_discord_allows_are_no_reason_to_try_again(
    server: DiscordServer, messenger: Messenger
) -> None:
    server.faults.refuse(OPENING, lambda: refused(400, 160006, "Maximum number of active threads reached"))

    assert await messenger.send(room()) == Failed("The server has as many open threads as Discord allows.")


async def test_closed_private_messages_do_not_matter_there(server: DiscordServer, messenger: Messenger) -> None:
    server.world.users["12"].takes_messages = False

    assert isinstance(await messenger.send(room()), Sent)


async def test_a_limit_of_rooms_holds_up_no_post(server: DiscordServer, messenger: Messenger) -> None:
    server.faults.limit(OPENING, 300)

    first: Outcome = await messenger.send(room())
    second = await messenger.send(room())
    there = Address(platform=Platform.DISCORD, workspace="900", channel="901")
    post = Parcel(delivery=9, fence=1, kind="prompt", key="d9", to=there, card=CARD, reader_zone="UTC")

    assert [type(first), type(second)] == [Retry, Retry]
    assert len(opened(server)) == 1
    assert isinstance(await messenger.send(post), Sent)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Ana and Bo", "Ana and Bo · 7"),
        ("@everyone and <@12>\nhere\x00", "@everyone and <@12> here · 7"),
        ("\u202eanA and \u200bBo", "anA and Bo · 7"),
        ("\u2066\u200b", "A room of your own · 7"),
        ("x" * 300, "x" * 96 + " · 7"),
    ],
)
def test_a_hostile_name_is_one_plain_line(title: str, name: str) -> None:
    assert rooms.name(room(title=title)) == name
    assert len(rooms.name(room(title=title))) <= rooms.NAME
