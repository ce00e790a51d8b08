"""A bridge that says what it was told to, for looking at the page alone."""

from collections.abc import Callable
from datetime import datetime

from bot.messages.elements import Card
from bot.messages.pictures import Picture
from bot.ports import Address, Parcel
from bot.replies import Reply
from bot.requests import Actor, CommandSpec, Option, OptionKind, Platform, Request, Role
from tests.support.sketches import Easel, Sketches

SUGGESTIONS = {"name": ("Spring", "Autumn in Lagos")}
COMMANDS = (
    CommandSpec(path=("cohort", "start"), summary="Open a cohort", example="/cohort start", role=Role.STARTER),
    CommandSpec(path=("cohort", "join"), summary="Join a cohort", example="/cohort join", role=Role.ANYONE),
    CommandSpec(
        path=("cohort", "leave"),
        summary="Leave a cohort",
        example="/cohort leave",
        role=Role.MEMBER,
        options=(Option(name="name", summary="Which cohort", suggests=True),),
    ),
    CommandSpec(path=("roadmap",), summary="The roadmap", example="/roadmap week 3", role=Role.MEMBER),
    CommandSpec(
        path=("roadmap", "week"),
        summary="Any week",
        example="/roadmap week 3",
        role=Role.MEMBER,
        options=(Option(name="number", summary="Which week", kind=OptionKind.WHOLE, required=True),),
    ),
    CommandSpec(path=("segue", "help"), summary="What there is", example="/segue help", role=Role.ANYONE),
)


class Parrot:
    """Answers every request with `answer`, and remembers what it heard."""

    commands: tuple[CommandSpec, ...] = COMMANDS

    def __init__(self, answer: Callable[[Request], Reply], due: datetime | None = None) -> None:
        self.answer = answer
        self.due = due
        self.inside: set[str] = set()
        self.heard: list[Request] = []
        self.easel: Easel = Sketches()

    async def ask(self, request: Request) -> Reply:
        """The answer that was given for it."""
        self.heard.append(request)
        return self.answer(request)

    async def suggest(self, actor: Actor, option: Option, typed: str) -> tuple[str, ...]:
        """The weeks and cohorts there are, as far as they begin so."""
        return tuple(
            value for value in SUGGESTIONS.get(option.name, ()) if value.casefold().startswith(typed.casefold())
        )

    async def members(self, platform: Platform, workspace: str) -> frozenset[str]:
        """Whoever was put among them."""
        return frozenset(self.inside)

    async def forget(self) -> None:
        """Know nobody and nothing any more."""
        self.heard.clear()
        self.inside.clear()
        self.due = None

    async def draw(self, picture: Picture) -> bytes:
        """What `easel` makes of it."""
        return await self.easel(picture)

    async def next_due(self) -> datetime | None:
        """When the next thing is due, as it was set."""
        return self.due


def parcel(card: Card, *, key: str = "d1", channel: str = "ml-switch", user: str | None = None) -> Parcel:
    """A card on its way to a channel of the playground, or to a person."""
    to = Address(platform=Platform.WEB, workspace="playground", channel=None if user else channel, user=user)
    return Parcel(delivery=1, fence=1, kind="prompt", key=key, to=to, card=card, reader_zone="UTC")
