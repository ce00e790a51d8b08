"""The JSON of servers, their roles, their channels and their threads, with all that discord.py looks for."""

from tests.support.discord.things import (
    LINE,
    NEWS_CHANNEL,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    STAMP,
    TEXT_CHANNEL,
    Channel,
    Guild,
    Json,
    Role,
    User,
)
from tests.support.discord.world import World

ROLE_OVERWRITE, MEMBER_OVERWRITE = 0, 1


def user(one: User, *, bot: bool = False) -> Json:
    """Somebody, as everybody sees them."""
    return {
        "id": one.id,
        "username": one.name.lower(),
        "global_name": one.name,
        "discriminator": "0",
        "avatar": None,
        "bot": bot,
        "public_flags": 0,
    }


def member(world: World, guild: Guild, who: str) -> Json:
    """Somebody in a server: what GET member answers, and the server's list of members holds."""
    one = world.bot if who == world.bot.id else world.users[who]
    return {
        "user": user(one, bot=one is world.bot),
        "nick": None,
        "avatar": None,
        "banner": None,
        "roles": list(guild.members[who]),
        "joined_at": STAMP,
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "communication_disabled_until": None,
    }


def channel(world: World, id_: str) -> Json:
    """A channel, a thread, or somebody's private line."""
    found = world.channels.get(id_)
    if found is None:
        recipients = [user(world.users[who]) for who, line in world.private.items() if line == id_]
        return {"id": id_, "type": LINE, "recipients": recipients, "last_message_id": None, "flags": 0}
    return thread(world, found) if found.is_thread else _text(world, found)


def thread(world: World, one: Channel) -> Json:
    """A thread: one that everybody may read, or a private one, which the bot has started."""
    return {
        "id": one.id,
        "type": PRIVATE_THREAD if one.private else PUBLIC_THREAD,
        "guild_id": one.guild,
        "parent_id": one.parent,
        "owner_id": world.bot.id if one.private else world.guilds[one.guild].owner,
        "name": one.name,
        "member_count": 1,
        "message_count": 0,
        "total_message_sent": 0,
        "rate_limit_per_user": 0,
        "last_message_id": None,
        "flags": 0,
        "thread_metadata": {
            "archived": one.archived,
            "auto_archive_duration": 1440,
            "archive_timestamp": STAMP,
            "create_timestamp": STAMP,
            "locked": one.locked,
            **({"invitable": one.invitable} if one.private else {}),
        },
    }


def role(one: Role, position: int = 1) -> Json:
    """A role."""
    return {
        "id": one.id,
        "name": one.name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "icon": None,
        "unicode_emoji": None,
        "position": position,
        "permissions": str(one.permissions),
        "managed": bool(one.bot),
        "mentionable": one.mentionable,
        "flags": 0,
        **({"tags": {"bot_id": one.bot}} if one.bot else {}),
    }


def guild(world: World, one: Guild) -> Json:
    """What GET guild answers: all but who and what is in it right now."""
    return {
        "id": one.id,
        "name": one.name,
        "owner_id": one.owner,
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "banner": None,
        "description": None,
        "region": "",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "roles": [role(each, at) for at, each in enumerate(one.roles.values())],
        "emojis": [],
        "stickers": [],
        "features": [],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "max_members": 500_000,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": "en-US",
        "public_updates_channel_id": None,
        "safety_alerts_channel_id": None,
        "nsfw_level": 0,
        "premium_progress_bar_enabled": False,
    }


def entered(world: World, one: Guild) -> Json:
    """GUILD_CREATE. Without the members intent it holds one member: the bot."""
    here = [each for each in one.channels.values() if not each.is_thread]
    open_threads = [each for each in one.channels.values() if each.is_thread and not each.archived]
    return guild(world, one) | {
        "large": len(one.members) > 250,
        "unavailable": False,
        "member_count": len(one.members),
        "joined_at": STAMP,
        "voice_states": [],
        "members": [member(world, one, world.bot.id)],
        "channels": [_text(world, each) for each in here],
        "threads": [thread(world, each) for each in open_threads],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _text(world: World, one: Channel) -> Json:
    roles = world.guilds[one.guild].roles
    return {
        "id": one.id,
        "type": NEWS_CHANNEL if one.news else TEXT_CHANNEL,
        "guild_id": one.guild,
        "name": one.name,
        "position": 0,
        "permission_overwrites": [
            {
                "id": whose,
                "type": ROLE_OVERWRITE if whose in roles else MEMBER_OVERWRITE,
                "allow": str(given),
                "deny": str(taken),
            }
            for whose, (given, taken) in one.overwrites.items()
        ],
        "nsfw": False,
        "parent_id": None,
        "topic": None,
        "last_message_id": None,
        "rate_limit_per_user": 0,
        "flags": 0,
    }
