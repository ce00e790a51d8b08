"""The personal plan: what somebody's answers change in their weeks, and what they want of that."""

from collections.abc import Callable

from bot.cards import personal_plan as cards
from bot.features import seating
from bot.features.feature import Answers, Context, Feature, roadmap_of
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort, Member
from bot.store.queries import cohorts, profile

feature = Feature()


@feature.command(
    "roadmap plan", role=Role.MEMBER, summary="What your answers change in your weeks", example="/roadmap plan"
)
def show_plan(ctx: Context, answers: Answers) -> Reply:
    """Show their plan; without answers, what would shape one."""
    return _plan(ctx, *cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel))


@feature.click("roadmap.plan", role=Role.MEMBER)
def open_plan(ctx: Context, answers: Answers) -> Reply:
    """Show their plan in the cohort of the button."""
    return _plan(ctx, *cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0)))


@feature.click("plan.decline", role=Role.MEMBER)
def decline_rule(ctx: Context, answers: Answers) -> Reply:
    """Do without the rule that was chosen."""
    return _changed(ctx, answers, lambda declined, rule: declined | {rule})


@feature.click("plan.restore", role=Role.MEMBER)
def restore_rule(ctx: Context, answers: Answers) -> Reply:
    """Follow the rule that was chosen again."""
    return _changed(ctx, answers, lambda declined, rule: declined - {rule})


def _changed(ctx: Context, answers: Answers, change: Callable[[frozenset[str], str], frozenset[str]]) -> Reply:
    """Keep what they want of the rules; a rule that the library has no more is left alone."""
    member, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    rules = {rule.slug for rule in roadmap_of(ctx.library, cohort).guide.plan_rules}
    if answers["choice"] in rules:
        declined = profile.declined(ctx.session, ctx.person)
        profile.decline(ctx.session, ctx.person, change(declined, answers["choice"]))
    return _plan(ctx, member, cohort, replaces=True)


def _plan(ctx: Context, member: Member, cohort: Cohort, replaces: bool = False) -> Reply:
    roadmap = roadmap_of(ctx.library, cohort)
    asked = {rule.when.question for rule in roadmap.guide.plan_rules}
    if asked.isdisjoint(profile.answers(ctx.session, ctx.person)):
        return Reply(card=cards.unknown(roadmap, cohort.id), replaces=replaces)
    return Reply(card=cards.plan(roadmap, seating.seat(ctx, member, cohort)), replaces=replaces)
