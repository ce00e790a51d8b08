"""The messenger: says one parcel in Slack, once, and tells what became of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import codes, defects, render, verdicts
from adapters.slack.defects import Noted
from adapters.slack.pictures import Pictures
from adapters.slack.spans import Json, Reader
from adapters.slack.verdicts import No
from adapters.slack.workspaces import NotInstalled, TokenEnded, Workspaces
from bot import metrics
from bot.ports import Clock, Failed, Lost, Outcome, Parcel, Retry, Sent, Unknown
from bot.requests import Platform

POST: Final = "chat.postMessage"
UPDATE: Final = "chat.update"
OPEN: Final = "conversations.open"
NOT_HERE: Final = Failed("segue is not installed in this Slack workspace.", Lost.WORKSPACE)


class Unready(Exception):
    """Slack did not take a message because it has not finished looking at its picture, or will never take that."""


#: How long to wait, in seconds, before each try to show a picture; then the message goes without it.
LOOKS: Final = (0.0, 1.0, 2.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A parcel, with whose token it is said, and in which channel, as Slack takes it."""

    parcel: Parcel
    client: AsyncWebClient
    place: str

    @property
    def team(self) -> str:
        """The workspace it goes to."""
        return self.parcel.to.workspace


class SlackMessenger:
    """Posts with retries off: `chat.postMessage` has no key that would tell a second try from a second message."""

    def __init__(
        self, workspaces: Workspaces, pictures: Pictures, clock: Clock, looks: Sequence[float] = LOOKS
    ) -> None:
        self._workspaces = workspaces
        self._pictures = pictures
        self._clock = clock
        self._looks = tuple(looks)

    async def send(self, parcel: Parcel) -> Outcome:
        """Hand the parcel over; every way it can end is an outcome, none is an exception."""
        outcome = await self._sent(parcel)
        metrics.POSTED.labels(Platform.SLACK.value, type(outcome).__name__.lower()).inc()
        return outcome

    async def _sent(self, parcel: Parcel) -> Outcome:
        if not _is_showable(parcel):
            return Failed("This message cannot be shown on Slack.")
        if until := self._workspaces.brakes.until(parcel.to.workspace, _method(parcel), _place(parcel)):
            return Retry(until, "Slack asked to wait a little.")
        client = await self._client(parcel)
        if not isinstance(client, AsyncWebClient):
            return client
        with Noted("posting"):
            letter = Letter(parcel=parcel, client=client, place=_place(parcel))
            place = await self._room(letter) if parcel.to.users and not parcel.instead else letter.place
            return await self._say(replace(letter, place=place)) if isinstance(place, str) else place
        return Unknown("Something failed in segue while the message was on its way.")

    async def _client(self, parcel: Parcel) -> AsyncWebClient | Outcome:
        """Whose token it is said with, or why there is none; nothing has been said yet, so it can be tried again."""
        try:
            return await self._workspaces.client(parcel.to.workspace)
        except TokenEnded:
            return self._later("Slack gave no new token yet.")
        except NotInstalled:
            return NOT_HERE
        except Exception as defect:  # noqa: BLE001  (a messenger raises nothing)
            defects.note("finding a token", defect)
            return self._later("segue could not look up its token.")

    async def _room(self, letter: Letter) -> str | Outcome:
        """The group conversation of these people, opened if there is none: to open it twice is as good as once."""
        team, users = letter.team, letter.parcel.to.users
        if until := self._workspaces.brakes.until(team, OPEN):
            return Retry(until, "Slack asked to wait a little.")
        try:
            return str((await letter.client.conversations_open(users=list(users)))["channel"]["id"])
        except SlackApiError as error:
            no = verdicts.heard(error, OPEN)
            if no.is_limit:
                self._workspaces.brakes.press(team, OPEN, no.wait)
            return await self._believed(letter, verdicts.unopened(no, self._clock))
        except verdicts.BROKEN as error:
            return verdicts.unsent(verdicts.broken(error, self._clock), self._clock)

    async def _say(self, letter: Letter) -> Outcome:
        """Say it with its picture once Slack takes that, and without it when that takes too long."""
        picture = letter.parcel.card.picture
        file = await self._pictures.file(picture, letter.team)
        for wait in self._looks if file else ():
            await asyncio.sleep(wait)
            try:
                return await self._outcome(letter, file)
            except Unready:
                continue
        if file:
            self._pictures.forget(picture, letter.team)
        return await self._outcome(letter)

    async def _outcome(self, letter: Letter, file: str = "") -> Outcome:
        """What became of one try. Raises `Unready` when Slack did not take it because of its picture."""
        try:
            return await _handed(letter, file)
        except SlackApiError as error:
            no = verdicts.heard(error, _method(letter.parcel))
            if file and no.code == "invalid_blocks":
                raise Unready from None
            became = await self._refused(letter, no)
        except verdicts.BROKEN as error:
            became = verdicts.broken(error, self._clock)
        return verdicts.unsent(became, self._clock) if letter.parcel.instead else became

    async def _refused(self, letter: Letter, no: No) -> Outcome:
        """What a refusal means here, and for what comes after it."""
        parcel = letter.parcel
        became = verdicts.refused(no, self._clock)
        if parcel.to.user is not None and isinstance(became, Failed):
            became = verdicts.to_person(no, became, changing=bool(parcel.instead))
        if parcel.to.users:
            became = verdicts.to_room(became)
        if no.is_limit:
            # Nobody gets so many private notes that their own line would be what is limited.
            narrow = "" if parcel.to.user else _place(parcel)
            self._workspaces.brakes.press(letter.team, _method(parcel), no.wait, narrow)
        return await self._believed(letter, became)

    async def _believed(self, letter: Letter, became: Outcome) -> Outcome:
        """The same, once it is certain that a workspace is lost where it says so."""
        if isinstance(became, Failed) and became.lost is Lost.WORKSPACE:
            lost = await self._workspaces.is_lost(letter.team, letter.client)
            return became if lost else self._later("Slack did not take segue's token, and there may be another.")
        return became

    def _later(self, reason: str) -> Retry:
        return Retry(self._clock.now() + timedelta(seconds=codes.WAIT), reason)


async def _handed(letter: Letter, file: str) -> Outcome:
    """Say it, or say it in the place of an earlier message: that twice is as good as once."""
    parcel, client = letter.parcel, letter.client
    said = _said(parcel, file)
    if not parcel.instead:
        answer = await client.chat_postMessage(channel=letter.place, link_names=False, **said)
        return Sent(f"{answer['channel']}/{answer['ts']}")
    ts = parcel.instead.partition("/")[2]
    await client.chat_update(channel=letter.place, ts=ts, link_names=False, **said)
    return Sent(parcel.instead)


def _method(parcel: Parcel) -> str:
    return UPDATE if parcel.instead else POST


def _place(parcel: Parcel) -> str:
    """The channel, as Slack takes it: a person's id stands for their private line. A room has none yet."""
    if parcel.instead:
        return parcel.instead.partition("/")[0]
    if parcel.to.users:
        return "+".join(parcel.to.users)
    return str(parcel.to.channel or parcel.to.user)


def _said(parcel: Parcel, file: str = "") -> Json:
    return render.message(parcel.card, Reader(parcel.to.workspace, parcel.reader_zone), file)


def _is_showable(parcel: Parcel) -> bool:
    with Noted("rendering a post"):
        return bool(_said(parcel))
    return False
