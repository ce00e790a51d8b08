"""The Web API's methods that segue uses, as functions of a workspace; views and files are beside this.

https://docs.slack.dev/reference/methods
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from tests.support.slack import files, views
from tests.support.slack.checks import check_alone, check_files, check_message, check_view
from tests.support.slack.profiles import profile
from tests.support.slack.workspace import Json, Refused, Workspace

__all__ = ["BOT", "METHODS", "check_alone", "check_message", "check_view"]

#: Who the bot is in T1.
BOT: Final = "UBOT"


async def auth_test(here: Workspace, asked: Json) -> Json:
    """Whose token it is."""
    whose = {"team_id": here.team, "user_id": here.bot_user, "bot_id": here.bot, "team": here.name, "user": "segue"}
    return whose | {"url": f"https://{here.team.lower()}.slack.com/", "is_enterprise_install": False}


async def users_info(here: Workspace, asked: Json) -> Json:
    """Somebody's profile."""
    return {"user": profile(here, str(asked.get("user")))}


async def conversations_info(here: Workspace, asked: Json) -> Json:
    """What is to be known of a channel; a private one is not there unless the bot is in it."""
    found = here.channels.get(str(asked.get("channel")))
    if found is None or (found.private and not found.joined):
        raise Refused("channel_not_found")
    return {
        "channel": {
            "id": found.id,
            "name": found.name,
            "is_im": found.owner is not None,
            "is_archived": found.archived,
            "is_member": found.joined,
            "is_private": found.private,
            "is_ext_shared": bool(found.shared),
            "shared_team_ids": sorted({here.team, *found.shared}),
        }
    }


async def conversations_open(here: Workspace, asked: Json) -> Json:
    """The group conversation of these people with the bot: one for the same people, however often it is opened."""
    before = len(here.channels)
    opened = here.group(str(asked.get("users") or "").split(","))
    known = {"no_op": True, "already_open": True} if len(here.channels) == before else {}
    return {"channel": {"id": opened.id}, **known}


async def post_message(here: Workspace, asked: Json) -> Json:
    """Say something where everybody in the channel sees it; a person's id is their private line."""
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
    if message.author is not None:
        raise Refused("cant_update_message")
    check_message(asked)
    check_files(here, asked)
    message.text, message.blocks = asked["text"], asked.get("blocks") or []
    return {"channel": channel.id, "ts": message.ts, "text": message.text}


async def post_ephemeral(here: Workspace, asked: Json) -> Json:
    """Say something in a channel that one person sees."""
    channel = here.channel(str(asked.get("channel")))
    viewer = here.member(str(asked.get("user")))
    if viewer.gone or not here.meets(viewer.id):
        raise Refused("user_not_in_channel")
    check_message(asked)
    check_alone(asked)
    said = here.say(channel.id, asked["text"], asked.get("blocks") or [], viewer.id)
    await here.show(viewer.id, said)
    return {"message_ts": said.ts}


METHODS: Final[Mapping[str, Callable[[Workspace, Json], Awaitable[Json]]]] = {
    "auth.test": auth_test,
    "chat.postEphemeral": post_ephemeral,
    "chat.postMessage": post_message,
    "chat.update": update_message,
    "conversations.info": conversations_info,
    "conversations.open": conversations_open,
    "files.completeUploadExternal": files.complete,
    "files.getUploadURLExternal": files.promise,
    "users.info": users_info,
    "views.open": views.show,
    "views.publish": views.publish,
    "views.push": views.push,
    "views.update": views.update,
}
