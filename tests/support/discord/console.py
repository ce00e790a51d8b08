"""What people do in the local Discord, and what goes wrong with it, as lines that somebody types."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, TypeAlias

from tests.support.discord.people import People
from tests.support.discord.replies import refused
from tests.support.discord.server import DiscordServer
from tests.support.discord.things import Channel, Json, Role
from tests.support.stages.discord import CHANNEL, ZONES, seen
from tests.support.stages.stage import Seen

Deed: TypeAlias = Callable[..., Awaitable[object] | None]

EVE, SCHOOL, EVENINGS = "Eve", "910", "911"
#: Seconds that something may take to open below an answer.
LINGER: Final = 0.5
#: What a fault happens to: whatever the bot asks next.
ANYTHING, OPENING = "/api/", "POST .*/users/@me/channels"
ACTS: Final = "press, fill, complete, notes or a /command"


class Console:
    """Ana, Bo, Chen and Dana in #ml-switch of Career switch (900); Eve in #evenings of another, without the bot."""

    def __init__(self, server: DiscordServer, linger: float = LINGER) -> None:
        self._server = server
        self._linger = linger
        self._thread = ""
        server.world.found("Evening school", id_=SCHOOL, channels={EVENINGS: "evenings"}, people=(), joined=False)
        eve = server.world.add_person(EVE, guild=SCHOOL)
        server.world.guilds[SCHOOL].owner = eve.id
        self._here = People(server, CHANNEL)
        self._there = People(server, EVENINGS)

    async def do(self, line: str) -> Sequence[Seen]:
        """Do one line; what is seen for it. Raises `LookupError` and `ValueError` for what cannot be done."""
        match line.split():
            case ["see"]:
                return self._posts(CHANNEL, "UTC")
            case ["see", where]:
                return self._posts(where, "UTC")
            case [who, *rest] if who in (*ZONES, EVE):
                return await self._acts(who, rest)
            case [deed, *rest]:
                made = await self._happens(deed, rest)
                if isinstance(made, Channel | Role):
                    return [Seen(title=f"{made.name} ({made.id})", text="")]
        return ()

    async def _acts(self, who: str, words: Sequence[str]) -> Sequence[Seen]:
        people = self._there if who == EVE else self._here
        match words:
            case ["press", *label]:
                shown = await people.presses(who, " ".join(label))
            case ["fill", *answers]:
                shown = await people.fills(who, _filled(people.form(who), " ".join(answers)))
            case ["complete", option, *typed]:
                offered = await people.completes(who, " ".join(typed), option)
                return [Seen(title="Discord offers", text="\n".join(offered))]
            case ["notes"]:
                return self._notes(who)
            case [command, *_] if command.startswith("/"):
                shown = await people.types(who, " ".join(words))
            case _:
                raise ValueError(ACTS)
        return [seen(self._server.world, shown, ZONES.get(who, "UTC")), *await self._below(who)]

    async def _below(self, who: str) -> Sequence[Seen]:
        """What opens below the answer that somebody just got."""
        last = next(reversed(self._server.world.interactions.values()))
        try:
            await asyncio.wait_for(last.followed.wait(), self._linger)
        except TimeoutError:
            return ()
        later = [one for one in last.notes if one.below]
        return [seen(self._server.world, one, ZONES.get(who, "UTC")) for one in later]

    def _posts(self, channel: str, zone: str) -> Sequence[Seen]:
        return [seen(self._server.world, post, zone) for post in self._server.world.posts(channel)]

    def _notes(self, who: str) -> Sequence[Seen]:
        line = self._server.world.private.get(self._server.world.person(who).id, "")
        return self._posts(line, ZONES.get(who, "UTC"))

    async def _happens(self, deed: str, words: Sequence[str]) -> object:
        """Let something happen to the server, a channel, a person, the connection, or the next request."""
        deeds = self._servers() | self._channel() | self._threads() | self._persons() | self._connection()
        deeds |= self._requests()
        if deed not in deeds:
            raise LookupError(f"begin with see, {', '.join(deeds)}, or one of {', '.join(ZONES)}, {EVE}")
        done = deeds[deed](*words)
        return await done if done is not None else None

    def _servers(self) -> dict[str, Deed]:
        life = self._server.life
        return {
            "kick": life.kicks,
            "invite": lambda guild=SCHOOL: life.invites(guild),
            "outage": life.outage,
            "recover": life.recovers,
        }

    def _channel(self) -> dict[str, Deed]:
        life = self._server.life
        return {
            "rename": lambda name, channel=CHANNEL: life.renames_channel(channel, name),
            "delete": lambda channel=CHANNEL: life.deletes_channel(channel),
            "take": lambda *names: life.takes_permission(CHANNEL, *names),
            "give": lambda *names: life.gives_permission(CHANNEL, *names),
            "remove": self._removes_the_newest,
            "role": lambda *name: life.makes_role(" ".join(name), mentionable=True),
        }

    def _threads(self) -> dict[str, Deed]:
        life = self._server.life
        return {
            "thread": self._opens_thread,
            "archive": lambda: life.archives_thread(self._thread),
            "lock": lambda: life.locks_thread(self._thread),
            "unlock": lambda: life.locks_thread(self._thread, locked=False),
        }

    def _persons(self) -> dict[str, Deed]:
        life = self._server.life
        return {
            "close": life.closes_line,
            "open": life.opens_line,
            "leave": life.leaves,
            "join": life.joins,
        }

    def _connection(self) -> dict[str, Deed]:
        gateway = self._server.gateway
        return {
            "drop": gateway.drop,
            "freeze": gateway.freeze,
            "thaw": gateway.thaw,
            "reconnect": gateway.reconnect,
            "invalidate": lambda kind="": gateway.invalidate(resumable=kind == "resumable"),
            "forget": gateway.lose_session,
            "hangup": lambda code="4000": gateway.closes(int(code)),
            "garble": gateway.malformed,
            "again": gateway.again,
        }

    def _requests(self) -> dict[str, Deed]:
        faults = self._server.faults
        return {
            "limit": lambda seconds="5", scope="user": faults.limit(ANYTHING, float(seconds), scope),
            "slow": lambda seconds="4": faults.slow(ANYTHING, float(seconds)),
            "lose": lambda: faults.lose(ANYTHING),
            "break": lambda status="503": faults.breaks(ANYTHING, int(status)),
            "crowd": lambda: faults.refuse(OPENING, lambda: refused(429, 40003, "You are opening lines too fast")),
            "rates": self._counts,
        }

    def _counts(self, switch: str = "on") -> None:
        self._server.rates.on = switch == "on"

    async def _opens_thread(self, *name: str) -> Channel:
        made = await self._server.life.opens_thread(CHANNEL, " ".join(name) or "a thread")
        self._thread = made.id
        return made

    async def _removes_the_newest(self) -> None:
        posts = self._server.world.posts(CHANNEL)
        if not posts:
            raise LookupError("nothing was posted yet")
        await self._server.life.deletes(posts[-1].id)


def _filled(form: Json, typed: str) -> dict[str, str]:
    """Answers by their labels: in the order of the fields, or named as in `Mood=good | Next step=rest`."""
    labels = [str(one["label"]) for one in form["components"] if "label" in one]
    parts = [part.strip() for part in typed.split("|")]
    named = [part.partition("=") for part in parts]
    if all(name.strip() in labels for name, _, _ in named):
        return {name.strip(): value.strip() for name, _, value in named}
    return dict(zip(labels, parts, strict=False))
