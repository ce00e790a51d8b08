"""A pause of being brought together with people: nobody new until a day, or until they are back."""

from datetime import date, timedelta

from bot.cards.pairing import away as cards
from bot.domain import dates, notes
from bot.errors import NotSaved, Refusal
from bot.features.feature import Answers, Context, Feature
from bot.messages.elements import Card, Form
from bot.replies import Reply
from bot.requests import Option, OptionKind, Role
from bot.store.models import Cohort, Member, Readiness
from bot.store.queries import cohorts
from bot.store.queries.pairing import readiness

feature = Feature()

#: How long a pause usually is, and may be.
USUAL, LONGEST = timedelta(days=14), timedelta(days=182)
_DAY = timedelta(days=1)


@feature.command(
    "mentor pause",
    role=Role.MEMBER,
    summary="Nobody new until a day, mentors and buddies alike",
    example="/mentor pause 2027-02-14",
    options=(Option(name="until", summary="The last day: 2027-02-14, Friday, in 2 weeks", kind=OptionKind.DATE),),
)
def pause_typed(ctx: Context, answers: Answers) -> Reply:
    """Pause until the day they name; without one, show the pause that stands, or ask for its end."""
    said = answers["until"]
    if said:
        until = dates.day(said, _today(ctx))
        wrong = _problem(said, until, _today(ctx))
        if until is None or wrong:
            raise Refusal(f"“{said[:40]}” is not a day a pause can end on.", wrong)
        return Reply(card=_pause(ctx, until))
    stands = _stands(ctx)
    return Reply(card=stands) if stands else Reply(form=_form(ctx))


@feature.form("mentor.pause", role=Role.MEMBER)
def pause_form(ctx: Context, answers: Answers) -> Form:
    """Ask for the last day."""
    return _form(ctx)


@feature.submission("mentor.pause", role=Role.MEMBER)
def take_pause(ctx: Context, answers: Answers) -> Reply:
    """Pause until the day of the form, in every cohort they are in."""
    until = dates.day(answers["until"], _today(ctx))
    wrong = _problem(answers["until"], until, _today(ctx))
    if until is None or wrong:
        raise NotSaved({"until": wrong})
    return Reply(card=_pause(ctx, until))


@feature.click("mentor.back", role=Role.MEMBER)
def come_back(ctx: Context, answers: Answers) -> Reply:
    """End the pause, whether they took it or it came because they were silent. Twice is once."""
    paused = _stands(ctx) is not None
    for ready, _ in _theirs(ctx):
        ready.paused_until, ready.silent, ready.unanswered = None, False, 0
    return Reply(card=cards.back(paused))


def stands(ctx: Context, ready: Readiness, cohort: Cohort) -> date | None:
    """The last day of the pause that somebody took in a cohort; none where none is on."""
    until = ready.paused_until
    today = notes.personal_day(ctx.now, ctx.person.zone or cohort.zone)
    return until - _DAY if until is not None and today < until else None


def _pause(ctx: Context, until: date) -> Card:
    for ready, _ in _theirs(ctx):
        ready.paused_until = until + _DAY
    return cards.away(until)


def _stands(ctx: Context) -> Card | None:
    """The pause that is on in any of their cohorts, the one they took first."""
    theirs = _theirs(ctx)
    until = max((day for ready, cohort in theirs if (day := stands(ctx, ready, cohort))), default=None)
    if until is not None:
        return cards.away(until)
    return cards.silent() if any(ready.silent for ready, _ in theirs) else None


def _theirs(ctx: Context) -> list[tuple[Readiness, Cohort]]:
    memberships: tuple[tuple[Member, Cohort], ...] = cohorts.memberships(ctx.session, ctx.person)
    return [(readiness.of(ctx.session, member), cohort) for member, cohort in memberships]


def _form(ctx: Context) -> Form:
    until = max((day for ready, cohort in _theirs(ctx) if (day := stands(ctx, ready, cohort))), default=None)
    return cards.form((until or _today(ctx) + USUAL).isoformat())


def _problem(said: str, until: date | None, today: date) -> str:
    """What to do about a day that no pause ends on; empty when one can."""
    if until is None:
        return dates.problem(said, today)
    if until < today:
        return f"That day is over. Write one to come, as in {(today + USUAL).isoformat()}."
    return "" if until - today <= LONGEST else "At most half a year. For longer, withdraw your request or your offer."


def _today(ctx: Context) -> date:
    zones = [cohort.zone for _, cohort in cohorts.memberships(ctx.session, ctx.person)]
    return notes.personal_day(ctx.now, ctx.person.zone or next(iter(zones), "UTC"))
