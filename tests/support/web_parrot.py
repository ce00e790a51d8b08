"""A bridge that says what it was told to, for looking at the page alone."""

from collections.abc import Callable
from datetime import datetime

from bot.messages.elements import Card
from bot.ports import Address, Parcel
from bot.replies import Reply
from bot.requests import CommandSpec, Platform, Request, Role

COMMANDS = (
    CommandSpec(path=("cohort", "start"), summary="Open a cohort", example="/cohort start", role=Role.STARTER),
    CommandSpec(path=("cohort", "join"), summary="Join a cohort", example="/cohort join", role=Role.ANYONE),
    CommandSpec(path=("roadmap",), summary="The roadmap", example="/roadmap week 3", role=Role.MEMBER),
    CommandSpec(path=("segue", "help"), summary="What there is", example="/segue help", role=Role.ANYONE),
)


class Parrot:
    """Answers every request with `answer`, and remembers what it heard."""

    commands = COMMANDS

    def __init__(self, answer: Callable[[Request], Reply], due: datetime | None = None) -> None:
        self.answer = answer
        self.due = due
        self.heard: list[Request] = []

    async def ask(self, request: Request) -> Reply:
        """The answer that was given for it."""
        self.heard.append(request)
        return self.answer(request)

    async def next_due(self) -> datetime | None:
        """When the next thing is due, as it was set."""
        return self.due


def parcel(card: Card, *, key: str = "d1", channel: str = "ml-switch", user: str | None = None) -> Parcel:
    """A card on its way to a channel of the playground, or to a person."""
    to = Address(platform=Platform.WEB, workspace="playground", channel=None if user else channel, user=user)
    return Parcel(delivery=1, fence=1, kind="prompt", key=key, to=to, card=card, reader_zone="UTC")
