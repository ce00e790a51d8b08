"""Pairs and groups of a world straight by queries, and what is said of their rooms."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.domain.pairing.states import Cause, Kind, RoundState
from bot.domain.pairing.terms import Wish
from bot.features.pairing import rooms
from bot.features.planning import Planner
from bot.features.table import gathered
from bot.messages import plain
from bot.messages.text import Mention
from bot.ports import Outcome, Parcel, Sent
from bot.requests import Platform
from bot.store.models import Cohort, Member, Pairing, Person, Round
from bot.store.queries.pairing import pairings, readiness, requests
from tests.support.seen import ZONE
from tests.support.worlds import World


def says(world: World, outcome: Outcome | None = None) -> list[Parcel]:
    """Everything that is due now; what becomes of the rooms in it, which else are opened."""
    while world.core.plan(50):
        pass
    heard: list[Parcel] = []
    while claimed := world.core.claim(tuple(Platform), 50):
        became = {one.delivery: outcome if outcome and one.kind == rooms.ROOM else Sent("ref") for one in claimed}
        world.core.settle([(one, became[one.delivery]) for one in claimed])
        heard += claimed
    return [one for one in heard if one.kind in {rooms.ROOM, rooms.CONTACT}]


def member(session: Session, who: str) -> Member:
    return session.scalars(select(Member).join(Person).where(Person.name == who)).one()


def held(session: Session, kind: Kind, world: World) -> Round:
    cohort = session.get_one(Cohort, 1)
    found = Round(
        community_id=cohort.community_id, cohort_id=1, kind=kind, cause=Cause.DEMAND, due_at=world.clock.now()
    )
    found.state = RoundState.PUBLISHED
    session.add(found)
    session.flush()
    return found


def posts(world: World, session: Session, pairing: Pairing) -> int:
    planner = Planner(session, gathered(), world.library, world.clock.now())
    planner.post(rooms.post(session, pairings.bond(session, pairing)))
    return pairing.id


def buddies(world: World, *names: str) -> int:
    """They are buddies from now on; the first one starts."""
    with world.database.begin() as session:
        members = [member(session, who) for who in names]
        made = pairings.group(session, held(session, Kind.BUDDY, world), members, members[0], world.clock.now())
        pairings.publish(session, made, world.clock.now(), None)
        return posts(world, session, made)


def mentored(world: World, learner: str, mentor: str) -> int:
    """Both have said yes just now."""
    with world.database.begin() as session:
        asks, answers = member(session, learner), member(session, mentor)
        request = requests.ask(session, asks, Wish(purpose="A portfolio"), world.clock.now())
        round_ = held(session, Kind.MENTOR, world)
        made = pairings.suggest(session, round_, request, asks, answers, world.clock.now())
        pairings.publish(session, made, world.clock.now(), None)
        return posts(world, session, made)


def tells(world: World, who: str, contact: str) -> None:
    with world.database.begin() as session:
        readiness.keep_contact(session, member(session, who), contact)


def ends(world: World, number: int) -> None:
    with world.database.begin() as session:
        pairings.end(session, session.get_one(Pairing, number), world.clock.now())


def words(parcel: Parcel) -> str:
    return plain.card(parcel.card, ZONE)


def to(parcels: Sequence[Parcel]) -> list[str]:
    return sorted(str(one.to.user) for one in parcels)


def mentions(parcel: Parcel) -> list[Mention]:
    spans = (span for block in parcel.card.body for span in getattr(block, "spans", ()))
    return [span for span in spans if isinstance(span, Mention)]
