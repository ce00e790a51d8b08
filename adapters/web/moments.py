"""Moments on the page: kept in UTC, said in the reader's zone when the page is served."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup

from bot.messages import plain
from bot.messages.text import Moment, MomentStyle

_KEPT = re.compile(r'<time datetime="([^"]+)" data-say="([a-z-]+)">[^<]*</time>')


def kept(at: datetime, style: MomentStyle) -> Markup:
    """A moment as the shelf keeps it: readable in UTC, and ready to be said in anybody's zone."""
    words = plain.moment(Moment(at, style), "UTC")
    return _element(at, style, words if style is MomentStyle.DATE else f"{words} UTC")


def localised(html: str, zone: str) -> Markup:
    """Rendered HTML with every moment said in a zone. Nothing else can match: literal text has no `<`."""

    def say(found: re.Match[str]) -> str:
        moment = Moment(datetime.fromisoformat(found[1]), MomentStyle(found[2]))
        return _element(moment.at, moment.style, plain.moment(moment, zone))

    return Markup(_KEPT.sub(say, html))  # noqa: S704  (rendered and escaped by `render`, kept by the shelf)


def away(span: timedelta) -> str:
    """How long something still takes, in the two largest units: "2 days 3 hours"."""
    minutes = max(0, round(span.total_seconds() / 60))
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    told = [_counted(days, "day"), _counted(hours, "hour"), _counted(rest, "minute")]
    return " ".join([words for words in told if words][:2]) or "less than a minute"


def typed(words: str, zone: ZoneInfo) -> datetime | None:
    """The moment that somebody typed as a date and time (ISO 8601), in UTC; None when it is not one.

    Without an offset it is on the wall clock of `zone`. A time that the clocks show twice is the first of the two;
    one they skip is as long after the jump.
    """
    try:
        read = datetime.fromisoformat(words)
        return (read if read.tzinfo else read.replace(tzinfo=zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def later(now: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same time on the wall clock of `zone`, some days on, in UTC."""
    return (now.astimezone(zone) + timedelta(days=days)).astimezone(UTC)


def _element(at: datetime, style: MomentStyle, words: str) -> Markup:
    kept_at = at.astimezone(UTC).isoformat(timespec="seconds")
    return Markup('<time datetime="{}" data-say="{}">{}</time>').format(kept_at, style.value, words)


def _counted(number: int, unit: str) -> str:
    return "" if number == 0 else f"{number} {unit}" if number == 1 else f"{number} {unit}s"
