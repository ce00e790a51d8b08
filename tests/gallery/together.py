"""The exhibits of what people read first who were brought together."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.cards.pairing import rooms
from bot.cards.pairing.reasons import Told
from bot.cards.pairing.rooms import Hint, Reached, Together
from bot.domain.matching.reasons import (
    Free,
    Liked,
    Named,
    Reason,
    SameAim,
    SameField,
    Traded,
    WentThere,
    WorksThere,
)
from bot.domain.roadmap import Roadmap
from bot.messages.text import Mention
from tests.gallery.exhibits import Exhibit, made

TUESDAY = datetime(2027, 1, 5, 17, tzinfo=UTC)
STRETCHES = tuple((TUESDAY + timedelta(days=day), TUESDAY + timedelta(days=day, hours=1)) for day in range(4))
MANAGERS = "Whoever manages the threads of this server"
#: Somebody with a name that means harm.
HARM = "@everyone <!channel>\n</script>"


def together(of: Roadmap) -> Iterator[Exhibit]:
    """Rooms, and what is said where there can be none."""
    mentored = Together(
        names=("Bo", "Dana"),
        starter="Bo",
        mentor="Dana",
        teller="Bo",
        told=_told("Dana", Named(), WentThere(route="an internal move"), WorksThere(role="an applied ML engineer"))
        + _told("Dana", Free(both=4)),
        hours=STRETCHES,
        hint=Hint(week=1, words=of.weeks[0].mentor_hint),
    )
    buddies = Together(
        names=("Ana", "Bo", "Chen"),
        starter="Ana",
        teller="Ana",
        told=_told("Bo", Traded(gives="system design", gets="debugging"), SameAim(role="MLOps", route="a startup"))
        + _told("Chen", SameField(field="payments"), Liked(interests=("search", "health"))),
        hint=Hint(week=1, words=of.weeks[0].prompt),
    )
    yield made("mentor", rooms.room, mentored, "")
    yield made("buddies", rooms.room, buddies, MANAGERS)
    yield made("nothing-told", rooms.room, Together(names=("Ana", HARM), starter=HARM, teller="Ana"), MANAGERS)
    yield from _contacts(mentored, buddies)


def _contacts(mentored: Together, buddies: Together) -> Iterator[Exhibit]:
    dana = Mention(name="Dana", platform="slack", workspace="T1", user="UDANA")
    there = Reached(name="Dana", where="Slack", mention=dana)
    elsewhere = Reached(name="Chen", where="Discord", contact="chen@example.org, or @everyone")
    nowhere = Reached(name="Bo", where="Discord")
    yield made("learner", rooms.contact, mentored, "Bo", (there,), ("Ana",))
    yield made("mentor", rooms.contact, mentored, "Dana", (nowhere,), ())
    yield made(
        "buddies", rooms.contact, replace(buddies, starter="Chen"), "Ana", (nowhere, elsewhere), ("Dana", "Tom")
    )


def _told(who: str, *reasons: Reason) -> tuple[Told, ...]:
    return tuple(Told(who=who, reason=reason) for reason in reasons)
