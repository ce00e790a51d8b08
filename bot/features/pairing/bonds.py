"""A bond begins: both said yes, or a buddy round brought people together."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.domain.pairing.states import PairingState
from bot.features.feature import Context
from bot.features.pairing import following, rooms
from bot.replies import Post
from bot.store.models import Cohort, Member, MentorRequest
from bot.store.queries.pairing import pairings, requests
from bot.store.queries.pairing.pairings import Bond


def begin(ctx: Context, bond: Bond) -> tuple[Post, ...]:
    """Both sides have said yes: they are a pair, get a room, and are asked later whether they met. Twice is once."""
    held = pairings.hold(ctx.session, bond)
    if held.pairing.state is not PairingState.SUGGESTED:
        return ()
    pairings.settle(ctx.session, held.pairing, PairingState.PAIRED, ctx.now)
    request = ctx.session.get(MentorRequest, held.pairing.request_id) if held.pairing.request_id else None
    if request is not None:
        requests.serve(ctx.session, request, ctx.now)
    return gathered(ctx.session, ctx.now, ctx.session.get_one(Cohort, held.pairing.cohort_id), held)


def joined(
    session: Session, now: datetime, cohort: Cohort, bond: Bond, members: Sequence[Member]
) -> tuple[Post, ...]:
    """A room for all, once somebody has come to a group; those who came are asked later whether they met."""
    for member in members:
        following.begin_with(session, now, cohort, bond, member)
    return rooms.post(session, bond)


def gathered(session: Session, now: datetime, cohort: Cohort, bond: Bond) -> tuple[Post, ...]:
    """A room for people who are a pair or a group by now, and the question after some days whether they met."""
    following.begin(session, now, cohort, bond)
    return rooms.post(session, bond)
