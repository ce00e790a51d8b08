"""Bot tokens: for which workspace, with which scopes, until when, and what became of them.

https://docs.slack.dev/authentication/using-token-rotation
"""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.ports import Clock
from tests.support.slack.workspace import Refused

#: How long a rotated token lives.
ROTATED_LIVES: Final = timedelta(hours=12)


@dataclass(slots=True, kw_only=True)
class Token:
    """A token. `ended`: the code that whoever uses it gets; `refresh` is spent once it was used."""

    value: str
    team: str
    scopes: frozenset[str]
    ends: datetime | None = None
    refresh: str = ""
    ended: str = ""


class Tokens:
    """Every token that was ever handed out."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: dict[str, Token] = {}
        self._numbers = itertools.count(1)

    def keep(self, value: str, team: str, scopes: frozenset[str]) -> Token:
        """A token of that value, which does not end."""
        self._known[value] = Token(value=value, team=team, scopes=scopes)
        return self._known[value]

    def issue(self, team: str, scopes: frozenset[str], *, rotates: bool = False) -> Token:
        """A new token; where tokens rotate it ends after twelve hours and comes with what renews it."""
        number = next(self._numbers)
        if not rotates:
            return self.keep(f"xoxb-{team}-{number}", team, scopes)
        token = self.keep(f"xoxe.xoxb-1-{team}-{number}", team, scopes)
        token.ends, token.refresh = self._clock.now() + ROTATED_LIVES, f"xoxe-1-{team}-{number}"
        return token

    def check(self, value: str) -> Token:
        """A token that is good. Raises `Refused` with Slack's reason for any other."""
        token = self._known.get(value)
        if token is None:
            raise Refused("invalid_auth" if value else "not_authed")
        if token.ended:
            raise Refused(token.ended)
        if token.ends and self._clock.now() >= token.ends:
            raise Refused("token_expired")
        return token

    def renew(self, refresh: str) -> Token:
        """A new pair for what renews the old one; the old token stays good until its end."""
        old = next((token for token in self._known.values() if token.refresh and token.refresh == refresh), None)
        if old is None or old.ended:
            raise Refused("invalid_refresh_token")
        old.refresh = ""
        return self.issue(old.team, old.scopes, rotates=True)

    def end(self, team: str, code: str, value: str = "") -> None:
        """Let every token of a workspace, or the one of that value, be refused with that code from now on."""
        for token in self._known.values():
            if token.team == team and value in {"", token.value}:
                token.ended = token.ended or code

    def scopes_of(self, team: str) -> frozenset[str]:
        """What the newest token of a workspace may do."""
        return next((each.scopes for each in reversed(self._known.values()) if each.team == team), frozenset())

    def living(self, team: str) -> list[Token]:
        """The tokens of a workspace that are good."""
        now = self._clock.now()
        return [
            each
            for each in self._known.values()
            if each.team == team and not each.ended and (each.ends is None or now < each.ends)
        ]
