"""What members have running, until when, and how it ended."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot.errors import Refusal
from bot.store.models import Experiment, ExperimentState, Member
from bot.store.queries import private
from bot.store.types import Sealed


def current(session: Session, member: Member, today: date) -> Experiment | None:
    """What this member has running, until today or later."""
    running = _of(member).where(Experiment.state == ExperimentState.RUNNING, Experiment.ends_on >= today)
    return session.scalar(running.order_by(Experiment.id.desc()).limit(1))


def mine(session: Session, member: Member, number: int) -> Experiment:
    """This member's own experiment of that number. Raises `Refusal`."""
    found = session.scalar(_of(member).where(Experiment.id == number))
    if found is None:
        raise Refusal("That is not one of yours.", "/checkin history shows what you had running.")
    return found


def of_person(session: Session, member: Member, number: int) -> Experiment | None:
    """The same for what segue says unprompted, where there is nobody to refuse."""
    return session.scalar(_of(member).where(Experiment.id == number))


def by_week(session: Session, member: Member) -> Mapping[int, tuple[Experiment, ...]]:
    """Everything this member had running, by the week they told it in."""
    found: dict[int, tuple[Experiment, ...]] = {}
    for experiment in session.scalars(_of(member).order_by(Experiment.id)):
        found[experiment.week] = (*found.get(experiment.week, ()), experiment)
    return found


def begin(session: Session, member: Member, week: int, words: str, ends_on: date) -> Experiment:
    """Write down what runs, and until when."""
    sealed = _seal(session, member, words, "words")
    experiment = Experiment(
        community_id=member.community_id, member_id=member.id, week=week, words=sealed, ends_on=ends_on
    )
    session.add(experiment)
    session.flush()
    return experiment


def words(session: Session, experiment: Experiment) -> str:
    """What runs, as its owner wrote it."""
    return private.unseal(session, experiment.words, community=experiment.community_id, column="experiments.words")


def result(session: Session, experiment: Experiment) -> str:
    """What came of it, in one line; empty while nothing was written."""
    if experiment.result is None:
        return ""
    return private.unseal(session, experiment.result, community=experiment.community_id, column="experiments.result")


def keep_result(session: Session, member: Member, experiment: Experiment, said: str) -> None:
    """Keep what came of it instead of what was written before; nothing takes it away."""
    experiment.result = _seal(session, member, said, "result") if said else None


def _of(member: Member) -> Select[Experiment]:
    return select(Experiment).where(Experiment.member_id == member.id)


def _seal(session: Session, member: Member, text: str, column: str) -> Sealed:
    return private.seal(session, text, community=member.community_id, column=f"experiments.{column}")
