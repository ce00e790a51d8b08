"""A plan as rows: each pair and each group is a draft at first, and nobody has heard of it."""

from collections.abc import Sequence

from bot.domain.matching import lots
from bot.domain.pairing.solving import Group, Solution
from bot.domain.pairing.states import Cause, Kind, PairingState, RoundState
from bot.features.feature import Scene
from bot.features.pairing import publishing
from bot.replies import Post
from bot.store.models import Cohort, Round
from bot.store.queries import cohorts
from bot.store.queries.pairing import history, offers, pairings, requests
from bot.store.queries.pairing import rounds as queries


def write(
    scene: Scene, round_: Round, cohort: Cohort, solution: Solution, groups: Sequence[Group]
) -> tuple[Post, ...]:
    """Write a plan down, with all that is needed to say later why it came out so."""
    round_.seed, round_.digest = solution.puzzle.given.seed, solution.digest
    round_.weights, round_.solved_at = solution.puzzle.weights, scene.now
    posts: tuple[Post, ...] = ()
    if round_.kind is Kind.MENTOR:
        _suggest(scene, round_, cohort, groups)
    else:
        posts = _group(scene, round_, cohort, solution, groups)
    served = solution.puzzle.asking.intersection(one for group in groups for one in group)
    round_.served, round_.unserved = len(served), len(solution.puzzle.asking) - len(served)
    return posts


def make_way(scene: Scene, round_: Round, cohort: Cohort) -> tuple[Post, ...]:
    """An earlier plan that organisers still look at goes out before a new one; one of buddies is out of date."""
    posts: tuple[Post, ...] = ()
    for earlier in queries.reviewed(scene.session, cohort):
        if earlier.kind is round_.kind and round_.cause is not Cause.GAP:
            posts += publishing.publish(scene, earlier) if earlier.kind is Kind.MENTOR else ()
            drop(scene, earlier)
    return posts


def drop(scene: Scene, round_: Round) -> None:
    """Let a plan go that nobody has heard of; of one that was published nothing changes."""
    if round_.state is not RoundState.REVIEWED:
        return
    for pairing in pairings.of_round(scene.session, round_):
        if pairing.state is PairingState.DRAFT:
            pairings.settle(scene.session, pairing, PairingState.WITHDRAWN, scene.now)
    round_.state = RoundState.DROPPED
    scene.session.flush()


def _suggest(scene: Scene, round_: Round, cohort: Cohort, groups: Sequence[Group]) -> None:
    session = scene.session
    asking = {member.id: (request, member) for request, member, _ in requests.without_pairing(session, cohort)}
    offering = {member.id: member for _, member, _ in offers.standing(session, cohort)}
    for learner, mentor in groups:
        request, member = asking[learner]
        pairings.suggest(session, round_, request, member, offering[mentor], scene.now)


def _group(
    scene: Scene, round_: Round, cohort: Cohort, solution: Solution, groups: Sequence[Group]
) -> tuple[Post, ...]:
    session = scene.session
    members = {member.id: member for member, _ in cohorts.people(session, cohort)}
    started = history.started(session, cohort)
    standing = publishing.standing(session, cohort)
    posts: tuple[Post, ...] = ()
    for group in groups:
        if base := solution.base(group):
            posts += publishing.join(
                scene, cohort, standing[base], [members[one] for one in group if one not in base]
            )
            continue
        people = [members[one] for one in group]
        first = min(people, key=lambda one: (started[one.id], lots.drawn(round_.seed, (one.id, 0))))
        pairings.group(session, round_, people, first, scene.now)
    return posts
