"""Hands: press what a card offers by its label, and let the house say what is due."""

from bot.messages import plain
from bot.messages.elements import Button, Choice
from bot.ports import Parcel, Sent
from bot.replies import Reply
from bot.requests import Click, Place, Platform
from tests.support.seen import ZONE
from tests.support.worlds import CHANNEL, World


def press(world: World, who: str, reply: Reply, label: str, choice: str = "", place: Place = CHANNEL) -> Reply:
    """The reply to the button or menu of this label."""
    assert reply.card is not None
    [control] = [one for one in reply.card.controls if one.label == label]
    assert isinstance(control, Button | Choice)
    return world.core.answer(Click(actor=world.actor(who), place=place, action=control.action, choice=choice))


def begin(world: World, who: str, reply: Reply, label: str) -> Reply:
    """The reply to the first button whose label begins so: a task's is long."""
    assert reply.card is not None
    found = next(one for one in reply.card.controls if isinstance(one, Button) and one.label.startswith(label))
    return world.presses(who, found.action)


def hear(world: World, kind: str = "") -> list[str]:
    """Everything that is due now is said; the words of this kind, or of every kind."""
    return [plain.card(parcel.card, ZONE) for parcel in said(world) if kind in {"", parcel.kind}]


def said(world: World) -> list[Parcel]:
    """Everything that is due now, said and settled."""
    world.plans()
    parcels: list[Parcel] = []
    while claimed := world.core.claim(tuple(Platform), 50):
        world.core.settle([(parcel, Sent(f"ref-{parcel.delivery}")) for parcel in claimed])
        parcels += claimed
    return parcels
