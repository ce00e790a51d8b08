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


def rewind(session: Session, rituals: Sequence[Ritual], roadmap: Roadmap, cohort: Cohort, week: int) -> None:
    """Plan everything of a week again that has struck and lies ahead again, in the place of what comes after it."""
    run = cohorts.run(cohort, len(roadmap.weeks))
    planned = {one.ritual: one for one in ledger.planned(session, cohort)}
    for ritual in rituals:
        again, known = ritual.next_week(roadmap, week), planned.get(ritual.name)
        if again is None or (known is not None and known.week <= again):
            continue
        strike = ritual.strikes(run, again)
        if known is None:
            ledger.plan(session, cohort, ritual.name, strike)
        else:
            known.week, known.day, known.due_at = again, strike.day, strike.due


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
