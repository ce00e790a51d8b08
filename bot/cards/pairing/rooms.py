"""What those who were brought together read first: in a room of their own, or each alone where there can be none."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.pairing import grounds
from bot.cards.pairing.reasons import Stretch, Told
from bot.domain.matching.reasons import (
    Free,
)
from bot.domain.words import listed
from bot.messages.elements import Block, Bullets, Card, Quote, Text
from bot.messages.text import Code, Line, Mention, Moment, MomentStyle, Span, Strong, line

#: So many stretches of shared hours are enough to find one.
HOURS = 3
UNREAD = "segue neither reads nor keeps what you say here."
ASKED = " asked to write first: a hello, and two times that would suit."


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """Something to begin with: of which week of the roadmap, and in its words."""

    week: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Two or three people, by name. `mentor`: which of them mentors the other; nobody, where they are buddies.

    `told`: why, as `teller` reads it, who is one of them. `starter` is asked to write first.
    """

    names: tuple[str, ...]
    starter: str
    mentor: str = ""
    teller: str = ""
    told: tuple[Told, ...] = ()
    hours: tuple[Stretch, ...] = ()
    hint: Hint | None = None

    @property
    def command(self) -> str:
        """Where the rest of it is."""
        return "/mentor" if self.mentor else "/buddy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How somebody else is reached: on which platform, by `mention` there, or as they said themselves: `contact`."""

    name: str
    where: str
    mention: Mention | None = None
    contact: str = ""


def room(together: Together, onlookers: str) -> Card:
    """The first card of a room, for all of them alike. `onlookers`: who else may look in, if anybody may."""
    seen = f" {onlookers} can look in." if onlookers else ""
    return Card(
        title=listed(together.names),
        body=(
            Text(_bond(together)),
            *_why(together),
            Text(line(Strong(together.starter), " is", ASKED)),
            *_hint(together, together.mentor),
            Text(_more(together, "each of you")),
        ),
        footnote=line(UNREAD + seen),
    )


def contact(together: Together, reader: str, others: tuple[Reached, ...], helpers: tuple[str, ...]) -> Card:
    """To one of them, where no room could be opened: how each of the others is reached, and who begins.

    `helpers` organise the cohort: they put people in touch where somebody has not said how they are reached.
    """
    first = line("You are") if together.starter == reader else line(Strong(together.starter), " is")
    return Card(
        title=_yours(together, reader),
        body=(
            *(block for one in others for block in _reached(one, helpers)),
            Text(line(*first, ASKED)),
            *_hint(together, "" if together.mentor == reader else together.mentor),
            Text(_more(together, "you")),
        ),
        footnote=line("segue neither reads nor keeps what you say to each other."),
    )


def _bond(together: Together) -> Line:
    if not together.mentor:
        return line(f"{listed(together.names)} are buddies from today on.")
    learners = [name for name in together.names if name != together.mentor]
    return line(Strong(together.mentor), " is ", Strong(listed(learners)), "’s mentor from today on.")


def _yours(together: Together, reader: str) -> str:
    others = [name for name in together.names if name != reader]
    if not together.mentor:
        return f"{listed(others)} {'is your buddy' if len(others) == 1 else 'are your buddies'}"
    return f"You are {listed(others)}’s mentor" if together.mentor == reader else f"{together.mentor} is your mentor"


def _why(together: Together) -> tuple[Block, ...]:
    facts = [
        grounds.fact(one.reason, together.teller, one.who)
        for one in together.told
        if not isinstance(one.reason, Free)
    ]
    bullets = (Text(line("Why you:")), Bullets(tuple(facts))) if facts else ()
    return (*bullets, *_hours(together))


def _hours(together: Together) -> tuple[Block, ...]:
    if not together.hours:
        return ()
    spans: list[Span] = []
    who = "both" if len(together.names) == 2 else "all"
    for since, until in together.hours[:HOURS]:
        spans += [", " if spans else f"When you are {who} free, each on your own clock: "]
        spans += [Moment(since, MomentStyle.DAY_TIME), " to ", Moment(until, MomentStyle.TIME)]
    return (Text(line(*spans, ".")),)


def _hint(together: Together, mentor: str) -> tuple[Block, ...]:
    if together.hint is None:
        return ()
    whose = line("For ", Strong(mentor)) if mentor else line("To begin with")
    return (Text(line(*whose, f", from week {together.hint.week}:")), Quote(line(together.hint.words)))


def _more(together: Together, whom: str) -> Line:
    return line(f"segue asks {whom} later, in private, whether you met. The rest is at ", Code(together.command), ".")


def _reached(one: Reached, helpers: Sequence[str]) -> tuple[Block, ...]:
    if one.mention is not None:
        return (Text(line("Write to ", one.mention, f" on {one.where}.")),)
    if one.contact:
        return (Text(line(Strong(one.name), f" is on {one.where}, and is reached like this:")), Quote((one.contact,)))
    help_ = f" {listed(helpers)} can put you in touch." if helpers else " An organiser can put you in touch."
    return (Text(line(Strong(one.name), f" is on {one.where}, and has not said how to be reached.{help_}")),)
