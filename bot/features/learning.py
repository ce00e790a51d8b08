"""Who learns where: the member, their cohort and its calendar, as every part of the check-in needs them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.domain import accountability, notes, reading, run
from bot.domain.roadmap import Roadmap
from bot.domain.run import Run
from bot.domain.window import Window, window
from bot.errors import NoSuchWeek, Refusal
from bot.features.feature import Answers, Context, Telling, roadmap_of
from bot.store.models import Cohort, Member, Person
from bot.store.queries import absences, checkins, cohorts


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """A member of a cohort at a moment; `zone` is the one they live by."""

    session: Session
    now: datetime
    member: Member
    cohort: Cohort
    roadmap: Roadmap
    calendar: Run
    zone: str

    @property
    def week(self) -> int:
        """The week of the roadmap now: 0 before the first, one more than there are after the last."""
        return run.week_at(self.calendar, self.now)

    @property
    def last(self) -> int:
        """The newest week that has begun; 0 before the first."""
        return min(self.week, self.calendar.weeks)

    @property
    def today(self) -> date:
        """Their day, which ends at dawn."""
        return notes.personal_day(self.now, self.zone)

    @property
    def resting(self) -> bool:
        """Whether the cohort rests, or was paused."""
        quiet = self.cohort.quiet_until
        return run.rest_at(self.calendar, self.now) is not None or (quiet is not None and self.now < quiet)

    def window(self, week: int) -> Window:
        """Where a week stands now."""
        return window(self.calendar, week, self.now)

    def excused(self) -> frozenset[int]:
        """The weeks that lie in a pause of theirs, or of the cohort."""
        pauses = [(pause.since, pause.until) for pause in absences.of(self.session, self.member)]
        return accountability.excused(self.calendar, pauses)

    def streak(self) -> int:
        """Their weeks in a row, as of now."""
        return accountability.streak(checkins.weeks_kept(self.session, self.member), self.excused(), self.last)


def mine(ctx: Context) -> Learning:
    """Where somebody learns who typed a command. Raises what `cohorts.mine` raises, or a `Refusal`."""
    member, cohort = cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel)
    return _learns(_learning(ctx, member, cohort))


def pressed(ctx: Context, answers: Answers) -> Learning:
    """Where somebody learns who pressed a button of that cohort. Raises what `cohorts.mine_numbered` raises."""
    member, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    return _learns(_learning(ctx, member, cohort))


def was(ctx: Context, answers: Answers) -> Learning:
    """The same for whoever learnt there once and is there still: what they wrote stays theirs to read."""
    if answers.args:
        return _learning(ctx, *cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0)))
    return _learning(ctx, *cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel))


def told(telling: Telling) -> Learning | None:
    """Where the reader of a private word learns; `None` for whoever does not any more."""
    member = cohorts.learner(telling.session, telling.cohort, telling.person)
    if member is None:
        return None
    person = telling.session.get_one(Person, member.person_id)
    return Learning(
        session=telling.session,
        now=telling.now,
        member=member,
        cohort=telling.cohort,
        roadmap=telling.roadmap,
        calendar=cohorts.run(telling.cohort, len(telling.roadmap.weeks)),
        zone=person.zone or telling.cohort.zone,
    )


def week_of(seat: Learning, answers: Answers) -> int:
    """The week of a button. Raises `NoSuchWeek` where the roadmap has none."""
    week = reading.whole(answers.word(1))
    if week is None or not 1 <= week <= seat.calendar.weeks:
        raise NoSuchWeek(answers.word(1), seat.calendar.weeks)
    return week


def first_week(seat: Learning, kept: Collection[int]) -> int:
    """The first week that counts for them: open when they came, or an earlier one they kept."""
    weeks = range(1, seat.calendar.weeks + 1)
    came = next((week for week in weeks if seat.member.joined_at < run.closing(seat.calendar, week).due), 1)
    return min(came, *kept) if kept else came


def _learning(ctx: Context, member: Member, cohort: Cohort) -> Learning:
    roadmap = roadmap_of(ctx.library, cohort)
    return Learning(
        session=ctx.session,
        now=ctx.now,
        member=member,
        cohort=cohort,
        roadmap=roadmap,
        calendar=cohorts.run(cohort, len(roadmap.weeks)),
        zone=ctx.person.zone or cohort.zone,
    )


def _learns(seat: Learning) -> Learning:
    if not seat.member.learns:
        raise Refusal("Check-ins are for those who learn in the cohort.", "To learn along, join it: /cohort join.")
    return seat
