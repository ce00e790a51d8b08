"""Where segue is installed, and what it may speak with there."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.requests import Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """segue in one workspace. What opens doors stays out of its `repr`.

    `bot_user` and `bot` are who segue is there. `refresh` is what a token that ends at `expires` is exchanged with;
    both are empty where tokens do not end. `installed_at` is the moment of the last consent.
    """

    platform: Platform
    workspace: str
    name: str
    bot_user: str
    bot: str
    token: str = field(repr=False)
    installed_at: datetime
    refresh: str = field(default="", repr=False)
    expires: datetime | None = None
    scopes: tuple[str, ...] = ()
