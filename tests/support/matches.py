"""People who ask, offer and answer by the forms and buttons that everybody has, and the rounds between."""

from sqlalchemy import select

from bot.domain.pairing.states import Kind
from bot.domain.roadmap import Library
from bot.messages.elements import Card
from bot.messages.wire import Action
from bot.replies import Reply
from bot.store.models import Pairing
from content.library import load
from tests.support.seen import text
from tests.support.weeks import bare, live, private
from tests.support.worlds import World

#: A moment in the first week; when the first round after it is over; the evening of that day everywhere.
NOON, SOON, NIGHT = (f"2027-01-06 {hour}" for hour in ("12:00 Europe/Berlin", "12:31 Europe/Berlin", "23:59 UTC"))
ASK, OFFER = Action("mentor.ask", ("1",)), Action("mentor.offer", ("1",))


def quiet_library() -> Library:
    """The weeks alone, with what is asked when somebody joins."""
    return bare(load())


def begins(world: World) -> None:
    """Bo and Chen learn in Spring since its first week, and nothing waits for anybody."""
    world.starts_cohort()
    for who in ("Bo", "Chen"):
        world.says(who, "/cohort join")
    live(world, NOON)
    world.hushes()


def asks(world: World, who: str, **answers: str) -> Reply:
    """Somebody asks for a mentor in Spring."""
    return world.fills(who, ASK, {"purpose": "A portfolio", **answers})


def offers(world: World, who: str, **answers: str) -> Reply:
    """Somebody offers to mentor in Spring."""
    return world.fills(who, OFFER, {"seats": "1", "ladder": "working", **answers})


def suggested(world: World, until: str = SOON) -> tuple[Action, Action]:
    """Dana offers, Bo asks, and a round suggests them to each other: the buttons to accept and to decline it."""
    offers(world, "Dana")
    asks(world, "Bo")
    live(world, until)
    [number] = found(world)
    return Action("mentor.accept", (number,)), Action("mentor.no", (number,))


def found(world: World) -> dict[str, str]:
    """Where every suggestion of a mentor stands, by its number."""
    with world.database.begin() as session:
        mentors = select(Pairing.id, Pairing.state).where(Pairing.kind == Kind.MENTOR).order_by(Pairing.id)
        return {str(number): state.value for number, state in session.execute(mentors)}


def stands(world: World, who: str) -> str:
    """The card of `/mentor`, as they have it."""
    return text(world.says(who, "/mentor"))


def heard(world: World, who: str, until: str = NIGHT) -> list[Card]:
    """What their private notes say until then, part by part."""
    return private(live(world, until), who)
