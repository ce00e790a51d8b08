"""What time alone changes: a suggestion that nobody answered, and a plan that nobody looked at."""

from datetime import datetime, timedelta

from bot.domain.pairing import timing
from bot.domain.pairing.states import Answer, Cause, Kind, PairingState
from bot.features import noting
from bot.features.feature import Scene
from bot.features.noting import Remark
from bot.features.pairing import publishing, resting
from bot.replies import Post
from bot.store.models import Cohort, Member, Pairing, Person
from bot.store.queries.pairing import pairings, readiness
from bot.store.queries.pairing import rounds as queries
from bot.store.queries.pairing.pairings import Bond

SILENCE = "pairing-silence"
#: A word about it waits so long for a note.
_WORD = timedelta(days=7)
#: What stood open when a cohort went quiet stays open for so long after it goes on.
_ANEW = timedelta(days=1)


def lapse(scene: Scene, limit: int) -> int:
    """Let suggestions expire whose time is over, so that the next name comes; how many there were."""
    found = pairings.lapsed(scene.session, scene.now, limit)
    for pairing, cohort in found:
        if later := resting.until(scene, cohort):
            _put_off(scene, cohort, pairing, later)
        else:
            _expire(scene, cohort, pairings.hold(scene.session, pairings.bond(scene.session, pairing)))
    return len(found)


def publish_overdue(scene: Scene) -> tuple[Post, ...]:
    """Publish plans that no organiser looked at for two days: nobody waits in the dark."""
    posts: tuple[Post, ...] = ()
    for round_, cohort in queries.overdue_reviews(scene.session, scene.now):
        if later := resting.until(scene, cohort):
            round_.solved_at = later - timing.REVIEW  # they have the time that is left once it goes on
        else:
            posts += publishing.publish(scene, round_)
    return posts


def _put_off(scene: Scene, cohort: Cohort, pairing: Pairing, later: datetime) -> None:
    """Nobody has to answer while their cohort rests; after it they have a day, and are reminded once more."""
    pairing.expires_at = later + _ANEW
    remark = Remark(kind=publishing.REMINDER, subject=str(pairing.id), due=later, until=pairing.expires_at)
    for partner, _, person in pairings.bond(scene.session, pairing).partners:
        if partner.answer is Answer.OPEN:
            noting.tell_again(scene.session, scene.now, person, cohort, remark)


def _expire(scene: Scene, cohort: Cohort, bond: Bond) -> None:
    pairings.settle(scene.session, bond.pairing, PairingState.EXPIRED, scene.now)
    for partner, member, person in bond.partners:
        if partner.answer is Answer.OPEN:
            _count(scene, cohort, bond, member, person)
    queries.call(scene.session, cohort, Kind.MENTOR, Cause.GAP, scene.now + timing.GATHER)


def _count(scene: Scene, cohort: Cohort, bond: Bond, member: Member, person: Person) -> None:
    """Somebody did not answer: a word the first time, a pause the second time in a row."""
    ready = readiness.of(scene.session, member)
    ready.unanswered += 1
    ready.silent = ready.silent or ready.unanswered >= timing.SILENT
    remark = Remark(kind=SILENCE, subject=str(bond.pairing.id), due=scene.now, until=scene.now + _WORD)
    noting.tell(scene.session, scene.now, person, cohort, remark)
