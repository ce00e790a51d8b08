"""What it would cost a round to bring two people together who are not, or to leave somebody without."""

from dataclasses import dataclass, replace

from bot.cards.pairing import costs, waiting
from bot.cards.pairing.costs import Blocked
from bot.domain.matching import barriers, mentors, unserved
from bot.domain.matching.mentors import Cost, Round
from bot.messages.text import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Forced:
    """What it costs, or why it cannot be: then `cost` is none."""

    told: Line
    cost: Cost | None


def forced(given: Round, learner: int, mentor: int, name: str, seats: int) -> Forced:
    """This mentor, of that name and with so many seats in all, for that learner; 0 for nobody."""
    if mentor == 0:
        return _priced(mentors.cost(given, learner, None))
    asked = next((one for one in given.learners if one.number == learner), None)
    answers = next((one for one in given.mentors if one.number == mentor), None)
    if asked is None or answers is None:
        return Forced(told=waiting.away(name), cost=None)
    if barriers.between(asked, answers, given.past, given.week) is not None:
        return Forced(told=waiting.kept_apart(), cost=None)
    if answers.seats < 1:
        return Forced(told=waiting.full(name, seats), cost=None)
    return _priced(mentors.cost(given, learner, mentor))


def blocked(given: Round, learner: int) -> Blocked | None:
    """What stands in the way of a learner of the round; nothing of whoever is not looked for in it."""
    asked = next((one for one in given.learners if one.number == learner), None)
    if asked is None:
        return None
    met = unserved.why(given, asked)
    free = {one.number for one in given.mentors if one.seats > 0}
    fitting = {mentor for one, mentor in mentors.fitting(replace(given, learners=(asked,)))}
    return Blocked(
        mentors=len(given.mentors),
        kept=met.kept_away,
        full=len(fitting - free),
        free=len(fitting & free),
    )


def _priced(cost: Cost) -> Forced:
    return Forced(told=costs.cost(cost.served, cost.waited, cost.fit), cost=cost)
