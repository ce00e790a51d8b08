"""Who was brought together: suggested once, answered by each side, ended once, and seen by nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.domain.pairing.states import Answer, Kind, PairingState, Side
from bot.errors import PairingGone
from bot.store.models import Cohort, CohortState, Member, Pairing
from bot.store.queries import private
from bot.store.queries.pairing import pairings, requests
from bot.store.queries.pairing.pairings import Bond
from tests.support import pairs
from tests.support.histories import HOUR, NOON, person, seat
from tests.support.worlds import World

#: On SQLite writers come one after the other.
several_writers = pytest.mark.parametrize("world", ["postgresql"], indirect=True)

MENTOR, BUDDY = Kind.MENTOR, Kind.BUDDY


@pytest.fixture
def bond(session: Session) -> Bond:
    """Ana is suggested to Bo."""
    return pairs.suggested(session, pairs.ask(session, seat(session, "Bo")), seat(session, "Ana"))


def names(bond: Bond) -> list[str]:
    return [one.name for *_, one in bond.partners]


def test_a_draft_is_known_to_nobody_and_published_once(session: Session) -> None:
    bo, ana = seat(session, "Bo"), seat(session, "Ana")
    draft = pairs.drafted(session, pairs.ask(session, bo), ana).pairing
    assert (draft.state, draft.starter_id, pairings.of(session, bo, MENTOR)) == (PairingState.DRAFT, bo.id, ())
    with pytest.raises(PairingGone):
        pairings.mine(session, person(session, "Bo"), draft.id)
    for hour in (1, 2):
        pairings.publish(session, draft, NOON + hour * HOUR, NOON + 9 * hour * HOUR)

    assert (draft.state, draft.since, draft.expires_at) == (PairingState.SUGGESTED, NOON + HOUR, NOON + 9 * HOUR)
    assert pairings.of(session, ana, MENTOR) == pairings.of(session, bo, MENTOR) == (draft,)
    assert pairings.of(session, bo, BUDDY) == ()


def test_a_draft_that_is_let_go_stays_unknown(session: Session) -> None:
    draft = pairs.drafted(session, pairs.ask(session, seat(session, "Bo")), seat(session, "Ana")).pairing
    pairings.end(session, draft, NOON)

    assert draft.state is PairingState.WITHDRAWN
    with pytest.raises(PairingGone):
        pairings.mine(session, person(session, "Bo"), draft.id)


def test_a_pairing_is_seen_by_who_is_in_it_and_tells_the_two_sides_apart(session: Session, bond: Bond) -> None:
    seen, own = pairings.mine(session, person(session, "Ana"), bond.pairing.id)

    assert (names(seen), own.side) == (["Bo", "Ana"], Side.MENTOR)
    assert [one.name for *_, one in seen.others(seat(session, "Ana"))] == ["Bo"]
    learner, mentor = seen.side(Side.LEARNER), seen.side(Side.MENTOR)
    assert learner is not None
    assert mentor is not None
    assert (learner[2].name, mentor[2].name, seen.side(Side.BUDDY)) == ("Bo", "Ana", None)
    for stranger, number in (("Chen", bond.pairing.id), ("Bo", 99)):
        with pytest.raises(PairingGone):
            pairings.mine(session, person(session, stranger), number)


def test_a_pairing_that_was_withdrawn_is_still_seen_by_who_had_heard_of_it(session: Session, bond: Bond) -> None:
    pairings.end(session, bond.pairing, NOON)

    assert bond.pairing.state is PairingState.WITHDRAWN
    assert pairings.mine(session, person(session, "Bo"), bond.pairing.id)[0].pairing is bond.pairing


def test_what_is_numbered_is_of_this_cohort_alone(session: Session, world: World, bond: Bond) -> None:
    here = pairs.cohort(session)
    other = Cohort(
        community_id=here.community_id, name="B", name_key="b", roadmap=here.roadmap, schedule=here.schedule
    )
    session.add(other)
    session.flush()
    found = pairings.numbered(session, here, bond.pairing.id)

    assert found is not None
    assert names(found) == ["Bo", "Ana"]
    assert pairings.numbered(session, other, bond.pairing.id) is None


def test_each_side_answers_and_a_reason_is_sealed(session: Session, bond: Bond) -> None:
    after = pairs.answer(session, bond, seat(session, "Bo"), Answer.NO, "We have worked together before", hours=1)

    (bo, *_), (ana, *_) = after.partners
    assert (bo.answer, bo.answered_at, ana.answer, ana.reason) == (Answer.NO, NOON + HOUR, Answer.OPEN, None)
    assert bo.reason is not None
    told = private.unseal(session, bo.reason, community=bo.community_id, column="partners.reason")
    assert told == "We have worked together before"
    assert bond.pairing.state is PairingState.SUGGESTED


@pytest.mark.parametrize("over", [PairingState.EXPIRED, PairingState.WITHDRAWN, PairingState.PAIRED])
def test_an_answer_that_comes_too_late_changes_nothing(session: Session, bond: Bond, over: PairingState) -> None:
    pairings.settle(session, bond.pairing, over, NOON)

    after = pairs.answer(session, bond, seat(session, "Bo"), Answer.NO, "Why", hours=1)

    assert (after.pairing.state, after.partners[0][0].answer) == (over, Answer.OPEN)


@several_writers
def test_an_answer_sees_what_the_other_side_has_said_meanwhile(world: World, session: Session, bond: Bond) -> None:
    number = bond.pairing.id
    session.commit()
    with world.database.begin() as first:
        mine, own = pairings.mine(first, person(first, "Bo"), number)
        with world.database.begin() as second:
            theirs, other = pairings.mine(second, person(second, "Ana"), number)
            pairings.answer(second, theirs, other, Answer.YES, "", NOON)
        after = pairings.answer(first, mine, own, Answer.YES, "", NOON)
        assert [partner.answer for partner, *_ in after.partners] == [Answer.YES, Answer.YES]


def test_a_pair_ends_once_and_what_was_declined_stays_so(session: Session, bond: Bond) -> None:
    for hour in (1, 2):
        pairings.settle(session, bond.pairing, PairingState.PAIRED, NOON + hour * HOUR)
    assert bond.pairing.settled_at == NOON + HOUR
    for hour in (3, 4):
        pairings.end(session, bond.pairing, NOON + hour * HOUR)
    assert (bond.pairing.state, bond.pairing.ended_at) == (PairingState.ENDED, NOON + 3 * HOUR)
    other = pairs.suggested(session, pairs.ask(session, seat(session, "Chen")), seat(session, "Ana")).pairing
    pairings.settle(session, other, PairingState.DECLINED, NOON)
    pairings.end(session, other, NOON)
    assert other.state is PairingState.DECLINED


def test_buddies_are_a_group_at_once_and_a_third_may_come(session: Session) -> None:
    bo, chen, dana = seat(session, "Bo"), seat(session, "Chen"), pairs.comes(session, "Dana")
    bond = pairs.buddies(session, bo, chen)
    pairings.join(session, bond.pairing, dana)

    assert (bond.pairing.state, bond.pairing.expires_at) == (PairingState.PAIRED, None)
    assert names(pairings.bond(session, bond.pairing)) == ["Bo", "Chen", "Dana"]
    assert pairings.of(session, dana, BUDDY) == (bond.pairing,)
    with pytest.raises(IntegrityError), session.begin_nested():
        pairings.join(session, bond.pairing, dana)


def test_newest_pairings_come_first_and_everything_open_is_found(session: Session) -> None:
    bo, ana, here = seat(session, "Bo"), seat(session, "Ana"), pairs.cohort(session)
    old = pairs.buddies(session, bo, ana).pairing
    new = pairs.buddies(session, bo, ana, hours=1).pairing
    draft = pairs.drafted(session, pairs.ask(session, bo), ana).pairing
    assert pairings.of(session, bo, BUDDY) == (new, old)
    assert pairings.open_of_member(session, bo) == (old, new, draft)
    assert (pairings.open_in(session, here, BUDDY), pairings.open_in(session, here, MENTOR)) == ((old, new), (draft,))

    pairs.end(session, old, draft)

    assert pairings.open_of_member(session, bo) == pairings.open_in(session, here, BUDDY) == (new,)
    assert pairings.of(session, bo, BUDDY) == (new,)


def test_the_database_lets_no_wish_have_two_names(session: Session, bond: Bond) -> None:
    wish, chen = requests.current(session, seat(session, "Bo")), seat(session, "Chen")
    assert wish is not None
    with pytest.raises(IntegrityError, match=r"uq_pairings_open|pairings\.request_id"), session.begin_nested():
        pairs.drafted(session, wish, chen)
    pairings.end(session, bond.pairing, NOON)

    assert pairs.drafted(session, wish, chen).pairing.state is PairingState.DRAFT


def test_suggestions_lapse_with_their_time_in_cohorts_that_run(session: Session, bond: Bond) -> None:
    until, here = bond.pairing.expires_at, pairs.cohort(session)
    assert until == NOON + pairs.OPEN_FOR
    pairs.paired(session, pairs.ask(session, seat(session, "Chen")), seat(session, "Ana"))
    assert pairings.lapsed(session, until - timedelta(seconds=1), 10) == ()
    assert pairings.lapsed(session, until, 10) == ((bond.pairing, here),)
    assert pairings.lapsed(session, until, 0) == ()

    here.state = CohortState.ENDED

    assert pairings.lapsed(session, until, 10) == ()


def test_everybody_of_a_round_is_found(session: Session, bond: Bond) -> None:
    round_ = pairs.held(session, BUDDY)
    group: list[Member] = [seat(session, "Bo"), seat(session, "Chen")]
    pairing: Pairing = pairings.group(session, round_, group, group[1], NOON)
    pairings.end(session, pairing, NOON)

    assert pairings.of_round(session, round_) == (pairing,)
    assert pairing.starter_id == group[1].id
