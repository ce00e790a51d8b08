"""The messenger: says one parcel in Slack, once, and tells what became of it."""

import asyncio
from collections.abc import Sequence
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import render, verdicts
from adapters.slack.defects import Noted
from adapters.slack.pictures import Pictures
from adapters.slack.spans import Json, Reader
from adapters.slack.workspaces import Workspaces
from bot.ports import LEASE, Clock, Failed, Outcome, Parcel, Sent, Unknown

#: No call may take longer, in seconds, so that a sender which froze cannot speak over the one that took its place.
TIMEOUT: Final = LEASE.total_seconds() / 4
REMEMBERED: Final = 10_000


class Unready(Exception):
    """Slack did not take a message because it has not finished looking at its picture, or will never take that."""


#: How long to wait, in seconds, before each try to show a picture; then the message goes without it.
LOOKS: Final = (0.0, 1.0, 2.0)


class SlackMessenger:
    """Posts with retries off: `chat.postMessage` has no key that would tell a second try from a second message."""

    def __init__(
        self,
        client: AsyncWebClient,
        workspaces: Workspaces,
        pictures: Pictures,
        clock: Clock,
        looks: Sequence[float] = LOOKS,
    ) -> None:
        self._client = client
        self._workspaces = workspaces
        self._pictures = pictures
        self._clock = clock
        self._looks = tuple(looks)
        self._lines: dict[str, str] = {}

    async def send(self, parcel: Parcel) -> Outcome:
        """Hand the parcel over; every way it can end is an outcome, none is an exception."""
        if not self._workspaces.holds(parcel.to.workspace):
            return Failed("segue is not installed in this Slack workspace.")
        if not _is_showable(parcel):
            return Failed("This message cannot be shown on Slack.")
        with Noted("posting"):
            channel = await self._channel(parcel)
            return await self._say(parcel, channel) if isinstance(channel, str) else channel
        return Unknown("Something failed in segue while the message was on its way.")

    async def _say(self, parcel: Parcel, channel: str) -> Outcome:
        """Say it with its picture once Slack takes that, and without it when that takes too long."""
        file = await self._pictures.file(parcel.card.picture)
        for wait in self._looks if file else ():
            await asyncio.sleep(wait)
            try:
                return await self._outcome(parcel, channel, file)
            except Unready:
                continue
        if file:
            self._pictures.forget(parcel.card.picture)
        return await self._outcome(parcel, channel)

    async def _channel(self, parcel: Parcel) -> str | Outcome:
        """The channel it goes to, or why there is none: a person's private line has to be opened first."""
        to = parcel.to
        if parcel.instead:
            return parcel.instead.partition("/")[0]
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

    async def _outcome(self, parcel: Parcel, channel: str, file: str = "") -> Outcome:
        """What became of one try. Raises `Unready` when Slack did not take it because of its picture."""
        said = _said(parcel, file)
        try:
            if parcel.instead:
                return await self._change(channel, parcel.instead, said)
            return await self._post(channel, said)
        except SlackApiError as error:
            if file and verdicts.code_of(error) == "invalid_blocks":
                raise Unready from None
            failed = verdicts.refused(error, self._clock)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            failed = verdicts.broken(error, self._clock)
        return verdicts.unsent(failed, self._clock) if parcel.instead else failed

    async def _post(self, channel: str, said: Json) -> Outcome:
        answer = await self._client.chat_postMessage(channel=channel, link_names=False, **said)
        return Sent(f"{answer['channel']}/{answer['ts']}")

    async def _change(self, channel: str, ref: str, said: Json) -> Outcome:
        """Say it in the place of an earlier message: twice is as good as once, so what is unknown is tried again."""
        ts = ref.partition("/")[2]
        await self._client.chat_update(channel=channel, ts=ts, link_names=False, **said)
        return Sent(ref)


def _said(parcel: Parcel, file: str = "") -> Json:
    return render.message(parcel.card, Reader(parcel.to.workspace, parcel.reader_zone), file)


def _is_showable(parcel: Parcel) -> bool:
    with Noted("rendering a post"):
        return bool(_said(parcel))
    return False
