"""Spring with people who look for each other: some offer to mentor, some ask, and everybody learns."""

from collections.abc import Mapping

from bot.domain.pairing.states import Ladder
from bot.messages.wire import Action
from bot.replies import Reply
from tests.support.worlds import World

#: The first week has begun, and the weekly round is over.
BEGUN = "2027-01-04 11:00 Europe/Berlin"


def begun(world: World, learners: tuple[str, ...] = (), mentors: Mapping[str, int] | None = None) -> World:
    """Ana organises; these learn, and those offer so many seats; it is Monday of the first week, after its rounds."""
    world.starts_cohort()
    for who in learners:
        world.says(who, "/cohort join")
    world.comes_to(BEGUN)
    world.plans()
    for who, seats in (mentors or {}).items():
        offers(world, who, seats)
    world.plans()
    return world


def offers(world: World, who: str, seats: int = 1) -> Reply:
    """Somebody offers to mentor in Spring."""
    return world.fills(who, Action("mentor.offer", ("1",)), {"seats": str(seats), "ladder": Ladder.WORKING})


def asks(world: World, *names: str, **answers: str) -> None:
    """These ask for a mentor in Spring, one after the other."""
    for who in names:
        world.fills(who, Action("mentor.ask", ("1",)), {"purpose": f"Help for {who}", **answers})


def reviews(world: World, **answers: str) -> Reply:
    """Ana looks at each plan before it goes out."""
    usual = {"reviews": "yes", "weeks": "2", "days": "2", "hours": "1"}
    return world.fills("Ana", Action("pairs.policy", ("1",)), usual | answers)
