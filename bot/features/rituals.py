"""What returns every week: the prompt, the check-in before the week is over, and one private reminder of it."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.cards import prompts as cards
from bot.domain import run
from bot.domain.run import Run
from bot.features.feature import Feature, Ritual, Telling
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.store.models import Cohort
from bot.store.queries import cohorts, ledger, progress

feature = Feature()


def _checkin_opens(of: Run, week: int) -> datetime:
    return run.checkin(of, week).due


def _week_ends(of: Run, week: int) -> datetime:
    return run.prompt(of, week + 1).due


@feature.ritual(Ritual(name="weekly-prompt", strikes=run.prompt, until=_checkin_opens))
def say_prompt(telling: Telling) -> Card | Skipped:
    """Say the week's prompt; worth saying until its check-in opens."""
    calendar, week = _calendar(telling)
    return cards.weekly(telling.roadmap, week, telling.cohort.id, _checkin_opens(calendar, week))


@feature.ritual(Ritual(name="check-in-prompt", strikes=run.checkin, until=_week_ends))
def say_checkin(telling: Telling) -> Card | Skipped:
    """Invite to check in; worth saying until the next week begins."""
    calendar, week = _calendar(telling)
    return cards.checkin(telling.roadmap, week, telling.cohort.id, _week_ends(calendar, week))


@feature.ritual(Ritual(name="private-note", strikes=run.checkin, until=_week_ends, hour=run.reminder))
def remind(telling: Telling) -> Card | Skipped:
    """Remind a learner who has not checked in, once, while there is time; nobody who has, or who left."""
    calendar, week = _calendar(telling)
    member = cohorts.learner(telling.session, telling.cohort, telling.person)
    if member is None:
        return Skipped("no longer learns in this cohort")
    if week in progress.weeks_kept(telling.session, member):
        return Skipped("has checked in already")
    return cards.reminder(telling.roadmap, week, telling.cohort.id, _week_ends(calendar, week))


def plan_first(session: Session, cohort: Cohort, weeks: int) -> None:
    """Write down the first time of every ritual of a cohort."""
    for ritual in feature.rituals:
        ledger.plan(session, cohort, ritual.name, ritual.strikes(cohorts.run(cohort, weeks), 1))


def _calendar(telling: Telling) -> tuple[Run, int]:
    return cohorts.run(telling.cohort, len(telling.roadmap.weeks)), int(telling.subject)
