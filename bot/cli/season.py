"""What became of pairing in a rehearsal, as its own ledger has it: every round, and the season in figures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.pairing import waits
from bot.domain.pairing.states import Answer, Cause, Kind, Met, PairingState, RoundState
from bot.domain.pairing.waits import Wait
from bot.store.database import Database
from bot.store.models import Meeting, Member, MentorRequest, Pairing, Partner, Person, Round

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Some people whom a round brought together, what became of it, and whether any of them says that they met."""

    people: tuple[str, ...]
    state: PairingState
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundTold:
    """A round that was published: why there was one, and whom it left without anybody."""

    at: datetime
    kind: Kind
    cause: Cause
    groups: tuple[Group, ...]
    unserved: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """Every round, oldest first, and the figures of all of them.

    `yes` and `no` are answers of people, `expired` suggestions; `pairs` and `met` are of mentors, `groups` and
    `groups_met` of buddies. `wait`: the median of all who asked, none while it cannot be told.
    """

    rounds: tuple[RoundTold, ...]
    asked: int
    served: int
    suggestions: int
    yes: int
    no: int
    expired: int
    pairs: int
    met: int
    groups: int
    groups_met: int
    wait: timedelta | None

    def as_json(self) -> Mapping[str, object]:
        """The season as an object whose keys other programs rely on; waits in days."""
        told = asdict(self)
        told["rounds"] = [{**asdict(one), "at": one.at.isoformat()} for one in self.rounds]
        told["wait"] = None if self.wait is None else round(self.wait / _DAY, 1)
        return told


def of(database: Database, now: datetime) -> Season:
    """The season that this database has lived through, until `now`."""
    with database.begin() as session:
        return _season(session, now)


def _season(session: Session, now: datetime) -> Season:
    bonds = tuple(_bonds(session))
    mentoring = [(pairing, group) for pairing, group in bonds if pairing.kind is Kind.MENTOR]
    pairs = [group for _, group in mentoring if group.state in {PairingState.PAIRED, PairingState.ENDED}]
    buddies = [group for pairing, group in bonds if pairing.kind is Kind.BUDDY]
    requests = session.scalars(select(MentorRequest)).all()
    said = session.scalars(
        select(Partner.answer).where(Partner.pairing_id.in_([one.id for one, _ in mentoring]))
    ).all()
    return Season(
        rounds=tuple(_rounds(session, bonds)),
        asked=len(requests),
        served=sum(1 for one in requests if one.served_at is not None),
        suggestions=len(mentoring),
        yes=said.count(Answer.YES),
        no=said.count(Answer.NO),
        expired=sum(1 for _, group in mentoring if group.state is PairingState.EXPIRED),
        pairs=len(pairs),
        met=sum(1 for group in pairs if group.met),
        groups=len(buddies),
        groups_met=sum(1 for group in buddies if group.met),
        wait=waits.median([_wait(one, now) for one in requests]),
    )


def _wait(request: MentorRequest, now: datetime) -> Wait:
    until = request.served_at or request.closed_at or now
    return Wait(days=until - request.asked_at, served=request.served_at is not None)


def _bonds(session: Session) -> Iterator[tuple[Pairing, Group]]:
    """Everybody who was brought together, in the order of time."""
    people: dict[int, list[str]] = {}
    named = select(Partner.pairing_id, Person.name).join(Member, Member.id == Partner.member_id)
    for pairing, name in session.execute(named.join(Person, Person.id == Member.person_id).order_by(Partner.id)):
        people.setdefault(pairing, []).append(name)
    met = frozenset(session.scalars(select(Meeting.pairing_id).where(Meeting.met == Met.YES)))
    heard = select(Pairing).where(Pairing.state != PairingState.DRAFT).order_by(Pairing.id)
    for one in session.scalars(heard):
        yield one, Group(people=tuple(people.get(one.id, ())), state=one.state, met=one.id in met)


def _rounds(session: Session, bonds: Sequence[tuple[Pairing, Group]]) -> Iterator[RoundTold]:
    published = select(Round).where(Round.state == RoundState.PUBLISHED).order_by(Round.published_at, Round.id)
    for one in session.scalars(published):
        groups = tuple(group for pairing, group in bonds if pairing.round_id == one.id)
        at = (one.published_at or one.due_at).astimezone(UTC)
        yield RoundTold(at=at, kind=one.kind, cause=one.cause, groups=groups, unserved=one.unserved)
