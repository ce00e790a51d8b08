"""The profile: what is asked step by step, and how far somebody has come with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.domain.onboarding import Question, QuestionKind, Step

#: The question whose answer is the reader's own reason, given back to them when it is needed.
WHY = "why"
#: The question that says who can mentor others, too.
MENTORING = "mentor-wish"
#: The questions that pairing reads, where a pack asks them; all others are for the plan, or for their owner alone.
PAIRING = frozenset(
    {
        "level",
        "applications",
        "target-role",
        "route-wish",
        "domain",
        MENTORING,
        "spoken-languages",
        "availability",
        "company",
        "same-company",
        "strengths",
        "gaps",
    }
)

Answers = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A step, its place among all of them from 1, and how many of its questions are answered."""

    step: Step
    place: int
    of: int
    answered: int

    @property
    def asks(self) -> bool:
        """Whether it has questions; one without is there to be read."""
        return bool(self.step.questions)


def said(question: Question, answers: Answers) -> tuple[str, ...]:
    """What somebody answered, as far as the question still takes it: options that are gone are left out."""
    words = tuple(filter(None, answers.get(question.slug, ())))
    if question.kind is QuestionKind.TEXT:
        return (", ".join(words),) if words else ()
    offered = frozenset(option.slug for option in question.options)
    known = tuple(word for word in words if word in offered)
    return known[:1] if question.kind is QuestionKind.SINGLE else known


def stages(steps: Sequence[Step], answers: Answers) -> tuple[Stage, ...]:
    """Every step with how far somebody has come in it."""
    return tuple(
        Stage(step=step, place=place, of=len(steps), answered=_answered(step, answers))
        for place, step in enumerate(steps, start=1)
    )


def following(found: Sequence[Stage], slug: str) -> Stage | None:
    """The stage after the step of this slug; none after the last one."""
    slugs = [stage.step.slug for stage in found]
    return next(iter(found[slugs.index(slug) + 1 :]), None) if slug in slugs else None


def first_open(found: Sequence[Stage]) -> Stage | None:
    """Where to take it up again: the first step that asks, and of which nothing is answered."""
    return next((stage for stage in found if stage.asks and not stage.answered), None)


def begun(found: Sequence[Stage]) -> tuple[int, int]:
    """How many of the steps that ask have an answer, and how many there are."""
    asking = [stage for stage in found if stage.asks]
    return sum(1 for stage in asking if stage.answered), len(asking)


def _answered(step: Step, answers: Answers) -> int:
    return sum(1 for question in step.questions if said(question, answers))
