"""Mentors and buddies for organisers: how it stands at a glance, and the ways to act."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cards import settings
from bot.cards.pairing import demand, lasting, ways
from bot.cards.pairing.demand import Held
from bot.cards.pairing.policies import Policy, counts, policy, weighs
from bot.domain.pairing.states import Kind
from bot.domain.words import counted, shortened
from bot.messages.elements import Button, Card, Control, Emphasis, Facts
from bot.messages.text import Line, Moment, MomentStyle, line
from bot.messages.wire import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """One kind of round: the last one and the next; `plan`: the number of the one that waits for a look, or 0."""

    kind: Kind
    last: Held | None
    next: datetime | None
    plan: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How pairing stands in a cohort. `since`: when the first of those who wait asked; `open`: suggestions.

    `seats` of all `mentors`, of which some are `free`; `beside`: people in `groups` of buddies; `out`: who want none.
    """

    cohort: int
    name: str
    waiting: int
    since: datetime | None
    open: int
    mentors: int
    seats: int
    free: int
    median: timedelta | None
    groups: int
    beside: int
    out: int
    beats: tuple[Beat, Beat]
    policy: Policy


def overview(of: Overview) -> Card:
    """Everything at a glance, with the ways to act."""
    return Card(
        title=f"{shortened(of.name, 60)}: mentors and buddies",
        body=(Facts(tuple(_facts(of))),),
        controls=tuple(_ways(of)),
        footnote=line("You see who waits and who has whom. Why somebody says no, and whom they block, stays theirs."),
    )


def _facts(of: Overview) -> Iterator[tuple[str, Line]]:
    first = (", the first of them since ", Moment(of.since, MomentStyle.DATE)) if of.since else ()
    yield ("Wait for a mentor", line(counted(of.waiting, "person", "people") if of.waiting else "nobody", *first))
    if of.open:
        yield ("Suggestions open", line(f"{of.open}, each for 72 hours at most"))
    seats = f", with {of.free} of {counted(of.seats, 'seat')} free" if of.mentors else "nobody offers yet"
    yield ("Mentors", line(f"{of.mentors}{seats}" if of.mentors else seats))
    yield ("Wait so far", lasting.wait(of.median))
    out = f"; {of.out} {'sits' if of.out == 1 else 'sit'} out" if of.out else ""
    beside = (
        f"{counted(of.beside, 'person', 'people')} in {counted(of.groups, 'group')}" if of.groups else "no groups"
    )
    yield ("Buddies", line(f"{beside}{out}"))
    for beat in of.beats:
        yield (f"Next {beat.kind} round", _next(beat))
        if beat.last is not None:
            yield (f"Last {beat.kind} round", _last(beat.last))
    yield ("How", policy(of.policy))


def _next(beat: Beat) -> Line:
    if beat.plan:
        return line("a plan waits for your look")
    return line(Moment(beat.next)) if beat.next else line("none ahead")


def _last(held: Held) -> Line:
    return line(Moment(held.at, MomentStyle.DATE), f", {demand.CAUSES[held.cause]}: {demand.came_out(held)}")


def _ways(of: Overview) -> Iterator[Control]:
    number = str(of.cohort)
    for beat in of.beats:
        if beat.plan:
            action = Action("round.show", (number, str(beat.plan), "0"))
            yield Button(label=f"Look at the {beat.kind} plan", action=action, emphasis=Emphasis.PRIMARY)
    if of.waiting:
        yield ways.who_waits(of.cohort)
    for beat in of.beats:
        if not beat.plan:
            yield Button(label=f"Start a {beat.kind} round now", action=Action("pairs.start", (number, beat.kind)))
    if of.open or of.groups or of.free < of.seats:
        yield Button(label="Who has whom", action=Action("pairs.bonds", (number, "0")))
    yield Button(label="How people are paired", action=Action("pairs.policy", (number,)))
    yield counts(of.cohort)
    yield weighs(of.cohort)
    if any(beat.last for beat in of.beats):
        yield Button(label="The last rounds", action=Action("pairs.records", (number,)))
    yield settings.back(of.cohort)
