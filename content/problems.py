"""What can be wrong with a library, said so that somebody who writes no Python can put it right."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to put right.

    `file` is relative to the folder that was checked; `place` is the path inside it, counted from 0, as in
    `weeks[3].tasks[0].done_when` (empty: the whole file); `line` is counted from 1, None where no line is to blame.
    """

    file: str
    place: str
    fault: str
    fix: str
    line: int | None = None

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{where} {self.place}".rstrip() + f"\n  {self.fault} {self.fix}"


class Unreadable(Exception):
    """The library cannot be used as it stands; `problems` holds every reason."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
