from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.discord.client import DiscordDoor
from bot.clocks import SetClock
from bot.messages.elements import Button, Card, Field, Form, Text
from bot.messages.text import Mention, line
from bot.messages.wire import Action
from bot.ports import Address, Failed, Messenger, Parcel, Retry, Sent, Skipped
from bot.replies import Reply
from bot.requests import Click, Place, Platform
from tests.support.discord.parrot import Parrot
from tests.support.discord.people import People
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


@asynccontextmanager
async def opened(server: DiscordServer, core: Parrot) -> AsyncIterator[DiscordDoor]:
    door = DiscordDoor(core, token=server.token, clock=SetClock(NOW), api_base=server.api, gateway=server.socket)
    await door.start()
    try:
        yield door
    finally:
        await door.close()


@pytest.fixture
async def door(server: DiscordServer, core: Parrot) -> AsyncIterator[DiscordDoor]:
    async with opened(server, core) as door:
        yield door


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


@pytest.mark.parametrize("to", [CHANNEL, BO], ids=["a post", "a note"])
async def test_half_an_answer_and_another_try_post_once(
    server: DiscordServer, messenger: Messenger, to: Address
) -> None:
    server.faults.garble("POST .*/messages")

    first, second = await messenger.send(parcel(to)), await messenger.send(parcel(to))

    assert isinstance(first, Retry)
    assert [Sent(one.id) for one in server.world.messages.values()] == [second]


async def test_another_key_is_another_post(server: DiscordServer, messenger: Messenger) -> None:
    await messenger.send(parcel())
    await messenger.send(parcel(key="d2"))

    assert len(server.world.posts("901")) == 2


async def test_closed_direct_messages_are_skipped_and_nothing_is_posted_instead(
    server: DiscordServer, messenger: Messenger
) -> None:
    server.world.person("Bo").takes_messages = False

    outcome = await messenger.send(parcel(BO))

    assert outcome == Skipped("their direct messages are closed", closed=True)
    assert server.world.messages == {}


async def test_a_post_somebody_deleted_is_not_posted_again(server: DiscordServer, messenger: Messenger) -> None:
    server.world.deleted.add("d1-0123456789abcdef01234")

    outcome = await messenger.send(parcel())

    assert outcome == Skipped("it was posted before, and somebody deleted it")


@pytest.mark.parametrize("to", [CHANNEL, BO], ids=["a post", "a note"])
async def test_a_crash_before_the_answer_and_another_start_post_once(
    server: DiscordServer, core: Parrot, to: Address
) -> None:
    async with opened(server, core) as door:
        opening = await door.messenger.send(parcel(BO, key="d0"))
        server.faults.lose("POST .*/messages")
        first = await door.messenger.send(parcel(to))
    async with opened(server, core) as another:
        second = await another.messenger.send(parcel(to))

    said = [one for one in server.world.messages.values() if one.nonce == parcel().key]
    assert isinstance(opening, Sent)
    assert isinstance(first, Retry)
    assert [Sent(one.id) for one in said] == [second]


async def test_a_role_is_called_before_anything_else_and_nobody_else(
    server: DiscordServer, messenger: Messenger
) -> None:
    role, other = [await server.life.makes_role(name, mentionable=True) for name in ("Spring", "Autumn")]

    await messenger.send(replace(parcel(CHANNEL, f"<@&{other.id}> @everyone"), calls=role.id))

    [post] = server.world.posts("901")
    assert post.text.startswith(f"<@&{role.id}>\n### Week 3")
    assert post.pinged == {role.id}


async def test_a_role_that_is_gone_holds_up_no_message(server: DiscordServer, messenger: Messenger) -> None:
    assert isinstance(await messenger.send(replace(parcel(), calls="77")), Sent)

    [post] = server.world.posts("901")
    assert "<@&77>" not in post.text


async def test_a_role_is_not_called_in_private(server: DiscordServer, messenger: Messenger) -> None:
    await messenger.send(replace(parcel(BO), calls="77"))

    [note] = server.world.posts(server.world.private["12"])
    assert "<@&77>" not in note.text
    assert not note.allowed.get("roles")


async def test_a_card_that_cannot_be_rendered_is_no_riddle(server: DiscordServer, messenger: Messenger) -> None:
    broken = replace(parcel(), card=replace(parcel().card, tone=None))  # type: ignore[arg-type]

    assert await messenger.send(broken) == Failed("This message cannot be shown on Discord.")
    assert server.world.messages == {}


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


async def test_a_message_that_is_gone_is_not_said_again(server: DiscordServer, messenger: Messenger) -> None:
    assert await messenger.send(changed("123")) == Skipped("it was posted before, and somebody deleted it")
    assert server.world.messages == {}


async def test_a_lost_answer_and_another_try_change_it_once_more(server: DiscordServer, messenger: Messenger) -> None:
    first = await messenger.send(parcel())
    assert isinstance(first, Sent)
    server.faults.lose("PATCH .*/channels/901/messages")

    lost = await messenger.send(changed(first.ref))

    assert isinstance(lost, Retry)
    assert await messenger.send(changed(first.ref)) == first
    assert len(server.world.posts("901")) == 1
