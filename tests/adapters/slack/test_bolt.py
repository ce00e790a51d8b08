"""What Bolt asks for on the way costs no acknowledgement, however slow the database is."""

import asyncio
from datetime import UTC, datetime

from adapters.slack.app import SlackDoor
from bot.clocks import SetClock
from bot.installation import Installation
from bot.messages.elements import Card
from bot.replies import Reply
from bot.requests import Platform
from tests.support.slack import tenants
from tests.support.slack.hands import Hands
from tests.support.slack.parrot import Parrot, served

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)


class Stuck(Parrot):
    """Does not find out where segue is installed; writes down what it hears all the same."""

    def __init__(self) -> None:
        super().__init__(lambda _: Reply(card=Card(title="Week 3")))

    async def installation(self, platform: Platform, workspace: str) -> Installation | None:
        """Nothing, ever."""
        await asyncio.Event().wait()
        return None


async def test_news_are_recorded_although_nobody_can_say_whose_token_it_is() -> None:
    clock, stuck = SetClock(NOW), Stuck()
    async with tenants.two_teams(clock) as slack:
        door = SlackDoor(
            stuck, clock=clock, oauth=tenants.app(slack), signing_secret=slack.secret, base_url=slack.base_url
        )
        async with served(door) as url:
            await door.start()
            hands = Hands(slack, url, team="T2")

            taken = await hands.life.removes_bot("C-T2")
            await door.close()

        assert (taken.status, [news.workspace for news in stuck.news]) == (200, ["T2"])
