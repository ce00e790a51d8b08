"""The only module that reads the time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path


class SystemClock:
    """The time it is."""

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return datetime.now(UTC)


class TurnedClock:
    """A clock that somebody may turn forward: it runs at the usual speed, ahead of the time it is.

    How far ahead is kept in `path`, so that a playground which is started again does not fall back in time.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._ahead = timedelta(seconds=float(path.read_text())) if path.exists() else timedelta()

    def now(self) -> datetime:
        """This moment on the turned clock, aware, in UTC."""
        return datetime.now(UTC) + self._ahead

    def turn_to(self, moment: datetime) -> None:
        """Read `moment` from here on; a moment that has passed changes nothing."""
        self._keep(max(self._ahead, moment - datetime.now(UTC)))

    def turn_back(self) -> None:
        """Read the time it is again: only where nothing is left that came later."""
        self._keep(timedelta())

    def _keep(self, ahead: timedelta) -> None:
        self._ahead = ahead
        partial = self._path.with_suffix(".partial")
        partial.write_text(str(self._ahead.total_seconds()))
        partial.replace(self._path)


class SetClock:
    """A clock that stands where it was set: for rehearsals and tests."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """The moment it stands at, aware, in UTC."""
        return self._moment

    def turn_to(self, moment: datetime) -> None:
        """Stand at `moment`; never moves backwards."""
        self._moment = max(self._moment, moment)
