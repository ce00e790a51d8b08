"""What Slack tells of channels, people and workspaces is recorded before it is acknowledged, or asked for again."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from prometheus_client import REGISTRY

from bot.clocks import SetClock
from bot.messages.elements import Card
from bot.news import ChannelFate, ChannelNews, News, PersonNews, WorkspaceNews
from bot.replies import Reply
from bot.requests import Platform, Request
from tests.support.slack.life import Life
from tests.support.slack.parrot import CHANNEL, Parrot, opened
from tests.support.slack.workspace import Member

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)


def answer(request: Request) -> Reply:
    return Reply(card=Card(title="Here I am"))


def channel(fate: ChannelFate, reason: str = "", name: str = "") -> News:
    return ChannelNews(
        platform=Platform.SLACK, workspace="T1", channel=CHANNEL, fate=fate, at=NOW, key="", reason=reason, name=name
    )


def person(*, gone: bool, zone: str | None = "Africa/Lagos") -> News:
    return PersonNews(platform=Platform.SLACK, workspace="T1", user="UBO", gone=gone, at=NOW, zone=zone)


def told(parrot: Parrot) -> list[News]:
    """What was recorded of events, without Slack's ids of them, which are others every time."""
    return [replace(news, key="") for news in parrot.news if news.key]


LIVES: list[tuple[Callable[[Life], Awaitable[object]], News]] = [
    (lambda life: life.archives(CHANNEL), channel(ChannelFate.LOST, "The channel was archived.")),
    (lambda life: life.unarchives(CHANNEL), channel(ChannelFate.BACK)),
    (lambda life: life.renames(CHANNEL, "ml-move"), channel(ChannelFate.RENAMED, name="ml-move")),
    (lambda life: life.deletes(CHANNEL), channel(ChannelFate.LOST, "The channel was deleted.")),
    (lambda life: life.shares(CHANNEL, "T2"), channel(ChannelFate.SHARED)),
    (lambda life: life.removes_bot(CHANNEL), channel(ChannelFate.LOST, "segue was removed from the channel.")),
    (lambda life: life.invites_bot(CHANNEL), channel(ChannelFate.BACK)),
    (lambda life: life.deactivates("UBO"), person(gone=True, zone=None)),
    (lambda life: life.returns("UBO"), person(gone=False)),
    (lambda life: life.moves("UBO", "Asia/Tokyo"), person(gone=False, zone="Asia/Tokyo")),
]


@pytest.mark.parametrize(("happens", "news"), LIVES)
@pytest.mark.parametrize("private", [False, True])
async def test_the_life_of_channels_and_people_becomes_news(
    happens: Callable[[Life], Awaitable[object]], news: News, private: bool
) -> None:
    parrot = Parrot(answer)
    async with opened(parrot, SetClock(NOW)) as house:
        if private and news == channel(ChannelFate.SHARED):
            return
        house.slack.workspace.channels[CHANNEL].private = private

        await happens(house.hands.life)

        assert told(parrot) == [news]


async def test_somebody_elses_coming_into_a_channel_is_no_news() -> None:
    parrot = Parrot(answer)
    async with opened(parrot, SetClock(NOW)) as house:
        taken = await house.hands.life.joins("UBO", CHANNEL)

        assert (taken.status, told(parrot)) == (200, [])


@pytest.mark.parametrize("order", [("tokens_revoked", "app_uninstalled"), ("app_uninstalled", "tokens_revoked")])
async def test_an_uninstall_is_news_and_nothing_more_is_said_there(order: tuple[str, ...]) -> None:
    parrot = Parrot(answer)
    async with opened(parrot, SetClock(NOW)) as house:
        await house.hands.life.uninstalls(order)
        calls = len(house.slack.calls)

        await house.hands.types("UBO", CHANNEL, "/roadmap")

        gone = WorkspaceNews(platform=Platform.SLACK, workspace="T1", gone=True, at=NOW)
        assert told(parrot) == [gone, gone]
        assert {call.method for call in house.slack.calls[calls:]} <= {"auth.test"}
        assert parrot.heard == []


