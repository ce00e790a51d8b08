"""Somebody beside you: who it is, why, who writes first, and what to talk about this week."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.cards import controls
from bot.cards.pairing import meetings, reasons, ways
from bot.cards.pairing.reasons import Because
from bot.domain.matching.barriers import Barrier
from bot.domain.words import counted, listed, shortened
from bot.messages.elements import Block, Bullets, Button, Card, Control, Emphasis, Quote, Text, Tone
from bot.messages.text import Line, Moment, MomentStyle, line
from bot.messages.wire import Action

#: Characters of names in a title.
NAMES = 120


_KEEPS = {
    Barrier.LANGUAGE: "no language that you both like to talk in",
    Barrier.COMPANY: "from the company you work at, and one of you would rather not",
    Barrier.HOURS: "too few hours that suit you both this week",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A group of buddies as one of them reads it; `topic` is what they could talk about this week.

    `session`: the one they are asked about, counted from 1; `met`: how often they have met. `until`: when buddies
    change next. `out`: they take no part in what comes.
    """

    cohort: int
    pairing: int
    session: int
    because: Because
    topic: str = ""
    until: datetime | None = None
    met: int = 0
    out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """Nobody is beside them yet. `next`: when somebody is looked for; `others`: how many take part but them.

    `kept_away`: how many of those each rule keeps from them.
    """

    cohort: int
    name: str
    next: datetime | None
    others: int
    kept_away: Mapping[Barrier, int] = field(default_factory=dict)


def beside(of: Beside) -> Card:
    """Whom they have, and what can be done."""
    return Card(
        title=_title(of.because.others),
        body=(*_about(of), *_lasting(of)),
        controls=(_met(of), *_hours(of), join(of.cohort) if of.out else sit_out(of.cohort)),
    )


def found(of: Beside) -> Card:
    """To each of a new group: who it is."""
    return Card(
        title=_title(of.because.others),
        body=_about(of),
        controls=(_met(of), sit_out(of.cohort)),
        footnote=line("New every few weeks, and never the same while there is somebody new. ", *_change(of)),
    )


def nobody(of: Alone) -> Card:
    """Nobody yet: when it is looked next, and what happens then."""
    return Card(
        title="Nobody is beside you yet",
        body=(*(Text(told) for told in _coming(of)), *_kept_away(of)),
        controls=(_tell_hours(), controls.run("What I told about me", "my profile"), sit_out(of.cohort)),
        footnote=line("What you tell helps to find somebody who fits; all of it is optional."),
    )


def sitting_out(cohort: int, beside_now: tuple[str, ...] = ()) -> Card:
    """They are left out of the next rounds, until they say otherwise."""
    stays = (Text(line(f"{listed((*beside_now, 'you'))} stay buddies until the next round.")),) if beside_now else ()
    return Card(
        title="You sit out the next rounds",
        body=(Text(line("Nobody is brought together with you until you join in again. Nobody is told.")), *stays),
        controls=(join(cohort),),
    )


def joined(of: Alone) -> Card:
    """They take part again."""
    return Card(
        title="You are in again",
        body=tuple(Text(told) for told in _coming(of)),
        controls=(ways.buddy(),),
        tone=Tone.GOOD,
    )


def resting(cohort: int) -> Card:
    """Their pause from the cohort holds here, too."""
    return Card(
        title="You are on a pause",
        body=(Text(line("Whom you have stays, and nobody new comes meanwhile. You are in again when it ends.")),),
        controls=(controls.run("My pause", "checkin pause"), sit_out(cohort)),
    )


def sit_out(cohort: int) -> Button:
    """Leave them out of the next rounds."""
    return Button(label="Sit out the next rounds", action=Action("buddy.out", (str(cohort),)))


def join(cohort: int) -> Button:
    """Let them take part again."""
    return Button(label="Join in again", action=Action("buddy.in", (str(cohort),)), emphasis=Emphasis.PRIMARY)


def _about(of: Beside) -> tuple[Block, ...]:
    first = reasons.first(of.because)
    topic = (Text(line("Something to talk about this week:")), Quote(line(of.topic))) if of.topic else ()
    return (*reasons.why(of.because), *((first,) if first else ()), *topic)


def _lasting(of: Beside) -> Iterator[Block]:
    met = f"You have met {counted(of.met, 'time')}. " if of.met else ""
    out = "You sit out the rounds after this one. " if of.out else ""
    if told := line(f"{met}{out}", *_change(of)) if met or out or of.until else ():
        yield Text(told)


def _change(of: Beside) -> Line:
    return ("Buddies change ", Moment(of.until, MomentStyle.DATE), ".") if of.until else ()


def _coming(of: Alone) -> Iterator[Line]:
    if of.next is None:
        yield line(f"{of.name} brings nobody together any more: its last round is over.")
        return
    yield line("segue looks for somebody ", Moment(of.next), ". You hear it in your private note.")
    if of.others:
        yield line("Whoever fits you best and is new to you comes first. An odd number makes a three.")
    else:
        yield line("You are the only one who learns here so far. As soon as somebody joins, you hear of it.")


def _kept_away(of: Alone) -> Iterator[Block]:
    if of.kept_away:
        said = (line(f"{counted(many, 'person', 'people')}: {_KEEPS[rule]}") for rule, many in of.kept_away.items())
        yield Text(line("What stands in the way right now:"))
        yield Bullets(tuple(said))


def _title(others: tuple[str, ...]) -> str:
    names = shortened(listed(others), NAMES)
    return f"Your {'buddy is' if len(others) == 1 else 'buddies are'} {names}"


def _met(of: Beside) -> Button:
    action = Action("pairing.met", (str(of.pairing), str(of.session), meetings.YES))
    return Button(label="We met", action=action, emphasis=Emphasis.PRIMARY)


def _hours(of: Beside) -> tuple[Control, ...]:
    return () if of.because.hours else (_tell_hours(),)


def _tell_hours() -> Button:
    return Button(label="When I can meet", action=Action("mentor.hours"))
