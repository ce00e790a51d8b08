"""Many cohorts at once, as long use would leave them: written in bulk, into a database that is still empty."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, TypeAlias

from sqlalchemy import insert

from bot.domain.schedule import Timetable, steady
from bot.features.rituals import feature
from bot.store.database import Database
from bot.store.models import (
    Account,
    Channel,
    Cohort,
    Community,
    Delivery,
    Entity,
    Member,
    Occurrence,
    Person,
    Workspace,
)
from tests.support.worlds import at

Row: TypeAlias = dict[str, Any]

RITUALS = tuple(ritual.name for ritual in feature.rituals)
#: Everybody is in this week of the roadmap, which begins on the day of `FIRST`.
WEEK, SCHEDULE = 5, steady(Timetable(starts=date(2026, 12, 7), zone="Europe/Berlin"))
#: When the first of the rituals that are due is due; those that are not lie in the week from `LATER` on.
FIRST, LATER = at("2027-01-04 09:00 Europe/Berlin"), at("2027-01-05 09:00 Europe/Berlin")
SPREAD = timedelta(days=6)
HABITS: Row = {
    "zone": "Europe/Berlin",
    "note_at": time(18),
    "quiet_from": None,
    "quiet_to": None,
    "reminders": "all",
}
#: Cohorts of one community: a bootcamp runs a handful of them at a time.
TOGETHER = 5
BATCH = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """So many cohorts, each with a channel, a learner, its rituals ahead, and one message sent and one waiting.

    At each of `beats` minutes from `FIRST` on, one ritual of `due` cohorts is due; the rest is due later.
    """

    cohorts: int
    due: int
    beats: int

    def settle(self, database: Database, roadmap: str) -> None:
        """Write everybody down. Rows are numbered as they come, so that they can refer to each other."""
        homes, everybody = range(1, self.cohorts // TOGETHER + 1), range(1, self.cohorts + 1)
        _write(database, Community, (_community(home) for home in homes))
        _write(database, Workspace, (_workspace(home) for home in homes))
        _write(database, Person, (_person(number) for number in everybody))
        _write(database, Account, (_account(number) for number in everybody))
        _write(database, Cohort, (_cohort(number, roadmap) for number in everybody))
        _write(database, Channel, (_channel(number) for number in everybody))
        _write(database, Member, (_member(number) for number in everybody))
        _write(database, Occurrence, (row for number in everybody for row in self._occurrences(number)))
        _write(database, Delivery, (row for number in everybody for row in self._deliveries(number)))

    def _occurrences(self, number: int) -> Iterator[Row]:
        lot, rest = divmod(number - 1, self.cohorts // (self.due * self.beats))
        beat, turn = lot % self.beats, lot // self.beats % len(RITUALS)
        for place, ritual in enumerate(RITUALS):
            falls_due = rest == 0 and place == turn and lot < self.due * self.beats
            due_at = FIRST + beat * timedelta(minutes=1) if falls_due else self._later(number, place)
            yield _whose(number) | {
                "ritual": ritual,
                "day": due_at.date(),
                "due_at": due_at,
                "week": WEEK,
                "state": "planned",
                "reason": "",
            }

    def _deliveries(self, number: int) -> Iterator[Row]:
        yield _delivery(number, "sent", FIRST - (LATER - FIRST) - number * timedelta(seconds=1))
        yield _delivery(number, "waiting", self._later(number, 1))

    def _later(self, number: int, place: int) -> datetime:
        return LATER + (number * len(RITUALS) + place) % self.cohorts * SPREAD / self.cohorts


def _write(database: Database, entity: type[Entity], rows: Iterator[Row]) -> None:
    with database.engine.begin() as connection:
        while batch := list(islice(rows, BATCH)):
            connection.execute(insert(entity), batch)


def _home(number: int) -> int:
    return (number - 1) // TOGETHER + 1


def _whose(number: int) -> Row:
    return {"community_id": _home(number), "cohort_id": number}


def _community(home: int) -> Row:
    return {"name": f"Community {home}", "who_starts": "administrators"}


def _workspace(home: int) -> Row:
    return {"community_id": home, "platform": "web", "external_id": f"crowd-{home}"}


def _person(number: int) -> Row:
    return {"community_id": _home(number), "name": f"Person {number}"} | HABITS


def _account(number: int) -> Row:
    whose = {"community_id": _home(number), "person_id": number, "workspace_id": _home(number)}
    return whose | {"external_id": f"U{number}", "takes_notes": True}


def _cohort(number: int, roadmap: str) -> Row:
    name = f"Cohort {number}"
    named = {"community_id": _home(number), "name": name, "name_key": name.casefold(), "roadmap": roadmap}
    return named | {"schedule": SCHEDULE, "reserve": 0, "state": "running", "quiet_until": None}


def _channel(number: int) -> Row:
    return _whose(number) | {"workspace_id": _home(number), "external_id": f"C{number}"}


def _member(number: int) -> Row:
    roles = {"learns": True, "mentors": False, "organises": False}
    return _whose(number) | roles | {"person_id": number, "joined_at": FIRST, "left_at": None}


def _delivery(number: int, state: str, due_at: datetime) -> Row:
    about = {"kind": RITUALS[0], "subject": str(WEEK), "key": f"{state}-{number}", "state": state}
    to = {"workspace_id": _home(number), "channel_id": number, "account_id": None}
    when = {"due_at": due_at, "until": due_at + SPREAD, "lease_until": None}
    return _whose(number) | about | to | when | {"fence": 0, "ref": "", "reason": ""}
