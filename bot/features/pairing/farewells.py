"""The kind word to whoever lost somebody: what has happened, never who wished it or why, and what comes next."""

from bot.cards.pairing import endings as cards
from bot.domain.notes import Urgency
from bot.domain.pairing.states import Kind, PairingState, RequestState, Side
from bot.domain.words import listed
from bot.features.feature import Feature, Telling
from bot.features.pairing import following
from bot.features.pairing.ending import KIND, Ends
from bot.features.pairing.following import Seat
from bot.messages.elements import Card
from bot.ports import Skipped
from bot.store.queries.pairing import pairings, requests

feature = Feature()


@feature.part(KIND, Urgency.FOLLOW_UP)
def tell_of_end(telling: Telling) -> Card | Skipped:
    """Tell one of them that it is over, as their side of it is."""
    number, why, *gone = telling.subject.split("|")
    bond = pairings.numbered(telling.session, telling.cohort, int(number))
    seat = following.seat(telling.session, bond, telling.person or 0) if bond is not None else None
    if seat is None:
        return Skipped("they are no part of it any more")
    if seat.bond.pairing.kind is Kind.BUDDY:
        return _buddy(seat, why, gone)
    return _learner(telling, seat, why) if seat.partner.side is Side.LEARNER else _mentor(seat)


def _buddy(seat: Seat, why: str, gone: list[str]) -> Card | Skipped:
    if why == Ends.WISHED:
        return cards.parted_buddies()
    others = seat.bond.others(seat.member)
    if not gone:
        return cards.buddy_gone(listed([person.name for _, _, person in others]))
    if seat.bond.pairing.state is not PairingState.PAIRED:
        return Skipped("their group has ended")
    left = [person.name for _, member, person in others if str(member.id) in gone]
    return cards.buddy_gone(listed(left), stays=seat.name)


def _learner(telling: Telling, seat: Seat, why: str) -> Card | Skipped:
    request = requests.current(telling.session, seat.member)
    if request is None:
        return Skipped("they look for nobody any more")
    served = request.state is not RequestState.OPEN or bool(pairings.of(telling.session, seat.member, Kind.MENTOR))
    if seat.bond.pairing.state is not PairingState.ENDED:
        return Skipped("they have the next name already") if served else cards.passed()
    if why == Ends.WISHED:
        return cards.parted_learner(seat.name, served=served)
    return cards.mentor_gone(seat.name, stopped=why == Ends.STOPPED, served=served)


def _mentor(seat: Seat) -> Card | Skipped:
    if seat.bond.pairing.state is not PairingState.ENDED:
        return cards.passed_mentor()
    return cards.parted_mentor(seat.name)
