"""The invite asks a server for what the code uses, and for nothing else.

What a call needs is written here as Discord's reference states it; what is called is read from the code of the door.
"""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import discord

from adapters.discord import client, permissions

DOOR = Path(client.__file__).parent
#: Whose coroutines go to Discord over HTTP; `http` in the code of the door is discord.py's own of them all.
CALLERS = (
    discord.Client,
    discord.AutoShardedClient,
    discord.Guild,
    discord.Interaction,
    discord.InteractionResponse,
    discord.Member,
    discord.PartialMessage,
    discord.abc.Messageable,
    discord.TextChannel,
    discord.Thread,
    discord.Webhook,
)
#: What other things than Discord's are called, too.
OTHERS = {"join", "timeout"}
#: Of a post: in a channel the first two, in a thread the first and the third; and one more for what is attached.
POST = frozenset({"view_channel", "send_messages", "send_messages_in_threads"})
PICTURES = frozenset({"attach_files"})
#: https://docs.discord.com/developers/resources: a post, a look at a channel, a room, and the rest, which needs none.
NEEDS = {
    "send": POST,
    "fetch_channel": frozenset({"view_channel"}),
    "create_thread": frozenset({"create_private_threads"}),
    "add_user": frozenset({"send_messages_in_threads"}),
} | dict.fromkeys(
    (
        *("application_info", "login", "connect", "close", "fetch_session_start_limits"),
        *("get_global_commands", "get_guild_commands", "bulk_upsert_global_commands", "bulk_upsert_guild_commands"),
        *("autocomplete", "defer", "edit_message", "edit_original_response", "send_message", "send_modal"),
        # Whoever has opened a private thread may put people out of it.
        *("create_dm", "edit", "fetch_member", "active_threads", "remove_user"),
    ),
    frozenset[str](),
)
#: https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags
BITS = {
    "view_channel": 1 << 10,
    "send_messages": 1 << 11,
    "attach_files": 1 << 15,
    "send_messages_in_threads": 1 << 38,
    "create_private_threads": 1 << 36,
}


def nodes() -> Iterator[ast.AST]:
    """The code of the door."""
    trees = (ast.parse(path.read_text()) for path in sorted(DOOR.rglob("*.py")))
    return (node for tree in trees for node in ast.walk(tree))


def named() -> set[str]:
    """Whatever is named there that asks Discord, called at once or later."""
    asking = {name for one in CALLERS for name, what in vars(one).items() if inspect.iscoroutinefunction(what)}
    found = [node for node in nodes() if isinstance(node, ast.Attribute)]
    of_http = {node.attr for node in found if isinstance(node.value, ast.Name) and node.value.id == "http"}
    return {node.attr for node in found if node.attr in asking - OTHERS} | of_http


def needed() -> set[str]:
    """Every permission that one of them needs."""
    calls = [node for node in nodes() if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)]
    posts = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "send"]
    pictures = any(argument.arg == "files" for call in posts for argument in call.keywords)
    return set().union(*(NEEDS.get(name, ()) for name in named()), PICTURES if pictures else ())


def test_whether_a_call_needs_a_permission_was_looked_up() -> None:
    assert named() - NEEDS.keys() == set()


def test_nothing_is_asked_for_that_no_call_needs_and_nothing_is_missing() -> None:
    assert set(permissions.ASKED) == needed()


def test_the_code_is_read_as_it_is_meant() -> None:
    assert named() >= {"send", "edit", "create_dm", "send_message", "send_modal"}


def test_the_link_asks_for_exactly_these() -> None:
    asked = parse_qs(urlsplit(permissions.invite("12")).query)

    assert asked == {
        "client_id": ["12"],
        "scope": [" ".join(permissions.SCOPES)],
        "permissions": [str(sum(BITS[name] for name in permissions.ASKED))],
    }
    assert permissions.SCOPES == ("bot", "applications.commands")


def test_nobody_is_let_in_who_could_call_everybody_or_rule() -> None:
    asked = permissions.asked()

    assert not asked.mention_everyone
    assert not asked.administrator
    assert not asked.manage_guild


def test_a_channel_and_a_thread_lack_what_a_post_there_needs() -> None:
    in_channel = discord.Permissions(view_channel=True, send_messages=True)
    in_thread = discord.Permissions(view_channel=True, send_messages_in_threads=True, attach_files=True)

    assert permissions.lacking(in_channel, thread=False) == ("Attach Files",)
    assert permissions.lacking(in_channel, thread=True) == ("Send Messages in Threads", "Attach Files")
    assert permissions.lacking(in_thread, thread=True) == ()
    assert permissions.lacking(discord.Permissions.all(), thread=False) == ()
