"""Who waits for a mentor, as organisers see it: since when, what stands in the way, and why not this one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.pairing import costs, ways
from bot.cards.pairing.costs import Blocked
from bot.domain.pairing.states import Kind
from bot.domain.words import counted, listed, shortened
from bot.messages.elements import Block, Bullets, Button, Card, Choice, Divider, Option, Text
from bot.messages.text import Code, Line, Moment, MomentStyle, Strong, line
from bot.messages.wire import Action

#: Characters of a name, and how many people are on a page.
NAME, PAGE = 40, 5
#: The same where a line each is enough.
LINES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Somebody who waits for a mentor, and what stands in the way; none where they are not looked for now.

    `paused`: they take a pause, and keep their place.
    """

    request: int
    name: str
    since: datetime
    why: Blocked | None
    paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """People who have each other, or were asked whether they would; the learner before the mentor."""

    kind: Kind
    names: tuple[str, ...]
    since: datetime
    asked: bool = False


def waiting(cohort: int, name: str, people: Sequence[Waiting], page: int, more: bool) -> Card:
    """Who waits, since when, and why; page by page."""
    options = tuple(Option(str(one.request), shortened(one.name, 75)) for one in people)
    choose = Choice(label="Look at one of them", action=Action("pairs.person", (str(cohort),)), options=options)
    return Card(
        title=f"{shortened(name, 60)}: who waits for a mentor",
        body=tuple(_listed(people)),
        controls=(choose, *ways.turns("pairs.waiting", (str(cohort),), page, more), ways.back(cohort)),
        footnote=line("The longest wait is first. Each of them reads what would help."),
    )


def nobody(cohort: int) -> Card:
    """Nobody waits."""
    return Card(
        title="Nobody waits for a mentor",
        body=(Text(line("Whoever asks is looked for within the hour. Members ask with ", Code("/mentor ask"), ".")),),
        controls=(ways.back(cohort),),
    )


def somebody(cohort: int, who: Waiting, mentors: Sequence[Option], more: bool) -> Card:
    """One person who waits, and a menu of mentors to ask about; `more`: not everybody fits into it."""
    ask = Choice(
        label=f"Why not …, for {shortened(who.name, NAME)}?",
        action=Action("pairs.why", (str(cohort), str(who.request))),
        options=tuple(mentors),
    )
    return Card(
        title=f"{shortened(who.name, NAME)} waits for a mentor",
        body=(Text(line("Since ", Moment(who.since, MomentStyle.DATE), ".")), Text(why(who))),
        controls=(*((ask,) if mentors else ()), ways.who_waits(cohort), ways.back(cohort)),
        footnote=line("Not everybody fits into the menu." if more else ""),
    )


def found(cohort: int) -> Card:
    """Somebody was found for them meanwhile, or they wait no more."""
    return Card(
        title="They do not wait any more",
        body=(Text(line("A mentor was found, or they took their wish back.")),),
        controls=(ways.who_waits(cohort), ways.back(cohort)),
    )


def why_not(cohort: int, request: int, learner: str, mentor: str, told: Line) -> Card:
    """Why this mentor was not suggested to that learner, and what it would cost."""
    again = Button(label="Ask about somebody else", action=Action("pairs.again", (str(cohort), str(request))))
    return Card(
        title=f"Why not {shortened(mentor, NAME)} for {shortened(learner, NAME)}?",
        body=(Text(told),),
        controls=(again, ways.who_waits(cohort), ways.back(cohort)),
    )


def together(cohort: int, name: str, bonds: Sequence[Together], page: int, more: bool) -> Card:
    """Who has whom; page by page."""
    lines = tuple(line(Strong(_named(one)), " · ", *_since(one)) for one in bonds)
    return Card(
        title=f"{shortened(name, 60)}: who has whom",
        body=(Bullets(lines) if lines else Text(line("Nobody has anybody yet.")),),
        controls=(*ways.turns("pairs.bonds", (str(cohort),), page, more), ways.back(cohort)),
        footnote=line("Whether they met, and what they say of it, is theirs."),
    )


def kept_apart() -> Line:
    """A rule keeps two people apart; which one could tell who blocked or declined, so it is never said."""
    return line(
        "One of the rules keeps these two apart: a shared language, their companies, their levels, hours in common, "
        "or what was between them before. Which one stays with them."
    )


def away(mentor: str) -> Line:
    """Their offer stands, but they are not asked now."""
    return line(f"{shortened(mentor, NAME)} is not asked now: they are on a pause, or offer no seat any more.")


def full(mentor: str, seats: int) -> Line:
    """All seats of a mentor are taken."""
    taken = "one seat, and it is taken" if seats == 1 else f"{counted(seats, 'seat')}, and all are taken"
    return line(f"{shortened(mentor, NAME)} has {taken}.")


def possible(cost: Line) -> Line:
    """They could be brought together."""
    return line("They could be brought together now. ", *cost)


def why(who: Waiting) -> Line:
    """What stands in their way."""
    if who.paused:
        return line("On a pause, and keeps their place.")
    if who.why is None:
        return line("Not looked for right now, and keeps their place.")
    return costs.blocked(who.why)


def _listed(people: Sequence[Waiting]) -> Iterator[Block]:
    for place, one in enumerate(people):
        if place:
            yield Divider()
        yield Text(line(Strong(shortened(one.name, NAME)), " · since ", Moment(one.since, MomentStyle.DATE)))
        yield Text(why(one))


def _named(one: Together) -> str:
    names = [shortened(name, NAME) for name in one.names]
    return f"{names[0]} with {listed(names[1:])}" if one.kind is Kind.MENTOR and names else listed(names)


def _since(one: Together) -> Line:
    kind = "buddies" if one.kind is Kind.BUDDY else "both were asked" if one.asked else "mentor"
    return line(f"{kind}, since ", Moment(one.since, MomentStyle.DATE))
