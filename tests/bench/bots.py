"""`python -m tests.bench.bots segue|bare api gateway [database]`: who is asked, in a process of its own.

Each connects to a Discord at these two addresses, and ends with its input. What one needs the other does not import.
"""

import asyncio
import sys

from tests.bench.servers import TOKEN

WORDS = "Week 2 of 27, and a line of text."


async def segue(api: str, gateway: str, database: str) -> None:
    """The whole of segue over this database, as `segue run` opens it, without the heartbeat."""
    from adapters.discord.client import DiscordDoor
    from bot import wiring
    from bot.clocks import SystemClock
    from bot.store.crypto import Keyring
    from tests.support.databases import KEY

    house = wiring.house(database, Keyring(KEY), SystemClock())
    door = DiscordDoor(house.bridge, token=TOKEN, clock=house.clock, api_base=api, gateway=gateway)
    await door.start()
    await asyncio.to_thread(sys.stdin.read)
    await door.close()
    house.close()


async def bare(api: str, gateway: str) -> None:
    """discord.py as its first example has it: one command, answered with a text."""
    import discord
    import yarl
    from discord import app_commands
    from discord.gateway import DiscordWebSocket
    from discord.http import Route

    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = api, yarl.URL(gateway)
    client = discord.AutoShardedClient(intents=discord.Intents(guilds=True))
    tree = app_commands.CommandTree(client)

    @tree.command(name="roadmap", description="Where you are")
    async def answer(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(WORDS, ephemeral=True)

    async with client:
        connection = asyncio.create_task(client.start(TOKEN))
        await asyncio.to_thread(sys.stdin.read)
        await client.close()
        await connection


if __name__ == "__main__":
    kind, *rest = sys.argv[1:]
    asyncio.run(segue(*rest) if kind == "segue" else bare(*rest))
