"""A cohort that rests, pauses or has ended: nobody is brought together in it, and nothing runs out meanwhile."""

from datetime import datetime, timedelta

from bot.domain import run
from bot.features.pairing.known import Reader
from bot.store.models import Cohort, CohortState
from bot.store.queries import cohorts

#: It is looked at again after so long: nobody waits for longer once it goes on.
AGAIN = timedelta(days=1)


def until(reader: Reader, cohort: Cohort) -> datetime | None:
    """When to look again at a cohort that is quiet now; none where it is not."""
    if cohort.state is not CohortState.RUNNING:
        return reader.now + AGAIN
    if cohort.quiet_until is not None and reader.now < cohort.quiet_until:
        return min(cohort.quiet_until, reader.now + AGAIN)
    roadmap = reader.library.roadmaps.get(cohort.roadmap)
    if roadmap is None or run.rest_at(cohorts.run(cohort, len(roadmap.weeks)), reader.now) is not None:
        return reader.now + AGAIN
    return None
