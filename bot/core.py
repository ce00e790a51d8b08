"""The front door: what happened goes in, what to say comes out. The only place that commits."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from sqlalchemy.orm import Session

from bot.cards import refusals
from bot.domain.roadmap import Library
from bot.errors import NotSaved, Refusal
from bot.features import reception, timing
from bot.features.feature import Context, Feature
from bot.features.planning import Planner
from bot.features.table import gathered
from bot.features.tidying import tidied
from bot.ports import Clock, Outcome, Parcel
from bot.replies import Reply
from bot.requests import Actor, CommandSpec, Option, Place, Platform, Request, Submission
from bot.store.database import Database
from bot.store.queries import drafts, ledger, people


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

    @property
    def commands(self) -> tuple[CommandSpec, ...]:
        """Every command there is."""
        return tuple(command.spec for command in self._table.commands)

    def answer(self, request: Request) -> Reply:
        """The answer to what somebody did; a refusal is an answer too, and it leaves nothing behind."""
        request = tidied(request)
        try:
            return self._answer(request)
        except NotSaved as refusal:
            return self._ask_again(request, refusal)
        except Refusal as refusal:
            return Reply(card=refusals.refused(refusal))

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

    def plan(self, limit: int) -> int:
        """Turn due occurrences into deliveries, and forget forms whose day is over; how many were due."""
        with self._database.begin() as session:
            drafts.forget_expired(session, self._clock.now())
            return self._planner(session).plan(limit)

    def claim(self, platforms: Sequence[Platform], limit: int) -> tuple[Parcel, ...]:
        """Lease what is due on these platforms, said afresh. Committed before anything can be sent."""
        with self._database.begin() as session:
            return self._planner(session).claim(platforms, limit)

    def settle(self, outcomes: Sequence[tuple[Parcel, Outcome]]) -> int:
        """Record what became of parcels; how many were still held by their claim."""
        with self._database.begin() as session:
            return sum(ledger.settle(session, parcel, outcome) for parcel, outcome in outcomes)

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
            return ledger.next_due(session)

    def _answer(self, request: Request) -> Reply:
        with self._database.begin() as session:
            ctx = self._context(session, request.actor, request.place)
            reply = reception.answer(self._table, ctx, request)
            self._planner(session).post(reply.posts)
            return reply

    def _ask_again(self, request: Request, refusal: NotSaved) -> Reply:
        """Keep what was typed as a draft, and show the form as it was left."""
        if not isinstance(request, Submission):
            return Reply(card=refusals.refused(refusal))
        try:
            with self._database.begin() as session:
                ctx = self._context(session, request.actor, request.place)
                return Reply(form=reception.ask_again(self._table, ctx, request, refusal))
        except Refusal as later:
            return Reply(card=refusals.refused(later))

    def _context(self, session: Session, actor: Actor, place: Place) -> Context:
        known = people.recognise(session, actor)
        return Context(
            session=session,
            now=self._clock.now(),
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
