"""A day for the next talk: read without a guess, changed as often as they like, asked about on the day after."""

from datetime import date, timedelta

from bot.cards.pairing import meetings as cards
from bot.domain import calendar, dates
from bot.domain.notes import DAWN
from bot.domain.pairing.states import Met
from bot.errors import NotSaved
from bot.features.feature import Answers, Context, Feature
from bot.features.pairing import following
from bot.features.pairing.meeting import session
from bot.messages.elements import Form
from bot.replies import Reply
from bot.requests import Role
from bot.store.queries.pairing import meetings

feature = Feature()

#: What the form begins with, and how far ahead a day may lie.
USUAL, FAR = timedelta(days=3), timedelta(days=92)
_OVER = "That day is over. If you met then, tell so: /mentor met or /buddy met. Else write a day to come."


@feature.form("pairing.plan", role=Role.MEMBER)
def plan_form(ctx: Context, answers: Answers) -> Form:
    """Ask for the day."""
    seat = following.standing(ctx, answers)
    today = following.today(ctx.now, ctx.person, following.cohort_of(ctx.session, seat))
    return cards.plan_form(session(seat), today + USUAL)


@feature.submission("pairing.plan", role=Role.MEMBER)
def keep_plan(ctx: Context, answers: Answers) -> Reply:
    """Keep the day, or another one instead; they are asked how it went on the day after."""
    seat = following.standing(ctx, answers)
    cohort = following.cohort_of(ctx.session, seat)
    day = _day(answers["until"], following.today(ctx.now, ctx.person, cohort))
    meetings.say(ctx.session, seat.bond, seat.partner, Met.PLANNED, day, ctx.now, number=seat.number)
    due = calendar.moment(day + timedelta(days=1), DAWN, ctx.person.zone or cohort.zone)
    following.ask(ctx.session, ctx.now, cohort, seat, seat.number, due)
    following.watch(ctx.session, ctx.now, cohort, seat.bond)
    return Reply(card=cards.planned(session(seat), day), replaces=True)


def _day(said: str, today: date) -> date:
    """The day somebody wrote. Raises `NotSaved` for none, for one that is over, and for one too far."""
    day = dates.day(said, today)
    if day is None:
        raise NotSaved({"until": dates.problem(said, today)})
    if day < today:
        raise NotSaved({"until": _OVER})
    if day - today > FAR:
        raise NotSaved({"until": "Choose a day within three months."})
    return day
