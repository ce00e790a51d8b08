"""From what is due to what is said: occurrences become deliveries, and claimed deliveries become parcels."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

from sqlalchemy.orm import Session

from bot.domain.roadmap import Library
from bot.domain.run import Run
from bot.features import noting, opening, reach, waiting
from bot.features.feature import Feature, Ritual, Scene, Telling
from bot.features.pairing import rooms
from bot.messages.elements import Card
from bot.ports import Address, Failed, Parcel, Retry, Skipped, Unknown
from bot.replies import Alone, CohortChannel, CohortChannels, Post
from bot.requests import Platform
from bot.store.models import (
    Channel,
    Cohort,
    CohortState,
    Delivery,
    DeliveryState,
    Occurrence,
    OccurrenceState,
    Person,
)
from bot.store.queries import cohorts, ledger, people
from bot.store.queries.ledger import Claimed, Target
from bot.store.queries.notes import Due

log = logging.getLogger(__name__)

#: How long a platform keeps one message of two with the same key: Discord for “the past few minutes” by its nonce
#: (https://docs.discord.com/developers/resources/message#create-message), the playground for ever by its shelf.
KEPT = {Platform.DISCORD: timedelta(minutes=2), Platform.WEB: timedelta.max}
#: What is said although the cohort rests, and what is said when it has ended.
OF_REST, OF_END = frozenset({"cohort-paused"}), frozenset({"cohort-ended"})
#: What is said while it rests: also what a few of its people wait for, in a room of their own.
DESPITE_REST = OF_REST | OF_END | {rooms.ROOM}
#: What may call the role that an organiser chose.
CALLING = frozenset({"weekly-prompt", "check-in-prompt"})
#: How long an announcement is still news.
NEWS = timedelta(days=1)
#: How long a change of what stands is tried: it stays there to be read.
STANDS = timedelta(days=30)
#: How long a change waits for the message it changes, which is being sent.
MOMENT = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Planner:
    """The rules of the clock, over one transaction."""

    session: Session
    table: Feature
    library: Library
    now: datetime

    @property
    def scene(self) -> Scene:
        """What features need where nobody here did anything."""
        rituals = tuple(self.table.rituals)
        return Scene(session=self.session, now=self.now, library=self.library, rituals=rituals)

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
            due = post.due or self.now
            if post.instead:
                self._say_anew(post, due)
                continue
            ledger.deliver(
                self.session, self._targets(post, due), kind=post.kind, subject=post.subject, until=due + NEWS
            )

    def claim(self, platforms: Sequence[Platform], limit: int) -> tuple[Parcel, ...]:
        """Claim what is due on these platforms; empty only when nothing more is due.

        What is no longer worth saying is set aside with its reason, and the next ones are claimed in its place.
        """
        while claims := ledger.claim(self.session, platforms, self.now, limit):
            said = [(claimed, self._say(claimed)) for claimed in claims]
            for claimed, outcome in said:
                if not isinstance(outcome, Parcel):
                    ledger.set_aside(claimed, outcome)
                    self._heed(claimed)
            if parcels := tuple(parcel for _, parcel in said if isinstance(parcel, Parcel)):
                return parcels
        return ()

    def _heed(self, claimed: Claimed) -> None:
        """A cohort whose pause has ended waits for its channels from here on; who gets no room is told how else."""
        if claimed.delivery.state not in {DeliveryState.WAITING, DeliveryState.SENDING}:
            self.post(rooms.missed(self.session, claimed.delivery))
        if claimed.channel is not None and reach.obstacle(claimed) is not None:
            self.post(waiting.recheck(self.scene, claimed.cohort))

    def _targets(self, post: Post, due: datetime) -> list[Target]:
        match post.audience:
            case CohortChannels(cohort):
                return [ledger.to_channel(channel, due) for channel in cohorts.channels(self.session, cohort)]
            case CohortChannel(_, channel):
                return [ledger.to_channel(self.session.get_one(Channel, channel), due)]
            case Alone(cohort, person):
                account = people.first_account(self.session, self.session.get_one(Person, person))
                return [ledger.to_account(account, cohort, due)] if account else []
        assert_never(post.audience)

    def _say_anew(self, post: Post, due: datetime) -> None:
        person = post.audience.person if isinstance(post.audience, Alone) else None
        said = ledger.said(self.session, post.audience.cohort, person, kind=post.kind, subject=post.subject)
        ledger.change(self.session, said, due=due, until=due + STANDS)

    def _strike(self, occurrence: Occurrence, cohort: Cohort) -> None:
        ritual = next((one for one in self.table.rituals if one.name == occurrence.ritual), None)
        roadmap = self.library.roadmaps.get(cohort.roadmap)
        if ritual is None or roadmap is None or cohort.state is not CohortState.RUNNING:
            _skip(occurrence, "the cohort has ended" if ritual and roadmap else "its ritual or its roadmap is gone")
            return
        calendar = cohorts.run(cohort, len(roadmap.weeks))
        if following := ritual.next_week(roadmap, occurrence.week + 1):
            ledger.plan(self.session, cohort, ritual.name, ritual.strikes(calendar, following))
        if ritual.until(calendar, occurrence.week) <= self.now:
            _skip(occurrence, "segue was not running while it was due")
            return
        occurrence.state = OccurrenceState.DONE
        if ritual.acts is not None:
            ritual.acts(self.scene, cohort, occurrence.week)
            return
        self._deliver(ritual, occurrence, cohort, calendar)

    def _deliver(self, ritual: Ritual, occurrence: Occurrence, cohort: Cohort, calendar: Run) -> None:
        week, until = occurrence.week, ritual.until(calendar, occurrence.week)
        if ritual.hour is None:
            found = cohorts.channels(self.session, cohort.id)
            targets = [ledger.to_channel(channel, occurrence.due_at) for channel in found]
            ledger.deliver(self.session, targets, kind=ritual.name, subject=str(week), until=until)
            return
        dues = [
            Due(person, account, cohort, ritual.name, str(week), hour, until)
            for _, person, account in cohorts.learners(self.session, cohort)
            for hour in [ritual.hour(calendar, week, noting.habits(person, cohort.zone))]
        ]
        noting.notify(self.session, self.now, dues)

    def _say(self, claimed: Claimed) -> Parcel | Skipped | Retry | Unknown | Failed:
        earlier = claimed.earlier
        obstacle = self._obstacle(claimed) if earlier is None else self._obstacle_to_change(claimed, earlier)
        if obstacle is not None:
            return obstacle
        try:
            said, guests = self._words(claimed), rooms.guests(self.session, claimed)
        except Exception as defect:  # noqa: BLE001  (one message that cannot be said must not hold up its neighbours)
            log.error("cannot say delivery %d: %s", claimed.delivery.id, type(defect).__name__)
            return Failed(f"segue could not say it: {type(defect).__name__}")
        if isinstance(said, Skipped):
            return said
        return guests if isinstance(guests, Skipped) else _parcel(claimed, said, guests)

    def _words(self, claimed: Claimed) -> Card | Skipped:
        delivery, telling = claimed.delivery, self._telling(claimed)
        if delivery.kind == noting.NOTE and claimed.person is not None:
            return noting.say(self.table, telling, delivery.id, claimed.person)
        return self.table.sayings[delivery.kind](telling)

    def _obstacle(self, claimed: Claimed) -> Skipped | Unknown | None:
        """Why a claimed delivery should not be sent, whatever it says."""
        platform = claimed.workspace.platform
        if claimed.lapsed is not None and claimed.lapsed > KEPT.get(platform, timedelta()):
            return Unknown("segue stopped between sending it and writing that down")
        if (away := reach.obstacle(claimed)) is not None:
            return away
        takes = claimed.account is None or claimed.account.takes_notes
        is_note = claimed.delivery.kind == noting.NOTE
        if takes and is_note:
            return noting.obstacle(self.session, claimed.delivery, self.now)
        silence = None if is_note else self._silence(claimed)
        return silence if takes or silence else opening.keep(self.scene, claimed)

    def _silence(self, claimed: Claimed) -> Skipped | None:
        """Why the cohort says nothing now."""
        quiet_until, kind = claimed.cohort.quiet_until, claimed.delivery.kind
        if claimed.cohort.state is not CohortState.RUNNING and kind not in OF_END:
            return Skipped("the cohort has ended")
        if claimed.channel and claimed.channel.silent:
            return Skipped("the cohort stopped speaking there")
        if claimed.delivery.until <= self.now:
            return Skipped("segue was not running while it was due")
        if claimed.channel and quiet_until is not None and self.now < quiet_until and kind not in DESPITE_REST:
            return Skipped("the cohort rests")
        return None

    def _obstacle_to_change(self, claimed: Claimed, earlier: Delivery) -> Skipped | Retry | None:
        """Why what stands should not be changed, or not yet.

        A change may be made twice, and after the cohort's end: people take back what they wrote.
        """
        if claimed.delivery.until <= self.now:
            return Skipped("segue was not running while it was due")
        if ledger.is_settling(self.session, claimed.delivery):
            return Retry(self.now + MOMENT, "waits for the message it changes")
        if (away := reach.obstacle(claimed)) is not None:
            return away
        if not earlier.ref:
            return Skipped("there is no message to change")
        return None

    def _telling(self, claimed: Claimed) -> Telling:
        return Telling(
            session=self.session,
            now=self.now,
            cohort=claimed.cohort,
            subject=claimed.delivery.subject,
            library=self.library,
            person=claimed.account.person_id if claimed.account else None,
            instead=claimed.earlier is not None,
        )


def _skip(occurrence: Occurrence, reason: str) -> None:
    occurrence.state, occurrence.reason = OccurrenceState.SKIPPED, reason


def _parcel(claimed: Claimed, card: Card, guests: tuple[str, ...]) -> Parcel:
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
            users=guests,
        ),
        card=card,
        reader_zone=zone or claimed.cohort.zone,
        instead=claimed.earlier.ref if claimed.earlier else "",
        calls=claimed.channel.role if claimed.channel and delivery.kind in CALLING else "",
    )
