"""The local Slack tells of what happens as Slack does: signed, in an envelope, again when it was not taken."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from slack_sdk.errors import SlackApiError

from tests.adapters.slack.local import FORM, HOME, client, two_teams
from tests.support.slack.ear import Ear, listening
from tests.support.slack.events import Unheard
from tests.support.slack.hands import Hands
from tests.support.slack.server import SlackServer
from tests.support.slack.things import Channel


@asynccontextmanager
async def heard() -> AsyncIterator[tuple[SlackServer, Ear, Hands]]:
    async with two_teams() as slack, listening(slack.secret) as ear:
        yield slack, ear, Hands(slack, ear.url)


async def test_an_event_comes_in_an_envelope_that_says_whose_it_is() -> None:
    async with heard() as (slack, ear, hands):
        await hands.mentions("UBO", "C1", "a < b")

        [told] = ear.events("app_mention")
        assert told["event"]["text"] == "<@UBOT> a &lt; b"
        assert (told["team_id"], told["api_app_id"]) == ("T1", slack.app.id)
        assert told["authorizations"][0] | {"user_id": "UBOT", "team_id": "T1"} == told["authorizations"][0]
        assert told["event_time"] == int(slack.clock.now().timestamp())


async def test_the_life_of_a_channel_is_told() -> None:
    async with heard() as (slack, ear, hands):
        slack.workspace.channels["G1"] = Channel(id="G1", name="quiet", private=True)
        life = hands.life
        await life.archives("C1")
        await life.unarchives("C1")
        await life.renames("C1", "switchers")
        await life.shares("C1", "T2")
        await life.removes_bot("C1")
        await life.invites_bot("C1")
        await life.archives("G1")
        await life.deletes("C1")

        kinds = [one["event"]["type"] for one in ear.events()]
        assert kinds == [
            "channel_archive",
            "channel_unarchive",
            "channel_rename",
            "channel_shared",
            "channel_left",
            "member_joined_channel",
            "group_archive",
            "channel_deleted",
        ]
        assert ear.events("channel_rename")[0]["event"]["channel"]["name"] == "switchers"
        assert ear.events("member_joined_channel")[0]["event"]["user"] == "UBOT"
        assert "C1" not in slack.workspace.channels


async def test_where_the_bot_was_removed_or_all_is_archived_nothing_can_be_said() -> None:
    async with heard() as (slack, _, hands):
        await hands.life.removes_bot("C1")
        with pytest.raises(SlackApiError, match="not_in_channel"):
            await client(slack).chat_postMessage(channel="C1", text="Hello")
        await hands.life.invites_bot("C1")
        await client(slack).chat_postMessage(channel="C1", text="Hello")
        await hands.life.archives("C1")
        with pytest.raises(SlackApiError, match="is_archived"):
            await client(slack).chat_postMessage(channel="C1", text="Hello")


async def test_the_life_of_a_person_is_told() -> None:
    async with heard() as (_, ear, hands):
        await hands.life.deactivates("UBO")
        await hands.life.returns("UBO")
        await hands.life.moves("UBO", "Asia/Tokyo")

        told = [one["event"]["user"] for one in ear.events("user_change")]
        assert [one["deleted"] for one in told] == [True, False, False]
        assert told[-1]["tz"] == "Asia/Tokyo"


async def test_an_event_that_is_not_taken_comes_again_at_once_and_then_later() -> None:
    async with heard() as (slack, ear, hands):
        ear.answers.extend([(503, "")] * 3)
        await hands.mentions("UBO", "C1", "hello")
        at_once = [one.headers.get("X-Slack-Retry-Num") for one in ear.heard]
        await slack.events.later()
        await slack.events.later()
        await slack.events.later()

        tries = [(one.headers.get("X-Slack-Retry-Num"), one.headers.get("X-Slack-Retry-Reason")) for one in ear.heard]
        assert at_once == [None, "1"]
        assert tries[1:] == [("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
        assert len({one["event_id"] for one in ear.events()}) == 1
        assert (len(slack.events.pending), slack.events.lost) == (0, [])


async def test_after_three_retries_slack_gives_up() -> None:
    async with heard() as (slack, ear, hands):
        ear.answers.extend([(500, "")] * 4)
        await hands.mentions("UBO", "C1", "hello", "Ev1")
        await slack.events.later()
        await slack.events.later()

        assert [one["event_id"] for one in slack.events.lost] == ["Ev1"]


async def test_an_app_may_ask_for_no_retry() -> None:
    async with heard() as (slack, ear, hands):
        ear.answers.append((500, ""))
        ear.headers["X-Slack-No-Retry"] = "1"
        await hands.mentions("UBO", "C1", "hello")

        assert (len(ear.heard), len(slack.events.pending)) == (1, 0)


async def test_an_event_that_was_taken_can_come_twice() -> None:
    async with heard() as (slack, ear, hands):
        await hands.mentions("UBO", "C1", "hello", "Ev1")
        await slack.events.again("Ev1")

        assert [one["event_id"] for one in ear.events()] == ["Ev1", "Ev1"]
        assert ear.heard[1].headers["X-Slack-Retry-Reason"] == "http_timeout"


async def test_nobody_there_is_a_failed_connection() -> None:
    async with two_teams() as slack:
        hands = Hands(slack, "http://127.0.0.1:1/slack/events")

        assert await hands.mentions("UBO", "C1", "hello") == 0
        assert [one.reason for one in slack.events.pending] == ["connection_failed"]


async def test_what_the_manifest_does_not_subscribe_to_or_the_token_may_not_read_is_not_told() -> None:
    async with heard() as (slack, ear, hands):
        slack.tokens.keep("xoxb-new", "T1", frozenset({"commands"}))
        with pytest.raises(Unheard, match="channels:read"):
            await hands.life.archives("C1")
        slack.app.events -= {"user_change"}
        with pytest.raises(Unheard, match="does not subscribe"):
            await hands.life.moves("UBO", "Asia/Tokyo")

        assert ear.events() == []


@pytest.mark.parametrize("order", [("tokens_revoked", "app_uninstalled"), ("app_uninstalled", "tokens_revoked")])
async def test_an_uninstall_is_told_in_either_order_and_ends_the_tokens(order: tuple[str, ...]) -> None:
    async with heard() as (slack, ear, hands):
        old = slack.token
        await hands.life.uninstalls(order)

        assert [one["event"]["type"] for one in ear.events()] == [*order]
        assert not (await _ok(slack, old, "T1"))
        assert await _ok(slack, slack.token_of("T2"), "T2")
        with pytest.raises(Unheard, match="not installed"):
            await hands.mentions("UBO", "C1", "hello")


async def _ok(slack: SlackServer, token: str, team: str) -> bool:
    try:
        return bool((await client(slack, token).auth_test())["team_id"] == team)
    except SlackApiError as error:
        return bool(error.response["error"] != "account_inactive")


async def test_a_home_is_opened_and_pressed() -> None:
    async with heard() as (slack, ear, hands):
        await hands.goes_home("UBO")
        await client(slack).views_publish(user_id="UBO", view=HOME)
        await hands.goes_home("UBO")
        await hands.presses("UBO", "Done")

        first, second = ear.events("app_home_opened")
        pressed = ear.heard[-1].said
        assert ("view" in first["event"], second["event"]["view"]["type"]) == (False, "home")
        assert (pressed["type"], pressed["view"]["type"]) == ("block_actions", "home")
        assert (pressed["actions"][0]["block_id"], "response_url" in pressed) == ("b", False)


async def test_commands_come_escaped_and_people_of_other_teams_have_none() -> None:
    async with heard() as (_, ear, hands):
        await hands.types("UBO", "C1", "/win a < b & <!channel>")
        with pytest.raises(LookupError, match="another team"):
            await hands.types("UEVE", "C1", "/win")

        assert ear.heard[0].said["text"] == "a &lt; b &amp; &lt;!channel&gt;"


async def test_names_are_put_into_brackets_where_the_manifest_asks_for_it() -> None:
    async with heard() as (slack, ear, hands):
        slack.app.escaped = frozenset({"/mentor"})
        await hands.types("UBO", "C1", "/mentor ask @Ana in #ml-switch, not @nobody")

        assert ear.heard[0].said["text"] == "ask <@UANA|ana> in <#C1|ml-switch>, not @nobody"


async def test_a_message_shortcut_brings_the_message() -> None:
    async with heard() as (slack, ear, hands):
        slack.app.shortcuts = {"win": "Add to my wins"}
        said = hands.writes("UANA", "C1", "We shipped <it>")
        await hands.uses("UBO", "win", said)

        told = ear.heard[0].said
        assert (told["type"], told["callback_id"], told["user"]["id"]) == ("message_action", "win", "UBO")
        assert (told["message"]["text"], told["message"]["user"]) == ("We shipped &lt;it&gt;", "UANA")
        assert slack.workspace.public("C1") == []


async def test_a_stranger_in_a_shared_channel_presses_as_who_they_are() -> None:
    async with heard() as (slack, ear, hands):
        slack.workspace.channels["C1"].shared = frozenset({"T2"})
        blocks = HOME["blocks"]
        await client(slack).chat_postMessage(channel="C1", text="x", blocks=blocks)
        await hands.presses("UEVE", "Done")
        await hands.mentions("UEVE", "C1", "hello")

        told, [called] = ear.heard[0].said, ear.events()
        assert (told["team"]["id"], told["user"]["team_id"]) == ("T1", "T2")
        assert (called["team_id"], called["authorizations"][0]["team_id"]) == ("T2", "T1")


async def test_a_form_of_a_stranger_names_their_team_and_where_the_app_is_installed() -> None:
    async with heard() as (slack, ear, hands):
        slack.workspace.channels["C1"].shared = frozenset({"T2"})
        await client(slack).chat_postMessage(channel="C1", text="x", blocks=HOME["blocks"])
        await hands.presses("UEVE", "Done")
        await client(slack).views_open(trigger_id=ear.heard[0].said["trigger_id"], view=FORM)
        await hands.fills("UEVE", {"What?": "a parser"})

        sent = ear.heard[1].said
        assert (sent["team"]["id"], sent["view"]["team_id"], sent["view"]["app_installed_team_id"]) == (
            "T2",
            "T2",
            "T1",
        )
        assert sent["view"]["state"]["values"]["w"]["w"]["value"] == "a parser"


async def test_a_form_that_is_closed_is_told_where_it_was_asked_for() -> None:
    async with heard() as (slack, ear, hands):
        for asked in (False, True):
            trigger = slack.workspace.trigger("UBO")
            await client(slack).views_open(trigger_id=trigger, view=FORM | {"notify_on_close": asked})
            await hands.closes("UBO")

        assert [one.said["type"] for one in ear.heard] == ["view_closed"]
        assert slack.workspace.modal("UBO") is None


async def test_two_teams_are_heard_at_one_address() -> None:
    async with heard() as (slack, ear, hands):
        there = Hands(slack, ear.url, "T2")
        await asyncio.gather(hands.types("UBO", "C1", "/win"), there.types("UEVE", "C2", "/win"))

        assert sorted(one.said["team_id"] for one in ear.heard) == ["T1", "T2"]
