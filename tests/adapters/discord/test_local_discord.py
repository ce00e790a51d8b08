"""The local Discord's REST: a wrong one would make the tests of the adapter lie."""

from datetime import timedelta

import pytest

from bot.clocks import SetClock
from tests.support.discord.probe import Probe, probing, said
from tests.support.discord.server import DiscordServer
from tests.support.discord.things import Json

POST, LINES = "/channels/901/messages", "/users/@me/channels"


async def test_what_is_not_there_has_its_number(probe: Probe) -> None:
    asked = {
        ("GET", "/channels/999"): 10003,
        ("GET", "/guilds/999"): 10004,
        ("GET", "/guilds/900/members/999"): 10013,
        ("GET", "/users/999"): 10013,
        ("GET", POST + "/999"): 10008,
        ("DELETE", POST + "/999"): 10008,
        ("GET", "/applications/500/guilds/999/commands"): 50001,
    }

    assert {one: await probe.code(*one) for one in asked} == asked
    assert await probe.code("POST", "/channels/999/messages", said("Hello")) == 10003


async def test_a_route_that_nobody_built_is_said(server: DiscordServer, probe: Probe) -> None:
    assert (await probe.asks("GET", "/stickers/1"))[0] == 404
    assert server.faults.invalid == ["GET /api/v10/stickers/1 is no route of this Discord"]


async def test_nobody_is_let_in_with_another_token(probe: Probe) -> None:
    known = await probe.asks("GET", "/users/@me")
    probe.token = "another"
    strange = await probe.asks("GET", "/users/@me")

    assert (known[1]["username"], strange[0]) == ("segue", 401)


async def test_a_member_who_left_is_unknown_and_comes_back(server: DiscordServer, probe: Probe) -> None:
    here = "/guilds/900/members/12"
    there = await probe.code("GET", here)
    await server.life.leaves("Bo")
    left = await probe.code("GET", here)
    await server.life.joins("Bo")

    assert (there, left, await probe.code("GET", here)) == (0, 10007, 0)


@pytest.mark.parametrize(
    ("permission", "code"), [("view_channel", 50001), ("send_messages", 50013), ("send_messages_in_threads", 0)]
)
async def test_a_channel_that_denies_the_bot_refuses_its_posts(
    server: DiscordServer, probe: Probe, permission: str, code: int
) -> None:
    await server.life.takes_permission("901", permission)
    refused = await probe.code("POST", POST, said("Hello"))
    await server.life.gives_permission("901", permission)

    assert refused == code
    assert (await probe.posts())[0] == 200


async def test_who_cannot_see_a_channel_may_do_nothing_there(server: DiscordServer) -> None:
    there, bot = server.world.channels["901"], server.world.bot.id
    before = server.world.may(bot, there)
    await server.life.takes_permission("901", "view_channel")

    assert before
    assert server.world.may(bot, there) == 0
    assert server.world.may("11", there)


async def test_what_the_server_takes_the_channel_can_give_back(server: DiscordServer, probe: Probe) -> None:
    await server.life.takes_permission("", "send_messages")
    taken = await probe.code("POST", POST, said("Hello"))
    await server.life.gives_permission("901", "send_messages")

    assert (taken, await probe.code("POST", POST, said("Hello"))) == (50013, 0)


async def test_a_thread_needs_a_permission_of_its_own_and_opens_unless_it_is_locked(
    server: DiscordServer, probe: Probe
) -> None:
    thread = (await server.life.opens_thread("901", "week 1")).id
    await server.life.archives_thread(thread)
    opened = await probe.posts(channel=thread)
    await server.life.locks_thread(thread)
    locked = await probe.code("POST", f"/channels/{thread}/messages", said("Hello"))
    await server.life.archives_thread(thread)
    shut = await probe.code("POST", f"/channels/{thread}/messages", said("Hello"))
    changed = await probe.code("PATCH", f"/channels/{thread}/messages/{opened[1]['id']}", said("Anew"))
    await server.life.takes_permission("901", "send_messages_in_threads")
    denied = await probe.code("POST", f"/channels/{thread}/messages", said("Hello"))

    assert (opened[0], locked, shut, changed, denied) == (200, 160005, 50083, 50083, 50013)


async def test_a_server_that_removed_the_bot_shows_it_nothing(server: DiscordServer, probe: Probe) -> None:
    await server.life.kicks()
    codes = [await probe.code("GET", path) for path in ("/channels/901", "/guilds/900", "/guilds/900/members/12")]
    await server.life.invites()

    assert codes == [50001, 10004, 10004]
    assert (await probe.posts())[0] == 200


async def test_private_lines_are_opened_for_anybody_and_written_to_for_who_lets_the_bot(
    server: DiscordServer, probe: Probe
) -> None:
    line = (await probe.asks("POST", LINES, {"recipient_id": "12"}))[1]["id"]
    again = (await probe.asks("POST", LINES, {"recipient_id": 12}))[1]["id"]
    fits = await probe.posts(channel=line)
    server.life.closes_line("Bo")
    closed = await probe.code("POST", f"/channels/{line}/messages", said("Hello"))
    server.life.opens_line("Bo")
    await server.life.leaves("Bo")
    strange = await probe.code("POST", f"/channels/{line}/messages", said("Hello"))

    assert again == line
    assert (fits[0], closed, strange) == (200, 50007, 50278)


