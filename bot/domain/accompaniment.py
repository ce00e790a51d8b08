"""Words that go along with a member: when each is worth saying."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.checklists import ActionPlan
from bot.domain.guidance import Reminder, Trigger
from bot.domain.guide import Guide

#: So long after joining somebody who has not begun hears a word about beginning, and for so long it is worth saying.
PATIENCE, LATEST = timedelta(days=3), timedelta(days=14)
#: The weeks of the roadmap in which a monthly word returns: every fourth one, and which of four.
MONTH = 4
#: So many things learned since the last thing built make a word worth saying.
STRETCH = 3

#: Wins of having learned something, and wins of having built something, where a pack has these kinds.
LEARNING = frozenset({"learned-something-hard"})
BUILDING = frozenset({"ml-work-shipped", "metric-moved", "project-shipped", "open-source-step"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Begins:
    """An action plan, and the days after joining between which it is worth saying."""

    plan: ActionPlan
    since: timedelta
    until: timedelta


def beginnings(plans: Sequence[ActionPlan]) -> tuple[Begins, ...]:
    """Each plan begins where the one before it ends, the first one at once; so none of them overlap."""
    ordered = sorted(plans, key=lambda plan: plan.days)
    days = [timedelta(days=plan.days) for plan in ordered]
    starts = [timedelta(), *days]
    return tuple(Begins(plan=plan, since=starts[place], until=days[place]) for place, plan in enumerate(ordered))


def monthly(week: int, turn: int) -> int | None:
    """Which time a word that returns monthly is said in this week, from 1; none in a week without it.

    `turn` is the first week it is said in; so words with different turns never meet.
    """
    passed, apart = divmod(week - turn, MONTH)
    return passed + 1 if passed >= 0 and apart == 0 else None


def reminder(guide: Guide, trigger: Trigger, time: int = 1, hidden: Collection[str] = ()) -> Reminder | None:
    """The words for a situation, another one each time where there are several."""
    fitting = [one for one in guide.reminders if one.trigger is trigger and one.slug not in hidden]
    return fitting[(time - 1) % len(fitting)] if fitting else None


def outrun(learned: Sequence[datetime], built: Sequence[datetime]) -> bool:
    """Whether learning has outrun building: three things learned since the last one built."""
    last = max(built, default=None)
    return sum(1 for moment in learned if last is None or moment > last) >= STRETCH
