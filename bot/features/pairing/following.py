"""When two people are asked how it goes: each by one question at a time, and not while their cohort rests."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain import run
from bot.domain.notes import personal_day
from bot.domain.pairing.states import Fit, Kind, Met, PairingState
from bot.domain.pairing.timing import FIRST_LOOK, QUIET
from bot.domain.run import Run
from bot.domain.words import listed
from bot.errors import PairingGone
from bot.features import noting
from bot.features.feature import Answers, Context, Telling
from bot.features.noting import Remark
from bot.ports import Skipped
from bot.store.models import Cohort, Meeting, Member, Notice, NoticeState, Partner, Person
from bot.store.queries import cohorts, notes, people
from bot.store.queries.notes import Due
from bot.store.queries.pairing import meetings, pairings
from bot.store.queries.pairing.pairings import Bond

ASK, SILENCE = "pairing-met", "pairing-quiet"
#: How long a question waits for a note.
PATIENCE = timedelta(days=7)
#: How long something is put off at most, before it is looked at again: a pause may end early.
LOOK = timedelta(days=7)
_SOON = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody in a bond: what they said of its sessions, by the number of the session."""

    bond: Bond
    partner: Partner
    member: Member
    person: Person
    said: tuple[Meeting, ...]

    @property
    def number(self) -> int:
        """The session that they are asked about: the one after the last they met in."""
        return self.said[-1].number + (self.said[-1].met is Met.YES) if self.said else 1

    @property
    def others(self) -> tuple[tuple[Partner, Member, Person], ...]:
        """Who is there besides them."""
        return tuple(one for one in self.bond.others(self.member) if one[1].left_at is None)

    @property
    def name(self) -> str:
        """Whom they meet, also when they have left: Bo and Chen."""
        return listed([person.name for _, _, person in self.others or self.bond.others(self.member)])

    @property
    def first(self) -> Meeting | None:
        """The first session they met in."""
        return next((one for one in self.said if one.met is Met.YES), None)

    @property
    def asks_fit(self) -> bool:
        """Whether a mentor or a learner is to say how the first session felt; also while they are deciding."""
        pairing, first = self.bond.pairing, self.first
        lasts = pairing.kind is Kind.MENTOR and pairing.state is PairingState.PAIRED
        return lasts and first is not None and first.fit in {None, Fit.DECIDING}

    def word(self, number: int) -> Meeting | None:
        """What they said of a session."""
        return next((one for one in self.said if one.number == number), None)


def mine(ctx: Context, answers: Answers) -> Seat:
    """Somebody's place in the pairing of a button, also when it has ended. Raises `PairingGone`."""
    bond, _ = pairings.mine(ctx.session, ctx.person, answers.number(0))
    found = seat(ctx.session, bond, ctx.person.id)
    if found is None:
        raise PairingGone
    return found


def standing(ctx: Context, answers: Answers) -> Seat:
    """The same while they are a pair. Raises `PairingGone` when they are none any more."""
    found = mine(ctx, answers)
    if found.bond.pairing.state is not PairingState.PAIRED:
        raise PairingGone
    return found


def seat(session: Session, bond: Bond, person: int) -> Seat | None:
    """Somebody in a bond; nothing for whoever is not in it."""
    found = next((one for one in bond.partners if one[2].id == person), None)
    if found is None:
        return None
    partner, member, who = found
    said = tuple(one for one in meetings.of(session, bond.pairing) if one.member_id == member.id)
    return Seat(bond=bond, partner=partner, member=member, person=who, said=said)


def told(telling: Telling) -> Seat | Skipped:
    """The reader in the bond that a subject names first, while it lasts."""
    number = telling.subject.partition("|")[0]
    bond = pairings.numbered(telling.session, telling.cohort, int(number))
    found = seat(telling.session, bond, telling.person or 0) if bond is not None else None
    if found is None or found.bond.pairing.state is not PairingState.PAIRED or not found.others:
        return Skipped("they are no longer a pair")
    return found


def begin(session: Session, now: datetime, cohort: Cohort, bond: Bond) -> None:
    """Ask each of them after some days whether they met."""
    for _, member, _ in bond.partners:
        begin_with(session, now, cohort, bond, member)
    watch(session, now, cohort, bond)


