"""People in the local Discord: what their client sends, and what a bot may answer to it, and until when."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from bot.clocks import SetClock
from tests.support.discord.keyboard import NotSent
from tests.support.discord.people import NoAnswer, People
from tests.support.discord.probe import Probe, Wire, probing, said
from tests.support.discord.server import DiscordServer
from tests.support.discord.things import EPHEMERAL, V2, Json, Message

COMMANDS = "/applications/500/commands"
TRY: list[Json] = [
    {"name": "try", "description": "Try it", "options": [
        {"type": 6, "name": "who", "description": "Somebody"},
        {"type": 8, "name": "role", "description": "A role"},
        {"type": 3, "name": "how", "description": "How", "choices": [{"name": "Softly", "value": "soft"}]},
        {"type": 4, "name": "week", "description": "Which", "min_value": 1},
        {"type": 3, "name": "words", "description": "Yours", "max_length": 12, "autocomplete": True},
    ]},
    {"name": "manage", "description": "Manage", "default_member_permissions": "32"},
]  # fmt: skip
WHISPER = said("Hello", flags=V2 | EPHEMERAL)


@asynccontextmanager
async def listening(probe: Probe) -> AsyncIterator[Wire]:
    """A bot that has these commands, and waits for what people do."""
    await probe.asks("PUT", COMMANDS, TRY)
    async with probe.wire() as wire:
        await wire.identifies()
        await wire.events(2)
        yield wire


class Asked:
    """Somebody's interaction, as the bot hears of it."""

    def __init__(self, probe: Probe, event: Json) -> None:
        self._probe = probe
        self.event = event
        self.callback = f"/interactions/{event['id']}/{event['token']}/callback"
        self.hook = f"/webhooks/500/{event['token']}"

    async def answers(self, kind: int = 4, body: Json | None = None) -> int:
        """Answer it; Discord's number for what is wrong with that."""
        return await self._probe.code(
            "POST", self.callback, {"type": kind, "data": WHISPER if body is None else body}
        )


@asynccontextmanager
async def typed(
    probe: Probe, people: People, words: str = "/try"
) -> AsyncIterator[tuple[Asked, asyncio.Task[object]]]:
    """Bo typed a command."""
    async with listening(probe) as wire:
        seeing = asyncio.create_task(people.types("Bo", words))
        event = await wire.event("INTERACTION_CREATE")
        yield Asked(probe, event["d"]), seeing
        seeing.cancel()


async def heard(probe: Probe, people: People, words: str) -> Json:
    """What a bot is told of a command."""
    async with typed(probe, people, words) as (asked, _):
        return dict(asked.event["data"])


async def test_a_person_and_a_role_are_picked_by_their_names(
    server: DiscordServer, probe: Probe, people: People
) -> None:
    role = server.world.add_role("Spring cohort").id
    told = await heard(probe, people, "/try who:@Chen role:Spring cohort week:3")

    assert [(one["type"], one["value"]) for one in told["options"]] == [(6, "13"), (8, role), (4, 3)]
    assert told["resolved"]["users"]["13"]["global_name"] == "Chen"
    assert "user" not in told["resolved"]["members"]["13"]
    assert told["resolved"]["roles"][role]["name"] == "Spring cohort"


async def test_a_choice_is_sent_as_its_value(probe: Probe, people: People) -> None:
    told = await heard(probe, people, "/try how:Softly words:two words")

    assert [one["value"] for one in told["options"]] == ["soft", "two words"]


@pytest.mark.parametrize(
    "words", ["who:@Nobody", "role:@Chen", "how:loudly", "week:soon", "week:0", "words:far too many words"]
)
async def test_the_client_sends_nothing_that_an_option_does_not_take(
    probe: Probe, people: People, words: str
) -> None:
    async with listening(probe):
        with pytest.raises(NotSent):
            await people.types("Bo", f"/try {words}")


async def test_a_command_for_managers_is_shown_to_them_alone(
    server: DiscordServer, probe: Probe, people: People
) -> None:
    async with listening(probe):
        with pytest.raises(NotSent, match="manage"):
            await people.types("Bo", "/manage")
        server.world.person("Bo").permissions |= 1 << 5
        hasty = People(server, patience=0.01)
        with pytest.raises(NoAnswer):
            await hasty.types("Bo", "/manage")


