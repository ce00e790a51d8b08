"""From “Add to Slack” to the page that says what to do next, in a browser's shoes; and every way not to get there."""

from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from adapters.slack import oauth, troubles
from adapters.slack.install import COOKIE
from adapters.slack.troubles import Trouble
from bot.installation import Installation
from bot.ports import Sent
from bot.replies import Reply
from bot.requests import Platform
from tests.support.slack import tenants
from tests.support.slack.browsing import House, browsing, opened
from tests.support.slack.parrot import Parrot
from tests.support.slack.server import FaultKind
from tests.support.slack.tenants import parcel
from tests.support.slack.things import Json
from tests.support.worlds import World

ACCESS = "oauth.v2.access"
#: What Slack answers for a code, were it not for what a test changes of it.
ANSWER: Json = {
    "app_id": "A0SEGUE",
    "bot_user_id": "UBOT",
    "scope": "chat:write",
    "team": {"id": "T1", "name": "Cohort house"},
    "is_enterprise_install": False,
}


@pytest.fixture
async def house(world: World) -> AsyncIterator[House]:
    async with opened(world.bridge, world.clock) as house:
        yield house


async def kept(world: World, team: str = "T1") -> Installation | None:
    return await world.bridge.installation(Platform.SLACK, team)


async def test_a_consent_installs_segue_and_says_what_to_do_next(world: World, house: House) -> None:
    house.slack.consents.decides("T2")

    page = await house.browser.opens("/slack/install")

    installation = await kept(world, "T2")
    assert installation is not None
    assert (installation.token, installation.name) == (house.slack.token_of("T2"), "Night shift")
    assert (installation.bot, installation.bot_user) == ("B2", "UBOTT2")
    assert page.status == 200
    assert "segue is in Night shift" in page.html
    assert "/invite @segue" in page.html
    assert "/cohort start" in page.html
    assert "https://app.slack.com/client/T2" in page.html
    messenger = tenants.messenger(house.workspaces, world.bridge, world.clock)
    assert isinstance(await messenger.send(parcel("T2")), Sent)


async def test_a_token_that_ends_comes_with_what_renews_it(world: World, house: House) -> None:
    house.slack.app.rotates = True
    house.slack.consents.decides()

    await house.browser.opens("/slack/install")

    installation = await kept(world)
    assert installation is not None
    assert installation.expires == world.clock.now() + timedelta(hours=12)
    assert installation.refresh.startswith("xoxe-1-")


async def test_the_browser_is_sent_to_slack_with_a_state_and_a_secret_of_its_own(house: House) -> None:
    first, second = await house.browser.sets_out(), await house.browser.sets_out()

    asked = [parse_qs(urlsplit(one.headers["Location"]).query) for one in (first, second)]
    assert first.status == 302
    assert first.headers["Location"].startswith(house.app.consent_page)
    assert asked[0]["client_id"] == [house.app.client_id]
    assert asked[0]["redirect_uri"] == [house.app.back]
    assert frozenset(asked[0]["scope"][0].split(",")) == house.slack.app.scopes == frozenset(oauth.SCOPES)
    assert asked[0]["state"] != asked[1]["state"]
    assert len(asked[0]["state"][0]) >= 22
    assert first.cookies[COOKIE].value != second.cookies[COOKIE].value


@pytest.mark.parametrize(
    ("address", "secure", "path"),
    [
        ("https://segue.example.org", True, "/slack"),
        ("http://127.0.0.1:1/", "", "/slack"),
        ("https://example.org/bots/segue/", True, "/bots/segue/slack"),
    ],
)
async def test_the_cookie_is_kept_from_scripts_other_sites_and_the_open_line(
    world: World, address: str, secure: bool | str, path: str
) -> None:
    async with opened(world.bridge, world.clock, address=address) as house:
        left = await house.browser.sets_out()

    cookie = left.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", path)
    assert (cookie["max-age"], cookie["secure"]) == ("600", secure)


async def test_somebody_who_says_no_on_slacks_page_has_changed_nothing(world: World, house: House) -> None:
    house.slack.consents.decides(allows=False)

    page = await house.browser.opens("/slack/install")

    assert page.shows(troubles.DECLINED)
    assert await kept(world) is None


@pytest.mark.parametrize(
    ("path", "trouble"),
    [
        ("/slack/oauth", troubles.INCOMPLETE),
        ("/slack/oauth?code=1", troubles.INCOMPLETE),
        ("/slack/oauth?state=1", troubles.INCOMPLETE),
        (f"/slack/oauth?state=1&code={'x' * 501}", troubles.INCOMPLETE),
        ("/slack/oauth?state=1&code=1", troubles.OTHER_BROWSER),
        ("/slack/oauth?error=invalid_scope", troubles.NOT_OFFERED),
        ("/slack/oauth?error=%3Cscript%3E&state=1", troubles.NOT_OFFERED),
        ("/slack/oauth?state=%ff%00&code=%ed%a0%80", troubles.OTHER_BROWSER),
    ],
)
async def test_an_address_that_slack_did_not_make_gets_a_sentence(house: House, path: str, trouble: Trouble) -> None:
    page = await house.browser.opens(path)

    assert page.shows(trouble)
    assert "<script>" not in page.html


