"""What was between the members of a cohort, as matching needs it: by the numbers of members, and nothing else."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import combinations
from typing import NamedTuple, TypeAlias

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, aliased

from bot.domain.matching.people import Past
from bot.domain.pairing import timing
from bot.domain.pairing.states import Answer, Fit, Kind, Met, PairingState, Side
from bot.store.models import Block, Cohort, Meeting, Member, Pairing, Partner
from bot.store.queries.pairing import rounds
from bot.store.queries.pairing.standing import OPEN

Two: TypeAlias = tuple[int, int]

_LEARNER, _MENTOR = aliased(Partner), aliased(Partner)
_ONE, _OTHER = aliased(Member), aliased(Member)
_GROUPS = (PairingState.PAIRED, PairingState.ENDED)


class _Was(NamedTuple):
    """What became of a mentor for a learner, and when; `parted`: one of them wished to go on without the other."""

    pair: Two
    state: PairingState
    settled_at: datetime | None
    parted: bool


def past(session: Session, cohort: Cohort, *, anew: bool = False) -> Past:
    """What was between learners and mentors of the cohort, each pair as (learner, mentor).

    A round of the rhythm begins `anew`: whom somebody did not answer since the last one may be suggested again.
    """
    was = _mentoring(session, cohort)
    rhythm = rounds.rhythm(session, cohort, Kind.MENTOR, timing.BANNED_ROUNDS)
    banned_since = rhythm[-1] if len(rhythm) == timing.BANNED_ROUNDS else None
    declined = _since(was, PairingState.DECLINED, banned_since)
    parted = _since((one for one in was if one.parted), PairingState.ENDED, banned_since)
    expired = frozenset() if anew else _since(was, PairingState.EXPIRED, rhythm[0] if rhythm else None)
    return Past(
        blocked=frozenset(pair for one, other in apart(session, cohort) for pair in ((one, other), (other, one))),
        declined=declined | expired | parted,
        current=frozenset(one.pair for one in was if one.state in OPEN),
        before=frozenset(one.pair for one in was if one.state is PairingState.ENDED),
    )


def met(session: Session, cohort: Cohort) -> dict[Two, int]:
    """How often two buddies have met: times that one of theirs says so. The smaller number is first."""
    return _counted(session, cohort, {Met.YES: 1})


def apart(session: Session, cohort: Cohort) -> frozenset[Two]:
    """Who has blocked whom, either way, of those who are there. The smaller number is first."""
    found = (
        select(_ONE.id, _OTHER.id)
        .join(Block, Block.person_id == _ONE.person_id)
        .join(_OTHER, Block.blocked_id == _OTHER.person_id)
        .where(_ONE.cohort_id == cohort.id, _OTHER.cohort_id == cohort.id)
        .where(_ONE.left_at.is_(None), _OTHER.left_at.is_(None))
    )
    return frozenset((min(pair), max(pair)) for pair in session.execute(found))


def glad(session: Session, cohort: Cohort) -> Mapping[int, Two]:
    """By mentor how many of their learners' first sessions were a good fit, and of how many that is known."""
    good = func.sum(case((Meeting.fit == Fit.GOOD, 1), else_=0))
    found = (
        select(_MENTOR.member_id, good, func.count())
        .join(Pairing, _MENTOR.pairing_id == Pairing.id)
        .join(_LEARNER, (_LEARNER.pairing_id == Pairing.id) & (_LEARNER.side == Side.LEARNER))
        .join(Meeting, (Meeting.pairing_id == Pairing.id) & (Meeting.member_id == _LEARNER.member_id))
        .where(Pairing.cohort_id == cohort.id, _MENTOR.side == Side.MENTOR)
        .where(Meeting.number == 1, Meeting.met == Met.YES, Meeting.fit.is_not(None))
        .group_by(_MENTOR.member_id)
    )
    return {mentor: (int(fits), many) for mentor, fits, many in session.execute(found)}


def started(session: Session, cohort: Cohort) -> Counter[int]:
    """By member how many groups of buddies they were asked to write to first."""
    asked = select(Pairing.starter_id, func.count()).where(Pairing.cohort_id == cohort.id)
    groups = asked.where(Pairing.kind == Kind.BUDDY, Pairing.state.in_(_GROUPS)).group_by(Pairing.starter_id)
    return Counter(dict(session.execute(groups).all()))


def repeats(session: Session, cohort: Cohort) -> dict[Two, int]:
    """How much two buddies would repeat one another: 2 for each time they met, 1 where nobody said whether they did.

    Who say that they did not meet repeat nothing. The smaller number is first.
    """
    return _counted(session, cohort, {Met.YES: 2, None: 1})


def _counted(session: Session, cohort: Cohort, points: Mapping[Met | None, int]) -> dict[Two, int]:
    found: Counter[Two] = Counter()
    for members, said in _groups(session, cohort):
        count = points.get(Met.YES if Met.YES in said else next(iter(said), None), 0)
        for pair in combinations(sorted(members), 2) if count else ():
            found[pair] += count
    return dict(found)


def _groups(session: Session, cohort: Cohort) -> Iterable[tuple[frozenset[int], frozenset[Met]]]:
    """Every group of buddies there was: who was in it, and what they say of meeting."""
    who = select(Pairing.id, Partner.member_id, Meeting.met).join(Partner, Partner.pairing_id == Pairing.id)
    told = who.outerjoin(
        Meeting, (Meeting.pairing_id == Pairing.id) & (Meeting.member_id == Partner.member_id)
    ).where(Pairing.cohort_id == cohort.id, Pairing.kind == Kind.BUDDY, Pairing.state.in_(_GROUPS))
    members: dict[int, set[int]] = {}
    said: dict[int, set[Met]] = {}
    for group, member, met in session.execute(told):
        members.setdefault(group, set()).add(member)
        said.setdefault(group, set()).update({met} - {None})
    return ((frozenset(members[group]), frozenset(said[group])) for group in members)


def _mentoring(session: Session, cohort: Cohort) -> tuple[_Was, ...]:
    found = session.execute(_pairs(cohort))
    return tuple(_Was((learner, mentor), state, at, parted) for learner, mentor, state, at, parted in found)


def _pairs(cohort: Cohort) -> Select[int, int, PairingState, datetime | None, bool]:
    at = func.coalesce(Pairing.ended_at, Pairing.settled_at)
    parted = (Pairing.state == PairingState.ENDED) & ((_LEARNER.answer == Answer.NO) | (_MENTOR.answer == Answer.NO))
    return (
        select(_LEARNER.member_id, _MENTOR.member_id, Pairing.state, at, parted)
        .join(Pairing, _LEARNER.pairing_id == Pairing.id)
        .join(_MENTOR, _MENTOR.pairing_id == Pairing.id)
        .where(Pairing.cohort_id == cohort.id, Pairing.kind == Kind.MENTOR)
        .where(_LEARNER.side == Side.LEARNER, _MENTOR.side == Side.MENTOR)
    )


def _since(was: Iterable[_Was], state: PairingState, since: datetime | None) -> frozenset[Two]:
    """The pairs that came to this state then or later; at any time without one."""
    return frozenset(
        one.pair for one in was if one.state is state and (since is None or (one.settled_at or since) >= since)
    )
