"""The Web API's methods that segue uses, as functions of a workspace.

https://docs.slack.dev/reference/methods
"""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from tests.support.slack import grammar
from tests.support.slack.workspace import File, Json, Refused, View, Workspace

BOT = "UBOT"


async def auth_test(here: Workspace, asked: Json) -> Json:
    """Whose token it is."""
    return {"team_id": here.team, "user_id": BOT, "bot_id": "B1", "team": "Cohort house", "user": "segue"}


async def users_info(here: Workspace, asked: Json) -> Json:
    """Somebody's profile."""
    member = here.member(str(asked.get("user")))
    return {
        "user": {
            "id": member.id,
            "team_id": here.team,
            "real_name": member.name,
            "deleted": member.gone,
            "tz": member.zone,
            "is_admin": member.admin,
            "is_owner": False,
            "profile": {"display_name": member.name, "real_name": member.name},
        }
    }


async def conversations_open(here: Workspace, asked: Json) -> Json:
    """Somebody's private line."""
    return {"channel": {"id": here.line(str(asked.get("users"))).id}}


async def post_message(here: Workspace, asked: Json) -> Json:
    """Say something where everybody in the channel sees it."""
    channel = here.channel(str(asked.get("channel")))
    check_message(asked)
    check_files(here, asked)
    said = here.say(channel.id, asked["text"], asked.get("blocks") or [])
    return {"channel": channel.id, "ts": said.ts, "message": {"text": said.text}}


async def update_message(here: Workspace, asked: Json) -> Json:
    """Say something else in the place of a message of the bot's own."""
    channel = here.channel(str(asked.get("channel")))
    message = here.find(asked.get("ts"))
    if message.channel != channel.id or message.viewer is not None:
        raise Refused("message_not_found")
    check_message(asked)
    check_files(here, asked)
    message.text, message.blocks = asked["text"], asked.get("blocks") or []
    return {"channel": channel.id, "ts": message.ts, "text": message.text}


async def promise_file(here: Workspace, asked: Json) -> Json:
    """Where to send a file, and what it will be called."""
    length = int(asked.get("length") or 0)
    if not length or not asked.get("filename"):
        raise Refused("missing_argument")
    if len(str(asked.get("alt_txt", ""))) > 1000:
        raise Refused("alt_txt_too_large")
    name = f"F{here.number():08d}"
    here.files[name] = File(id=name, length=length, alt=str(asked.get("alt_txt", "")), looks=here.slow_files)
    return {"file_id": name, "upload_url": f"{here.home}/upload/{name}"}


async def complete_files(here: Workspace, asked: Json) -> Json:
    """Take files that have been sent."""
    files = asked.get("files") or []
    wanted = json.loads(files) if isinstance(files, str) else files
    for each in wanted:
        found = here.files.get(each["id"])
        if found is None or len(found.png) != found.length:
            raise Refused("file_not_found")
        found.complete = True
    return {"files": [{"id": each["id"]} for each in wanted]}


async def post_ephemeral(here: Workspace, asked: Json) -> Json:
    """Say something in a channel that one person sees."""
    channel = here.channel(str(asked.get("channel")))
    viewer = here.member(str(asked.get("user"))).id
    check_message(asked)
    check_alone(asked)
    said = here.say(channel.id, asked["text"], asked.get("blocks") or [], viewer)
    await here.show(viewer, said)
    return {"message_ts": said.ts}


async def open_view(here: Workspace, asked: Json) -> Json:
    """Open a modal with a trigger that is young and unused."""
    key = here.spend(here.triggers, str(asked.get("trigger_id")), "invalid_trigger_id", "expired_trigger_id")
    check_view(asked["view"])
    here.dismiss(key.viewer)
    opened = View(id=f"V{here.number()}", viewer=key.viewer, shown=asked["view"])
    here.views.append(opened)
    await here.show(key.viewer, opened)
    return {"view": {"id": opened.id}}


async def update_view(here: Workspace, asked: Json) -> Json:
    """Put something else into a modal that is still open."""
    found = next((view for view in here.views if view.id == asked.get("view_id")), None)
    if found is None:
        raise Refused("not_found")
    check_view(asked["view"])
    found.shown, found.errors = asked["view"], {}
    await here.show(found.viewer, found)
    return {"view": {"id": found.id}}


METHODS: Final[Mapping[str, Callable[[Workspace, Json], Awaitable[Json]]]] = {
    "auth.test": auth_test,
    "chat.postEphemeral": post_ephemeral,
    "chat.postMessage": post_message,
    "chat.update": update_message,
    "conversations.open": conversations_open,
    "files.completeUploadExternal": complete_files,
    "files.getUploadURLExternal": promise_file,
    "users.info": users_info,
    "views.open": open_view,
    "views.update": update_view,
}


def check_message(said: Json) -> None:
    """Raise `Refused` for a message that Slack would not take."""
    if not said.get("text"):
        raise Refused("no_text")
    if len(said["text"]) > 40_000:
        raise Refused("msg_too_long")
    blocks = said.get("blocks") or []
    if wrong := (list(grammar.message(blocks)) if blocks else []):
        raise Refused("invalid_blocks", *wrong)
    if grammar.words(blocks) > grammar.MESSAGE_WORDS:
        raise Refused("msg_blocks_too_long")


def check_files(here: Workspace, said: Json) -> None:
    """Raise `Refused` for a message that shows a file which is not there, or not yet."""
    for name in grammar.files(said.get("blocks") or []):
        here.file(name)


def check_alone(said: Json) -> None:
    """Raise `Refused` for files in what one person alone sees: https://github.com/slackapi/node-slack-sdk/issues/1790."""
    if [*grammar.files(said.get("blocks") or [])]:
        raise Refused("invalid_blocks", "invalid slack file")


def check_view(shown: Json) -> None:
    """Raise `Refused` for a modal that Slack would not take."""
    if wrong := list(grammar.view(shown)):
        raise Refused("invalid_arguments", *wrong)
