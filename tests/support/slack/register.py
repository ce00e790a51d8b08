"""What a parrot writes down as the core would: news by their key, installations, consents that are under way."""

from datetime import datetime

from bot.installation import Installation
from bot.news import News
from bot.requests import Platform


class Register:
    """Keeps it in memory. `full`: nothing can be written down, and whoever asks for it gets an error."""

    def __init__(self) -> None:
        self.news: list[News] = []
        self.installations: dict[str, Installation] = {}
        self.consents: dict[str, datetime] = {}
        self.renewing: set[str] = set()
        self.full = False

    async def hear(self, news: News) -> bool:
        """Whether these are new."""
        self._write()
        if news.key and any(one.key == news.key for one in self.news):
            return False
        self.news.append(news)
        return True

    async def installation(self, platform: Platform, workspace: str) -> Installation | None:
        """What was installed there last."""
        return self.installations.get(workspace)

    async def install(self, installation: Installation) -> None:
        """Keep a consent."""
        self._write()
        self.installations[installation.workspace] = installation

    async def renew(self, installation: Installation) -> None:
        """Keep a new token; whoever renews it is done."""
        self._write()
        self.installations[installation.workspace] = installation
        self.renewing.discard(installation.workspace)

    async def may_renew(self, platform: Platform, workspace: str) -> bool:
        """Whether nobody renews it already."""
        if workspace in self.renewing:
            return False
        self.renewing.add(workspace)
        return True

    async def open_consent(self, mark: str, until: datetime) -> None:
        """Expect somebody back."""
        self._write()
        self.consents[mark] = until

    async def spend_consent(self, mark: str) -> bool:
        """Whether they were expected; a parrot does not look at the clock."""
        return self.consents.pop(mark, None) is not None

    async def well(self) -> bool:
        """Whether anything can be written down."""
        return not self.full

    def _write(self) -> None:
        if self.full:
            raise OSError("the register is full")
