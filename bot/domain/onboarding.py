"""What somebody is asked when they join, and what their answers change in their plan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class QuestionKind(StrEnum):
    """How a question is answered: with one option, with several, or in words."""

    SINGLE = "single"
    MULTI = "multi"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class AnswerOption:
    """One of the answers a question offers."""

    slug: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of the profile; every one may be left open. `use` says in plain words what the answer is for."""

    slug: str
    text: str
    kind: QuestionKind
    use: str
    reviewed: date
    options: tuple[AnswerOption, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """At most five questions that are asked together; `checklists` are offered with them, or instead of them."""

    slug: str
    title: str
    questions: tuple[Question, ...]
    reviewed: date
    checklists: tuple[str, ...] = ()
    intro: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role to aim for: an ordinary day in it, and whom it suits. Its slug is an option of the `target-role`.

    `borders`: roles so close that somebody of one can answer much of the other. One of two names the other.
    """

    slug: str
    title: str
    day: str
    fits: str
    reviewed: date
    borders: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def neighbours(roles: Iterable[Role]) -> frozenset[frozenset[str]]:
    """Every two roles that border on each other."""
    return frozenset(frozenset((role.slug, other)) for role in roles for other in role.borders)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long the road may take. `breathers`: weeks of the roadmap after which a free week is suggested."""

    slug: str
    title: str
    weeks: int
    text: str
    reviewed: date
    breathers: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()


class Effect(StrEnum):
    """What a rule does to somebody's plan; `items` of the rule are what it does it to."""

    #: Show these tasks of the roadmap as core, or in addition.
    ADD_TASKS = "add-tasks"
    #: Show core tasks only.
    CORE_ONLY = "core-only"
    #: Suggest the slower pace.
    SLOWER_PACE = "slower-pace"
    #: Lay weight on these phases, which may be opened early.
    EMPHASISE = "emphasise"
    #: Suggest these routes, the first one first.
    SUGGEST_ROUTES = "suggest-routes"
    #: Leave these routes out.
    HIDE_ROUTES = "hide-routes"
    #: Replace paid resources by free ones.
    FREE_ONLY = "free-only"
    #: Bring what these items are about forward to `week`.
    BRING_FORWARD = "bring-forward"
    #: Leave these tasks until `week`.
    PUT_OFF = "put-off"
    #: Show the remote twin of every way to meet people.
    REMOTE = "remote"
    #: Show these items beside the plan: resources, routes with their starters, passages, certificates, checklists.
    SHOW = "show"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Holds when the answer to `question` includes one of `any_of`, and, where `lacks` is set, includes none of it.

    A question that was not answered fulfils nothing.
    """

    question: str
    any_of: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRule:
    """When the condition holds, the effect applies; `says` tells the member why, in one sentence."""

    slug: str
    when: Condition
    effect: Effect
    says: str
    reviewed: date
    items: tuple[str, ...] = ()
    week: int | None = None
    sources: tuple[str, ...] = ()
