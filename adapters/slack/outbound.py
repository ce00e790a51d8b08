"""The messenger: says one parcel in Slack, once, and tells what became of it."""

from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import render, verdicts
from adapters.slack.defects import Noted
from adapters.slack.spans import Json, Reader
from adapters.slack.workspaces import Workspaces
from bot.ports import LEASE, Address, Clock, Failed, Outcome, Parcel, Sent, Unknown

#: No call may take longer, in seconds, so that a sender which froze cannot speak over the one that took its place.
TIMEOUT: Final = LEASE.total_seconds() / 4
REMEMBERED: Final = 10_000


class SlackMessenger:
    """Posts with retries off: `chat.postMessage` has no key that would tell a second try from a second message."""

    def __init__(self, client: AsyncWebClient, workspaces: Workspaces, clock: Clock) -> None:
        self._client = client
        self._workspaces = workspaces
        self._clock = clock
        self._lines: dict[str, str] = {}

    async def send(self, parcel: Parcel) -> Outcome:
        """Hand the parcel over; every way it can end is an outcome, none is an exception."""
        if not self._workspaces.holds(parcel.to.workspace):
            return Failed("segue is not installed in this Slack workspace.")
        said = self._render(parcel)
        if said is None:
            return Failed("This message cannot be shown on Slack.")
        with Noted("posting"):
            channel = await self._channel(parcel.to)
            return await self._post(channel, said) if isinstance(channel, str) else channel
        return Unknown("Something failed in segue while the message was on its way.")

    def _render(self, parcel: Parcel) -> Json | None:
        with Noted("rendering a post"):
            return render.message(parcel.card, Reader(parcel.to.workspace, parcel.reader_zone))
        return None

    async def _channel(self, to: Address) -> str | Outcome:
        """The channel of an address, or why there is none: a person's private line has to be opened first."""
        if to.channel is not None:
            return to.channel
        if to.user in self._lines:
            return self._lines[to.user]
        try:
            opened = await self._client.conversations_open(users=[str(to.user)])
        except SlackApiError as error:
            return verdicts.unsent(verdicts.refused(error, self._clock), self._clock)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return verdicts.unsent(verdicts.broken(error, self._clock), self._clock)
        return self._remember(str(to.user), str(opened["channel"]["id"]))

    def _remember(self, user: str, channel: str) -> str:
        if len(self._lines) >= REMEMBERED:
            self._lines.clear()
        self._lines[user] = channel
        return channel

    async def _post(self, channel: str, said: Json) -> Outcome:
        try:
            answer = await self._client.chat_postMessage(channel=channel, link_names=False, **said)
        except SlackApiError as error:
            return verdicts.refused(error, self._clock)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return verdicts.broken(error, self._clock)
        return Sent(f"{answer['channel']}/{answer['ts']}")
