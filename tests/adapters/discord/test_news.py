import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.discord import news
from adapters.discord.shards import Shards
from adapters.discord.watch import Timing
from bot.messages.elements import Card
from bot.news import ChannelFate, ChannelNews, News, WorkspaceNews
from bot.replies import Reply
from bot.requests import CommandSpec, Role
from tests.support.discord.bots import connected
from tests.support.discord.parrot import Parrot
from tests.support.discord.people import People
from tests.support.discord.server import DiscordServer

HASTY = Timing(gather=0.01, again=0.01, between=0.0)
SPECS = (CommandSpec(path=("my",), summary="Your corner", example="/my", role=Role.ANYONE),)


def core(**spoken: str) -> Parrot:
    """A core whose cohorts speak in these channels of servers, `g900="901"`."""
    parrot = Parrot(lambda _: Reply(card=Card(title="Hello")), SPECS)
    parrot.spoken = {guild[1:]: frozenset(channels.split()) for guild, channels in spoken.items()}
    return parrot


def told(one: News) -> tuple[str, ...]:
    """What somebody would make of it, without its time."""
    match one:
        case WorkspaceNews():
            return (one.workspace, "gone" if one.gone else "there")
        case ChannelNews():
            return tuple(filter(None, (one.workspace, one.channel, one.fate.value, one.reason or one.name)))
    return (one.workspace, one.user, "gone" if one.gone else "there")


BACK = ("900", "901", "back")
NOTHING: dict[str, str] = {}


async def test_what_is_as_it_was_is_told_once_at_the_start(server: DiscordServer) -> None:
    heard = core(g900="901")

    async with connected(heard, server, timing=HASTY):
        [first] = await heard.heard_of(1)
        await server.life.takes_permission("901", "attach_files")
        await server.life.renames_channel("901", "switch")
        await heard.heard_of(2)

    assert told(first) == BACK
    assert isinstance(first, ChannelNews)
    assert abs(first.at - datetime.now(UTC)).total_seconds() < 60
    assert {told(one) for one in heard.told[1:]} == {("900", "901", "renamed", "switch")}


async def test_being_removed_from_a_server_and_let_in_again_is_told(server: DiscordServer) -> None:
    heard = core(g900="")

    async with connected(heard, server, timing=HASTY):
        await server.life.kicks()
        await heard.heard_of(1)
        await server.life.invites()
        await heard.heard_of(2)

    assert [told(one) for one in heard.told] == [("900", "gone"), ("900", "there")]


async def test_an_outage_is_no_news(server: DiscordServer) -> None:
    heard = core(g900="901")

    async with connected(heard, server, timing=HASTY):
        await heard.heard_of(1)
        await server.life.outage()
        await server.life.recovers()
        await server.life.renames_channel("901", "switch")
        await heard.heard_of(2)

    assert [told(one)[-1] for one in heard.told] == ["back", "switch"]


async def test_a_server_that_is_down_at_the_start_is_not_gone(server: DiscordServer) -> None:
    server.world.found("Another", id_="910", channels={"911": "elsewhere"})
    heard = core(g900="901", g910="911")
    await server.life.outage()

    # Everything that is there at the start, and everything that is not, is looked at together.
    async with connected(heard, server, timing=replace(HASTY, gather=0.3)):
        await heard.heard_of(1)
        await server.life.recovers()
        await heard.heard_of(2)

    assert [told(one) for one in heard.told] == [("910", "911", "back"), BACK]
    assert [one for one in server.seen if "/channels/" in one] == []


async def test_a_channel_that_is_deleted_is_lost(server: DiscordServer) -> None:
    heard = core(g900="901")

    async with connected(heard, server, timing=HASTY):
        await heard.heard_of(1)
        await server.life.deletes_channel("901")
        await heard.heard_of(2)

    assert told(heard.told[1]) == ("900", "901", "lost", news.DELETED)


@pytest.mark.parametrize(("permission", "reason"), [("send_messages", news.MUTE), ("view_channel", news.UNSEEN)])
async def test_a_channel_where_segue_may_not_write_is_lost_until_it_may(
    server: DiscordServer, permission: str, reason: str
) -> None:
    heard = core(g900="901")

    async with connected(heard, server, timing=HASTY):
        await heard.heard_of(1)
        await server.life.takes_permission("901", permission)
        await heard.heard_of(2)
        await server.life.gives_permission("901", permission)
        await heard.heard_of(3)

    assert [told(one) for one in heard.told[1:]] == [("900", "901", "lost", reason), BACK]


