"""A command that leaves its sender a word, a plan and a request; and everything private that is due, said."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

from bot.core import Core
from bot.domain.notes import Urgency
from bot.features import noting
from bot.features.feature import Answers, Context, Feature, Telling
from bot.features.noting import Remark
from bot.features.table import FEATURES, gathered
from bot.messages.elements import Card, Text
from bot.messages.text import Strong
from bot.messages.wire import Action
from bot.ports import Outcome, Parcel, Sent
from bot.replies import Reply
from bot.requests import Option, Platform, Role
from bot.store.queries import cohorts
from tests.support.worlds import World

whispers = Feature()

ABOUT = Option(name="about", summary="About what")


@whispers.command("whisper", role=Role.MEMBER, summary="Leave yourself words", example="/whisper", options=(ABOUT,))
def leave_words(ctx: Context, answers: Answers) -> Reply:
    """Leave the asker one word, one plan and one request, in this order, each named after the cohort."""
    for _, cohort in cohorts.memberships(ctx.session, ctx.person):
        for kind in ("word", "plan", "request"):
            until = ctx.now + timedelta(days=3)
            remark = Remark(kind=kind, subject=answers["about"], due=ctx.now, until=until)
            noting.leave(ctx, ctx.person, cohort, remark)
    return Reply(card=Card(title="Left"))


@whispers.part("word", Urgency.WORD)
def say_word(telling: Telling) -> Card:
    """Say the word."""
    return Card(title=f"A word of {telling.cohort.name}")


@whispers.part("plan", Urgency.PLAN)
def say_plan(telling: Telling) -> Card:
    """Say the plan."""
    return Card(title=f"A plan of {telling.cohort.name}")


@whispers.part("request", Urgency.REQUEST)
def say_request(telling: Telling) -> Card:
    """Say the request."""
    return Card(title=f"A request of {telling.cohort.name}")


def can_whisper(world: World) -> None:
    """Let everybody there whisper."""
    world.core = Core(world.database, world.library, world.clock, Random(7), gathered((*FEATURES, whispers)))


def joins_without_messages(world: World) -> None:
    """On Discord Bo joins Spring, takes no private messages, and can whisper; nothing waits for him yet."""
    world.platform = Platform.DISCORD
    can_whisper(world)
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.presses("Bo", Action("my.zone.keep", ("Africa/Lagos",)))
    world.hushes()
    post_all(world)


def opens(world: World, said: str = "/roadmap", who: str = "Bo") -> list[str]:
    """The titles of what opens beside the answer."""
    return titles(world.says(who, said).note)


def at_once(world: World) -> list[list[str]]:
    """What opens beside each of six answers that Bo asks for at the same moment."""
    with ThreadPoolExecutor(6) as pool:
        return list(pool.map(lambda _: opens(world, "/segue"), range(6)))


def post_all(world: World, became: Callable[[Parcel], Outcome] = lambda _: Sent("ref")) -> list[Parcel]:
    """Everything private that is due now, said; `became` tells what becomes of each parcel."""
    world.plans()
    parcels: list[Parcel] = []
    while claimed := world.core.claim(tuple(Platform), 50):
        world.core.settle([(parcel, became(parcel)) for parcel in claimed])
        parcels += claimed
    return [parcel for parcel in parcels if parcel.to.user]


def titles(card: Card | None) -> list[str]:
    """The titles of the parts of a note, in order; none where there is no note."""
    if card is None:
        return []
    return [card.title, *(span.words for block in card.body if isinstance(block, Text) for span in _strong(block))]


def _strong(block: Text) -> list[Strong]:
    return [span for span in block.spans if isinstance(span, Strong)]
