"""What people do in Slack: type, press, fill in, call the bot's name, go home; delivered as Slack delivers it."""

import json
from collections.abc import Mapping

from tests.support.slack import controls, sight
from tests.support.slack.checks import check_alone, check_message, check_view
from tests.support.slack.delivery import FORM, PATIENCE, Answer, Kind, Line, Post
from tests.support.slack.life import Life
from tests.support.slack.payloads import Payloads, escaped
from tests.support.slack.server import SlackServer
from tests.support.slack.things import Json, Message, Refused, View
from tests.support.slack.views import change

__all__ = ["FORM", "PATIENCE", "Hands"]


class Hands:
    """Everybody's hands in one team.

    `bot` is the address that takes commands, interactions and events; without one they go the way they went before,
    or through the app's sockets. `life` is what they do to channels, people and the installation.
    """

    def __init__(self, slack: SlackServer, bot: str = "", team: str = "", patience: float = PATIENCE) -> None:
        self._slack = slack
        self._here = slack.teams[team] if team else slack.workspace
        slack.line = Post(bot, slack.secret, slack.clock) if bot else slack.line or slack.sockets
        self._say = Payloads(slack, self._here)
        self.life = Life(slack, self._here)

    async def types(self, user: str, channel: str, command: str) -> None:
        """Type a slash command; what the acknowledgement says appears at once, for this person alone."""
        self._leave(user)
        answer = await self._line.deliver(Kind.COMMAND, self._say.command(user, channel, command))
        if answer.status != 200:
            failed = "operation_timeout" if "timeout" in answer.trouble else answer.status or answer.trouble
            name = command.partition(" ")[0]
            said = self._here.say(channel, f"{name} failed with the error “{failed}”", [], user)
            await self._here.show(user, said)
        elif answer.text:
            await self._take(user, channel, answer.text)

    async def presses(self, user: str, label: str) -> None:
        """Press the newest thing of that label in sight: views first, then private messages, then channels."""
        for thing in self.sight(user):
            for block, control in sight.placed(sight.blocks_of(thing)):
                if pressed := controls.pressed(block, control, label):
                    await self.press(user, thing, pressed)
                    return
        raise LookupError(f"{user} sees nothing called {label}")

    async def press(self, user: str, thing: Message | View, pressed: Json) -> None:
        """Press one control of one thing."""
        body = self._say.press(user, thing, pressed)
        if isinstance(thing, Message):
            self._leave(user)
        await self._line.deliver(Kind.INTERACTIVE, body)

    async def fills(self, user: str, answers: Mapping[str, str]) -> None:
        """Fill the form in front of somebody, by label, and send it; what was typed before stays where it is."""
        view = self._here.modal(user)
        if view is None:
            raise LookupError(f"{user} has no form open")
        values = controls.filled(view, answers)
        answer = await self._line.deliver(Kind.INTERACTIVE, self._say.submission(user, view, values))
        if answer.status != 200:
            view.errors = {"": "We had some trouble connecting. Try again?"}
            await self._here.show(user, view)
            return
        controls.keep(view, values)
        await self._follow(view, json.loads(answer.text) if answer.text else {})

    async def closes(self, user: str) -> None:
        """Close the modal in front of somebody; the app hears of it if it asked to."""
        view = self._here.modal(user)
        if view is None:
            raise LookupError(f"{user} has no form open")
        self._here.views.remove(view)
        if view.shown.get("notify_on_close"):
            await self._line.deliver(Kind.INTERACTIVE, self._say.closing(user, view))

    async def goes_home(self, user: str) -> Answer:
        """Open the app's home; what is pressed next is pressed there, until something else is opened."""
        self._here.dismiss(user)
        self._here.at_home.add(user)
        event = {"type": "app_home_opened", "user": user, "channel": f"D{user}", "tab": "home"}
        home = self._here.homes.get(user)
        shown = {"view": self._say.shown(user, home)} if home else {}
        return await self._slack.events.tell(self._here, event | shown)

    def writes(self, user: str, channel: str, text: str) -> Message:
        """Say something in a channel as people do; the app does not hear of it."""
        said = self._here.say(channel, text, [])
        said.author = user
        return said

    async def uses(self, user: str, shortcut: str, message: Message) -> None:
        """Choose a shortcut, by its `callback_id`, from the menu of a message."""
        if shortcut not in self._slack.app.shortcuts:
            raise LookupError(f"deploy/slack-manifest.yaml has no shortcut called {shortcut}")
        self._leave(user)
        await self._line.deliver(Kind.INTERACTIVE, self._say.shortcut(user, message, shortcut))

    async def mentions(self, user: str, channel: str, text: str, event_id: str = "") -> int:
        """Call the bot by its name in a channel; the status it answers with."""
        said = f"<@{self._here.bot_user}> {escaped(text)}"
        event = {"type": "app_mention", "user": user, "text": said, "channel": channel, "ts": "1.1"}
        return (await self._slack.events.tell(self._here, event, event_id)).status

    async def deliver(self, body: str, content_type: str) -> tuple[int, str]:
        """Sign any body and post it to the bot; the status and the text of what it answers."""
        assert isinstance(self._line, Post), "sockets take no bodies"
        answer = await self._line.send(body, content_type)
        return answer.status, answer.text

    def sight(self, user: str) -> list[Message | View]:
        """What somebody can press, nearest first."""
        modal = self._here.modal(user)
        home = self._here.homes.get(user) if user in self._here.at_home else None
        public = [said for room in self._here.rooms(user) for said in reversed(self._here.public(room))]
        views = [view for view in (modal, home) if view is not None]
        return [*views, *self._here.private(user), *public]

    @property
    def _line(self) -> Line:
        assert self._slack.line is not None, "no app: give `Hands` its address, or open a socket"
        return self._slack.line

    def _leave(self, user: str) -> None:
        self._here.dismiss(user)
        self._here.at_home.discard(user)

    async def _take(self, user: str, channel: str, answer: str) -> None:
        """Show what the acknowledgement of a command said."""
        said: Json = json.loads(answer) if answer.startswith("{") else {"text": answer}
        try:
            check_message(said)
            check_alone(said)
        except Refused as refused:
            self._slack.refuse(refused)
            said = {"text": refused.code}
        viewer = user if said.get("response_type") != "in_channel" else None
        await self._here.show(user, self._here.say(channel, said["text"], said.get("blocks") or [], viewer))

    async def _follow(self, view: View, answer: Json) -> None:
        """Do with the modal what the acknowledgement of a form asks for."""
        try:
            match answer.get("response_action"):
                case "errors":
                    controls.check_errors(view, answer["errors"])
                    view.errors = answer["errors"]
                case "update":
                    check_view(answer["view"])
                    change(self._here, view, answer["view"])
                case _:
                    self._here.dismiss(view.viewer)
        except Refused as refused:
            self._slack.refuse(refused)
            view.errors = {"": refused.code}
        await self._here.show(view.viewer, view)
