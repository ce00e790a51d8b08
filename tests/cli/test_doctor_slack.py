"""D008: what Slack says of the bot token, and of what its workspace has granted."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.clocks import SystemClock
from tests.cli.conftest import KEY, Terminal
from tests.cli.test_doctor import findings
from tests.support.slack import scopes
from tests.support.slack.faults import FaultKind
from tests.support.slack.server import SlackServer

NOWHERE = "http://127.0.0.1:9/api/"
TOKEN = "xoxb-plum"


@pytest.fixture
async def slack() -> AsyncIterator[SlackServer]:
    """A Slack where one workspace has granted what the manifest asks for."""
    server = SlackServer(SystemClock(), token=TOKEN)
    await server.start()
    yield server
    await server.close()


async def told(segue: Terminal, api: str, *, token: str = TOKEN) -> tuple[bool, str]:
    """What the doctor finds in Slack; nothing it writes may hold the token."""
    secrets = {"SEGUE_SLACK_TOKEN": token, "SEGUE_SLACK_SIGNING_SECRET": "damson"}
    seen = await asyncio.to_thread(segue, "doctor", "--json", SEGUE_KEY=KEY, SEGUE_SLACK_API=api, **secrets)

    found = findings(seen)
    assert seen.stderr == ""
    assert [secret for secret in ("plum", "damson") if secret in seen.stdout] == []
    assert (seen.returncode == 0) == all(well for well, _ in found.values())
    assert list(found)[:2] == ["D001", "D008"]
    return found["D008"]


async def test_a_token_that_is_good_is_told_with_its_workspace(segue: Terminal, slack: SlackServer) -> None:
    assert await told(segue, slack.base_url) == (True, "it is installed in Cohort house with what it needs")
    assert [call.method for call in slack.calls] == ["auth.test"]


async def test_what_was_not_granted_is_named(segue: Terminal, slack: SlackServer) -> None:
    slack.tokens.keep(TOKEN, "T1", scopes.app().scopes - {"users:read", "channels:read"})

    well, says = await told(segue, slack.base_url)

    assert not well
    assert says == "Cohort house has not granted channels:read, users:read: install the app again from the manifest"


async def test_what_an_older_installation_lacks_is_named_and_stops_nobody(
    segue: Terminal, slack: SlackServer
) -> None:
    slack.tokens.keep(TOKEN, "T1", scopes.app().scopes - {"mpim:write"})

    well, says = await told(segue, slack.base_url)

    assert well
    assert says.endswith("no group conversation: install the app again from the manifest to add it")
    assert "without mpim:write people who are brought together" in says


async def test_what_is_granted_for_nothing_is_named_and_stops_nobody(segue: Terminal, slack: SlackServer) -> None:
    slack.tokens.keep(TOKEN, "T1", scopes.app().scopes | {"im:write"})

    well, says = await told(segue, slack.base_url)

    assert well
    assert says.endswith("with what it needs; it uses none of im:write")


@pytest.mark.parametrize("code", ["invalid_auth", "account_inactive"])
async def test_a_token_that_slack_refuses_is_to_be_copied_again(
    segue: Terminal, slack: SlackServer, code: str
) -> None:
    slack.fail_next("auth.test", FaultKind.REFUSED, code)

    well, says = await told(segue, slack.base_url)

    assert not well
    assert (
        says == f"Slack refuses SEGUE_SLACK_TOKEN ({code}): install the app and copy its Bot User OAuth Token again"
    )


@pytest.mark.parametrize(("fault", "status"), [(FaultKind.BROKEN, "503"), (FaultKind.LIMITED, "429")])
async def test_a_slack_that_is_busy_or_broken_refuses_nobody(
    segue: Terminal, slack: SlackServer, fault: FaultKind, status: str
) -> None:
    slack.fail_next("auth.test", fault)

    well, says = await told(segue, slack.base_url)

    assert not well
    assert says == f"Slack did not say whose SEGUE_SLACK_TOKEN is (it answered {status}): try again in a minute"


async def test_without_a_network_that_is_what_is_said(segue: Terminal) -> None:
    assert await told(segue, NOWHERE) == (False, f"Slack does not answer at {NOWHERE}: can this machine reach it?")


async def test_a_token_with_a_stray_character_is_no_traceback(segue: Terminal) -> None:
    well, says = await told(segue, NOWHERE, token="xoxb-plum\u201d")

    assert not well
    assert says.startswith("SEGUE_SLACK_TOKEN or SEGUE_SLACK_API holds a character that belongs in neither")


async def test_without_a_token_slack_is_not_asked(segue: Terminal, slack: SlackServer) -> None:
    seen = await asyncio.to_thread(segue, "doctor", "--json", SEGUE_SLACK_API=slack.base_url)

    assert "D008" not in findings(seen)
    assert slack.calls == []
