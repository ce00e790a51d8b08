"""Who asks for a mentor and who offers: one wish at a time, in its own words, as old as it is."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.domain.pairing.states import Ladder, RequestState
from bot.domain.pairing.terms import Terms, Wish
from bot.domain.pairing.waits import Wait
from bot.store.models import MentorRequest, PreferredMentor
from bot.store.queries.pairing import offers, pairings, requests
from tests.support import pairs
from tests.support.histories import HOUR, NOON, seat

TERMS = Terms(seats=2, ladder=Ladder.PEER, interests=("nlp", "vision"), roles=("mlops",), routes=("inside",))
DAY = timedelta(days=1)


def test_an_offer_says_what_it_was_told_and_is_changed_in_place(session: Session) -> None:
    bo = seat(session, "Bo")
    assert offers.of(session, bo) is None
    first = offers.keep(session, bo, TERMS, NOON)
    second = offers.keep(session, bo, replace(TERMS, seats=3), NOON + HOUR)

    assert offers.of(session, bo) is first is second
    assert offers.terms(session, first) == replace(TERMS, seats=3)
    assert first.offered_at == NOON


def test_an_offer_that_ended_says_the_same_and_stands_again_from_then_on(session: Session) -> None:
    bo = seat(session, "Bo")
    offer = offers.keep(session, bo, TERMS, NOON)
    offers.withdraw(session, offer, NOON + HOUR)
    offers.withdraw(session, offer, NOON + 2 * HOUR)
    assert (offers.of(session, bo), offer.ended_at) == (None, NOON + HOUR)
    assert offers.terms(session, offer) == TERMS

    again = offers.keep(session, bo, TERMS, NOON + DAY)

    assert again is offers.of(session, bo) is offer
    assert (again.offered_at, again.ended_at) == (NOON + DAY, None)


def test_only_offers_of_mentors_who_are_there_stand(session: Session) -> None:
    here = pairs.cohort(session)
    bo, chen, dana, eve = seat(session, "Bo"), seat(session, "Chen"), *(pairs.comes(session, one) for one in "DE")
    for member in (dana, chen, bo, eve):
        pairs.offer(session, member)
    chen.left_at, dana.mentors = NOON, False

    assert [member.id for _, member, _ in offers.standing(session, here)] == [bo.id, eve.id]
    ended = offers.of(session, eve)
    assert ended is not None
    offers.withdraw(session, ended, NOON)
    assert [person.name for *_, person in offers.standing(session, here)] == ["Bo"]


def test_a_seat_is_taken_from_the_draft_on_until_it_is_free_again(session: Session) -> None:
    here, mentor = pairs.cohort(session), seat(session, "Ana")
    requested = [pairs.ask(session, seat(session, who)) for who in ("Bo", "Chen")]
    draft = pairs.drafted(session, requested[0], mentor)
    assert offers.taken(session, here) == {mentor.id: 1}
    pairs.paired(session, requested[1], mentor)
    assert offers.taken(session, here) == {mentor.id: 2}

    pairs.end(session, draft.pairing)

    assert offers.taken(session, here) == {mentor.id: 1}


def test_a_wish_says_what_it_was_told(session: Session) -> None:
    bo, ana, chen = (seat(session, who) for who in ("Bo", "Ana", "Chen"))
    wish = Wish(purpose="Change teams", by=date(2027, 3, 1), preferred=(chen.id, ana.id))
    request = requests.ask(session, bo, wish, NOON)

    assert requests.current(session, bo) is request
    assert requests.wish(session, request) == wish
    assert requests.preferred(session, pairs.cohort(session)) == {request.id: (chen.id, ana.id)}


def test_nobody_has_two_wishes_and_asking_again_changes_the_words(session: Session) -> None:
    bo, ana = seat(session, "Bo"), seat(session, "Ana")
    request = requests.ask(session, bo, Wish(purpose="One", preferred=(ana.id,)), NOON)
    again = requests.ask(session, bo, Wish(purpose="Two", preferred=(bo.id, ana.id, ana.id)), NOON + HOUR)

    assert again is request
    assert (request.asked_at, requests.wish(session, request)) == (NOON, Wish(purpose="Two", preferred=(ana.id,)))
    assert session.scalar(select(func.count(PreferredMentor.id))) == 1


def test_the_database_lets_nobody_stand_in_line_twice(session: Session) -> None:
    one = pairs.ask(session, seat(session, "Bo"))
    copied = "community_id, cohort_id, member_id, purpose, asked_at, state, tries"
    twice = text(f"INSERT INTO mentor_requests ({copied}) SELECT {copied} FROM mentor_requests")
    standing = r"uq_mentor_requests_standing|mentor_requests\.member_id"
    with pytest.raises(IntegrityError, match=standing), session.begin_nested():
        session.execute(twice)
    requests.close(session, one, NOON)
    session.execute(twice)
    assert session.scalar(select(func.count(MentorRequest.id))) == 2


def test_a_closed_wish_leaves_room_for_another_one_and_is_not_opened_again(session: Session) -> None:
    bo = seat(session, "Bo")
    first = pairs.ask(session, bo)
    for hour in (1, 2):
        requests.close(session, first, NOON + hour * HOUR)
    requests.reopen(session, first)
    assert (first.state, first.closed_at) == (RequestState.CLOSED, NOON + HOUR)
    assert requests.current(session, bo) is None

    second = pairs.ask(session, bo, 3)

    assert requests.current(session, bo) is second is not first


def test_whoever_lost_a_mentor_is_as_old_in_line_as_before(session: Session) -> None:
    bo, chen = (pairs.ask(session, seat(session, who), hours) for who, hours in (("Bo", 0), ("Chen", 1)))
    pairs.paired(session, bo, seat(session, "Ana"), hours=2)
    assert [one.id for one, *_ in requests.open_ones(session, pairs.cohort(session))] == [chen.id]
    requests.reopen(session, bo)
    requests.serve(session, bo, NOON + 9 * HOUR)
    requests.reopen(session, bo)

    assert [one.id for one, *_ in requests.open_ones(session, pairs.cohort(session))] == [bo.id, chen.id]
    assert bo.served_at == NOON + 2 * HOUR


def test_whoever_has_a_name_already_is_not_without_one(session: Session) -> None:
    here, ana = pairs.cohort(session), seat(session, "Ana")
    bo, chen, dana = (
        pairs.ask(session, member)
        for member in (seat(session, "Bo"), seat(session, "Chen"), pairs.comes(session, "Dana"))
    )
    bond = pairs.drafted(session, bo, ana)
    pairs.suggested(session, chen, ana)
    assert [one.id for one, *_ in requests.without_pairing(session, here)] == [dana.id]

    pairings.end(session, bond.pairing, NOON)
    seat(session, "Dana").left_at = NOON

    assert [one.id for one, *_ in requests.without_pairing(session, here)] == [bo.id]


def test_a_new_round_of_the_rhythm_lets_everybody_in_line_be_suggested_as_often_again(session: Session) -> None:
    bo, chen = (pairs.ask(session, seat(session, who)) for who in ("Bo", "Chen"))
    bo.tries, chen.tries = 3, 2
    requests.close(session, chen, NOON)
    requests.begin_anew(session, pairs.cohort(session))

    assert (bo.tries, chen.tries) == (0, 2)


def test_waits_count_those_who_still_wait_and_those_who_gave_up(session: Session) -> None:
    served, gone, waiting, long_ago = (pairs.ask(session, pairs.comes(session, one)) for one in "abcd")
    requests.serve(session, served, NOON + 2 * DAY)
    requests.close(session, gone, NOON + 3 * DAY)
    long_ago.asked_at = NOON - 200 * DAY

    assert requests.waits(session, pairs.cohort(session), NOON + 9 * DAY) == (
        Wait(days=2 * DAY, served=True),
        Wait(days=3 * DAY, served=False),
        Wait(days=9 * DAY, served=False),
    )
    assert waiting.served_at is None
