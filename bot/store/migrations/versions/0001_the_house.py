"""The house: people, cohorts, progress and the ledger of time."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import bot.store.types

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    _communities()
    _cohorts()
    _people()
    _workspaces()
    _accounts()
    _channels()
    _drafts()
    _members()
    _occurrences()
    _checkins()
    _deliveries()
    _task_marks()


def downgrade() -> None:
    """Refuse: going back is restoring the backup that was taken before."""
    raise RuntimeError("segue goes back by restoring a backup: segue db restore")


def _word(*words: str) -> sa.Enum:
    return sa.Enum(*words, native_enum=False, length=24)


def _communities() -> None:
    op.create_table(
        "communities",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("who_starts", _word("administrators", "everyone"), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_communities")),
    )


def _cohorts() -> None:
    op.create_table(
        "cohorts",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("name_key", sa.String(length=160), nullable=False),
        sa.Column("roadmap", sa.String(length=64), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("prompt_weekday", sa.Integer(), nullable=False),
        sa.Column("prompt_at", sa.Time(), nullable=False),
        sa.Column("checkin_weekday", sa.Integer(), nullable=False),
        sa.Column("checkin_at", sa.Time(), nullable=False),
        sa.Column("state", _word("running", "ended"), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_cohorts_community_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cohorts")),
    )
    with op.batch_alter_table("cohorts", schema=None) as batch_op:
        batch_op.create_index(
            "uq_cohorts_running_name",
            ["community_id", "name_key"],
            unique=True,
            sqlite_where=sa.text("state = 'running'"),
            postgresql_where=sa.text("state = 'running'"),
        )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_people_community_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_people_community_id"), ["community_id"], unique=False)


def _workspaces() -> None:
    op.create_table(
        "workspaces",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("platform", _word("slack", "discord", "web"), nullable=False),
        sa.Column("external_id", sa.String(length=64), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_workspaces_community_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspaces")),
        sa.UniqueConstraint("platform", "external_id", name=op.f("uq_workspaces_platform_external_id")),
    )
    with op.batch_alter_table("workspaces", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_workspaces_community_id"), ["community_id"], unique=False)


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("external_id", sa.String(length=64), nullable=False),
        sa.Column("takes_notes", sa.Boolean(), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_accounts_community_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_accounts_person_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_accounts_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("workspace_id", "external_id", name=op.f("uq_accounts_workspace_id_external_id")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accounts_person_id"), ["person_id"], unique=False)


def _channels() -> None:
    op.create_table(
        "channels",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("cohort_id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("external_id", sa.String(length=64), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_channels_cohort_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_channels_community_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_channels_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channels")),
        sa.UniqueConstraint(
            "cohort_id", "workspace_id", "external_id", name=op.f("uq_channels_cohort_id_workspace_id_external_id")
        ),
    )
    with op.batch_alter_table("channels", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_channels_workspace_id"), ["workspace_id"], unique=False)


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("action", sa.String(length=100), nullable=False),
        sa.Column("answers", bot.store.types.SealedText(), nullable=False),
        sa.Column("expires_at", bot.store.types.Utc(timezone=True), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_drafts_community_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_drafts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
        sa.UniqueConstraint("person_id", "action", name=op.f("uq_drafts_person_id_action")),
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_drafts_expires_at"), ["expires_at"], unique=False)


def _members() -> None:
    op.create_table(
        "members",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("cohort_id", KEY, nullable=False),
        sa.Column("person_id", KEY, nullable=False),
        sa.Column("joined_at", bot.store.types.Utc(timezone=True), nullable=False),
        sa.Column("learns", sa.Boolean(), nullable=False),
        sa.Column("mentors", sa.Boolean(), nullable=False),
        sa.Column("organises", sa.Boolean(), nullable=False),
        sa.Column("left_at", bot.store.types.Utc(timezone=True), nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_members_cohort_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_members_community_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_members_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("cohort_id", "person_id", name=op.f("uq_members_cohort_id_person_id")),
    )
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_members_person_id"), ["person_id"], unique=False)


def _occurrences() -> None:
    op.create_table(
        "occurrences",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("cohort_id", KEY, nullable=False),
        sa.Column("ritual", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("due_at", bot.store.types.Utc(timezone=True), nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("state", _word("planned", "done", "skipped"), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_occurrences_cohort_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_occurrences_community_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrences")),
        sa.UniqueConstraint("cohort_id", "ritual", "day", name=op.f("uq_occurrences_cohort_id_ritual_day")),
    )
    with op.batch_alter_table("occurrences", schema=None) as batch_op:
        batch_op.create_index(
            "ix_occurrences_due",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("state = 'planned'"),
            postgresql_where=sa.text("state = 'planned'"),
        )


def _checkins() -> None:
    op.create_table(
        "checkins",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("week", sa.Integer(), nullable=False),
        sa.Column("done", bot.store.types.SealedText(), nullable=False),
        sa.Column("obstacle", bot.store.types.SealedText(), nullable=False),
        sa.Column("next_step", bot.store.types.SealedText(), nullable=False),
        sa.Column("energy", bot.store.types.SealedText(), nullable=False),
        sa.Column("kept_at", bot.store.types.Utc(timezone=True), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_checkins_community_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_checkins_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_checkins")),
        sa.UniqueConstraint("member_id", "week", name=op.f("uq_checkins_member_id_week")),
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("cohort_id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("key", sa.String(length=25), nullable=False),
        sa.Column("due_at", bot.store.types.Utc(timezone=True), nullable=False),
        sa.Column("until", bot.store.types.Utc(timezone=True), nullable=False),
        sa.Column("channel_id", KEY, nullable=True),
        sa.Column("account_id", KEY, nullable=True),
        sa.Column("state", _word("waiting", "sending", "sent", "skipped", "unknown", "failed"), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("lease_until", bot.store.types.Utc(timezone=True), nullable=True),
        sa.Column("ref", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_deliveries_account_id")),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_deliveries_channel_id")),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_deliveries_cohort_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_deliveries_community_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_deliveries_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint("key", name=op.f("uq_deliveries_key")),
    )
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deliveries_cohort_id"), ["cohort_id"], unique=False)
        batch_op.create_index(
            "ix_deliveries_due",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("state IN ('waiting', 'sending')"),
            postgresql_where=sa.text("state IN ('waiting', 'sending')"),
        )


def _task_marks() -> None:
    op.create_table(
        "task_marks",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("task", sa.String(length=64), nullable=False),
        sa.Column("state", _word("done"), nullable=False),
        sa.Column("marked_at", bot.store.types.Utc(timezone=True), nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_task_marks_community_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_task_marks_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_marks")),
        sa.UniqueConstraint("member_id", "task", name=op.f("uq_task_marks_member_id_task")),
    )
