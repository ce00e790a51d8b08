"""Ways between what is said of pairing: to where people stand, and from page to page of what organisers see."""

from collections.abc import Iterator

from bot.cards import controls
from bot.messages.elements import Button, Control
from bot.messages.wire import Action


def stand() -> Button:
    """To where somebody stands with mentors."""
    return controls.run("Where do I stand?", "mentor")


def buddy() -> Button:
    """To who is beside somebody."""
    return controls.run("My buddy", "buddy")


def back(cohort: int, label: str = "Mentors and buddies") -> Button:
    """To the overview."""
    return Button(label=label, action=Action("pairs.overview", (str(cohort),)))


def who_waits(cohort: int) -> Button:
    """To everybody who waits."""
    return Button(label="Who waits", action=Action("pairs.waiting", (str(cohort), "0")))


def turns(name: str, args: tuple[str, ...], page: int, more: bool) -> Iterator[Control]:
    """To the page before and the page after."""
    if page > 0:
        yield Button(label="Back a page", action=Action(name, (*args, str(page - 1))))
    if more:
        yield Button(label="Next page", action=Action(name, (*args, str(page + 1))))
