"""The local Slack keeps its teams apart, and knows what each token may do."""

import pytest
from slack_sdk.errors import SlackApiError

from tests.adapters.slack.local import HOME, client, two_teams
from tests.support.slack.server import SlackServer
from tests.support.slack.things import Channel, Json, Member


async def who(slack: SlackServer, user: str) -> Json:
    return dict((await client(slack).users_info(user=user))["user"])


async def test_a_token_is_of_one_team_and_reaches_no_other() -> None:
    async with two_teams() as slack:
        whose = await client(slack, team="T2").auth_test()
        with pytest.raises(SlackApiError, match="channel_not_found"):
            await client(slack, team="T2").chat_postMessage(channel="C1", text="Hello")
        await client(slack, team="T2").chat_postMessage(channel="C2", text="Hello")

        assert (whose["team_id"], whose["user_id"], whose["team"]) == ("T2", "UBOTT2", "Evening school")
        assert [len(here.messages) for here in slack.teams.values()] == [0, 1]
        assert slack.called("chat.postMessage", "T1") == []


async def test_what_a_token_lacks_the_scope_for_is_refused_with_what_it_needs() -> None:
    async with two_teams() as slack:
        token = slack.tokens.keep("xoxb-small", "T1", frozenset({"commands"})).value

        with pytest.raises(SlackApiError, match="missing_scope") as refused:
            await client(slack, token).users_info(user="UBO")

        assert refused.value.response["needed"] == "users:read"


async def test_the_scopes_are_those_of_the_manifest() -> None:
    async with two_teams() as slack:
        assert {"chat:write", "commands", "users:read"} <= slack.tokens.scopes_of("T1")
        assert not [scope for scope in slack.tokens.scopes_of("T1") if scope.endswith(":history")]


async def test_a_message_to_a_persons_id_opens_their_line() -> None:
    async with two_teams() as slack:
        posted = await client(slack).chat_postMessage(channel="UBO", text="Hello")

        assert posted["channel"] == "DUBO"
        assert [message.text for message in slack.workspace.private("UBO")] == ["Hello"]
        assert slack.workspace.private("UANA") == []


async def test_a_message_to_somebody_who_was_deactivated_is_taken_and_one_to_nobody_is_not() -> None:
    async with two_teams() as slack:
        slack.workspace.members["UBO"].gone = True
        slack.workspace.members["UTOM"] = Member(id="UTOM", name="Tom", zone="UTC", bot=True)

        await client(slack).chat_postMessage(channel="UBO", text="Hello")
        with pytest.raises(SlackApiError, match="channel_not_found"):
            await client(slack).chat_postMessage(channel="UNOBODY", text="Hello")
        with pytest.raises(SlackApiError, match="cannot_dm_bot"):
            await client(slack).chat_postMessage(channel="UTOM", text="Hello")


async def test_a_stranger_is_seen_once_a_channel_is_shared_with_their_team() -> None:
    async with two_teams() as slack:
        before = await who(slack, "UEVE")
        with pytest.raises(SlackApiError, match="channel_not_found"):
            await client(slack).chat_postMessage(channel="UEVE", text="Hello")
        slack.workspace.channels["C1"].shared = frozenset({"T2"})
        after = await who(slack, "UEVE")
        await client(slack).chat_postMessage(channel="UEVE", text="Hello")

        assert (before["team_id"], before["is_stranger"], "tz" in before) == ("T2", True, False)
        assert (after["team_id"], "is_stranger" in after, after["tz"]) == ("T2", False, "America/New_York")


async def test_guests_bots_and_those_who_left_are_told_apart() -> None:
    async with two_teams() as slack:
        people = slack.workspace.members
        people["UGIL"] = Member(id="UGIL", name="Gil", zone="UTC", guest=True)
        people["UTOM"] = Member(id="UTOM", name="Tom", zone="UTC", bot=True)
        people["UBO"].gone = True

        assert (await who(slack, "UGIL"))["is_restricted"]
        assert (await who(slack, "UTOM"))["is_bot"]
        assert (await who(slack, "UBO"))["deleted"]
        assert "tz" not in await who(slack, "UBO")
        assert (await who(slack, "UANA"))["is_admin"]


async def test_a_private_channel_without_the_bot_is_not_there() -> None:
    async with two_teams() as slack:
        slack.workspace.channels["G1"] = Channel(id="G1", name="quiet", private=True, joined=False)
        known = await client(slack).conversations_info(channel="C1")

        with pytest.raises(SlackApiError, match="channel_not_found"):
            await client(slack).conversations_info(channel="G1")

        assert known["channel"]["is_member"]


async def test_a_home_is_published_and_keeps_its_hash_until_it_changes() -> None:
    async with two_teams() as slack:
        first = await client(slack).views_publish(user_id="UBO", view=HOME)
        again = await client(slack).views_publish(user_id="UBO", view=HOME, hash=first["view"]["hash"])
        with pytest.raises(SlackApiError, match="hash_conflict"):
            await client(slack).views_publish(user_id="UBO", view=HOME, hash=first["view"]["hash"])

        assert first["view"]["id"] == again["view"]["id"] == slack.workspace.homes["UBO"].id
        assert first["view"]["hash"] != again["view"]["hash"]


async def test_a_home_that_breaks_a_rule_is_refused() -> None:
    async with two_teams() as slack:
        for change in ({"type": "modal"}, {"blocks": [{"type": "divider"}] * 101}, {"title": "Mine"}):
            with pytest.raises(SlackApiError, match="invalid_arguments"):
                await client(slack).views_publish(user_id="UBO", view=HOME | change)

        assert slack.workspace.homes == {}
