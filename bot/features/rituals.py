"""What returns every week: the prompt, the check-in before the week is over, and one private reminder of it."""

from datetime import datetime

from bot.cards import prompts as cards
from bot.domain import run
from bot.domain.notes import Habits, Urgency
from bot.domain.run import Run
from bot.features import learning, snoozing
from bot.features.feature import Feature, Ritual, Telling
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.store.queries import checkins, cohorts, stale

feature = Feature()


def _checkin_opens(of: Run, week: int) -> datetime:
    return run.checkin(of, week).due


def _week_closes(of: Run, week: int) -> datetime:
    return run.closing(of, week).due


def _evening(of: Run, week: int, habits: Habits) -> datetime:
    return run.reminder(of, week, habits.zone, habits.hour)


@feature.ritual(Ritual(name="weekly-prompt", strikes=run.prompt, until=_checkin_opens))
def say_prompt(telling: Telling) -> Card | Skipped:
    """Say the week's prompt; worth saying until its check-in opens."""
    calendar, week = _calendar(telling)
    hidden = stale.hidden(telling.session, telling.cohort)
    return cards.weekly(telling.roadmap, week, telling.cohort.id, _checkin_opens(calendar, week), hidden)


@feature.ritual(Ritual(name="check-in-prompt", strikes=run.checkin, until=_week_closes))
def say_checkin(telling: Telling) -> Card | Skipped:
    """Invite to check in; worth saying until the week is closed."""
    calendar, week = _calendar(telling)
    return cards.checkin(telling.roadmap, week, telling.cohort.id, _week_closes(calendar, week))


@feature.ritual(
    Ritual(name=snoozing.REMINDER, strikes=run.checkin, until=_week_closes, hour=_evening), urgency=Urgency.CHECKIN
)
def remind(telling: Telling) -> Card | Skipped:
    """Remind a learner who has not checked in, once, while there is time; nobody who has, or who left."""
    seat, week = learning.told(telling), int(telling.subject)
    if seat is None:
        return Skipped("no longer learns in this cohort")
    if checkins.of_week(seat.session, seat.member, week) is not None:
        return Skipped("has checked in already")
    if seat.resting:
        return Skipped("the cohort rests")
    return cards.reminder(seat.roadmap, week, seat.cohort.id, _week_closes(seat.calendar, week))


def _calendar(telling: Telling) -> tuple[Run, int]:
    return cohorts.run(telling.cohort, len(telling.roadmap.weeks)), int(telling.subject)
