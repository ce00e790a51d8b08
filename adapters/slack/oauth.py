"""Asking Slack for tokens: for the code that a consent brought, and for a token that ends.

https://docs.slack.dev/authentication/installing-with-oauth, https://docs.slack.dev/authentication/using-token-rotation
"""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import urlsplit

from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack import verdicts
from bot.installation import Installation
from bot.requests import Platform

#: What segue asks a workspace for; the manifest asks for the same.
SCOPES: Final = (
    "app_mentions:read",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:read",
    "mpim:write",
    "users:read",
)
#: Of these, what came later: a workspace that has not granted it goes without, and why that matters.
LATER: Final[Mapping[str, str]] = {
    "mpim:write": "people who are brought together hear how to reach each other, and have no group conversation"
}
METHOD: Final = "oauth.v2.access"
CONSENT_PAGE: Final = "https://slack.com/oauth/v2/authorize"


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth:
    """The Slack app, as Slack knows it. `address` is this door's on the internet.

    `app` is the app's id (A…); empty: whatever app Slack names is believed, since it checked the secret.
    """

    client_id: str
    client_secret: str = field(repr=False)
    address: str
    app: str = ""
    consent_page: str = CONSENT_PAGE

    @property
    def back(self) -> str:
        """Where Slack sends people back to."""
        return f"{self.address.rstrip('/')}/slack/oauth"

    @property
    def path(self) -> str:
        """Where the pages of an installation are, as a browser sees it."""
        return f"{urlsplit(self.address).path.rstrip('/')}/slack"


class Denied(Exception):
    """Slack said no, and would again; `code` is its word for it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Unanswered(Exception):
    """Slack did not say: it was not reached, or had other things to do."""


class NoTeam(Exception):
    """The consent is for a whole organisation, or for no workspace at all."""


async def redeem(client: AsyncWebClient, oauth: OAuth, code: str, now: datetime) -> Installation:
    """What segue may speak with where somebody consented. Raises `Denied`, `Unanswered` and `NoTeam`."""
    answer = await _access(client, oauth, {"code": code, "redirect_uri": oauth.back})
    if oauth.app and answer.get("app_id") != oauth.app:
        raise Denied("wrong_app")
    team = answer.get("team")
    if answer.get("is_enterprise_install") or not isinstance(team, dict) or not team.get("id"):
        raise NoTeam
    return Installation(
        platform=Platform.SLACK,
        workspace=str(team["id"]),
        name=str(team.get("name") or ""),
        bot_user=str(answer.get("bot_user_id") or ""),
        bot="",
        token=_token(answer),
        installed_at=now,
        refresh=str(answer.get("refresh_token") or ""),
        expires=_end(answer, now),
        scopes=tuple(filter(None, str(answer.get("scope") or "").split(","))),
    )


async def renew(client: AsyncWebClient, oauth: OAuth, installation: Installation, now: datetime) -> Installation:
    """The installation with its next token. Raises `Denied` and `Unanswered`."""
    grant = {"grant_type": "refresh_token", "refresh_token": installation.refresh}
    answer = await _access(client, oauth, grant)
    return replace(
        installation,
        token=_token(answer),
        refresh=str(answer.get("refresh_token") or installation.refresh),
        expires=_end(answer, now),
    )


async def _access(client: AsyncWebClient, oauth: OAuth, grant: Mapping[str, str]) -> Mapping[str, Any]:
    """What `oauth.v2.access` answers. No error that leaves here quotes it: it may hold a token."""
    # The SDK's own method makes its header with what aiohttp is about to drop.
    named = b64encode(f"{oauth.client_id}:{oauth.client_secret}".encode()).decode()
    try:
        answer = await client.api_call(METHOD, data=dict(grant), headers={"Authorization": f"Basic {named}"})
    except SlackClientError as error:
        no = verdicts.heard(error, METHOD)
        raise (Unanswered if no.is_passing else Denied(no.code)) from None
    except (*verdicts.BROKEN, ValueError):
        raise Unanswered from None
    if not isinstance(answer.data, dict):
        raise Unanswered
    return answer.data


def _token(answer: Mapping[str, Any]) -> str:
    token = answer.get("access_token")
    if not isinstance(token, str) or not token:
        raise Unanswered
    return token


def _end(answer: Mapping[str, Any], asked: datetime) -> datetime | None:
    """When the token ends, counted from before it was asked for; None for one that does not."""
    lasts = answer.get("expires_in")
    return asked + timedelta(seconds=lasts) if isinstance(lasts, int) and lasts > 0 else None
