"""A world whose community has a second workspace, on another platform, and people who come from both."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.requests import Actor, Platform
from bot.store.models import Account, Community, Person, Workspace
from bot.store.queries import people
from tests.support.worlds import ZONES, World

GUILD = "900"


def opens_guild(world: World) -> None:
    """Ana's community, which is the first, has a Discord server too."""
    with world.database.begin() as session:
        community = session.scalars(select(Community.id).order_by(Community.id)).first()
        assert community is not None
        session.add(Workspace(community_id=community, platform=Platform.DISCORD, external_id=GUILD))


def member_of_guild(who: str) -> Actor:
    """Somebody of this first name on the Discord server."""
    return Actor(
        platform=Platform.DISCORD, workspace=GUILD, user=f"D-{who}", name=who, administers=False, zone=ZONES.get(who)
    )


def comes_from_guild(session: Session, who: str) -> Account:
    """Their account there, used just now."""
    return people.recognise(session, member_of_guild(who)).account


def comes_from_web(world: World, session: Session, who: str) -> Account:
    """Their account on the first workspace, used just now."""
    return people.recognise(session, world.actor(who)).account


def link(world: World, who: str) -> None:
    """The account on the Discord server is the same person's from here on, who used the first workspace last."""
    with world.database.begin() as session:
        other, mine = comes_from_guild(session, who), comes_from_web(world, session, who)
        fresh = session.get_one(Person, other.person_id)
        other.person_id, other.latest = mine.person_id, False
        session.flush()
        session.delete(fresh)