async def test_the_token_of_a_person_is_not_segues_to_lose() -> None:
    parrot = Parrot(answer)
    async with opened(parrot, SetClock(NOW)) as house:
        revoked = {"type": "tokens_revoked", "tokens": {"oauth": ["UBO"], "bot": []}}

        taken = await house.slack.events.tell(house.slack.workspace, revoked)

        assert (taken.status, told(parrot)) == (200, [])


async def test_bots_and_people_of_other_workspaces_are_no_news() -> None:
    parrot = Parrot(answer)
    async with opened(parrot, SetClock(NOW)) as house:
        for user in ({"id": "UX", "team_id": "T2"}, {"id": "UY", "team_id": "T1", "is_bot": True}):
            await house.slack.events.tell(house.slack.workspace, {"type": "user_change", "user": user})

        assert told(parrot) == []


async def test_what_cannot_be_recorded_is_sent_again_and_recorded_then() -> None:
    parrot = Parrot(answer)
    async with opened(parrot, SetClock(NOW)) as house:
        parrot.full = True
        refused = await house.hands.life.archives(CHANNEL)
        parrot.full = False

        await house.slack.events.later()

        assert refused.status == 503
        assert told(parrot) == [channel(ChannelFate.LOST, "The channel was archived.")]
        assert house.slack.events.lost == []


class Late(Parrot):
    """Records what it hears once it is open."""

    def __init__(self) -> None:
        super().__init__(answer)
        self.open = asyncio.Event()
        self.open.set()
        self.asked = 0

    async def hear(self, news: News) -> bool:
        """Whether these are new, later."""
        self.asked += 1
        await self.open.wait()
        return await super().hear(news)


async def test_what_takes_too_long_to_record_is_sent_again_and_recorded_once() -> None:
    late = Late()
    async with opened(late, SetClock(NOW), patience=0.05) as house:
        late.open.clear()
        late.asked = 0
        refused = await house.hands.life.archives(CHANNEL)
        late.open.set()

        await house.slack.events.later()

        assert (refused.status, late.asked, len(told(late))) == (503, 1, 1)
        assert (house.slack.events.lost, [*house.slack.events.pending]) == ([], [])


async def test_an_event_that_was_taken_and_comes_again_is_heard_once_and_counted_as_come_again() -> None:
    def counted() -> float:
        labels = {"platform": "slack", "type": "channel_archive", "dup": "yes"}
        return REGISTRY.get_sample_value("segue_inbox_events_total", labels) or 0.0

    parrot, clock, before = Parrot(answer), SetClock(NOW), counted()
    async with opened(parrot, clock) as house:
        await house.hands.life.archives(CHANNEL)
        clock.turn_to(NOW.replace(second=1))

        again = await house.slack.events.again(house.slack.events.sent[-1]["event_id"])

        assert (again.status, len(told(parrot)), counted() - before) == (200, 1, 1)


async def test_a_profile_that_changed_is_asked_for_anew() -> None:
    parrot = Parrot(answer)
    async with opened(parrot, SetClock(NOW)) as house:
        await house.hands.types("UBO", CHANNEL, "/roadmap")
        await house.hands.life.moves("UBO", "Asia/Tokyo")

        await house.hands.types("UBO", CHANNEL, "/roadmap")

        assert [request.actor.zone for request in parrot.heard] == ["Africa/Lagos", "Asia/Tokyo"]


@pytest.mark.parametrize(
    "who", [Member(id="UZ", name="Zoe", zone="UTC", gone=True), Member(id="UZ", name="Zap", zone="UTC", bot=True)]
)
async def test_bots_and_people_who_left_are_not_answered(who: Member) -> None:
    parrot = Parrot(answer)
    async with opened(parrot, SetClock(NOW)) as house:
        house.slack.workspace.members[who.id] = who

        await house.hands.mentions(who.id, CHANNEL, "hello?")
        await house.door.close()

        assert (parrot.heard, house.slack.workspace.messages) == ([], [])
