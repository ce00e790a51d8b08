"""The local Slack asks for consent, and hands tokens out, as Slack's pages on OAuth and rotation say."""

from base64 import b64encode
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.clocks import SetClock
from tests.adapters.slack.local import NOW, client, two_teams
from tests.support.slack.ear import listening
from tests.support.slack.hands import Hands
from tests.support.slack.server import SlackServer
from tests.support.slack.things import Json, Member

BACK = "http://127.0.0.1:9/slack/oauth"
SCOPES = "chat:write,commands"


def address(slack: SlackServer, **more: str) -> str:
    asked = {"client_id": slack.app.client_id, "scope": SCOPES, "redirect_uri": BACK, "state": "s1"}
    return f"{slack.consent_page}?{urlencode(asked | more)}"


async def visit(slack: SlackServer, **more: str) -> tuple[int, dict[str, str]]:
    """The status of a visit, and what the visitor is sent back with."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(address(slack, **more), allow_redirects=False) as answer,
    ):
        return answer.status, dict(parse_qsl(answer.headers.get("Location", "").partition("?")[2]))


async def access(slack: SlackServer, *, secret: str = "", **grant: str) -> Json:
    """What the app is given that names itself in the header, as the SDK does."""
    nobody = AsyncWebClient(base_url=slack.base_url, retry_handlers=[])
    named = f"{slack.app.client_id}:{secret or slack.app.client_secret}"
    headers = {"Authorization": f"Basic {b64encode(named.encode()).decode()}"}
    answer = await nobody.api_call("oauth.v2.access", data=grant, headers=headers)
    assert isinstance(answer.data, dict)
    return answer.data


async def code(slack: SlackServer, team: str = "T2") -> str:
    slack.consents.decides(team, "UEVE")
    return (await visit(slack))[1]["code"]


async def refusal(slack: SlackServer, **grant: str) -> str:
    with pytest.raises(SlackApiError) as refused:
        await access(slack, **grant)
    return str(refused.value.response["error"])


async def test_a_consent_brings_a_code_and_the_state_and_the_code_a_token() -> None:
    async with two_teams() as slack:
        slack.add("T3", "New school", installed=False)
        slack.teams["T3"].members["UFAY"] = Member(id="UFAY", name="Fay", zone="UTC", admin=True)
        slack.consents.decides("T3", "UFAY")

        status, back = await visit(slack)
        granted = await access(slack, code=back["code"], redirect_uri=BACK)
        whose = await client(slack, granted["access_token"]).auth_test()

        assert (status, back["state"]) == (302, "s1")
        assert (granted["team"], granted["authed_user"]) == ({"id": "T3", "name": "New school"}, {"id": "UFAY"})
        assert (granted["scope"], granted["app_id"]) == (SCOPES, slack.app.id)
        assert (whose["team_id"], slack.teams["T3"].installed) == ("T3", True)


async def test_the_page_lets_people_choose_and_a_no_comes_back_too() -> None:
    async with two_teams() as slack:
        async with aiohttp.ClientSession() as session, session.get(address(slack)) as page:
            shown = await page.text()
        slack.consents.decides("T2", "UEVE", allows=False)

        assert "Eve, for Evening school (T2)" in shown
        assert (await visit(slack))[1] == {"state": "s1", "error": "access_denied"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"client_id": "1.1"}, "client"), ({"scope": "admin"}, "scope"), ({"redirect_uri": "javascript:x"}, "redirect")],
)
async def test_a_wrong_address_gets_a_page_and_sends_nobody_back(change: dict[str, str], reason: str) -> None:
    async with two_teams() as slack:
        slack.consents.decides("T2", "UEVE")

        assert await visit(slack, **change) == (400, {})


async def test_a_code_is_good_once_for_ten_minutes_from_the_right_app_at_the_right_address() -> None:
    clock = SetClock(NOW)
    async with two_teams(clock) as slack:
        used, old = await code(slack), await code(slack)
        await access(slack, code=used, redirect_uri=BACK)

        assert await refusal(slack, code=used, redirect_uri=BACK) == "code_already_used"
        assert await refusal(slack, code="made-up", redirect_uri=BACK) == "invalid_code"
        assert await refusal(slack, code=old, redirect_uri=f"{BACK}/other") == "bad_redirect_uri"
        assert await refusal(slack, code=old, redirect_uri=BACK, secret="guessed") == "bad_client_secret"
        clock.turn_to(NOW + timedelta(minutes=10))
        assert await refusal(slack, code=old, redirect_uri=BACK) == "code_expired"


async def test_an_app_may_name_itself_in_the_body_too() -> None:
    async with two_teams() as slack:
        named = {"client_id": slack.app.client_id, "client_secret": slack.app.client_secret}
        nobody = AsyncWebClient(base_url=slack.base_url, retry_handlers=[])
        grant = {"code": await code(slack), "redirect_uri": BACK}

        assert (await nobody.api_call("oauth.v2.access", data=named | grant))["team"]["id"] == "T2"


async def test_a_rotating_token_ends_after_twelve_hours_and_what_renews_it_is_good_once() -> None:
    clock = SetClock(NOW)
    async with two_teams(clock) as slack:
        slack.app.rotates = True
        first = await access(slack, code=await code(slack), redirect_uri=BACK)
        grant = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"]}
        clock.turn_to(NOW + timedelta(hours=11))
        second = await access(slack, **grant)
        both = [await client(slack, one["access_token"]).auth_test() for one in (first, second)]
        again = await refusal(slack, **grant)
        clock.turn_to(NOW + timedelta(hours=12))
        with pytest.raises(SlackApiError, match="token_expired"):
            await client(slack, first["access_token"]).auth_test()

        assert (first["expires_in"], len(both), again) == (43200, 2, "invalid_refresh_token")
        assert (await client(slack, second["access_token"]).auth_test())["team_id"] == "T2"


async def test_a_revoked_token_is_refused_and_the_app_hears_of_it() -> None:
    async with two_teams() as slack, listening(slack.secret) as ear:
        Hands(slack, ear.url)
        token = slack.token
        answer = await client(slack, token).auth_revoke()
        with pytest.raises(SlackApiError, match="token_revoked"):
            await client(slack, token).auth_test()
        await slack.close()

        assert answer["revoked"]
        assert ear.events("tokens_revoked")[0]["event"]["tokens"] == {"oauth": [], "bot": ["UBOT"]}
