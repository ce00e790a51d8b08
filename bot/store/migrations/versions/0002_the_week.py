"""The week: wins, blockers, experiments, pauses, profiles, stale reports and the private note."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import bot.store.types

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    _profile_answers()
    _stale_reports()
    _absences()
    _blockers()
    _experiments()
    _wins()
    _kudos()
    _notes()
    _notices()


def downgrade() -> None:
    """Refuse: going back is restoring the backup that was taken before."""
    raise RuntimeError("segue goes back by restoring a backup: segue db restore")


def _word(*words: str) -> sa.Enum:
    return sa.Enum(*words, native_enum=False, length=24)


def _profile_answers() -> None:
    op.create_table(
        "profile_answers",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("answer", bot.store.types.SealedText(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_profile_answers_community_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_profile_answers_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_answers")),
        sa.UniqueConstraint("person_id", "question", name=op.f("uq_profile_answers_person_id_question")),
    )


def _stale_reports() -> None:
    op.create_table(
        "stale_reports",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("cohort_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("words", bot.store.types.SealedText(), nullable=False),
        sa.Column("reported_at", bot.store.types.Utc(timezone=True), nullable=False),
        sa.Column("settled_at", bot.store.types.Utc(timezone=True), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_stale_reports_cohort_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_stale_reports_community_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_stale_reports_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stale_reports")),
        sa.UniqueConstraint("cohort_id", "item", "person_id", name=op.f("uq_stale_reports_cohort_id_item_person_id")),
    )


def _absences() -> None:
    op.create_table(
        "absences",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_absences_community_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_absences_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    op.create_index(op.f("ix_absences_member_id"), "absences", ["member_id"], unique=False)


def _blockers() -> None:
    op.create_table(
        "blockers",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("words", bot.store.types.SealedText(), nullable=False),
        sa.Column("opened_at", bot.store.types.Utc(timezone=True), nullable=False),
        sa.Column("state", _word("open", "shared", "helped", "closed"), nullable=False),
        sa.Column("helper_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_blockers_community_id")),
        sa.ForeignKeyConstraint(["helper_id"], ["members.id"], name=op.f("fk_blockers_helper_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_blockers_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blockers")),
    )
    op.create_index(
        "uq_blockers_one_open",
        "blockers",
        ["member_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'closed'"),
        postgresql_where=sa.text("state <> 'closed'"),
    )


def _experiments() -> None:
    op.create_table(
        "experiments",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("words", bot.store.types.SealedText(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("state", _word("running", "worked", "negative", "stopped"), nullable=False),
        sa.Column("result", bot.store.types.SealedText(), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_experiments_community_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_experiments_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_experiments")),
    )
    op.create_index(op.f("ix_experiments_member_id"), "experiments", ["member_id"], unique=False)


def _wins() -> None:
    op.create_table(
        "wins",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("cohort_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("category", sa.String(length=64), nullable=False),
        sa.Column("words", bot.store.types.SealedText(), nullable=False),
        sa.Column("impact", bot.store.types.SealedText(), nullable=True),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("shared_at", bot.store.types.Utc(timezone=True), nullable=False),
        sa.Column("told_in", sa.Integer(), nullable=True),
        sa.Column("in_full", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", bot.store.types.Utc(timezone=True), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_wins_cohort_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_wins_community_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_wins_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wins")),
    )
    op.create_index(op.f("ix_wins_cohort_id"), "wins", ["cohort_id"], unique=False)
    op.create_index(op.f("ix_wins_member_id"), "wins", ["member_id"], unique=False)


def _kudos() -> None:
    op.create_table(
        "kudos",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("win_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_kudos_community_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_kudos_person_id")),
        sa.ForeignKeyConstraint(["win_id"], ["wins.id"], name=op.f("fk_kudos_win_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kudos")),
        sa.UniqueConstraint("win_id", "person_id", name=op.f("uq_kudos_win_id_person_id")),
    )


def _notes() -> None:
    op.create_table(
        "notes",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("delivery_id", KEY, nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_notes_community_id")),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name=op.f("fk_notes_delivery_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_notes_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        sa.UniqueConstraint("person_id", "day", name=op.f("uq_notes_person_id_day")),
    )


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("cohort_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("due_at", bot.store.types.Utc(timezone=True), nullable=False),
        sa.Column("until", bot.store.types.Utc(timezone=True), nullable=False),
        sa.Column("state", _word("waiting", "said", "skipped"), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("note_id", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_notices_cohort_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_notices_community_id")),
        sa.ForeignKeyConstraint(["note_id"], ["notes.id"], name=op.f("fk_notices_note_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_notices_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint(
            "person_id", "cohort_id", "kind", "subject", name=op.f("uq_notices_person_id_cohort_id_kind_subject")
        ),
    )
    op.create_index(
        "ix_notices_waiting",
        "notices",
        ["person_id", "due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
