"""Where a member stands: everything the cards about the roadmap need to know of one person."""

from bot.cards.seats import Seat
from bot.domain import plan, reading, run
from bot.domain.plan import PersonalPlan
from bot.domain.roadmap import Roadmap
from bot.domain.run import Run
from bot.errors import NoSuchWeek
from bot.features.feature import Context, roadmap_of
from bot.store.models import Cohort, Member
from bot.store.queries import cohorts, profile, stale, tasks


def seat(ctx: Context, member: Member, cohort: Cohort, own: PersonalPlan | None = None) -> Seat:
    """The seat of a member now; with their `own` plan, where that is known already."""
    roadmap = roadmap_of(ctx.library, cohort)
    calendar = cohorts.run(cohort, len(roadmap.weeks))
    week = run.week_at(calendar, ctx.now)
    resting = 0 < week <= calendar.weeks and run.rest_at(calendar, ctx.now) is not None
    return Seat(
        cohort=cohort.id,
        week=week,
        marks=tasks.marks(ctx.session, member),
        plan=own or personal(ctx, roadmap),
        hidden=stale.hidden(ctx.session, cohort),
        reserve=cohort.reserve,
        left=max(0, cohort.reserve - cohort.schedule.spent),
        rests_until=run.prompt(calendar, week + 1).due if resting else None,
        newcomer=_came_late(calendar, member),
    )


def personal(ctx: Context, roadmap: Roadmap) -> PersonalPlan:
    """The plan that this person's answers make of the roadmap."""
    answers, declined = profile.told(ctx.session, ctx.person)
    return plan.personal(roadmap.guide.plan_rules, answers, declined)


def number(roadmap: Roadmap, said: str) -> int:
    """The number of a week as somebody said it. Raises `NoSuchWeek`."""
    found = reading.whole(said)
    if found is None or not 1 <= found <= len(roadmap.weeks):
        raise NoSuchWeek(said, len(roadmap.weeks))
    return found


def _came_late(calendar: Run, member: Member) -> bool:
    """Whether they joined after the first week."""
    return calendar.weeks > 1 and member.joined_at >= run.prompt(calendar, 2).due
