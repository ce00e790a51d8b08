"""When people are brought together next: by a round that was called, or on the cohort's rhythm."""

from collections.abc import Iterator
from datetime import datetime

from bot.domain.pairing.states import Cause, Kind
from bot.features.feature import roadmap_of
from bot.features.pairing import rounds
from bot.features.pairing.known import Reader
from bot.store.models import Cohort
from bot.store.queries import cohorts
from bot.store.queries.pairing import policies
from bot.store.queries.pairing import rounds as queries

_RITUALS = {Kind.MENTOR: "mentor-round", Kind.BUDDY: "buddy-round"}


def next_round(reader: Reader, cohort: Cohort, kind: Kind) -> datetime | None:
    """When somebody is looked for next; none after the last week."""
    called = queries.called(reader.session, cohort, kind)
    due = next((at for _, at in _strikes(reader, cohort, kind)), None)
    moments = [max(called.due_at, reader.now)] if called is not None else []
    return min([*moments, *([due] if due else [])], default=None)


def next_planned(reader: Reader, cohort: Cohort, kind: Kind) -> datetime | None:
    """When everybody is looked for next: on the rhythm, or as an organiser asked; gaps are filled in between."""
    called = queries.called(reader.session, cohort, kind)
    wanted = [called.due_at] if called is not None and called.cause is not Cause.GAP else []
    rhythm = change(reader, cohort) if kind is Kind.BUDDY else next_round(reader, cohort, kind)
    return min([*wanted, *([rhythm] if rhythm else [])], default=None)


def change(reader: Reader, cohort: Cohort) -> datetime | None:
    """When buddies change next; none after the last week."""
    weeks = policies.of(reader.session, cohort).buddy_weeks
    return next((at for week, at in _strikes(reader, cohort, Kind.BUDDY) if (week - 1) % weeks == 0), None)


def _strikes(reader: Reader, cohort: Cohort, kind: Kind) -> Iterator[tuple[int, datetime]]:
    """The weeks in which a round is still to come, and when."""
    calendar = cohorts.run(cohort, len(roadmap_of(reader.library, cohort).weeks))
    strikes = next(one.strikes for one in rounds.feature.rituals if one.name == _RITUALS[kind])
    struck = ((week, strikes(calendar, week).due) for week in range(1, calendar.weeks + 1))
    return ((week, at) for week, at in struck if at > reader.now)
