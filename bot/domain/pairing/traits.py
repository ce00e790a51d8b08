"""What matching may know of somebody, read from their profile. Unsaid, unsure and other count as left open."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.domain.matching import hours
from bot.domain.matching.buddies import Peer
from bot.domain.matching.people import Learner, Mentor, Traits
from bot.domain.onboarding import Question
from bot.domain.pairing import availability
from bot.domain.pairing.states import Ladder
from bot.domain.pairing.terms import Terms
from bot.domain.profile import Answers, said

#: Options that leave a question open.
_OPEN = frozenset({"unsaid", "unsure", "other", "later"})
_ALLOWED = "allowed"
#: Between two business domains in one answer.
_BETWEEN = re.compile(r"[,;/&+\n]|\band\b")


def traits(answers: Answers, questions: Mapping[str, Question], zone: str, monday: date) -> Traits:
    """What somebody told; `questions` are those of the roadmap by slug, levels are counted in the order they offer.

    `zone` is where their hours are, `monday` begins the week that is compared.
    """
    free = hours_of(answers, questions)
    return Traits(
        languages=_chosen(answers, questions, "spoken-languages"),
        level=_level(answers, questions),
        company=" ".join(" ".join(answers.get("company", ())).split()),
        own_company=_ALLOWED in answers.get("same-company", ()),
        free=hours.week(free, zone, monday) if free else 0,
        interests=_chosen(answers, questions, "applications"),
        role=next(iter(_chosen(answers, questions, "target-role")), ""),
        routes=_chosen(answers, questions, "route-wish"),
        fields=_fields(answers),
    )


def peer(number: int, told: Traits, answers: Answers, questions: Mapping[str, Question]) -> Peer:
    """Somebody who looks for a buddy, with what they teach and want to learn."""
    gives, seeks = (_chosen(answers, questions, slug) for slug in ("strengths", "gaps"))
    return Peer(number=number, traits=told, gives=gives, seeks=seeks)


def learner(number: int, told: Traits, *, waited: int, prefers: tuple[int, ...] = ()) -> Learner:
    """Somebody who asks for a mentor and has waited so many whole days; `prefers`: mentors by number, in order."""
    return Learner(number=number, traits=told, waited=waited, prefers=prefers)


def mentor(number: int, told: Traits, terms: Terms, *, taken: int, glad: int = 0, met: int = 0) -> Mentor:
    """Somebody who answers, with the seats that are still free; what they offer is what they know."""
    return Mentor(
        number=number,
        seats=max(0, terms.seats - taken),
        taken=taken,
        traits=replace(told, interests=frozenset(terms.interests) or told.interests),
        roles=frozenset(terms.roles),
        routes=frozenset(terms.routes),
        peer=terms.ladder is Ladder.PEER,
        glad=glad,
        met=met,
    )


def hours_of(answers: Answers, questions: Mapping[str, Question]) -> frozenset[hours.Span]:
    """When somebody can meet: the hours they wrote, else the times of the day they chose; none while it is open."""
    written = "".join(answers.get(availability.QUESTION, ()))
    return availability.unpacked(written) or availability.of_blocks(_chosen(answers, questions, "availability"))


def _chosen(answers: Answers, questions: Mapping[str, Question], slug: str) -> frozenset[str]:
    """What they chose, as far as the question still offers it and it is not the same as leaving it open."""
    return frozenset(said(questions[slug], answers)) - _OPEN if slug in questions else frozenset()


def _level(answers: Answers, questions: Mapping[str, Question]) -> int | None:
    levels = [one.slug for one in questions["level"].options] if "level" in questions else []
    return next((levels.index(one) for one in _chosen(answers, questions, "level")), None)


def _fields(answers: Answers) -> frozenset[str]:
    """The business domains somebody named, in small letters."""
    named = _BETWEEN.split(" ".join(answers.get("domain", ())).casefold())
    return frozenset(filter(None, (" ".join(one.split()).strip(".") for one in named)))
