"""A plan that waits for an organiser's look, and how Ana handles it."""

from bot.messages.elements import Button
from bot.replies import Reply
from tests.support.hands import press
from tests.support.seekers import asks, begun, offers, reviews
from tests.support.seen import labels, menu
from tests.support.worlds import World

CHANGE, ELSE, SOMEBODY = "Change what somebody gets", "Somebody else", "Give them somebody"


def waiting(world: World) -> World:
    """Bo, Chen and Eva have asked on three days, Dana and Zoe have a seat each, and Ana has a plan to look at."""
    begun(world, ("Bo", "Chen", "Eva"))
    reviews(world)
    for day, who in enumerate(("Bo", "Chen", "Eva"), start=4):
        world.comes_to(f"2027-01-0{day} 12:00 Europe/Berlin")
        asks(world, who)
    world.comes_to("2027-01-08 12:00 Europe/Berlin")
    world.plans()
    return planned(world, Dana=1, Zoe=1)


def planned(world: World, **seats: int) -> World:
    """These offer so many seats, and a round on demand makes a plan at once."""
    for who, many in seats.items():
        offers(world, who, many)
    press(world, "Ana", overview(world), "Start a mentor round now")
    world.plans()
    world.hushes()
    return world


def overview(world: World, who: str = "Ana") -> Reply:
    return world.says(who, "/cohort pairing")


def plan(world: World, who: str = "Ana", kind: str = "mentor") -> Reply:
    """The plan, as an organiser looks at it."""
    return press(world, who, overview(world, who), f"Look at the {kind} plan")


def gets(shown: Reply) -> dict[str, str]:
    """Who gets whom in a plan."""
    options = (one.label.partition(": ") for one in menu(shown, CHANGE).options)
    return {name: whom for name, _, whom in options}


def looks_at(world: World, name: str) -> Reply:
    """Ana looks at what one of them gets."""
    shown = plan(world)
    found = next(one.value for one in menu(shown, CHANGE).options if one.label.startswith(f"{name}:"))
    return press(world, "Ana", shown, CHANGE, found)


def weighs(world: World, name: str, mentor: str, label: str = ELSE) -> Reply:
    """Ana asks what another mentor for one of them costs."""
    person = looks_at(world, name)
    found = next(one.value for one in menu(person, label).options if one.label == mentor)
    return press(world, "Ana", person, label, found)


def changes(world: World, name: str, mentor: str, label: str = ELSE) -> Reply:
    return press(world, "Ana", weighs(world, name, mentor, label), "Change the plan")


def other(mentor: str) -> str:
    return "Zoe" if mentor == "Dana" else "Dana"


def co_organiser(world: World, who: str) -> None:
    """Somebody organises it with Ana."""
    roles = world.says("Ana", "/cohort roles")
    found = next(one.value for one in menu(roles, "Choose a person").options if one.label == who)
    person = press(world, "Ana", roles, "Choose a person", found)
    press(world, "Ana", person, "Make co-organiser")


def leaves(world: World, who: str) -> None:
    """Somebody leaves Spring."""
    asked = world.says(who, "/cohort leave")
    press(world, who, asked, labels(asked)[0])


def number(world: World) -> str:
    """The number of the round that is looked at."""
    card = overview(world).card
    assert card is not None
    look = next(one for one in card.controls if one.label == "Look at the mentor plan")
    assert isinstance(look, Button)
    return look.action.args[1]
