"""The one page of the playground, as values for its template and as HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from adapters.web import guide, limits, moments, people
from adapters.web.people import Player
from adapters.web.shelf import Message, OpenForm, Shelf
from bot.messages.text import MomentStyle
from bot.requests import CommandSpec

#: Sentences the page can show after a redirect; the address names one, and carries no words of its own.
NOTES = {
    "empty": "Type a command first: /segue help lists what there is.",
    "long": f"That is longer than a command can be here ({limits.COMMAND:,} characters). Nothing was sent.",
    "unseen": "That message is not in this person's sight, so its buttons are not theirs to press.",
    "unread": "That is not a date and time the clock understands. Try 2026-03-30T09:00.",
    "past": "The clock of the playground only goes forward, and that moment has passed.",
    "far": "One turn of the clock is at most a year. Turn it there in steps.",
    "anew": "Everything is forgotten, and the clock shows the time it is.",
    "sample": "Spring is in its third week. Look around as Bo, Chen or Dana; Esha mentors, and Finn can still join.",
    "calm": "Nothing is planned, so there is nothing to wait for. A cohort brings its own calendar.",
}

Commands: TypeAlias = tuple[CommandSpec, ...]

_TEMPLATES = Environment(
    loader=PackageLoader("adapters.web", "pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What the address asks for: whose page, what to point out, and how far back."""

    viewer: Player
    note: str = ""
    answer: int = 0
    since: int | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A person in the switch: the time on their wall clock, and how much of theirs was not looked at."""

    player: Player
    time: str
    unseen: int
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A message as this reader sees it. `mine`: typed by them; `answer`: what their last act led to."""

    id: int
    edition: int
    author: str
    mine: bool
    at: Markup
    html: Markup
    answer: bool
    fresh: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One of the two lists; `hidden` messages are older than those shown."""

    messages: tuple[Shown, ...]
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything the template says."""

    viewer: Player
    neighbours: tuple[Neighbour, ...]
    channel: Box
    private: Box
    form: Markup | None
    pressed: int | None
    note: str
    now: Markup
    today: str
    upcoming: Markup | None
    away: str
    hint: guide.Hint
    commands: Commands
    renewable: bool
    life: int
    version: str


def read(asked: Mapping[str, str]) -> Query:
    """The query of an address; anything odd in it is as if it were not there."""
    since = asked.get("since", "")
    return Query(
        viewer=people.player(asked.get("as", "")),
        note=asked.get("note", "") if asked.get("note") in NOTES else "",
        answer=whole_number(asked.get("answer", "")) or 0,
        since=whole_number(since),
        whole="all" in asked,
    )


def whole_number(typed: str) -> int | None:
    """The number somebody's browser sent, if it is one a message can have."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What the page has to know of the core: its commands, when something is due, and who is in a cohort.

    `renewable`: whether the playground can begin from nothing.
    """

    commands: Commands
    due: datetime | None
    members: frozenset[str]
    renewable: bool


def view(query: Query, shelf: Shelf, house: House, now: datetime) -> View:
    """What this reader sees at this moment. Reads the shelf; their own line counts as seen from here on."""
    viewer = query.viewer
    shelf.look(viewer.box)
    channel = _box(query, shelf, people.public(people.CHANNEL))
    private = _box(query, shelf, viewer.box)
    form = shelf.form(viewer.box)
    return View(
        viewer=viewer,
        neighbours=tuple(_neighbour(one, shelf, viewer, now) for one in people.PLAYERS),
        channel=channel,
        private=private,
        form=_form(form, viewer),
        pressed=form.pressed if form else None,
        note=_note(query, shelf),
        now=_said(now, viewer),
        today=f"{now.astimezone(viewer.clock):%Y-%m-%dT%H:%M}",
        upcoming=_said(house.due, viewer) if house.due else None,
        away=moments.away(house.due - now) if house.due else "",
        hint=_hint(viewer, house),
        commands=house.commands,
        renewable=house.renewable,
        life=shelf.life(),
        version=version(shelf, now),
    )


def version(shelf: Shelf, now: datetime) -> str:
    """A word that changes whenever the page would: with a message, and with the minute."""
    return f"{shelf.life()}.{shelf.version()}.{now:%H%M}"


def html(shown: View) -> str:
    """The page."""
    template = _TEMPLATES.get_template("playground.html")
    return template.render(view=shown, channel=people.CHANNEL, longest=limits.COMMAND, line=line, sent=sent)


def line(spec: CommandSpec) -> str:
    """A command as it is typed."""
    return "/" + " ".join(spec.path)


def sent(spec: CommandSpec) -> str:
    """What pressing a command in the list sends: itself, or its example where it cannot go alone."""
    return spec.example if any(option.required for option in spec.options) else line(spec)


def _hint(viewer: Player, house: House) -> guide.Hint:
    known = frozenset(map(line, house.commands))
    return guide.hint(viewer, planned=house.due is not None, members=house.members, known=known)


def _box(query: Query, shelf: Shelf, name: str) -> Box:
    newest = shelf.count(name) if query.whole else limits.MESSAGES
    messages = shelf.read(name, newest)
    shown = tuple(_shown(message, query) for message in messages)
    return Box(messages=shown, hidden=shelf.count(name) - len(shown))


def _shown(message: Message, query: Query) -> Shown:
    return Shown(
        id=message.id,
        edition=message.edition,
        author=message.author,
        mine=message.author == query.viewer.user,
        at=_said(message.at, query.viewer),
        html=moments.localised(message.html, query.viewer.zone),
        answer=message.id == query.answer,
        fresh=query.since is not None and message.id > query.since,
    )


def _neighbour(player: Player, shelf: Shelf, viewer: Player, now: datetime) -> Neighbour:
    time = f"{now.astimezone(player.clock):%H:%M}"
    return Neighbour(player=player, time=time, unseen=shelf.unseen(player.box), current=player == viewer)


def _form(form: OpenForm | None, viewer: Player) -> Markup | None:
    return moments.localised(form.html, viewer.zone) if form else None


def _note(query: Query, shelf: Shelf) -> str:
    """A sentence for what just happened: a refusal of the page's, or what came while the clock turned."""
    if query.note or query.since is None:
        return NOTES.get(query.note, "")
    posts = shelf.count(people.public(people.CHANNEL), query.since)
    words = shelf.count(query.viewer.box, query.since)
    came = [f"{posts} in the channel"] * bool(posts) + [f"{words} for {query.viewer.name} alone"] * bool(words)
    return "The clock is turned. " + (f"New: {' and '.join(came)}." if came else "Nothing was said on the way.")


def _said(at: datetime, viewer: Player) -> Markup:
    return moments.localised(moments.kept(at, MomentStyle.FULL), viewer.zone)