async def test_a_nonce_is_one_message_for_a_few_minutes_in_one_channel(timed: DiscordServer, hands: SetClock) -> None:
    async with probing(timed) as probe:
        timed.world.add_channel("other", id_="902")
        again: Json = {"nonce": "d1", "enforce_nonce": True}
        first, second = [(await probe.posts(**again))[1]["id"] for _ in range(2)]
        elsewhere = (await probe.posts(channel="902", **again))[1]["id"]
        unenforced = (await probe.posts(nonce="d1"))[1]["id"]
        hands.turn_to(hands.now() + timedelta(minutes=6))
        later = (await probe.posts(**again))[1]["id"]

        assert first == second
        assert len({first, elsewhere, unenforced, later}) == 4
        assert await probe.code("POST", POST, said("Hello", nonce="x" * 26)) == 50035


async def test_what_was_deleted_is_not_posted_again_by_its_nonce(timed: DiscordServer, hands: SetClock) -> None:
    async with probing(timed) as probe:
        again: Json = {"nonce": "d1", "enforce_nonce": True}
        first = (await probe.posts(**again))[1]["id"]
        gone = await probe.asks("DELETE", f"{POST}/{first}")
        refused = await probe.code("POST", POST, said("Hello", **again))
        hands.turn_to(hands.now() + timedelta(minutes=6))

        assert (gone[0], refused) == (204, 10008)
        assert (await probe.posts(**again))[0] == 200


async def test_a_ping_needs_a_name_and_leave(server: DiscordServer, probe: Probe) -> None:
    ring, mute = server.world.add_role("spring", mentionable=True).id, server.world.add_role("staff").id
    text = f"<@12> <@13> <@&{ring}> <@&{mute}> @everyone"

    async def pinged(**allowed: object) -> set[str]:
        sent = await probe.posts(text, allowed_mentions=allowed) if allowed else await probe.posts(text)
        return server.world.messages[sent[1]["id"]].pinged

    assert await pinged() == {"12", "13", ring, "everyone"}
    assert await pinged(parse=[]) == set()
    assert await pinged(parse=[], users=["12", "14"]) == {"12"}
    assert await pinged(parse=[], roles=[ring, mute]) == {ring}
    assert await pinged(parse=["users"]) == {"12", "13"}


async def test_a_bot_that_may_mention_everyone_pings_every_role_but_everybodys(
    server: DiscordServer, probe: Probe
) -> None:
    mute = server.world.add_role("staff").id
    await server.life.gives_permission("", "mention_everyone")
    sent = await probe.posts(f"<@&{mute}> <@&900>", allowed_mentions={"parse": ["roles"]})

    assert server.world.messages[sent[1]["id"]].pinged == {mute}


@pytest.mark.parametrize(
    "allowed",
    [
        {"parse": ["users"], "users": ["12"]},
        {"parse": ["roles"], "roles": ["900"]},
        {"parse": [], "roles": ["77"]},
        {"parse": ["people"]},
        {"parse": [], "users": ["12", "12"]},
        {"parse": [], "users": [str(number) for number in range(101)]},
    ],
)
async def test_rules_of_allowed_mentions_are_kept(probe: Probe, allowed: dict[str, list[str]]) -> None:
    assert await probe.code("POST", POST, said("Hello", allowed_mentions=allowed)) == 50035


async def test_a_full_bucket_says_so_and_holds_its_channel_alone(server: DiscordServer, probe: Probe) -> None:
    server.world.add_channel("other", id_="902")
    server.rates.on = True
    left = [(await probe.answer("POST", POST, said("Hello"))).headers["X-RateLimit-Remaining"] for _ in range(5)]
    over = await probe.answer("POST", POST, said("Hello"))
    told = await over.json()
    elsewhere = await probe.answer("POST", "/channels/902/messages", said("Hello"))

    assert left == ["4", "3", "2", "1", "0"]
    assert (over.status, told["global"], over.headers["X-RateLimit-Scope"]) == (429, False, "user")
    assert 0 < told["retry_after"] <= 5
    assert "Via" in over.headers
    assert elsewhere.status == 200
    assert elsewhere.headers["X-RateLimit-Bucket"] == over.headers["X-RateLimit-Bucket"]
    assert server.rates.exceeded == ["POST /api/v10/channels/901/messages"]


async def test_a_bot_that_asks_too_much_of_everything_is_limited_everywhere(
    server: DiscordServer, probe: Probe
) -> None:
    server.rates.on = True
    for number in range(50):
        await probe.asks("GET", f"/channels/{number}")
    told = await probe.asks("GET", "/channels/901")

    assert (told[0], told[1]["global"]) == (429, True)


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_a_limit_on_demand_has_its_scope(server: DiscordServer, probe: Probe, scope: str) -> None:
    server.faults.limit("POST .*/messages", 1.5, scope=scope)
    limited = await probe.answer("POST", POST, said("Hello"))
    told = await limited.json()

    assert (limited.status, limited.headers["X-RateLimit-Scope"]) == (429, scope)
    assert (told["retry_after"], told["global"]) == (1.5, scope == "global")
    assert (await probe.posts())[0] == 200


async def test_half_an_answer_comes_after_the_whole_deed(server: DiscordServer, probe: Probe) -> None:
    server.faults.garble("POST .*/messages")
    answer = await probe.answer("POST", POST, said("Hello"))

    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        await answer.json()
    assert len(server.world.posts("901")) == 1


async def test_a_server_counts_its_identifies_and_advises_shards(server: DiscordServer, probe: Probe) -> None:
    server.gateway.shards = 2
    _, before = await probe.asks("GET", "/gateway/bot")
    async with probe.wire() as wire:
        await wire.identifies()
        await wire.events(2)
    _, after = await probe.asks("GET", "/gateway/bot")

    assert before["shards"] == 2
    assert before["session_start_limit"]["remaining"] - after["session_start_limit"]["remaining"] == 1
