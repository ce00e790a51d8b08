"""What became of a message, from what Slack answered or did not. One table; a code that is not in it is parked.

Codes: https://docs.slack.dev/reference/methods/chat.postMessage#errors,
https://docs.slack.dev/reference/methods/chat.update#errors,
https://docs.slack.dev/reference/methods/conversations.open#errors
"""

import math
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.ports import Clock, Failed, Outcome, Retry, Skipped, Unknown

#: When Slack does not say how long to wait, in seconds; it asks for no more than one request a second in general.
WAIT: Final = 30.0
#: A workspace that is being moved says nothing of how long it takes.
MOVING: Final = 600.0
LONGEST_WAIT: Final = 3600.0

_GONE = "Slack no longer accepts segue in this workspace: install it again."
_SCOPE = "segue lacks a permission on Slack: install it again with the permissions of the manifest."
_CHANNEL = "Slack finds no such channel, or segue is not in it."
_CLOSED = "The settings of this channel or workspace do not let segue post there."
_PERSON = "Slack does not let segue write to this person: they have left, or take no messages from apps."
_SHAPE = "Slack refused the shape of the message."

#: Refused for good: another try would be refused in the same way.
REFUSED: Final[Mapping[str, str]] = {
    "account_inactive": _GONE,
    "invalid_auth": _GONE,
    "not_authed": _GONE,
    "token_expired": _GONE,
    "token_revoked": _GONE,
    "team_access_not_granted": _GONE,
    "missing_scope": _SCOPE,
    "no_permission": _SCOPE,
    "not_allowed_token_type": _SCOPE,
    "channel_not_found": _CHANNEL,
    "not_in_channel": "segue is not in this channel: invite it with /invite.",
    "is_archived": "The channel is archived.",
    "access_denied": _CLOSED,
    "accesslimited": _CLOSED,
    "ekm_access_denied": _CLOSED,
    "enterprise_is_restricted": _CLOSED,
    "message_limit_exceeded": "This workspace has reached the number of messages of its plan.",
    "restricted_action": _CLOSED,
    "restricted_action_non_threadable_channel": _CLOSED,
    "restricted_action_read_only_channel": _CLOSED,
    "restricted_action_thread_only_channel": _CLOSED,
    "method_not_supported_for_channel_type": _CLOSED,
    "cannot_dm_bot": _PERSON,
    "invalid_user_combination": _PERSON,
    "messages_tab_disabled": _PERSON,
    "user_disabled": _PERSON,
    "user_not_found": _PERSON,
    "user_not_visible": _PERSON,
    "users_list_not_supplied": _PERSON,
    "block_mismatch": _SHAPE,
    "invalid_arguments": _SHAPE,
    "invalid_blocks": _SHAPE,
    "invalid_blocks_format": _SHAPE,
    "invalid_metadata_format": _SHAPE,
    "markdown_text_conflict": _SHAPE,
    "msg_blocks_too_long": _SHAPE,
    "msg_too_long": _SHAPE,
    "no_text": _SHAPE,
    "too_many_attachments": _SHAPE,
}
#: What was to be changed cannot be any more.
GONE: Final[Mapping[str, str]] = {
    "cant_update_message": "the message is no longer segue's to change",
    "edit_window_closed": "Slack no longer lets the message be changed",
    "message_not_found": "the message was deleted in Slack",
}
#: Not taken, and worth another try after so many seconds.
LATER: Final[Mapping[str, float]] = {
    "ratelimited": WAIT,
    "rate_limited": WAIT,
    "request_timeout": WAIT,
    "service_unavailable": WAIT,
    "org_login_required": MOVING,
    "team_added_to_org": MOVING,
}
#: “It's possible some aspect of the operation succeeded before the error was raised”, in Slack's words.
PERHAPS: Final = frozenset({"internal_error", "fatal_error"})

_CODE = re.compile(r"[a-z_]{1,60}", re.ASCII)


def refused(error: SlackApiError, clock: Clock) -> Outcome:
    """What an answer of Slack's that is not a yes means for the message."""
    status, headers, code = _read(error.response)
    if status == 429 or code in LATER:
        wait = seconds(headers.get("Retry-After", ""), LATER.get(code, WAIT))
        return Retry(clock.now() + timedelta(seconds=wait), "Slack asks to wait a little.")
    if code in REFUSED:
        return Failed(REFUSED[code])
    if code in GONE:
        return Skipped(GONE[code])
    if code in PERHAPS or status >= 500:
        return Unknown("Slack failed while it had the message.")
    return Unknown(f"Slack answered with something segue does not know: {code or 'nothing'}.")


def broken(error: Exception, clock: Clock) -> Outcome:
    """What a connection that failed means for the message: it is lost for certain only if there never was one."""
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return Retry(clock.now() + timedelta(seconds=WAIT), "Slack could not be reached.")
    return Unknown("The connection to Slack broke after the message was on its way.")


def unsent(outcome: Outcome, clock: Clock) -> Outcome:
    """The same, about a call that may be made again: one before the message, or one that changes what stands."""
    if isinstance(outcome, Unknown):
        return Retry(clock.now() + timedelta(seconds=WAIT), outcome.reason)
    return outcome


def seconds(header: str, otherwise: float) -> float:
    """How long a `Retry-After` asks to wait, between one second and an hour."""
    try:
        asked = float(header)
    except ValueError:
        asked = otherwise
    return min(max(asked, 1.0), LONGEST_WAIT) if math.isfinite(asked) else otherwise


def code_of(error: SlackApiError) -> str:
    """Slack's own word for what went wrong, or nothing if there is none; never any text of a message."""
    return _read(error.response)[2]


def _read(response: object) -> tuple[int, Mapping[str, str], str]:
    """Status, headers and error code. The SDK hands over its own response, or aiohttp's when it could not read it."""
    status: int = getattr(response, "status_code", 0) or getattr(response, "status", 0)
    content = getattr(response, "data", None)
    code = str(content.get("error", "")) if isinstance(content, dict) else ""
    return status, getattr(response, "headers", {}), code if _CODE.fullmatch(code) else ""
