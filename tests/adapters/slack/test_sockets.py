"""Socket Mode through the true SDK and Bolt: whatever ends a connection, nothing is lost or done twice."""

import asyncio

import pytest

from adapters.slack.app import SlackDoor
from adapters.slack.line import Timing
from bot.clocks import SetClock
from bot.errors import Misconfigured
from bot.requests import Click, Submission
from tests.adapters.slack.lines import NOW, SOON, Held, answer, connected, reconnected, until
from tests.support.slack import sight
from tests.support.slack.delivery import Again, Kind
from tests.support.slack.faults import FaultKind
from tests.support.slack.parrot import CHANNEL, Parrot
from tests.support.slack.payloads import Payloads
from tests.support.slack.server import SlackServer
from tests.support.slack.workspace import View


async def test_everything_people_do_works_over_a_socket() -> None:
    async with connected() as there:
        await there.hands.types("UBO", CHANNEL, "/roadmap")
        await there.hands.presses("UBO", "Open")
        form = await there.slack.workspace.shown_after("UBO", 1)
        await there.hands.fills("UBO", {"What got done?": "a parser"})
        await there.hands.life.archives(CHANNEL)

        assert isinstance(form, View)
        assert sight.view_title(form) == "Week 3"
        assert [type(request) for request in there.parrot.heard][1:] == [Click, Submission]
        assert [news.key for news in there.parrot.news if news.key] != []
        assert there.slack.refusals == []


@pytest.mark.parametrize("end", ["warn", "refresh", "end", "abort", "silence"])
async def test_a_connection_that_is_over_is_made_anew_and_counted(end: str) -> None:
    why = "refresh" if end in {"warn", "refresh"} else "closed"
    async with connected() as there:
        before = reconnected(why)
        old = there.slack.sockets.open[0]

        ending = getattr(there.slack.sockets, end)(old)
        if ending is not None:
            await ending
        await there.slack.sockets.connected(2, opened=3)
        await until(lambda: old not in there.slack.sockets.open)
        await there.hands.types("UBO", CHANNEL, "/roadmap")
        await there.hands.types("UBO", CHANNEL, "/roadmap")

        assert len(there.parrot.heard) == 2
        assert reconnected(why) - before >= 1


async def test_a_connection_that_was_cut_is_noticed_long_before_the_next_ping() -> None:
    async with connected(Timing(ping=60, tick=0.02, steady=0.0)) as there:
        await there.slack.sockets.abort(there.slack.sockets.open[0])

        await there.slack.sockets.connected(2, opened=3)

        assert len(there.slack.sockets.open) == 2


async def test_a_connection_without_any_frame_is_made_anew_whatever_it_looks_like() -> None:
    async with connected(Timing(ping=60, tick=0.02, silence=0.3, steady=0.0, longest=0.2)) as there:
        before = reconnected("silence")

        await there.slack.sockets.connected(2, opened=4)

        assert reconnected("silence") - before >= 1


async def test_a_connection_that_hears_nothing_for_long_is_made_anew_before_it_is_let_go() -> None:
    async with connected(Timing(ping=0.2, tick=0.02, idle=0.3, steady=0.0, longest=0.2)) as there:
        before = reconnected("idle")

        await there.slack.sockets.connected(2, opened=4)

        assert reconnected("idle") - before >= 1
        assert there.slack.refusals == []


@pytest.mark.parametrize("end", ["refresh", "end", "abort"])
async def test_no_event_is_lost_while_connections_come_and_go(end: str) -> None:
    async with connected() as there:
        for _ in range(6):
            await getattr(there.slack.sockets, end)(there.slack.sockets.open[0])
            await asyncio.gather(*(there.hands.life.renames(CHANNEL, f"ml-{number}") for number in range(5)))

        while there.slack.events.pending:
            await there.slack.events.later()
        keys = [news.key for news in there.parrot.news if news.key]
        assert sorted(keys) == sorted(one["event_id"] for one in there.slack.events.sent)
        assert there.slack.events.lost == []


async def test_a_connection_that_is_to_end_is_kept_until_the_next_one_is_there() -> None:
    async with connected() as there:
        sockets, fewest = there.slack.sockets, {2}
        for socket in [*sockets.open]:
            there.slack.fail_next("apps.connections.open", FaultKind.BROKEN)
            await sockets.warn(socket)

        def are_new() -> bool:
            fewest.add(len(sockets.open))
            return sockets.opened == 4

        await until(are_new)

        assert min(fewest) == 2


