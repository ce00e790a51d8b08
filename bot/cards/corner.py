"""Somebody's own corner on one screen, for them alone: the next step, where they are, what is theirs."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.cards import controls, focus, habits, linked, standing
from bot.cards.focus import Focus
from bot.cards.linked import Linked
from bot.cards.standing import Standing
from bot.domain.notes import Reminders
from bot.domain.wins import Win
from bot.domain.words import counted, shortened
from bot.messages.elements import Block, Button, Card, Choice, Control, Divider, Emphasis, Facts, Option, Text
from bot.messages.text import Line, Moment, MomentStyle, Strong, line
from bot.messages.wire import Action

#: So many other cohorts are told of, and so many can be chosen from a menu.
LISTED, OFFERED = 3, 25
#: Characters of the newest win: the first line of what is told elsewhere.
WIN = 120
#: What the menu opens, by the word after /my.
SETTINGS = {
    "profile": "Profile",
    "why": "Your why",
    "zone": "Time zone",
    "hours": "Hours of your note",
    "reminders": "Reminders",
    "notes": "Private messages",
    "link": "Your accounts",
    "pause": "Pause",
    "privacy": "Who sees what",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known of somebody, whatever cohort they are in. `hour`, `clock` and `quiet` are wall-clock words.

    `zone` is empty while it is not told, and `confirmed` once it is theirs, not only their platform's word.
    `linked`: their accounts where there is more than one workspace, and `elsewhere` where they have none.
    """

    zone: str
    clock: str
    confirmed: bool
    hour: str
    quiet: str
    reminders: Reminders
    takes: bool
    begun: int
    asking: int
    why: bool
    linked: tuple[Linked, ...] = ()
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corner:
    """Everything the corner tells. `others` are the cohorts beside the one in focus; `belonged`: to one, once."""

    name: str
    focus: Focus | None
    others: tuple[Standing, ...]
    wins: int
    newest: Win | None
    about: About
    belonged: bool

    @property
    def cohorts(self) -> tuple[Standing, ...]:
        """Every cohort they are in, the one in focus first."""
        return (*((self.focus.at,) if self.focus else ()), *self.others)


def panel(corner: Corner) -> Card:
    """The whole corner. Somebody who belongs to no cohort yet reads what segue is, and the way in."""
    return Card(
        title=f"{corner.name}, this is your corner",
        body=tuple(_body(corner)),
        controls=tuple(_controls(corner)),
        footnote=line("Only you see this."),
    )


def _body(corner: Corner) -> Iterator[Block]:
    if corner.focus is not None:
        yield Text(focus.next_step(corner.focus))
    elif not corner.others:
        yield from _outside(corner)
    if rows := tuple(_cohorts(corner)):
        yield Facts(rows)
    if corner.focus is not None:
        yield from focus.tasks(corner.focus)
    if corner.wins or corner.cohorts:
        yield Facts((("Your wins", line(*_wins(corner))),))
    yield Divider()
    if asks_zone(corner.about):
        yield habits.zone_question(corner.about.zone, corner.about.clock)
    yield Facts(tuple(_about(corner.about)))


def _outside(corner: Corner) -> Iterator[Block]:
    """To somebody who is in no cohort: what segue is, or that what was theirs still is."""
    if corner.belonged:
        yield Text(line("You are in no cohort now. What you wrote down is kept, and it is still yours."))
        return
    yield Text(line(Strong("You are in no cohort yet."), " To join takes one press, and you can leave at any time."))
    yield Text(
        line(
            "segue goes with people who move from software engineering to machine learning: a next step every week, "
            "people beside you, and a record of what you did."
        )
    )


def _cohorts(corner: Corner) -> Iterator[tuple[str, Line]]:
    if corner.focus is not None:
        yield from focus.facts(corner.focus)
    for other in corner.others[:LISTED]:
        yield (other.name, standing.beside(other))
    if (more := len(corner.others) - LISTED) > 0:
        yield ("And", line(counted(more, "more cohort")))


def _wins(corner: Corner) -> Line:
    if corner.newest is None:
        return line("none written down yet; small ones count")
    words = shortened(" ".join(corner.newest.said.words.split()), WIN)
    when = Moment(corner.newest.shared_at, MomentStyle.DATE)
    return line(f"{corner.wins} · the newest: “{words}”, ", when)


def _about(about: About) -> Iterator[tuple[str, Line]]:
    yield ("Time zone", line(f"{about.zone}, {about.clock} now" if about.zone else "not told yet"))
    yield ("Daily note", line(f"{about.hour} · quiet hours: {about.quiet}"))
    yield ("In the note", line(habits.LEVELS[about.reminders][0].lower()))
    yield ("Private messages here", line("on" if about.takes else _off(about)))
    if about.linked:
        yield ("You are on", linked.row(about.linked, about.elsewhere))
    steps = f"{about.begun} of {counted(about.asking, 'step')} begun" if about.asking else "nothing is asked"
    yield ("Profile", line(f"{steps} · your why: {'written' if about.why else 'not written yet'}"))


def _off(about: About) -> str:
    """Private messages are off here: what waits opens here, unless it comes elsewhere or nothing is wanted."""
    elsewhere = any(one.words and one.takes for one in about.linked)
    return (
        "off" if elsewhere or about.reminders is Reminders.NONE else "off; what waits opens at your next click here"
    )


def _controls(corner: Corner) -> Iterator[Control]:
    if corner.focus is not None:
        yield from focus.buttons(corner.focus)
    elif not corner.others:
        yield _way_in()
    if asks_zone(corner.about):
        yield from habits.zone_buttons(corner.about.zone, corner.about.clock, "my.zone.yes")
    if corner.cohorts:
        yield controls.run("Write down a win", "win")
    if corner.wins:
        yield controls.run("My wins", "win", "mine")
    if len(corner.cohorts) > 1:
        yield _others(corner)
    yield _settings(corner)


def asks_zone(about: About) -> bool:
    """Whether their platform named a zone that nobody has confirmed."""
    return bool(about.zone) and not about.confirmed


def _way_in() -> Button:
    return Button(
        label="See the cohorts here", action=Action("command.run", ("cohort", "")), emphasis=Emphasis.PRIMARY
    )


def _others(corner: Corner) -> Choice:
    options = tuple(Option(str(one.number), one.name) for one in corner.cohorts[:OFFERED])
    return Choice(label="Another cohort", action=Action("my.cohort"), options=options)


def _settings(corner: Corner) -> Choice:
    """The menu that opens everything else; a pause is for somebody in a cohort, accounts for several workspaces."""
    fits = {"pause": bool(corner.cohorts), "link": bool(corner.about.linked)}
    words = [word for word in SETTINGS if fits.get(word, True)]
    options = tuple(Option(word, SETTINGS[word]) for word in words)
    return Choice(label="Your settings", action=Action("command.run", ("my",)), options=options)
