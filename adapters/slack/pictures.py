"""Pictures in Slack: drawn, uploaded once, and named by the id of their file.

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
from bot.messages.pictures import Picture

logger = logging.getLogger(__name__)

#: Seconds a picture may take before its message goes without it: a third of what the message has.
PATIENCE: Final = 5.0
#: Files that are remembered: the same digest is often said in several channels.
REMEMBERED: Final = 100
NAME: Final = "picture.png"


class Pictures:
    """Knows the files that were uploaded. A picture that does not get there raises nothing: it has no file."""

    def __init__(self, client: AsyncWebClient, bridge: Bridge, patience: float = PATIENCE) -> None:
        self._client = client
        self._bridge = bridge
        self._patience = patience
        self._files: OrderedDict[Picture, str] = OrderedDict()

    async def file(self, picture: Picture | None) -> str:
        """The id of the file that shows this picture; empty without one."""
        if picture is None:
            return ""
        if picture not in self._files:
            self._remember(picture, await self._attempted(picture))
        return self._files.get(picture, "")

    def forget(self, picture: Picture | None) -> None:
        """Upload it anew when it is next shown: Slack did not take its file."""
        if picture is not None:
            self._files.pop(picture, None)

    def _remember(self, picture: Picture, file: str) -> None:
        if file:
            self._files[picture] = file
        if len(self._files) > REMEMBERED:
            self._files.popitem(last=False)

    async def _attempted(self, picture: Picture) -> str:
        try:
            async with asyncio.timeout(self._patience):
                return await self._upload(picture.alt, await self._bridge.draw(picture))
        except SlackApiError as error:
            logger.warning("Slack took no picture: %s", verdicts.code_of(error) or "no reason")
        except Exception as error:  # noqa: BLE001  (whatever it is, the message goes without its picture)
            logger.warning("a picture could not be shown: %s", type(error).__name__)
        return ""

    async def _upload(self, alt: str, png: bytes) -> str:
        """The three steps of https://docs.slack.dev/messaging/working-with-files#uploading_files."""
        described = limits.label(alt, limits.FILE_ALT.most)
        place = await self._client.files_getUploadURLExternal(filename=NAME, length=len(png), alt_txt=described)
        await self._send(str(place["upload_url"]), png)
        file = str(place["file_id"])
        await self._client.files_completeUploadExternal(files=[{"id": file, "title": NAME}])
        return file

    async def _send(self, address: str, png: bytes) -> None:
        session = self._client.session
        if session is None:
            raise RuntimeError("pictures are uploaded once the door is open")
        kind = {"Content-Type": "image/png"}
        async with session.post(address, data=png, headers=kind, proxy=self._client.proxy) as answer:
            answer.raise_for_status()
