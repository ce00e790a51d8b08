"""What Discord tells of servers and channels, as news; and whether segue may speak in a channel.

Nothing here asks Discord anything. Its events carry neither a time nor a key: news are of the moment they are read.
https://docs.discord.com/developers/events/gateway-events
"""

from datetime import datetime
from typing import Final, TypeAlias

import discord

from adapters.discord import codes
from bot.news import ChannelFate, ChannelNews, PersonNews, WorkspaceNews
from bot.requests import Platform

Speakable: TypeAlias = discord.abc.GuildChannel | discord.Thread

DELETED: Final = codes.CHANNEL[10003].reason
UNSEEN: Final = codes.CHANNEL[50001].reason
MUTE: Final = codes.CHANNEL[50013].reason
LOCKED: Final = codes.CHANNEL[50083].reason


def hindrance(place: Speakable) -> str:
    """Why segue may not speak there, for an organiser; empty when it may, or when that cannot be told."""
    try:
        return _hindrance(place, place.guild.me)
    except (discord.ClientException, AttributeError):
        # A thread whose channel is not known, or a kind of channel that has no permissions.
        return ""


def workspace(guild: str, at: datetime, *, gone: bool) -> WorkspaceNews:
    """The bot was removed from a server, or is in it again."""
    return WorkspaceNews(platform=Platform.DISCORD, workspace=guild, gone=gone, at=at)


def person(guild: str, user: str, at: datetime, *, gone: bool) -> PersonNews:
    """Somebody left a server, or is in it again."""
    return PersonNews(platform=Platform.DISCORD, workspace=guild, user=user, gone=gone, at=at)


def fate(guild: str, channel: str, at: datetime, reason: str) -> ChannelNews:
    """A channel is lost for this reason; without one, it can be spoken in."""
    became = ChannelFate.LOST if reason else ChannelFate.BACK
    return _channel(guild, channel, at, became, reason=reason)


def renamed(guild: str, channel: str, at: datetime, name: str) -> ChannelNews:
    """A channel or thread has another name."""
    return _channel(guild, channel, at, ChannelFate.RENAMED, name=name)


def _channel(
    guild: str, channel: str, at: datetime, became: ChannelFate, *, reason: str = "", name: str = ""
) -> ChannelNews:
    return ChannelNews(
        platform=Platform.DISCORD, workspace=guild, channel=channel, fate=became, at=at, reason=reason, name=name
    )


def _hindrance(place: Speakable, me: discord.Member | None) -> str:
    if me is None:
        return ""
    allowed = place.permissions_for(me)
    if not allowed.view_channel:
        return UNSEEN
    if not isinstance(place, discord.Thread):
        return "" if allowed.send_messages else MUTE
    if place.locked and not allowed.manage_threads:
        return LOCKED
    return "" if allowed.send_messages_in_threads else MUTE
