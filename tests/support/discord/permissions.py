"""Who may do what where: roles, and what a channel says differently.

https://docs.discord.com/developers/topics/permissions#permission-overwrites
"""

from typing import Final

from tests.support.discord.things import Channel, Guild

ADMINISTRATOR: Final = 1 << 3
VIEW_CHANNEL: Final = 1 << 10
SEND_MESSAGES: Final = 1 << 11
ATTACH_FILES: Final = 1 << 15
MENTION_EVERYONE: Final = 1 << 17
MANAGE_THREADS: Final = 1 << 34
CREATE_PRIVATE_THREADS: Final = 1 << 36
SEND_IN_THREADS: Final = 1 << 38
#: The names that `Life` knows them by.
NAMED: Final = {
    "administrator": ADMINISTRATOR,
    "view_channel": VIEW_CHANNEL,
    "send_messages": SEND_MESSAGES,
    "attach_files": ATTACH_FILES,
    "mention_everyone": MENTION_EVERYONE,
    "manage_threads": MANAGE_THREADS,
    "create_private_threads": CREATE_PRIVATE_THREADS,
    "send_messages_in_threads": SEND_IN_THREADS,
    "manage_guild": 1 << 5,
}
#: What everybody has in a new server: that, and embedding links, reading what was said, and using commands.
EVERYBODY: Final = VIEW_CHANNEL | SEND_MESSAGES | SEND_IN_THREADS | 1 << 14 | 1 << 16 | 1 << 31
#: What the bot is invited with.
INVITED: Final = VIEW_CHANNEL | SEND_MESSAGES | SEND_IN_THREADS | ATTACH_FILES | CREATE_PRIVATE_THREADS
EVERYTHING: Final = (1 << 50) - 1


def bits(names: tuple[str, ...]) -> int:
    """Permissions by their names. Raises `LookupError` for one that is not known here."""
    found = 0
    for name in names:
        if name not in NAMED:
            raise LookupError(f"no permission is called {name!r}; there are {', '.join(NAMED)}")
        found |= NAMED[name]
    return found


def of(guild: Guild, who: str, channel: Channel | None = None, more: int = 0) -> int:
    """What a member may in a server, or in one of its channels; `more` they have wherever they are."""
    if who == guild.owner:
        return EVERYTHING
    held = [guild.id, *guild.members.get(who, [])]
    allowed = more
    for role in held:
        allowed |= guild.roles[role].permissions if role in guild.roles else 0
    if allowed & ADMINISTRATOR:
        return EVERYTHING
    return allowed if channel is None else _there(allowed, guild, channel, who, held[1:])


def _there(allowed: int, guild: Guild, channel: Channel, who: str, held: list[str]) -> int:
    """The same, after what the channel says of everybody, then of roles, then of this person."""
    says = (guild.channels.get(channel.parent) or channel).overwrites
    of_roles = _together(says, held)
    for given, taken in (says.get(guild.id, (0, 0)), of_roles, says.get(who, (0, 0))):
        allowed = allowed & ~taken | given
    return allowed if allowed & VIEW_CHANNEL else 0


def _together(says: dict[str, tuple[int, int]], held: list[str]) -> tuple[int, int]:
    """What a channel allows and denies to these roles together."""
    given = taken = 0
    for role in held:
        one = says.get(role, (0, 0))
        given, taken = given | one[0], taken | one[1]
    return given, taken
