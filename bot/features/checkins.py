"""The weekly check-in: one form, kept or edited, for the owner's eyes alone."""

from bot.cards import checkins as cards
from bot.cards.checkins import Noted, Sheet
from bot.domain import run
from bot.domain.checkin import Week
from bot.domain.window import Window, takes
from bot.errors import NothingYet, NotSaved
from bot.features import blockers, experiments, learning, lowpoints
from bot.features.feature import Answers, Context, Feature
from bot.features.learning import Learning
from bot.messages.elements import Card, Form
from bot.replies import Reply
from bot.requests import Role
from bot.store.queries import checkins
from bot.store.queries.checkins import Kept

feature = Feature()

ENERGY = frozenset({"", *(option.value for option in cards.ENERGY)})


@feature.command("checkin", role=Role.MEMBER, summary="Check in for this week", example="/checkin")
def ask_about_week(ctx: Context, answers: Answers) -> Reply:
    """Open the form of the week that is asked about now; where two take an answer, let them choose."""
    seat = learning.mine(ctx)
    week, late = seat.last, waiting(seat)
    if seat.resting and week:
        return Reply(card=_resting(seat, week))
    if late and late != week and takes(seat.window(week), _late(seat, week)):
        return Reply(card=cards.which(seat.cohort.id, week, late, run.lapse(seat.calendar, late)))
    return Reply(form=_form(seat, late or week))


@feature.command(
    "checkin edit", role=Role.MEMBER, summary="Change what you said of this week", example="/checkin edit"
)
def ask_again(ctx: Context, answers: Answers) -> Reply:
    """Open the newest week that can be changed: the same form, since a check-in is edited in place."""
    seat = learning.mine(ctx)
    return Reply(form=_form(seat, seat.last))


@feature.form("checkin", role=Role.MEMBER)
def checkin_form(ctx: Context, answers: Answers) -> Form:
    """The form of the week of the button."""
    seat = learning.pressed(ctx, answers)
    return _form(seat, learning.week_of(seat, answers))


@feature.submission("checkin", role=Role.MEMBER)
def record_checkin(ctx: Context, answers: Answers) -> Reply:
    """Keep this week's check-in, or its edit, and show the member what it changed."""
    seat = learning.pressed(ctx, answers)
    week = learning.week_of(seat, answers)
    checkins.hold(seat.session, seat.member)
    kept = _require_open(seat, week)
    said = _read(seat, answers)
    blockers.follow(ctx, seat, week, said.obstacle, kept)
    experiments.follow(ctx, seat, week, answers["running"])
    return Reply(card=_keep(ctx, seat, week, said, kept))


@feature.click("checkin.small", role=Role.MEMBER)
def keep_small_week(ctx: Context, answers: Answers) -> Reply:
    """Keep the week in one press; words that were written before stay as they are."""
    seat = learning.pressed(ctx, answers)
    week = learning.week_of(seat, answers)
    checkins.hold(seat.session, seat.member)
    kept = _require_open(seat, week)
    said = kept.said if kept else Week(done=cards.SMALL, obstacle="", next_step="", energy="")
    return Reply(card=_keep(ctx, seat, week, said, kept))


def waiting(seat: Learning) -> int:
    """The newest closed week that still takes a first answer of somebody who was there; 0 for none."""
    for week in range(seat.last, max(0, seat.last - 2), -1):
        there = seat.member.joined_at < run.closing(seat.calendar, week).due
        if there and seat.window(week) is Window.LATE and checkins.of_week(seat.session, seat.member, week) is None:
            return week
    return 0


def editable(seat: Learning, week: int, late: bool | None) -> bool:
    """Whether a week takes words now, seen from what was said of it."""
    return takes(seat.window(week), late, seat.resting and week == seat.last)


def _keep(ctx: Context, seat: Learning, week: int, said: Week, kept: Kept | None) -> Card:
    late = seat.window(week) is Window.LATE
    checkins.keep(seat.session, seat.member, week, said, seat.now, late=late)
    seat.session.flush()
    lowpoints.notice_low_energy(ctx, seat, week)
    running = experiments.running(seat)
    return cards.noted(
        Noted(
            cohort=seat.cohort.id,
            week=week,
            said=said,
            streak=seat.streak(),
            until=run.lapse(seat.calendar, week) if late else None,
            blocker=blockers.number(seat),
            runs_until=running.ends_on if running else None,
            waits=_other(seat, week),
            small_task=seat.roadmap.weeks[week - 1].small,
        )
    )


def _other(seat: Learning, week: int) -> int:
    late = waiting(seat)
    return late if late != week else 0


def _resting(seat: Learning, week: int) -> Card:
    rest = run.rest_at(seat.calendar, seat.now)
    open_ = week if editable(seat, week, _late(seat, week)) else 0
    return cards.resting(seat.cohort.name, seat.cohort.id, open_, rest.name if rest else "")


def _form(seat: Learning, week: int) -> Form:
    kept = _require_open(seat, week)
    before, running = checkins.latest(seat.session, seat.member, week), experiments.running(seat)
    return cards.form(
        Sheet(
            cohort=seat.cohort.id,
            week=week,
            focus=seat.roadmap.weeks[week - 1].checkin_focus,
            said=kept.said if kept else None,
            carried=blockers.carried(seat, week),
            running=experiments.words(seat, running) if running else "",
            wanted=before.said.next_step if before else "",
        )
    )


def _read(seat: Learning, answers: Answers) -> Week:
    problems = {}
    if not answers["done"]:
        problems["done"] = "One line is enough, and “a small week” is one too."
    if not answers["next_step"]:
        problems["next_step"] = "Name one small step and a day for it."
    if answers["energy"] not in ENERGY:
        problems["energy"] = "Choose one from 1 to 5, or leave it open."
    if problem := experiments.problem(seat, answers["running"]):
        problems["running"] = problem
    if problems:
        raise NotSaved(problems)
    said = {name: answers[name] for name in ("done", "obstacle", "next_step", "energy")}
    return Week(**said)


def _late(seat: Learning, week: int) -> bool | None:
    kept = checkins.of_week(seat.session, seat.member, week)
    return kept.late if kept else None


def _require_open(seat: Learning, week: int) -> Kept | None:
    """What was said of a week so far, while it takes words. Raises `NothingYet`."""
    if week == 0 or seat.window(week) is Window.AHEAD:
        raise NothingYet("That week has not begun.", "Its prompt comes to the channel, with a button to check in.")
    kept = checkins.of_week(seat.session, seat.member, week)
    if editable(seat, week, kept.late if kept else None):
        return kept
    if seat.week > seat.calendar.weeks:
        raise NothingYet("The last week is over.", "/checkin history has every week you wrote down.")
    raise NothingYet(f"Week {week} is closed by now.", "/checkin opens this week, /checkin history has all of yours.")
