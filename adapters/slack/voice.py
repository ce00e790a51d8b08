"""Saying a reply where it belongs once the acknowledgement is gone: in its place, beside it, or in a modal."""

import logging
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack import modals, render, verdicts, words
from adapters.slack.defects import quiet
from adapters.slack.inbound import Spot
from adapters.slack.spans import Json, Reader
from bot.messages.elements import Card, Form
from bot.messages.wire import Action
from bot.replies import Reply

logger = logging.getLogger(__name__)

UNREACHED: Final = (aiohttp.ClientError, TimeoutError, OSError)


class Voice:
    """Says things to one person; what Slack refuses is logged by its code and said in another way if there is one."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def give(self, reply: Reply, spot: Spot, again: Action | None = None) -> None:
        """Say the reply. `again` is what was pressed for it, to be pressed once more if a form comes too late."""
        if reply.form is not None:
            await self._ask(reply.form, spot, reply.form.reopen or again)
        elif reply.card is not None:
            await self._tell(reply.card, spot, replaces=reply.replaces)

    async def whisper(self, channel: str, user: str, card: Card, reader: Reader) -> None:
        """Say something in a channel that this person alone sees."""
        said = render.message(card, reader)
        await self._call("chat.postEphemeral", {"channel": channel, "user": user} | said)

    async def _ask(self, form: Form, spot: Spot, again: Action | None) -> None:
        view = modals.form(form, spot.place, spot.reader)
        if spot.view and await self._call("views.update", {"view_id": spot.view, "view": view}):
            return
        if await self._call("views.open", {"trigger_id": spot.trigger, "view": view}):
            return
        await self._tell(words.late_form(again), spot, replaces=False)

    async def _tell(self, card: Card, spot: Spot, *, replaces: bool) -> None:
        if spot.view:
            view = modals.card(card, spot.place, spot.reader)
            if await self._call("views.update", {"view_id": spot.view, "view": view}):
                return
        said = render.message(card, spot.reader)
        if not (spot.response_url and await self._respond(spot, said, replaces=replaces)):
            await self._write(spot.user, said)

    async def _respond(self, spot: Spot, said: Json, *, replaces: bool) -> bool:
        """Answer at the address that came with what was pressed: five times within half an hour.

        https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
        """
        webhook = AsyncWebhookClient(
            spot.response_url, session=self._client.session, logger=quiet("webhook"), retry_handlers=[]
        )
        shown = {"response_type": "ephemeral", "replace_original": replaces and spot.replaces}
        try:
            answer = await webhook.send_dict(said | shown)
        except UNREACHED as error:
            logger.warning("an answer did not reach Slack: %s", type(error).__name__)
            return False
        if answer.status_code != 200:
            logger.warning("Slack took no answer at its address: %s", answer.status_code)
        return answer.status_code == 200

    async def _write(self, user: str, said: Json) -> None:
        """The last way to reach somebody whose modal or answering address is gone: their private line."""
        if opened := await self._call("conversations.open", {"users": user}):
            await self._call("chat.postMessage", {"channel": opened["channel"]["id"]} | said)

    async def _call(self, method: str, arguments: Json) -> AsyncSlackResponse | None:
        """What Slack answers; None, and a line in the log, when it is not a yes."""
        try:
            return await self._client.api_call(method, json=arguments)
        except SlackApiError as error:
            logger.warning("Slack refused %s: %s", method, verdicts.code_of(error) or "no reason")
        except UNREACHED as error:
            logger.warning("%s did not reach Slack: %s", method, type(error).__name__)
        return None
