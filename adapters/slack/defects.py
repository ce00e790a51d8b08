"""What is written down when something of ours fails: what and where, never whose words it was about."""

import logging
import traceback
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

logger = logging.getLogger(__name__)


class Noted(AbstractContextManager[None]):
    """Keeps a defect inside: it is logged without its message, which may quote what somebody typed."""

    def __init__(self, doing: str) -> None:
        self._doing = doing

    def __exit__(
        self, kind: type[BaseException] | None, defect: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Log and swallow what went wrong; being cancelled is nothing wrong."""
        if not isinstance(defect, Exception):
            return False
        note(self._doing, defect)
        return True


def note(doing: str, defect: BaseException) -> None:
    """Log a defect by its kind and the lines it passed through."""
    frames = traceback.extract_tb(defect.__traceback__)[-6:]
    path = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames))
    logger.error("defect while %s: %s at %s", doing, type(defect).__name__, path)


def quiet(name: str) -> logging.Logger:
    """A logger for Slack's own libraries: at a lower level they write down whole requests and answers."""
    chosen = logging.getLogger(f"{__package__}.{name}")
    chosen.setLevel(logging.WARNING)
    return chosen
