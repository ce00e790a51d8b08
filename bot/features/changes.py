"""A change of a cohort's schedule: shown with all it moves, kept in the button, looked at again when it is saved."""

from collections.abc import Sequence
from dataclasses import replace

from bot.cards import changes as cards
from bot.domain import moving, run
from bot.errors import Refusal
from bot.features import organising, proposals, timing
from bot.features.feature import Answers, Context, Feature, roadmap_of
from bot.features.proposals import Proposal
from bot.messages.wire import Action
from bot.replies import CohortChannels, Post, Reply
from bot.requests import Role
from bot.store.models import Cohort

feature = Feature()


def show(ctx: Context, cohort: Cohort, kind: str, words: Sequence[str], anew: bool = False) -> Reply:
    """What a change would move, with a way to save it; or that it is so already."""
    wanted = proposals.propose(ctx, cohort, kind, words)
    if _same(cohort, wanted):
        return Reply(card=cards.same(cohort.id), replaces=anew)
    return Reply(card=cards.shown(_pending(ctx, cohort, wanted, kind, words, anew)), replaces=anew)


@feature.click("cohort.change", role=Role.ORGANISER)
def save(ctx: Context, answers: Answers) -> Reply:
    """Save the change of the button if it still moves what was shown; else show what it would move now."""
    cohort = organising.numbered(ctx, answers)
    _require_more(ctx, cohort)
    kind, words, shown = answers.word(1), answers.args[2:-1], answers.args[-1]
    wanted = proposals.propose(ctx, cohort, kind, words)
    if _same(cohort, wanted):
        return Reply(card=cards.same(cohort.id), replaces=True)
    if moving.fingerprint(_moves(ctx, cohort, wanted)) != shown:
        return show(ctx, cohort, kind, words, anew=True)
    posts = _announcements(ctx, cohort, wanted)
    if wanted.quiet_until != cohort.quiet_until:
        cohort.waits_since = None  # from here on the pause, or its end, is the organiser's own
    cohort.schedule, cohort.reserve, cohort.quiet_until = wanted.schedule, wanted.reserve, wanted.quiet_until
    timing.replan(ctx.session, ctx.rituals, roadmap_of(ctx.library, cohort), cohort)
    return Reply(card=cards.saved(cohort.id, f"{wanted.says}."), posts=posts, replaces=True)


def _pending(
    ctx: Context, cohort: Cohort, wanted: Proposal, kind: str, words: Sequence[str], anew: bool
) -> cards.Pending:
    before = organising.run_of(ctx, cohort)
    moved = _moves(ctx, cohort, wanted)
    return cards.Pending(
        cohort=cohort.id,
        says=wanted.says,
        silent=_silent(ctx, cohort, wanted),
        moves=moved,
        before=moving.ends(before),
        after=moving.ends(replace(before, schedule=wanted.schedule)),
        save=Action("cohort.change", (str(cohort.id), kind, *words, moving.fingerprint(moved))),
        anew=anew,
    )


def _moves(ctx: Context, cohort: Cohort, wanted: Proposal) -> tuple[moving.Move, ...]:
    before = organising.run_of(ctx, cohort)
    return moving.moves(before, replace(before, schedule=wanted.schedule), ctx.now)


def _silent(ctx: Context, cohort: Cohort, wanted: Proposal) -> tuple[str, ...]:
    """What of the weeks that have begun falls into a pause."""
    if wanted.quiet_until is None or wanted.quiet_until == cohort.quiet_until:
        return ()
    of = organising.run_of(ctx, cohort)
    running = min(run.week_at(of, ctx.now), of.weeks)
    kinds = (("check-in", run.checkin), ("digest", run.digest))
    return tuple(
        f"the {what} of week {week}"
        for week in range(max(1, running - 1), running + 1)
        for what, strikes in kinds
        if ctx.now < strikes(of, week).due < wanted.quiet_until
    )


def _same(cohort: Cohort, wanted: Proposal) -> bool:
    mine = (cohort.schedule, cohort.reserve, cohort.quiet_until)
    return mine == (wanted.schedule, wanted.reserve, wanted.quiet_until)


def _announcements(ctx: Context, cohort: Cohort, wanted: Proposal) -> tuple[Post, ...]:
    """What the channel hears of a pause: that it begins, said anew when its end moves; and that it ends early."""
    if wanted.quiet_until == cohort.quiet_until:
        return ()
    here = CohortChannels(cohort.id)
    week = str(run.week_at(organising.run_of(ctx, cohort), ctx.now))
    if wanted.quiet_until is None:
        return (Post(kind="cohort-resumed", audience=here, subject=week),)
    return (Post(kind="cohort-paused", audience=here, subject=week, instead=organising.paused(ctx, cohort)),)


def _require_more(ctx: Context, cohort: Cohort) -> None:
    of = organising.run_of(ctx, cohort)
    if run.week_at(of, ctx.now) > of.weeks:
        raise Refusal(f"The last week of {cohort.name} is over.", "/cohort end closes it with a kind word.")
