"""Mentors and buddies of two people who are one: nobody is their own, and nothing stands twice."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.domain.pairing import timing
from bot.domain.pairing.states import Cause, Kind, Met, PairingState, RequestState
from bot.store.models import Block, Meeting, MentorOffer, MentorRequest, Pairing, Partner, PreferredMentor, Readiness
from bot.store.queries.pairing import blocks, meetings, offers, pairings, readiness, requests, rounds
from tests.support import pairs
from tests.support.histories import NOON, merge, person, seat

DRAFT, SUGGESTED, PAIRED = PairingState.DRAFT, PairingState.SUGGESTED, PairingState.PAIRED
WITHDRAWN, ENDED = PairingState.WITHDRAWN, PairingState.ENDED
MADE = {DRAFT: pairs.drafted, SUGGESTED: pairs.suggested, PAIRED: pairs.paired}


def states(session: Session) -> list[PairingState]:
    return list(session.scalars(select(Pairing.state).order_by(Pairing.id)))


def wishes(session: Session) -> list[RequestState]:
    return list(session.scalars(select(MentorRequest.state).order_by(MentorRequest.id)))


@pytest.mark.parametrize(("state", "after"), [(DRAFT, WITHDRAWN), (SUGGESTED, WITHDRAWN), (PAIRED, ENDED)])
@pytest.mark.parametrize("learner", ["Bo", "Chen"])
def test_nobody_is_their_own_mentor_and_they_are_in_line_again(
    session: Session, learner: str, state: PairingState, after: PairingState
) -> None:
    wish = pairs.ask(session, seat(session, learner))
    MADE[state](session, wish, seat(session, "Chen" if learner == "Bo" else "Bo"))
    session.flush()

    merge(session)

    called = rounds.called(session, pairs.cohort(session), Kind.MENTOR)
    assert (states(session), wishes(session)) == ([after], [RequestState.OPEN])
    assert called is not None
    assert (called.cause, called.due_at) == (Cause.GAP, NOON + timing.GATHER)
    assert session.scalars(select(Partner.member_id)).all() == [seat(session, "Bo").id]


def test_two_buddies_who_are_one_are_none_and_a_trio_is_a_pair(session: Session) -> None:
    bo, chen, dana = seat(session, "Bo"), seat(session, "Chen"), pairs.comes(session, "Dana")
    pairs.buddies(session, bo, chen)
    trio = pairs.buddies(session, chen, dana, bo).pairing

    merge(session)

    assert states(session) == [ENDED, PAIRED]
    assert {one.name for *_, one in pairings.bond(session, trio).partners} == {"Bo", "Dana"}
    assert trio.starter_id == seat(session, "Bo").id


@pytest.mark.parametrize(
    ("mine", "theirs", "stays"),
    [
        (None, None, "Chen"),
        (SUGGESTED, None, "Bo"),
        (None, DRAFT, "Chen"),
        (SUGGESTED, PAIRED, "Chen"),
        (PAIRED, SUGGESTED, "Bo"),
        (SUGGESTED, SUGGESTED, "Chen"),
    ],
)
def test_of_two_wishes_the_one_that_came_further_stays_or_the_last_words_of_the_older_day(
    session: Session, mine: PairingState | None, theirs: PairingState | None, stays: str
) -> None:
    mentors = [pairs.comes(session, name, mentors=True) for name in ("Mia", "Max")]
    for who, state, mentor, hours in (("Bo", mine, mentors[0], 0), ("Chen", theirs, mentors[1], 1)):
        wish = pairs.ask(session, seat(session, who), hours, who)
        if state is not None:
            MADE[state](session, wish, mentor)

    merge(session)

    standing = requests.current(session, seat(session, "Bo"))
    assert standing is not None
    assert (requests.wish(session, standing).purpose, standing.asked_at) == (stays, NOON)
    assert sorted(wishes(session)) == sorted([RequestState.CLOSED, standing.state])
    of_closed = select(Pairing.state).join(MentorRequest).where(MentorRequest.state == RequestState.CLOSED)
    assert session.scalars(of_closed).all() in ([], [WITHDRAWN])


def test_both_mentors_of_somebody_stay_their_mentors(session: Session) -> None:
    for who, name in (("Bo", "Mia"), ("Chen", "Max")):
        pairs.paired(session, pairs.ask(session, seat(session, who)), pairs.comes(session, name, mentors=True))

    merge(session)

    assert (states(session), sorted(wishes(session))) == ([PAIRED, PAIRED], ["closed", "paired"])
    assert len(pairings.of(session, seat(session, "Bo"), Kind.MENTOR)) == 2


@pytest.mark.parametrize(
    ("mine", "theirs", "after"),
    [
        (PAIRED, PAIRED, [ENDED, PAIRED]),
        (PAIRED, SUGGESTED, [PAIRED, WITHDRAWN]),
        (DRAFT, PAIRED, [WITHDRAWN, PAIRED]),
        (SUGGESTED, SUGGESTED, [WITHDRAWN, SUGGESTED]),
    ],
)
def test_the_same_two_are_a_pair_once(
    session: Session, mine: PairingState, theirs: PairingState, after: list[PairingState]
) -> None:
    ana = seat(session, "Ana")
    for hours, (who, state) in enumerate((("Bo", mine), ("Chen", theirs))):
        MADE[state](session, pairs.ask(session, seat(session, who), hours), ana)

    merge(session)

    assert states(session) == after
    assert offers.taken(session, pairs.cohort(session)) == {ana.id: 1}


def test_buddies_of_both_stay_unless_they_are_the_same(session: Session) -> None:
    bo, chen = seat(session, "Bo"), seat(session, "Chen")
    dana, eve = (pairs.comes(session, name) for name in ("Dana", "Eve"))
    for members in ((bo, dana), (chen, dana), (chen, eve)):
        pairs.buddies(session, *members)

    merge(session)

    assert states(session) == [PAIRED, ENDED, PAIRED]


@pytest.mark.parametrize("ended", ["", "Bo", "Chen"])
def test_an_offer_that_stands_stays_and_of_two_the_last_one(session: Session, ended: str) -> None:
    for hours, who in enumerate(("Bo", "Chen")):
        pairs.offer(session, seat(session, who), seats=hours + 1, hours=hours)
    if ended:
        gone = offers.of(session, seat(session, ended))
        assert gone is not None
        offers.withdraw(session, gone, NOON)

    merge(session)

    offer = offers.of(session, seat(session, "Bo"))
    assert offer is not None
    assert offer.seats == (1 if ended == "Chen" else 2)
    assert session.scalar(select(func.count(MentorOffer.id))) == 1


def test_blocks_of_both_hold_but_not_of_oneself_and_part_who_is_paired(session: Session) -> None:
    ana, bo, chen = (person(session, who) for who in ("Ana", "Bo", "Chen"))
    for one, other in ((bo, chen), (chen, bo), (bo, ana), (chen, ana), (ana, chen)):
        blocks.block(session, one, other)
    wish = pairs.ask(session, seat(session, "Bo"))
    pairs.paired(session, wish, seat(session, "Ana"))

    merge(session)

    assert set(session.execute(select(Block.person_id, Block.blocked_id))) == {(bo.id, ana.id), (ana.id, bo.id)}
    assert (states(session), wishes(session)) == ([ENDED], [RequestState.OPEN])


def test_a_block_of_one_of_them_parts_the_other_one(session: Session) -> None:
    blocks.block(session, person(session, "Ana"), person(session, "Chen"))
    pairs.suggested(session, pairs.ask(session, seat(session, "Bo")), seat(session, "Ana"))
    pairs.buddies(session, seat(session, "Bo"), pairs.comes(session, "Dana"))

    merge(session)

    assert states(session) == [WITHDRAWN, PAIRED]


def test_nobody_wishes_for_themselves_and_whom_both_wished_for_is_wished_for_once(session: Session) -> None:
    ana, bo, chen = (seat(session, who) for who in ("Ana", "Bo", "Chen"))
    pairs.ask(session, bo, 0, "", chen, ana)
    other = pairs.ask(session, ana, 0, "", chen, bo)

    merge(session)

    liked = session.execute(select(PreferredMentor.request_id, PreferredMentor.member_id)).all()
    assert (other.id, seat(session, "Bo").id) in liked
    assert len(liked) == 2
    assert seat(session, "Ana").id in {member for _, member in liked}


def test_every_word_about_sessions_stays_also_of_those_they_had_with_each_other(session: Session) -> None:
    bo, chen = seat(session, "Bo"), seat(session, "Chen")
    bond = pairs.buddies(session, bo, chen)
    for member in (bo, chen, chen):
        pairs.meets(session, bond, member, Met.YES, words=f"Seat {member.id}")

    merge(session)

    mine = session.scalars(select(Meeting).order_by(Meeting.number)).all()
    assert [(one.number, meetings.words(session, one)) for one in mine] == [
        (1, f"Seat {bo.id}"),
        (2, f"Seat {chen.id}"),
        (3, f"Seat {chen.id}"),
    ]
    assert {one.member_id for one in mine} == {seat(session, "Bo").id}


def test_the_longer_pause_holds_and_whoever_answered_as_one_of_them_is_not_silent(session: Session) -> None:
    mine, theirs = (readiness.of(session, seat(session, who)) for who in ("Bo", "Chen"))
    mine.paused_until, mine.silent, mine.unanswered = date(2027, 2, 1), True, 2
    theirs.paused_until, theirs.unanswered = date(2027, 3, 1), 1
    readiness.keep_contact(session, seat(session, "Chen"), "chen@example.org")

    merge(session)

    (one,) = session.scalars(select(Readiness))
    assert (one.paused_until, one.silent, one.unanswered) == (date(2027, 3, 1), False, 1)
    assert readiness.contact(session, seat(session, "Bo")) == "chen@example.org"
