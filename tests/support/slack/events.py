"""Events: in their envelope, delivered, tried again when they were not taken, and doubled on demand.

https://docs.slack.dev/apis/events-api: “at once, after one minute, after five minutes”. Here the first retry comes at
once, and every later one when a test says `later()`.
"""

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.support.slack import scopes
from tests.support.slack.delivery import Again, Answer, Kind, Line
from tests.support.slack.things import Json
from tests.support.slack.workspace import Workspace

if TYPE_CHECKING:
    from tests.support.slack.server import SlackServer

RETRIES: Final = 3
#: What an app hears after it was removed.
GOODBYES: Final = frozenset({"app_uninstalled", "tokens_revoked"})


class Unheard(Exception):
    """The app cannot hear of this: its manifest does not subscribe to it, or its token lacks the scope."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """An event that was not taken, after so many retries, and why the last time."""

    body: Json
    tried: int
    reason: str


class Events:
    """Everything the app was told. `sent` are the envelopes, oldest first, `lost` those that Slack gave up on."""

    def __init__(self, slack: "SlackServer") -> None:
        self._slack = slack
        self.sent: list[Json] = []
        self.pending: deque[Undelivered] = deque()
        self.lost: list[Json] = []

    async def tell(self, here: Workspace, event: Json, event_id: str = "") -> Answer:
        """Deliver an event of this team; what the app answered in the end. Raises `Unheard`."""
        self._check(here, str(event["type"]))
        body = self._envelope(here, event, event_id)
        self.sent.append(body)
        return await self._deliver(body, None)

    async def again(self, event_id: str, reason: str = "http_timeout") -> Answer:
        """Deliver an event that was taken once more, as when Slack is in doubt."""
        body = next(one for one in reversed(self.sent) if one["event_id"] == event_id)
        return await self._line.deliver(Kind.EVENT, body, Again(1, reason))

    async def later(self) -> None:
        """Let the time of the next retry come for everything that was not taken."""
        waiting, self.pending = self.pending, deque()
        for one in waiting:
            await self._deliver(one.body, Again(one.tried + 1, one.reason))

    async def _deliver(self, body: Json, again: Again | None) -> Answer:
        """Deliver, and once more at once if that was the first time and it was not taken."""
        answer = await self._line.deliver(Kind.EVENT, body, again)
        tried = again.number if again else 0
        if answer.is_taken or (answer.headers or {}).get("X-Slack-No-Retry") == "1":
            return answer
        if tried == 0:
            return await self._deliver(body, Again(1, answer.reason))
        if tried < RETRIES:
            self.pending.append(Undelivered(body, tried, answer.reason))
        else:
            self.lost.append(body)
        return answer

    @property
    def _line(self) -> Line:
        assert self._slack.line is not None, "no app: give `Hands` its address, or open a socket"
        return self._slack.line

    def _check(self, here: Workspace, kind: str) -> None:
        if kind not in self._slack.app.events:
            raise Unheard(f"deploy/slack-manifest.yaml does not subscribe to {kind}")
        if not here.installed and kind not in GOODBYES:
            raise Unheard(f"the app is not installed in {here.team}")
        needed, held = scopes.EVENTS[kind], self._slack.tokens.scopes_of(here.team)
        if needed and not needed & held:
            raise Unheard(f"missing_scope: {kind} needs one of {', '.join(sorted(needed))}")

    def _envelope(self, here: Workspace, event: Json, event_id: str) -> Json:
        now = here.clock.now().timestamp()
        # Somebody from elsewhere, in a shared channel: https://github.com/slackapi/java-slack-sdk/issues/629.
        user = str(event["user"]) if isinstance(event.get("user"), str) else here.bot_user
        stranger = user not in {*here.members, here.bot_user}
        outermost = here.team_of(user).team if stranger else here.team
        whose = {"enterprise_id": None, "team_id": here.team, "user_id": here.bot_user, "is_bot": True}
        return {
            "token": "a-legacy-token",
            "team_id": outermost,
            "context_team_id": here.team,
            "context_enterprise_id": None,
            "api_app_id": self._slack.app.id,
            "event": {"event_ts": f"{now:.6f}"} | event,
            "type": "event_callback",
            "event_id": event_id or f"Ev{here.number():08d}",
            "event_time": int(now),
            "authorizations": [whose | {"is_enterprise_install": False}],
            "is_ext_shared_channel": stranger,
            "event_context": f"4-{here.number()}",
        }
