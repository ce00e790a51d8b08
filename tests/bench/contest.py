"""A contest: something of ours against a baseline, round by round; a figure is what came of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from statistics import median


class Unit(StrEnum):
    """How a sample is told. Samples of times are seconds per operation, those of sizes are bytes."""

    RATE = "per second"
    MILLISECONDS = "ms"
    SECONDS = "s"
    MEGABYTES = "MB"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """What is measured, and what it is compared with. Both sides give one sample per call.

    `at_most` is a promise: no more than so many times the baseline; `within` is one in the unit itself. `rounds` are
    as many as are worth their time; without `warms` there is none before the first one.
    """

    name: str
    unit: Unit
    ours: Callable[[], float]
    against: str
    baseline: Callable[[], float]
    at_most: float | None = None
    within: float | None = None
    rounds: int = 9
    warms: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What came of a contest: samples of both sides in pairs, taken one after the other."""

    contest: Contest
    ours: tuple[float, ...]
    baseline: tuple[float, ...]

    @property
    def ratios(self) -> tuple[float, ...]:
        """Ours over the baseline, in each round: a machine that is slow in a round is slow for both."""
        return tuple(ours / theirs for ours, theirs in zip(self.ours, self.baseline, strict=True))

    @property
    def kept(self) -> bool:
        """Whether the promises of this contest held, at the median."""
        at_most, within = self.contest.at_most, self.contest.within
        told = median(_told(sample, self.contest.unit) for sample in self.ours)
        return (at_most is None or median(self.ratios) <= at_most) and (within is None or told <= within)

    def __str__(self) -> str:
        """One line: our minimum, median and maximum, then the ratio's, then the promise."""
        unit = self.contest.unit
        ours, theirs = (tuple(_told(one, unit) for one in samples) for samples in (self.ours, self.baseline))
        ratio = f"{_spread(self.ratios)} × {self.contest.against} ({_number(median(theirs))} {unit})"
        return f"{self.contest.name}: {_spread(ours)} {unit} | {ratio}{self._promise()}"

    def as_json(self) -> dict[str, object]:
        """The figure for other programs, with every sample in the unit it is told in."""
        unit = self.contest.unit
        return {
            "name": self.contest.name,
            "unit": unit.value,
            "samples": [_told(sample, unit) for sample in self.ours],
            "against": self.contest.against,
            "baseline": [_told(sample, unit) for sample in self.baseline],
            "ratios": list(self.ratios),
            "kept": self.kept,
        }

    def _promise(self) -> str:
        at_most, within = self.contest.at_most, self.contest.within
        said = f"≤ {at_most} ×" if at_most is not None else f"≤ {within} {self.contest.unit}" if within else ""
        return f" | promised {said}: {'kept' if self.kept else 'BROKEN'}" if said else ""


def play(contest: Contest, rounds: int, tell: Callable[[float], None]) -> Figure:
    """Measure both sides in turn; a round before the first one warms up. `tell` hears which part is done."""
    pairs = tuple(_pairs(contest, min(rounds, contest.rounds) + contest.warms, tell))[contest.warms :]
    ours, baseline = zip(*pairs, strict=True)
    return Figure(contest=contest, ours=ours, baseline=baseline)


def _pairs(contest: Contest, rounds: int, tell: Callable[[float], None]) -> Iterator[tuple[float, float]]:
    for turn in range(rounds):
        # Whoever comes second finds warmer caches, so they take turns in that as well.
        if turn % 2:
            ours, baseline = contest.ours(), contest.baseline()
        else:
            baseline, ours = contest.baseline(), contest.ours()
        tell((turn + 1) / rounds)
        yield ours, baseline


def _told(sample: float, unit: Unit) -> float:
    match unit:
        case Unit.RATE:
            return 1 / sample
        case Unit.MILLISECONDS:
            return sample * 1_000
        case Unit.SECONDS:
            return sample
        case Unit.MEGABYTES:
            return sample / 1_000_000


def _spread(samples: tuple[float, ...]) -> str:
    return f"{_number(min(samples))} / {_number(median(samples))} / {_number(max(samples))}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
