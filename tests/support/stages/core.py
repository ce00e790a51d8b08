"""The core as a stage: no platform at all. What is said is kept as values, and read as plain text."""

from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.messages import plain
from bot.messages.elements import Button, Card, Choice, Control, Field, FieldKind, Form, together
from bot.messages.wire import Action
from bot.ports import Messenger, Outcome, Parcel, Sent
from bot.replies import Reply
from bot.requests import Click
from tests.support.stages.stage import Seen
from tests.support.worlds import CHANNEL, ZONES, World


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A card where one person alone sees it; `unasked` when no act of theirs led to it."""

    card: Card
    unasked: bool


class CoreStage:
    """A world with nothing between it and its people.

    `turn(until)` lets its clock come to a moment, with everything due on the way handed to `messenger`. The channel
    is read in Berlin, where Ana is.
    """

    def __init__(self, world: World, turn: Callable[[datetime], Awaitable[None]]) -> None:
        self._world = world
        self._turn = turn
        self._channel: list[Card] = []
        self._private: dict[str, list[Said]] = {}
        self._rooms: list[tuple[tuple[str, ...], Card]] = []
        self._forms: dict[str, Form] = {}
        self._standing: dict[str, Card] = {}

    @property
    def messenger(self) -> Messenger:
        """Keeps parcels here."""
        return self

    async def send(self, parcel: Parcel) -> Outcome:
        """Keep a card where its reader finds it, or in the place of the one that stands there."""
        if parcel.instead:
            self._change(self._standing[parcel.instead], parcel.card)
            self._standing[parcel.instead] = parcel.card
            return Sent(parcel.instead)
        self._standing[parcel.key] = parcel.card
        if parcel.to.users:
            self._rooms.append((parcel.to.users, parcel.card))
        elif parcel.to.user is not None:
            self._private[parcel.to.user] = [*self._private.get(parcel.to.user, []), Said(parcel.card, unasked=True)]
        else:
            assert parcel.to.channel == CHANNEL.channel, f"nobody reads the channel {parcel.to.channel}"
            self._channel.append(parcel.card)
        return Sent(parcel.key)

    async def says(self, who: str, command: str) -> Seen:
        """Type a slash command into the channel."""
        return self._shows(who, self._world.says(who, command))

    async def presses(self, who: str, label: str) -> Seen:
        """Press the newest button, or choose the newest option of a menu, of that label."""
        for card in self._sight(who):
            for action, choice in _pressable(card.controls, label):
                click = Click(actor=self._world.actor(who), place=CHANNEL, action=action, choice=choice)
                return self._shows(who, self._world.core.answer(click), pressed=card)
        raise LookupError(f"{who} sees nothing to press that says {label!r}")

    async def fills(self, who: str, answers: Mapping[str, str]) -> Seen:
        """Fill the form they have open, and send it."""
        form = self._forms.pop(who)
        if unknown := answers.keys() - {field.label for field in form.fields}:
            raise LookupError(f"the form has no {sorted(unknown)}")
        typed = {field.key: _typed(field, answers.get(field.label)) for field in form.fields}
        return self._shows(who, self._world.fills(who, form.action, typed))

    async def waits(self, until: datetime) -> None:
        """Let the clock come to `until`."""
        await self._turn(until)

    async def channel(self) -> tuple[Seen, ...]:
        """The posts in the channel, oldest first."""
        return tuple(_card(card, ZONES["Ana"]) for card in self._channel)

    async def notes(self, who: str) -> tuple[Seen, ...]:
        """What was said to this person alone and unasked, oldest first."""
        return tuple(_card(said.card, _zone(who)) for said in self._line(who) if said.unasked)

    async def rooms(self, who: str) -> tuple[Seen, ...]:
        """What was said in rooms for a few, this person among them, oldest first."""
        user = self._world.actor(who).user
        return tuple(_card(card, _zone(who)) for users, card in self._rooms if user in users)

    def cards(self) -> list[Card]:
        """Every card that was said to anybody."""
        rooms = [card for _, card in self._rooms]
        return [*self._channel, *rooms, *(said.card for line in self._private.values() for said in line)]

    def _change(self, standing: Card, card: Card) -> None:
        self._channel = [card if one is standing else one for one in self._channel]
        for user, line in self._private.items():
            self._private[user] = [replace(said, card=card) if said.card is standing else said for said in line]

    def _line(self, who: str) -> list[Said]:
        return self._private.get(self._world.actor(who).user, [])

    def _sight(self, who: str) -> Iterator[Card]:
        yield from (said.card for said in reversed(self._line(who)))
        yield from reversed(self._channel)

    def _shows(self, who: str, reply: Reply, pressed: Card | None = None) -> Seen:
        if reply.form is not None:
            self._forms[who] = reply.form
            return _form(reply.form)
        assert reply.card is not None
        before = [one for one in self._line(who) if not (reply.replaces and one.card is pressed)]
        below = [Said(reply.note, unasked=True)] if reply.note else []
        self._private[self._world.actor(who).user] = [*before, Said(reply.card, unasked=False), *below]
        return _card(reply.card, _zone(who))


def _zone(who: str) -> str:
    return ZONES.get(who, "UTC")


def _pressable(controls: tuple[Control, ...], label: str) -> Iterator[tuple[Action, str]]:
    """What pressing that label means: an action and, from a menu, what was chosen."""
    for control in controls:
        match control:
            case Button() if control.label == label and not control.spent:
                yield control.action, ""
            case Choice():
                yield from ((control.action, one.value) for one in control.options if one.label == label)
            case _:
                pass


def _typed(field: Field, answer: str | None) -> str:
    """What is sent for a field: the answer, or the value of the option it names, else what was there."""
    named = {option.label: option.value for option in field.options}
    if answer is None:
        return field.initial
    if field.kind is FieldKind.CHOICES:
        return together(named.get(name, name) for name in answer.split(","))
    return named.get(answer, answer)


def _card(shown: Card, zone: str) -> Seen:
    pressable = (one for one in shown.controls if isinstance(one, Button) and not one.spent)
    text = plain.card(replace(shown, title="", controls=()), zone)
    return Seen(title=shown.title, text=text, buttons=tuple(button.label for button in pressable))


def _form(shown: Form) -> Seen:
    fields = tuple(field.label for field in shown.fields)
    return Seen(title=shown.title, text=plain.form(shown, "UTC"), fields=fields)
