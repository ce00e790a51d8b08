"""What people do in Slack: type, press, fill in, call the bot's name; delivered to it as Slack delivers."""

import json
from collections.abc import Mapping
from urllib.parse import urlencode

import aiohttp
from slack_sdk.signature import SignatureVerifier

from tests.support.slack import sight
from tests.support.slack.methods import BOT, check_alone, check_message, check_view
from tests.support.slack.server import SlackServer
from tests.support.slack.workspace import Json, Message, Refused, View

#: https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response
PATIENCE = 3.0
FORM = "application/x-www-form-urlencoded"


class Hands:
    """Everybody's hands in one workspace. `bot` is the address that takes commands, interactions and events."""

    def __init__(self, slack: SlackServer, bot: str) -> None:
        self._slack = slack
        self._here = slack.workspace
        self._bot = bot
        self._verifier = SignatureVerifier(slack.secret)

    async def types(self, user: str, channel: str, command: str) -> None:
        """Type a slash command; what the acknowledgement says appears at once, for this person alone."""
        self._here.dismiss(user)
        name, _, text = command.partition(" ")
        body = {
            "command": name,
            "text": text,
            "team_id": self._here.team,
            "channel_id": channel,
            "channel_name": self._here.channels[channel].name,
            "user_id": user,
            "user_name": self._here.members[user].name.lower(),
            "response_url": self._slack.reply_url(self._here.address(user, channel)),
            "trigger_id": self._here.trigger(user),
        }
        status, answer = await self.deliver(urlencode(body), FORM)
        if status != 200:
            said = self._here.say(channel, f"{name} failed with the error “{status}”", [], user)
            await self._here.show(user, said)
        elif answer:
            await self._take(user, channel, answer)

    async def presses(self, user: str, label: str) -> None:
        """Press the newest thing of that label in sight: a modal first, then private messages, then the channel."""
        for thing in self.sight(user):
            for control in sight.controls(sight.blocks_of(thing)):
                if pressed := _pressed(control, label):
                    await self.press(user, thing, pressed)
                    return
        raise LookupError(f"{user} sees nothing called {label}")

    async def press(self, user: str, thing: Message | View, pressed: Json) -> None:
        """Press one control of one thing."""
        payload = self._base(user, "block_actions") | {"actions": [pressed]}
        if isinstance(thing, View):
            payload |= {"view": self._view(thing), "container": {"type": "view", "view_id": thing.id}}
        else:
            self._here.dismiss(user)
            payload |= self._message(user, thing)
        await self.deliver(urlencode({"payload": json.dumps(payload)}), FORM)

    async def fills(self, user: str, answers: Mapping[str, str]) -> None:
        """Fill the form in front of somebody, by label, and send it; what was typed before stays where it is."""
        view = self._here.modal(user)
        if view is None:
            raise LookupError(f"{user} has no form open")
        values = {block["block_id"]: _filled(block, answers) for block in sight.inputs(view)}
        if missing := answers.keys() - set(sight.fields(view)):
            raise LookupError(f"no field is called {missing}")
        body = self._view(view) | {"state": {"values": values}}
        payload = self._base(user, "view_submission") | {"view": body}
        status, answer = await self.deliver(urlencode({"payload": json.dumps(payload)}), FORM)
        if status != 200:
            view.errors = {"": "We had some trouble connecting. Try again?"}
            await self._here.show(user, view)
            return
        _keep(view, values)
        await self._follow(view, json.loads(answer) if answer else {})

    async def mentions(self, user: str, channel: str, text: str, event_id: str = "") -> int:
        """Call the bot by its name in a channel; the status it answers with."""
        event = {"type": "app_mention", "user": user, "text": f"<@{BOT}> {text}", "channel": channel, "ts": "1.1"}
        body = {
            "type": "event_callback",
            "team_id": self._here.team,
            "event_id": event_id or f"Ev{self._here.number()}",
            "event": event,
        }
        status, _ = await self.deliver(json.dumps(body), "application/json")
        return status

    async def deliver(self, body: str, content_type: str) -> tuple[int, str]:
        """Sign a body and post it to the bot; the status and the text of what it answers."""
        timestamp = str(int(self._here.clock.now().timestamp()))
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": self._verifier.generate_signature(timestamp=timestamp, body=body) or "",
        }
        timeout = aiohttp.ClientTimeout(total=PATIENCE)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(self._bot, data=body.encode(), headers=headers) as response,
        ):
            return response.status, await response.text()

    def sight(self, user: str) -> list[Message | View]:
        """What somebody can press, nearest first."""
        modal = self._here.modal(user)
        rooms = [channel.id for channel in self._here.channels.values() if channel.owner is None]
        public = [message for room in rooms for message in reversed(self._here.public(room))]
        return [*([modal] if modal else []), *self._here.private(user), *public]

    async def _take(self, user: str, channel: str, answer: str) -> None:
        """Show what the acknowledgement of a command said."""
        said: Json = json.loads(answer) if answer.startswith("{") else {"text": answer}
        try:
            check_message(said)
            check_alone(said)
        except Refused as refused:
            self._slack.refusals.append((refused.code, *refused.details))
            said = {"text": refused.code}
        viewer = user if said.get("response_type") != "in_channel" else None
        await self._here.show(user, self._here.say(channel, said["text"], said.get("blocks") or [], viewer))

    async def _follow(self, view: View, answer: Json) -> None:
        """Do with the modal what the acknowledgement of a form asks for."""
        try:
            match answer.get("response_action"):
                case "errors":
                    _check_errors(view, answer["errors"])
                    view.errors = answer["errors"]
                case "update":
                    check_view(answer["view"])
                    view.shown, view.errors = answer["view"], {}
                case _:
                    self._here.dismiss(view.viewer)
        except Refused as refused:
            self._slack.refusals.append((refused.code, *refused.details))
            view.errors = {"": refused.code}
        await self._here.show(view.viewer, view)

    def _base(self, user: str, kind: str) -> Json:
        name = self._here.members[user].name
        return {
            "type": kind,
            "team": {"id": self._here.team, "domain": "cohort-house"},
            "user": {"id": user, "username": name.lower(), "name": name.lower(), "team_id": self._here.team},
            "trigger_id": self._here.trigger(user),
        }

    def _message(self, user: str, message: Message) -> Json:
        alone = message.viewer is not None
        where = {"type": "message", "message_ts": message.ts, "channel_id": message.channel, "is_ephemeral": alone}
        address = self._here.address(user, message.channel, message.ts)
        return {
            "container": where,
            "channel": {"id": message.channel, "name": self._here.channels[message.channel].name},
            "response_url": self._slack.reply_url(address),
        }

    def _view(self, view: View) -> Json:
        return view.shown | {"id": view.id, "team_id": self._here.team}


