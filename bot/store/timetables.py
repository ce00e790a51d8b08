"""Schedules as one column: a cohort's dates change together or not at all."""

from dataclasses import asdict
from datetime import date, time
from typing import Any

from sqlalchemy import JSON, Dialect
from sqlalchemy.types import TypeDecorator

from bot.domain.rhythm import Rhythm
from bot.domain.schedule import Rest, RestKind, Schedule, Timetable


class Timetables(TypeDecorator[Schedule]):
    """A `Schedule` as JSON, its days and hours in ISO 8601."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Schedule | None, dialect: Dialect) -> Any:  # noqa: ANN401  (JSON is anything)
        """Write it down."""
        return None if value is None else written(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Schedule | None:  # noqa: ANN401  (JSON is anything)
        """Read it back."""
        return None if value is None else read(value)


def written(schedule: Schedule) -> dict[str, Any]:
    """The schedule as JSON has it."""
    return {
        "timetables": [_plain(asdict(one)) for one in schedule.timetables],
        "rests": [_plain(asdict(one)) for one in schedule.rests],
        "pauses": [[since.isoformat(), until.isoformat()] for since, until in schedule.pauses],
    }


def read(tree: dict[str, Any]) -> Schedule:
    """The schedule that was written."""
    return Schedule(
        timetables=tuple(_timetable(one) for one in tree["timetables"]),
        rests=tuple(
            Rest(day=date.fromisoformat(one["day"]), kind=RestKind(one["kind"]), name=one["name"])
            for one in tree["rests"]
        ),
        pauses=tuple((date.fromisoformat(since), date.fromisoformat(until)) for since, until in tree["pauses"]),
    )


def _timetable(tree: dict[str, Any]) -> Timetable:
    return Timetable(
        starts=date.fromisoformat(tree["starts"]),
        zone=tree["zone"],
        since=tree["since"],
        prompt=_rhythm(tree["prompt"]),
        checkin=_rhythm(tree["checkin"]),
        closing=_rhythm(tree["closing"]),
        digest=_rhythm(tree["digest"]),
    )


def _rhythm(tree: dict[str, Any]) -> Rhythm:
    return Rhythm(tree["weekday"], time.fromisoformat(tree["at"]))


def _plain(value: Any) -> Any:  # noqa: ANN401  (a tree of dataclasses is anything)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return value.isoformat() if isinstance(value, date | time) else value