async def test_who_left_does_nothing_in_a_server(server: DiscordServer, probe: Probe, people: People) -> None:
    async with listening(probe):
        await server.life.leaves("Bo")
        with pytest.raises(NotSent, match="not in that server"):
            await people.types("Bo", "/try")


async def test_an_answer_is_given_once_and_what_follows_comes_below_it(probe: Probe, people: People) -> None:
    async with typed(probe, people) as (asked, seeing):
        first, again = await asked.answers(), await asked.answers()
        shown = await seeing
        _, below = await probe.asks("POST", asked.hook, said("More", flags=V2 | EPHEMERAL))
        gone = await probe.asks("DELETE", f"{asked.hook}/messages/{below['id']}")
        lost = await probe.code("GET", f"{asked.hook}/messages/{below['id']}")
        kept = await probe.code("GET", f"{asked.hook}/messages/@original")

    assert (first, again, gone[0], lost, kept) == (0, 40060, 204, 10008, 0)
    assert isinstance(shown, Message)
    assert (shown.reader, shown.below) == ("12", False)


async def test_what_follows_waits_for_the_first_answer(server: DiscordServer, probe: Probe, people: People) -> None:
    async with typed(probe, people) as (asked, _):
        early = await probe.code("POST", asked.hook, WHISPER)
        await asked.answers(5, {"flags": EPHEMERAL})
        thinking = await probe.asks("POST", asked.hook, said("At last", flags=V2))
        below = await probe.asks("POST", asked.hook, said("More", flags=V2 | EPHEMERAL))

    answer, more = (server.world.messages[one[1]["id"]] for one in (thinking, below))
    assert early == 10015
    assert (answer.reader, answer.text, answer.below) == ("12", "At last", False)
    assert (more.text, more.below) == ("More", True)


async def test_a_token_lasts_a_quarter_of_an_hour(timed: DiscordServer, hands: SetClock) -> None:
    async with probing(timed) as probe, typed(probe, People(timed)) as (asked, _):
        await asked.answers()
        hands.turn_to(hands.now() + timedelta(minutes=14))
        inside = await probe.code("POST", asked.hook, WHISPER)
        hands.turn_to(hands.now() + timedelta(minutes=2))
        codes = [
            await probe.code("POST", asked.hook, WHISPER),
            await probe.code("PATCH", f"{asked.hook}/messages/@original", said("Anew")),
        ]

    assert (inside, codes) == (0, [50027, 50027])


async def test_an_answer_that_comes_late_finds_no_interaction() -> None:
    running = DiscordServer.running(deadline=-1)
    async with running as hasty, probing(hasty) as probe, typed(probe, People(hasty)) as (asked, _):
        assert await asked.answers() == 10062


async def test_only_what_fits_the_interaction_is_taken(probe: Probe, people: People) -> None:
    form = {"title": "Check in", "custom_id": "checkin", "components": []}
    async with typed(probe, people) as (asked, _):
        wrong = [
            await asked.answers(7),
            await asked.answers(6, {}),
            await asked.answers(8, {"choices": []}),
            await asked.answers(9, form),
            await asked.answers(4, said("<@12>", allowed_mentions={"parse": ["users"], "users": ["12"]})),
        ]

    assert wrong == [50035] * 5


async def test_somebody_who_types_is_offered_what_the_bot_has(probe: Probe, people: People) -> None:
    async with listening(probe) as wire:
        offering = asyncio.create_task(people.completes("Bo", "/try words:a", "words"))
        event = await wire.event("INTERACTION_CREATE")
        asked = Asked(probe, event["d"])
        many = {"choices": [{"name": str(at), "value": str(at)} for at in range(26)]}
        refused = await asked.answers(8, many)
        await asked.answers(8, {"choices": [{"name": "a parser", "value": "a parser"}]})
        offered = await offering

    assert (refused, offered) == (50035, ["a parser"])
    assert [one.get("focused") for one in event["d"]["data"]["options"]] == [True]


async def test_a_channel_of_another_server_has_its_own_people(server: DiscordServer, probe: Probe) -> None:
    server.world.found("Evenings", id_="910", channels={"911": "evenings"}, people=("12",))
    async with typed(probe, People(server, "911")) as (asked, _):
        told = asked.event

    assert (told["guild_id"], told["channel"]["name"]) == ("910", "evenings")
    with pytest.raises(NotSent, match="Ana is not in that server"):
        await People(server, "911").types("Ana", "/try")
