"""What the page sends, in the words of the house. Pure: form fields in, requests out."""

from collections.abc import Iterable, Mapping

from adapters.web.people import CHANNEL, WORKSPACE, Player
from bot.messages import wire
from bot.messages.elements import together
from bot.requests import Actor, Click, Command, Place, Platform, Submission

#: Before the key of a form's field, so that no field can pass for one of the page's own.
ANSWER = "answer:"
#: Before the wire of a menu, to find what was chosen in it.
CHOICE = "choice:"


def fields(sent: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What was sent, by name. An answer may come in several parts, one for each box that is ticked."""
    found: dict[str, str] = {}
    for name, value in sent:
        found[name] = together((found.get(name, ""), value)) if name.startswith(ANSWER) else value
    return found


def actor(player: Player) -> Actor:
    """The player as somebody of the playground's workspace."""
    return Actor(
        platform=Platform.WEB,
        workspace=WORKSPACE,
        user=player.user,
        name=player.name,
        administers=player.administers,
        zone=player.zone,
    )


def command(player: Player, typed: str) -> Command:
    """A typed line; a missing or doubled slash is forgiven."""
    name, _, text = typed.strip().lstrip("/").strip().partition(" ")
    return Command(actor=actor(player), place=_place(private=True), name=name.lower(), text=text.strip())


def click(player: Player, fields: Mapping[str, str], *, private: bool) -> Click:
    """A pressed button or menu. Any text is an action; the core answers those that nobody handles."""
    pressed = fields.get("wire", "")
    choice = fields.get(CHOICE + pressed, "")
    return Click(actor=actor(player), place=_place(private=private), action=wire.unpack(pressed), choice=choice)


def submission(player: Player, fields: Mapping[str, str]) -> Submission:
    """A sent form, with line ends as everywhere else: browsers send them as a carriage return and a line feed."""
    answers = {
        key.removeprefix(ANSWER): value.replace("\r\n", "\n")
        for key, value in fields.items()
        if key.startswith(ANSWER)
    }
    action = wire.unpack(fields.get("wire", ""))
    return Submission(actor=actor(player), place=_place(private=True), action=action, answers=answers)


def _place(*, private: bool) -> Place:
    return Place(channel=CHANNEL, channel_name=CHANNEL, private=private)
