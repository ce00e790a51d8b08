"""What becomes of two histories when two people turn out to be one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """A cohort that both are in, by name, and what both said there: of each, what was said last stays.

    `weeks` by number, `tasks` by slug; `blockers`: both have something in their way now.
    """

    cohort: str
    weeks: tuple[int, ...] = ()
    tasks: tuple[str, ...] = ()
    blockers: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much of the one who joins simply comes along: what the other one has nothing of."""

    cohorts: int = 0
    checkins: int = 0
    wins: int = 0
    tasks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What a merge would do. `answers`: the questions of the profile that both answered, and not alike."""

    cohorts: tuple[Both, ...] = ()
    moves: Counts = Counts()
    answers: tuple[str, ...] = ()
