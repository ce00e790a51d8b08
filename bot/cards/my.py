"""Somebody's own pauses in their cohorts: those that run or are planned, and the way to another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards import controls
from bot.cards.checkins import named
from bot.messages.elements import Button, Card, Facts, Text
from bot.messages.text import line
from bot.messages.wire import Action

#: So many cohorts are listed by name.
LISTED = 3
#: So many pauses have a button of their own.
ENDED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A planned pause in one cohort, from its first to its last day; `runs`: it has begun."""

    cohort: int
    number: int
    name: str
    since: date
    until: date
    runs: bool


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
        body=(Facts(tuple((pause.name, line(days(pause))) for pause in found)),),
        controls=(*(_end(pause, named) for pause in found[:ENDED]), *ways),
        footnote=line("It ends by itself. Nothing is asked of you until then."),
    )


def days(pause: Pause) -> str:
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
