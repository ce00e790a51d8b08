"""From what is due to what is said: occurrences become deliveries, and claimed deliveries become parcels."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.domain.roadmap import Library
from bot.domain.run import Run
from bot.features.feature import Feature, Ritual, Telling
from bot.messages.elements import Card
from bot.ports import Address, Failed, Parcel, Skipped, Unknown
from bot.replies import Post
from bot.requests import Platform
from bot.store.models import Cohort, CohortState, Occurrence, OccurrenceState
from bot.store.queries import cohorts, ledger
from bot.store.queries.ledger import Claimed

log = logging.getLogger(__name__)

#: Platforms that keep one message of two with the same key: Discord by its nonce, the playground by its shelf.
KEYED = frozenset({Platform.DISCORD, Platform.WEB})
#: How long an announcement is still news.
NEWS = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planner:
    """The rules of the clock, over one transaction."""

    session: Session
    table: Feature
    library: Library
    now: datetime

    def plan(self, limit: int) -> int:
        """Turn due occurrences into deliveries and plan the next ones; how many were due."""
        due = ledger.due(self.session, self.now, limit)
        with self.session.no_autoflush:  # all rows are written together at the end, in a few statements
            for occurrence, cohort in due:
                self._strike(occurrence, cohort)
        return len(due)

    def post(self, posts: Sequence[Post]) -> None:
        """Write down what a reply wants others to hear."""
        for post in posts:
            channels = cohorts.channels(self.session, post.audience.cohort)
            targets = [ledger.to_channel(channel, self.now) for channel in channels]
            ledger.deliver(self.session, targets, kind=post.kind, subject=post.subject, until=self.now + NEWS)

    def claim(self, platforms: Sequence[Platform], limit: int) -> tuple[Parcel, ...]:
        """Claim what is due on these platforms; empty only when nothing more is due.

        What is no longer worth saying is set aside with its reason, and the next ones are claimed in its place.
        """
        while claims := ledger.claim(self.session, platforms, self.now, limit):
            said = [(claimed, self._say(claimed)) for claimed in claims]
            for claimed, outcome in said:
                if not isinstance(outcome, Parcel):
                    ledger.set_aside(claimed, outcome)
            if parcels := tuple(parcel for _, parcel in said if isinstance(parcel, Parcel)):
                return parcels
        return ()

    def _strike(self, occurrence: Occurrence, cohort: Cohort) -> None:
        ritual = next((one for one in self.table.rituals if one.name == occurrence.ritual), None)
        roadmap = self.library.roadmaps.get(cohort.roadmap)
        if ritual is None or roadmap is None or cohort.state is not CohortState.RUNNING:
            _skip(occurrence, "the cohort has ended" if ritual and roadmap else "its ritual or its roadmap is gone")
            return
        calendar = cohorts.run(cohort, len(roadmap.weeks))
        if occurrence.week < calendar.weeks:
            ledger.plan(self.session, cohort, ritual.name, ritual.strikes(calendar, occurrence.week + 1))
        if ritual.until(calendar, occurrence.week) <= self.now:
            _skip(occurrence, "segue was not running while it was due")
            return
        occurrence.state = OccurrenceState.DONE
        self._deliver(ritual, occurrence, cohort, calendar)

    def _deliver(self, ritual: Ritual, occurrence: Occurrence, cohort: Cohort, calendar: Run) -> None:
        week, until = occurrence.week, ritual.until(calendar, occurrence.week)
        if ritual.hour is None:
            found = cohorts.channels(self.session, cohort.id)
            targets = [ledger.to_channel(channel, occurrence.due_at) for channel in found]
        else:
            learners = cohorts.learners(self.session, cohort)
            hours = [ritual.hour(calendar, week, person.zone or cohort.zone) for _, person, _ in learners]
            targets = [
                ledger.to_account(account, cohort.id, hour)
                for (_, _, account), hour in zip(learners, hours, strict=True)
            ]
        ledger.deliver(self.session, targets, kind=ritual.name, subject=str(week), until=until)

    def _say(self, claimed: Claimed) -> Parcel | Skipped | Unknown | Failed:
        obstacle = self._obstacle(claimed)
        if obstacle is not None:
            return obstacle
        try:
            said = self.table.sayings[claimed.delivery.kind](self._telling(claimed))
        except Exception as defect:  # noqa: BLE001  (one message that cannot be said must not hold up its neighbours)
            log.error("cannot say delivery %d: %s", claimed.delivery.id, type(defect).__name__)
            return Failed(f"segue could not say it: {type(defect).__name__}")
        return said if isinstance(said, Skipped) else _parcel(claimed, said)

    def _obstacle(self, claimed: Claimed) -> Skipped | Unknown | None:
        """Why a claimed delivery should not be sent, whatever it says."""
        platform = claimed.workspace.platform
        if claimed.lapsed and platform not in KEYED:
            return Unknown("segue stopped between sending it and writing that down")
        if claimed.cohort.state is not CohortState.RUNNING:
            return Skipped("the cohort has ended")
        if claimed.delivery.until <= self.now:
            return Skipped("segue was not running while it was due")
        if claimed.account is not None and not claimed.account.takes_notes:
            return Skipped("they take no private notes here")
        return None

    def _telling(self, claimed: Claimed) -> Telling:
        return Telling(
            session=self.session,
            now=self.now,
            cohort=claimed.cohort,
            subject=claimed.delivery.subject,
            library=self.library,
            person=claimed.account.person_id if claimed.account else None,
        )


def _skip(occurrence: Occurrence, reason: str) -> None:
    occurrence.state, occurrence.reason = OccurrenceState.SKIPPED, reason


def _parcel(claimed: Claimed, card: Card) -> Parcel:
    delivery, zone = claimed.delivery, claimed.person.zone if claimed.person else None
    return Parcel(
        delivery=delivery.id,
        fence=delivery.fence,
        kind=delivery.kind,
        key=delivery.key,
        to=Address(
            platform=claimed.workspace.platform,
            workspace=claimed.workspace.external_id,
            channel=claimed.channel.external_id if claimed.channel else None,
            user=claimed.account.external_id if claimed.account else None,
        ),
        card=card,
        reader_zone=zone or claimed.cohort.zone,
    )
