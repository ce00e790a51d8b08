"""One person on two platforms: accounts that are linked by a code, and roles that a cohort calls."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

import bot.store.types

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    _handshakes()
    _guesses()
    _accounts()
    _roles()


def downgrade() -> None:
    """Refuse: going back is restoring the backup that was taken before."""
    raise RuntimeError("segue goes back by restoring a backup: segue db restore")


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, bot.store.types.Utc(timezone=True), nullable=nullable)


def _word(*words: str) -> sa.Enum:
    return sa.Enum(*words, native_enum=False, length=24)


def _handshakes() -> None:
    op.create_table(
        "handshakes",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("kind", _word("people", "workspaces"), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        _moment("until", nullable=False),
        sa.Column("state", _word("offered", "answered", "agreed", "refused"), nullable=False),
        sa.Column("answered_by", KEY, nullable=True),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_handshakes_community_id")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_handshakes_account_id")),
        sa.ForeignKeyConstraint(["answered_by"], ["accounts.id"], name=op.f("fk_handshakes_answered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handshakes")),
        sa.UniqueConstraint("code", name=op.f("uq_handshakes_code")),
    )
    op.create_index(op.f("ix_handshakes_account_id"), "handshakes", ["account_id"], unique=False)


def _guesses() -> None:
    op.create_table(
        "guesses",
        sa.Column("community_id", KEY, nullable=False),
        sa.Column("account_id", KEY, nullable=False),
        _moment("at", nullable=False),
        sa.Column("id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_guesses_community_id")),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_guesses_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guesses")),
    )
    op.create_index(op.f("ix_guesses_account_id"), "guesses", ["account_id"], unique=False)


def _accounts() -> None:
    """Until now everybody had one account, which is the one they used last."""
    with op.batch_alter_table("accounts") as accounts:
        accounts.add_column(sa.Column("latest", sa.Boolean(), nullable=False, server_default=sa.true()))
        accounts.add_column(sa.Column("preferred", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("accounts") as accounts:
        accounts.alter_column("latest", server_default=None)
        accounts.alter_column("preferred", server_default=None)


def _roles() -> None:
    with op.batch_alter_table("channels") as channels:
        channels.add_column(sa.Column("role", sa.String(length=64), nullable=False, server_default=""))
        channels.add_column(sa.Column("role_name", sa.String(length=100), nullable=False, server_default=""))
    with op.batch_alter_table("channels") as channels:
        channels.alter_column("role", server_default=None)
        channels.alter_column("role_name", server_default=None)
