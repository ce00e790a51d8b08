"""A round: called, begun, solved without a transaction, and kept as far as it still may be."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.domain import run
from bot.domain.pairing import timing
from bot.domain.pairing.solving import Puzzle, Solution
from bot.domain.pairing.states import Cause, Kind, RoundState
from bot.domain.run import Run, Strike
from bot.features.feature import Feature, Ritual, Scene
from bot.features.pairing import drafting, facts, publishing, resting, unserved
from bot.features.pairing.publishing import publish
from bot.replies import Post
from bot.store.models import Cohort, Round
from bot.store.queries.pairing import policies, requests
from bot.store.queries.pairing import rounds as queries

__all__ = ["Puzzle", "Solution", "begin", "call", "feature", "keep", "publish", "welcome"]

feature = Feature()

#: People have read the week's prompt by then.
_AFTER_PROMPT = timedelta(hours=1)
#: Nobody else begins a round for so long; one that failed is tried again after it.
LEASE = timedelta(minutes=1)


def _strikes(of: Run, week: int) -> Strike:
    prompt = run.prompt(of, week)
    return Strike(prompt.day, prompt.due + _AFTER_PROMPT, week)


def _worth_until(of: Run, week: int) -> datetime:
    return run.checkin(of, week).due


@feature.acting(Ritual(name="mentor-round", strikes=_strikes, until=_worth_until))
def call_mentors(scene: Scene, cohort: Cohort, week: int) -> None:
    """Bring mentors and learners together, each week."""
    call(scene.session, cohort, Kind.MENTOR, Cause.RHYTHM, scene.now)


@feature.acting(Ritual(name="buddy-round", strikes=_strikes, until=_worth_until))
def call_buddies(scene: Scene, cohort: Cohort, week: int) -> None:
    """Bring buddies together anew every few weeks; in between, whoever has none any more."""
    anew = (week - 1) % policies.of(scene.session, cohort).buddy_weeks == 0
    call(scene.session, cohort, Kind.BUDDY, Cause.RHYTHM if anew else Cause.GAP, scene.now)


def call(session: Session, cohort: Cohort, kind: Kind, cause: Cause, at: datetime) -> Round:
    """See that there is a round by then; the one that is due already may come earlier for it, never later."""
    return queries.call(session, cohort, kind, cause, at)


def welcome(session: Session, cohort: Cohort, now: datetime) -> None:
    """Somebody came to a cohort: within the hour they get a buddy, once there are buddies in it."""
    if queries.last(session, cohort, Kind.BUDDY) is not None:
        call(session, cohort, Kind.BUDDY, Cause.GAP, now + timing.GATHER)


def begin(scene: Scene) -> Puzzle | None:
    """The next round that is due, as values; none when none is. Nobody else begins it for a minute."""
    while found := queries.due(scene.session, scene.now):
        if puzzle := _begun(scene, *found):
            return puzzle
        scene.session.flush()
    return None


def keep(scene: Scene, solution: Solution) -> tuple[Post, ...]:
    """Write down what came out, without what may not be any more; and publish it unless it is reviewed first."""
    session, puzzle = scene.session, solution.puzzle
    round_ = queries.held(session, puzzle.round)
    if round_ is None or round_.state is not RoundState.DUE:
        return ()
    if round_.cause is not puzzle.cause:  # meanwhile it was called for more than what was solved
        round_.due_at = scene.now
        return ()
    cohort = session.get_one(Cohort, round_.cohort_id)
    now = facts.puzzle(scene, cohort, round_)
    groups = solution.still(now)
    posts = drafting.make_way(scene, round_, cohort)
    posts += drafting.write(scene, round_, cohort, solution, groups)
    posts += publishing.show(scene, round_, cohort)
    if set(groups) != set(solution.fresh):
        call(session, cohort, round_.kind, Cause.GAP, scene.now)
    if now.asking - puzzle.asking:
        call(session, cohort, round_.kind, Cause.GAP, scene.now + timing.GATHER)
    return posts


def _begun(scene: Scene, round_: Round, cohort: Cohort) -> Puzzle | None:
    """The round as values; none when there is nobody to serve, or the cohort is quiet: then it waits."""
    if later := resting.until(scene, cohort):
        round_.due_at = later
        return None
    if round_.kind is Kind.MENTOR and round_.cause is Cause.RHYTHM:
        requests.begin_anew(scene.session, cohort)
    puzzle = facts.puzzle(scene, cohort, round_)
    if not puzzle.asking or (round_.kind is Kind.BUDDY and puzzle.people < 2):
        _let_go(scene, round_, cohort)
        return None
    round_.due_at = scene.now + LEASE
    return puzzle


def _let_go(scene: Scene, round_: Round, cohort: Cohort) -> None:
    """Nobody is to be tried now; whoever waits although their names are used up hears of it."""
    round_.state, round_.solved_at = RoundState.DROPPED, scene.now
    scene.session.flush()
    if round_.kind is Kind.MENTOR:
        unserved.tell(scene, round_, cohort)
