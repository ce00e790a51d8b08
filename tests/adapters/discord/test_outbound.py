import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.discord.client import DiscordDoor
from adapters.discord.outbound import DiscordMessenger
from bot.clocks import SetClock
from bot.messages.elements import Button, Card, Field, Form, Text
from bot.messages.text import Mention, line
from bot.messages.wire import Action
from bot.ports import Address, Failed, Messenger, Outcome, Parcel, Retry, Sent, Skipped
from bot.replies import Reply
from bot.requests import Click, Place, Platform
from tests.support.discord.parrot import Parrot
from tests.support.discord.people import People
from tests.support.discord.replies import limited, refused
from tests.support.discord.server import DiscordServer

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
CHANNEL = Address(platform=Platform.DISCORD, workspace="900", channel="901")
BO = Address(platform=Platform.DISCORD, workspace="900", user="12")
POSTING = "POST .*/channels/901/messages"


def parcel(to: Address = CHANNEL, *spans: str | Mention, key: str = "d1-0123456789abcdef01234") -> Parcel:
    card = Card(
        title="Week 3",
        body=(Text(line(*(spans or ("One chapter.",)))),),
        controls=(Button(label="Check in", action=Action("checkin", ("1", "3"))),),
    )
    return Parcel(delivery=1, fence=1, kind="prompt", key=key, to=to, card=card, reader_zone="UTC")


FORM = Form(title="Check in", action=Action("save"), fields=(Field(key="next", label="Next step"),))
SAVED = Card(title="Saved", controls=(Button(label="Once more", action=Action("checkin")),))


@pytest.fixture
def core() -> Parrot:
    return Parrot(lambda asked: Reply(form=FORM) if isinstance(asked, Click) else Reply(card=SAVED, replaces=True))


@pytest.fixture
async def door(server: DiscordServer, core: Parrot) -> AsyncIterator[DiscordDoor]:
    door = DiscordDoor(core, token=server.token, clock=SetClock(NOW), api_base=server.api, gateway=server.socket)
    await door.start()
    try:
        yield door
    finally:
        await door.close()


@pytest.fixture
def messenger(door: DiscordDoor) -> Messenger:
    return door.messenger


async def test_a_post_goes_to_the_channel_with_its_key_as_nonce(server: DiscordServer, messenger: Messenger) -> None:
    outcome = await messenger.send(parcel())

    [post] = server.world.posts("901")
    assert outcome == Sent(post.id)
    assert post.nonce == "d1-0123456789abcdef01234"
    assert "One chapter" in post.text


async def test_a_note_goes_to_the_persons_private_line(server: DiscordServer, messenger: Messenger) -> None:
    outcome = await messenger.send(parcel(BO))

    [note] = server.world.posts(server.world.private["12"])
    assert outcome == Sent(note.id)
    assert server.world.posts("901") == []


async def test_only_the_people_it_mentions_are_pinged(server: DiscordServer, messenger: Messenger) -> None:
    ana = Mention(name="Ana", platform="discord", workspace="900", user="11")

    await messenger.send(parcel(CHANNEL, "Thanks ", ana, ", says @everyone and <@12>"))

    [post] = server.world.posts("901")
    assert post.pinged == {"11"}


async def test_a_lost_answer_and_another_try_post_once(server: DiscordServer, messenger: Messenger) -> None:
    server.faults.lose(POSTING)

    first = await messenger.send(parcel())
    second = await messenger.send(parcel())

    [post] = server.world.posts("901")
    assert first == Retry(NOW + timedelta(seconds=15), "the connection to Discord was lost")
    assert second == Sent(post.id)


async def test_another_key_is_another_post(server: DiscordServer, messenger: Messenger) -> None:
    await messenger.send(parcel())
    await messenger.send(parcel(key="d2"))

    assert len(server.world.posts("901")) == 2


async def test_closed_direct_messages_are_skipped_and_nothing_is_posted_instead(
    server: DiscordServer, messenger: Messenger
) -> None:
    server.world.person("Bo").takes_messages = False

    outcome = await messenger.send(parcel(BO))

    assert outcome == Skipped("direct messages are closed")
    assert server.world.messages == {}


async def test_a_post_somebody_deleted_is_not_posted_again(server: DiscordServer, messenger: Messenger) -> None:
    server.world.deleted.add("d1-0123456789abcdef01234")

    outcome = await messenger.send(parcel())

    assert outcome == Skipped("it was posted before, and somebody deleted it")


@pytest.mark.parametrize(
    ("to", "outcome"),
    [
        (replace(CHANNEL, channel="999"), Failed("the channel is gone")),
        (replace(BO, user="99"), Failed("there is no such person on Discord any more")),
    ],
)
async def test_nobody_there_is_a_failure_in_words(messenger: Messenger, to: Address, outcome: Outcome) -> None:
    assert await messenger.send(parcel(to)) == outcome


