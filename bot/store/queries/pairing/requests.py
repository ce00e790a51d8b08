"""Who asks for a mentor: what for, since when, and whom they would like."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select, update
from sqlalchemy.orm import Session

from bot.domain.pairing.states import RequestState
from bot.domain.pairing.terms import Wish
from bot.domain.pairing.waits import Wait
from bot.store.models import Cohort, Member, MentorRequest, Pairing, Person, PreferredMentor
from bot.store.queries import private
from bot.store.queries.pairing.standing import OPEN_PAIRING, STANDING, exactly
from bot.store.types import Sealed

_COLUMN = "mentor_requests.purpose"
#: For so long a request counts towards the wait that is told.
RECENT = timedelta(days=180)
_WAITING = exactly(MentorRequest.state, RequestState.OPEN)


def current(session: Session, member: Member) -> MentorRequest | None:
    """What this member asks for, open or served, unless they have closed it."""
    return session.scalar(select(MentorRequest).where(MentorRequest.member_id == member.id, STANDING))


def ask(session: Session, member: Member, wish: Wish, now: datetime) -> MentorRequest:
    """Write down a wish. Whoever has one that stands has that one still, with these words."""
    session.execute(select(Member.id).where(Member.id == member.id).with_for_update())
    request = current(session, member)
    if request is None:
        request = _write_down(session, member, wish, now)
    change(session, request, wish)
    return request


def change(session: Session, request: MentorRequest, wish: Wish) -> None:
    """Keep these words and names instead of those before; it is as old as it was."""
    request.purpose, request.by = _seal(session, request.community_id, wish.purpose), wish.by
    session.flush()
    session.execute(delete(PreferredMentor).where(PreferredMentor.request_id == request.id))
    whose = {"community_id": request.community_id, "request_id": request.id}
    liked = [member for member in dict.fromkeys(wish.preferred) if member != request.member_id]
    session.add_all(PreferredMentor(**whose, member_id=one, place=place) for place, one in enumerate(liked, 1))
    session.flush()


def wish(session: Session, request: MentorRequest) -> Wish:
    """What is asked for, as its owner wrote it."""
    liked = select(PreferredMentor.member_id).where(PreferredMentor.request_id == request.id)
    purpose = private.unseal(session, request.purpose, community=request.community_id, column=_COLUMN)
    names = session.scalars(liked.order_by(PreferredMentor.place, PreferredMentor.id))
    return Wish(purpose=purpose, by=request.by, preferred=tuple(names))


def close(session: Session, request: MentorRequest, now: datetime) -> None:
    """Nothing is asked for any more. Twice is once."""
    if request.state is not RequestState.CLOSED:
        request.state, request.closed_at = RequestState.CLOSED, now
        session.flush()  # the next one may be asked in the same breath, and only one may stand


def serve(session: Session, request: MentorRequest, now: datetime) -> None:
    """They have a mentor by it. The first time is the one that counts as the end of their wait."""
    request.state, request.served_at = RequestState.PAIRED, request.served_at or now
    session.flush()


def reopen(session: Session, request: MentorRequest) -> None:
    """It is open again and as old as it was, so that they are first in line; one that was closed stays closed."""
    if request.state is RequestState.PAIRED:
        request.state = RequestState.OPEN
        session.flush()


def begin_anew(session: Session, cohort: Cohort) -> None:
    """A round on the cohort's rhythm: whoever stands in line may be suggested as often again."""
    mine = update(MentorRequest).where(MentorRequest.cohort_id == cohort.id, STANDING)
    session.execute(mine.values(tries=0).execution_options(synchronize_session="fetch"))


def open_ones(session: Session, cohort: Cohort) -> tuple[tuple[MentorRequest, Member, Person], ...]:
    """The open requests of whoever is there, the oldest first."""
    return _rows(session, _open(cohort))


def without_pairing(session: Session, cohort: Cohort) -> tuple[tuple[MentorRequest, Member, Person], ...]:
    """Those for whom nobody has been found yet: nothing suggested, nothing that an organiser looks at."""
    theirs = select(Pairing.id).where(Pairing.request_id == MentorRequest.id, OPEN_PAIRING)
    return _rows(session, _open(cohort).where(~theirs.exists()))


def waits(session: Session, cohort: Cohort, now: datetime) -> tuple[Wait, ...]:
    """How long everybody waited who asked lately: until they had a mentor, or as long as they have waited so far.

    Whoever closed their request before that waited until then, and was not served.
    """
    asked = select(MentorRequest.asked_at, MentorRequest.served_at, MentorRequest.closed_at)
    lately = asked.where(MentorRequest.cohort_id == cohort.id, MentorRequest.asked_at > now - RECENT)
    by_age = lately.order_by(MentorRequest.asked_at, MentorRequest.id)
    return tuple(
        Wait(days=(served_at or closed_at or now) - asked_at, served=served_at is not None)
        for asked_at, served_at, closed_at in session.execute(by_age)
    )


def preferred(session: Session, cohort: Cohort) -> Mapping[int, tuple[int, ...]]:
    """By open request the members they would like most, best first; whoever named nobody is not in it."""
    liked = select(PreferredMentor.request_id, PreferredMentor.member_id)
    here = liked.join(MentorRequest, PreferredMentor.request_id == MentorRequest.id)
    mine = here.where(MentorRequest.cohort_id == cohort.id, _WAITING)
    found: dict[int, tuple[int, ...]] = {}
    for request, member in session.execute(mine.order_by(PreferredMentor.request_id, PreferredMentor.place)):
        found[request] = (*found.get(request, ()), member)
    return found


def _open(cohort: Cohort) -> Select[MentorRequest, Member, Person]:
    return (
        select(MentorRequest, Member, Person)
        .join(Member, MentorRequest.member_id == Member.id)
        .join(Person, Member.person_id == Person.id)
        .where(MentorRequest.cohort_id == cohort.id, _WAITING, Member.left_at.is_(None))
        .order_by(MentorRequest.asked_at, MentorRequest.id)
    )


def _rows(
    session: Session, found: Select[MentorRequest, Member, Person]
) -> tuple[tuple[MentorRequest, Member, Person], ...]:
    return tuple((request, member, person) for request, member, person in session.execute(found))


def _write_down(session: Session, member: Member, wish: Wish, now: datetime) -> MentorRequest:
    request = MentorRequest(
        community_id=member.community_id,
        cohort_id=member.cohort_id,
        member_id=member.id,
        purpose=_seal(session, member.community_id, wish.purpose),
        asked_at=now,
    )
    session.add(request)
    session.flush()
    return request


def _seal(session: Session, community: int, purpose: str) -> Sealed:
    return private.seal(session, purpose, community=community, column=_COLUMN)
