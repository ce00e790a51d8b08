"""Installations that the database keeps, and tokens that end: each exchanged once, however many ask at that moment.

Ten requests at once made ten exchanges in a naive way, and ten tokens. Here everybody in a process waits for the one
look at a workspace that is under way, and between processes the database gives one of them the lease.
"""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from adapters.slack import codes, defects, oauth
from adapters.slack.bridge import Bridge
from adapters.slack.calls import Calls
from adapters.slack.installed import BELIEVED, NotInstalled, TokenEnded
from adapters.slack.oauth import Denied, OAuth, Unanswered
from bot.installation import Installation
from bot.news import WorkspaceNews
from bot.ports import Clock
from bot.requests import Platform

logger = logging.getLogger(__name__)

#: A token that ends within this is exchanged.
EARLY: Final = timedelta(minutes=5)
#: Whoever has a token that still lasts waits no longer than this for the next one, in seconds.
PATIENCE: Final = 1.0
#: Seconds between looks at what another process, which has the lease, makes of it.
GLANCES: Final = (0.05, 0.1, 0.2, 0.4, 0.8)


@dataclass(frozen=True, slots=True)
class Belief:
    """What is known of a workspace, and until when; `unsaved`: the database does not have this token yet."""

    installation: Installation
    until: datetime
    unsaved: bool = False


Look: TypeAlias = "asyncio.Task[Installation]"


class Rotation:
    """Every workspace's installation, believed for half a minute, its token good for now."""

    def __init__(self, app: OAuth, calls: Calls, bridge: Bridge, clock: Clock) -> None:
        self._app = app
        self._calls = calls
        self._bridge = bridge
        self._clock = clock
        self._beliefs: dict[str, Belief] = {}
        self._looks: dict[str, Look] = {}
        self._running: set[Look] = set()
        self._spent: dict[str, str] = {}

    async def start(self) -> None:
        """Nothing is asked before it is needed."""

    async def close(self) -> None:
        """Let exchanges end: a token that came and was not kept is lost, and the one before it is spent."""
        if self._running:
            await asyncio.wait(self._running)

    async def installation(self, team: str) -> Installation:
        """The one in this workspace. Raises `NotInstalled`, and `TokenEnded` when there is no new token yet."""
        belief = self._beliefs.get(team)
        if belief is not None and self._clock.now() < belief.until:
            return self._lasting(belief.installation)
        look = self._looks.get(team) or self._begin(team)
        if belief is not None and self._lasts(belief.installation):
            done, _ = await asyncio.wait({look}, timeout=PATIENCE)
            if not done:
                return belief.installation
        # Whoever is cancelled here leaves the exchange to the others: its refresh token is good for one time.
        return self._lasting(await asyncio.shield(look))

    async def known(self, team: str) -> Installation | None:
        """The one there, whatever its token, and however old what is known: no command waits for a look."""
        belief = self._beliefs.get(team)
        if belief is not None:
            return belief.installation
        return await self._bridge.installation(Platform.SLACK, team)

    def forget(self, team: str) -> None:
        """Look anew when somebody asks."""
        self._beliefs.pop(team, None)
        self._looks.pop(team, None)

    def refuse(self, team: str, token: str) -> None:
        """Slack did not take this token: look anew, and exchange it if the database has no other."""
        belief = self._beliefs.get(team)
        if belief is None or belief.installation.token == token:
            self._spent[team] = token
            self.forget(team)

    def _begin(self, team: str) -> Look:
        look = self._looks[team] = asyncio.create_task(self._look(team))
        self._running.add(look)
        look.add_done_callback(lambda done: self._ended(team, done))
        return look

    def _ended(self, team: str, look: Look) -> None:
        self._running.discard(look)
        if self._looks.get(team) is look:
            del self._looks[team]
        if not look.cancelled():
            look.exception()  # whoever waited has been told; asyncio would write it down once more

    async def _look(self, team: str) -> Installation:
        """What the database has, with another token if that one is about to end."""
        belief = self._beliefs.get(team)
        if belief is not None and belief.unsaved:
            return await self._kept(belief.installation)
        found = await self._read(team)
        return await self._renewed(found) if self._ends(found) else self._believe(found)

    async def _read(self, team: str) -> Installation:
        found = await self._bridge.installation(Platform.SLACK, team)
        if found is None:
            self._beliefs.pop(team, None)
            raise NotInstalled
        return found

    async def _renewed(self, ending: Installation) -> Installation:
        """The next token: exchanged here, or what another process that does it comes back with."""
        if await self._bridge.may_renew(Platform.SLACK, ending.workspace):
            # Somebody else may have finished between our reading and our lease.
            found = await self._read(ending.workspace)
            return await self._exchanged(found) if self._ends(found) else self._believe(found)
        for glance in GLANCES:
            await asyncio.sleep(glance)
            found = await self._read(ending.workspace)
            if not self._ends(found):
                return self._believe(found)
        return self._believe(ending)

    async def _exchanged(self, ending: Installation) -> Installation:
        try:
            renewed = await oauth.renew(self._calls.client(None), self._app, ending, self._clock.now())
        except Unanswered:
            logger.warning("a token could not be renewed: Slack did not answer")
            return self._believe(ending)
        except Denied as denied:
            logger.warning("a token could not be renewed: %s", denied.code)
            return await self._lost(ending) if denied.code in codes.SPENT else self._believe(ending)
        return await self._kept(renewed)

    async def _kept(self, renewed: Installation) -> Installation:
        """Save a token that Slack gave. When that fails it is used, and saved later: the one before it is spent."""
        try:
            await self._bridge.renew(renewed)
        except Exception as defect:  # noqa: BLE001  (whatever it is, the token is good)
            defects.note("keeping a new token", defect)
            return self._believe(renewed, unsaved=True)
        return self._believe(renewed)

    async def _lost(self, ending: Installation) -> Installation:
        """Slack exchanges this token no more: segue is gone from there, unless somebody has just consented anew."""
        found = await self._read(ending.workspace)
        if found.refresh != ending.refresh:
            return self._believe(found)
        self._beliefs.pop(ending.workspace, None)
        gone = WorkspaceNews(platform=Platform.SLACK, workspace=ending.workspace, gone=True, at=self._clock.now())
        await self._bridge.hear(gone)
        raise NotInstalled

    def _believe(self, found: Installation, *, unsaved: bool = False) -> Installation:
        """Remember it, unless somebody said to forget while we looked."""
        if self._looks.get(found.workspace) is asyncio.current_task():
            until = self._clock.now() + BELIEVED
            if found.expires is not None and self._clock.now() < found.expires:
                until = min(until, found.expires)
            self._beliefs[found.workspace] = Belief(found, until, unsaved)
        return found

    def _ends(self, installation: Installation) -> bool:
        return bool(installation.refresh) and not self._lasts(installation, EARLY)

    def _lasts(self, installation: Installation, ahead: timedelta = timedelta()) -> bool:
        if installation.refresh and self._spent.get(installation.workspace) == installation.token:
            return False
        return installation.expires is None or self._clock.now() + ahead < installation.expires

    def _lasting(self, installation: Installation) -> Installation:
        """The same. Raises `TokenEnded` for one whose token is over."""
        if not self._lasts(installation):
            raise TokenEnded
        return installation
