"""The few pages that somebody who installs segue sees. They need no script, and load nothing."""

import base64
import re
from hashlib import sha256
from pathlib import Path
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from adapters.slack.troubles import Trouble
from bot.installation import Installation

LOOK: Final = (Path(__file__).parent / "pages" / "look.css").read_text(encoding="utf-8")
_HASH: Final = base64.b64encode(sha256(LOOK.encode()).digest()).decode()

#: No page here may be framed, kept, or tell anybody where its reader came from: its address has a code in it.
HEADERS: Final = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

_TEMPLATES: Final = Environment(
    loader=PackageLoader("adapters.slack", "pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_TEAM: Final = re.compile(r"[A-Z0-9]{2,40}", re.ASCII)


def installed(installation: Installation) -> str:
    """The page that says what to do next."""
    name = installation.name or "your workspace"
    team = installation.workspace if _TEAM.fullmatch(installation.workspace) else ""
    return _TEMPLATES.get_template("installed.html").render(look=LOOK, name=name, team=team)


def troubled(trouble: Trouble, begin: str) -> str:
    """The page that says what went wrong, and leads to another try."""
    return _TEMPLATES.get_template("troubled.html").render(look=LOOK, trouble=trouble, begin=begin)
