"""Assignment instances from a CSV: read, solved and told. Scores are exact, whole or decimal."""

import csv
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from bot.domain.matching import solver
from bot.errors import Misconfigured

_COLUMNS = ("left", "right", "score")
#: Digits after the point, and before it, so that every sum fits the solver's numbers.
_FINEST, _LARGEST = 9, Decimal(10) ** 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Instance:
    """The pairs that may be, with their scores, and how many each on the right takes."""

    scores: Mapping[tuple[str, str], Decimal]
    capacities: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """Who goes with whom, by name, and how many could have been served if there were room for all."""

    pairs: tuple[tuple[str, str, Decimal], ...]
    lefts: int

    @property
    def optimum(self) -> Decimal:
        """The greatest sum of scores there is for so many."""
        return sum((score for _, _, score in self.pairs), Decimal(0))


def read(file: Path) -> Instance:
    """The instance in a file. Raises `Misconfigured`, with the line, for what cannot be read."""
    scores: dict[tuple[str, str], Decimal] = {}
    capacities: dict[str, int] = {}
    for line, left, right, score, capacity in _rows(file):
        if (left, right) in scores:
            raise Misconfigured(f"Line {line}: {left} and {right} are there twice.")
        scores[left, right] = score
        if capacity is not None and capacities.setdefault(right, capacity) != capacity:
            raise Misconfigured(f"Line {line}: {right} had another capacity before.")
    return Instance(scores=scores, capacities={right: 1 for _, right in scores} | capacities)


def solve(instance: Instance) -> Solved:
    """The best there is."""
    worths = {pair: int(score.scaleb(_FINEST)) for pair, score in instance.scores.items()}
    wanted = Counter(right for _, right in worths)  # nobody needs more seats than there are people who may sit there
    seats = {right: (0,) * min(capacity, wanted[right]) for right, capacity in instance.capacities.items()}
    found = solver.seated(worths, seats)
    pairs = tuple((left, right, instance.scores[left, right]) for left, right in sorted(found.items()))
    return Solved(pairs=pairs, lefts=len({left for left, _ in instance.scores}))


def told(solved: Solved) -> str:
    """The optimum, and a line for each pair."""
    head = f"optimum {solved.optimum:f}, {len(solved.pairs)} of {solved.lefts} served"
    return "\n".join((head, *(f"{left},{right},{score:f}" for left, right, score in solved.pairs)))


def as_json(solved: Solved) -> dict[str, object]:
    """The same for a program; scores as text, so that none is rounded."""
    pairs = [{"left": left, "right": right, "score": f"{score:f}"} for left, right, score in solved.pairs]
    return {"optimum": f"{solved.optimum:f}", "served": len(pairs), "of": solved.lefts, "pairs": pairs}


def _rows(file: Path) -> Iterator[tuple[int, str, str, Decimal, int | None]]:
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise Misconfigured(f"{file} cannot be read: name a CSV file in UTF-8.") from None
    table = csv.DictReader(text.splitlines(), skipinitialspace=True)
    if missing := [name for name in _COLUMNS if name not in (table.fieldnames or ())]:
        raise Misconfigured(f"The first line must be left,right,score: {', '.join(missing)} is missing there.")
    for row in table:
        left, right = (row["left"] or "").strip(), (row["right"] or "").strip()
        if not left or not right:
            raise Misconfigured(f"Line {table.line_num}: name both sides.")
        yield table.line_num, left, right, _score(row["score"], table.line_num), _capacity(row, table.line_num)


def _score(said: str | None, line: int) -> Decimal:
    try:
        score = Decimal((said or "").strip())
        fits = score.is_finite() and abs(score) < _LARGEST and score == round(score, _FINEST)
    except InvalidOperation:
        fits = False
    if not fits:
        raise Misconfigured(f"Line {line}: write the score as a number below 10¹⁵, with at most {_FINEST} decimals.")
    return score


def _capacity(row: Mapping[str, str | None], line: int) -> int | None:
    said = (row.get("capacity") or "").strip()
    if said and not (said.isascii() and said.isdigit() and len(said) < 7):
        raise Misconfigured(f"Line {line}: write the capacity as a whole number, or leave it out.")
    return int(said) if said else None
