"""Slack's payloads as the core's requests. Nothing here asks Slack anything.

https://docs.slack.dev/interactivity/implementing-slash-commands,
https://docs.slack.dev/reference/interaction-payloads
"""

from dataclasses import dataclass
from typing import Any, Final

from adapters.slack import modals
from adapters.slack.spans import Json, Reader
from bot.messages import wire
from bot.messages.elements import together
from bot.requests import Actor, Click, Command, Place, Submission

#: What Slack calls a channel whose name it keeps to itself.
NAMELESS: Final = frozenset({"directmessage", "privategroup"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who a payload is from, in Slack's own ids. `workspace` is their own, also in a shared channel."""

    workspace: str
    user: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where an answer may go after the acknowledgement: an address that replies, a trigger for a form, an open modal.

    `replaces`: what was pressed is seen by this person alone, so that the answer can take its place.
    """

    user: str
    reader: Reader
    place: Place
    response_url: str = ""
    trigger: str = ""
    view: str = ""
    replaces: bool = False


def sender(body: Json) -> Sender:
    """Who did it, whether they typed a command, pressed something or sent a form."""
    if "command" in body:
        return Sender(workspace=body["team_id"], user=body["user_id"], name=body.get("user_name", ""))
    user = body["user"]
    home = user.get("team_id") or (body.get("team") or {}).get("id", "")
    return Sender(workspace=home, user=user["id"], name=user.get("name") or user.get("username", ""))


def command(body: Json, actor: Actor) -> Command:
    """A slash command; what followed it stays exactly as it was typed."""
    name = body["command"].removeprefix("/")
    return Command(actor=actor, place=_place(body), name=name, text=body.get("text", ""))


def click(body: Json, actor: Actor) -> Click | None:
    """A pressed button or a choice from a menu; None for what needs no answer, such as an opened link."""
    pressed = body["actions"][0]
    _, marked, packed = pressed["action_id"].partition("|")
    if not marked:
        return None
    choice = (pressed.get("selected_option") or {}).get("value", "")
    return Click(actor=actor, place=_place(body), action=wire.unpack(packed), choice=choice)


def submission(body: Json, actor: Actor) -> Submission | None:
    """A sent form; None for a modal that takes no answers."""
    state = modals.unpack(body["view"].get("private_metadata", ""))
    if state.action is None:
        return None
    return Submission(actor=actor, place=state.place, action=state.action, answers=answers(body["view"]))


def answers(view: Json) -> dict[str, str]:
    """What was filled in, by field key; a field left empty is an empty text."""
    values = view["state"]["values"]
    return {key: _answer(next(iter(inputs.values()))) for key, inputs in values.items()}


def spot(body: Json, reader: Reader) -> Spot:
    """Where the answer to this payload may go later."""
    place = _place(body)
    container = body.get("container") or {}
    return Spot(
        user=sender(body).user,
        reader=reader,
        place=place,
        response_url=body.get("response_url", ""),
        trigger=body.get("trigger_id", ""),
        view=(body.get("view") or {}).get("id", ""),
        replaces=container.get("type") == "message" and place.private,
    )


def _place(body: Json) -> Place:
    """Where it happened. A direct message is no channel, and whatever is in it is seen by one person alone."""
    if view := body.get("view"):
        return modals.unpack(view.get("private_metadata", "")).place
    channel = body.get("channel") or {"id": body.get("channel_id"), "name": body.get("channel_name")}
    container: dict[str, Any] = body.get("container") or {"is_ephemeral": True}
    direct = str(channel["id"] or "D").startswith("D")
    name = channel.get("name") or ""
    return Place(
        channel=None if direct else channel["id"],
        channel_name="" if name in NAMELESS else name,
        private=direct or bool(container.get("is_ephemeral")),
    )


def _answer(given: Json) -> str:
    if given.get("selected_option"):
        return str(given["selected_option"]["value"])
    if several := given.get("selected_options"):
        return together(str(each["value"]) for each in several)
    return str(given.get("value") or given.get("selected_date") or given.get("selected_time") or "")
