"""Weeks as they pass for a cohort: everything that is due is said, and what reached whom can be read."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.guide import Guide
from bot.domain.roadmap import Library
from bot.messages import plain
from bot.messages.elements import Button, Card
from bot.messages.wire import Action
from bot.ports import Parcel, Sent
from bot.requests import Platform
from tests.support.worlds import World, at

SAID: Mapping[str, str] = {"done": "Wrote my why", "next_step": "The course, on Tuesday"}


def bare(library: Library) -> Library:
    """The weeks alone, so that nothing but check-ins speaks to anybody in private."""
    return Library(roadmaps={slug: replace(roadmap, guide=Guide()) for slug, roadmap in library.roadmaps.items()})


def hear(world: World) -> list[Parcel]:
    """Everything that is due now, planned, claimed and recorded as sent."""
    world.plans()
    parcels = list(world.core.claim(tuple(Platform), 200))
    world.core.settle([(parcel, Sent("ref")) for parcel in parcels])
    return parcels


def live(world: World, until: str) -> list[Parcel]:
    """The clock goes on to this moment, and everything that comes due on the way is said in its time."""
    said, end = hear(world), at(until)
    while (due := world.core.next_due()) is not None and due <= end:
        world.clock.turn_to(max(due, world.clock.now()))
        said += hear(world)
    world.clock.turn_to(end)
    return said


def private(parcels: list[Parcel], who: str) -> list[Card]:
    """What reached one person alone."""
    return [parcel.card for parcel in parcels if parcel.to.user == f"U-{who}"]


def words(cards: list[Card]) -> str:
    """All of it as text."""
    return "\n\n".join(plain.card(card, "Europe/Berlin") for card in cards)


def button(cards: list[Card], label: str) -> Action:
    """The action of the button of this label, on the newest card that has it."""
    found = [one.action for card in cards for one in card.controls if isinstance(one, Button) and one.label == label]
    assert found, f"no button “{label}” in {words(cards)}"
    return found[-1]


def checks_in(world: World, who: str, week: int, **answers: str) -> Card:
    """Somebody sends the check-in of a week in the first cohort."""
    card = world.fills(who, Action("checkin", ("1", str(week))), {**SAID, **answers}).card
    assert card is not None
    return card


def mondays(first: str, weeks: int) -> Iterator[str]:
    """So many Mondays at noon in Berlin, from the first one on."""
    day = at(f"{first} 12:00 Europe/Berlin")
    return (f"{day + timedelta(weeks=week):%Y-%m-%d} 12:00 Europe/Berlin" for week in range(weeks))
