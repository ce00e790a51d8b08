"""The Web API's methods that segue uses, as functions of a workspace.

https://docs.slack.dev/reference/methods
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from tests.support.slack import grammar
from tests.support.slack.workspace import Json, Refused, View, Workspace

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
    said = here.say(channel.id, asked["text"], asked.get("blocks") or [])
    return {"channel": channel.id, "ts": said.ts, "message": {"text": said.text}}


async def post_ephemeral(here: Workspace, asked: Json) -> Json:
    """Say something in a channel that one person sees."""
    channel = here.channel(str(asked.get("channel")))
    viewer = here.member(str(asked.get("user"))).id
    check_message(asked)
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
    "conversations.open": conversations_open,
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


def check_view(shown: Json) -> None:
    """Raise `Refused` for a modal that Slack would not take."""
    if wrong := list(grammar.view(shown)):
        raise Refused("invalid_arguments", *wrong)
