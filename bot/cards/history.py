"""Somebody's own weeks, the newest first, for their eyes alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards import controls
from bot.domain.checkin import Week
from bot.domain.trends import Direction, Trend
from bot.domain.words import counted, shortened
from bot.messages.elements import Block, Bullets, Button, Card, Control, Quote, Text
from bot.messages.pictures import Curve
from bot.messages.text import Line, Strong, line
from bot.messages.wire import Action

#: So many weeks on one page; each has its button.
PAGE = 5
#: So much of an answer on a page; the week itself has all of it.
_GLANCE = 120
_DIRECTIONS = {
    Direction.UP: "Your energy has gone up.",
    Direction.STEADY: "Your energy has been steady.",
    Direction.DOWN: "Your energy has gone down. A small week or a pause is a way to go on.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One week as its owner told it; `ran` is what was running then, and how it ended."""

    number: int
    said: Week
    late: bool
    editable: bool
    ran: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Album:
    """One page of somebody's weeks, and what they add up to."""

    cohort: int
    entries: Sequence[Entry]
    trend: Trend
    energy: Mapping[int, int]
    #: The first week that an older page begins with, 0 for none; and whether newer ones exist.
    older: int = 0
    newer: bool = False


def page(album: Album) -> Card:
    """Some weeks at a glance, each with a button that opens it."""
    return Card(
        title="Your weeks",
        body=(Text(_trend(album.trend)), *(block for entry in album.entries for block in _glance(entry))),
        controls=(*(_open(album.cohort, entry) for entry in album.entries), *_turns(album)),
        footnote=line("Only you can see this."),
        picture=_curve(album.energy),
    )


def empty(cohort: int, week: int) -> Card:
    """Nothing yet; `week` is 0 when none takes an answer."""
    return Card(
        title="No week is written down yet",
        body=(Text(line("Your first check-in begins it. One line is enough.")),),
        controls=(controls.check_in(cohort, week),) if week else (),
    )


def week(cohort: int, entry: Entry) -> Card:
    """One week in full."""
    said = entry.said
    rows = (("Done", said.done), ("In the way", said.obstacle), ("Next step", said.next_step))
    told = [block for name, words in rows if words for block in (Text(line(Strong(name))), Quote(line(words)))]
    return Card(
        title=_title(entry),
        body=(*told, *_rest(entry)),
        controls=(
            *((controls.check_in(cohort, entry.number, "Edit"),) if entry.editable else ()),
            Button(label="All your weeks", action=Action("history.page", (str(cohort), "0"))),
        ),
        footnote=line("Only you can see this."),
    )


def _trend(of: Trend) -> Line:
    kept = f"You checked in for {of.kept} of your last {counted(of.weeks, 'week')}." if of.weeks else ""
    return line(" ".join(filter(None, (kept, _DIRECTIONS[of.energy] if of.energy else ""))) or "Your weeks so far.")


def _title(entry: Entry) -> str:
    return f"Week {entry.number}" + (" · answered late" if entry.late else "")


def _glance(entry: Entry) -> tuple[Block, ...]:
    said = entry.said
    told = (said.done, f"Next: {said.next_step}" if said.next_step else "")
    shown = tuple(line(shortened(" ".join(words.split()), _GLANCE)) for words in told if words)
    return (Text(line(Strong(_title(entry)))), Bullets(shown + _notes(entry)))


def _rest(entry: Entry) -> tuple[Block, ...]:
    notes = _notes(entry)
    return (Bullets(notes),) if notes else ()


def _notes(entry: Entry) -> tuple[Line, ...]:
    energy = (line(f"Energy {entry.said.energy} of 5"),) if entry.said.energy else ()
    return (*(line(words) for words in entry.ran), *energy)


def _open(cohort: int, entry: Entry) -> Button:
    if entry.editable:
        return controls.check_in(cohort, entry.number, f"Edit week {entry.number}")
    return Button(label=f"Read week {entry.number}", action=Action("history.week", (str(cohort), str(entry.number))))


def _turns(album: Album) -> tuple[Control, ...]:
    cohort = str(album.cohort)
    newest = Button(label="Newest weeks", action=Action("history.page", (cohort, "0")))
    older = Button(label="Older weeks", action=Action("history.page", (cohort, str(album.older))))
    return (*((newest,) if album.newer else ()), *((older,) if album.older else ()))


def _curve(energy: Mapping[int, int]) -> Curve | None:
    """Energy from the first week that has a figure to the last; a single one makes no curve."""
    if len(energy) < 2:
        return None
    weeks = range(min(energy), max(energy) + 1)
    told = ", ".join(f"week {number}: {energy[number]}" for number in weeks if number in energy)
    return Curve(
        title="Your energy",
        labels=tuple(str(number) for number in weeks),
        values=tuple(energy.get(number) for number in weeks),
        low=1,
        high=5,
        alt=f"Your energy from 1 to 5: {told}.",
    )
