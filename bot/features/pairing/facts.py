"""What a round is decided by, as it is now; and why some of its people were brought together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from sqlalchemy.orm import Session

from bot.domain.matching import mentors
from bot.domain.matching.buddies import Circle
from bot.domain.matching.people import Mentor
from bot.domain.matching.weights import VERSION
from bot.domain.pairing import timing
from bot.domain.pairing.solving import Group, Puzzle
from bot.domain.pairing.states import Cause, Kind, PairingState
from bot.features.pairing.known import Known, Reader, bordering, told, week
from bot.features.pairing.reasoning import reasons
from bot.store.models import Cohort, Member, MentorOffer, MentorRequest, PairingPolicy, Round
from bot.store.queries import cohorts
from bot.store.queries.pairing import history, offers, pairings, policies, readiness, requests

__all__ = ["circle", "mentor_round", "puzzle", "reasons", "seed"]


def mentor_round(reader: Reader, cohort: Cohort, round_: Round) -> mentors.Round:
    """Who waits, who answers, and what was between them, as it is now."""
    session, policy = reader.session, policies.of(reader.session, cohort)
    pausing = readiness.absent(session, cohort, reader.now)
    asking = [row for row in requests.without_pairing(session, cohort) if _may_be_tried(row[0], round_)]
    asking = [row for row in asking if row[1].id not in pausing]
    offering = [row for row in offers.standing(session, cohort) if row[1].id not in pausing]
    people = {member.id: (member, person) for _, member, person in (*asking, *offering)}
    heard = told(reader, cohort, tuple(people.values()))
    prefers = requests.preferred(session, cohort)
    return mentors.Round(
        learners=tuple(
            heard.learner(member, request, reader.now, prefers.get(request.id, ())) for request, member, _ in asking
        ),
        mentors=_offered(session, cohort, heard, [(offer, member) for offer, member, _ in offering]),
        week=week(reader, cohort, policy),
        seed=seed(round_),
        past=history.past(session, cohort, anew=round_.cause is Cause.RHYTHM),
        weights=policies.weights(policy)[0],
        neighbours=bordering(reader, cohort),
    )


def circle(reader: Reader, cohort: Cohort, round_: Round) -> Circle:
    """Who takes part in buddies now: everybody who learns, wants it and does not pause."""
    session, policy = reader.session, policies.of(reader.session, cohort)
    not_now = readiness.absent(session, cohort, reader.now) | readiness.out(session, cohort)
    people = [row for row in cohorts.people(session, cohort) if row[0].learns and row[0].id not in not_now]
    heard = told(reader, cohort, people)
    return Circle(
        peers=tuple(heard.peer(member) for member, _ in people),
        week=week(reader, cohort, policy),
        seed=seed(round_),
        met=history.repeats(session, cohort),
        apart=history.apart(session, cohort),
        weights=policies.weights(policy)[1],
        neighbours=bordering(reader, cohort),
    )


def puzzle(reader: Reader, cohort: Cohort, round_: Round) -> Puzzle:
    """All of a round as it is now, to be solved."""
    weights = " ".join((VERSION, *_changed(policies.of(reader.session, cohort))))
    if round_.kind is Kind.MENTOR:
        given = mentor_round(reader, cohort, round_)
        return Puzzle(round=round_.id, cause=round_.cause, given=given, weights=weights)
    around, standing = circle(reader, cohort, round_), tuple[Group, ...]()
    if round_.cause is Cause.GAP:
        around, standing = _between(reader.session, cohort, around)
    return Puzzle(round=round_.id, cause=round_.cause, given=around, weights=weights, standing=standing)


def seed(round_: Round) -> str:
    """The seed of a round: its own, and the same whenever it is asked for."""
    return round_.seed or sha256(f"{round_.community_id}:{round_.cohort_id}:{round_.id}".encode()).hexdigest()[:16]


def _may_be_tried(request: MentorRequest, round_: Round) -> bool:
    return round_.cause is Cause.RHYTHM or request.tries < timing.TRIES


def _offered(
    session: Session, cohort: Cohort, heard: Known, offering: Sequence[tuple[MentorOffer, Member]]
) -> tuple[Mentor, ...]:
    taken, glad = offers.taken(session, cohort), history.glad(session, cohort)
    return tuple(
        heard.mentor(member, offers.terms(session, offer), taken.get(member.id, 0), glad.get(member.id, (0, 0)))
        for offer, member in offering
    )


def _changed(policy: PairingPolicy) -> Iterator[str]:
    """What the cohort weighs otherwise."""
    return (f"{name}={points}" for name, points in sorted(policies.overrides(policy).items()))


def _between(session: Session, cohort: Cohort, around: Circle) -> tuple[Circle, tuple[Group, ...]]:
    """Between two rounds of the rhythm: groups stay, and whoever is in a plan that is looked at waits for it."""
    standing, planned = set[Group](), set[int]()
    for bond in pairings.bonds(session, pairings.open_in(session, cohort, Kind.BUDDY)):
        group = tuple(sorted(member.id for _, member, _ in bond.partners))
        if bond.pairing.state is PairingState.PAIRED:
            standing.add(group)
        else:
            planned.update(group)
    grouped = {one for group in standing for one in group}
    peers = tuple(one for one in around.peers if one.number in grouped or one.number not in planned)
    return replace(around, peers=peers), tuple(sorted(standing))
