"""Where somebody stands with mentors: what is open, whom they have, what they ask for and what they offer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.cards import controls
from bot.cards.checkins import named
from bot.cards.pairing import answering, asking, away, lasting, offering
from bot.domain.pairing.states import Side
from bot.domain.words import counted, listed, shortened
from bot.messages.elements import Block, Button, Card, Control, Facts, Quote, Text
from bot.messages.text import Line, Moment, MomentStyle, Strong, line
from bot.messages.wire import Action

#: So many suggestions have buttons of their own; so many characters of a name, and of what somebody asks for.
SHOWN, NAME, PURPOSE = 3, 40, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A suggestion or a pair, as one side sees it. `said_yes`: the reader has; `purpose`: what the learner wrote."""

    number: int
    others: str
    side: Side
    since: datetime
    expires: datetime | None = None
    said_yes: bool = False
    purpose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that stands. `spent`: three names came since the last round, so the next round is the next chance."""

    purpose: str
    since: datetime
    by: date | None
    names: tuple[str, ...] = ()
    spent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentoring:
    """Where somebody stands in one cohort. `mentors`: how many others mentor there; `seats`: 0 without an offer.

    `looks`: when the next round is, if one is called; `paused`: the last day of a pause; `silent`: paused by silence.
    """

    cohort: int
    name: str
    learns: bool
    mentors: int
    matches: tuple[Match, ...] = ()
    asked: Asked | None = None
    seats: int = 0
    median: timedelta | None = None
    looks: datetime | None = None
    paused: date | None = None
    silent: bool = False


def standing(of: Mentoring) -> Card:
    """What waits for them first, then whom they have, then what they ask for and offer."""
    return Card(
        title=f"Mentors in {shortened(of.name, 60)}",
        body=tuple(_told(of)),
        controls=tuple(_ways(of)),
        footnote=line("Only you see this. Why somebody said no, and blocks, are never shown to anybody."),
    )


def outside(cohorts: Sequence[tuple[int, str]]) -> Card:
    """To somebody in no cohort: the two ways in."""
    if not cohorts:
        return Card(
            title="No cohort runs here yet",
            body=(Text(line("Mentors and learners find each other in a cohort. /cohort start begins one.")),),
            controls=(controls.run("See the cohorts here", "cohort"),),
        )
    offers = tuple(offering.offer(number, f"Mentor in {shortened(name, 55)}") for number, name in cohorts[:5])
    return Card(
        title="Somebody who answers",
        body=(
            Text(line("In a cohort, a learner asks for a mentor, and segue finds one whose hours and way fit.")),
            Text(line("To ask, join a cohort. To answer, offer: it takes one form, and as few as one learner.")),
        ),
        controls=(controls.run("Join a cohort", "cohort"), *offers),
    )


def which(cohorts: Sequence[tuple[int, str]]) -> Card:
    """Somebody in several cohorts, where none of them speaks in this channel."""
    return Card(
        title="In which cohort?",
        body=(Text(line("You are in several. Each has mentors of its own.")),),
        controls=tuple(
            Button(label=shortened(name, 75), action=Action("mentor.show", (str(number),)))
            for number, name in cohorts[:10]
        ),
    )


def _told(of: Mentoring) -> Iterator[Block]:
    if of.silent or of.paused:
        yield Text(_pause(of))
    for match in of.matches:
        yield Text(_match(match))
        if match.purpose:
            yield Quote(line(shortened(match.purpose, PURPOSE)))
    if of.asked is not None:
        yield from _request(of, of.asked)
    elif of.learns and not any(match.side is Side.LEARNER for match in of.matches):
        yield Text(line("You have not asked for a mentor. ", _there(of)))
        yield Text(lasting.wait(of.median))
    if of.seats:
        taken = sum(1 for match in of.matches if match.side is Side.MENTOR)
        yield Text(line(f"You mentor here: {taken} of {counted(of.seats, 'seat')} taken."))
    elif not of.learns:
        yield Text(line("You do not mentor here yet. An offer takes one form, and as few as one learner."))


def _pause(of: Mentoring) -> Line:
    if of.silent:
        return line(Strong("You are paused"), ": two suggestions found no answer. One press brings you back.")
    return line(Strong("You take a pause"), f" until {named(of.paused)}." if of.paused else ".")


def _match(match: Match) -> Line:
    who = Strong(shortened(match.others, NAME))
    if match.expires is None:
        kind = "mentors you" if match.side is Side.LEARNER else "learns with you"
        return line(who, f" {kind}, since ", Moment(match.since, MomentStyle.DATE), ".")
    kind = "as your mentor" if match.side is Side.LEARNER else "as your learner"
    then = ". You said yes; they can answer until " if match.said_yes else ". Your answer counts until "
    return line("Suggested ", kind, ": ", who, then, Moment(match.expires), ".")


def _request(of: Mentoring, asked: Asked) -> Iterator[Block]:
    wishes = (("By", line(named(asked.by))),) if asked.by else ()
    names = (("Would like", line(listed(asked.names))),) if asked.names else ()
    since = ("Asked", line(Moment(asked.since, MomentStyle.DATE)))
    yield Facts((since, ("For", line(shortened(asked.purpose, PURPOSE))), *wishes, *names))
    if any(match.side is Side.LEARNER for match in of.matches):
        return
    yield Text(_next(of, asked))
    yield Text(lasting.wait(of.median))


def _next(of: Mentoring, asked: Asked) -> Line:
    if not of.mentors:
        return line("Nobody mentors here yet. You are in line for whoever offers.")
    if asked.spent:
        return line("Three names came to nothing since the last round. You are first in line in the next one.")
    if of.looks is not None:
        return line("Nobody is suggested to you right now. segue looks again ", Moment(of.looks), ".")
    return line("Nobody is suggested to you right now. segue looks each week, and whenever a seat becomes free.")


def _there(of: Mentoring) -> str:
    if not of.mentors:
        return "Nobody mentors here yet; asking puts you in line."
    return f"{counted(of.mentors, 'person mentors', 'people mentor')} here."


def _ways(of: Mentoring) -> Iterator[Control]:
    for match in [one for one in of.matches if one.expires is not None][:SHOWN]:
        if not match.said_yes:
            yield answering.accept(match.number, match.others)
        yield answering.decline(match.number, match.others)
    if of.silent or of.paused:
        yield away.come_back()
    if any(match.expires is None for match in of.matches):
        yield controls.run("Did you meet?", "mentor", "met")
    if of.asked is not None:
        yield asking.ask_again(of.cohort)
        yield asking.withdraw(of.cohort)
    elif of.learns:
        yield asking.ask(of.cohort)
    yield offering.offer(of.cohort, "Change my offer" if of.seats else "Offer to mentor")
    if of.seats:
        yield offering.retire(of.cohort)
    yield asking.hours()
    yield offering.beside()
    if not of.silent and not of.paused:
        yield Button(label="Take a pause", action=Action("mentor.pause"))
    yield controls.run("Block somebody", "mentor", "block")
