"""When the rituals of a cohort are due next: written down at its start, and moved when its schedule changes."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.domain.roadmap import Library, Roadmap
from bot.features.feature import Ritual
from bot.store.models import Cohort
from bot.store.queries import cohorts, ledger


def plan_first(session: Session, rituals: Sequence[Ritual], roadmap: Roadmap, cohort: Cohort) -> None:
    """Write down the first time of every ritual of a cohort."""
    _plan_from(session, rituals, roadmap, cohort, 1)


def replan(session: Session, rituals: Sequence[Ritual], roadmap: Roadmap, cohort: Cohort) -> None:
    """Move what is planned and not yet due to where the cohort's schedule has it now; what was said stays said."""
    run, known = cohorts.run(cohort, len(roadmap.weeks)), {ritual.name: ritual for ritual in rituals}
    for occurrence in ledger.planned(session, cohort):
        if occurrence.ritual in known:
            strike = known[occurrence.ritual].strikes(run, occurrence.week)
            occurrence.day, occurrence.due_at = strike.day, strike.due


def plan_missing(session: Session, rituals: Sequence[Ritual], library: Library) -> None:
    """Give cohorts that began before a ritual existed their next time of it."""
    for cohort, missing in ledger.unplanned(session, [ritual.name for ritual in rituals]):
        roadmap = library.roadmaps.get(cohort.roadmap)
        if roadmap is not None:
            lacking = [ritual for ritual in rituals if ritual.name in missing]
            _plan_from(session, lacking, roadmap, cohort, ledger.week_reached(session, cohort))


def _plan_from(session: Session, rituals: Sequence[Ritual], roadmap: Roadmap, cohort: Cohort, week: int) -> None:
    run = cohorts.run(cohort, len(roadmap.weeks))
    for ritual in rituals:
        if following := ritual.next_week(roadmap, week):
            ledger.plan(session, cohort, ritual.name, ritual.strikes(run, following))
