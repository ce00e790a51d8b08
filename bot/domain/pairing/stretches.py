"""The hours of a day in words: 12:00–13:30, 6 to 9 pm. Read without a guess."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: Minutes.
DAY = 24 * 60

_NONE = frozenset({"", "-", "–", "no", "none", "never", "off", "not", "nothing"})
_ALWAYS = frozenset({"any", "any time", "anytime", "all day", "always"})
_TIME = r"(noon|midnight|\d{1,2})(?:[:.h](\d{2}))?\s*(?:([ap])\.?m\.?)?"
_STRETCH = re.compile(rf"{_TIME}\s*(?:-|–|—|to|until|till)\s*{_TIME}", re.ASCII)
_BETWEEN = re.compile(r"\s*(?:[,;&+]|\band\b)\s*")


@dataclass(frozen=True, slots=True)
class _Clock:
    """A time somebody wrote, in minutes, and which half of the day they said, if they did."""

    minutes: int
    half: str


def read(text: str) -> Iterator[tuple[int, int]]:
    """Each stretch in minutes of the day, the end after the begin. Raises `ValueError` with what to write instead."""
    said = " ".join(text.casefold().split()).rstrip(".")
    if said in _ALWAYS:
        yield 0, DAY
    elif said not in _NONE:
        yield from (_stretch(piece) for piece in _BETWEEN.split(said) if piece)


def _stretch(piece: str) -> tuple[int, int]:
    found = _STRETCH.fullmatch(piece)
    times = (_clock(*found.groups()[:3]), _clock(*found.groups()[3:])) if found else ()
    match times:
        case (_Clock() as since, _Clock() as until):
            begins, ends = _meant(since, until)
        case _:
            raise ValueError(
                f"“{piece}” is not clear. Write hours as in 12:00–13:30, 18:00–21:00, or leave it empty."
            )
    if begins >= ends:
        raise ValueError(f"“{piece}” ends before it begins. Write each day by itself, as in 18:00–24:00.")
    return begins, ends


def _clock(hour: str, minutes: str | None, half: str | None) -> _Clock | None:
    """None for what no clock shows."""
    if hour in ("noon", "midnight"):
        return None if minutes or half else _Clock(DAY // 2 if hour == "noon" else DAY, "said")
    whole, more = int(hour), int(minutes or 0)
    if more > 59 or whole * 60 + more > DAY or (half and not 1 <= whole <= 12):
        return None
    return _Clock((whole % 12 + 12 * (half == "p") if half else whole) * 60 + more, half or "")


def _meant(since: _Clock, until: _Clock) -> tuple[int, int]:
    """Both in minutes: of 6–9 pm the first is in the evening, too, of 9–5 pm in the morning, as is that of 9 am–5."""
    begins, ends = since.minutes % DAY, until.minutes or DAY
    noon = DAY // 2
    if until.half == "p" and not since.half and begins < noon and begins + noon < ends:
        begins += noon
    if since.half == "a" and not until.half and ends <= min(begins, noon):
        ends += noon
    return begins, ends
