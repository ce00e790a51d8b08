"""What somebody keeps private reaches nobody else, however hard an organiser looks."""

import pytest

from bot.messages import plain
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Place
from tests.support.weeks import checks_in, live
from tests.support.worlds import CHANNEL, World

SECRETS = {
    "done": "Cried over the loss function",
    "obstacle": "My manager wants me to fail",
    "next_step": "Apply at Acme on Tuesday",
    "running": "the secret sweep until 2027-01-20",
}
#: Every button that carries a number of somebody's week, of what is in their way, of what runs, or of their pause.
NAMES = (
    *("checkin", "checkin.small", "checkin.snooze", "checkin.pause"),
    *("history.page", "history.week", "pause.end", "pause.week", "low.why", "win"),
    *(
        "blocker.show",
        "blocker.next",
        "blocker.keep",
        "blocker.back",
        "blocker.solved",
        "blocker.help",
        "blocker.pass",
    ),
    *("experiment.ended", "experiment.longer", "experiment.result"),
)
LOOKS = ("/checkin", "/checkin history", "/checkin snooze", "/checkin pause", "/cohort people", "/roadmap", "/my")


@pytest.fixture
def confided(world: World) -> World:
    """Bo has confided a week; Ana organises and learns along, and looks at everything."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.says("Ana", "/cohort join")
    live(world, "2027-01-08 15:00 Europe/Berlin")
    checks_in(world, "Bo", 1, **SECRETS, energy="1")
    return world


def seen(reply: Reply) -> str:
    if reply.card is not None:
        return plain.card(reply.card, "UTC")
    assert reply.form is not None
    return plain.form(reply.form, "UTC")


def leaked(texts: list[str]) -> list[str]:
    return [secret for secret in SECRETS.values() for text in texts if secret in text]


def test_an_organiser_finds_nothing_by_commands_and_forged_buttons(confided: World) -> None:
    typed = [seen(confided.says("Ana", look)) for look in LOOKS]
    pressed = [
        seen(confided.presses("Ana", Action(name, ("1", *args))))
        for name in NAMES
        for args in ((), ("1",), ("0",), ("1", "0"), ("1", "1"), ("checkin", "1"))
    ]

    assert leaked(typed + pressed) == []
    assert SECRETS["done"] in seen(confided.says("Bo", "/checkin history"))


def test_no_channel_and_nobody_else_ever_hears_it(confided: World) -> None:
    parcels = live(confided, "2027-02-20 12:00 Europe/Berlin")

    others = [plain.card(parcel.card, "UTC") for parcel in parcels if parcel.to.user != "U-Bo"]
    assert len(others) > 10
    assert leaked(others) == []


@pytest.mark.parametrize("place", [CHANNEL, Place()])
def test_no_reply_about_it_tells_others(confided: World, place: Place) -> None:
    filled = confided.fills("Bo", Action("checkin", ("1", "1")), {**SECRETS, "energy": "2"}, place)

    assert filled.posts == ()