def begin_with(session: Session, now: datetime, cohort: Cohort, bond: Bond, member: Member) -> None:
    """Ask one of them after some days whether they met."""
    if (found := seat(session, bond, member.person_id)) is not None:
        ask(session, now, cohort, found, 1, now + FIRST_LOOK)


def ask(session: Session, now: datetime, cohort: Cohort, of: Seat, number: int, due: datetime) -> None:
    """Ask somebody about a session then, and not at the time it was planned for before."""
    remark = Remark(kind=ASK, subject=f"{of.bond.pairing.id}|{number}", due=due, until=due + PATIENCE)
    noting.tell_again(session, now, of.person, cohort, remark)


def is_to_be_asked(session: Session, of: Seat, number: int) -> bool:
    """Whether a question about a session waits for somebody."""
    mine = select(Notice.id).where(Notice.person_id == of.person.id, Notice.kind == ASK)
    waits = mine.where(Notice.subject == f"{of.bond.pairing.id}|{number}", Notice.state == NoticeState.WAITING)
    return session.scalar(waits.limit(1)) is not None


def hush(session: Session, now: datetime, cohort: Cohort, of: Seat, number: int) -> None:
    """They have said what there is to say of a session: the question that waits is not asked."""
    account = people.first_account(session, of.person)
    if account is not None:
        due = Due(of.person, account, cohort, ASK, f"{of.bond.pairing.id}|{number}", now, now + PATIENCE)
        notes.forestall(session, due, "they have said how it is")


def watch(session: Session, now: datetime, cohort: Cohort, bond: Bond) -> None:
    """Look after two weeks whether a mentor and their learner were heard of again. Buddies change before that."""
    if bond.pairing.kind is not Kind.MENTOR:
        return
    sign = meetings.last_sign(session, bond.pairing)
    remark = Remark(kind=SILENCE, subject=mark(bond, sign), due=sign + QUIET, until=sign + QUIET + PATIENCE)
    for _, _, person in bond.partners:
        noting.tell(session, now, person, cohort, remark)


def mark(bond: Bond, sign: datetime) -> str:
    """How a silence is named: by the last sign before it, so that there is one word for each."""
    return f"{bond.pairing.id}|{int(sign.timestamp())}"


def put_off(telling: Telling, kind: str, due: datetime) -> None:
    """Say it later instead, under a name of its own: what is being said now is settled by whoever says it."""
    due = min(max(due, telling.now + _SOON), telling.now + LOOK)
    subject = f"{'|'.join(telling.subject.split('|')[:2])}|{due:%Y%m%d%H%M}"
    remark = Remark(kind=kind, subject=subject, due=due, until=due + PATIENCE)
    person = telling.session.get_one(Person, telling.person)
    noting.tell(telling.session, telling.now, person, telling.cohort, remark)


def goes_on(telling: Telling) -> datetime | None:
    """When a cohort that rests or pauses now goes on; nothing while it does."""
    quiet, calendar = telling.cohort.quiet_until, calendar_of(telling)
    if quiet is not None and telling.now < quiet:
        return quiet
    if run.rest_at(calendar, telling.now) is None:
        return None
    return run.prompt(calendar, min(run.week_at(calendar, telling.now) + 1, calendar.weeks)).due


def cohort_of(session: Session, of: Seat) -> Cohort:
    """Where they are a pair."""
    return session.get_one(Cohort, of.bond.pairing.cohort_id)


def today(now: datetime, person: Person, cohort: Cohort) -> date:
    """Somebody's day, which ends at dawn."""
    return personal_day(now, person.zone or cohort.zone)


def calendar_of(telling: Telling) -> Run:
    """The weeks of the cohort."""
    return cohorts.run(telling.cohort, len(telling.roadmap.weeks))


def waiting(session: Session, person: Person, kind: str, now: datetime) -> list[str]:
    """The subjects of this kind that wait for somebody and are due, the oldest first."""
    return [one.subject for one, _, _ in notes.waiting(session, person, None, now) if one.kind == kind]
