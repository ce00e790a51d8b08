"""What may go wrong while segue is installed: one sentence that says so, and one that says what to do."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where the way to an installation ends; `status` is the page's."""

    title: str
    fact: str
    step: str
    status: int = 400


INCOMPLETE: Final = Trouble(
    "Something is missing",
    "This address is the way back from Slack, and it came without what Slack puts into it.",
    "Begin here, and Slack leads you back by itself.",
)
OTHER_BROWSER: Final = Trouble(
    "This began somewhere else",
    "The installation was begun in another browser, or this one keeps no cookies for us.",
    "Begin in the browser you are looking at.",
)
STALE: Final = Trouble(
    "This way back is closed",
    "It was used before, or more than ten minutes have passed since you set out.",
    "If segue answers to /segue help in Slack, all is well. If not, begin once more.",
)
DECLINED: Final = Trouble(
    "Nothing was installed",
    "On Slack's page somebody chose not to go on, and nothing has changed.",
    "If it was you who may not install apps, ask an administrator of the workspace to open this page.",
    status=200,
)
NOT_OFFERED: Final = Trouble(
    "Slack did not go on",
    "Slack ended the installation on its own page, before there was anything to keep.",
    "Try again; if it happens again, tell the people who run segue.",
)
USED: Final = Trouble(
    "Slack did not take the code",
    "The code that Slack gave your browser is good once and for ten minutes, and this one no longer is.",
    "Begin once more: it takes a minute.",
)
OURS: Final = Trouble(
    "segue is not set up right",
    "Slack does not recognise the app behind this page.",
    "Tell the people who run segue: its client id, client secret and redirect address are those of the Slack app.",
    status=502,
)
WRONG_APP: Final = Trouble(
    "That was another app",
    "Slack gave a token for a different app than this one, so nothing was kept.",
    "Begin here, from this page.",
)
WHOLE_ORGANISATION: Final = Trouble(
    "One workspace, please",
    "This was for a whole organisation, and segue lives in one workspace at a time.",
    "Begin once more, and choose the workspace at the top of Slack's page.",
)
STRANGE: Final = Trouble(
    "That does not fit together",
    "Slack named one workspace and gave the token of another, so nothing was kept.",
    "Begin once more; if it happens again, tell the people who run segue.",
    status=502,
)
AWAY: Final = Trouble(
    "Slack did not answer",
    "Slack could not be reached, or was busy, and nothing was kept.",
    "Try again in a minute.",
    status=503,
)
NOT_KEPT: Final = Trouble(
    "That could not be kept",
    "Something on segue's side went wrong, not on yours. It is noted for the people who run it.",
    "Try again in a minute.",
    status=503,
)

#: What Slack says of the app itself, whoever installs it.
_OF_THE_APP: Final = frozenset(
    {
        "bad_client_secret",
        "bad_redirect_uri",
        "invalid_client_id",
        "invalid_grant_type",
        "invalid_team_for_non_distributed_app",
        "oauth_authorization_url_mismatch",
        "no_scopes",
    }
)
_BY_CODE: Final = {
    "cannot_install_an_org_installed_app": WHOLE_ORGANISATION,
    "code_already_used": USED,
    "code_expired": USED,
    "invalid_code": USED,
    "wrong_app": WRONG_APP,
}


def declined(said: str) -> Trouble:
    """What Slack sends somebody back with instead of a code."""
    return DECLINED if said == "access_denied" else NOT_OFFERED


def denied(code: str) -> Trouble:
    """What Slack says of a code."""
    return OURS if code in _OF_THE_APP else _BY_CODE.get(code, NOT_OFFERED)
