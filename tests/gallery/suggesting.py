"""The exhibits of suggestions: why, when, who begins; what runs out; and why nobody was found."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.cards.pairing import suggestions, unserved
from bot.cards.pairing.reasons import Because, Told
from bot.cards.pairing.suggestions import Suggested
from bot.domain.matching.barriers import Barrier
from bot.domain.matching.reasons import Free, Liked, Named, SameAim, SameField, Traded, WentThere, WorksThere
from bot.domain.matching.unserved import SameCompany, Spoken, Unserved, Wider
from bot.domain.pairing.states import Side
from bot.domain.roadmap import Roadmap
from tests.gallery.exhibits import Exhibit, made

#: Suggested on a Monday, to be answered by that Thursday.
UNTIL = datetime(2027, 1, 7, 9, tzinfo=UTC)
_BERLIN = ZoneInfo("Europe/Berlin")
_EVENINGS = tuple(
    (datetime(2027, 1, day, 18, tzinfo=_BERLIN), datetime(2027, 1, day, 20, 30, tzinfo=_BERLIN)) for day in (4, 5, 7)
)
_SATURDAY = (datetime(2027, 1, 9, 10, tzinfo=_BERLIN), datetime(2027, 1, 9, 12, tzinfo=_BERLIN))
_FACTS = (WentThere(route="Internal transfer"), WorksThere(role="Applied ML engineer"), Liked(interests=("Vision",)))
LEARNER = Because(
    others=("Zoe",),
    side=Side.LEARNER,
    told=tuple(Told(who="Zoe", reason=one) for one in _FACTS),
    hours=(*_EVENINGS, _SATURDAY),
)
MENTOR = replace(
    LEARNER,
    others=("Tom",),
    side=Side.MENTOR,
    told=tuple(Told(who="Tom", reason=one) for one in _FACTS),
    starter="Tom",
)
NEXT = UNTIL + timedelta(days=4)


def suggesting(of: Roadmap) -> Iterator[Exhibit]:
    """Everything that is said of a suggestion unprompted."""
    asked = Suggested(pairing=5, because=LEARNER, expires=UNTIL, hint=of.weeks[0].mentor_hint)
    proposed = replace(asked, because=MENTOR, purpose="My first model in production: what to watch")
    yield made("learner", suggestions.suggested, asked)
    yield made("mentor", suggestions.suggested, proposed)
    yield made("named", suggestions.suggested, replace(asked, because=_told("Zoe", Named(), Free(both=1)), hint=""))
    yield made("named-mentor", suggestions.suggested, replace(proposed, because=_named()))
    yield made("nothing-told", suggestions.suggested, replace(asked, because=_told("Zoe"), hint=""))
    yield made("in-common", suggestions.suggested, replace(asked, because=_shared(), hint=""))
    yield made("many-hours", suggestions.suggested, replace(asked, because=_open(), hint=""))
    yield made("learner", suggestions.reminder, asked)
    yield made("mentor", suggestions.reminder, proposed)
    yield made("once", suggestions.silence, "Zoe", paused=False)
    yield made("twice", suggestions.silence, "Zoe", paused=True)
    yield from _unserved()


def _unserved() -> Iterator[Exhibit]:
    away = {Barrier.HOURS: 3, Barrier.LANGUAGE: 1, Barrier.COMPANY: 2, Barrier.LEVEL: 1}
    helps = (Wider(hours=2, opens=3), Spoken(language="german", opens=1), SameCompany(opens=2))
    words = {"german": "German"}
    yield made("", unserved.unserved, Unserved(learner=1, kept_away=away, full=2, changes=helps), words, NEXT)
    alone = Unserved(learner=1, kept_away={}, full=0, changes=())
    yield made("nobody", unserved.unserved, alone, words, None)
    yield made("full", unserved.unserved, replace(alone, full=1), words, NEXT)
    yield made("", unserved.tried, 3, NEXT)


def _told(who: str, *reasons: Named | Free) -> Because:
    return Because(others=(who,), side=Side.LEARNER, told=tuple(Told(who=who, reason=one) for one in reasons))


def _named() -> Because:
    return replace(MENTOR, told=(Told(who="Tom", reason=Named()),), hours=_EVENINGS)


def _open() -> Because:
    days = (datetime(2027, 1, day, tzinfo=_BERLIN) for day in range(5, 9))
    hours = tuple((day.replace(hour=one), day.replace(hour=one + 2)) for day in days for one in (7, 12))
    interests = Liked(interests=("Search and recommendations", "Vision"))
    return replace(LEARNER, told=(Told(who="Zoe", reason=interests),), hours=hours)


def _shared() -> Because:
    traded = Traded(gives="Cloud platforms", gets="Statistics")
    reasons = (traded, SameField(field="logistics"), SameAim(role="Applied ML engineer", route="A startup"))
    return replace(LEARNER, told=tuple(Told(who="Zoe", reason=one) for one in reasons), starter="Zoe")
