"""Where a member stands, as every card about the roadmap sees it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.plan import USUAL, PersonalPlan
from bot.domain.tasks import Mark, TaskState


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Where a member stands: in which cohort, at which week of it, and what they said of the tasks.

    `reserve` counts the buffer weeks of the cohort and `left` those it has not spent; `rests_until` is set while it
    rests. `hidden` are items that are reported as stale. `newcomer`: came when the cohort was on its way.
    """

    cohort: int
    week: int
    marks: Mapping[str, Mark] = field(default_factory=dict)
    plan: PersonalPlan = USUAL
    hidden: Collection[str] = ()
    reserve: int = 0
    left: int = 0
    rests_until: datetime | None = None
    newcomer: bool = False

    def state(self, task: str) -> TaskState | None:
        """What the member said of this task; none while it is to do."""
        mark = self.marks.get(task)
        return None if mark is None else mark.state
