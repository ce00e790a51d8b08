"""The personal plan: what somebody's answers change in a roadmap, and what their weeks hold then."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.onboarding import Condition, Effect, PlanRule
from bot.domain.roadmap import Level, Resource, Roadmap, Task

_MOVES = (Effect.BRING_FORWARD, Effect.PUT_OFF)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalPlan:
    """The rules that apply to somebody, in the order of the library; `declined` would, but they do not want them."""

    rules: tuple[PlanRule, ...] = ()
    declined: tuple[PlanRule, ...] = ()

    def has(self, effect: Effect) -> bool:
        """Whether a rule of this effect applies."""
        return any(rule.effect is effect for rule in self.rules)

    def items(self, effect: Effect) -> tuple[str, ...]:
        """What the rules of this effect are about, each once."""
        return tuple(dict.fromkeys(item for rule in self.rules if rule.effect is effect for item in rule.items))

    def week_of(self, item: str, own: int, last: int) -> int:
        """The week an item stands in: its own, or where a rule has moved it, if the roadmap goes so far."""
        moved = (rule.week for rule in self.rules if rule.effect in _MOVES and item in rule.items)
        return next((week for week in moved if week is not None and 1 <= week <= last), own)


#: The plan of somebody who has told nothing.
USUAL = PersonalPlan()


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A task where it stands in somebody's weeks. `home` is its week on the roadmap."""

    task: Task
    core: bool
    home: int


def holds(condition: Condition, answers: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether the answers fulfil the condition; a question left open fulfils nothing."""
    said = frozenset(answers.get(condition.question, ()))
    wanted = not condition.any_of or bool(said.intersection(condition.any_of))
    return bool(said) and wanted and said.isdisjoint(condition.lacks)


def personal(
    rules: Sequence[PlanRule], answers: Mapping[str, tuple[str, ...]], declined: Collection[str] = ()
) -> PersonalPlan:
    """The plan of somebody who answered so, and does not want the rules with these slugs."""
    fitting = [rule for rule in rules if holds(rule.when, answers)]
    return PersonalPlan(
        rules=tuple(rule for rule in fitting if rule.slug not in declined),
        declined=tuple(rule for rule in fitting if rule.slug in declined),
    )


def tasks(roadmap: Roadmap, number: int, plan: PersonalPlan = USUAL, everything: bool = False) -> tuple[Planned, ...]:
    """The tasks of a week as the plan has them: moved ones at the end, core ones alone where it says so.

    A week of nothing but tasks for those with time keeps them.
    """
    found = sorted(_standing(roadmap, number, plan), key=lambda one: one.home != number)
    core = tuple(one for one in found if one.core)
    return core if core and plan.has(Effect.CORE_ONLY) and not everything else tuple(found)


def resources(
    roadmap: Roadmap, number: int, plan: PersonalPlan = USUAL, hidden: Collection[str] = ()
) -> tuple[Resource, ...]:
    """What a week recommends: the plan's own first, none that is hidden; free ones in place of paid if it says so."""
    own = [item for rule in plan.rules if rule.effect is Effect.SHOW and rule.week == number for item in rule.items]
    slugs = dict.fromkeys((*own, *roadmap.weeks[number - 1].resources))
    meant = dict.fromkeys(_free(roadmap, slug) for slug in slugs) if plan.has(Effect.FREE_ONLY) else slugs
    return tuple(roadmap.shown[slug] for slug in meant if slug in roadmap.shown and slug not in hidden)


def _free(roadmap: Roadmap, slug: str) -> str | None:
    """The resource itself if something of it is free, else the one that takes its place, if there is one."""
    resource = roadmap.shown.get(slug)
    return resource.replaced_by if resource is not None and resource.paid else slug


def _standing(roadmap: Roadmap, number: int, plan: PersonalPlan) -> Iterator[Planned]:
    added, last = plan.items(Effect.ADD_TASKS), len(roadmap.weeks)
    moves = any(rule.effect in _MOVES for rule in plan.rules)
    for home, week in enumerate(roadmap.weeks, start=1):
        for task in week.tasks if moves or home == number else ():
            if plan.week_of(task.slug, home, last) == number:
                yield Planned(task=task, core=task.level is Level.CORE or task.slug in added, home=home)
