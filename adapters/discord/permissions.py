"""What segue asks of a server when it is invited, each with its reason, and nothing else.

https://docs.discord.com/developers/topics/permissions. Never a mention of everyone, never Administrator: whom a
message pings is said with each message, and a role is called only where the server lets anyone call it. Changing its
own messages, answering people and writing to them in private need none of these; attached pictures no Embed Links;
letting people into a thread of its own no Manage Threads.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import discord

#: Being in a server at all, and slash commands there.
SCOPES: Final = ("bot", "applications.commands")
#: discord.py's name of each: what Discord's pages call it, and what it is for.
ASKED: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "view_channel": ("View Channels", "reaching the channels that cohorts speak in"),
        "send_messages": ("Send Messages", "the cohort's posts in a channel"),
        "send_messages_in_threads": ("Send Messages in Threads", "the same, where a cohort speaks in a thread"),
        "attach_files": ("Attach Files", "the pictures that posts show; without it they are said in words"),
        "create_private_threads": (
            "Create Private Threads",
            "a room for a mentor and their learner, or for buddies; without it each hears how to reach the other",
        ),
    }
)
#: What no post needs.
ROOMS: Final = frozenset({"create_private_threads"})


def asked() -> discord.Permissions:
    """The permissions of the invite link."""
    return discord.Permissions(**dict.fromkeys(ASKED, True))


def invite(application: str) -> str:
    """The address at which whoever manages a server lets this application in, by the application's id."""
    return discord.utils.oauth_url(int(application), permissions=asked(), scopes=SCOPES)


def lacking(may: discord.Permissions, *, thread: bool) -> tuple[str, ...]:
    """What is missing of what a post in such a place needs, as Discord's pages call it."""
    idle = "send_messages" if thread else "send_messages_in_threads"
    wanted = (name for name in ASKED if name not in ROOMS | {idle})
    return tuple(ASKED[name][0] for name in wanted if not getattr(may, name))
