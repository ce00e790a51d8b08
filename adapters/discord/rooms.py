"""A room for a few people: a private thread beside the channel of their cohort, found again if it was opened before.

Opening a thread takes no nonce, so its name carries the number of what is said in it: after a lost answer, and after
a crash, the thread of that name is the one. Its members may bring others in: where only moderators could, segue would
need the right to manage threads to let the members in at all.
https://docs.discord.com/developers/resources/channel#start-thread-without-message
"""

from typing import Final

import discord

from bot.ports import Parcel

#: https://docs.discord.com/developers/resources/channel#channel-object
NAME: Final = 100
#: Minutes without a word until Discord puts a thread aside: its longest, a week.
RESTS: Final = 10_080
UNNAMED: Final = "A room of your own"


class Unfit(Exception):
    """No private thread can hang beside this channel."""


async def opened(client: discord.Client, parcel: Parcel) -> discord.Thread:
    """The thread of a room with its people in it. Raises `Unfit`, and whatever Discord refuses.

    Nobody is let in before all of them are known to be there, and nobody is left in a room that somebody is missing.
    """
    beside = await _channel(client, int(parcel.to.channel or 0))
    users = [discord.Object(int(user)) for user in parcel.to.users]
    for user in users:
        await beside.guild.fetch_member(user.id)
    thread = await _found(client, beside, name(parcel)) or await beside.create_thread(
        name=name(parcel), type=discord.ChannelType.private_thread, auto_archive_duration=RESTS, invitable=True
    )
    await _let_in(thread, users)
    return thread


def name(parcel: Parcel) -> str:
    """What the thread is called: whom it is for, and its number. Whatever those are called, it is one plain line."""
    number = f" · {parcel.delivery}"
    plain = "".join(one if one.isprintable() else " " for one in parcel.card.title)
    return (" ".join(plain.split())[: NAME - len(number)].strip() or UNNAMED) + number


async def _channel(client: discord.Client, number: int) -> discord.TextChannel:
    """The channel, or the one its thread hangs below. Asked for: another process may be the one that hears of it."""
    found = await client.fetch_channel(number)
    if isinstance(found, discord.Thread):
        found = await client.fetch_channel(found.parent_id)
    if not isinstance(found, discord.TextChannel) or found.is_news():
        raise Unfit
    return found


async def _found(client: discord.Client, beside: discord.TextChannel, called: str) -> discord.Thread | None:
    for thread in await beside.guild.active_threads():
        mine = client.user is not None and thread.owner_id == client.user.id
        if mine and thread.is_private() and (thread.parent_id, thread.name) == (beside.id, called):
            return thread
    return None


async def _let_in(thread: discord.Thread, users: list[discord.Object]) -> None:
    """Let them in; whoever is in already stays."""
    for place, user in enumerate(users):
        try:
            await thread.add_user(user)
        except discord.HTTPException as refused:
            if refused.status in {400, 403, 404}:
                for other in users[:place]:
                    await thread.remove_user(other)
            raise
