"""Who must never be brought together with whom. Only whoever said so knows of it."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.store.models import Block, Person


def block(session: Session, person: Person, other: Person) -> None:
    """Never bring these two together; twice is once. Raises `ValueError` for oneself and for another community's."""
    if person.id == other.id or person.community_id != other.community_id:
        raise ValueError("somebody of the same community, and not oneself")
    if session.scalar(select(Block.id).where(*_between(person, other))) is not None:
        return
    try:
        with session.begin_nested():
            session.add(Block(community_id=person.community_id, person_id=person.id, blocked_id=other.id))
    except IntegrityError:  # the same press a moment earlier
        return


def of(session: Session, person: Person) -> tuple[Person, ...]:
    """Everybody whom this person has blocked, by name."""
    theirs = select(Person).join(Block, Block.blocked_id == Person.id).where(Block.person_id == person.id)
    return tuple(session.scalars(theirs.order_by(Person.name, Person.id)))


def lift(session: Session, person: Person, other: Person) -> None:
    """Take it back. Twice is once; what the other one said stands."""
    session.execute(delete(Block).where(*_between(person, other)))


def between(session: Session, people: Collection[int]) -> frozenset[tuple[int, int]]:
    """The pairs among these people where either has blocked the other, the smaller number first."""
    among = select(Block.person_id, Block.blocked_id).where(Block.person_id.in_(people), Block.blocked_id.in_(people))
    return frozenset((min(pair), max(pair)) for pair in session.execute(among))


def _between(person: Person, other: Person) -> tuple[ColumnElement[bool], ...]:
    return (Block.person_id == person.id, Block.blocked_id == other.id)
