"""What was there before the week: schedules that can change, habits, evidence, and reminders that join the note."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

import bot.store.types

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    _people()
    _progress()
    _schedules()
    _organising()
    _reminders()
    _deliveries()


def downgrade() -> None:
    """Refuse: going back is restoring the backup that was taken before."""
    raise RuntimeError("segue goes back by restoring a backup: segue db restore")


def _word(*words: str) -> sa.Enum:
    return sa.Enum(*words, native_enum=False, length=24)


def _people() -> None:
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("note_at", sa.Time(), nullable=False, server_default="18:00:00"))
        people.add_column(sa.Column("quiet_from", sa.Time(), nullable=True))
        people.add_column(sa.Column("quiet_to", sa.Time(), nullable=True))
        people.add_column(
            sa.Column("reminders", _word("all", "needed", "none"), nullable=False, server_default="all")
        )
    with op.batch_alter_table("people") as people:
        people.alter_column("note_at", server_default=None)
        people.alter_column("reminders", server_default=None)


def _progress() -> None:
    with op.batch_alter_table("task_marks") as marks:
        marks.add_column(sa.Column("note", bot.store.types.SealedText(), nullable=True))
    with op.batch_alter_table("checkins") as checkins:
        checkins.add_column(sa.Column("late", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("checkins") as checkins:
        checkins.alter_column("late", server_default=None)


def _deliveries() -> None:
    with op.batch_alter_table("deliveries") as table:
        table.add_column(sa.Column("instead_of", KEY, nullable=True))
        table.create_foreign_key(op.f("fk_deliveries_instead_of"), "deliveries", ["instead_of"], ["id"])


def _schedules() -> None:
    """Every cohort keeps its rhythm, as one schedule."""
    with op.batch_alter_table("cohorts") as cohorts:
        cohorts.add_column(sa.Column("schedule", sa.JSON(), nullable=True))
        cohorts.add_column(sa.Column("reserve", sa.Integer(), nullable=False, server_default="0"))
        cohorts.add_column(sa.Column("quiet_until", bot.store.types.Utc(timezone=True), nullable=True))
    for cohort in op.get_bind().execute(sa.select(_BEFORE)).all():
        kept = sa.update(_AFTER).where(_AFTER.c.id == cohort.id).values(schedule=_schedule(cohort))
        op.get_bind().execute(kept)
    with op.batch_alter_table("cohorts") as cohorts:
        cohorts.alter_column("schedule", nullable=False)
        cohorts.alter_column("reserve", server_default=None)
        for gone in ("starts", "zone", "prompt_weekday", "prompt_at", "checkin_weekday", "checkin_at"):
            cohorts.drop_column(gone)


def _organising() -> None:
    """A channel can be let go, and an organiser can wish to."""
    with op.batch_alter_table("channels") as channels:
        channels.add_column(sa.Column("name", sa.String(length=100), nullable=False, server_default=""))
        channels.add_column(sa.Column("silent", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("channels") as channels:
        channels.alter_column("name", server_default=None)
        channels.alter_column("silent", server_default=None)
    with op.batch_alter_table("members") as members:
        members.add_column(sa.Column("leaving_at", bot.store.types.Utc(timezone=True), nullable=True))


_BEFORE = sa.table(
    "cohorts",
    sa.column("id", KEY),
    sa.column("starts", sa.Date()),
    sa.column("zone", sa.String()),
    sa.column("prompt_weekday", sa.Integer()),
    sa.column("prompt_at", sa.Time()),
    sa.column("checkin_weekday", sa.Integer()),
    sa.column("checkin_at", sa.Time()),
)
_AFTER = sa.table("cohorts", sa.column("id", KEY), sa.column("schedule", sa.JSON()))


def _schedule(cohort: sa.Row[Any]) -> dict[str, Any]:
    """The rhythm as it was; a week closes with the next prompt, and its digest comes a day later."""
    prompt = {"weekday": cohort.prompt_weekday, "at": cohort.prompt_at.isoformat()}
    timetable = {
        "starts": cohort.starts.isoformat(),
        "zone": cohort.zone,
        "since": 1,
        "prompt": prompt,
        "checkin": {"weekday": cohort.checkin_weekday, "at": cohort.checkin_at.isoformat()},
        "closing": prompt,
        "digest": {"weekday": (cohort.prompt_weekday + 1) % 7, "at": "12:00:00"},
    }
    return {"timetables": [timetable], "rests": [], "pauses": []}


def _reminders() -> None:
    """A reminder that waits becomes what it is now: a notice, and the note of its day that says it."""
    bind = op.get_bind()
    bind.execute(sa.text("UPDATE occurrences SET ritual = 'check-in-reminder' WHERE ritual = 'private-note'"))
    said: set[tuple[int, date]] = set()
    for row in bind.execute(_WAITING).all():
        bind.execute(_NOTICE, {"delivery": row.id})
        day = date.fromisoformat(str(row.due_at)[:10])  # SQLite gives text, PostgreSQL a moment
        if (row.person_id, day) in said:
            bind.execute(_MERGED, {"delivery": row.id})
        else:
            bind.execute(_NOTE, {"delivery": row.id, "day": day})
        said.add((row.person_id, day))


_WAITING = sa.text("""
    SELECT d.id, d.due_at, a.person_id FROM deliveries d JOIN accounts a ON a.id = d.account_id
    WHERE d.kind = 'private-note' AND d.state IN ('waiting', 'sending') ORDER BY d.due_at, d.id
""")
_NOTICE = sa.text("""
    INSERT INTO notices (community_id, person_id, cohort_id, kind, subject, due_at, until, state, reason)
    SELECT d.community_id, a.person_id, d.cohort_id, 'check-in-reminder', d.subject, d.due_at, d.until, 'waiting', ''
    FROM deliveries d JOIN accounts a ON a.id = d.account_id WHERE d.id = :delivery
""")
_NOTE = sa.text("""
    INSERT INTO notes (community_id, person_id, day, delivery_id)
    SELECT d.community_id, a.person_id, :day, d.id
    FROM deliveries d JOIN accounts a ON a.id = d.account_id WHERE d.id = :delivery
""").bindparams(sa.bindparam("day", type_=sa.Date()))
_MERGED = sa.text("""
    UPDATE deliveries SET state = 'skipped', reason = 'joined the other note of that day'
    WHERE id = :delivery
""")
