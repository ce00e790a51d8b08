"""What a change of schedule moves, so that it can be shown before it is saved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from bot.domain import run
from bot.domain.run import Run, Strike


@dataclass(frozen=True, slots=True)
class Move:
    """Something of a week that comes at another moment than planned."""

    what: str
    week: int
    before: datetime
    after: datetime


_KINDS: Mapping[str, Callable[[Run, int], Strike]] = {
    "prompt": run.prompt,
    "check-in": run.checkin,
    "closing": run.closing,
    "digest": run.digest,
}


def moves(before: Run, after: Run, now: datetime) -> tuple[Move, ...]:
    """Everything that moves, week by week; what has struck moves never."""
    running = max(1, run.week_at(before, now))
    return tuple(
        Move(what, week, old.due, new.due)
        for week in range(running, before.weeks + 1)
        for what, strikes in _KINDS.items()
        for old, new in [(strikes(before, week), strikes(after, week))]
        if old.due != new.due
    )


def told(moved: tuple[Move, ...]) -> tuple[Move, ...]:
    """One of each week that moves, its prompt if that moves: enough to see where everything goes."""
    first = {move.week: move for move in reversed(moved)}
    return tuple(first[week] for week in sorted(first))


def ends(of: Run) -> datetime:
    """When the last week closes."""
    return run.closing(of, of.weeks).due


def fingerprint(moved: tuple[Move, ...]) -> str:
    """Tells whether the same moves were shown before: eight characters."""
    said = ";".join(f"{move.what}{move.week} {move.before.isoformat()} {move.after.isoformat()}" for move in moved)
    return f"{crc32(said.encode()):08x}"
