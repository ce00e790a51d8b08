"""Slack's events as news: what it tells of channels, people and workspaces. Nothing here asks Slack anything.

https://docs.slack.dev/reference/events
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Final, TypeAlias

from adapters.slack.inbound import team_of
from adapters.slack.people import zone
from adapters.slack.spans import Json
from bot.news import ChannelFate, ChannelNews, News, PersonNews, WorkspaceNews
from bot.requests import Platform

Told: TypeAlias = Callable[[Json], News | None]

ARCHIVED: Final = "The channel was archived."
DELETED: Final = "The channel was deleted."
REMOVED: Final = "segue was removed from the channel."


def read(body: Json) -> News | None:
    """What an event tells; None for one that is about nobody segue knows."""
    told = TOLD.get(body["event"]["type"])
    return told(body) if told else None


def bot_of(body: Json) -> str:
    """Who segue is in the workspace that an event was delivered for; empty where Slack does not say."""
    return next((str(one["user_id"]) for one in body.get("authorizations") or () if one.get("is_bot")), "")


def _lost(reason: str, body: Json) -> News:
    return _channel(body, ChannelFate.LOST, reason=reason)


def _back(body: Json) -> News:
    return _channel(body, ChannelFate.BACK)


def _renamed(body: Json) -> News:
    return _channel(body, ChannelFate.RENAMED, name=str(body["event"]["channel"].get("name", "")))


def _shared(body: Json) -> News:
    return _channel(body, ChannelFate.SHARED)


def _joined(body: Json) -> News | None:
    """The bot itself was let into a channel; other people's coming and going is theirs."""
    return _back(body) if body["event"].get("user") == bot_of(body) else None


def _channel(body: Json, fate: ChannelFate, *, reason: str = "", name: str = "") -> News:
    channel = body["event"]["channel"]
    return ChannelNews(
        platform=Platform.SLACK,
        workspace=team_of(body),
        channel=str(channel["id"] if isinstance(channel, dict) else channel),
        fate=fate,
        at=_at(body),
        key=_key(body),
        reason=reason,
        name=name,
    )


def _person(body: Json) -> News | None:
    """Somebody of this workspace; people of others, and bots, are in no cohort of it."""
    user = body["event"]["user"]
    if user.get("is_bot") or user.get("team_id", team_of(body)) != team_of(body):
        return None
    return PersonNews(
        platform=Platform.SLACK,
        workspace=team_of(body),
        user=str(user["id"]),
        gone=bool(user.get("deleted")),
        at=_at(body),
        key=_key(body),
        zone=zone(str(user.get("tz") or "")),
    )


def _removed(body: Json) -> News:
    return WorkspaceNews(platform=Platform.SLACK, workspace=team_of(body), gone=True, at=_at(body), key=_key(body))


def _revoked(body: Json) -> News | None:
    """Only its bot's token is one that segue has; those of people are none of its own."""
    return _removed(body) if (body["event"].get("tokens") or {}).get("bot") else None


def _at(body: Json) -> datetime:
    return datetime.fromtimestamp(float(body["event_time"]), UTC)


def _key(body: Json) -> str:
    return str(body.get("event_id") or "")


TOLD: Final[Mapping[str, Told]] = {
    "app_uninstalled": _removed,
    "tokens_revoked": _revoked,
    "user_change": _person,
    "channel_archive": partial(_lost, ARCHIVED),
    "channel_deleted": partial(_lost, DELETED),
    "channel_left": partial(_lost, REMOVED),
    "channel_rename": _renamed,
    "channel_shared": _shared,
    "channel_unarchive": _back,
    "group_archive": partial(_lost, ARCHIVED),
    "group_deleted": partial(_lost, DELETED),
    "group_left": partial(_lost, REMOVED),
    "group_rename": _renamed,
    "group_unarchive": _back,
    "member_joined_channel": _joined,
}