@pytest.mark.parametrize(
    ("status", "code", "outcome"),
    [
        (403, 50001, Failed("the bot cannot see the channel")),
        (403, 50013, Failed("the bot may not write in the channel")),
        (400, 50035, Failed("Discord did not accept the message")),
        (400, 77777, Failed("Discord refused it (HTTP 400, code 77777)")),
        (403, 50278, Skipped("they share no server with the bot any more")),
        (429, 40003, Retry(NOW + timedelta(minutes=10), "private conversations are opened too fast for Discord")),
        (401, 0, Retry(NOW + timedelta(minutes=10), "Discord refused the bot's token")),
        (503, 0, Retry(NOW + timedelta(seconds=15), "Discord had a fault of its own (HTTP 503)")),
    ],
)
async def test_every_refusal_has_its_outcome(
    server: DiscordServer, messenger: Messenger, status: int, code: int, outcome: Outcome
) -> None:
    server.faults.refuse(POSTING, lambda: refused(status, code, "no"))

    assert await messenger.send(parcel()) == outcome
    assert server.world.messages == {}


async def test_a_short_limit_is_waited_out(server: DiscordServer, messenger: Messenger) -> None:
    server.faults.refuse(POSTING, lambda: limited(0.05, everywhere=False, gate=False))

    assert isinstance(await messenger.send(parcel()), Sent)


async def test_a_long_limit_is_the_postmans_to_wait_for(server: DiscordServer, messenger: Messenger) -> None:
    server.faults.refuse(POSTING, lambda: limited(90, everywhere=False, gate=False))

    assert await messenger.send(parcel()) == Retry(NOW + timedelta(seconds=90), "Discord asked to wait")


async def test_a_limit_at_the_gate_is_honoured(server: DiscordServer, messenger: Messenger) -> None:
    server.faults.refuse(POSTING, lambda: limited(42, everywhere=False, gate=True))

    assert await messenger.send(parcel()) == Retry(NOW + timedelta(seconds=42), "Discord asked to wait")


async def test_a_global_limit_that_outlasts_our_patience_holds_nobody_up_afterwards(
    server: DiscordServer, core: Parrot, door: DiscordDoor
) -> None:
    hurried = DiscordMessenger(door._client, core, SetClock(NOW), patience=0.1)
    server.faults.refuse(POSTING, lambda: limited(20, everywhere=True, gate=False))

    first = await hurried.send(parcel())
    second = await asyncio.wait_for(hurried.send(parcel()), 5)

    assert first == Retry(NOW + timedelta(seconds=15), "Discord took too long")
    assert isinstance(second, Sent)


async def test_a_button_of_a_note_is_about_the_server_the_note_came_from(
    server: DiscordServer, core: Parrot, messenger: Messenger
) -> None:
    await messenger.send(parcel(BO))

    people = People(server)
    await people.presses("Bo", "Check in")
    saved = await people.fills("Bo", {"Next step": "Read on"})
    [note] = server.world.posts(server.world.private["12"])

    click, sent = core.asked
    assert (click.actor.workspace, click.actor.user, click.actor.administers) == ("900", "12", False)
    assert (click.place, sent.place) == (Place(private=True), Place(private=True))
    assert saved is note
    assert "Saved" in note.text


async def test_a_note_stays_bound_to_its_server_when_it_changes(
    server: DiscordServer, core: Parrot, messenger: Messenger
) -> None:
    people = People(server)
    await messenger.send(parcel(BO))
    await people.presses("Bo", "Check in")
    await people.fills("Bo", {"Next step": "Read on"})

    await people.presses("Bo", "Once more")

    assert [asked.actor.workspace for asked in core.asked] == ["900"] * 3


async def test_a_button_of_a_post_can_be_pressed(server: DiscordServer, messenger: Messenger) -> None:
    await messenger.send(parcel())

    seen = await People(server).presses("Chen", "Check in")

    assert isinstance(seen, dict)


def changed(ref: str, to: Address = CHANNEL) -> Parcel:
    return replace(parcel(to, "Taken back.", key="d2"), instead=ref)


@pytest.mark.parametrize("to", [CHANNEL, BO], ids=["a post", "a note"])
async def test_an_earlier_message_is_changed_where_it_stands(
    server: DiscordServer, messenger: Messenger, to: Address
) -> None:
    first = await messenger.send(parcel(to))
    assert isinstance(first, Sent)

    assert await messenger.send(changed(first.ref, to)) == first

    [message] = server.world.messages.values()
    assert (message.id, message.edits, message.nonce) == (first.ref, 1, "d1-0123456789abcdef01234")
    assert "Taken back" in message.text
    assert "One chapter" not in message.text


async def test_a_change_pings_nobody_that_it_does_not_mention(server: DiscordServer, messenger: Messenger) -> None:
    first = await messenger.send(parcel())
    assert isinstance(first, Sent)

    await messenger.send(replace(parcel(CHANNEL, "<@12> @everyone"), instead=first.ref))

    [message] = server.world.posts("901")
    assert message.pinged == set()


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        (CHANNEL, "it was posted before, and somebody deleted it"),
        (replace(CHANNEL, channel="999"), "the message is gone with its channel"),
    ],
)
async def test_a_message_that_is_gone_is_not_said_again(
    server: DiscordServer, messenger: Messenger, to: Address, reason: str
) -> None:
    assert await messenger.send(changed("123", to)) == Skipped(reason)
    assert server.world.messages == {}


async def test_a_lost_answer_and_another_try_change_it_once_more(server: DiscordServer, messenger: Messenger) -> None:
    first = await messenger.send(parcel())
    assert isinstance(first, Sent)
    server.faults.lose("PATCH .*/channels/901/messages")

    lost = await messenger.send(changed(first.ref))

    assert isinstance(lost, Retry)
    assert await messenger.send(changed(first.ref)) == first
    assert len(server.world.posts("901")) == 1
