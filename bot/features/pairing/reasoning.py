"""Why some people were brought together: up to three facts that are true of them now, with the words for each."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import reduce
from itertools import chain, zip_longest
from operator import and_

from bot.cards.pairing.reasons import Because, Told
from bot.domain.matching import hours
from bot.domain.matching.reasons import (
    MOST,
    Free,
    Liked,
    Reason,
    SameAim,
    Traded,
    WentThere,
    WorksThere,
    buddying,
    mentoring,
)
from bot.domain.pairing.states import Kind, Ladder
from bot.domain.pairing.terms import Terms
from bot.features.pairing import known
from bot.features.pairing.known import Known, Reader
from bot.store.models import Cohort, Member, MentorRequest
from bot.store.queries.pairing import offers, requests
from bot.store.queries.pairing.pairings import Bond

#: What somebody offered whose offer is gone.
_NOTHING = Terms(seats=0, ladder=Ladder.WORKING)


def reasons(reader: Reader, bond: Bond, member: Member) -> Because:
    """Why these people, as one of them reads it, from what is true now. A scene, a context or a telling will do."""
    cohort = reader.session.get_one(Cohort, bond.pairing.cohort_id)
    heard = known.told(reader, cohort, [(one, person) for _, one, person in bond.partners])
    [(mine, _, me)] = [row for row in bond.partners if row[1].id == member.id]
    others = bond.others(member)
    said = [
        [Told(who=person.name, reason=why) for why in _why(reader, heard, bond, member, one)]
        for _, one, person in others
    ]
    told = chain.from_iterable(zip_longest(*said))
    words = known.words(reader, cohort)
    return Because(
        others=tuple(person.name for _, _, person in others),
        side=mine.side,
        told=tuple(replace(one, reason=_worded(one.reason, words)) for one in told if one)[:MOST],
        hours=_shared(reader, cohort, heard, bond, me.zone or cohort.zone),
        starter=next((person.name for _, one, person in others if one.id == bond.pairing.starter_id), ""),
    )


def _why(reader: Reader, heard: Known, bond: Bond, mine: Member, theirs: Member) -> tuple[Reason, ...]:
    if bond.pairing.kind is Kind.BUDDY:
        found = buddying(heard.peer(mine), heard.peer(theirs))
    else:
        found = _mentoring(reader, heard, bond, mine, theirs)
    return tuple(one for one in found if not isinstance(one, Free))  # all of them share those: see `hours`


def _mentoring(reader: Reader, heard: Known, bond: Bond, mine: Member, theirs: Member) -> tuple[Reason, ...]:
    session, request = reader.session, reader.session.get_one(MentorRequest, bond.pairing.request_id)
    learner, mentor = (mine, theirs) if mine.id == request.member_id else (theirs, mine)
    offer = offers.of(session, mentor)
    terms = offers.terms(session, offer) if offer is not None else _NOTHING
    asking = heard.learner(learner, request, reader.now, requests.wish(session, request).preferred)
    return mentoring(asking, heard.mentor(mentor, terms))


def _shared(
    reader: Reader, cohort: Cohort, heard: Known, bond: Bond, zone: str
) -> tuple[tuple[datetime, datetime], ...]:
    """When all of them are free in that week, on one clock; what is over is no help."""
    free = reduce(and_, (heard.traits[member.id].free for _, member, _ in bond.partners))
    found = hours.stretches(free, zone, known.monday(reader, cohort))
    return tuple((begins, ends) for begins, ends in found if ends > reader.now)


def _worded(reason: Reason, words: Mapping[str, str]) -> Reason:
    """The same with words in the place of slugs."""
    match reason:
        case Traded(gives=gives, gets=gets):
            return Traded(gives=words.get(gives, gives), gets=words.get(gets, gets))
        case WentThere(route=route):
            return WentThere(route=words.get(route, route))
        case WorksThere(role=role):
            return WorksThere(role=words.get(role, role))
        case SameAim(role=role, route=route):
            return SameAim(role=words.get(role, role), route=words.get(route, route))
        case Liked(interests=interests):
            return Liked(interests=tuple(words.get(one, one) for one in interests))
        case _:
            return reason
