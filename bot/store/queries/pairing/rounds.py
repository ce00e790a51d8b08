"""The times at which people are brought together: called, due, looked at, published."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.domain.pairing import timing
from bot.domain.pairing.states import Cause, Kind, RoundState
from bot.store.models import Cohort, CohortState, Pairing, Round
from bot.store.queries.pairing.standing import DUE, REVIEWED, SUGGESTED

#: The weightier comes first: what a round is for if it is called for several reasons.
_WEIGHT = (Cause.RHYTHM, Cause.DEMAND, Cause.GAP)


def call(session: Session, cohort: Cohort, kind: Kind, cause: Cause, at: datetime) -> Round:
    """A round is due then. One that was called before is due at the earlier time, for the weightier cause."""
    round_ = _called(session, cohort, kind)
    if round_ is None:
        try:
            with session.begin_nested():
                return _write_down(session, cohort, kind, cause, at)
        except IntegrityError:  # called a moment earlier by somebody else
            round_ = _called(session, cohort, kind)
            if round_ is None:
                return _write_down(session, cohort, kind, cause, at)
    round_.due_at = min(round_.due_at, at)
    round_.cause = min(round_.cause, cause, key=_WEIGHT.index)
    session.flush()
    return round_


def due(session: Session, now: datetime) -> tuple[Round, Cohort] | None:
    """The round of a running cohort that is due longest, held by this transaction alone."""
    found = session.execute(
        select(Round, Cohort)
        .join(Cohort, Round.cohort_id == Cohort.id)
        .where(DUE, Round.due_at <= now, Cohort.state == CohortState.RUNNING)
        .order_by(Round.due_at, Round.id)
        .limit(1)
        .with_for_update(skip_locked=True, of=Round)
    ).first()
    return (found[0], found[1]) if found is not None else None


def called(session: Session, cohort: Cohort, kind: Kind) -> Round | None:
    """The round of this kind that is to come, if one was called."""
    return session.scalar(select(Round).where(Round.cohort_id == cohort.id, Round.kind == kind, DUE))


def numbered(session: Session, cohort: Cohort, number: int) -> Round | None:
    """A round of this cohort, held: pressing a button twice is two requests."""
    mine = select(Round).where(Round.id == number, Round.cohort_id == cohort.id).with_for_update()
    return session.scalar(mine.execution_options(populate_existing=True))


def held(session: Session, number: int) -> Round | None:
    """A round of any cohort, held by this transaction: for what the clock does."""
    mine = select(Round).where(Round.id == number).with_for_update()
    return session.scalar(mine.execution_options(populate_existing=True))


def reviewed(session: Session, cohort: Cohort) -> tuple[Round, ...]:
    """What an organiser of the cohort is to look at, at most one of a kind."""
    return tuple(session.scalars(select(Round).where(Round.cohort_id == cohort.id, REVIEWED).order_by(Round.id)))


def overdue_reviews(session: Session, now: datetime) -> tuple[tuple[Round, Cohort], ...]:
    """Rounds of running cohorts that nobody looked at for too long, each held by this transaction alone."""
    found = session.execute(
        select(Round, Cohort)
        .join(Cohort, Round.cohort_id == Cohort.id)
        .where(REVIEWED, Round.solved_at <= now - timing.REVIEW, Cohort.state == CohortState.RUNNING)
        .order_by(Round.solved_at, Round.id)
        .with_for_update(skip_locked=True, of=Round)
    )
    return tuple((round_, cohort) for round_, cohort in found)


def rhythm(session: Session, cohort: Cohort, kind: Kind, count: int) -> tuple[datetime, ...]:
    """When the last rounds on the cohort's rhythm were, the newest first: published, or else solved."""
    moment = func.coalesce(Round.published_at, Round.solved_at)
    mine = select(moment).where(*_over(cohort, kind), Round.cause == Cause.RHYTHM, moment.is_not(None))
    return tuple(session.scalars(mine.order_by(moment.desc(), Round.id.desc()).limit(count)))


def last(session: Session, cohort: Cohort, kind: Kind) -> Round | None:
    """The last round that was carried out, whatever for and whatever came of it."""
    mine = select(Round).where(*_over(cohort, kind), Round.solved_at.is_not(None))
    return session.scalar(mine.order_by(Round.solved_at.desc(), Round.id.desc()).limit(1))


def next_due(session: Session) -> datetime | None:
    """When something is to be done next in running cohorts: a round, an end of the time to answer, or a review's."""
    running = Cohort.state == CohortState.RUNNING
    first = select(func.min(Round.due_at)).join(Cohort, Round.cohort_id == Cohort.id).where(DUE, running)
    lapse = select(func.min(Pairing.expires_at)).join(Cohort, Pairing.cohort_id == Cohort.id)
    shown = select(func.min(Round.solved_at)).join(Cohort, Round.cohort_id == Cohort.id).where(REVIEWED, running)
    looked = session.scalar(shown)
    moments = (
        session.scalar(first),
        session.scalar(lapse.where(SUGGESTED, running)),
        looked + timing.REVIEW if looked is not None else None,
    )
    return min((moment for moment in moments if moment is not None), default=None)


def _called(session: Session, cohort: Cohort, kind: Kind) -> Round | None:
    """The one that is to come, held: it may be carried out meanwhile."""
    mine = select(Round).where(Round.cohort_id == cohort.id, Round.kind == kind, DUE).with_for_update()
    return session.scalar(mine.execution_options(populate_existing=True))


def _write_down(session: Session, cohort: Cohort, kind: Kind, cause: Cause, at: datetime) -> Round:
    round_ = Round(community_id=cohort.community_id, cohort_id=cohort.id, kind=kind, cause=cause, due_at=at)
    session.add(round_)
    session.flush()
    return round_


def _over(cohort: Cohort, kind: Kind) -> tuple[ColumnElement[bool], ...]:
    return (Round.cohort_id == cohort.id, Round.kind == kind, Round.state != RoundState.DUE)
