"""Days in words, read without a guess: what can be meant in two ways has two readings, and is asked for again."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice

from bot.domain.rhythm import DAYS
from bot.domain.words import listed

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NEAR = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "the day after tomorrow": 2}

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
_LENGTH = re.compile(r"(?:in )?(\d{1,3}|[a-z]+) (day|week)s?(?: from (?:now|today))?", re.ASCII)
_BEFORE = re.compile(r"^(?:until |till |from )?(?:on )?")
_WEEKDAY = re.compile(r"(?:this |coming )?(next )?([a-z]{3,9})", re.ASCII)
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)? ([a-z]{3,9})\.?(?: (\d{4}))?", re.ASCII)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?", re.ASCII)
_DAY_AND_DATE = re.compile(r"([a-z]{3,9}) (.*\d.*)", re.ASCII)
#: Days to try with whether something can be read as one: in these years, a date falls on every day of the week.
_TRIED = tuple(date(year, 1, 1) for year in range(2024, 2035))


def readings(typed: str, today: date) -> tuple[date, ...]:
    """Every day that may be meant, the earliest first: none for what is no day.

    A weekday is the first after today; a date without a year the next such day from today on. “Next Friday” is the
    first after today, or the one of the next week: these may be one day.
    """
    said = _plain(typed)
    found = {day for read in _READERS for day in read(said, today)}
    dated = _DAY_AND_DATE.fullmatch(said)
    if not found and dated and (weekday := _place(DAYS, dated[1])) is not None:
        found = {day for day in readings(dated[2], today) if day.weekday() == weekday}
    return tuple(sorted(found))


def day(typed: str, today: date) -> date | None:
    """The one day that is meant: 2027-02-01, tomorrow, Monday, in two weeks, 1 Feb. `None` for none, and for two."""
    found = readings(typed, today)
    return found[0] if len(found) == 1 else None


def reads(typed: str) -> bool:
    """Whether these words name a day, in one way or in two."""
    return any(readings(typed, day) for day in _TRIED)


def problem(typed: str, today: date) -> str:
    """What to do about words that name no day, or two; empty when they name one."""
    found = readings(typed, today)
    if len(found) > 1:
        ways = listed([f"{DAYS[one.weekday()]}, {one.isoformat()}" for one in found], "or")
        return f"It can be read in two ways: {ways}. Write the one you mean as in {found[0].isoformat()}."
    return "" if found else f"Write the day as in {today.isoformat()}, Monday, in two weeks or 1 Feb."


def _exact(said: str, today: date) -> Iterator[date]:
    if found := _YEAR_FIRST.fullmatch(said):
        yield from _made(int(found[1]), int(found[2]), int(found[3]))


def _numbers(said: str, today: date) -> Iterator[date]:
    """Day first or month first: nobody can tell, unless one of the two is no date."""
    if found := _YEAR_LAST.fullmatch(said):
        one, other, year = int(found[1]), int(found[2]), int(found[3])
        yield from _made(year, other, one)
        yield from _made(year, one, other)


def _near(said: str, today: date) -> Iterator[date]:
    if said in _NEAR:
        yield from _after(today, _NEAR[said])


def _length(said: str, today: date) -> Iterator[date]:
    found = _LENGTH.fullmatch(said)
    if found is None:
        return
    words = {"a": 1, "an": 1, **{word: place for place, word in enumerate(_NUMBERS, start=1)}}
    many = int(found[1]) if found[1].isdigit() else words.get(found[1], 0)
    if many:
        yield from _after(today, many * (7 if found[2] == "week" else 1))


def _weekday(said: str, today: date) -> Iterator[date]:
    found = _WEEKDAY.fullmatch(said)
    place = _place(DAYS, found[2]) if found else None
    if found is None or place is None:
        return
    coming = (place - today.weekday() - 1) % 7 + 1
    yield from _after(today, coming)
    if found[1]:
        yield from _after(today, 7 - today.weekday() + place)


def _named(said: str, today: date) -> Iterator[date]:
    if found := _DAY_MONTH.fullmatch(said):
        number, month, year = found[1], found[2], found[3]
    elif found := _MONTH_DAY.fullmatch(said):
        month, number, year = found[1], found[2], found[3]
    else:
        return
    place = _place(_MONTHS, month)
    if place is None:
        return
    years = (int(year),) if year else range(today.year, today.year + 9)  # a leap day is at most eight years away
    made = (one for each in years for one in _made(each, place + 1, int(number)))
    yield from islice((one for one in made if year or one >= today), 1)


_READERS: tuple[Callable[[str, date], Iterator[date]], ...] = (_exact, _numbers, _near, _length, _weekday, _named)


def _plain(typed: str) -> str:
    """The words in one form, without what may stand before a day."""
    said = " ".join(typed.casefold().replace(",", " ").split()).rstrip(".")
    return _BEFORE.sub("", said)


def _place(names: tuple[str, ...], said: str) -> int | None:
    """Which of these names is meant, whole or shortened to three letters or more."""
    close = [place for place, name in enumerate(names) if len(said) > 2 and name.casefold().startswith(said)]
    return close[0] if len(close) == 1 else None


def _made(year: int, month: int, number: int) -> Iterator[date]:
    try:
        yield date(year, month, number)
    except ValueError:
        return


def _after(today: date, days: int) -> Iterator[date]:
    """So many days after today, while calendars have such a day."""
    try:
        yield today + timedelta(days=days)
    except OverflowError:
        return
