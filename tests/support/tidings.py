"""Tidings: what a platform tells of a world, and sends that prove it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.news import ChannelFate, ChannelNews, News, PersonNews, WorkspaceNews
from bot.ports import Failed, Lost, Outcome, Parcel, Sent
from bot.requests import Platform
from bot.store.models import Channel, Cohort
from tests.support.hands import said
from tests.support.worlds import World, at

ARCHIVED = "The channel was archived."
IS_ARCHIVED = Failed(ARCHIVED, Lost.CHANNEL)
#: The number of a telling, so that none is taken for another one.
_KEYS = iter(range(1_000_000))


def of_channel(world: World, fate: ChannelFate, *, ago: timedelta = timedelta(), **more: str) -> ChannelNews:
    """News of a channel, C1 unless another one is named."""
    told = {"channel": "C1", "reason": ARCHIVED if fate is ChannelFate.LOST else ""} | more
    return ChannelNews(platform=world.platform, workspace="W1", fate=fate, at=_at(world, ago), key=_key(), **told)


def of_person(world: World, who: str, *, gone: bool, ago: timedelta = timedelta(), zone: str | None = None) -> News:
    """News of somebody."""
    at = _at(world, ago)
    return PersonNews(
        platform=world.platform, workspace="W1", user=f"U-{who}", gone=gone, at=at, key=_key(), zone=zone
    )


def of_workspace(world: World, *, gone: bool, ago: timedelta = timedelta(), workspace: str = "W1") -> News:
    """News of a workspace."""
    return WorkspaceNews(platform=world.platform, workspace=workspace, gone=gone, at=_at(world, ago), key=_key())


def wednesday_of_week_2(world: World) -> None:
    """Spring with Ana and Bo comes to noon of that day; nothing private waits for anybody."""
    for moment in ("2027-01-04 09:00", "2027-01-11 09:00", "2027-01-13 12:00"):
        world.comes_to(f"{moment} Europe/Berlin")
        said(world)
    world.hushes()


def lives_until(world: World, moment: str) -> list[Parcel]:
    """Everything that is said until this moment in Berlin, three hours by three hours."""
    ends, heard = at(f"{moment} Europe/Berlin"), []
    while (now := world.clock.now()) < ends:
        world.clock.turn_to(min(ends, now + timedelta(hours=3)))
        heard += said(world)
    return heard


def titles(parcels: Sequence[Parcel], to: str) -> list[str]:
    """What was said to somebody, or in a channel."""
    return [str(one.card.title) for one in parcels if to in {one.to.user, one.to.channel}]


def cohort(world: World) -> Cohort:
    """The only cohort there is."""
    with world.database.begin() as session:
        return session.scalars(select(Cohort)).one()


def channel(world: World, external: str = "C1") -> Channel:
    """The only cohort's channel of this id."""
    with world.database.begin() as session:
        return session.scalars(select(Channel).where(Channel.external_id == external)).one()


def week(world: World, number: int) -> str:
    """The title of a week's prompt."""
    return f"Week {number} · {world.library.default.weeks[number - 1].title}"


def archives(world: World, channel: str = "C1") -> bool:
    """Somebody archives a channel now."""
    return world.core.hear(of_channel(world, ChannelFate.LOST, channel=channel))


def unarchives(world: World, channel: str = "C1") -> bool:
    """Somebody brings it back now."""
    return world.core.hear(of_channel(world, ChannelFate.BACK, channel=channel))


def sends(world: World, refusal: Outcome, *where: str) -> list[Parcel]:
    """Everything that is due now, with one answer for what goes there and a yes for all else; what was refused."""
    world.plans()
    refused: list[Parcel] = []
    while claimed := world.core.claim(tuple(Platform), 50):
        met = [one for one in claimed if (one.to.channel or one.to.user) in where]
        world.core.settle([(one, refusal if one in met else Sent(f"ref-{one.delivery}")) for one in claimed])
        refused += met
    return refused


def _at(world: World, ago: timedelta) -> datetime:
    return world.clock.now() - ago


def _key() -> str:
    return f"Ev{next(_KEYS)}"
