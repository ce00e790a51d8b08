"""A private word when weeks are hard: after two missed ones, and after two tired ones, once each time."""

from collections.abc import Collection
from datetime import datetime, timedelta

from bot.cards import lowpoints as cards
from bot.domain import accountability, notes, run
from bot.domain.guidance import Trigger
from bot.domain.notes import Habits, Urgency
from bot.domain.roadmap import Roadmap
from bot.domain.run import Run
from bot.domain.window import Window
from bot.features import learning, noting
from bot.features.feature import Answers, Context, Feature, Ritual, Telling
from bot.features.learning import Learning
from bot.features.noting import Remark
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Person
from bot.store.queries import checkins, cohorts, profile

feature = Feature()

#: Energy that is low, and the question whose answer helps then.
LOW, WHY = 2, "why"
#: How long the word about two tired weeks waits for a note.
PATIENCE = timedelta(days=4)


def _first_note(calendar: Run, week: int, habits: Habits) -> datetime:
    """The first note after the week was closed."""
    return notes.next_note(run.closing(calendar, week).due, habits)


def _from_the_second(roadmap: Roadmap, week: int) -> bool:
    return week > 1


@feature.ritual(
    Ritual(name="two-missed", strikes=run.closing, until=run.lapse, hour=_first_note, applies=_from_the_second)
)
def offer_less(telling: Telling) -> Card | Skipped:
    """After two missed weeks in a row, offer a small week, a free one or a pause: once, at the second of them."""
    seat, week = learning.told(telling), int(telling.subject)
    if seat is None:
        return Skipped("no longer learns in this cohort")
    kept = checkins.weeks_kept(seat.session, seat.member)
    if week in kept or _missed(seat, week, kept) != 2:
        return Skipped("has not missed two weeks just now")
    now = seat.last if seat.window(seat.last) is Window.OPEN else week
    return cards.two_missed(seat.cohort.id, now, _words(seat.roadmap, Trigger.TWO_MISSED))


def notice_low_energy(ctx: Context, seat: Learning, week: int) -> None:
    """Leave a word when this check-in is the second tired one in a row."""
    if _tired(seat, week):
        remark = Remark(kind="low-energy", subject=str(week), due=ctx.now, until=ctx.now + PATIENCE)
        noting.leave(ctx, ctx.person, seat.cohort, remark)


@feature.part("low-energy", Urgency.WORD)
def offer_why(telling: Telling) -> Card | Skipped:
    """Offer to read why they began, to whoever wrote it down and is still tired."""
    seat = learning.told(telling)
    if seat is None or not _tired(seat, int(telling.subject)):
        return Skipped("has more energy by now")
    if not profile.answers(seat.session, seat.session.get_one(Person, seat.member.person_id)).get(WHY):
        return Skipped("wrote down no why")
    return cards.low_energy(seat.cohort.id, _words(seat.roadmap, Trigger.LOW_ENERGY))


@feature.click("low.why", role=Role.MEMBER)
def read_why(ctx: Context, answers: Answers) -> Reply:
    """Show why they began, to them alone."""
    cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    said = profile.answers(ctx.session, ctx.person).get(WHY)
    return Reply(card=cards.why(" ".join(said)) if said else cards.no_why())


def _missed(seat: Learning, week: int, kept: Collection[int]) -> int:
    weeks = range(learning.first_week(seat, kept), week + 1)
    return accountability.missed(kept, seat.excused(), weeks)


def _tired(seat: Learning, week: int) -> bool:
    """Whether the check-in of this week and the one before it are low, and the one before those is not."""
    told = checkins.energy(seat.session, seat.member)
    kept = sorted(one for one in checkins.weeks_kept(seat.session, seat.member) if one <= week)
    low = [told.get(one, LOW + 1) <= LOW for one in kept[-3:]]
    return kept[-1:] == [week] and low[-2:] == [True, True] and low[:-2] != [True]


def _words(roadmap: Roadmap, trigger: Trigger) -> str:
    return next((one.text for one in roadmap.guide.reminders if one.trigger is trigger), "")
