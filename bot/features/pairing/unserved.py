"""Whoever got nobody learns what stood in the way, and what would help."""

from datetime import datetime, timedelta
from hashlib import sha256

from bot.cards.pairing import unserved as cards
from bot.domain.matching import mentors
from bot.domain.matching import unserved as rules
from bot.domain.matching.people import Learner
from bot.domain.notes import Urgency
from bot.domain.pairing import timing
from bot.domain.pairing.states import Cause, Kind, RequestState
from bot.features import noting
from bot.features.feature import Feature, Scene, Telling
from bot.features.noting import Remark
from bot.features.pairing import facts, known
from bot.features.pairing.known import Reader
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.store.models import Cohort, MentorRequest, Round
from bot.store.queries import cohorts, ledger
from bot.store.queries.pairing import readiness, requests
from bot.store.queries.pairing import rounds as queries

feature = Feature()

UNSERVED = "mentor-unserved"
#: The ritual that brings mentors and learners together.
RITUAL = "mentor-round"
#: So long it is worth saying; the next round on the rhythm has its own word.
_WORTH = timedelta(days=7)


def tell(scene: Scene, round_: Round, cohort: Cohort) -> None:
    """Let whoever waits still know why: when that has changed, after a month, and once nobody more is tried."""
    given = facts.mentor_round(scene, cohort, round_)
    waiting = {learner.number: learner for learner in given.learners}
    away = readiness.absent(scene.session, cohort, scene.now)
    for request, member, person in requests.without_pairing(scene.session, cohort):
        if member.id in away:
            continue
        if request.tries >= timing.TRIES or member.id not in waiting:
            about = f"{_period(scene, cohort)}.tried"
        else:
            about = str(round_.id) if round_.cause is Cause.DEMAND else _mark(scene, given, waiting[member.id])
        remark = Remark(kind=UNSERVED, subject=f"{request.id}.{about}", due=scene.now, until=scene.now + _WORTH)
        noting.tell(scene.session, scene.now, person, cohort, remark)


@feature.part(UNSERVED, Urgency.FOLLOW_UP)
def say_why(telling: Telling) -> Card | Skipped:
    """Say why nobody was found yet, by what is true now."""
    member = cohorts.learner(telling.session, telling.cohort, telling.person)
    request = requests.current(telling.session, member) if member is not None else None
    if member is None or request is None or request.state is not RequestState.OPEN:
        return Skipped("they do not wait for a mentor any more")
    if telling.subject.split(".")[0] != str(request.id):
        return Skipped("they asked anew since")
    if request.id not in {one.id for one, _, _ in requests.without_pairing(telling.session, telling.cohort)}:
        return Skipped("somebody was found meanwhile")
    following = next_round(telling, telling.cohort)
    if request.tries >= timing.TRIES:
        return cards.tried(request.tries, following)
    why = explained(telling, telling.cohort, request)
    if why is None:
        return Skipped("they take a pause")
    return cards.unserved(why, known.words(telling, telling.cohort), following)


def explained(reader: Reader, cohort: Cohort, request: MentorRequest) -> rules.Unserved | None:
    """What stands in the way of somebody who waits, as it is now; none while they are not looked for."""
    round_ = queries.last(reader.session, cohort, Kind.MENTOR)
    if round_ is None:
        return None
    given = facts.mentor_round(reader, cohort, round_)
    mine = next((one for one in given.learners if one.number == request.member_id), None)
    return rules.why(given, mine) if mine is not None else None


def next_round(reader: Reader, cohort: Cohort) -> datetime | None:
    """When mentors and learners are brought together next, at the latest."""
    planned = ledger.planned(reader.session, cohort)
    return next((one.due_at for one in planned if one.ritual == RITUAL), None)


def _mark(scene: Scene, given: mentors.Round, learner: Learner) -> str:
    """Names a reason in a month, so that nobody reads the same every week."""
    why = rules.why(given, learner)
    stands = (sorted(why.kept_away.items()), why.full, why.changes)
    return f"{scene.now:%Y%m}.{sha256(repr(stands).encode()).hexdigest()[:8]}"


def _period(scene: Scene, cohort: Cohort) -> str:
    """Since which round of the rhythm it is."""
    last = queries.rhythm(scene.session, cohort, Kind.MENTOR, 1)
    return f"{last[0]:%Y%m%d%H%M}" if last else "first"
