"""Where segue is installed: the keys to workspaces, and how they come, change and go. No feature sees them."""

from datetime import datetime

from bot.installation import Installation
from bot.ports import Clock
from bot.requests import Platform
from bot.store.database import Database
from bot.store.queries import installations


class Installations:
    """Every installation there is, sealed in one database. A new consent comes by `Core.install`: it heals more."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def installation(self, platform: Platform, workspace: str) -> Installation | None:
        """How segue is in this workspace; none where nobody consented, or while it is removed there."""
        with self._database.begin() as session:
            return installations.find(session, platform, workspace)

    def renew(self, installation: Installation) -> None:
        """Keep the token that came by an exchange; one that was removed or consented to anew meanwhile stays so."""
        with self._database.begin() as session:
            installations.renew(session, installation)

    def may_renew(self, platform: Platform, workspace: str) -> bool:
        """Take the lease of exchanging this workspace's token: 30 s, one at a time over all processes."""
        with self._database.begin() as session:
            return installations.may_renew(session, platform, workspace)

    def open_consent(self, mark: str, until: datetime) -> None:
        """Remember until then that somebody has begun to install segue; `mark` is 64 hexadecimal digits."""
        with self._database.begin() as session:
            installations.open_consent(session, mark, until)

    def spend_consent(self, mark: str) -> bool:
        """Whether that was begun here and is in time: true once."""
        with self._database.begin() as session:
            return installations.spend_consent(session, mark, self._clock.now())
