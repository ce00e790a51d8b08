"""Pictures in Slack: drawn, uploaded once to each workspace that shows them, and named by the id of their file.

A file shows in messages that everybody in a conversation keeps, and in nothing ephemeral
(https://github.com/slackapi/node-slack-sdk/issues/1790), so answers and modals say a picture's words instead. Slack
looks at a new file for about a second, and until then refuses a message that shows it
(https://github.com/slackapi/python-slack-sdk/issues/1521); asking whether it is ready would need another permission.
"""

import asyncio
import logging
from collections import OrderedDict
from typing import Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import limits, verdicts
from adapters.slack.bridge import Bridge
from adapters.slack.workspaces import Workspaces
from bot.messages.pictures import Picture

logger = logging.getLogger(__name__)

#: Seconds a picture may take before its message goes without it: a third of what the message has.
PATIENCE: Final = 5.0
#: Files that are remembered: the same digest is often said in several channels.
REMEMBERED: Final = 100
NAME: Final = "picture.png"
#: Stands for the whole upload, whose steps have the same limits.
METHOD: Final = "files.getUploadURLExternal"


class Pictures:
    """Knows the files that were uploaded. A picture that does not get there raises nothing: it has no file."""

    def __init__(self, workspaces: Workspaces, bridge: Bridge, patience: float = PATIENCE) -> None:
        self._workspaces = workspaces
        self._bridge = bridge
        self._patience = patience
        self._files: OrderedDict[tuple[str, Picture], str] = OrderedDict()

    async def file(self, picture: Picture | None, team: str) -> str:
        """The id of the file that shows this picture in this workspace; empty without one."""
        if picture is None:
            return ""
        known = team, picture
        if known not in self._files and not self._workspaces.brakes.until(team, METHOD):
            self._remember(known, await self._attempted(picture, team))
        return self._files.get(known, "")

    def forget(self, picture: Picture | None, team: str) -> None:
        """Upload it anew when it is next shown: Slack did not take its file."""
        if picture is not None:
            self._files.pop((team, picture), None)

    def _remember(self, known: tuple[str, Picture], file: str) -> None:
        if file:
            self._files[known] = file
        if len(self._files) > REMEMBERED:
            self._files.popitem(last=False)

    async def _attempted(self, picture: Picture, team: str) -> str:
        try:
            async with asyncio.timeout(self._patience):
                drawn = await self._bridge.draw(picture)
                return await _upload(await self._workspaces.client(team), picture.alt, drawn)
        except SlackApiError as error:
            no = verdicts.heard(error, METHOD)
            if no.is_limit:
                self._workspaces.brakes.press(team, METHOD, no.wait)
            logger.warning("Slack took no picture: %s", no.code or "no reason")
        except Exception as error:  # noqa: BLE001  (whatever it is, the message goes without its picture)
            logger.warning("a picture could not be shown: %s", type(error).__name__)
        return ""


async def _upload(client: AsyncWebClient, alt: str, png: bytes) -> str:
    """The three steps of https://docs.slack.dev/messaging/working-with-files#uploading_files."""
    described = limits.label(alt, limits.FILE_ALT.most)
    place = await client.files_getUploadURLExternal(filename=NAME, length=len(png), alt_txt=described)
    await _send(client, str(place["upload_url"]), png)
    file = str(place["file_id"])
    await client.files_completeUploadExternal(files=[{"id": file, "title": NAME}])
    return file


async def _send(client: AsyncWebClient, address: str, png: bytes) -> None:
    session = client.session
    if session is None:
        raise RuntimeError("pictures are uploaded once the door is open")
    kind = {"Content-Type": "image/png"}
    async with session.post(address, data=png, headers=kind, proxy=client.proxy) as answer:
        answer.raise_for_status()
