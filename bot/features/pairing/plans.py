"""A plan under review as rows: who gets whom in it, what it would be otherwise, and how it is changed."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256

from bot.domain.matching.mentors import Round
from bot.domain.pairing.states import PairingState
from bot.errors import Refusal
from bot.features import organising
from bot.features.feature import Answers, Context
from bot.features.pairing import facts
from bot.store.models import Cohort, Member, MentorRequest, Person
from bot.store.models import Round as Row
from bot.store.queries.pairing import offers, pairings, requests
from bot.store.queries.pairing import rounds as queries
from bot.store.queries.pairing.pairings import Bond


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A round of a cohort with its drafts, as an organiser looks at it."""

    ctx: Context
    cohort: Cohort
    row: Row
    drafts: tuple[Bond, ...]

    @property
    def mark(self) -> str:
        """Tells the plan from what it was before somebody changed it, or left."""
        groups = sorted(sorted(member.id for _, member, _ in bond.partners) for bond in self.drafts)
        return sha256(str(groups).encode()).hexdigest()[:8]

    def draft(self, request: int) -> Bond | None:
        """What the learner of a request gets."""
        return next((bond for bond in self.drafts if bond.pairing.request_id == request), None)

    def asking(self) -> tuple[tuple[MentorRequest, Member, Person], ...]:
        """Everybody it is about: who gets somebody in it, and who has nobody; the longest wait first."""
        without = {request.id for request, _, _ in requests.without_pairing(self.ctx.session, self.cohort)}
        about = without | {bond.pairing.request_id for bond in self.drafts}
        return tuple(row for row in requests.open_ones(self.ctx.session, self.cohort) if row[0].id in about)

    def given(self, request: int) -> Round:
        """The round as it would be without this plan, but for what organisers have chosen for other requests."""
        kept = {bond.pairing.id for bond in self.drafts if bond.pairing.pinned and bond.pairing.request_id != request}
        with _set_aside(self, kept):
            found = facts.mentor_round(self.ctx, self.cohort, self.row)
        left = self._left_out() - {request}
        nobody = {member.id for asked, member, _ in self.asking() if asked.id in left}
        return replace(found, learners=tuple(one for one in found.learners if one.number not in nobody))

    def plan(self) -> Mapping[int, int]:
        """By learner the mentor they get."""
        pairs = ([member.id for _, member, _ in bond.partners] for bond in self.drafts)
        return {pair[0]: pair[1] for pair in pairs if len(pair) == 2}

    def pinned(self, but: int) -> Mapping[int, int]:
        """The pairs that organisers have chosen, but for this request."""
        chosen = {bond.partners[0][1].id for bond in self.drafts if bond.pairing.pinned}
        asking = {member.id: asked.id for asked, member, _ in self.asking()}
        return {one: other for one, other in self.plan().items() if one in chosen and asking.get(one) != but}

    def _left_out(self) -> frozenset[int]:
        """The requests for which an organiser wants nobody for now."""
        mine = pairings.of_round(self.ctx.session, self.row)
        gone = (one for one in mine if one.pinned and one.state is PairingState.WITHDRAWN)
        return frozenset(one.request_id for one in gone if one.request_id is not None)


def review(ctx: Context, answers: Answers) -> Review:
    """The plan of a button, held. Raises a `Refusal` where there is none such in a cohort they organise."""
    return numbered(ctx, organising.numbered(ctx, answers), answers.number(1))


def numbered(ctx: Context, cohort: Cohort, number: int) -> Review:
    """The plan of this number, held. Raises a `Refusal` for one that is none."""
    row = queries.numbered(ctx.session, cohort, number)
    if row is None or row.solved_at is None:
        raise Refusal("There is no such plan any more.", "/cohort pairing shows how it stands.")
    drafts = [one for one in pairings.of_round(ctx.session, row) if one.state is PairingState.DRAFT]
    return Review(ctx=ctx, cohort=cohort, row=row, drafts=pairings.bonds(ctx.session, drafts))


def change(of: Review, request: int, mentor: int, plan: Mapping[int, int]) -> None:
    """Let the plan be this one; what an organiser chose for this request stays so, whatever changes later."""
    session, now = of.ctx.session, of.ctx.now
    for one in pairings.of_round(session, of.row):
        one.pinned = one.pinned and one.request_id != request
    before = of.plan()
    for bond in of.drafts:
        learner = bond.partners[0][1].id
        if plan.get(learner) != before.get(learner):
            bond.pairing.pinned = bond.pairing.request_id == request and not mentor
            pairings.end(session, bond.pairing, now)
    asking = {member.id: (asked, member) for asked, member, _ in of.asking()}
    answering = {member.id: member for _, member, _ in offers.standing(session, of.cohort)}
    for learner, chosen in plan.items():
        if before.get(learner) != chosen:
            asked, member = asking[learner]
            pairings.suggest(session, of.row, asked, member, answering[chosen], now)
    for one in pairings.of_round(session, of.row):
        one.pinned = one.pinned or (bool(mentor) and one.request_id == request and one.state is PairingState.DRAFT)
    of.row.served, of.row.unserved = len(plan), max(0, len(asking) - len(plan))
    session.flush()


@contextmanager
def _set_aside(of: Review, kept: set[int]) -> Iterator[None]:
    """As if these drafts, but those to be kept, had never been; afterwards they are again."""
    of.ctx.session.flush()
    aside = of.ctx.session.begin_nested()
    try:
        for bond in of.drafts:
            if bond.pairing.id not in kept:
                pairings.end(of.ctx.session, bond.pairing, of.ctx.now)
        yield
    finally:
        aside.rollback()
