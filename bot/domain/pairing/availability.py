"""The hours of a week when somebody can meet, on their own clock: as they are offered, written and kept."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import time

from bot.domain.matching.hours import Span
from bot.domain.pairing import stretches
from bot.domain.rhythm import DAYS
from bot.domain.words import listed

#: The question of the profile under which hours are kept, once somebody has written them.
QUESTION = "meeting-hours"

#: What is written: from Monday to Friday, two days of their own, and the days that differ.
WEEKDAYS, SATURDAY, SUNDAY, OTHERS = "weekdays", "saturday", "sunday", "others"

_WORKDAYS, _WEEKEND = range(5), range(5, 7)
#: What the options of the question `availability` mean, as their labels say it.
_BLOCKS: Mapping[str, tuple[range, int, int]] = {
    "weekday-mornings": (_WORKDAYS, 7, 9),
    "weekday-forenoons": (_WORKDAYS, 9, 12),
    "weekday-lunch": (_WORKDAYS, 12, 14),
    "weekday-afternoons": (_WORKDAYS, 14, 17),
    "weekday-evenings": (_WORKDAYS, 17, 20),
    "weekday-nights": (_WORKDAYS, 20, 23),
    "weekend-mornings": (_WEEKEND, 9, 13),
    "weekend-afternoons": (_WEEKEND, 13, 18),
    "weekend-evenings": (_WEEKEND, 18, 22),
}
_KEPT = re.compile(r"([0-6])(\d{2})(\d{2})-(\d{2})(\d{2})", re.ASCII)
_LINES = re.compile(r"[;\n]+|(?<=[\dm]),\s*(?=[a-z]{3})(?!noon|midnight)")
_NAMED = re.compile(r"([a-z]{2,9})\.?\s*(-|–|to|,|and|&|/|:)?\s*")


class UnclearHours(ValueError):
    """Hours that cannot be read: what to do about each, by the key of what was written."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(" ".join(problems.values()))
        self.problems = problems


def parse(weekdays: str, saturday: str, sunday: str, others: str) -> frozenset[Span]:
    """The hours somebody wrote; days named in `others` differ from the rest. Raises `UnclearHours`."""
    problems: dict[str, str] = {}
    days: dict[int, frozenset[Span]] = {}
    for key, text, which in ((WEEKDAYS, weekdays, range(5)), (SATURDAY, saturday, [5]), (SUNDAY, sunday, [6])):
        try:
            days |= {day: frozenset(_hours(text, day)) for day in which}
        except ValueError as problem:
            problems[key] = str(problem)
    try:
        days |= _named_days(others)
    except ValueError as problem:
        problems[OTHERS] = str(problem)
    if problems:
        raise UnclearHours(problems)
    return joined(span for spans in days.values() for span in spans)


def written(spans: Collection[Span]) -> tuple[str, str, str, str]:
    """The same hours as somebody would write them: weekdays, Saturday, Sunday, and the days that differ."""
    told = [_told(joined(one for one in spans if one.weekday == day)) for day in range(7)]
    usual = Counter(told[:5]).most_common(1)[0][0]
    others: dict[str, list[int]] = {}
    for day in range(5):
        if told[day] != usual:
            others.setdefault(told[day] or "none", []).append(day)
    return usual, told[5], told[6], "; ".join(f"{days(same)} {hours}" for hours, same in others.items())


def days(which: Iterable[int]) -> str:
    """Days in words, counted from Monday; three or more in a row by the first and the last of them."""
    runs: list[list[int]] = []
    for day in sorted(set(which)):
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return listed([word for run in runs for word in _run(run)])


def of_blocks(slugs: Collection[str]) -> frozenset[Span]:
    """The hours of these options of the question `availability`; what is no option adds nothing."""
    blocks = (_BLOCKS[slug] for slug in slugs if slug in _BLOCKS)
    return joined(
        Span(weekday=day, since=time(since), until=time(until)) for days, since, until in blocks for day in days
    )


def joined(spans: Iterable[Span]) -> frozenset[Span]:
    """The same hours in as few spans as there can be: what overlaps or touches is one."""
    found: list[Span] = []
    for span in sorted(spans):
        last = found[-1] if found else None
        if last and last.weekday == span.weekday and (False, span.since) <= _end(last):
            found[-1] = max(last, Span(weekday=last.weekday, since=last.since, until=span.until), key=_end)
        else:
            found.append(span)
    return frozenset(found)


def packed(spans: Collection[Span]) -> str:
    """All of it in one short text, to be kept."""
    return " ".join(f"{one.weekday}{one.since:%H%M}-{one.until:%H%M}" for one in sorted(spans))


def unpacked(text: str) -> frozenset[Span]:
    """What was packed."""
    return frozenset(
        Span(weekday=int(day), since=time(int(since), int(past)), until=time(int(until), int(more)))
        for day, since, past, until, more in _KEPT.findall(text)
    )


def _run(run: Sequence[int]) -> Sequence[str]:
    return [f"{DAYS[run[0]]} to {DAYS[run[-1]]}"] if len(run) > 2 else [DAYS[day] for day in run]


def _told(spans: Collection[Span]) -> str:
    ends = ((one, "24:00" if one.until == time.min else f"{one.until:%H:%M}") for one in sorted(spans))
    return ", ".join(f"{one.since:%H:%M}–{until}" for one, until in ends)


def _named_days(text: str) -> dict[int, frozenset[Span]]:
    found: dict[int, frozenset[Span]] = {}
    for line in _LINES.split(text.casefold()):
        said = line.strip()
        if said:
            days, rest = _days(said)
            found |= {day: found.get(day, frozenset()) | frozenset(_hours(rest, day)) for day in days}
    return found


def _days(said: str) -> tuple[list[int], str]:
    """The days that a line begins with, and what it says of them. Raises `ValueError` where it names none."""
    days: list[int] = []
    through = False
    rest = said
    while (found := _NAMED.match(rest)) and (day := _weekday(found[1])) is not None:
        days += range(days[-1] + 1, day + 1) if through and days else [day]
        through = found[2] in ("-", "–", "to")
        rest = rest[found.end() :]
    if not days:
        raise ValueError(f"“{said}” names no day. Write it as in Wednesday 09:00–12:00; Friday none.")
    return days, rest


def _weekday(word: str) -> int | None:
    close = [place for place, name in enumerate(DAYS) if len(word) > 1 and name.casefold().startswith(word)]
    return close[0] if close else None


def _end(span: Span) -> tuple[bool, time]:
    """When it ends, to compare with a time of the day: midnight is after all of them."""
    return (span.until == time.min, span.until)


def _hours(text: str, day: int) -> Iterator[Span]:
    return (_span(day, begins, ends) for begins, ends in stretches.read(text))


def _span(day: int, begins: int, ends: int) -> Span:
    since, until = (time(*divmod(minutes % stretches.DAY, 60)) for minutes in (begins, ends))
    return Span(weekday=day, since=since, until=until)


#: What is proposed to somebody who has said nothing: lunch and evenings of weekdays.
USUAL = of_blocks(("weekday-lunch", "weekday-evenings"))
