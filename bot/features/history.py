"""Somebody's own weeks: every one they wrote down, what ran in them, and where their figures go."""

from bot.cards import experiments as outcomes
from bot.cards import history as cards
from bot.cards.history import PAGE, Album, Entry
from bot.domain import trends
from bot.domain.window import Window
from bot.errors import NothingYet
from bot.features import learning
from bot.features.checkins import editable
from bot.features.feature import Answers, Context, Feature
from bot.features.learning import Learning
from bot.messages.elements import Card
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Experiment
from bot.store.queries import checkins, experiments
from bot.store.queries.checkins import Kept

feature = Feature()

#: Newer than every week.
_NEWEST = 10_000


@feature.command("checkin history", role=Role.MEMBER, summary="Your own weeks", example="/checkin history")
def show_history(ctx: Context, answers: Answers) -> Reply:
    """Show the newest weeks of whoever asks."""
    return Reply(card=_page(learning.was(ctx, Answers()), 0))


@feature.click("history.page", role=Role.MEMBER)
def turn_page(ctx: Context, answers: Answers) -> Reply:
    """Show the page that begins with the week of the button."""
    return Reply(card=_page(learning.was(ctx, answers), answers.number(1)), replaces=True)


@feature.click("history.week", role=Role.MEMBER)
def open_week(ctx: Context, answers: Answers) -> Reply:
    """Show one of their weeks in full."""
    seat = learning.was(ctx, answers)
    kept = checkins.of_week(seat.session, seat.member, min(answers.number(1), _NEWEST))
    if kept is None:
        raise NothingYet("You wrote nothing down for that week.", "/checkin history has the ones you did.")
    return Reply(card=cards.week(seat.cohort.id, _entry(seat, kept, _ran(seat, kept.number))))


def _page(seat: Learning, newest: int) -> Card:
    first = min(newest, _NEWEST) or _NEWEST
    found = checkins.history(seat.session, seat.member, first, PAGE + 1)
    if not found:
        open_ = seat.last if seat.last and seat.member.learns and seat.window(seat.last) is Window.OPEN else 0
        return cards.empty(seat.cohort.id, open_)
    return cards.page(
        Album(
            cohort=seat.cohort.id,
            entries=[_entry(seat, kept, _ran(seat, kept.number)) for kept in found[:PAGE]],
            trend=_trend(seat),
            energy=checkins.energy(seat.session, seat.member),
            older=found[PAGE].number if len(found) > PAGE else 0,
            newer=checkins.newest(seat.session, seat.member) > found[0].number,
        )
    )


def _trend(seat: Learning) -> trends.Trend:
    """Over the weeks that are closed since they came, and the open one once it is kept."""
    kept = checkins.weeks_kept(seat.session, seat.member)
    begun = range(1, seat.last + 1)
    over = [week for week in begun if week in kept or seat.window(week) in {Window.LATE, Window.CLOSED}]
    first = learning.first_week(seat, kept)
    weeks = range(first, max(over, default=first - 1) + 1)
    return trends.trend(kept, seat.excused(), checkins.energy(seat.session, seat.member), weeks)


def _entry(seat: Learning, kept: Kept, ran: tuple[str, ...]) -> Entry:
    may = seat.member.learns and 1 <= kept.number <= seat.calendar.weeks
    return Entry(
        number=kept.number,
        said=kept.said,
        late=kept.late,
        editable=may and editable(seat, kept.number, kept.late),
        ran=ran,
    )


def _ran(seat: Learning, week: int) -> tuple[str, ...]:
    return tuple(_told(seat, one) for one in experiments.by_week(seat.session, seat.member).get(week, ()))


def _told(seat: Learning, one: Experiment) -> str:
    """What ran, how it ended, and the line about it."""
    words, result = experiments.words(seat.session, one), experiments.result(seat.session, one)
    return f"{words}: {outcomes.OUTCOMES[one.state.value]}" + (f". {result}" if result else "")
