"""How a cohort brings people together, as its organisers set it: two forms, and what a fit is made of."""

from bot.cards.pairing import policies as cards
from bot.cards.pairing.policies import Policy
from bot.domain.pairing import weighing
from bot.domain.reading import whole
from bot.errors import NotSaved
from bot.features import organising
from bot.features.feature import Answers, Context, Feature
from bot.messages.elements import Card, Form
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Cohort
from bot.store.queries.pairing import policies

feature = Feature()

#: Weeks that buddies stay together, and days on which they must share hours, at least and at most.
WEEKS, DAYS = (1, 8), (0, 5)
#: The same of the hours on each of these days, in halves.
HALVES = (1, 8)


@feature.click("pairs.counts", role=Role.ORGANISER)
def show_weights(ctx: Context, answers: Answers) -> Reply:
    """Tell what a fit is made of, with the points of the cohort and the reason for each."""
    cohort = organising.numbered(ctx, answers)
    mine = weighing.weighed(*policies.weights(policies.of(ctx.session, cohort)))
    return Reply(card=cards.made_of(cohort.id, mine), replaces=True)


@feature.form("pairs.policy", role=Role.ORGANISER)
def policy_form(ctx: Context, answers: Answers) -> Form:
    """Everything but the weights, as it is."""
    cohort = organising.numbered(ctx, answers)
    return cards.form(cohort.id, policy(ctx, cohort))


@feature.submission("pairs.policy", role=Role.ORGANISER)
def keep_policy(ctx: Context, answers: Answers) -> Reply:
    """Keep how it is done from the next round on."""
    cohort = organising.numbered(ctx, answers)
    weeks, days = whole(answers["weeks"]), whole(answers["days"])
    halves = _halves(answers["hours"])
    problems = {
        "reviews": "" if answers["reviews"] in {cards.YES, cards.NO} else "Choose one of the two.",
        "weeks": _outside(weeks, WEEKS, "weeks"),
        "days": _outside(days, DAYS, "days"),
        "hours": "" if halves else "Write hours from 0.5 to 4 in halves, as in 1 or 1.5.",
    }
    if wrong := {key: sentence for key, sentence in problems.items() if sentence}:
        raise NotSaved(wrong)
    kept = policies.of(ctx.session, cohort)
    kept.reviews = answers["reviews"] == cards.YES
    kept.buddy_weeks, kept.days, kept.half_hours = weeks or WEEKS[0], days or 0, halves
    return Reply(card=_kept(ctx, cohort))


@feature.form("pairs.weights", role=Role.ORGANISER)
def weights_form(ctx: Context, answers: Answers) -> Form:
    """What counts more or less than usual."""
    cohort = organising.numbered(ctx, answers)
    return cards.weights(cohort.id, policies.overrides(policies.of(ctx.session, cohort)))


@feature.submission("pairs.weights", role=Role.ORGANISER)
def keep_weights(ctx: Context, answers: Answers) -> Reply:
    """Keep what counts how much; an empty form brings the usual back."""
    cohort = organising.numbered(ctx, answers)
    try:
        policies.set_weights(policies.of(ctx.session, cohort), weighing.read(answers["weights"]))
    except ValueError as unclear:
        raise NotSaved({"weights": str(unclear)}) from None
    return Reply(card=_kept(ctx, cohort))


def policy(ctx: Context, cohort: Cohort) -> Policy:
    """How a cohort brings people together, as it is told."""
    found = policies.of(ctx.session, cohort)
    return Policy(
        reviews=found.reviews,
        buddy_weeks=found.buddy_weeks,
        days=found.days,
        hours=found.half_hours / 2,
        others=policies.overrides(found),
    )


def _kept(ctx: Context, cohort: Cohort) -> Card:
    ctx.session.flush()
    return cards.kept(cohort.id, policy(ctx, cohort))


def _outside(number: int | None, bounds: tuple[int, int], what: str) -> str:
    """What to write instead; empty for a number within its bounds."""
    low, high = bounds
    within = number is not None and low <= number <= high
    return "" if within else f"Write a number of {what} from {low} to {high}."


def _halves(said: str) -> int:
    """Half hours, from a number of hours; 0 for what is none, or beyond its bounds."""
    try:
        halves = float(said.replace(",", ".")) * 2
    except ValueError:
        return 0
    low, high = HALVES
    return int(halves) if low <= halves <= high and halves.is_integer() else 0
