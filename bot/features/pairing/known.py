"""What people told for pairing, read once for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from sqlalchemy.orm import Session

from bot.domain import calendar
from bot.domain.matching.barriers import Week
from bot.domain.matching.buddies import Peer
from bot.domain.matching.people import Learner, Mentor, Traits
from bot.domain.onboarding import Question, neighbours
from bot.domain.pairing import traits
from bot.domain.pairing.terms import Terms
from bot.domain.profile import Answers
from bot.domain.roadmap import Library
from bot.features.feature import roadmap_of
from bot.store.models import Cohort, Member, MentorRequest, PairingPolicy, Person
from bot.store.queries import profile

#: From Friday on, people plan the week that comes.
_AHEAD = timedelta(days=3)


class Reader(Protocol):
    """Whatever facts can be read by: a scene, a context or a telling."""

    @property
    def session(self) -> Session:
        """Where they are."""
        ...

    @property
    def now(self) -> datetime:
        """As of when."""
        ...

    @property
    def library(self) -> Library:
        """In which words."""
        ...


@dataclass(frozen=True, slots=True)
class Known:
    """What people of a cohort told for pairing, by member; and the questions they were asked."""

    questions: Mapping[str, Question]
    answers: Mapping[int, Answers]
    traits: Mapping[int, Traits]

    def learner(self, member: Member, request: MentorRequest, now: datetime, prefers: tuple[int, ...]) -> Learner:
        """Somebody who asks."""
        waited = max(0, (now - request.asked_at).days)
        return traits.learner(member.id, self.traits[member.id], waited=waited, prefers=prefers)

    def mentor(self, member: Member, terms: Terms, taken: int = 0, glad: tuple[int, int] = (0, 0)) -> Mentor:
        """Somebody who answers."""
        good, met = glad
        return traits.mentor(member.id, self.traits[member.id], terms, taken=taken, glad=good, met=met)

    def peer(self, member: Member) -> Peer:
        """Somebody who looks for a buddy."""
        return traits.peer(member.id, self.traits[member.id], self.answers[member.id], self.questions)


def told(reader: Reader, cohort: Cohort, people: Sequence[tuple[Member, Person]]) -> Known:
    """What these people told, with their hours in the week that is compared now."""
    begins = monday(reader, cohort)
    questions = asked(reader, cohort)
    said = profile.of_people(reader.session, [person for _, person in people])
    answers = {member.id: said.get(person.id, {}) for member, person in people}
    return Known(
        questions=questions,
        answers=answers,
        traits={
            member.id: traits.traits(answers[member.id], questions, person.zone or cohort.zone, begins)
            for member, person in people
        },
    )


def asked(reader: Reader, cohort: Cohort) -> Mapping[str, Question]:
    """The questions of the cohort's roadmap, by slug."""
    steps = roadmap_of(reader.library, cohort).guide.onboarding
    return {question.slug: question for step in steps for question in step.questions}


def words(reader: Reader, cohort: Cohort) -> Mapping[str, str]:
    """What slugs are called; where a question and a chapter have the same one, by the name of the chapter."""
    guide = roadmap_of(reader.library, cohort).guide
    named = {option.slug: option.label for question in asked(reader, cohort).values() for option in question.options}
    roles = {role.slug: role.title for role in guide.roles}
    return named | roles | {route.slug: route.title for route in guide.routes}


def bordering(reader: Reader, cohort: Cohort) -> frozenset[frozenset[str]]:
    """Roles that border on each other."""
    return neighbours(roadmap_of(reader.library, cohort).guide.roles)


def monday(reader: Reader, cohort: Cohort) -> date:
    """The Monday of the week that is compared: the one that people plan now."""
    day = calendar.local_day(reader.now + _AHEAD, cohort.zone)
    return day - timedelta(days=day.weekday())


def week(reader: Reader, cohort: Cohort, policy: PairingPolicy) -> Week:
    """That week, and what the cohort says is enough of it."""
    return Week(monday=monday(reader, cohort), zone=cohort.zone, days=policy.days, half_hours=policy.half_hours)
