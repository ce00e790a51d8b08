"""The front door: what happened goes in, what to say comes out. The only place that commits."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from bot.cards import refusals
from bot.domain.pairing.solving import Puzzle, Solution
from bot.domain.roadmap import Library
from bot.errors import NotSaved, Refusal, Repeated
from bot.features import noting, reach, reception, timing
from bot.features.feature import Context, Feature
from bot.features.pairing import rounds, sweeping
from bot.features.planning import Planner
from bot.features.table import gathered
from bot.features.tidying import tidied
from bot.installation import Installation
from bot.installing import Installations
from bot.news import News
from bot.ports import Clock, Outcome, Parcel
from bot.replies import Reply
from bot.requests import Actor, CommandSpec, Option, Place, Platform, Request, Submission
from bot.store.database import Database, wrote
from bot.store.models import Workspace
from bot.store.queries import drafts, handshakes, installations, ledger, people, received, workspaces
from bot.store.queries.pairing import places as meeting_places
from bot.store.queries.pairing import rounds as brought_together

log = logging.getLogger(__name__)

#: What somebody did before segue was removed may arrive so much later.
UNDER_WAY = timedelta(minutes=5)


class Core:
    """Everything segue does, over one database, one library and one clock."""

    def __init__(
        self, database: Database, library: Library, clock: Clock, rng: Random, table: Feature | None = None
    ) -> None:
        self._database = database
        self._library = library
        self._clock = clock
        self._rng = rng
        self._table = table or gathered()
        self.installations = Installations(database, clock)

    @property
    def commands(self) -> tuple[CommandSpec, ...]:
        """Every command there is."""
        return tuple(command.spec for command in self._table.commands)

    def answer(self, request: Request) -> Reply:
        """The answer to what somebody did; a refusal is an answer too, and it leaves nothing behind.

        What changes something has its effect once for its key, whoever hands it in again, and however soon.
        """
        request = tidied(request)
        try:
            return self._answer(request)
        except Refusal as refusal:
            return self._refused(request, refusal)
        except IntegrityError:
            if not self._had_effect(request):
                raise
            return Reply(card=refusals.refused(Repeated()))

    def hear(self, news: News) -> bool:
        """Take in what a platform tells of itself; false when that was heard before, or newer news have been."""
        try:
            with self._database.begin() as session:
                if news.key:
                    mark = received.digest(news.platform, news.workspace, news.key)
                    received.record(session, mark, self._clock.now())
                return self._heed(session, news)
        except Repeated:
            return False

    def install(self, installation: Installation) -> None:
        """Keep a new consent to be in a workspace; it heals one that was gone."""
        with self._database.begin() as session:
            self._heal(session, installations.install(session, installation))

    def well(self) -> bool:
        """Whether the database answers."""
        try:
            with self._database.begin() as session:
                return session.scalar(select(1)) == 1
        except SQLAlchemyError:
            return False

    def suggest(self, actor: Actor, option: Option, typed: str) -> tuple[str, ...]:
        """At most 25 ways to complete what somebody types for an option."""
        suggest = self._table.suggestions.get(option.name)
        if suggest is None:
            return ()
        with self._database.begin() as session:
            return suggest(self._context(session, actor, Place()), typed)[:25]

    def members(self, platform: Platform, workspace: str) -> frozenset[str]:
        """Who of a workspace is in a running cohort, by the platform's own ids."""
        with self._database.begin() as session:
            return people.in_cohorts(session, platform, workspace)

    def away(self, platform: Platform, workspace: str) -> frozenset[str]:
        """Who has left a workspace, by the platform's own ids."""
        with self._database.begin() as session:
            return people.away(session, platform, workspace)

    def places(self, platform: Platform) -> Mapping[str, frozenset[str]]:
        """Every workspace of a platform that segue is in, and the channels that running cohorts speak in there.

        All by the platform's own ids.
        """
        with self._database.begin() as session:
            return workspaces.places(session, platform)

    def due_rounds(self, platform: Platform) -> frozenset[str]:
        """The workspaces of a platform, by its own ids, whose people may be brought together now."""
        with self._database.begin() as session:
            return meeting_places.of_due_rounds(session, platform, self._clock.now())

    def plan(self, limit: int) -> int:
        """Turn due occurrences into deliveries, and let what has had its day run out; how many were due.

        Rounds that are due are carried out apart, by `begin_round` and `keep_round`: solving one takes its time.
        """
        now = self._clock.now()
        with self._database.begin() as session:
            drafts.forget_expired(session, now)
            installations.forget_expired(session, now)
            handshakes.forget_expired(session, now)
            received.forget_old(session, now)
            planner = self._planner(session)
            planner.post(sweeping.publish_overdue(planner.scene))
            return planner.plan(limit) + sweeping.lapse(planner.scene, limit)

    def begin_round(self) -> Puzzle | None:
        """The next round of mentors or buddies that is due, to be solved outside of any transaction; or none."""
        with self._database.begin() as session:
            return rounds.begin(self._planner(session).scene)

    def keep_round(self, solution: Solution) -> None:
        """Write down what came out of a round, as far as it still may be, and tell whom it is about."""
        with self._database.begin() as session:
            planner = self._planner(session)
            planner.post(rounds.keep(planner.scene, solution))

    def carry_out_rounds(self) -> int:
        """Begin, solve and keep every round that is due, one after the other; how many there were."""
        count = 0
        while puzzle := self.begin_round():
            self.keep_round(puzzle.solved())
            count += 1
        return count

    def claim(self, platforms: Sequence[Platform], limit: int) -> tuple[Parcel, ...]:
        """Lease what is due on these platforms, said afresh. Committed before anything can be sent."""
        with self._database.begin() as session:
            return self._planner(session).claim(platforms, limit)

    def settle(self, outcomes: Sequence[tuple[Parcel, Outcome]]) -> int:
        """Record what became of parcels, and learn from it who cannot be reached; how many were still held."""
        with self._database.begin() as session:
            held = [(parcel, outcome) for parcel, outcome in outcomes if ledger.settle(session, parcel, outcome)]
        try:
            self._learn(held)
        except Exception as defect:  # noqa: BLE001  (what was sent is recorded, whatever becomes of the lesson)
            log.error("cannot learn from %d outcomes: %s", len(held), type(defect).__name__)
        return len(held)

    def release(self) -> int:
        """Give up every claim: only for a process that knows it is the only one of its house. How many there were."""
        with self._database.begin() as session:
            return ledger.release(session)

    def catch_up(self) -> None:
        """Give cohorts that began before a ritual existed their next time of it: once, at the start."""
        with self._database.begin() as session:
            timing.plan_missing(session, self._table.rituals, self._library)

    def next_due(self) -> datetime | None:
        """When something is due next."""
        with self._database.begin() as session:
            moments = (ledger.next_due(session), brought_together.next_due(session))
            return min((moment for moment in moments if moment is not None), default=None)

    def _answer(self, request: Request) -> Reply:
        with self._database.begin() as session:
            ctx = self._context(session, request.actor, request.place)
            reply = reception.answer(self._table, ctx, request)
            self._planner(session).post(reply.posts)
            if request.key and wrote(session):
                received.record(session, _mark(request), ctx.now)
            return reply

    def _refused(self, request: Request, refusal: Refusal) -> Reply:
        """What cannot be, and why. That it is done already goes before what that makes impossible now."""
        if self._had_effect(request):
            refusal = Repeated()
        if isinstance(refusal, NotSaved) and isinstance(request, Submission):
            return self._ask_again(request, refusal)
        return Reply(card=refusals.refused(refusal))

    def _had_effect(self, request: Request) -> bool:
        if not request.key:
            return False
        with self._database.begin() as session:
            return received.had_effect(session, _mark(request))

    def _learn(self, held: Sequence[tuple[Parcel, Outcome]]) -> None:
        with self._database.begin() as session:
            planner = self._planner(session)
            planner.post(reach.learn(planner.scene, held))

    def _heed(self, session: Session, news: News) -> bool:
        """Change what the news change; false when newer ones of the same thing are known."""
        planner = self._planner(session)
        posts = reach.hear(planner.scene, news)
        planner.post(posts or ())
        return posts is not None

    def _heal(self, session: Session, workspace: Workspace) -> None:
        """What waited for this workspace goes on."""
        planner = self._planner(session)
        planner.post(reach.heal(planner.scene, workspace))

    def _ask_again(self, request: Submission, refusal: NotSaved) -> Reply:
        """Keep what was typed as a draft, and show the form as it was left. Its key is free: it is sent again."""
        try:
            with self._database.begin() as session:
                ctx = self._context(session, request.actor, request.place)
                return Reply(form=reception.ask_again(self._table, ctx, request, refusal))
        except Refusal as later:
            return Reply(card=refusals.refused(later))

    def _context(self, session: Session, actor: Actor, place: Place) -> Context:
        known, now = people.recognise(session, actor), self._clock.now()
        gone = known.workspace.gone_at
        if gone is not None and now - gone > UNDER_WAY:  # whoever writes to segue there has it there
            self._heal(session, known.workspace)
        if known.moved:
            noting.move(session, known.person, known.person.zone or "UTC", now)
        return Context(
            session=session,
            now=now,
            actor=actor,
            place=place,
            account=known.account,
            person=known.person,
            library=self._library,
            rng=self._rng,
            commands=self.commands,
            rituals=tuple(self._table.rituals),
        )

    def _planner(self, session: Session) -> Planner:
        return Planner(session, self._table, self._library, self._clock.now())


def _mark(request: Request) -> str:
    return received.digest(request.actor.platform, request.actor.workspace, request.key)