async def test_what_is_under_way_on_a_connection_that_is_refreshed_is_still_acknowledged_there() -> None:
    held = Held()
    async with connected(parrot=held) as there:
        asked = asyncio.create_task(there.hands.types("UBO", CHANNEL, "/roadmap"))
        await until(lambda: bool(held.heard))
        [busy] = [socket for socket in there.slack.sockets.open if socket.waiting]
        [other] = [socket for socket in there.slack.sockets.open if socket is not busy]

        await there.slack.sockets.refresh(busy)
        await there.slack.sockets.connected(2, opened=3)
        await there.slack.sockets.refresh(other)
        await until(lambda: other not in there.slack.sockets.open)
        held.open.set()
        await asked

        [message] = there.slack.workspace.messages
        assert sight.title(message.blocks) == "Week 3"


async def test_the_same_over_both_sockets_is_done_once() -> None:
    held = Held()
    async with connected(parrot=held) as there:
        body = Payloads(there.slack, there.slack.workspace).command("UBO", CHANNEL, "/win parser")
        deliveries = [asyncio.create_task(there.slack.sockets.deliver(Kind.COMMAND, body)) for _ in range(2)]
        await until(lambda: sum(len(socket.waiting) for socket in there.slack.sockets.open) == 2)

        held.open.set()
        first, second = await asyncio.gather(*deliveries)
        third = await there.slack.sockets.deliver(Kind.COMMAND, body, Again(1, "timeout"))

        assert len(held.heard) == 1
        assert first.text == second.text == third.text != ""


async def test_an_event_that_cannot_be_recorded_is_not_acknowledged_and_comes_again() -> None:
    async with connected() as there:
        there.slack.sockets.patience = 0.2
        there.parrot.full = True
        refused = await there.hands.life.archives(CHANNEL)
        there.parrot.full = False

        await there.slack.events.later()

        assert refused.status == 0
        assert len([news for news in there.parrot.news if news.key]) == 1


async def test_what_nobody_listens_to_is_acknowledged_so_that_it_does_not_come_again() -> None:
    async with connected() as there:
        told = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": {"type": "reaction_added"}}

        taken = await there.slack.sockets.deliver(Kind.EVENT, told)

        assert taken.status == 200


@pytest.mark.parametrize(
    ("fault", "detail"),
    [
        (FaultKind.LIMITED, "1"),
        (FaultKind.BROKEN, ""),
        (FaultKind.REFUSED, "internal_error"),
        (FaultKind.DROPPED, ""),
    ],
)
async def test_an_address_that_slack_does_not_give_out_is_asked_for_again(fault: FaultKind, detail: str) -> None:
    async with connected() as there:
        there.slack.fail_next("apps.connections.open", fault, detail)

        await there.slack.sockets.end(there.slack.sockets.open[0])
        await there.slack.sockets.connected(2, opened=3)

        assert len(there.slack.sockets.open) == 2


async def test_a_slack_that_is_away_at_the_start_stops_nothing() -> None:
    slack, clock = SlackServer(SetClock(NOW)), SetClock(NOW)
    await slack.start()
    slack.fail_next("apps.connections.open", FaultKind.BROKEN)
    door = SlackDoor(
        Parrot(answer),
        clock=clock,
        token=slack.token,
        app_token=slack.app.app_token,
        base_url=slack.base_url,
        timing=SOON,
    )

    await door.start()
    await slack.sockets.connected(2)

    await door.close()
    await slack.close()


async def test_an_app_token_that_slack_refuses_is_said_at_once() -> None:
    slack, clock = SlackServer(SetClock(NOW)), SetClock(NOW)
    await slack.start()
    door = SlackDoor(Parrot(answer), clock=clock, token=slack.token, app_token="xapp-wrong", base_url=slack.base_url)

    with pytest.raises(Misconfigured, match=r"invalid_auth.*SEGUE_SLACK_APP_TOKEN"):
        await door.start()

    await slack.close()


async def test_a_crowd_of_connections_is_left_alone_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    async with connected() as there:
        monkeypatch.setattr("tests.support.slack.sockets.MOST", 1)
        asked = len(there.slack.calls)
        await there.slack.sockets.end(there.slack.sockets.open[0])
        await until(lambda: len(there.slack.calls) > asked + 1)
        monkeypatch.undo()

        await there.slack.sockets.connected(2, opened=3)
        await there.hands.types("UBO", CHANNEL, "/roadmap")

        assert len(there.parrot.heard) == 1


async def test_closing_leaves_nothing_running() -> None:
    before = asyncio.all_tasks()
    async with connected() as there:
        await there.hands.types("UBO", CHANNEL, "/roadmap")
        await there.slack.sockets.abort(there.slack.sockets.open[0])

    assert asyncio.all_tasks() == before
