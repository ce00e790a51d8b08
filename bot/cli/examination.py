"""What the doctor looks at: each finding has an id that stays, a cause, and what to do about it. No secrets."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from sqlalchemy import func, select

from bot import settings, wiring
from bot.clocks import SystemClock
from bot.errors import Misconfigured
from bot.requests import Platform
from bot.settings import Settings
from bot.store import faults
from bot.store.database import Database
from bot.store.models import Cohort, CohortState, Delivery, DeliveryState, Occurrence, OccurrenceState
from bot.store.queries import workspaces
from content import library

#: Less free space than this, in bytes, is little for a database that grows.
ROOM = 200_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at: what it is about, whether it is well, and what there is to say."""

    id: str
    about: str
    well: bool
    says: str


def examine() -> Iterator[Finding]:
    """Every finding, in order; later ones are left out where an earlier one leaves nothing to look at."""
    try:
        decided = settings.read()
    except Misconfigured as reason:
        yield Finding(id="D001", about="settings", well=False, says=str(reason))
        return
    yield _doors(decided)
    if decided.slack_token is not None:
        yield _slack(decided.slack_token, decided.slack_api)
    if decided.discord_token is not None:
        yield _discord(decided)
    yield _tzdata()
    yield _content()
    yield _room(decided)
    yield from _memory(decided)


def _doors(decided: Settings) -> Finding:
    tokens = (("Slack", settings.speaks_slack(decided)), ("Discord", decided.discord_token is not None))
    there = [name for name, said in tokens if said]
    told = f"tokens for {' and '.join(there)}" if there else "no token: only the playground can open"
    wrong = settings.faults(decided)
    return Finding(id="D001", about="settings", well=not wrong, says=" ".join(wrong) or told)


def _slack(token: SecretStr, api: str) -> Finding:
    from bot.cli import granted

    well, says = granted.verdict(token.get_secret_value(), api)
    return Finding(id="D008", about="Slack", well=well, says=says)


def _discord(decided: Settings) -> Finding:
    from bot.cli import invited

    well, says = invited.verdict(decided)
    return Finding(id="D009", about="Discord", well=well, says=says)


def _channels(decided: Settings, database: Database) -> Finding:
    from bot.cli import writable

    with database.begin() as session:
        places = workspaces.places(session, Platform.DISCORD)
    well, says = writable.verdict(decided, places)
    return Finding(id="D010", about="channels", well=well, says=says)


def _tzdata() -> Finding:
    known = ZoneInfo("Europe/Berlin").key == "Europe/Berlin"
    return Finding(id="D007", about="time zones", well=known, says=f"tzdata {version('tzdata')}")


def _content() -> Finding:
    problems = library.check()
    says = f"{len(problems)} problems: run `segue content check`" if problems else "no problem"
    return Finding(id="D020", about="library", well=not problems, says=says)


def _room(decided: Settings) -> Finding:
    folder = next(parent for parent in (decided.home, *decided.home.parents) if parent.exists())
    free = shutil.disk_usage(folder).free
    return Finding(id="D012", about="disk", well=free > ROOM, says=f"{free // 1_000_000} MB free for {decided.home}")


def _memory(decided: Settings) -> Iterator[Finding]:
    path = decided.home / "segue.sqlite3"
    if not decided.database_url and not path.exists():
        yield Finding(id="D002", about="database", well=True, says=f"none yet; `segue run` makes {path}")
        return
    try:
        database = Database(decided.database, wiring.keyring(decided))
        found = list(faults.find(database))
    except Misconfigured as reason:
        yield Finding(id="D002", about="database", well=False, says=str(reason))
        return
    yield Finding(id="D002", about="database", well=True, says="it answers")
    yield Finding(id="D004", about="rows", well=not found, says="; ".join(found) or "whole, and every seal opens")
    if not found:
        yield _deliveries(database)
        yield _rituals(database)
        if decided.discord_token is not None:
            yield _channels(decided, database)


def _deliveries(database: Database) -> Finding:
    with database.begin() as session:
        counted = select(Delivery.state, func.count()).group_by(Delivery.state)
        found = dict(session.execute(counted).all())
        waits = Delivery.state == DeliveryState.WAITING
        oldest = session.scalar(select(func.min(Delivery.due_at)).where(waits))
    late = max(0.0, (SystemClock().now() - oldest).total_seconds()) if oldest else 0.0
    open_ends = found.get(DeliveryState.UNKNOWN, 0) + found.get(DeliveryState.FAILED, 0)
    says = f"oldest due {late:.0f} s ago, {open_ends} unknown or failed"
    return Finding(id="D014", about="deliveries", well=late < 300 and not open_ends, says=says)


def _rituals(database: Database) -> Finding:
    planned = select(Occurrence.cohort_id).where(Occurrence.state == OccurrenceState.PLANNED)
    idle = select(func.count()).where(Cohort.state == CohortState.RUNNING, Cohort.id.not_in(planned))
    with database.begin() as session:
        number = session.scalar(idle) or 0
    return Finding(id="D015", about="cohorts", well=True, says=f"{number} running with nothing more to come")
