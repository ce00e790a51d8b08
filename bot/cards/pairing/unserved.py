"""Nobody was found yet: what stands in the way, how many it keeps away, and the smallest change that would help."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import assert_never

from bot.cards import controls
from bot.cards.pairing import ways
from bot.domain.matching.barriers import Barrier
from bot.domain.matching.unserved import Change, SameCompany, Spoken, Unserved, Wider
from bot.domain.words import counted
from bot.messages.elements import Block, Bullets, Button, Card, Text
from bot.messages.text import Line, Moment, line
from bot.messages.wire import Action

_KEEPS = {
    Barrier.HOURS: ("shares too few hours with you this week", "share too few hours with you this week"),
    Barrier.LANGUAGE: ("speaks none of your languages", "speak none of your languages"),
    Barrier.COMPANY: ("works at your company", "work at your company"),
    Barrier.LEVEL: ("is not a level ahead of you", "are not a level ahead of you"),
}


def unserved(why: Unserved, words: Mapping[str, str], following: datetime | None) -> Card:
    """To whoever waits: never who it was, only how many, and what would open more. `words`: what slugs are called."""
    stands = tuple(_stands(why))
    helps = tuple(_change(one, words) for one in why.changes)
    body: tuple[Block, ...] = (Bullets(stands),) if stands else (Text(line(_NOBODY)),)
    if helps:
        body += (Text(line("What would help:")), Bullets(helps))
    return Card(
        title="No mentor for you yet",
        body=(*body, Text(_then(following))),
        controls=(*_ways(why), ways.stand()),
        footnote=line("Your place in line is kept: whoever has waited longest comes first."),
    )


def tried(names: int, following: datetime | None) -> Card:
    """Some names came to nothing: it rests until the next round, and they are first in line."""
    when = line("The next round: ", Moment(following), ".") if following else line("It comes with the next round.")
    return Card(
        title="No match yet, and you are first in line",
        body=(
            Text(
                line(f"{counted(names, 'name')} came to nothing. It says nothing about you: seats and weeks change.")
            ),
            Text(when),
        ),
        controls=(ways.stand(),),
    )


_NOBODY = "Nobody who mentors here is free for you right now."


def _stands(why: Unserved) -> Iterator[Line]:
    if why.full:
        yield line(f"{counted(why.full, 'mentor')} would fit, but {'has' if why.full == 1 else 'have'} no free seat.")
    for barrier, number in why.kept_away.items():
        one, many = _KEEPS[barrier]
        yield line(f"{counted(number, 'mentor')} {one if number == 1 else many}.")


def _change(change: Change, words: Mapping[str, str]) -> Line:
    match change:
        case Wider(hours=hours, opens=opens):
            return line(f"Widening your hours by {hours}, earlier and later, would add {counted(opens, 'mentor')}.")
        case Spoken(language=language, opens=opens):
            return line(
                f"Talking in {words.get(language, language)}, if you can, would add {counted(opens, 'mentor')}."
            )
        case SameCompany(opens=opens):
            return line(f"Agreeing to somebody from your company would add {counted(opens, 'mentor')}.")
    assert_never(change)


def _ways(why: Unserved) -> Iterator[Button]:
    if any(isinstance(change, Wider) for change in why.changes) or Barrier.HOURS in why.kept_away:
        yield Button(label="Change my hours", action=Action("mentor.hours"))
    if any(isinstance(change, Spoken | SameCompany) for change in why.changes):
        yield controls.run("What I told about me", "my profile")


def _then(following: datetime | None) -> Line:
    if following is None:
        return line("segue looks again as soon as a seat is free.")
    return line("segue looks again as soon as a seat is free, at the latest ", Moment(following), ".")