def _pressed(control: Json, label: str) -> Json | None:
    """The action of pressing that label on this control, if it is there."""
    done = {"type": control["type"], "action_id": control["action_id"]}
    if control["type"] == "button":
        return done if control["text"]["text"] == label else None
    chosen = [option for option in control["options"] if option["text"]["text"] == label]
    return done | {"selected_option": chosen[0]} if chosen else None


def _filled(block: Json, answers: Mapping[str, str]) -> Json:
    """The state of one field: what is typed now, else what was there."""
    element = block["element"]
    typed = answers.get(block["label"]["text"])
    state: Json = {"type": element["type"]}
    match element["type"]:
        case "static_select":
            chosen = [each for each in element["options"] if typed in (each["value"], each["text"]["text"])]
            state["selected_option"] = chosen[0] if chosen else element.get("initial_option")
        case "checkboxes" | "multi_static_select":
            state["selected_options"] = _taken(element, typed)
        case "datepicker":
            state["selected_date"] = typed or element.get("initial_date")
        case "timepicker":
            state["selected_time"] = typed or element.get("initial_time")
        case _:
            state["value"] = typed if typed is not None else element.get("initial_value")
    return {element["action_id"]: state}


def _taken(element: Json, typed: str | None) -> list[Json]:
    """The options that are named, by value or label, in the order somebody named them; what was there by default."""
    if typed is None:
        return list(element.get("initial_options", ()))
    known = {name: each for each in element["options"] for name in (each["value"], each["text"]["text"])}
    return [known[name.strip()] for name in typed.split(",") if name.strip()]


def _keep(view: View, values: Json) -> None:
    """Leave in an open form what was typed, as Slack does when it shows errors."""
    names = {"value": "initial_value", "selected_option": "initial_option"}
    names |= {"selected_options": "initial_options"}
    names |= {"selected_date": "initial_date", "selected_time": "initial_time"}
    for block in sight.inputs(view):
        state = next(iter(values[block["block_id"]].values()))
        block["element"] |= {names[key]: value for key, value in state.items() if key in names and value}


def _check_errors(view: View, errors: Mapping[str, str]) -> None:
    if strange := errors.keys() - {block["block_id"] for block in sight.inputs(view)}:
        raise Refused("invalid_errors", *sorted(strange))
