"""Platforms that tell of themselves: installations, what was received, and what cannot be reached any more."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import bot.store.types

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    _installations()
    _received()
    _consents()
    _reach()
    _zones()


def downgrade() -> None:
    """Refuse: going back is restoring the backup that was taken before."""
    raise RuntimeError("segue goes back by restoring a backup: segue db restore")


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, bot.store.types.Utc(timezone=True), nullable=nullable)


def _installations() -> None:
    op.create_table(
        "installations",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("workspace_id", KEY, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("credentials", bot.store.types.SealedText(), nullable=False),
        _moment("installed_at", nullable=False),
        _moment("expires_at"),
        _moment("renewing_until"),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_installations_community_id")),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=op.f("fk_installations_workspace_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installations")),
        sa.UniqueConstraint("workspace_id", name=op.f("uq_installations_workspace_id")),
    )


def _received() -> None:
    op.create_table(
        "received",
        sa.Column("key", sa.String(length=64), nullable=False),
        _moment("at", nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_received")),
        sa.UniqueConstraint("key", name=op.f("uq_received_key")),
    )
    op.create_index(op.f("ix_received_at"), "received", ["at"], unique=False)


def _consents() -> None:
    op.create_table(
        "consents",
        sa.Column("mark", sa.String(length=64), nullable=False),
        _moment("until", nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
        sa.UniqueConstraint("mark", name=op.f("uq_consents_mark")),
    )


def _reach() -> None:
    """Whatever was known until now is believed to be within reach."""
    for name in ("accounts", "workspaces"):
        with op.batch_alter_table(name) as table:
            table.add_column(_moment("gone_at"))
            table.add_column(_moment("heard_at"))
    with op.batch_alter_table("cohorts") as cohorts:
        cohorts.add_column(_moment("waits_since"))
    with op.batch_alter_table("channels") as channels:
        channels.add_column(_moment("heard_at"))
        channels.add_column(_moment("named_at"))
        channels.add_column(sa.Column("lost", sa.String(length=200), nullable=False, server_default=""))
    with op.batch_alter_table("channels") as channels:
        channels.alter_column("lost", server_default=None)


def _zones() -> None:
    """A zone that is known may have been chosen, so no platform changes it; whoever has none is asked."""
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("zone_confirmed", sa.Boolean(), nullable=False, server_default=sa.false()))
    rows = sa.table("people", sa.column("zone"), sa.column("zone_confirmed", sa.Boolean()))
    op.execute(rows.update().where(rows.c.zone.is_not(None)).values(zone_confirmed=True))
    with op.batch_alter_table("people") as people:
        people.alter_column("zone_confirmed", server_default=None)
