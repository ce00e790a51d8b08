"""Mentors and learners of the first cohort, who are brought together by its rounds."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.pairing import timing
from bot.domain.pairing.states import Cause, Kind, Ladder
from bot.domain.pairing.terms import Terms, Wish
from bot.features.pairing import rounds
from bot.messages.wire import Action
from bot.ports import Parcel
from bot.replies import Reply
from bot.store.models import Cohort, Member, Pairing, Round
from bot.store.queries import cohorts, people
from bot.store.queries.pairing import offers, pairings, requests
from tests.support import weeks
from tests.support.worlds import World


class Found(NamedTuple):
    """A pairing: its number, who is in it (the learner first) and how far it came."""

    number: int
    names: tuple[str, ...]
    state: str


@contextmanager
def spring(world: World) -> Iterator[tuple[Session, Cohort]]:
    """The rows of the first cohort."""
    with world.database.begin() as session:
        yield session, session.get_one(Cohort, 1)


def member(world: World, session: Session, who: str) -> Member:
    """Somebody's row in the first cohort; they come to it if they are not there."""
    person = people.recognise(session, world.actor(who)).person
    found = cohorts.membership(session, person, cohort := session.get_one(Cohort, 1))
    found = found or cohorts.enrol(session, cohort, person, world.clock.now())
    session.flush()
    return found


def mentors(world: World, who: str, seats: int = 1) -> None:
    """Somebody offers so many seats."""
    with spring(world) as (session, _):
        mentor = member(world, session, who)
        mentor.mentors = True
        offers.keep(session, mentor, Terms(seats=seats, ladder=Ladder.WORKING), world.clock.now())


def asks(world: World, who: str) -> None:
    """Somebody learns there and asks for a mentor, which calls a gap round."""
    with spring(world) as (session, cohort):
        learner = member(world, session, who)
        learner.learns = True
        requests.ask(session, learner, Wish(purpose="A portfolio"), world.clock.now())
        rounds.call(session, cohort, Kind.MENTOR, Cause.GAP, world.clock.now() + timing.GATHER)


def calls(world: World, kind: Kind, cause: Cause) -> None:
    """A round is called for now."""
    with spring(world) as (session, cohort):
        rounds.call(session, cohort, kind, cause, world.clock.now())


def passes(world: World, **time: float) -> list[Parcel]:
    """Time goes by, and everything that comes due on the way is done and said."""
    until = world.clock.now() + timedelta(**time)
    return weeks.live(world, f"{until:%Y-%m-%d %H:%M} UTC")


def accepts(world: World, who: str, number: int) -> Reply:
    """Somebody says yes to a suggestion."""
    return world.presses(who, Action("mentor.accept", (str(number),)))


def declines(world: World, who: str, number: int) -> Reply:
    """Somebody says no to it."""
    return world.fills(who, Action("mentor.no", (str(number),)), {"reason": ""})


def found(world: World, kind: Kind = Kind.MENTOR) -> list[Found]:
    """Everybody who was brought together, the oldest first."""
    with spring(world) as (session, _):
        rows = session.scalars(select(Pairing).where(Pairing.kind == kind).order_by(Pairing.id)).all()
        return [
            Found(bond.pairing.id, tuple(person.name for _, _, person in bond.partners), bond.pairing.state.value)
            for bond in pairings.bonds(session, rows)
        ]


def carried_out(world: World, kind: Kind = Kind.MENTOR) -> list[Round]:
    """Every round there was or will be, the oldest first."""
    with spring(world) as (session, _):
        return list(session.scalars(select(Round).where(Round.kind == kind).order_by(Round.id)))
