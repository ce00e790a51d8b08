"""Somebody's own corner on one screen: who they are here, when they are written to, and what is theirs alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards import controls
from bot.cards.checkins import named
from bot.cards.habits import LEVELS
from bot.domain.notes import Reminders
from bot.domain.words import counted, listed
from bot.messages.elements import Button, Card, Facts, Text
from bot.messages.text import Line, line
from bot.messages.wire import Action

#: So many cohorts are listed by name.
LISTED = 3
#: So many pauses have a button of their own.
ENDED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """A cohort somebody is in, what they do there, and where it stands."""

    name: str
    roles: tuple[str, ...]
    stands: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A planned pause in one cohort, from its first to its last day; `runs`: it has begun."""

    cohort: int
    number: int
    name: str
    since: date
    until: date
    runs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Corner:
    """Everything the panel tells. `hour` and `quiet` are wall-clock words; `zone` is empty while it is not told."""

    name: str
    belongings: tuple[Belonging, ...]
    zone: str
    clock: str
    hour: str
    quiet: str
    reminders: Reminders
    takes: bool
    pauses: tuple[Pause, ...]
    begun: int
    asking: int
    why: bool


def panel(corner: Corner) -> Card:
    """The whole corner, each part with its button."""
    return Card(
        title=f"{corner.name}, this is your corner",
        body=(Facts((*_here(corner), *_habits(corner), *_words(corner))),),
        controls=(
            controls.run("Profile", "my", "profile"),
            controls.run("Your why", "my", "why"),
            controls.run("Time zone", "my", "zone"),
            controls.run("Hours", "my", "hours"),
            controls.run("Reminders", "my", "reminders"),
            controls.run("Private messages", "my", "notes"),
            *((controls.run("Pause", "my", "pause"),) if corner.belongings else ()),
            controls.run("Who sees what", "my", "privacy"),
            *(() if corner.belongings else (controls.run("See the cohorts here", "cohort"),)),
        ),
        footnote=line("Only you see this."),
    )


def pauses(found: Sequence[Pause], cohorts: Sequence[tuple[int, str]]) -> Card:
    """The pauses that run or are planned, each with its end; and the way to plan one, by cohort."""
    named = len(cohorts) > 1
    ways = tuple(controls.pause(number, _plan(name, found, named)) for number, name in cohorts[:LISTED])
    if not found:
        return Card(
            title="You are not on a pause",
            body=(Text(line("A planned pause is never a miss: nothing is asked of you, and it ends by itself.")),),
            controls=ways,
        )
    return Card(
        title="You are on a pause" if any(pause.runs for pause in found) else "A pause is planned",
        body=(Facts(tuple((pause.name, line(_days(pause))) for pause in found)),),
        controls=(*(_end(pause, named) for pause in found[:ENDED]), *ways),
        footnote=line("It ends by itself. Nothing is asked of you until then."),
    )


def _here(corner: Corner) -> tuple[tuple[str, Line], ...]:
    if not corner.belongings:
        return (("You are in", line("no cohort yet")),)
    rows = tuple((one.name, (*one.stands, f" · you {listed(one.roles)}")) for one in corner.belongings[:LISTED])
    more = len(corner.belongings) - LISTED
    return (*rows, *((("And", line(counted(more, "more cohort"))),) if more > 0 else ()))


def _habits(corner: Corner) -> tuple[tuple[str, Line], ...]:
    zone = f"{corner.zone}, {corner.clock} now" if corner.zone else "not told yet"
    return (
        ("Time zone", line(zone)),
        ("Daily note", line(f"{corner.hour} · quiet hours: {corner.quiet}")),
        ("In the note", line(LEVELS[corner.reminders][0].lower())),
        ("Private messages here", line("on" if corner.takes else "off")),
        *((("Pause", line(_together(corner.pauses))),) if corner.belongings else ()),
    )


def _words(corner: Corner) -> tuple[tuple[str, Line], ...]:
    profile = f"{corner.begun} of {counted(corner.asking, 'step')} begun" if corner.asking else "nothing is asked"
    return (
        ("Profile", line(profile)),
        ("Your why", line("written" if corner.why else "not written yet")),
        ("Yours alone", line("check-ins, profile, evidence, and the wins you do not share")),
    )


def _together(found: Sequence[Pause]) -> str:
    return " · ".join(f"{pause.name} {_days(pause)}" for pause in found[:LISTED]) or "none"


def _days(pause: Pause) -> str:
    """From when to when, in words; one that runs needs no beginning."""
    last = f"until {named(pause.until)}"
    return last if pause.runs else f"from {named(pause.since)} {last}"


def _plan(name: str, found: Sequence[Pause], named: bool) -> str:
    """What the way to a pause is called: in a cohort that has one, it changes the days."""
    label = "Other days" if any(pause.name == name for pause in found) else "Plan a pause"
    return f"{label}: {name}" if named else label


def _end(pause: Pause, named: bool) -> Button:
    label = "I am back" if pause.runs else "Call it off"
    return Button(
        label=f"{label}: {pause.name}" if named else label,
        action=Action("pause.end", (str(pause.cohort), str(pause.number))),
    )
