"""What a change would cost a round, and what stood in somebody's way: in words, never as a number of fit."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.matching.barriers import Barrier
from bot.domain.words import counted, listed
from bot.messages.text import Line, line

#: From so many points of fit on a loss can be seen: it is as if the worst pair fell from 800 points to 650.
CLEARLY = 80
_KEPT = {
    Barrier.LANGUAGE: ("shares no language", "share no language"),
    Barrier.COMPANY: ("works at the same company", "work at the same company"),
    Barrier.LEVEL: ("is not a level ahead", "are not a level ahead"),
    Barrier.HOURS: ("shares too few hours", "share too few hours"),
}


def cost(served: int, waited: int, fit: int) -> Line:
    """What comes first says it all: fewer people, then who waited longest, then how well they fit."""
    if served > 0:
        return line(f"{_people(served)} fewer would be served.")
    if served == 0 and waited > 0:
        return line("As many would be served, but somebody who waited longer would wait on.")
    if served == 0 and waited == 0 and fit > 0:
        much = "clearly" if fit >= CLEARLY else "a little"
        return line(f"The fit of the round falls {much}. Nobody loses a place.")
    return line("Nothing is lost by it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """What stands in a learner's way: how many mentors each rule keeps away, and how many would fit.

    Of those some are `full` and some `free`. What was between two people is counted nowhere.
    """

    mentors: int
    kept: Mapping[Barrier, int]
    full: int
    free: int


def blocked(of: Blocked) -> Line:
    """All of it in one sentence."""
    said = [f"{number} {_KEPT[one][number > 1]}" for one, number in of.kept.items() if one in _KEPT]
    if of.full:
        said.append(f"{of.full} would fit but {'is' if of.full == 1 else 'are'} full")
    if of.free:
        said.append(f"{of.free} would fit and {'has' if of.free == 1 else 'have'} a free seat")
    if not of.mentors:
        return line("Nobody offers to mentor here right now.")
    return line(f"Of the mentors here, {listed(said)}." if said else "Nobody here could be suggested so far.")


def _people(number: int) -> str:
    return "One person" if number == 1 else counted(number, "person", "people")
