"""A change of a cohort's schedule: what it moves before it is saved, and that it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards import settings
from bot.domain.moving import Move, told
from bot.domain.words import counted, listed
from bot.messages.elements import Block, Bullets, Button, Card, Emphasis, Text, Tone
from bot.messages.text import Line, Moment, MomentStyle, Strong, line
from bot.messages.wire import Action

#: So many moves are shown; of the rest, how many there are.
SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A change that waits for a yes: what it says, what is not said, what moves, and when the last week closes."""

    cohort: int
    says: str
    silent: tuple[str, ...]
    moves: tuple[Move, ...]
    before: datetime
    after: datetime
    save: Action
    anew: bool


def shown(change: Pending) -> Card:
    """What it moves, and the way to save it."""
    since = (Text(line("Time went on since you looked, so here is what it would move now.")),) if change.anew else ()
    return Card(
        title="Look before you save",
        body=(
            Text(line(Strong(change.says))),
            *since,
            *_silence(change.silent),
            *_moves(change.moves),
            *_end(change),
        ),
        controls=(
            Button(label="Save", action=change.save, emphasis=Emphasis.PRIMARY),
            settings.instead(change.cohort, "Not now"),
        ),
        footnote=line("What has been sent stays as it is."),
    )


def saved(cohort: int, says: str) -> Card:
    """It holds now."""
    return Card(title="Saved", body=(Text(line(says)),), controls=(settings.back(cohort),), tone=Tone.GOOD)


def same(cohort: int) -> Card:
    """Nothing to change."""
    return Card(
        title="It is like that already",
        body=(Text(line("Nothing has to change.")),),
        controls=(settings.back(cohort),),
    )


def _silence(silent: tuple[str, ...]) -> tuple[Block, ...]:
    return (Text(line(f"Not said meanwhile: {listed(silent)}.")),) if silent else ()


def _moves(moves: tuple[Move, ...]) -> tuple[Block, ...]:
    weeks = told(moves)
    if not weeks:
        return (Text(line("Nothing that is planned moves.")),)
    more = len(weeks) - SHOWN
    rest = (Text(line(f"And {counted(more, 'more week')} after them.")),) if more > 0 else ()
    return (Bullets(_lines(weeks[:SHOWN])), *rest)


def _lines(moves: Sequence[Move]) -> tuple[Line, ...]:
    return tuple(
        line(
            f"Week {move.week}{'' if move.what == 'prompt' else f', {move.what}'}: ",
            Moment(move.before),
            " → ",
            Moment(move.after),
        )
        for move in moves
    )


def _end(change: Pending) -> tuple[Block, ...]:
    before, after = (Moment(one, MomentStyle.DATE) for one in (change.before, change.after))
    if before == after:
        return ()
    return (Text(line("The last week closes ", after, "; until now it was ", before, ".")),)
