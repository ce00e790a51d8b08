"""Mentors and buddies: offers, requests, rounds, pairings, and whether people met."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

import bot.store.types

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    _blocks()
    _pairing_policies()
    _rounds()
    _mentor_offers()
    _mentor_requests()
    _readiness()
    _pairings()
    _preferred_mentors()
    _meetings()
    _partners()


def downgrade() -> None:
    """Refuse: going back is restoring the backup that was taken before."""
    raise RuntimeError("segue goes back by restoring a backup: segue db restore")


def _key(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, KEY, nullable=nullable)


def _moment(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, bot.store.types.Utc(timezone=True), nullable=nullable)


def _where(rows: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(rows), "postgresql_where": sa.text(rows)}


def _word(*words: str) -> sa.Enum:
    return sa.Enum(*words, native_enum=False, length=24)


def _blocks() -> None:
    op.create_table(
        "blocks",
        _key("community_id"),
        _key("person_id"),
        _key("blocked_id"),
        _key("id"),
        sa.ForeignKeyConstraint(["blocked_id"], ["people.id"], name=op.f("fk_blocks_blocked_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_blocks_community_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_blocks_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocks")),
        sa.UniqueConstraint("person_id", "blocked_id", name=op.f("uq_blocks_person_id_blocked_id")),
    )
    op.create_index(op.f("ix_blocks_blocked_id"), "blocks", ["blocked_id"], unique=False)


def _pairing_policies() -> None:
    op.create_table(
        "pairing_policies",
        _key("community_id"),
        _key("cohort_id"),
        sa.Column("reviews", sa.Boolean(), nullable=False),
        sa.Column("buddy_weeks", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("half_hours", sa.Integer(), nullable=False),
        sa.Column("weights", sa.String(length=400), nullable=False),
        _key("id"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_pairing_policies_cohort_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_pairing_policies_community_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_policies")),
        sa.UniqueConstraint("cohort_id", name=op.f("uq_pairing_policies_cohort_id")),
    )


def _rounds() -> None:
    op.create_table(
        "rounds",
        _key("community_id"),
        _key("cohort_id"),
        sa.Column("kind", _word("mentor", "buddy"), nullable=False),
        sa.Column("cause", _word("rhythm", "demand", "gap"), nullable=False),
        _moment("due_at", nullable=False),
        sa.Column("state", _word("due", "reviewed", "published", "dropped"), nullable=False),
        _moment("solved_at"),
        _moment("published_at"),
        sa.Column("seed", sa.String(length=64), nullable=False),
        sa.Column("weights", sa.String(length=500), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("served", sa.Integer(), nullable=False),
        sa.Column("unserved", sa.Integer(), nullable=False),
        _key("id"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_rounds_cohort_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_rounds_community_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
    )
    op.create_index(op.f("ix_rounds_cohort_id"), "rounds", ["cohort_id"], unique=False)
    op.create_index("ix_rounds_due", "rounds", ["due_at"], unique=False, **_where("state = 'due'"))
    op.create_index(
        "uq_rounds_open",
        "rounds",
        ["cohort_id", "kind", "state"],
        unique=True,
        **_where("state IN ('due', 'reviewed')"),
    )


def _mentor_offers() -> None:
    op.create_table(
        "mentor_offers",
        _key("community_id"),
        _key("cohort_id"),
        _key("member_id"),
        sa.Column("ladder", _word("target-team", "working", "peer"), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("terms", bot.store.types.SealedText(), nullable=False),
        _moment("offered_at", nullable=False),
        _moment("ended_at"),
        _key("id"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_mentor_offers_cohort_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_mentor_offers_community_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_mentor_offers_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_offers")),
        sa.UniqueConstraint("member_id", name=op.f("uq_mentor_offers_member_id")),
    )
    op.create_index(op.f("ix_mentor_offers_cohort_id"), "mentor_offers", ["cohort_id"], unique=False)


def _mentor_requests() -> None:
    op.create_table(
        "mentor_requests",
        _key("community_id"),
        _key("cohort_id"),
        _key("member_id"),
        sa.Column("purpose", bot.store.types.SealedText(), nullable=False),
        _moment("asked_at", nullable=False),
        sa.Column("by", sa.Date(), nullable=True),
        sa.Column("state", _word("open", "paired", "closed"), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        _moment("served_at"),
        _moment("closed_at"),
        _key("id"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_mentor_requests_cohort_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_mentor_requests_community_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_mentor_requests_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mentor_requests")),
    )
    op.create_index(op.f("ix_mentor_requests_cohort_id"), "mentor_requests", ["cohort_id"], unique=False)
    op.create_index(op.f("ix_mentor_requests_member_id"), "mentor_requests", ["member_id"], unique=False)
    op.create_index(
        "uq_mentor_requests_standing", "mentor_requests", ["member_id"], unique=True, **_where("state != 'closed'")
    )


def _readiness() -> None:
    op.create_table(
        "readiness",
        _key("community_id"),
        _key("member_id"),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("unanswered", sa.Integer(), nullable=False),
        sa.Column("buddies", sa.Boolean(), nullable=False),
        sa.Column("contact", bot.store.types.SealedText(), nullable=True),
        _key("id"),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_readiness_community_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_readiness_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_readiness")),
        sa.UniqueConstraint("member_id", name=op.f("uq_readiness_member_id")),
    )


def _pairings() -> None:
    op.create_table(
        "pairings",
        _key("community_id"),
        _key("cohort_id"),
        sa.Column("kind", _word("mentor", "buddy"), nullable=False),
        sa.Column(
            "state",
            _word("draft", "suggested", "paired", "declined", "expired", "withdrawn", "ended"),
            nullable=False,
        ),
        _key("round_id"),
        _key("starter_id"),
        _moment("since", nullable=False),
        sa.Column("request_id", KEY, nullable=True),
        _moment("expires_at"),
        _moment("settled_at"),
        _moment("ended_at"),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        _key("id"),
        sa.ForeignKeyConstraint(["cohort_id"], ["cohorts.id"], name=op.f("fk_pairings_cohort_id")),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_pairings_community_id")),
        sa.ForeignKeyConstraint(["request_id"], ["mentor_requests.id"], name=op.f("fk_pairings_request_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_pairings_round_id")),
        sa.ForeignKeyConstraint(["starter_id"], ["members.id"], name=op.f("fk_pairings_starter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairings")),
    )
    op.create_index(op.f("ix_pairings_cohort_id"), "pairings", ["cohort_id"], unique=False)
    op.create_index("ix_pairings_expiring", "pairings", ["expires_at"], unique=False, **_where("state = 'suggested'"))
    op.create_index(op.f("ix_pairings_round_id"), "pairings", ["round_id"], unique=False)
    op.create_index(
        "uq_pairings_open",
        "pairings",
        ["request_id"],
        unique=True,
        **_where("state IN ('draft', 'suggested', 'paired')"),
    )


def _preferred_mentors() -> None:
    op.create_table(
        "preferred_mentors",
        _key("community_id"),
        _key("request_id"),
        _key("member_id"),
        sa.Column("place", sa.Integer(), nullable=False),
        _key("id"),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_preferred_mentors_community_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_preferred_mentors_member_id")),
        sa.ForeignKeyConstraint(["request_id"], ["mentor_requests.id"], name=op.f("fk_preferred_mentors_request_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preferred_mentors")),
        sa.UniqueConstraint("request_id", "member_id", name=op.f("uq_preferred_mentors_request_id_member_id")),
    )
    op.create_index(op.f("ix_preferred_mentors_member_id"), "preferred_mentors", ["member_id"], unique=False)


def _meetings() -> None:
    op.create_table(
        "meetings",
        _key("community_id"),
        _key("pairing_id"),
        _key("member_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("met", _word("yes", "planned", "not-yet", "could-not"), nullable=False),
        _moment("said_at", nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("fit", _word("good", "deciding", "not"), nullable=True),
        sa.Column("note", bot.store.types.SealedText(), nullable=True),
        sa.Column("evidence", sa.Boolean(), nullable=False),
        _key("id"),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_meetings_community_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_meetings_member_id")),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairings.id"], name=op.f("fk_meetings_pairing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint(
            "pairing_id", "member_id", "number", name=op.f("uq_meetings_pairing_id_member_id_number")
        ),
    )
    op.create_index(op.f("ix_meetings_member_id"), "meetings", ["member_id"], unique=False)


def _partners() -> None:
    op.create_table(
        "partners",
        _key("community_id"),
        _key("pairing_id"),
        _key("member_id"),
        sa.Column("side", _word("learner", "mentor", "buddy"), nullable=False),
        sa.Column("answer", _word("open", "yes", "no"), nullable=False),
        _moment("answered_at"),
        sa.Column("reason", bot.store.types.SealedText(), nullable=True),
        _key("id"),
        sa.ForeignKeyConstraint(["community_id"], ["communities.id"], name=op.f("fk_partners_community_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_partners_member_id")),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairings.id"], name=op.f("fk_partners_pairing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partners")),
        sa.UniqueConstraint("pairing_id", "member_id", name=op.f("uq_partners_pairing_id_member_id")),
    )
    op.create_index(op.f("ix_partners_member_id"), "partners", ["member_id"], unique=False)
