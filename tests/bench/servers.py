"""The JSON that a lean Discord sends: who the bot is, whole servers, what somebody typed, and what came of it."""

import json
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

TOKEN = "a-measured-token"
BOT, APPLICATION = "10", "10"
STAMP = "2026-11-01T09:00:00+00:00"
#: The server that is spoken in, and its first channel.
FIRST, CHANNEL = 9_000_000, "900000001"
CHANNELS, ROLES = 20, 10


def user(id_: str, name: str, *, bot: bool = False) -> Json:
    """Somebody, or something."""
    named = {"id": id_, "username": name.lower(), "global_name": name, "discriminator": "0"}
    return named | {"avatar": None, "bot": bot, "public_flags": 0}


ME = user(BOT, "segue", bot=True)
OURSELVES: Json = {
    "id": APPLICATION,
    "name": "segue",
    "icon": None,
    "description": "",
    "bot_public": True,
    "bot_require_code_grant": False,
    "verify_key": "00",
    "owner": user("11", "Ana"),
    "team": None,
    "flags": 0,
    "rpc_origins": [],
    "summary": "",
}


def ready(guilds: int, address: str, shard: list[int]) -> Json:
    """The first event: who the bot is, and that its servers follow."""
    return {
        "v": 10,
        "user": ME,
        "guilds": [{"id": str(FIRST + number), "unavailable": True} for number in range(guilds)],
        "session_id": "measured",
        "resume_gateway_url": address,
        "shard": shard,
        "application": {"id": APPLICATION, "flags": 0},
    }


def guild(number: int) -> Json:
    """A server of the usual size, as it comes to a bot that asks for no members."""
    id_ = FIRST + number
    return {
        "id": str(id_),
        "name": f"Career switch {number}",
        "owner_id": "11",
        "icon": None,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "roles": [_role(id_, each) for each in range(ROLES)],
        "emojis": [],
        "stickers": [],
        "features": ["COMMUNITY"],
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
        "member_count": 120,
        "joined_at": STAMP,
        "voice_states": [],
        "members": [{"user": ME} | _membership()],
        "channels": [_channel(id_, each) for each in range(1, CHANNELS + 1)],
        "threads": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def asked(turn: int, person: str, name: str, options: list[Json]) -> Json:
    """What arrives when somebody typed `/roadmap` in the first server; `turn` is its number, and tells it apart."""
    return {
        "id": str(turn),
        "application_id": APPLICATION,
        "type": 2,
        "token": f"{turn:0180}",
        "version": 1,
        "channel": _channel(FIRST, 1),
        "channel_id": CHANNEL,
        "locale": "en-GB",
        "entitlements": [],
        "entitlement_sku_ids": [],
        "authorizing_integration_owners": {"0": str(FIRST)},
        "attachment_size_limit": 10_485_760,
        "data": {"id": "77", "name": "roadmap", "type": 1, "options": options},
        "guild_id": str(FIRST),
        "guild": {"id": str(FIRST), "locale": "en-US", "features": ["COMMUNITY"]},
        "guild_locale": "en-US",
        "member": {"user": user(person, name), "permissions": "2248473465835073"} | _membership(),
        "context": 0,
        "app_permissions": "2248473465835073",
    }


def message(given: Json) -> Json:
    """A message of the bot's with what it was given, as it stands there now."""
    return {
        "id": "12",
        "channel_id": CHANNEL,
        "author": ME,
        "content": given.get("content", ""),
        "timestamp": STAMP,
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 20,
        "webhook_id": APPLICATION,
        "application_id": APPLICATION,
        "flags": given.get("flags", 0),
        "components": given.get("components", []),
    }


def answered(turn: str, body: bytes) -> bytes:
    """What Discord says to an answer that it took."""
    said = json.loads(body)
    about = {"id": turn, "type": 2, "response_message_id": "12", "response_message_ephemeral": True}
    resource = {"type": said["type"], "message": message(said.get("data", {}))}
    return json.dumps({"interaction": about, "resource": resource}).encode()


def _membership() -> Json:
    return {"nick": None, "roles": [], "joined_at": STAMP, "deaf": False, "mute": False, "flags": 0}


def _channel(guild: int, number: int) -> Json:
    return {
        "id": str(guild * 100 + number),
        "type": 0,
        "guild_id": str(guild),
        "name": f"channel-{number}",
        "position": number,
        "permission_overwrites": [],
        "nsfw": False,
        "parent_id": None,
        "topic": None,
        "last_message_id": None,
        "rate_limit_per_user": 0,
    }


def _role(guild: int, number: int) -> Json:
    return {
        "id": str(guild * 100 + 50 + number if number else guild),
        "name": f"Role {number}" if number else "@everyone",
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": number,
        "permissions": "2248473465835073",
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }
