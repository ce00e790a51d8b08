"""The JSON that Discord sends: messages, interactions, and what an application hears of itself."""

from datetime import UTC, datetime

from tests.support.discord.places import channel, entered, guild, member, role, thread, user
from tests.support.discord.things import STAMP, Interaction, Json, Message
from tests.support.discord.world import World

__all__ = ["application", "channel", "entered", "guild", "interaction", "member", "message", "role", "thread", "user"]


def application(world: World) -> Json:
    """The application that owns the bot."""
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
    """A message of the bot's."""
    at = datetime.fromtimestamp(one.born, UTC).isoformat()
    pinged = one.pinged
    return {
        "id": one.id,
        "channel_id": one.channel,
        "author": user(world.bot, bot=True),
        "content": "",
        "timestamp": at,
        "edited_timestamp": STAMP if one.edits else None,
        "tts": False,
        "mention_everyone": "everyone" in pinged,
        "mentions": [user(world.users[who]) for who in sorted(pinged) if who in world.users],
        "mention_roles": sorted(pinged & one.callable),
        "attachments": [_attachment(one, number, file) for number, file in enumerate(one.attachments)],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "flags": one.flags,
        "components": one.components,
        **({"nonce": one.nonce} if one.nonce else {}),
    }


def _attachment(one: Message, at: int, file: Json) -> Json:
    return {
        "id": str(7_000_000 + at),
        "filename": file["filename"],
        "description": file.get("description"),
        "content_type": file["content_type"],
        "size": len(file["content"]),
        "url": f"https://cdn.example.org/{one.channel}/{file['filename']}",
        "proxy_url": f"https://media.example.org/{one.channel}/{file['filename']}",
    }


def interaction(world: World, one: Interaction, body: Json) -> Json:
    """INTERACTION_CREATE; from a private conversation it has a user and no member, and no server."""
    who = world.users[one.user]
    here = world.channels.get(one.channel)
    placed: Json = {"user": user(who), "context": 1, "app_permissions": "0"}
    if here is not None:
        home = world.guilds[here.guild]
        placed = {
            "guild_id": home.id,
            "guild": {"id": home.id, "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": member(world, home, who.id) | {"permissions": str(world.may(who.id, here))},
            "context": 0,
            "app_permissions": str(world.may(world.bot.id, here)),
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
        "authorizing_integration_owners": {"0": here.guild if here else "0"},
        "attachment_size_limit": 10_485_760,
        "data": body,
        **({"message": message(world, one.pressed)} if one.pressed else {}),
        **placed,
    }
