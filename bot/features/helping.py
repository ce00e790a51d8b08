"""Who can help with what is in somebody's way: a mentor first, never anybody who pauses, nobody twice."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy.orm import Session

from bot.domain.notes import Reminders
from bot.domain.roadmap import Level
from bot.features import noting
from bot.features.feature import Context, roadmap_of
from bot.features.learning import Learning
from bot.features.noting import Remark
from bot.store.models import Blocker, BlockerState, Cohort, Member, Person
from bot.store.queries import absences, blockers, cohorts, people, profile, tasks

REQUEST = "blocker-request"
#: How long a request waits for the note of whoever is asked.
ASKED = timedelta(days=3)
#: The answer of a profile by which a learner says that others may ask them.
_OFFERS = ("mentor-wish", "can-mentor")


def ask(ctx: Context, cohort: Cohort, asker: Member, blocker: Blocker) -> bool:
    """Show it to the next person who can help; false when there is none, and it is its owner's alone again."""
    found = next(_candidates(ctx, cohort, asker, blocker), None)
    if found is None:
        blocker.state, blocker.helper_id = BlockerState.OPEN, None
        return False
    helper, person = found
    blocker.state, blocker.helper_id = BlockerState.SHARED, helper.id
    until = ctx.now + ASKED
    noting.leave(ctx, person, cohort, Remark(kind=REQUEST, subject=str(blocker.id), due=ctx.now, until=until))
    return True


def rounds(seat: Learning, blocker: Blocker) -> int:
    """How many people were asked so far."""
    return len(blockers.asked(seat.session, seat.cohort, REQUEST, str(blocker.id)))


def person_of(session: Session, blocker: Blocker) -> int | None:
    """The person who is asked, or helps."""
    return session.get_one(Member, blocker.helper_id).person_id if blocker.helper_id else None


def name_of(session: Session, blocker: Blocker) -> str:
    """What they are called."""
    person = person_of(session, blocker)
    return session.get_one(Person, person).name if person else "Somebody"


def _candidates(ctx: Context, cohort: Cohort, asker: Member, blocker: Blocker) -> Iterator[tuple[Member, Person]]:
    """Who can be asked now: mentors, then learners who offered it and have done that week, then organisers."""
    asked = blockers.asked(ctx.session, cohort, REQUEST, str(blocker.id)) | {asker.person_id}
    burdens = blockers.burdens(ctx.session, cohort)
    others = [pair for pair in cohorts.people(ctx.session, cohort) if pair[1].id not in asked]
    others.sort(key=lambda pair: burdens.get(pair[0].id, 0))
    reachable = [pair for pair in others if _reachable(ctx, cohort, *pair)]
    yield from (pair for pair in reachable if pair[0].mentors)
    yield from (pair for pair in reachable if pair[0].learns and _offers(ctx, cohort, blocker, *pair))
    yield from (pair for pair in reachable if pair[0].organises)


def _reachable(ctx: Context, cohort: Cohort, member: Member, person: Person) -> bool:
    """Whether a note of theirs says it, by message or at their next click, and they do not pause."""
    listens = person.reminders is not Reminders.NONE and people.is_within_reach(ctx.session, person.id)
    return listens and not absences.pauses(ctx.session, member, ctx.now, person.zone or cohort.zone)


def _offers(ctx: Context, cohort: Cohort, blocker: Blocker, member: Member, person: Person) -> bool:
    question, answer = _OFFERS
    if answer not in profile.answers(ctx.session, person).get(question, ()):
        return False
    week = roadmap_of(ctx.library, cohort).weeks[blocker.week - 1]
    core = {task.slug for task in week.tasks if task.level is Level.CORE}
    return core <= tasks.done(ctx.session, member)
