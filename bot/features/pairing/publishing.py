"""A plan becomes known: a mentor is suggested to both sides, buddies are a group at once."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from bot.domain.pairing import timing
from bot.domain.pairing.solving import Group
from bot.domain.pairing.states import Cause, Kind, PairingState, RequestState, RoundState
from bot.features import noting
from bot.features.feature import Scene
from bot.features.noting import Remark
from bot.features.pairing import bonds, ending, facts, unserved
from bot.features.pairing.ending import Ends
from bot.replies import Post
from bot.store.models import Cohort, Member, MentorRequest, Round
from bot.store.queries import cohorts, reach
from bot.store.queries.pairing import offers, pairings, policies, readiness
from bot.store.queries.pairing import rounds as queries
from bot.store.queries.pairing.pairings import Bond

SUGGESTED, REMINDER, REVIEW = "pairing-suggested", "pairing-reminder", "round-review"
FOUND, LEFT = "buddies-found", "buddies-none"
#: So long it is news who somebody's buddy is.
_NEWS = timedelta(days=7)


def show(scene: Scene, round_: Round, cohort: Cohort) -> tuple[Post, ...]:
    """Publish a plan that was just kept; or show it to the organisers first, where they want to look at it."""
    looked_at = policies.of(scene.session, cohort).reviews and round_.cause is not Cause.GAP
    if not looked_at or not pairings.of_round(scene.session, round_):
        return publish(scene, round_)
    round_.state = RoundState.REVIEWED
    scene.session.flush()
    remark = Remark(kind=REVIEW, subject=str(round_.id), due=scene.now, until=scene.now + timing.REVIEW)
    for _, person in reach.organisers(scene.session, cohort):
        noting.tell(scene.session, scene.now, person, cohort, remark)
    return ()


def publish(scene: Scene, round_: Round) -> tuple[Post, ...]:
    """Tell everybody, once: a draft becomes a suggestion, and buddies are a group at once."""
    session = scene.session
    held = queries.held(session, round_.id)
    if held is None or held.state not in {RoundState.DUE, RoundState.REVIEWED}:
        return ()
    cohort = session.get_one(Cohort, held.cohort_id)
    held.state, held.published_at = RoundState.PUBLISHED, scene.now
    session.flush()
    drafts = [one for one in pairings.of_round(session, held) if one.state is PairingState.DRAFT]
    found = pairings.bonds(session, drafts)
    if held.kind is Kind.BUDDY:
        return _gather(scene, held, cohort, found)
    _suggest(scene, cohort, found)
    unserved.tell(scene, held, cohort)
    return ()


def standing(session: Session, cohort: Cohort) -> Mapping[Group, Bond]:
    """The groups of buddies that stand in a cohort, by the numbers of their members in order."""
    paired = [one for one in pairings.open_in(session, cohort, Kind.BUDDY) if one.state is PairingState.PAIRED]
    return {
        tuple(sorted(member.id for _, member, _ in bond.partners)): bond for bond in pairings.bonds(session, paired)
    }


def join(scene: Scene, cohort: Cohort, bond: Bond, members: Sequence[Member]) -> tuple[Post, ...]:
    """Somebody comes to a group of buddies that stands: everybody in it hears of it, and all have a room."""
    for member in members:
        pairings.join(scene.session, bond.pairing, member)
    grown = pairings.bond(scene.session, bond.pairing)
    for _, _, person in grown.partners:
        remark = Remark(kind=FOUND, subject=str(bond.pairing.id), due=scene.now, until=scene.now + _NEWS)
        noting.tell_again(scene.session, scene.now, person, cohort, remark)
    return bonds.joined(scene.session, scene.now, cohort, grown, members)


def _suggest(scene: Scene, cohort: Cohort, found: Iterable[Bond]) -> None:
    away = readiness.absent(scene.session, cohort, scene.now)
    for bond in found:
        request = scene.session.get_one(MentorRequest, bond.pairing.request_id)
        if not _may_be(scene.session, bond, request, away):
            pairings.settle(scene.session, bond.pairing, PairingState.WITHDRAWN, scene.now)
            queries.call(scene.session, cohort, Kind.MENTOR, Cause.GAP, scene.now)
            continue
        until, subject = scene.now + timing.EXPIRES, str(bond.pairing.id)
        pairings.publish(scene.session, bond.pairing, scene.now, until)
        request.tries += 1
        _tell(scene, cohort, bond, Remark(kind=SUGGESTED, subject=subject, due=scene.now, until=until))
        reminded = scene.now + timing.REMINDS
        _tell(scene, cohort, bond, Remark(kind=REMINDER, subject=subject, due=reminded, until=until))


def _may_be(session: Session, bond: Bond, request: MentorRequest, away: frozenset[int]) -> bool:
    """Whether both are there still: an organiser may have looked at it for two days."""
    if request.state is not RequestState.OPEN:
        return False
    return all(
        member.left_at is None
        and member.id not in away
        and (member.id == request.member_id or _offers(session, member))
        for _, member, _ in bond.partners
    )


def _offers(session: Session, member: Member) -> bool:
    return member.mentors and offers.of(session, member) is not None


def _gather(scene: Scene, round_: Round, cohort: Cohort, found: Sequence[Bond]) -> tuple[Post, ...]:
    session, posts = scene.session, tuple[Post, ...]()
    grouped = {member.id for bond in found for _, member, _ in bond.partners}
    alone: set[int] = set()
    for earlier, bond in standing(session, cohort).items():
        if round_.cause is not Cause.GAP or grouped.intersection(earlier):
            ending.end(session, scene.now, cohort, bond, Ends.REPLACED)
            alone |= {*earlier} - grouped
    for bond in found:
        pairings.publish(session, bond.pairing, scene.now, None)
        posts += bonds.gathered(session, scene.now, cohort, bond)
        found_at = Remark(kind=FOUND, subject=str(bond.pairing.id), due=scene.now, until=scene.now + _NEWS)
        _tell(scene, cohort, bond, found_at)
    if alone:
        queries.call(session, cohort, Kind.BUDDY, Cause.GAP, scene.now)
    _tell_whoever_is_left(scene, round_, cohort)
    return posts


def _tell_whoever_is_left(scene: Scene, round_: Round, cohort: Cohort) -> None:
    """Nobody may go with them: they read it once a month."""
    grouped = {one for group in standing(scene.session, cohort) for one in group}
    left = {peer.number for peer in facts.circle(scene, cohort, round_).peers} - grouped
    remark = Remark(kind=LEFT, subject=f"{scene.now:%Y%m}", due=scene.now, until=scene.now + _NEWS)
    for member, person in cohorts.people(scene.session, cohort) if left else ():
        if member.id in left:
            noting.tell(scene.session, scene.now, person, cohort, remark)


def _tell(scene: Scene, cohort: Cohort, bond: Bond, remark: Remark) -> None:
    """Leave the same for everybody of a bond."""
    for _, _, person in bond.partners:
        noting.tell(scene.session, scene.now, person, cohort, remark)
