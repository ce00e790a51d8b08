"""A local Discord to try segue in, with no account: type what people do, read what they see.

Ana /segue help                 type a command into #ml-switch
Ana press Open                  press the newest button or choose the option of that label
Ana fill a parser | it was odd  fill the open form, field by field, and send it; or Label=words | Other=words
Ana complete name /cohort join Sp       what Discord offers while somebody types that option
Ana notes                       what segue wrote to Ana alone
see                             the channel; see 1000042: another one, or a thread
kick, invite, outage, recover   what happens to the server; with 910, to Evening school, where Eve is
rename x, delete, take view_channel, give view_channel, remove, role Spring     to the channel
thread x, archive, lock, unlock         to a thread below it
close Bo, open Bo, leave Bo, join Bo    to people; close: they take no private messages
drop, freeze, thaw, reconnect, invalidate, forget, hangup 4009, garble, again   to the connection
limit 5 global, slow 4, lose, break 503, crowd, rates on        to the next request of segue's
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence

from tests.support.discord.console import Console
from tests.support.discord.people import NoAnswer
from tests.support.discord.server import DiscordServer
from tests.support.stages.stage import Seen

POINTERS = """A local Discord listens. Point segue to it, in another terminal:

    SEGUE_DISCORD_TOKEN={token}
    SEGUE_DISCORD_API={api}
    SEGUE_DISCORD_GATEWAY={gateway}

and start it with `segue run`. It is in Career switch (900), whose channel is #ml-switch (901).
"""


def main() -> None:
    """Listen until the input ends."""
    options = argparse.ArgumentParser(prog="python -m tests.support.discord")
    options.add_argument("--port", type=int, default=4020, help="where to listen")
    options.add_argument("--servers", type=int, default=1, help="how many servers segue is in")
    options.add_argument("--shards", type=int, default=1, help="how many shards Discord advises")
    chosen = options.parse_args()
    asyncio.run(run(chosen.port, chosen.servers, chosen.shards))


async def run(port: int, servers: int, shards: int) -> None:
    """Serve, and do what is typed."""
    async with DiscordServer.running(port=port) as server:
        server.gateway.shards = shards
        for number in range(1, servers):
            server.world.crowd(number)
        console = Console(server)
        say(POINTERS.format(token=server.token, api=server.api, gateway=server.socket), __doc__ or "")
        while line := await asyncio.to_thread(sys.stdin.readline):
            try:
                show(await console.do(line))
            except (LookupError, TypeError, ValueError, NoAnswer) as error:
                say(f"That did not work: {error or type(error).__name__}")
            complain(server)


def show(things: Sequence[Seen]) -> None:
    """Write what is seen."""
    for thing in things:
        buttons = [f"  [{label}]" for label in thing.buttons]
        say("", thing.text or thing.title, *buttons, *(f"  ▢ {label}" for label in thing.fields), "")


def complain(server: DiscordServer) -> None:
    """Write what Discord did not like since the last time."""
    for wrong in server.faults.invalid:
        say(f"! Discord refused: {wrong}")
    for exceeded in server.rates.exceeded:
        say(f"! too often: {exceeded}")
    server.faults.invalid.clear()
    server.rates.exceeded.clear()


def say(*lines: str) -> None:
    """Write lines."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
