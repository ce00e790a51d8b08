"""The phase review: the channel looks back when a phase ends, and each member at their own part of it."""

from datetime import datetime, timedelta

from bot.cards import reviews as cards
from bot.domain import reviews, run
from bot.domain.roadmap import Phase, Roadmap
from bot.domain.run import Run
from bot.errors import NothingYet, NotUnderstood
from bot.features.feature import Answers, Context, Feature, Ritual, Telling, roadmap_of
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort
from bot.store.queries import cohorts, tasks, wins

feature = Feature()

#: A review is worth saying for so long.
WORTH = timedelta(days=2)


def _two_days(of: Run, week: int) -> datetime:
    return reviews.strike(of, week).due + WORTH


def _ends_a_phase(roadmap: Roadmap, week: int) -> bool:
    return reviews.ending(roadmap, week) is not None


@feature.ritual(Ritual(name="phase-review", strikes=reviews.strike, until=_two_days, applies=_ends_a_phase))
def say_review(telling: Telling) -> Card | Skipped:
    """Look back on the phase that ended with this week."""
    phase = reviews.ending(telling.roadmap, int(telling.subject))
    if phase is None:
        return Skipped("the roadmap has no phase that ends there any more")
    return cards.review(telling.roadmap, phase, telling.cohort.id)


@feature.click("phase.review", role=Role.MEMBER)
def look_back(ctx: Context, answers: Answers) -> Reply:
    """Show somebody their own part of a phase that has begun."""
    member, cohort = cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    roadmap = roadmap_of(ctx.library, cohort)
    phase = _begun(ctx, cohort, roadmap, answers.number(1))
    marks, own = tasks.marks(ctx.session, member), wins.of_member(ctx.session, member)
    return Reply(card=cards.look_back(roadmap, phase, cohort.id, reviews.look_back(roadmap, phase, marks, own)))


def _begun(ctx: Context, cohort: Cohort, roadmap: Roadmap, place: int) -> Phase:
    if not 1 <= place <= len(roadmap.phases):
        raise NotUnderstood("such phase any more", "")
    phase = roadmap.phases[place - 1]
    calendar = cohorts.run(cohort, len(roadmap.weeks))
    if run.week_at(calendar, ctx.now) < reviews.weeks(roadmap, phase)[0]:
        raise NothingYet("That phase has not begun.", "/roadmap shows where you are, and what comes next.")
    return phase
