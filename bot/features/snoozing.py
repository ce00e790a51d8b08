"""Being asked again later: at an hour of one's own, while the week is open."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.cards import snoozing as cards
from bot.domain import calendar, reading, run
from bot.domain.window import Window
from bot.errors import NothingYet, NotSaved, Refusal
from bot.features import learning
from bot.features.feature import Answers, Context, Feature, Telling
from bot.features.learning import Learning
from bot.messages.elements import Card, Form
from bot.ports import Skipped
from bot.replies import Alone, Post, Reply
from bot.requests import Option, Role
from bot.store.models import DeliveryState
from bot.store.queries import absences, checkins, ledger, notes, people

feature = Feature()

KIND = "check-in-later"
#: The notice of the reminder that everybody else is left.
REMINDER = "check-in-reminder"
_DAYS = (cards.TODAY, cards.TOMORROW)
#: The hour the form begins with lies so far ahead.
_AHEAD = timedelta(hours=2)


@feature.command(
    "checkin snooze",
    role=Role.MEMBER,
    summary="Be asked again later, at an hour of yours",
    example="/checkin snooze 16:30",
    options=(Option(name="hour", summary="As in 16:30, or tomorrow 9:00"),),
)
def snooze_typed(ctx: Context, answers: Answers) -> Reply:
    """Ask again at the hour they name, or open the form for it."""
    seat = learning.mine(ctx)
    if stands := _obstacle(ctx, seat, seat.last):
        return Reply(card=stands)
    if not answers["hour"]:
        return Reply(form=_form(seat, seat.last))
    first, _, rest = answers["hour"].casefold().partition(" ")
    day, hour = (first, rest) if first in _DAYS else ("", answers["hour"])
    due, problem = _due(seat, seat.last, day, hour)
    if due is None:
        raise Refusal(problem, "Write it as in /checkin snooze 16:30, or /checkin snooze tomorrow 9:00.")
    return _later(ctx, seat, seat.last, due)


@feature.form("checkin.snooze", role=Role.MEMBER)
def snooze_form(ctx: Context, answers: Answers) -> Form:
    """Ask for the hour. Raises `NothingYet` where there is nothing to ask later."""
    seat = learning.pressed(ctx, answers)
    week = learning.week_of(seat, answers)
    _require_open(seat, week)
    return _form(seat, week)


@feature.submission("checkin.snooze", role=Role.MEMBER)
def snooze(ctx: Context, answers: Answers) -> Reply:
    """Ask again at that hour; a second hour takes the place of the first."""
    seat = learning.pressed(ctx, answers)
    week = learning.week_of(seat, answers)
    if stands := _obstacle(ctx, seat, week):
        return Reply(card=stands)
    due, problem = _due(seat, week, answers["day"] or cards.TODAY, answers["hour"])
    if due is None:
        raise NotSaved({"hour": problem})
    return _later(ctx, seat, week, due)


@feature.saying(KIND)
def ask_now(telling: Telling) -> Card | Skipped:
    """Ask again at the hour they chose, unless they answered meanwhile, or the week is over."""
    seat, week = learning.told(telling), int(telling.subject)
    if seat is None:
        return Skipped("no longer learns in this cohort")
    if checkins.of_week(seat.session, seat.member, week) is not None:
        return Skipped("has checked in already")
    if seat.window(week) is not Window.OPEN:
        return Skipped("the week is closed")
    if absences.pauses(seat.session, seat.member, seat.now, seat.zone):
        return Skipped("they are taking a pause")
    return cards.again(seat.cohort.id, week, run.closing(seat.calendar, week).due)


def _obstacle(ctx: Context, seat: Learning, week: int) -> Card | None:
    """What is to be said instead of asking later."""
    _require_open(seat, week)
    if checkins.of_week(seat.session, seat.member, week) is not None:
        return cards.answered(seat.cohort.id, week)
    account = people.first_account(ctx.session, ctx.person)
    if account is None or not account.takes_notes:
        return cards.in_channel(seat.cohort.id, week, run.closing(seat.calendar, week).due)
    return None


def _require_open(seat: Learning, week: int) -> None:
    if week == 0 or seat.window(week) is Window.AHEAD:
        raise NothingYet("That week has not begun.", "Nothing is asked of you before its prompt.")
    if seat.window(week) is not Window.OPEN:
        raise NothingYet(f"Week {week} is closed by now.", "/checkin still takes a late answer until the next one.")


def _form(seat: Learning, week: int) -> Form:
    local = (seat.now + _AHEAD).astimezone(ZoneInfo(seat.zone))
    closes = run.closing(seat.calendar, week).due
    return cards.form(seat.cohort.id, week, f"{local:%H}:00", seat.zone, closes)


def _due(seat: Learning, week: int, day: str, hour: str) -> tuple[datetime | None, str]:
    """The moment somebody means, or what is wrong with it; without a day, the next time clocks show that hour."""
    at = reading.hour(hour)
    if at is None or day not in {"", *_DAYS}:
        return None, "Write an hour as in 16:30."
    today = calendar.local_day(seat.now, seat.zone)
    dues = {
        cards.TODAY: calendar.moment(today, at, seat.zone),
        cards.TOMORROW: calendar.moment(today + timedelta(days=1), at, seat.zone),
    }
    due = dues[day] if day else next(one for one in dues.values() if one > seat.now)
    closes = run.closing(seat.calendar, week).due
    if due <= seat.now:
        return None, "That hour has passed today. Choose a later one, or tomorrow."
    if due >= closes:
        return (
            None,
            f"The week closes before that: {closes.astimezone(ZoneInfo(seat.zone)):%A %H:%M}. Choose earlier.",
        )
    return due, ""


def _later(ctx: Context, seat: Learning, week: int, due: datetime) -> Reply:
    """Move what waits, or leave it; the usual reminder is not said beside it."""
    card, subject = cards.asked_later(seat.cohort.id, week, due), str(week)
    told = ledger.said(ctx.session, seat.cohort.id, ctx.person.id, kind=KIND, subject=subject)
    waiting = [one for one in told if one.state is DeliveryState.WAITING]
    for one in waiting:
        one.due_at, one.until = due, due + timedelta(days=1)
    _forestall(ctx, seat, week)
    post = Post(kind=KIND, audience=Alone(seat.cohort.id, ctx.person.id), subject=subject, due=due)
    return Reply(card=card, posts=() if waiting else (post,))


def _forestall(ctx: Context, seat: Learning, week: int) -> None:
    account = people.first_account(ctx.session, ctx.person)
    if account is not None:
        until = run.closing(seat.calendar, week).due
        due = notes.Due(ctx.person, account, seat.cohort, REMINDER, str(week), ctx.now, until)
        notes.forestall(ctx.session, due, "is asked at an hour of their own")
