"""A gentle word after two weeks without a sign: to both sides, one pair at a time, and never counting a rest."""

from datetime import datetime, timedelta

from bot.cards.pairing import meetings as cards
from bot.domain.notes import Urgency
from bot.domain.pairing import silence
from bot.domain.pairing.timing import QUIET
from bot.features.feature import Feature, Telling
from bot.features.pairing import following
from bot.features.pairing.following import SILENCE, Seat
from bot.features.pairing.meeting import session
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.store.queries.pairing import meetings

feature = Feature()

#: Who is in several quiet pairs hears of the next one so much later.
NEXT = timedelta(days=3)


@feature.part(SILENCE, Urgency.FOLLOW_UP)
def say_gently(telling: Telling) -> Card | Skipped:
    """Ask how it goes, once for each silence."""
    seat = following.told(telling)
    if isinstance(seat, Skipped):
        return seat
    sign = meetings.last_sign(telling.session, seat.bond.pairing)
    if not telling.subject.startswith(following.mark(seat.bond, sign)):
        return Skipped("they were heard of since")
    if silence.over(following.calendar_of(telling), telling.now):
        return Skipped("the roadmap is over")
    if (due := _later(telling, seat, sign)) is not None:
        following.put_off(telling, SILENCE, due)
        return Skipped("it is said later")
    return cards.ask(session(seat), quiet=True)


def _later(telling: Telling, seat: Seat, sign: datetime) -> datetime | None:
    """When it is to be said instead of now; nothing when now is right."""
    if (resumes := following.goes_on(telling)) is not None:
        return resumes
    heard = max((sign, *(one.said_at for one in seat.said)))
    missing = QUIET - timedelta(days=silence.days(following.calendar_of(telling), heard, telling.now))
    if missing > timedelta():
        return telling.now + missing
    waiting = following.waiting(telling.session, seat.person, SILENCE, telling.now)
    return None if telling.subject in waiting[:1] or not waiting else telling.now + NEXT
