"""Wins as they stand: a member's own, the cohort's wall, and who was glad of them. Withdrawn ones are nowhere."""

from datetime import datetime
from typing import TypeAlias

from sqlalchemy import ColumnElement, Select, delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.domain.wins import TWICE, Said
from bot.domain.wins import Win as Told
from bot.errors import NoSuchWin
from bot.store.models import Kudos, Member, Person, Win
from bot.store.queries import private
from bot.store.types import Sealed

_GLAD = select(func.count()).where(Kudos.win_id == Win.id).scalar_subquery()
_Found: TypeAlias = Select[Win, int, str, int]


def keep(session: Session, member: Member, said: Said, week: int, now: datetime) -> Win:
    """Write down a win; the same words sent twice in a moment are the one that is kept already."""
    twin = _twin(session, member, said, now)
    if twin is not None:
        return twin
    win = Win(
        community_id=member.community_id,
        cohort_id=member.cohort_id,
        member_id=member.id,
        category=said.category,
        words=_seal(session, member.community_id, "words", said.words),
        impact=_seal(session, member.community_id, "impact", said.impact),
        public=said.public,
        week=week,
        shared_at=now,
    )
    session.add(win)
    session.flush()
    return win


def change(session: Session, win: Win, said: Said, now: datetime) -> None:
    """Keep what somebody says of a win now; one that is shared anew is news again."""
    if said.public and not win.public:
        win.shared_at, win.told_in, win.in_full = now, None, False
    win.category, win.public = said.category, said.public
    win.words = _seal(session, win.community_id, "words", said.words)
    win.impact = _seal(session, win.community_id, "impact", said.impact)


def withdraw(session: Session, win: Win, now: datetime) -> None:
    """Take a win back for good: its words are gone from here, too."""
    win.withdrawn_at, win.public = now, False
    win.words = _seal(session, win.community_id, "words", "")
    win.impact = None


def own(session: Session, person: Person, number: int, *, withdrawn: bool = False) -> Win:
    """A win of this person's, also after they left. Raises `NoSuchWin`, also for anybody else's."""
    found = session.scalar(
        select(Win).join(Member, Win.member_id == Member.id).where(Win.id == number, Member.person_id == person.id)
    )
    if found is None or (found.withdrawn_at is not None and not withdrawn):
        raise NoSuchWin
    return found


def shared(session: Session, person: Person, number: int) -> Told:
    """A win that stands on the wall of a community. Raises `NoSuchWin`, also for another community's."""
    found = standing(session, Win.id == number, Win.community_id == person.community_id)
    if not found:
        raise NoSuchWin
    return found[0]


def standing(session: Session, *conditions: ColumnElement[bool]) -> tuple[Told, ...]:
    """The shared wins for which these hold, oldest first."""
    return _told(session, _found().where(*conditions, *_on_the_wall()).order_by(Win.shared_at, Win.id))


def told(session: Session, win: Win) -> Told:
    """A win of somebody's own, in words."""
    return _told(session, _found().where(Win.id == win.id))[0]


def of_person(session: Session, person: Person, *, offset: int, limit: int) -> tuple[Told, ...]:
    """Somebody's own wins in every cohort they were ever in, shared or not, newest first."""
    mine = _found().where(Member.person_id == person.id, Win.withdrawn_at.is_(None))
    return _told(session, mine.order_by(Win.shared_at.desc(), Win.id.desc()).offset(offset).limit(limit))


def of_member(session: Session, member: Member) -> tuple[Told, ...]:
    """Somebody's own wins in one cohort, shared or not, oldest first."""
    mine = _found().where(Win.member_id == member.id, Win.withdrawn_at.is_(None))
    return _told(session, mine.order_by(Win.shared_at, Win.id))


def wall(session: Session, cohort: int, category: str, *, offset: int, limit: int) -> tuple[Told, ...]:
    """What a cohort shared, of one kind or, if that is empty, of all; newest first."""
    kinds = (Win.category == category,) if category else ()
    shown = _found().where(Win.cohort_id == cohort, *kinds, *_on_the_wall())
    return _told(session, shown.order_by(Win.shared_at.desc(), Win.id.desc()).offset(offset).limit(limit))


def glad(session: Session, person: Person, wins: tuple[Told, ...]) -> frozenset[int]:
    """Those of these wins that somebody gave kudos for."""
    theirs = select(Kudos.win_id).where(Kudos.person_id == person.id)
    return frozenset(session.scalars(theirs.where(Kudos.win_id.in_([win.number for win in wins]))))


def turn_kudos(session: Session, person: Person, win: Told) -> bool:
    """Give kudos for a win, or take them back; whether they are given now. Two presses at once count as one."""
    mine = (Kudos.win_id == win.number, Kudos.person_id == person.id)
    if session.scalar(select(Kudos.id).where(*mine)) is not None:
        session.execute(delete(Kudos).where(*mine))
        return False
    try:
        with session.begin_nested():
            session.add(Kudos(community_id=person.community_id, win_id=win.number, person_id=person.id))
    except IntegrityError:  # the same press a moment earlier
        return True
    return True


def _found() -> _Found:
    found = select(Win, Person.id, Person.name, _GLAD)
    return found.join(Member, Win.member_id == Member.id).join(Person, Member.person_id == Person.id)


def _on_the_wall() -> tuple[ColumnElement[bool], ...]:
    return (Win.public.is_(True), Win.withdrawn_at.is_(None))


def _told(session: Session, found: _Found) -> tuple[Told, ...]:
    return tuple(_value(session, *row) for row in session.execute(found))


def _value(session: Session, win: Win, person: int, author: str, kudos: int) -> Told:
    return Told(
        number=win.id,
        person=person,
        author=author,
        said=_said(session, win),
        cohort=win.cohort_id,
        week=win.week,
        shared_at=win.shared_at,
        kudos=kudos,
    )


def _said(session: Session, win: Win) -> Said:
    opened = {"words": win.words, "impact": win.impact}
    words = {
        name: private.unseal(session, sealed, community=win.community_id, column=f"wins.{name}") if sealed else ""
        for name, sealed in opened.items()
    }
    return Said(category=win.category, public=win.public, words=words["words"], impact=words["impact"])


def _twin(session: Session, member: Member, said: Said, now: datetime) -> Win | None:
    """The last win of this member, if it says the same and is as good as new."""
    mine = select(Win).where(Win.member_id == member.id, Win.withdrawn_at.is_(None))
    last = session.scalar(mine.where(Win.shared_at > now - TWICE).order_by(Win.id.desc()).limit(1))
    return last if last is not None and _said(session, last) == said else None


def _seal(session: Session, community: int, name: str, words: str) -> Sealed:
    return private.seal(session, words, community=community, column=f"wins.{name}")
