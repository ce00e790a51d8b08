"""What Slack says of the bot token: whose it is, and what its workspace has granted."""

import logging
from collections.abc import Mapping
from http.client import HTTPException
from typing import Final

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from adapters.slack import oauth, verdicts

#: The doctor waits no longer for Slack, in seconds.
TIMEOUT: Final = 5
#: How Slack lists what a token may do: https://docs.slack.dev/authentication/installing-with-oauth#scopes
HEADER: Final = "x-oauth-scopes"


def verdict(token: str, api: str) -> tuple[bool, str]:
    """Whether the token does for what segue asks of a workspace, and a sentence about it that is no secret."""
    client = WebClient(token=token, base_url=api, timeout=TIMEOUT, logger=_silent(), retry_handlers=[])
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        return False, _refused(verdicts.code_of(error), error.response.status_code)
    except (OSError, HTTPException):
        return False, f"Slack does not answer at {api}: can this machine reach it?"
    except ValueError:
        return False, "SEGUE_SLACK_TOKEN or SEGUE_SLACK_API holds a character that belongs in neither: copy it again"
    return _compared(str(answer.get("team")), _granted(answer.headers), frozenset(oauth.SCOPES))


def _refused(code: str, status: int) -> str:
    if status != 200 or not code:
        return f"Slack did not say whose SEGUE_SLACK_TOKEN is (it answered {status}): try again in a minute"
    return f"Slack refuses SEGUE_SLACK_TOKEN ({code}): install the app and copy its Bot User OAuth Token again"


def _granted(headers: Mapping[str, str]) -> frozenset[str] | None:
    """None when Slack does not say."""
    told = {name.lower(): value for name, value in headers.items()}.get(HEADER)
    return None if told is None else frozenset(told.replace(",", " ").split())


def _compared(team: str, granted: frozenset[str] | None, wanted: frozenset[str]) -> tuple[bool, str]:
    if granted is None:
        return True, f"it is installed in {team}; Slack does not say what was granted"
    missing, idle = sorted(wanted - granted - oauth.LATER.keys()), sorted(granted - wanted)
    without = "".join(
        f"; without {scope} {so}: install the app again from the manifest to add it"
        for scope, so in oauth.LATER.items()
        if scope not in granted
    )
    more = without + (f"; it uses none of {', '.join(idle)}" if idle else "")
    if missing:
        lacks = f"{team} has not granted {', '.join(missing)}: install the app again from the manifest"
        return False, lacks + more
    return True, f"it is installed in {team} with what it needs{more}"


def _silent() -> logging.Logger:
    """Slack's library writes down whole answers; what matters of them is in the finding."""
    logger = logging.getLogger(f"{__name__}.sdk")
    logger.disabled = True
    return logger
