"""The messenger against a local Slack that fails in every way it can: one try, and an honest word about it."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack import codes
from adapters.slack.app import SlackDoor
from bot.clocks import SetClock
from bot.errors import Misconfigured
from bot.messages.elements import Card, Link, Text
from bot.ports import Address, Failed, Lost, Outcome, Parcel, Retry, Sent, Skipped, Unknown
from bot.replies import Reply
from bot.requests import Platform
from tests.support.slack import sight
from tests.support.slack.parrot import CHANNEL, House, Parrot, opened
from tests.support.slack.server import FaultKind, SlackServer

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
CANARY = "canary-1618"
CARD = Card(title="Week 3", body=(Text((CANARY,)),))
POST, UPDATE = "chat.postMessage", "chat.update"
#: What says about a private note that its person cannot be reached.
LOST_LINES = dict.fromkeys({*codes.PERSON, *codes.NO_LINE}, Lost.PERSON)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
async def house(clock: SetClock) -> AsyncIterator[House]:
    """A door in front of a parrot that nobody asks anything."""
    async with opened(Parrot(lambda _: Reply(card=CARD)), clock) as house:
        yield house


def parcel(card: Card, workspace: str, **to: str) -> Parcel:
    channel, user = to.get("channel"), to.get("user")
    address = Address(platform=Platform.SLACK, workspace=workspace, channel=channel, user=user)
    return Parcel(delivery=1, fence=1, kind="prompt", key="d1", to=address, card=card, reader_zone="Asia/Tokyo")


async def send(house: House, card: Card = CARD, workspace: str = "T1", **to: str) -> Outcome:
    return await house.door.messenger.send(parcel(card, workspace, **(to or {"channel": CHANNEL})))


async def test_a_post_is_in_the_channel_and_its_reference_is_slacks_own(house: House) -> None:
    outcome = await send(house)

    [message] = house.slack.workspace.public(CHANNEL)
    assert outcome == Sent(f"{CHANNEL}/{message.ts}")
    [asked] = house.slack.called(POST)
    assert (asked["unfurl_links"], asked["unfurl_media"], asked["link_names"]) == (False, False, False)
    assert asked["text"] == f"Week 3\n{CANARY}"


async def test_a_note_to_a_person_goes_to_their_private_line_in_one_call(house: House) -> None:
    outcomes = [await send(house, user="UBO"), await send(house, user="UBO")]

    assert [type(outcome) for outcome in outcomes] == [Sent, Sent]
    assert {message.channel for message in house.slack.workspace.messages} == {"DUBO"}
    assert [asked["channel"] for asked in house.slack.called(POST)] == ["UBO", "UBO"]
    assert house.slack.called("conversations.open") == []


async def test_a_dropped_answer_is_unknown_and_the_message_was_posted_once(house: House) -> None:
    house.slack.fail_next(POST, FaultKind.DROPPED)

    outcome = await send(house)

    assert isinstance(outcome, Unknown)
    assert len(house.slack.workspace.public(CHANNEL)) == 1
    assert len(house.slack.called(POST)) == 1


async def test_a_server_that_breaks_while_it_has_the_message_leaves_it_unknown(house: House) -> None:
    house.slack.fail_next(POST, FaultKind.BROKEN)

    assert isinstance(await send(house), Unknown)


@pytest.mark.parametrize("code", sorted(codes.REFUSED))
async def test_what_slack_refuses_for_good_has_failed_with_a_reason_to_read(house: House, code: str) -> None:
    house.slack.fail_next(POST, FaultKind.REFUSED, code)
    if code in codes.WORKSPACE:
        house.slack.fail_next("auth.test", FaultKind.REFUSED, code)

    outcome = await send(house)

    assert isinstance(outcome, Failed)
    assert outcome.reason.endswith(".")


@pytest.mark.parametrize("code", sorted(codes.LATER))
async def test_what_slack_puts_off_is_tried_again(house: House, code: str) -> None:
    house.slack.fail_next(POST, FaultKind.REFUSED, code)

    assert isinstance(await send(house), Retry)


@pytest.mark.parametrize("code", ["internal_error", "fatal_error", "something_new", "What is <this>?", ""])
async def test_what_may_have_been_said_or_is_not_known_is_parked(house: House, code: str) -> None:
    house.slack.fail_next(POST, FaultKind.REFUSED, code)

    outcome = await send(house)

    assert isinstance(outcome, Unknown)
    assert "<" not in outcome.reason


async def test_the_states_of_a_channel_are_told_apart(house: House) -> None:
    channel = house.slack.workspace.channels[CHANNEL]
    channel.joined = False
    outside = await send(house)
    channel.archived = True
    archived = await send(house)
    missing = await send(house, channel="C9")

    failed = [outcome for outcome in (outside, archived, missing) if isinstance(outcome, Failed)]
    assert len({outcome.reason for outcome in failed}) == 3
    assert [outcome.lost for outcome in failed] == [Lost.CHANNEL] * 3


async def test_somebody_whom_slack_does_not_find_cannot_be_reached_at_all(house: House) -> None:
    outcome = await send(house, user="UNOBODY")

    assert isinstance(outcome, Failed)
    assert outcome.lost is Lost.PERSON
    assert house.slack.workspace.messages == []


@pytest.mark.parametrize("code", sorted(codes.REFUSED))
async def test_a_private_note_is_never_a_reason_to_give_up_a_channel(house: House, code: str) -> None:
    house.slack.fail_next(POST, FaultKind.REFUSED, code)
    if code in codes.WORKSPACE:
        house.slack.fail_next("auth.test", FaultKind.REFUSED, code)

    outcome = await send(house, user="UBO")

    assert isinstance(outcome, Failed)
    assert outcome.lost is (Lost.WORKSPACE if code in codes.WORKSPACE else LOST_LINES.get(code))
    assert {asked["channel"] for asked in house.slack.called(POST)} == {"UBO"}


async def test_another_workspace_gets_nothing(house: House) -> None:
    outcome = await send(house, workspace="T2")

    assert isinstance(outcome, Failed)
    assert outcome.lost is Lost.WORKSPACE
    assert house.slack.called(POST) == []


async def test_a_card_that_cannot_be_shown_has_failed_without_being_tried(house: House) -> None:
    endless = Card(title="Week 3", controls=(Link(label="Source", url="https://example.org/" + "x" * 3000),))

    assert isinstance(await send(house, card=endless), Failed)
    assert house.slack.called(POST) == []


async def test_no_word_of_a_message_is_logged_however_it_fails(
    house: House, clock: SetClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for kind in FaultKind:
        house.slack.fail_next(POST, kind, "invalid_blocks" if kind is FaultKind.REFUSED else "0.01")
        await send(house)
        clock.turn_to(clock.now() + timedelta(seconds=1))

    await send(house)

    assert sight.title(house.slack.workspace.public(CHANNEL)[-1].blocks) == "Week 3"
    assert CANARY not in caplog.text


async def test_a_token_that_slack_refuses_stops_the_start(house: House) -> None:
    parrot = Parrot(lambda _: Reply(card=CARD))
    door = SlackDoor(
        parrot, token="xoxb-wrong", signing_secret="s", clock=SetClock(NOW), base_url=house.slack.base_url
    )

    with pytest.raises(Misconfigured, match="invalid_auth"):
        await door.start()


async def test_a_slack_that_is_away_does_not_stop_the_start_and_has_nothing_of_a_message() -> None:
    clock = SetClock(NOW)
    away = SlackServer(clock)
    await away.start()
    await away.close()
    parrot = Parrot(lambda _: Reply(card=CARD))
    door = SlackDoor(parrot, token="xoxb-1", signing_secret="s", clock=clock, base_url=away.base_url)

    await door.start()
    outcome = await door.messenger.send(parcel(CARD, "T1", channel=CHANNEL))
    await door.close()

    assert isinstance(outcome, Retry)


async def change(house: House, ref: str, title: str = "Taken back") -> Outcome:
    return await house.door.messenger.send(
        replace(parcel(Card(title=title), "T1", channel=CHANNEL), instead=ref, key="d2")
    )


async def test_an_earlier_message_is_changed_where_it_stands(house: House) -> None:
    first = await send(house)
    assert isinstance(first, Sent)

    assert await change(house, first.ref) == first

    [message] = house.slack.workspace.public(CHANNEL)
    assert (sight.title(message.blocks), CANARY in message.text) == ("Taken back", False)


async def test_a_note_is_changed_on_the_persons_line(house: House) -> None:
    first = await send(house, user="UBO")
    assert isinstance(first, Sent)

    assert await change(house, first.ref) == first

    [message] = house.slack.workspace.messages
    assert (sight.title(message.blocks), message.channel) == ("Taken back", "DUBO")


async def test_a_message_that_somebody_deleted_is_not_said_again(house: House) -> None:
    assert await change(house, f"{CHANNEL}/1.1") == Skipped("the message was deleted in Slack")
    assert house.slack.workspace.messages == []


@pytest.mark.parametrize("code", sorted(codes.GONE))
async def test_what_slack_no_longer_lets_change_stays_with_a_reason(house: House, code: str) -> None:
    house.slack.fail_next(UPDATE, FaultKind.REFUSED, code)

    assert await change(house, f"{CHANNEL}/1.1") == Skipped(codes.GONE[code])


@pytest.mark.parametrize("kind", [FaultKind.BROKEN, FaultKind.DROPPED, FaultKind.LIMITED])
async def test_a_change_that_may_have_been_made_is_made_again(house: House, clock: SetClock, kind: FaultKind) -> None:
    first = await send(house)
    assert isinstance(first, Sent)
    house.slack.fail_next(UPDATE, kind)

    assert isinstance(await change(house, first.ref), Retry)
    clock.turn_to(NOW + timedelta(seconds=1))
    assert await change(house, first.ref) == first
    assert len(house.slack.workspace.public(CHANNEL)) == 1


@pytest.mark.parametrize("code", sorted(codes.NO_LINE | {"user_not_found", "restricted_action"}))
async def test_an_old_note_that_cannot_be_changed_says_nothing_about_its_person(house: House, code: str) -> None:
    first = await send(house, user="UBO")
    assert isinstance(first, Sent)
    house.slack.fail_next(UPDATE, FaultKind.REFUSED, code)

    outcome = await house.door.messenger.send(replace(parcel(CARD, "T1", user="UBO"), instead=first.ref, key="d2"))

    assert isinstance(outcome, Failed)
    assert outcome.lost is None
