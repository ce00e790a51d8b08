"""Ana and Bo in T1, Eve in T2: what the tests of the local Slack begin with."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from slack_sdk.web.async_client import AsyncWebClient

from bot.clocks import SetClock
from scheduler.stopwatch import Stopwatch
from tests.support.slack.server import SlackServer
from tests.support.slack.things import Channel, Json, Member

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)


@asynccontextmanager
async def two_teams(clock: SetClock | None = None, stopwatch: Stopwatch | None = None) -> AsyncIterator[SlackServer]:
    """A local Slack: #ml-switch (C1) in T1, #evenings (C2) in T2, the app in both."""
    slack = SlackServer(clock or SetClock(NOW), stopwatch=stopwatch)
    slack.add("T2", "Evening school")
    here, there = slack.teams["T1"], slack.teams["T2"]
    here.members["UANA"] = Member(id="UANA", name="Ana", zone="Europe/Berlin", admin=True)
    here.members["UBO"] = Member(id="UBO", name="Bo", zone="Africa/Lagos")
    here.channels["C1"] = Channel(id="C1", name="ml-switch")
    there.members["UEVE"] = Member(id="UEVE", name="Eve", zone="America/New_York")
    there.channels["C2"] = Channel(id="C2", name="evenings")
    await slack.start()
    try:
        yield slack
    finally:
        await slack.close()


def client(slack: SlackServer, token: str = "", team: str = "T1") -> AsyncWebClient:
    """The SDK's client, with a team's token or another."""
    return AsyncWebClient(token=token or slack.token_of(team), base_url=slack.base_url, retry_handlers=[])


def plain(text: str) -> Json:
    """A text object."""
    return {"type": "plain_text", "text": text}


def button(**more: object) -> Json:
    """A button called Done."""
    return {"type": "button", "text": plain("Done"), "action_id": "a"} | more


HOME: Json = {"type": "home", "blocks": [{"type": "actions", "block_id": "b", "elements": [button()]}]}
FIELD: Json = {"type": "plain_text_input", "action_id": "w"}
FORM: Json = {
    "type": "modal",
    "title": plain("A win"),
    "submit": plain("Send"),
    "blocks": [{"type": "input", "block_id": "w", "label": plain("What?"), "element": FIELD}],
}
MODAL: Json = {"type": "modal", "title": plain("Check-in"), "blocks": [{"type": "header", "text": plain("Hello")}]}
