"""The manifest of the Slack app: `deploy/slack-manifest.yaml`, which an installed segue carries beside `bot`, too."""

import re
from pathlib import Path
from typing import Final

from bot.errors import Misconfigured

FILE: Final = Path(__file__).parents[2] / "deploy" / "slack-manifest.yaml"
#: Stands in the file for the address of whoever uses it.
EXAMPLE: Final = "https://segue.example.org"
#: What Slack delivers to, and somebody's browser comes back to: a host, perhaps a port, perhaps a path.
ADDRESS: Final = re.compile(r"https://[\w.-]+(:\d+)?(/[\w.~-]+)*/?", re.ASCII)
#: Lines that say where Slack delivers to.
DELIVERED: Final = re.compile(rf"^ +(?:request_)?url: {EXAMPLE}/.*\n", re.MULTILINE)
#: The line that says where a browser comes back to once somebody has installed segue through OAuth.
RETURNED: Final = re.compile(rf"^ +redirect_urls: \[{EXAMPLE}/.*\n", re.MULTILINE)


def at(address: str) -> str:
    """The manifest of an app whose deliveries come to `address`. Raises `Misconfigured` if Slack cannot use that."""
    return _text().replace(EXAMPLE, _usable(address))


def over_sockets(address: str = "") -> str:
    """The manifest of an app in Socket Mode. With an `address`, which it does not need, OAuth can install it."""
    silent = DELIVERED.sub("", _text()).replace("socket_mode_enabled: false", "socket_mode_enabled: true")
    return silent.replace(EXAMPLE, _usable(address)) if address else RETURNED.sub("", silent)


def _text() -> str:
    return FILE.read_text(encoding="utf-8")


def _usable(address: str) -> str:
    if not ADDRESS.fullmatch(address):
        raise Misconfigured(f"Slack cannot use the address “{address}”: write it as in --url {EXAMPLE}")
    return address.rstrip("/")
