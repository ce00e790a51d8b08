"""Slack's payloads as the core's requests. Nothing here asks Slack anything.

https://docs.slack.dev/interactivity/implementing-slash-commands,
https://docs.slack.dev/reference/interaction-payloads
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from adapters.slack import modals, mrkdwn
from adapters.slack.spans import Json, Reader
from bot.messages import wire
from bot.messages.elements import together
from bot.requests import Actor, Click, Command, Place, Submission

#: What Slack calls a channel whose name it keeps to itself.
NAMELESS: Final = frozenset({"directmessage", "privategroup"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who a payload is from, in Slack's own ids.

    `team` is where segue is installed, and whose token answers; `workspace` is their own, also in a shared channel.
    """

    team: str
    workspace: str
    user: str
    name: str

    @property
    def is_stranger(self) -> bool:
        """Whether they come from another workspace than the one that segue was asked in."""
        return self.workspace != self.team


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where an answer may go after the acknowledgement: an address that replies, a trigger for a form, an open modal.

    `replaces`: what was pressed is seen by this person alone, so that the answer can take its place. `home`: it began
    on their App Home, which shows what became of it.
    """

    sender: Sender
    reader: Reader
    place: Place
    response_url: str = ""
    trigger: str = ""
    view: str = ""
    replaces: bool = False
    home: bool = False


def sender(body: Json) -> Sender:
    """Who did it, whether they typed a command, pressed something or sent a form."""
    team = team_of(body)
    if "command" in body:
        return Sender(team=team, workspace=team, user=body["user_id"], name=body.get("user_name", ""))
    user = body["user"]
    name = user.get("name") or user.get("username", "")
    return Sender(team=team, workspace=user.get("team_id") or team, user=user["id"], name=name)


def team_of(body: Json) -> str:
    """Where segue is installed, for this payload.

    In a shared channel the outermost `team_id` may be another workspace's
    (https://github.com/slackapi/java-slack-sdk/issues/629), and so may a modal's
    (https://github.com/slackapi/bolt-python/pull/734).
    """
    view = body.get("view") or {}
    granted = (body.get("authorizations") or [{}])[0]
    named = (body.get("team") or {}).get("id")
    found = view.get("app_installed_team_id") or named or granted.get("team_id") or body.get("team_id")
    return str(found or (body.get("user") or {}).get("team_id") or "")


def key(body: Json) -> str:
    """Slack's id of a request: delivered twice, it is the same; empty where Slack names none."""
    if body.get("type") != "view_submission":
        return str(body.get("trigger_id") or "")
    view = body["view"]
    said = json.dumps([view.get("id"), view.get("hash"), answers(view)], sort_keys=True)
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def command(body: Json, actor: Actor) -> Command:
    """A slash command; what followed it stays exactly as it was typed."""
    name = body["command"].removeprefix("/")
    text = mrkdwn.unescape(body.get("text", ""))
    return Command(actor=actor, place=_place(body), name=name, text=text, key=key(body))


def shortcut(body: Json, actor: Actor) -> Command:
    """A message that somebody wants among their wins: the shortcut's name is a command, with the message's words."""
    options = {"text": words_of(body)}
    return Command(actor=actor, place=_place(body), name=body["callback_id"], options=options, key=key(body))


def words_of(body: Json) -> str:
    """What a message says that somebody chose a shortcut of."""
    return mrkdwn.read((body.get("message") or {}).get("text") or "")


def click(body: Json, actor: Actor) -> Click | None:
    """A pressed button or a choice from a menu; None for what needs no answer, such as an opened link."""
    pressed = body["actions"][0]
    place, marked, packed = pressed["action_id"].partition("|")
    if not marked and place.isdecimal():
        return None
    choice = (pressed.get("selected_option") or {}).get("value", "")
    action = wire.unpack(packed if marked else place)
    return Click(actor=actor, place=_place(body), action=action, choice=choice, key=key(body))


def submission(body: Json, actor: Actor) -> Submission | None:
    """A sent form; None for a modal that takes no answers."""
    state = modals.unpack(body["view"].get("private_metadata", ""))
    if state.action is None:
        return None
    given = answers(body["view"])
    return Submission(actor=actor, place=state.place, action=state.action, answers=given, key=key(body))


def answers(view: Json) -> dict[str, str]:
    """What was filled in, by field key; a field left empty is an empty text."""
    values = view["state"]["values"]
    return {key: _answer(next(iter(inputs.values()))) for key, inputs in values.items()}


def spot(body: Json, reader: Reader) -> Spot:
    """Where the answer to this payload may go later."""
    place, view = _place(body), body.get("view") or {}
    container = body.get("container") or {}
    at_home = view.get("type") == "home"
    return Spot(
        sender=sender(body),
        reader=reader,
        place=place,
        response_url=body.get("response_url", ""),
        trigger=body.get("trigger_id", ""),
        view="" if at_home else view.get("id", ""),
        replaces=container.get("type") == "message" and place.private,
        home=at_home or modals.unpack(view.get("private_metadata", "")).home,
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
