"""People who were brought together, as of now: a learner and a mentor, or buddies."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.pairing.states import Answer, Cause, Kind, PairingState, RoundState
from bot.domain.pairing.terms import Terms, Wish
from bot.domain.pairing.timing import EXPIRES
from bot.features.pairing import bonds
from bot.store.models import Cohort, Meeting, Member, MentorRequest, Pairing, Person, Round
from bot.store.queries import cohorts, people
from bot.store.queries.pairing import offers, pairings, readiness, requests
from bot.store.queries.pairing.pairings import Bond
from tests.support.worlds import World


def suggested(world: World, learner: str, mentor: str) -> int:
    """The number of a suggestion in the first cohort: both have just been asked."""
    with world.database.begin() as session:
        return _suggested(world, session, learner, mentor).pairing.id


def pair(world: World, learner: str, mentor: str) -> int:
    """The number of their pair, in the first cohort: both have just said yes. The mentor joins it as one."""
    now = world.clock.now()
    with world.database.begin() as session:
        bond = _suggested(world, session, learner, mentor)
        for partner, _, _ in bond.partners:
            pairings.answer(session, bond, partner, Answer.YES, "", now)
        pairings.settle(session, bond.pairing, PairingState.PAIRED, now)
        requests.serve(session, session.get_one(MentorRequest, bond.pairing.request_id), now)
        bonds.gathered(session, now, session.get_one(Cohort, 1), bond)
        return bond.pairing.id


def buddies(world: World, *names: str) -> int:
    """The number of their group, in the first cohort."""
    now = world.clock.now()
    with world.database.begin() as session:
        cohort = session.get_one(Cohort, 1)
        members = [_member(world, session, cohort, who) for who in names]
        made = pairings.group(session, _round(session, cohort, Kind.BUDDY, now), members, members[0], now)
        pairings.publish(session, made, now, None)
        bonds.gathered(session, now, cohort, pairings.bond(session, made))
        return made.id


def without_rounds(world: World) -> None:
    """Nobody is brought together by a round: whoever is in the first cohort wants no buddy."""
    with world.database.begin() as session:
        for member, _ in cohorts.people(session, session.get_one(Cohort, 1)):
            readiness.of(session, member).buddies = False


def states(world: World) -> Sequence[PairingState]:
    """Where every pairing stands, the oldest first."""
    with world.database.begin() as session:
        return session.scalars(select(Pairing.state).order_by(Pairing.id)).all()


def wishes(world: World) -> dict[str, str]:
    """By name where somebody's newest request stands."""
    with world.database.begin() as session:
        found = session.execute(
            select(Person.name, MentorRequest.state)
            .join(Member, MentorRequest.member_id == Member.id)
            .join(Person, Member.person_id == Person.id)
            .order_by(MentorRequest.id)
        )
        return {name: state.value for name, state in found}


def told(world: World) -> list[tuple[str, int, str]]:
    """What everybody has said of their sessions: who, which one, and what."""
    with world.database.begin() as session:
        found = session.execute(
            select(Person.name, Meeting.number, Meeting.met)
            .join(Member, Meeting.member_id == Member.id)
            .join(Person, Member.person_id == Person.id)
            .order_by(Person.name, Meeting.number)
        )
        return [(name, number, met.value) for name, number, met in found]


def gaps(world: World) -> list[Kind]:
    """The rounds that were called because of a gap and are to come."""
    with world.database.begin() as session:
        due = select(Round.kind).where(Round.cause == Cause.GAP, Round.state == RoundState.DUE)
        return sorted(session.scalars(due))


def _suggested(world: World, session: Session, learner: str, mentor: str) -> Bond:
    now, cohort = world.clock.now(), session.get_one(Cohort, 1)
    asks, answers = (_member(world, session, cohort, who) for who in (learner, mentor))
    answers.mentors = True
    session.flush()
    offers.keep(session, answers, Terms(seats=3), now)
    request = requests.ask(session, asks, Wish(purpose="A portfolio"), now)
    made = pairings.suggest(session, _round(session, cohort, Kind.MENTOR, now), request, asks, answers, now)
    pairings.publish(session, made, now, now + EXPIRES)
    return pairings.bond(session, made)


def _member(world: World, session: Session, cohort: Cohort, who: str) -> Member:
    person = people.recognise(session, world.actor(who)).person
    found = cohorts.membership(session, person, cohort)
    if found is None:
        found = cohorts.enrol(session, cohort, person, world.clock.now())
        session.flush()
    return found


def _round(session: Session, cohort: Cohort, kind: Kind, now: datetime) -> Round:
    held = Round(
        community_id=cohort.community_id,
        cohort_id=cohort.id,
        kind=kind,
        cause=Cause.RHYTHM,
        due_at=now,
        state=RoundState.PUBLISHED,
    )
    held.solved_at = held.published_at = now
    session.add(held)
    session.flush()
    return held
