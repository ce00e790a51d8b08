"""What is still open, in words that find an index.

The states stand in the statement itself: SQLite looks for an index of some rows before it knows the parameters
(https://www.sqlite.org/partialindex.html#queries_using_partial_indexes).
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam
from sqlalchemy.orm import InstrumentedAttribute

from bot.domain.pairing.states import PairingState, RequestState, RoundState
from bot.store.models import MentorRequest, Pairing, Round

#: Pairings that keep their people from another one.
OPEN = (PairingState.DRAFT, PairingState.SUGGESTED, PairingState.PAIRED)


def among(column: InstrumentedAttribute[Any], *states: StrEnum) -> ColumnElement[bool]:
    """Whether the state is one of these."""
    return column.in_(bindparam(None, states, expanding=True, literal_execute=True, unique=True))


def exactly(column: InstrumentedAttribute[Any], state: StrEnum) -> ColumnElement[bool]:
    """Whether the state is this one."""
    return column == bindparam(None, state, type_=column.type, literal_execute=True, unique=True)


def other_than(column: InstrumentedAttribute[Any], state: StrEnum) -> ColumnElement[bool]:
    """Whether the state is any but this one."""
    return column != bindparam(None, state, type_=column.type, literal_execute=True, unique=True)


#: It keeps its people from another one.
OPEN_PAIRING = among(Pairing.state, *OPEN)
#: Both sides are asked.
SUGGESTED = exactly(Pairing.state, PairingState.SUGGESTED)
#: A wish that has not been closed.
STANDING = other_than(MentorRequest.state, RequestState.CLOSED)
DUE = exactly(Round.state, RoundState.DUE)
#: An organiser looks at it. All that is open is said, too: that is what the index holds.
REVIEWED = and_(among(Round.state, RoundState.DUE, RoundState.REVIEWED), exactly(Round.state, RoundState.REVIEWED))
