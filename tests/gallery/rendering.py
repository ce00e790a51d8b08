"""How an exhibit looks on a platform, as text that a reviewer can read and a diff can show."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, cast

from adapters.discord import modals as discord_modals
from adapters.discord import notices
from adapters.discord import render as discord
from adapters.slack import home, modals
from adapters.slack import render as slack
from adapters.slack.spans import Json, Reader
from adapters.web import moments
from adapters.web import render as web
from bot.messages import plain
from bot.messages.elements import Card, Form
from bot.requests import Place

#: The server and the workspace that everything is rendered for, and where its reader lives.
GUILD, WORKSPACE, ZONE = "900", "T1", "Europe/Berlin"
#: Where a card's picture is, once it is drawn: a file on Slack, an address on the page.
FILE, HUNG = "F0123456789", "/pictures/drawn.png"
PLACE = Place(channel="C1", channel_name="ml-switch", private=False)


class Wall(NamedTuple):
    """A platform in the gallery: what its files end in, how it shows something, and of which rooms if not of all."""

    ending: str
    show: Callable[[Card | Form], str]
    rooms: tuple[str, ...] = ()

    def hangs(self, name: str) -> bool:
        """Whether the exhibit of this name hangs here."""
        return not self.rooms or name.partition(".")[0] in self.rooms


def on_slack(shown: Card | Form) -> str:
    """The blocks of a message, or the view of a modal."""
    reader = Reader(WORKSPACE, ZONE)
    return _json(slack.message(shown, reader, FILE) if isinstance(shown, Card) else modals.form(shown, PLACE, reader))


def at_home(shown: Card | Form) -> str:
    """A card as somebody's App Home on Slack."""
    assert isinstance(shown, Card), "a home takes no answers"
    return _json(home.view(shown, Reader(WORKSPACE, ZONE)))


def on_discord(shown: Card | Form) -> str:
    """The components of a message, or a modal; of a form that was not taken also the card that says so."""
    if isinstance(shown, Card):
        return _json(components(shown))
    if not any(field.problem for field in shown.fields):
        return _json(modal(shown))
    return _json([components(notices.refused(shown)), modal(shown)])


def components(shown: Card) -> list[Json]:
    """A card as the components of a message to Discord."""
    return cast(list[Json], cast(Any, discord.card(shown, GUILD, drawn=True)).to_components())


def modal(shown: Form) -> Json:
    """A form as Discord is sent it."""
    return discord_modals.form(shown, GUILD).to_dict()


def on_the_web(shown: Card | Form) -> str:
    """The HTML as somebody in the zone is served it, with a line for each element."""
    fragment = web.card(shown, HUNG) if isinstance(shown, Card) else web.form(shown)
    return re.sub(r"(?<=>)(?=<)", "\n", moments.localised(fragment, ZONE)) + "\n"


def in_plain_text(shown: Card | Form) -> str:
    """The words alone."""
    return (plain.card(shown, ZONE) if isinstance(shown, Card) else plain.form(shown, ZONE)) + "\n"


WALLS: Mapping[str, Wall] = {
    "slack": Wall("json", on_slack),
    "home": Wall("json", at_home, rooms=("corner",)),
    "discord": Wall("json", on_discord),
    "web": Wall("html", on_the_web),
    "plain": Wall("txt", in_plain_text),
}


def _json(said: object) -> str:
    return json.dumps(said, indent=2, ensure_ascii=False) + "\n"
