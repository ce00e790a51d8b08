"""People who share wins, and what their cohort's channel hears of them."""

from bot.messages import plain
from bot.messages.wire import Action
from bot.ports import Parcel, Sent
from bot.replies import Reply
from bot.requests import Click, Platform
from tests.support.worlds import CHANNEL, World

FORM = Action("win", ("1",))
WON = {"words": "Cached the features", "category": "metric-moved", "impact": "p95 900 ms -> 300 ms", "who": "cohort"}


def began(world: World) -> World:
    """Spring is in its first week, Bo and Chen learn in it, and its opening has been heard."""
    world.platform = Platform.SLACK
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.says("Chen", "/cohort join")
    world.comes_to("2027-01-04 10:00 Europe/Berlin")
    heard(world)
    return world


def heard(world: World) -> list[Parcel]:
    """What is said now, in the place of what was said before or at its end."""
    world.plans()
    parcels = list(world.core.claim(tuple(Platform), 50))
    world.core.settle([(parcel, Sent(parcel.instead or f"ref-{parcel.delivery}")) for parcel in parcels])
    return parcels


def said(parcel: Parcel) -> str:
    """The words of a message, as a reader in Berlin has them."""
    return plain.card(parcel.card, "Europe/Berlin")


def shares(world: World, name: str, /, **answers: str) -> Reply:
    """Somebody shares a win, unless the answers say otherwise."""
    return world.fills(name, FORM, WON | answers)


def chooses(world: World, name: str, action: Action, choice: str) -> Reply:
    """Somebody chooses from a menu."""
    return world.core.answer(Click(actor=world.actor(name), place=CHANNEL, action=action, choice=choice))
