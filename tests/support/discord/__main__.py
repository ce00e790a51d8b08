"""`python -m tests.support.discord [port]`: a Discord to try the bot against, with no account and no network.

It prints where it listens. Then type what people do, one a line: `Ana /roadmap week 3`, `Bo press Check in`,
`Bo fill Mood=good; Next step=write it down`. An empty line shows the channel.
"""

import asyncio
import sys

from tests.support.discord.people import NoAnswer, People
from tests.support.discord.reading import read
from tests.support.discord.server import DiscordServer
from tests.support.discord.world import Json, Message


async def main(port: int) -> None:
    """Listen, and act out what is typed, until the input ends."""
    async with DiscordServer.running(port=port) as server:
        people = People(server)
        _say(f"token {server.token}\napi {server.api}\ngateway {server.socket}\nserver 900, channel 901 #ml-switch")
        while line := await asyncio.to_thread(sys.stdin.readline):
            try:
                _say(await _act(people, server, line.strip()))
            except (LookupError, ValueError, NoAnswer) as problem:
                _say(f"! {problem}")


async def _act(people: People, server: DiscordServer, line: str) -> str:
    who, _, rest = line.partition(" ")
    deed, _, words = rest.partition(" ")
    if not line:
        return "\n\n".join(_shown(post) for post in server.world.posts(people.channel))
    if deed == "press":
        return _shown(await people.presses(who, words))
    if deed == "fill":
        answers = (answer.partition("=") for answer in words.split(";"))
        return _shown(await people.fills(who, {label.strip(): value.strip() for label, _, value in answers}))
    return _shown(await people.types(who, rest))


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def _shown(what: Message | Json) -> str:
    if isinstance(what, Message):
        return read(what.text).text
    return "\n".join(
        [str(what.get("title", "")), *(f"  {one['label']}" for one in what["components"] if "label" in one)]
    )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 8765))
