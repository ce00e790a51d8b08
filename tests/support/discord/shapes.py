"""The JSON that Discord sends: users, members, channels, messages, interactions."""

from tests.support.discord.world import STAMP, Interaction, Json, Message, User, World


def user(one: User, *, bot: bool = False) -> Json:
    return {
        "id": one.id,
        "username": one.name.lower(),
        "global_name": one.name,
        "discriminator": "0",
        "avatar": None,
        "bot": bot,
        "public_flags": 0,
    }


def member(one: User) -> Json:
    return {
        "user": user(one),
        "nick": None,
        "roles": [],
        "joined_at": STAMP,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "permissions": str(one.permissions),
    }


def channel(world: World, id_: str) -> Json:
    if id_ in world.channels:
        return {
            "id": id_,
            "type": 0,
            "guild_id": world.guild,
            "name": world.channels[id_],
            "position": 0,
            "permission_overwrites": [],
            "nsfw": False,
            "parent_id": None,
            "topic": None,
            "rate_limit_per_user": 0,
        }
    recipients = [user(world.users[who]) for who, line in world.private.items() if line == id_]
    return {"id": id_, "type": 1, "recipients": recipients, "last_message_id": None}


def guild(world: World) -> Json:
    return {
        "id": world.guild,
        "name": "Career switch",
        "owner_id": "11",
        "icon": None,
        "region": "",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "roles": [_everyone(world)],
        "emojis": [],
        "stickers": [],
        "features": [],
        "mfa_level": 0,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "public_updates_channel_id": None,
        "nsfw_level": 0,
        "premium_progress_bar_enabled": False,
        "large": False,
        "unavailable": False,
        "member_count": len(world.users) + 1,
        "joined_at": STAMP,
        "voice_states": [],
        "members": [],
        "channels": [channel(world, id_) for id_ in world.channels],
        "threads": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _everyone(world: World) -> Json:
    return {
        "id": world.guild,
        "name": "@everyone",
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 0,
        "permissions": "2048",
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def application(world: World) -> Json:
    return {
        "id": world.bot.id,
        "name": "segue",
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "00",
        "owner": user(world.users["11"]),
        "team": None,
        "flags": 0,
        "rpc_origins": [],
        "summary": "",
    }


def message(world: World, one: Message) -> Json:
    return {
        "id": one.id,
        "channel_id": one.channel,
        "author": user(world.bot, bot=True),
        "content": "",
        "timestamp": STAMP,
        "edited_timestamp": STAMP if one.edits else None,
        "tts": False,
        "mention_everyone": "everyone" in one.pinged,
        "mentions": [user(world.users[who]) for who in sorted(one.pinged) if who in world.users],
        "mention_roles": [],
        "attachments": [_attachment(world, at, one) for at, one in enumerate(one.attachments)],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "flags": one.flags,
        "components": one.components,
        **({"nonce": one.nonce} if one.nonce else {}),
    }


def _attachment(world: World, at: int, one: Json) -> Json:
    return {
        "id": str(7_000_000 + at),
        "filename": one["filename"],
        "description": one.get("description"),
        "content_type": one["content_type"],
        "size": len(one["content"]),
        "url": f"https://cdn.example.org/{world.guild}/{one['filename']}",
        "proxy_url": f"https://media.example.org/{world.guild}/{one['filename']}",
    }


def interaction(world: World, one: Interaction, body: Json) -> Json:
    """INTERACTION_CREATE; from a private conversation it has a user and no member, and no server."""
    who = world.users[one.user]
    in_server = one.channel in world.channels
    placed: Json = {"user": user(who), "context": 1, "app_permissions": "0"}
    if in_server:
        placed = {
            "guild_id": world.guild,
            "guild": {"id": world.guild, "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": member(who),
            "context": 0,
            "app_permissions": "2048",
        }
    return {
        "id": one.id,
        "application_id": world.bot.id,
        "type": one.kind,
        "token": one.token,
        "version": 1,
        "channel": channel(world, one.channel),
        "channel_id": one.channel,
        "locale": "en-US",
        "entitlements": [],
        "authorizing_integration_owners": {"0": world.guild},
        "attachment_size_limit": 10_485_760,
        "data": body,
        **({"message": message(world, one.pressed)} if one.pressed else {}),
        **placed,
    }
