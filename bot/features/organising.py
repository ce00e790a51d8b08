"""What everything for organisers begins with: the cohort they may change, and its calendar."""

from bot.domain.run import Run
from bot.features.feature import Answers, Context, roadmap_of
from bot.requests import Option
from bot.store.models import Cohort
from bot.store.queries import cohorts, organising

NAME = Option(name="cohort", summary="The name of the cohort", suggests=True)


def named(ctx: Context, answers: Answers) -> Cohort:
    """The cohort a command means, which they organise. Raises a `Refusal` for any other."""
    return organising.meant(ctx.session, ctx.account, ctx.person, ctx.place.channel, answers["cohort"])[1]


def numbered(ctx: Context, answers: Answers) -> Cohort:
    """The cohort of a button or form, which they organise. Raises a `Refusal` for any other."""
    return organising.numbered(ctx.session, ctx.person, answers.number(0))[1]


def run_of(ctx: Context, cohort: Cohort) -> Run:
    """The cohort's calendar over its roadmap."""
    return cohorts.run(cohort, len(roadmap_of(ctx.library, cohort).weeks))


def paused(ctx: Context, cohort: Cohort) -> bool:
    """Whether it takes a pause now."""
    return cohort.quiet_until is not None and ctx.now < cohort.quiet_until
