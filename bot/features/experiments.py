"""What is still running: kept until its day, asked about in the evening, and any result is one."""

from datetime import date, timedelta

from bot.cards import experiments as cards
from bot.domain import calendar, dates, reading
from bot.domain.notes import Urgency
from bot.domain.run import EVENING
from bot.errors import NotSaved
from bot.features import learning, noting
from bot.features.feature import Answers, Context, Feature, Telling
from bot.features.learning import Learning
from bot.features.noting import Remark
from bot.messages.elements import Card, Form
from bot.ports import Skipped
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Experiment, ExperimentState
from bot.store.queries import experiments

feature = Feature()

#: How long the question waits for a note.
PATIENCE = timedelta(days=7)
#: How far ahead something may run.
FAR = timedelta(days=366)
_UNCLEAR = "Write until when, as in: training until Thursday, or until 2027-01-14."
_TOO_FAR = "Choose a day within a year."


def running(seat: Learning) -> Experiment | None:
    """What somebody has running today."""
    return experiments.current(seat.session, seat.member, seat.today)


def words(seat: Learning, experiment: Experiment) -> str:
    """What runs, as they wrote it."""
    return experiments.words(seat.session, experiment)


def problem(seat: Learning, said: str) -> str:
    """What is wrong with what somebody wrote of something that runs; empty when it can be kept."""
    if reading.nothing(said) or _untouched(seat, said):
        return ""
    found = reading.ending(said, seat.today)
    if found is None:
        return _UNCLEAR
    return _TOO_FAR if found.day - seat.today > FAR else ""


def follow(ctx: Context, seat: Learning, week: int, said: str) -> None:
    """Keep, change or stop what runs, as the form says; what it showed and nobody touched goes on."""
    found = running(seat)
    if _untouched(seat, said):
        return
    if found is not None:
        found.state = ExperimentState.STOPPED
    ends = reading.ending(said, seat.today)
    if ends is not None and not reading.nothing(said):
        _leave(ctx, seat, experiments.begin(seat.session, seat.member, week, ends.words, ends.day))


@feature.part("experiment-ends", Urgency.FOLLOW_UP)
def ask_for_result(telling: Telling) -> Card | Skipped:
    """On the evening of its day, ask how it ended."""
    seat = learning.told(telling)
    number, _, day = telling.subject.partition(".")
    found = experiments.of_person(telling.session, seat.member, int(number)) if seat else None
    if found is None or found.state is not ExperimentState.RUNNING:
        return Skipped("they have said how it ended")
    if found.ends_on.isoformat() != day:
        return Skipped("it runs longer")
    return cards.ended(telling.cohort.id, found.id, experiments.words(telling.session, found))


@feature.click("experiment.ended", role=Role.MEMBER)
def keep_outcome(ctx: Context, answers: Answers) -> Reply:
    """Keep how it ended; another press keeps the other answer."""
    seat, found = _mine(ctx, answers)
    outcome = answers.word(2) if answers.word(2) in cards.ENDS else cards.STOPPED
    found.state = ExperimentState(outcome)
    return Reply(card=cards.noted(seat.cohort.id, found.id, outcome))


@feature.form("experiment.longer", role=Role.MEMBER)
def longer_form(ctx: Context, answers: Answers) -> Form:
    """Ask until when it runs."""
    seat, found = _mine(ctx, answers)
    return cards.longer_form(seat.cohort.id, found.id, experiments.words(seat.session, found))


@feature.submission("experiment.longer", role=Role.MEMBER)
def run_longer(ctx: Context, answers: Answers) -> Reply:
    """Ask again on another day."""
    seat, found = _mine(ctx, answers)
    found.ends_on = _until(seat, answers["until"])
    found.state = ExperimentState.RUNNING
    _leave(ctx, seat, found)
    return Reply(card=cards.longer(found.ends_on))


@feature.form("experiment.result", role=Role.MEMBER)
def result_form(ctx: Context, answers: Answers) -> Form:
    """Ask for one line about what came of it."""
    seat, found = _mine(ctx, answers)
    said = experiments.result(seat.session, found)
    return cards.result_form(seat.cohort.id, found.id, experiments.words(seat.session, found), said)


@feature.submission("experiment.result", role=Role.MEMBER)
def keep_result(ctx: Context, answers: Answers) -> Reply:
    """Keep the line, sealed."""
    seat, found = _mine(ctx, answers)
    experiments.keep_result(seat.session, seat.member, found, answers["result"])
    return Reply(card=cards.kept(answers["result"]))


def _mine(ctx: Context, answers: Answers) -> tuple[Learning, Experiment]:
    seat = learning.was(ctx, answers)
    return seat, experiments.mine(seat.session, seat.member, answers.number(1))


def _untouched(seat: Learning, said: str) -> bool:
    """Whether the field says what the form showed; platforms change spaces on the way."""
    found = running(seat)
    return said.split() == (words(seat, found) if found else "").split()


def _until(seat: Learning, said: str) -> date:
    """The day somebody wrote. Raises `NotSaved` for none, and for one too far."""
    found = dates.day(said, seat.today)
    if found is None:
        raise NotSaved({"until": dates.problem(said, seat.today)})
    if found < seat.today:
        raise NotSaved({"until": "Write a day to come, as in Thursday, tomorrow or 2027-01-14."})
    if found - seat.today > FAR:
        raise NotSaved({"until": _TOO_FAR})
    return found


def _leave(ctx: Context, seat: Learning, experiment: Experiment) -> None:
    """A question for the evening of its day, where they live."""
    due = calendar.moment(experiment.ends_on, EVENING, seat.zone)
    subject = f"{experiment.id}.{experiment.ends_on.isoformat()}"
    remark = Remark(kind="experiment-ends", subject=subject, due=due, until=due + PATIENCE)
    noting.leave(ctx, ctx.person, seat.cohort, remark)
