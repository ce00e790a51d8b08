"""Whether people met: session by session, each for themselves, with a note that only its owner reads."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from bot.domain.pairing.states import Fit, Met
from bot.store.models import Meeting, Partner
from bot.store.queries.pairing import meetings
from bot.store.queries.pairing.pairings import Bond
from tests.support import pairs
from tests.support.histories import HOUR, NOON, person, seat

DAY = timedelta(days=1)


@pytest.fixture
def bond(session: Session) -> Bond:
    """Ana mentors Bo."""
    return pairs.paired(session, pairs.ask(session, seat(session, "Bo")), seat(session, "Ana"))


def says(session: Session, bond: Bond, met: Met, hours: int = 0, number: int = 0, who: int = 0) -> Meeting:
    partner: Partner = bond.partners[who][0]
    return meetings.say(session, bond, partner, met, None, NOON + hours * HOUR, number=number)


def told(session: Session, bond: Bond) -> list[tuple[int, Met]]:
    return [(one.number, one.met) for one in meetings.of(session, bond.pairing)]


def test_what_is_said_of_a_session_changes_until_they_have_met(session: Session, bond: Bond) -> None:
    for met in (Met.NOT_YET, Met.PLANNED, Met.YES, Met.NOT_YET):
        says(session, bond, met)

    assert told(session, bond) == [(1, Met.YES), (2, Met.NOT_YET)]


def test_a_button_that_names_its_session_counts_once(session: Session, bond: Bond) -> None:
    for hours in (0, 1):
        says(session, bond, Met.YES, hours, number=1)

    assert told(session, bond) == [(1, Met.YES)]


def test_each_side_speaks_for_itself(session: Session, bond: Bond) -> None:
    says(session, bond, Met.COULD_NOT)
    says(session, bond, Met.YES, who=1)

    assert told(session, bond) == [(1, Met.COULD_NOT), (1, Met.YES)]
    assert meetings.has_met(session, bond.pairing)


def test_who_only_plans_to_meet_has_not_met(session: Session, bond: Bond) -> None:
    says(session, bond, Met.PLANNED)

    assert not meetings.has_met(session, bond.pairing)


def test_a_pair_is_heard_of_when_it_begins_meets_or_plans_to(session: Session, bond: Bond) -> None:
    assert meetings.last_sign(session, bond.pairing) == NOON
    says(session, bond, Met.NOT_YET, hours=3)
    assert meetings.last_sign(session, bond.pairing) == NOON
    says(session, bond, Met.YES, hours=4, who=1)
    assert meetings.last_sign(session, bond.pairing) == NOON + 4 * HOUR


def test_a_plan_is_a_sign_until_its_day(session: Session, bond: Bond) -> None:
    meetings.say(session, bond, bond.partners[0][0], Met.PLANNED, date(2027, 1, 20), NOON)

    assert meetings.last_sign(session, bond.pairing) == NOON + 12 * DAY


def test_buddies_are_heard_of_from_the_day_they_became_a_group(session: Session, bond: Bond) -> None:
    group = pairs.buddies(session, seat(session, "Bo"), seat(session, "Chen"), hours=5)

    signs = meetings.last_signs(session, (bond.pairing, group.pairing))

    assert signs == {bond.pairing.id: NOON, group.pairing.id: NOON + 5 * HOUR}


def test_a_note_is_its_owner_s_alone_and_may_be_taken_back(session: Session, bond: Bond) -> None:
    meeting = says(session, bond, Met.YES)
    assert meetings.words(session, meeting) == ""
    meetings.note(session, meeting, "Ask about the on-call rota", evidence=True)
    assert meetings.words(session, meeting) == "Ask about the on-call rota"
    assert meetings.own(session, person(session, "Bo"), meeting.id) is meeting
    assert meetings.own(session, person(session, "Ana"), meeting.id) is None

    meetings.note(session, meeting, "", evidence=True)

    assert (meeting.note, meeting.evidence) == (None, False)


def test_notes_are_listed_newest_first_and_evidence_is_what_was_kept_as_such(session: Session, bond: Bond) -> None:
    bo, ana = seat(session, "Bo"), seat(session, "Ana")
    old, new, empty = (says(session, bond, Met.YES, hours) for hours in range(3))
    meetings.note(session, old, "First", evidence=True)
    meetings.note(session, new, "Second", evidence=False)
    meetings.note(session, says(session, bond, Met.YES, who=1), "Hers", evidence=True)

    assert meetings.noted(session, bo) == (new, old)
    assert meetings.evidence_of(session, bo) == (old,)
    assert [meetings.words(session, one) for one in meetings.evidence_of(session, ana)] == ["Hers"]
    assert empty.number == 3


def test_how_it_felt_is_kept(session: Session, bond: Bond) -> None:
    meeting = says(session, bond, Met.YES)
    meetings.fit(session, meeting, Fit.DECIDING)
    meetings.fit(session, meeting, Fit.GOOD)

    assert meeting.fit is Fit.GOOD
