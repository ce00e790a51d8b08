"""Saying a reply where it belongs once the acknowledgement is gone: in its place, beside it, or in a modal."""

import logging
from dataclasses import replace
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack import modals, render, verdicts, words
from adapters.slack.defects import quiet
from adapters.slack.inbound import Spot
from adapters.slack.spans import Json
from adapters.slack.workspaces import NotInstalled, Workspaces
from bot.messages.elements import Card, Form
from bot.messages.wire import Action
from bot.replies import Reply

logger = logging.getLogger(__name__)

UNREACHED: Final = (aiohttp.ClientError, TimeoutError, OSError)


class Voice:
    """Says things to one person; what Slack refuses is logged by its code and said in another way if there is one."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def give(self, reply: Reply, spot: Spot, again: Action | None = None) -> None:
        """Say the reply. `again` is what was pressed for it, to be pressed once more if a form comes too late."""
        if reply.form is not None:
            await self._ask(reply.form, spot, reply.form.reopen or again)
        elif reply.card is not None:
            await self._tell(reply.card, spot, replaces=reply.replaces, note=reply.note)

    async def hold(self, spot: Spot) -> Spot | None:
        """Say in a modal, the open one or a new one, that the answer follows; where that will go, if anywhere."""
        shown = modals.card(words.SLOW, spot.place, spot.reader, home=spot.home)
        if spot.view:
            return spot if await self._show(spot, shown) else None
        opened = await self._open(spot, shown)
        return replace(spot, view=opened["view"]["id"], trigger="") if opened else None

    async def keep(self, view: Json, told: str, spot: Spot) -> None:
        """Leave an open form as it was filled in, and say something above it."""
        await self._call("views.update", {"view_id": spot.view, "view": modals.again(view, told)}, spot.sender.team)

    async def whisper(self, channel: str, card: Card, spot: Spot) -> None:
        """Say something in a channel that this person alone sees."""
        said = {"channel": channel, "user": spot.sender.user} | render.message(card, spot.reader)
        if await self._call("chat.postEphemeral", said, spot.sender.team) is None:
            await self._write(spot, render.message(card, spot.reader))

    async def publish(self, view: Json, spot: Spot) -> None:
        """Put this on somebody's App Home."""
        await self._call("views.publish", {"user_id": spot.sender.user, "view": view}, spot.sender.team)

    async def _ask(self, form: Form, spot: Spot, again: Action | None) -> None:
        view = modals.form(form, spot.place, spot.reader, home=spot.home)
        if await self._show(spot, view) or await self._open(spot, view):
            return
        await self._tell(words.late_form(again), replace(spot, trigger=""), replaces=False)

    async def _tell(self, card: Card, spot: Spot, *, replaces: bool, note: Card | None = None) -> None:
        """In the modal that is open, in the place of what was pressed, or beside it; a note always below it."""
        taking_place = replaces and spot.replaces
        view = modals.card(card, spot.place, spot.reader, home=spot.home, note=note)
        shown = await self._show(spot, view)
        if not (spot.response_url or spot.view):
            shown = await self._open(spot, view) is not None
        if shown and not taking_place:
            return
        await self._say(card, spot, replaces=replaces, shown=shown)
        if note is not None and not shown:
            await self._say(note, spot, replaces=False, shown=False)

    async def _say(self, card: Card, spot: Spot, *, replaces: bool, shown: bool) -> None:
        """At the address of what was pressed; if that is gone, and no modal shows it, on their private line."""
        said = render.message(card, spot.reader)
        if not (spot.response_url and await self._respond(spot, said, replaces=replaces)) and not shown:
            await self._write(spot, said)

    async def _show(self, spot: Spot, view: Json) -> bool:
        """Put this into the modal they have open, if they have one."""
        changed = {"view_id": spot.view, "view": view}
        return bool(spot.view) and await self._call("views.update", changed, spot.sender.team) is not None

    async def _open(self, spot: Spot, view: Json) -> AsyncSlackResponse | None:
        if not spot.trigger:
            return None
        return await self._call("views.open", {"trigger_id": spot.trigger, "view": view}, spot.sender.team)

    async def _respond(self, spot: Spot, said: Json, *, replaces: bool) -> bool:
        """Answer at the address that came with what was pressed: five times within half an hour.

        https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
        """
        shown = {"response_type": "ephemeral", "replace_original": replaces and spot.replaces}
        try:
            # The workspace's client is asked for its session: an address needs no token of its own.
            client = await self._workspaces.client(spot.sender.team)
            webhook = AsyncWebhookClient(
                spot.response_url, session=client.session, logger=quiet("webhook"), retry_handlers=[]
            )
            answer = await webhook.send_dict(said | shown)
        except (NotInstalled, *UNREACHED) as error:
            logger.warning("an answer did not reach Slack: %s", type(error).__name__)
            return False
        if answer.status_code != 200:
            logger.warning("Slack took no answer at its address: %s", answer.status_code)
        return answer.status_code == 200

    async def _write(self, spot: Spot, said: Json) -> None:
        """The last way to reach somebody whose modal or answering address is gone: their private line."""
        await self._call("chat.postMessage", {"channel": spot.sender.user} | said, spot.sender.team)

    async def _call(self, method: str, arguments: Json, team: str) -> AsyncSlackResponse | None:
        """What Slack answers; None, and a line in the log, when it is not a yes."""
        try:
            client = await self._workspaces.client(team)
            return await client.api_call(method, json=arguments)
        except SlackApiError as error:
            logger.warning("Slack refused %s: %s", method, verdicts.heard(error, method).code or "no reason")
        except NotInstalled:
            logger.warning("%s was not asked: segue is not installed there", method)
        except UNREACHED as error:
            logger.warning("%s did not reach Slack: %s", method, type(error).__name__)
        return None
