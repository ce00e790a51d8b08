"""A room for two or three: a group conversation, opened once however often it is tried."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from bot.clocks import SetClock
from bot.messages.elements import Card, Text
from bot.ports import Address, Failed, Lost, Outcome, Parcel, Retry, Sent, Unknown
from bot.replies import Reply
from bot.requests import Platform
from tests.support.slack.parrot import CHANNEL, House, Parrot, opened
from tests.support.slack.server import FaultKind
from tests.support.slack.things import Member

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
OPEN, POST = "conversations.open", "chat.postMessage"
CARD = Card(title="Ana, Bo and <!channel>", body=(Text(("Bo writes first.",)),))


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


@pytest.fixture
async def house(clock: SetClock) -> AsyncIterator[House]:
    """A door in front of a parrot, with Chen beside Ana and Bo."""
    async with opened(Parrot(lambda _: Reply(card=CARD)), clock) as house:
        house.slack.workspace.members["UCHEN"] = Member(id="UCHEN", name="Chen", zone="Asia/Singapore")
        yield house


async def send(house: House, *users: str, workspace: str = "T1") -> Outcome:
    to = Address(platform=Platform.SLACK, workspace=workspace, channel=CHANNEL, users=users or ("UANA", "UBO"))
    room = Parcel(delivery=1, fence=1, kind="pairing-room", key="d1", to=to, card=CARD, reader_zone="UTC")
    return await house.door.messenger.send(room)


def rooms(house: House) -> dict[str, frozenset[str]]:
    return {one.id: one.guests for one in house.slack.workspace.channels.values() if one.guests}


async def test_two_people_read_the_first_card_in_a_conversation_of_their_own(house: House) -> None:
    outcome = await send(house)

    [(room, guests)] = rooms(house).items()
    [said] = house.slack.workspace.public(room)
    assert outcome == Sent(f"{room}/{said.ts}")
    assert guests == {"UANA", "UBO"}
    assert house.slack.workspace.public(CHANNEL) == []
    assert house.slack.workspace.private("UCHEN") == []


async def test_three_people_have_one_conversation(house: House) -> None:
    await send(house, "UANA", "UBO", "UCHEN")

    assert list(rooms(house).values()) == [{"UANA", "UBO", "UCHEN"}]


async def test_it_is_opened_once_however_often_it_is_tried(house: House) -> None:
    house.slack.fail_next(OPEN, FaultKind.DROPPED)

    lost, again = await send(house), await send(house)
    later = await send(house, "UBO", "UANA")

    assert isinstance(lost, Retry)
    assert [type(one) for one in (again, later)] == [Sent, Sent]
    assert len(rooms(house)) == 1
    assert len(house.slack.called(POST)) == 2


@pytest.mark.parametrize("fault", [FaultKind.BROKEN, FaultKind.MALFORMED, FaultKind.LIMITED])
async def test_an_opening_that_fails_for_now_is_tried_again_with_nothing_said(house: House, fault: FaultKind) -> None:
    house.slack.fail_next(OPEN, fault)

    assert isinstance(await send(house), Retry)
    assert house.slack.called(POST) == []


async def test_a_limit_of_openings_is_kept_and_holds_up_no_post(house: House, clock: SetClock) -> None:
    house.slack.fail_next(OPEN, FaultKind.LIMITED, "40")

    first, second = await send(house), await send(house)
    there = Address(platform=Platform.SLACK, workspace="T1", channel=CHANNEL)
    post = Parcel(delivery=2, fence=1, kind="prompt", key="d2", to=there, card=CARD, reader_zone="UTC")

    assert [one.at for one in (first, second) if isinstance(one, Retry)] == [NOW + timedelta(seconds=40)] * 2
    assert len(house.slack.called(OPEN)) == 1
    assert isinstance(await house.door.messenger.send(post), Sent)


async def test_where_it_was_not_granted_there_is_none_and_the_channel_is_not_lost(house: House) -> None:
    house.slack.tokens.keep(house.slack.token, "T1", house.slack.app.scopes - {"mpim:write"})

    outcome = await send(house)

    assert outcome == Failed(
        "segue lacks a permission on Slack: install it again with the permissions of the manifest."
    )
    assert house.slack.workspace.messages == []


async def test_somebody_who_left_has_no_room_and_nobody_is_lost_by_it(house: House) -> None:
    house.slack.workspace.members["UBO"].gone = True

    outcome = await send(house)

    assert isinstance(outcome, Failed)
    assert outcome.lost is None
    assert rooms(house) == {}


@pytest.mark.parametrize("code", ["channel_not_found", "is_archived", "restricted_action"])
async def test_a_room_that_cannot_be_spoken_in_is_no_word_about_the_channel(house: House, code: str) -> None:
    house.slack.fail_next(POST, FaultKind.REFUSED, code)

    outcome = await send(house)

    assert isinstance(outcome, Failed)
    assert outcome.lost is None


async def test_what_slack_has_no_word_for_yet_is_given_up(house: House) -> None:
    house.slack.fail_next(OPEN, FaultKind.REFUSED, "something_new")

    assert isinstance(await send(house), Failed)


async def test_a_lost_answer_to_the_card_is_unknown_and_it_was_said_once(house: House) -> None:
    house.slack.fail_next(POST, FaultKind.DROPPED)

    assert isinstance(await send(house), Unknown)
    assert [len(house.slack.workspace.public(room)) for room in rooms(house)] == [1]


async def test_a_workspace_without_segue_is_lost_as_ever(house: House) -> None:
    outcome = await send(house, workspace="T9")

    assert isinstance(outcome, Failed)
    assert outcome.lost is Lost.WORKSPACE


async def test_names_in_it_call_nobody(house: House) -> None:
    await send(house)

    [asked] = house.slack.called(POST)
    assert "<!channel>" not in str(asked["text"])
    assert asked["link_names"] is False
