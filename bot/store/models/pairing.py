"""Mentors and buddies: who offers, who asks, who was brought together, and whether they met."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bot.domain.pairing.states import (
    Answer,
    Cause,
    Fit,
    Kind,
    Ladder,
    Met,
    PairingState,
    RequestState,
    RoundState,
    Side,
)
from bot.store.models.entity import Entity
from bot.store.types import Sealed, SealedText, Utc, short


class MentorOffer(Entity):
    """What a member offers as a mentor: at most `seats` learners at a time. `terms` is what they know, as JSON."""

    __tablename__ = "mentor_offers"

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), unique=True)
    ladder: Mapped[Ladder] = mapped_column(short(Ladder))
    seats: Mapped[int]
    terms: Mapped[Sealed] = mapped_column(SealedText)
    offered_at: Mapped[datetime] = mapped_column(Utc)
    ended_at: Mapped[datetime | None] = mapped_column(Utc, default=None)


class MentorRequest(Entity):
    """A learner's wish for a mentor; one that is not closed at a time.

    `tries`: suggestions since the last round on the cohort's rhythm. `served_at`: when they first had a mentor by it.
    """

    __tablename__ = "mentor_requests"
    __table_args__ = (
        Index(
            "uq_mentor_requests_standing",
            "member_id",
            unique=True,
            sqlite_where=text("state != 'closed'"),
            postgresql_where=text("state != 'closed'"),
        ),
    )

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    purpose: Mapped[Sealed] = mapped_column(SealedText)
    asked_at: Mapped[datetime] = mapped_column(Utc)
    by: Mapped[date | None] = mapped_column(default=None)
    state: Mapped[RequestState] = mapped_column(short(RequestState), default=RequestState.OPEN)
    tries: Mapped[int] = mapped_column(default=0)
    served_at: Mapped[datetime | None] = mapped_column(Utc, default=None)
    closed_at: Mapped[datetime | None] = mapped_column(Utc, default=None)


class PreferredMentor(Entity):
    """A mentor whom a learner would like, in their order from 1."""

    __tablename__ = "preferred_mentors"
    __table_args__ = (UniqueConstraint("request_id", "member_id"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    request_id: Mapped[int] = mapped_column(ForeignKey("mentor_requests.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    place: Mapped[int]


class Round(Entity):
    """One time that people are brought together, with all that is needed to say why it came out so.

    `weights`: the version of the weights and what the cohort changed in them. `digest`: SHA-256 of what went in.
    """

    __tablename__ = "rounds"
    __table_args__ = (
        Index(
            "uq_rounds_open",
            "cohort_id",
            "kind",
            "state",
            unique=True,
            sqlite_where=text("state IN ('due', 'reviewed')"),
            postgresql_where=text("state IN ('due', 'reviewed')"),
        ),
        Index(
            "ix_rounds_due",
            "due_at",
            sqlite_where=text("state = 'due'"),
            postgresql_where=text("state = 'due'"),
        ),
    )

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    kind: Mapped[Kind] = mapped_column(short(Kind))
    cause: Mapped[Cause] = mapped_column(short(Cause))
    due_at: Mapped[datetime] = mapped_column(Utc)
    state: Mapped[RoundState] = mapped_column(short(RoundState), default=RoundState.DUE)
    solved_at: Mapped[datetime | None] = mapped_column(Utc, default=None)
    published_at: Mapped[datetime | None] = mapped_column(Utc, default=None)
    seed: Mapped[str] = mapped_column(String(64), default="")
    weights: Mapped[str] = mapped_column(String(500), default="")
    digest: Mapped[str] = mapped_column(String(64), default="")
    served: Mapped[int] = mapped_column(default=0)
    unserved: Mapped[int] = mapped_column(default=0)


class Pairing(Entity):
    """Two or three people who were brought together. `starter_id`: the member who is asked to write first.

    `since`: when it was suggested; of buddies, when they became a group. `settled_at`: when it left that state.
    `pinned`: an organiser chose it in a review; of one that was withdrawn as a draft, that they want nobody for now.
    """

    __tablename__ = "pairings"
    __table_args__ = (
        Index(
            "uq_pairings_open",
            "request_id",
            unique=True,
            sqlite_where=text("state IN ('draft', 'suggested', 'paired')"),
            postgresql_where=text("state IN ('draft', 'suggested', 'paired')"),
        ),
        Index(
            "ix_pairings_expiring",
            "expires_at",
            sqlite_where=text("state = 'suggested'"),
            postgresql_where=text("state = 'suggested'"),
        ),
    )

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), index=True)
    kind: Mapped[Kind] = mapped_column(short(Kind))
    state: Mapped[PairingState] = mapped_column(short(PairingState))
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"), index=True)
    starter_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    since: Mapped[datetime] = mapped_column(Utc)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("mentor_requests.id"), default=None)
    expires_at: Mapped[datetime | None] = mapped_column(Utc, default=None)
    settled_at: Mapped[datetime | None] = mapped_column(Utc, default=None)
    ended_at: Mapped[datetime | None] = mapped_column(Utc, default=None)
    pinned: Mapped[bool] = mapped_column(default=False)


class Partner(Entity):
    """One member of a pairing, and what they said to it. `reason` is why not, for nobody but its owner."""

    __tablename__ = "partners"
    __table_args__ = (UniqueConstraint("pairing_id", "member_id"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairings.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    side: Mapped[Side] = mapped_column(short(Side))
    answer: Mapped[Answer] = mapped_column(short(Answer), default=Answer.OPEN)
    answered_at: Mapped[datetime | None] = mapped_column(Utc, default=None)
    reason: Mapped[Sealed | None] = mapped_column(SealedText, default=None)


class Meeting(Entity):
    """What one partner says of one session of a pairing, counted from 1. `day`: when they met, or plan to.

    `note` is theirs alone; `evidence`: they keep it as evidence of their move.
    """

    __tablename__ = "meetings"
    __table_args__ = (UniqueConstraint("pairing_id", "member_id", "number"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairings.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    number: Mapped[int]
    met: Mapped[Met] = mapped_column(short(Met))
    said_at: Mapped[datetime] = mapped_column(Utc)
    day: Mapped[date | None] = mapped_column(default=None)
    fit: Mapped[Fit | None] = mapped_column(short(Fit), default=None)
    note: Mapped[Sealed | None] = mapped_column(SealedText, default=None)
    evidence: Mapped[bool] = mapped_column(default=False)


class Readiness(Entity):
    """Whether a member can be brought together with somebody now.

    `paused_until`: not before that day. `silent`: paused because they did not answer, until they come back.
    `unanswered` counts suggestions in a row without an answer; `contact` is how a partner elsewhere reaches them.
    """

    __tablename__ = "readiness"

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), unique=True)
    paused_until: Mapped[date | None] = mapped_column(default=None)
    silent: Mapped[bool] = mapped_column(default=False)
    unanswered: Mapped[int] = mapped_column(default=0)
    buddies: Mapped[bool] = mapped_column(default=True)
    contact: Mapped[Sealed | None] = mapped_column(SealedText, default=None)


class Block(Entity):
    """Somebody who must never be brought together with somebody else; only `person_id` knows of it."""

    __tablename__ = "blocks"
    __table_args__ = (UniqueConstraint("person_id", "blocked_id"),)

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    blocked_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)


class PairingPolicy(Entity):
    """How a cohort brings people together, where it differs from the usual. `weights` is JSON: name to points."""

    __tablename__ = "pairing_policies"

    community_id: Mapped[int] = mapped_column(ForeignKey("communities.id"))
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohorts.id"), unique=True)
    reviews: Mapped[bool] = mapped_column(default=False)
    buddy_weeks: Mapped[int] = mapped_column(default=2)
    days: Mapped[int] = mapped_column(default=2)
    half_hours: Mapped[int] = mapped_column(default=2)
    weights: Mapped[str] = mapped_column(String(400), default="")
