"""A planned pause: days on which nothing is asked and no week is missed. It ends by itself, or with one press."""

from datetime import date, timedelta

from bot.cards import pauses as cards
from bot.domain import calendar, dates
from bot.domain.notes import DAWN, Urgency
from bot.errors import NotSaved, Refusal
from bot.features import learning, noting
from bot.features.feature import Answers, Context, Feature, Telling
from bot.features.learning import Learning
from bot.features.noting import Remark
from bot.messages.elements import Card, Form
from bot.ports import Skipped
from bot.replies import Reply
from bot.requests import Option, OptionKind, Role
from bot.store.models import Absence
from bot.store.queries import absences

feature = Feature()

#: A free week; how long ago a pause may have begun, how far ahead it may begin, and how long it may last.
WEEK, AGO, AHEAD, LONGEST = timedelta(days=7), timedelta(days=28), timedelta(days=365), timedelta(days=182)
#: How long a welcome waits for a note.
WELCOME = timedelta(days=7)


@feature.command(
    "checkin pause",
    role=Role.MEMBER,
    summary="Take a planned pause; no week of it is missed",
    example="/checkin pause 2027-02-14",
    options=(Option(name="until", summary="The last day: 2027-02-14, Friday, in 2 weeks", kind=OptionKind.DATE),),
)
def pause_typed(ctx: Context, answers: Answers) -> Reply:
    """Pause from today until the day they name; without one, show the pause that stands, or ask for its days."""
    seat = learning.mine(ctx)
    said = answers["until"]
    if said:
        until = dates.day(said, seat.today)
        if until is None:
            raise Refusal(f"“{said[:40]}” is not clear yet.", dates.problem(said, seat.today))
        if problems(seat, seat.today, until):
            raise Refusal(
                "That is not a day a pause can end on.",
                "Write one within half a year, as in /checkin pause 2027-02-14.",
            )
        return Reply(card=_plan(ctx, seat, seat.today, until))
    stands = absences.coming(seat.session, seat.member, seat.today)
    return Reply(card=_planned(seat, stands)) if stands else Reply(form=_form(seat))


@feature.form("checkin.pause", role=Role.MEMBER)
def pause_form(ctx: Context, answers: Answers) -> Form:
    """Ask for the days of a pause, beginning with those of the one that stands."""
    return _form(learning.pressed(ctx, answers))


@feature.submission("checkin.pause", role=Role.MEMBER)
def plan_pause(ctx: Context, answers: Answers) -> Reply:
    """Plan the pause of the form; it takes the place of what stands on these days."""
    seat = learning.pressed(ctx, answers)
    since, until = (dates.day(answers[key], seat.today) for key in ("since", "until"))
    if since is None or until is None:
        raise NotSaved({key: dates.problem(answers[key], seat.today) for key in ("since", "until")})
    if wrong := problems(seat, since, until):
        raise NotSaved(wrong)
    stands = absences.coming(seat.session, seat.member, seat.today)
    if stands is not None and stands.since > seat.today:
        absences.cut(seat.session, stands, stands.since)
    return Reply(card=_plan(ctx, seat, since, until))


@feature.click("pause.week", role=Role.MEMBER)
def take_free_week(ctx: Context, answers: Answers) -> Reply:
    """Pause for a week from today."""
    seat = learning.pressed(ctx, answers)
    return Reply(card=_plan(ctx, seat, seat.today, seat.today + WEEK - timedelta(days=1)))


@feature.click("pause.end", role=Role.MEMBER)
def end_pause(ctx: Context, answers: Answers) -> Reply:
    """End the pause of the button now, or call it off; one that is over already changes nothing."""
    seat = learning.pressed(ctx, answers)
    found = absences.numbered(seat.session, seat.member, answers.number(1))
    begun = found is None or found.since <= seat.today
    if found is not None and found.until >= seat.today:
        absences.cut(seat.session, found, seat.today)
    return Reply(card=_back(seat) if begun else cards.called_off(), replaces=True)


@feature.part("welcome-back", Urgency.WORD)
def welcome_back(telling: Telling) -> Card | Skipped:
    """In the first note after a pause: where the cohort is, and something small to begin with."""
    seat = learning.told(telling)
    number, _, day = telling.subject.partition(".")
    found = absences.numbered(telling.session, seat.member, int(number)) if seat else None
    if seat is None or found is None or found.until.isoformat() != day:
        return Skipped("the pause ended on another day")
    return _back(seat)


def problems(seat: Learning, since: date, until: date) -> dict[str, str]:
    """What is wrong with these days, by field; empty when a pause can be taken on them."""
    wrong = {}
    if since < seat.today - AGO:
        wrong["since"] = f"A pause may have begun four weeks ago at most: {(seat.today - AGO).isoformat()}."
    elif since > seat.today + AHEAD:
        wrong["since"] = "Plan it when it is less than a year ahead."
    if until < max(since, seat.today):
        wrong["until"] = "The last day comes after the first one, and is not over yet."
    elif until - since > LONGEST:
        wrong["until"] = "At most half a year. For longer, /cohort leave keeps your place, too."
    return wrong


def _form(seat: Learning) -> Form:
    stands = absences.coming(seat.session, seat.member, seat.today)
    since, until = (stands.since, stands.until) if stands else (seat.today, seat.today + WEEK)
    return cards.form(seat.cohort.id, since.isoformat(), until.isoformat())


def _plan(ctx: Context, seat: Learning, since: date, until: date) -> Card:
    absences.give_way(seat.session, seat.member, since, until)
    absence = absences.plan(seat.session, seat.member, since, until)
    due = calendar.moment(until + timedelta(days=1), DAWN, seat.zone)
    subject = f"{absence.id}.{until.isoformat()}"
    noting.leave(
        ctx, ctx.person, seat.cohort, Remark(kind="welcome-back", subject=subject, due=due, until=due + WELCOME)
    )
    return _planned(seat, absence)


def _planned(seat: Learning, absence: Absence) -> Card:
    begun = absence.since <= seat.today
    return cards.planned(seat.cohort.id, absence.id, absence.since, absence.until, begun)


def _back(seat: Learning) -> Card:
    week = seat.week if 1 <= seat.week <= seat.calendar.weeks else 0
    if week == 0:
        return cards.back(seat.cohort.id, 0, "", "")
    shown = seat.roadmap.weeks[week - 1]
    return cards.back(seat.cohort.id, week, shown.title, shown.small)