async def test_a_state_is_good_once(world: World, house: House) -> None:
    house.slack.consents.decides()
    await house.browser.opens("/slack/install")
    await house.browser.sets_out()  # the browser has a cookie again

    again = await house.browser.opens(house.browser.last)

    assert again.shows(troubles.STALE)
    assert len(house.slack.called(ACCESS)) == 1


async def test_a_state_is_good_for_ten_minutes(world: World, house: House) -> None:
    left = await house.browser.sets_out()
    state = parse_qs(urlsplit(left.headers["Location"]).query)["state"][0]
    world.clock.turn_to(world.clock.now() + timedelta(minutes=10))

    page = await house.browser.opens(f"/slack/oauth?code=1&state={state}")

    assert page.shows(troubles.STALE)
    assert house.slack.called(ACCESS) == []


async def test_a_state_of_another_browser_is_no_use(world: World, house: House) -> None:
    """An attacker who began it cannot have somebody else end it, and keeps their own beginning."""
    home = house.browser.home
    house.slack.consents.decides("T2")
    async with browsing(home) as attacker, browsing(home) as third:
        back = await attacker.comes_back()
        await house.browser.sets_out()

        lured, bare, own = await house.browser.opens(back), await third.opens(back), await attacker.opens(back)

    assert lured.shows(troubles.STALE)
    assert bare.shows(troubles.OTHER_BROWSER)
    assert own.status == 200
    assert len(house.slack.called(ACCESS)) == 1


async def test_of_two_tabs_the_one_that_was_opened_last_gets_there(world: World, house: House) -> None:
    for _ in range(2):
        house.slack.consents.decides()
    first, second = await house.browser.comes_back(), await house.browser.comes_back()

    assert (await house.browser.opens(first)).shows(troubles.STALE)
    assert (await house.browser.opens(second)).status == 200
    assert await kept(world) is not None


async def test_a_preview_of_the_address_ends_nothing(house: House) -> None:
    for path in ("/slack/install", "/slack/oauth?code=1&state=1"):
        async with house.browser.session.head(house.browser.home + path) as answer:
            assert answer.status == 405


@pytest.mark.parametrize(
    ("code", "trouble"),
    [
        ("invalid_code", troubles.USED),
        ("code_already_used", troubles.USED),
        ("bad_client_secret", troubles.OURS),
        ("bad_redirect_uri", troubles.OURS),
        ("cannot_install_an_org_installed_app", troubles.WHOLE_ORGANISATION),
        ("something_new", troubles.NOT_OFFERED),
        ("ratelimited", troubles.AWAY),
        ("internal_error", troubles.AWAY),
    ],
)
async def test_what_slack_says_of_a_code_is_a_sentence(
    world: World, house: House, code: str, trouble: Trouble
) -> None:
    house.slack.consents.decides()
    house.slack.fail_next(ACCESS, FaultKind.REFUSED, code)

    page = await house.browser.opens("/slack/install")

    assert page.shows(trouble)
    assert await kept(world) is None


@pytest.mark.parametrize("kind", [FaultKind.BROKEN, FaultKind.DROPPED, FaultKind.LIMITED, FaultKind.MALFORMED])
async def test_a_slack_that_does_not_answer_is_a_sentence_and_the_next_try_is_free(
    world: World, house: House, kind: FaultKind
) -> None:
    house.slack.consents.decides()
    house.slack.consents.decides()
    house.slack.fail_next(ACCESS, kind)

    first, second = await house.browser.opens("/slack/install"), await house.browser.opens("/slack/install")

    assert first.shows(troubles.AWAY)
    assert second.status == 200
    assert await kept(world) is not None


@pytest.mark.parametrize(
    ("changed", "trouble"),
    [
        ({"team": None, "is_enterprise_install": True, "enterprise": {"id": "E1"}}, troubles.WHOLE_ORGANISATION),
        ({"team": None}, troubles.WHOLE_ORGANISATION),
        ({"team": "T1"}, troubles.WHOLE_ORGANISATION),
        ({"app_id": "A9"}, troubles.WRONG_APP),
        ({"access_token": None}, troubles.AWAY),
        ({"access_token": "xoxb-nobodys"}, troubles.STRANGE),
        ({"team": {"id": "T2"}}, troubles.STRANGE),
    ],
)
async def test_an_answer_that_is_not_for_one_workspace_of_this_app_is_not_kept(
    world: World, changed: Json, trouble: Trouble
) -> None:
    async with opened(world.bridge, world.clock, app="A0SEGUE") as house:
        house.slack.open[ACCESS] = lambda request, asked: told(ANSWER | {"access_token": house.slack.token} | changed)
        house.slack.consents.decides()

        page = await house.browser.opens("/slack/install")

    assert page.shows(trouble)
    assert [await kept(world, team) for team in ("T1", "T2")] == [None, None]


async def told(answer: Json) -> Json:
    return answer


async def test_a_database_that_is_away_is_a_sentence_before_and_after_slacks_page(world: World) -> None:
    bridge = Parrot(lambda _: Reply())
    async with opened(bridge, world.clock) as house:
        bridge.full = True
        before = await house.browser.opens("/slack/install")
        bridge.full = False
        house.slack.consents.decides()
        back = await house.browser.comes_back()
        bridge.full = True
        after = await house.browser.opens(back)

    assert before.shows(troubles.NOT_KEPT)
    assert after.shows(troubles.NOT_KEPT)