async def test_what_a_role_of_the_bot_allows_counts_too(server: DiscordServer) -> None:
    heard = core(g900="901")

    async with connected(heard, server, timing=HASTY):
        await heard.heard_of(1)
        await server.life.takes_permission("", "send_messages")
        await heard.heard_of(2)
        await server.life.gives_permission("", "send_messages")
        await heard.heard_of(3)

    assert [one.fate for one in heard.told[1:] if isinstance(one, ChannelNews)] == [
        ChannelFate.LOST,
        ChannelFate.BACK,
    ]


async def test_a_thread_is_lost_when_it_is_locked_or_deleted_and_not_while_it_rests(server: DiscordServer) -> None:
    thread = server.world.add_channel("spring", parent="901").id
    heard = core(g900=thread)

    async with connected(heard, server, timing=HASTY):
        await heard.heard_of(1)
        await server.life.takes_permission("", "manage_threads")
        await server.life.locks_thread(thread)
        await heard.heard_of(2)
        await server.life.locks_thread(thread, locked=False)
        await heard.heard_of(3)
        await server.life.archives_thread(thread)
        await server.life.deletes_thread(thread)
        await heard.heard_of(4)

    reasons = [one.reason for one in heard.told if isinstance(one, ChannelNews)]
    assert reasons == ["", news.LOCKED, "", news.DELETED]


async def test_a_thread_that_rests_at_the_start_is_asked_for_and_is_there(server: DiscordServer) -> None:
    thread = server.world.add_channel("spring", parent="901").id
    await server.life.archives_thread(thread)
    heard = core(g900=thread)

    async with connected(heard, server, timing=HASTY):
        await heard.heard_of(1)

    assert told(heard.told[0]) == ("900", thread, "back")
    assert f"GET /api/v10/channels/{thread}" in server.seen


async def test_what_vanished_while_nobody_listened_is_told_at_the_start(server: DiscordServer) -> None:
    heard = core(g900="901 902", g901="990")

    async with connected(heard, server, timing=HASTY):
        await heard.heard_of(3)

    assert sorted(told(one) for one in heard.told) == [
        BACK,
        ("900", "902", "lost", news.DELETED),
        ("901", "gone"),
    ]


async def test_what_vanished_with_a_lost_session_is_told_with_the_next_one(server: DiscordServer) -> None:
    heard = core(g900="901")

    async with connected(heard, server, timing=HASTY) as door:
        await heard.heard_of(1)
        server.gateway.lose_session()
        await server.life.kicks()
        server.gateway.drop()
        await heard.heard_of(2)
        assert list(door._client.guilds) == []

    assert told(heard.told[1]) == ("900", "gone")
    assert server.gateway.identified == 2


async def test_a_server_that_is_there_again_unheard_is_told(server: DiscordServer) -> None:
    heard = core()

    async with connected(heard, server, timing=HASTY):
        await heard.heard_of(1)

    assert [told(one) for one in heard.told] == [("900", "there")]


async def test_servers_of_other_shards_are_none_of_this_process(server: DiscordServer) -> None:
    elsewhere = str(1 << 22)
    heard = core(g900="", **{f"g{elsewhere}": "77"})

    async with connected(heard, server, timing=HASTY, part=Shards(ids=(0,), of=2)):
        await server.life.renames_channel("901", "switch")
        await heard.heard_of(1)

    assert [told(one) for one in heard.told] == [("900", "901", "renamed", "switch")]


async def test_news_that_were_not_taken_in_are_tried_again_in_their_order(
    server: DiscordServer, people: People, caplog: pytest.LogCaptureFixture
) -> None:
    heard = core(g900="")

    async with connected(heard, server, timing=HASTY):
        heard.deaf = 1
        await server.life.renames_channel("901", "switch")
        await server.life.kicks()
        await server.life.invites()
        seen = await people.types("Bo", "/my")
        await heard.heard_of(3)

    assert [told(one)[-1] for one in heard.told] == ["switch", "gone", "there"]
    assert "Hello" in str(seen)
    assert caplog.text.count("tried again: OSError") == 1


async def test_a_closing_door_does_not_wait_for_ever_for_news(server: DiscordServer) -> None:
    heard = core(g900="")

    async with asyncio.timeout(60), connected(heard, server, timing=Timing(gather=0.01, again=60.0)):
        heard.deaf = 100
        await server.life.kicks()

    assert heard.told == []


async def test_an_event_that_is_read_and_makes_no_sense_is_noted_by_its_name(
    server: DiscordServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = core(g900="")

    with caplog.at_level(logging.INFO):
        async with connected(heard, server, timing=HASTY) as door:
            monkeypatch.setattr(door._survey, "renamed", lambda *_: NOTHING["my private words"])
            await server.life.renames_channel("901", "my private words")
            await server.life.kicks()
            await heard.heard_of(1)

    assert "on_guild_channel_update was not taken in: KeyError" in caplog.text
    assert "my private words" not in caplog.text
