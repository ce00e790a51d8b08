"""Pictures in Slack: uploaded once, shown where they can be, said in words elsewhere, never in a message's way."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from adapters.slack.outbound import SlackMessenger
from adapters.slack.pictures import Pictures
from bot.clocks import SetClock
from bot.messages.elements import Button, Card, Field, Form, Text
from bot.messages.wire import Action
from bot.ports import Address, Outcome, Parcel, Sent
from bot.replies import Reply
from bot.requests import Click, Platform, Request
from tests.support.sketches import DOT, WINS, Sketches, endless, torn
from tests.support.slack import sight, tenants
from tests.support.slack.parrot import CHANNEL, House, Parrot, opened
from tests.support.slack.server import FaultKind
from tests.support.slack.workspace import Json, Message

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
CARD = Card(title="Week 3", body=(Text(("Three wins.",)),), picture=WINS)
FORM = Form(title="Wins", action=Action("wins"), fields=(Field(key="words", label="Words"),))
PROMISE, COMPLETE, POST = "files.getUploadURLExternal", "files.completeUploadExternal", "chat.postMessage"


def answer(request: Request) -> Reply:
    """A form for a button, and the card for everything else."""
    return Reply(form=FORM) if isinstance(request, Click) else Reply(card=CARD)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
def parrot() -> Parrot:
    return Parrot(answer)


@pytest.fixture
async def house(parrot: Parrot, clock: SetClock) -> AsyncIterator[House]:
    async with opened(parrot, clock) as house:
        messenger = house.door.messenger
        assert isinstance(messenger, SlackMessenger)
        messenger._looks = (0.0, 0.0, 0.0)
        yield house


async def send(house: House, card: Card = CARD, *, instead: str = "", **to: str) -> Outcome:
    channel = to.get("channel") if to else CHANNEL
    address = Address(platform=Platform.SLACK, workspace="T1", channel=channel, user=to.get("user"))
    parcel = Parcel(delivery=1, fence=1, kind="digest", key="d1", to=address, card=card, reader_zone="UTC")
    return await house.door.messenger.send(replace(parcel, instead=instead))


def images(message: Message) -> list[Json]:
    return [block for block in message.blocks if block["type"] == "image"]


async def test_a_post_shows_its_picture_with_its_words_for_who_does_not_see_it(house: House) -> None:
    outcome = await send(house)

    [message] = house.slack.workspace.public(CHANNEL)
    [file] = house.slack.workspace.files.values()
    assert outcome == Sent(f"{CHANNEL}/{message.ts}")
    assert images(message) == [{"type": "image", "slack_file": {"id": file.id}, "alt_text": WINS.alt}]
    assert (file.png, file.alt) == (DOT, WINS.alt)
    assert WINS.alt in message.text


async def test_a_note_shows_its_picture_too(house: House) -> None:
    await send(house, user="UBO")

    [message] = house.slack.workspace.public("DUBO")
    assert len(images(message)) == 1


async def test_a_file_belongs_to_one_workspace_and_every_other_is_given_its_own(clock: SetClock) -> None:
    bridge = Parrot(answer)
    async with tenants.two_teams(clock) as slack, tenants.opened(slack, bridge, clock) as workspaces:
        for team in ("T1", "T2"):
            await bridge.install(tenants.consent(slack, team))
        pictures = Pictures(workspaces, bridge)

        files = [await pictures.file(WINS, team) for team in ("T1", "T2", "T1")]
        strange = await pictures.file(WINS, "T9")

        assert [set(here.files) for here in slack.teams.values()] == [{files[0]}, {files[1]}]
        assert (files[0], strange) == (files[2], "")
        assert len(slack.called(COMPLETE)) == 2


async def test_a_picture_is_drawn_and_uploaded_once_for_all_channels(house: House, parrot: Parrot) -> None:
    await send(house)
    await send(house, user="UBO")

    assert isinstance(parrot.easel, Sketches)
    assert parrot.easel.drawn == [WINS]
    assert len(house.slack.called(COMPLETE)) == 1


async def test_a_message_waits_until_slack_has_looked_at_its_picture(house: House) -> None:
    house.slack.workspace.slow_files = 2

    await send(house)

    [message] = house.slack.workspace.public(CHANNEL)
    assert len(images(message)) == 1
    assert len(house.slack.called(POST)) == 3


async def test_a_picture_that_slack_never_finishes_with_is_said_in_words_and_tried_anew_next_time(
    house: House,
) -> None:
    house.slack.workspace.slow_files = 100
    first = await send(house)
    house.slack.workspace.slow_files = 0
    second = await send(house)

    without, with_it = house.slack.workspace.public(CHANNEL)
    assert (type(first), type(second)) == (Sent, Sent)
    assert images(without) == []
    assert WINS.alt in sight.words(without.blocks, "UTC")
    assert len(images(with_it)) == 1


@pytest.mark.parametrize("step", [PROMISE, "upload", COMPLETE])
@pytest.mark.parametrize("kind", FaultKind)
async def test_whatever_happens_to_a_picture_the_message_is_sent_once(
    house: House, step: str, kind: FaultKind
) -> None:
    house.slack.fail_next(step, kind, "file_uploads_disabled" if kind is FaultKind.REFUSED else "1")

    outcome = await send(house)

    [message] = house.slack.workspace.public(CHANNEL)
    assert isinstance(outcome, Sent)
    assert WINS.alt in sight.words(message.blocks, "UTC")


async def test_a_picture_that_cannot_be_drawn_is_said_in_words_and_logged_without_any(
    house: House, parrot: Parrot, caplog: pytest.LogCaptureFixture
) -> None:
    parrot.easel = torn

    await send(house)

    [message] = house.slack.workspace.public(CHANNEL)
    assert images(message) == []
    assert "RuntimeError" in caplog.text
    assert WINS.title not in caplog.text


async def test_a_picture_that_takes_too_long_holds_nothing_up(house: House, parrot: Parrot) -> None:
    parrot.easel = endless
    messenger = house.door.messenger
    assert isinstance(messenger, SlackMessenger)
    messenger._pictures = Pictures(messenger._workspaces, parrot, patience=0.05)

    assert isinstance(await send(house), Sent)


async def test_longer_words_are_shortened_where_slack_takes_fewer(house: House) -> None:
    endless_words = replace(CARD, picture=replace(WINS, alt="word " * 1000))

    await send(house, endless_words)

    [message] = house.slack.workspace.public(CHANNEL)
    [file] = house.slack.workspace.files.values()
    assert 900 < len(file.alt) <= 1000
    assert 1900 < len(images(message)[0]["alt_text"]) <= 2000
    assert house.slack.refusals == []


async def test_an_answer_says_the_picture_in_words_for_nothing_ephemeral_can_show_a_file(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)

    await house.hands.types("UBO", CHANNEL, "/win wall")

    [message] = house.slack.workspace.private("UBO")
    assert WINS.alt in sight.words(message.blocks, "UTC")
    assert (images(message), house.slack.refusals, caplog.text) == ([], [], "")


async def test_a_changed_message_shows_the_new_picture(house: House) -> None:
    first = await send(house)
    assert isinstance(first, Sent)

    await send(house, replace(CARD, picture=replace(WINS, values=(2, 4))), instead=first.ref)

    [message] = house.slack.workspace.public(CHANNEL)
    _, newer = house.slack.workspace.files
    assert [image["slack_file"]["id"] for image in images(message)] == [newer]


async def test_a_card_with_a_picture_and_buttons_fits(house: House) -> None:
    buttons = tuple(Button(label=f"Number {number}", action=Action("press", (str(number),))) for number in range(60))
    crowded = replace(CARD, body=(Text(("word " * 500,)),) * 60, controls=buttons, footnote=("word " * 300,))

    outcome = await send(house, replace(crowded, picture=replace(WINS, alt="word " * 1000)))

    assert isinstance(outcome, Sent)
    assert house.slack.refusals == []
