"""Mentors and buddies for tests of the rows: who asks, who was brought together, who met; straight by queries."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from bot.domain.pairing.states import Answer, Cause, Fit, Kind, Ladder, Met, PairingState, RoundState
from bot.domain.pairing.terms import Terms, Wish
from bot.store.models import Account, Cohort, Member, MentorRequest, Pairing, Person, Round, Workspace
from bot.store.queries.pairing import blocks, meetings, offers, pairings, policies, readiness, requests
from bot.store.queries.pairing.pairings import Bond
from tests.support.histories import HOUR, NOON, Life, seat

#: How long a suggestion may be answered.
OPEN_FOR = timedelta(hours=72)


def cohort(session: Session) -> Cohort:
    """The first one."""
    return session.scalars(select(Cohort).order_by(Cohort.id).limit(1)).one()


def comes(session: Session, name: str, *, mentors: bool = False) -> Member:
    """Somebody new learns in it, or mentors; nobody has seen them do anything."""
    here = cohort(session)
    person = Person(community_id=here.community_id, name=name, zone="Europe/Berlin")
    session.add(person)
    session.flush()
    member = Member(community_id=here.community_id, cohort_id=here.id, person_id=person.id, joined_at=NOON)
    member.learns, member.mentors = not mentors, mentors
    workspace = session.scalars(select(Workspace.id).where(Workspace.community_id == here.community_id)).first()
    assert workspace is not None
    account = Account(
        community_id=here.community_id,
        person_id=person.id,
        workspace_id=workspace,
        external_id=f"U-{person.id}",
        takes_notes=True,
    )
    session.add_all((member, account))
    session.flush()
    return member


def whose(session: Session, member: Member) -> Person:
    """The person in a seat."""
    return session.get_one(Person, member.person_id)


def offer(session: Session, member: Member, seats: int = 1, hours: int = 0, words: str = "nlp") -> None:
    """They mentor, and say what they know."""
    member.mentors = True
    terms = Terms(seats=seats, ladder=Ladder.WORKING, interests=(words,), roles=("mlops",), routes=("inside",))
    offers.keep(session, member, terms, NOON + hours * HOUR)


def ask(session: Session, member: Member, hours: int = 0, words: str = "", *liked: Member) -> MentorRequest:
    """They ask for a mentor, so many hours after noon."""
    wish = Wish(purpose=words or "Look at my portfolio", preferred=tuple(one.id for one in liked))
    return requests.ask(session, member, wish, NOON + hours * HOUR)


def held(session: Session, kind: Kind = Kind.MENTOR, cause: Cause = Cause.RHYTHM, at: datetime = NOON) -> Round:
    """A round that was carried out and published then."""
    here = cohort(session)
    round_ = Round(community_id=here.community_id, cohort_id=here.id, kind=kind, cause=cause, due_at=at)
    round_.state, round_.solved_at, round_.published_at = RoundState.PUBLISHED, at, at
    session.add(round_)
    session.flush()
    return round_


def drafted(session: Session, request: MentorRequest, mentor: Member, hours: int = 0) -> Bond:
    """A mentor stands beside somebody's request, and nobody has heard of it."""
    learner, now = session.get_one(Member, request.member_id), NOON + hours * HOUR
    round_ = held(session, cause=Cause.GAP, at=now)
    return pairings.bond(session, pairings.suggest(session, round_, request, learner, mentor, now))


def suggested(session: Session, request: MentorRequest, mentor: Member, hours: int = 0) -> Bond:
    """Both are asked."""
    bond, now = drafted(session, request, mentor, hours), NOON + hours * HOUR
    pairings.publish(session, bond.pairing, now, now + OPEN_FOR)
    return bond


def paired(session: Session, request: MentorRequest, mentor: Member, hours: int = 0) -> Bond:
    """Both have said yes."""
    bond, now = suggested(session, request, mentor, hours), NOON + hours * HOUR
    for partner, _, _ in bond.partners:
        pairings.answer(session, bond, partner, Answer.YES, "", now)
    pairings.settle(session, bond.pairing, PairingState.PAIRED, now)
    requests.serve(session, request, now)
    return bond


def buddies(session: Session, *members: Member, hours: int = 0) -> Bond:
    """They are a group of buddies; the first one starts."""
    now = NOON + hours * HOUR
    pairing = pairings.group(session, held(session, Kind.BUDDY, at=now), members, members[0], now)
    pairings.publish(session, pairing, now, None)
    return pairings.bond(session, pairing)


def end(session: Session, *those: Pairing) -> None:
    """They end."""
    for one in those:
        pairings.end(session, one, NOON)


def does_everything(life: Life) -> None:
    """One row of everything among mentors and buddies that somebody can leave behind; Ana is who they look at."""
    session, member, words = life.session, life.member, life.words
    ana = seat(session, "Ana")
    offer(session, member, words=words)
    wish = ask(session, member, 0, words, ana)
    bond = suggested(session, wish, ana)
    answer(session, bond, member, Answer.NO, words)
    pairings.settle(session, bond.pairing, PairingState.DECLINED, life.at)
    readiness.keep_contact(session, member, words)
    blocks.block(session, life.person, whose(session, ana))
    policies.of(session, life.cohort)
    meets(session, bond, member, words=words)


def answer(session: Session, bond: Bond, member: Member, said: Answer, reason: str = "", hours: int = 0) -> Bond:
    """One side answers."""
    partner = next(partner for partner, one, _ in bond.partners if one.id == member.id)
    return pairings.answer(session, bond, partner, said, reason, NOON + hours * HOUR)


def meets(
    session: Session,
    bond: Bond,
    member: Member,
    met: Met = Met.YES,
    hours: int = 0,
    *,
    fit: Fit | None = None,
    words: str = "",
) -> None:
    """One of them says of a session whether they met, and how it felt, and writes something down."""
    partner = next(partner for partner, one, _ in bond.partners if one.id == member.id)
    meeting = meetings.say(session, bond, partner, met, None, NOON + hours * HOUR)
    if fit is not None:
        meetings.fit(session, meeting, fit)
    if words:
        meetings.note(session, meeting, words, evidence=True)


@contextmanager
def questions() -> Iterator[list[str]]:
    """The statements that any database is asked meanwhile."""
    asked: list[str] = []

    def note(*said: object) -> None:
        asked.append(str(said[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", note)
