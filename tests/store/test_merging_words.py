"""What is said to two people who are one: nothing twice, and nothing that waited is lost."""

from secrets import token_hex

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.features import noting
from bot.features.table import gathered
from bot.store.models import Account, Delivery, DeliveryState, Note, Notice, NoticeState, Person
from bot.store.queries import pending, people
from tests.support import histories
from tests.support.hands import said
from tests.support.histories import HOUR, NOON, life, merge, person
from tests.support.two_platforms import comes_from_web
from tests.support.worlds import World

WAITING, SAID, SKIPPED = NoticeState.WAITING, NoticeState.SAID, NoticeState.SKIPPED


def noted(session: Session, who: str, state: NoticeState, sent: DeliveryState, week: int = 1) -> None:
    """A note of theirs and what it says have come so far."""
    note, notice = histories.is_noted(life(session, who, week=week))
    notice.state, notice.note_id = state, note.id if state is SAID else None
    session.get_one(Delivery, note.delivery_id).state = sent
    session.flush()


def word(session: Session, who: str, state: DeliveryState, kind: str = "snoozed", subject: str = "1") -> Delivery:
    """A single word to somebody that has come so far."""
    account = people.first_account(session, person(session, who))
    assert account is not None
    delivery = Delivery(
        community_id=account.community_id,
        cohort_id=life(session, who).cohort.id,
        workspace_id=account.workspace_id,
        account_id=account.id,
        kind=kind,
        subject=subject,
        key=token_hex(8),
        due_at=NOON,
        until=NOON + HOUR,
        state=state,
    )
    session.add(delivery)
    session.flush()
    return delivery


def notices(session: Session) -> list[tuple[str, NoticeState]]:
    found = session.execute(select(Notice.subject, Notice.state, Notice.person_id).order_by(Notice.subject))
    bo = person(session, "Bo").id
    return [(subject, state) for subject, state, whose in found if whose == bo]


@pytest.mark.parametrize(
    ("mine", "theirs", "stays"),
    [
        (WAITING, WAITING, WAITING),
        (WAITING, SAID, SAID),
        (SAID, WAITING, SAID),
        (SAID, SAID, SAID),
        (WAITING, SKIPPED, WAITING),
        (SKIPPED, WAITING, SKIPPED),
    ],
)
def test_what_one_of_them_has_heard_is_said(
    session: Session, mine: NoticeState, theirs: NoticeState, stays: NoticeState
) -> None:
    for who, state in (("Bo", mine), ("Chen", theirs)):
        noted(session, who, state, DeliveryState.SENT)

    merge(session)

    assert notices(session) == [("1", stays)]


def test_notes_that_were_sent_are_history_and_one_of_the_same_day_leaves_its_words_said(session: Session) -> None:
    noted(session, "Bo", SAID, DeliveryState.SENT, week=1)
    noted(session, "Chen", SAID, DeliveryState.SENT, week=1)
    noted(session, "Chen", SAID, DeliveryState.SENT, week=2)

    merge(session)

    bo = person(session, "Bo").id
    assert [note.person_id for note in session.scalars(select(Note))] == [bo, bo]
    assert notices(session) == [("1", SAID), ("2", SAID)]


def test_planned_notes_of_who_joins_are_set_aside_and_their_words_wait_again(session: Session) -> None:
    noted(session, "Bo", WAITING, DeliveryState.WAITING, week=1)
    noted(session, "Chen", SAID, DeliveryState.WAITING, week=2)

    merge(session)

    assert [(note.person_id, note.day) for note in session.scalars(select(Note))] == [
        (person(session, "Bo").id, histories.DAY)
    ]
    assert notices(session) == [("1", WAITING), ("2", WAITING)]
    states = select(Delivery.state, Delivery.reason).where(Delivery.kind == "private-note").order_by(Delivery.id)
    assert session.execute(states).all() == [(DeliveryState.WAITING, ""), (DeliveryState.SKIPPED, pending.ONE)]


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.UNKNOWN])
@pytest.mark.parametrize("heard", ["Bo", "Chen"])
def test_a_word_that_one_of_them_has_heard_is_not_said_to_the_other(
    session: Session, state: DeliveryState, heard: str
) -> None:
    word(session, heard, state)
    other = word(session, "Chen" if heard == "Bo" else "Bo", DeliveryState.WAITING)
    fresh = word(session, "Chen" if heard == "Bo" else "Bo", DeliveryState.WAITING, subject="2")

    merge(session)

    assert (other.state, other.reason, fresh.state) == (DeliveryState.SKIPPED, pending.ONE, DeliveryState.WAITING)


def test_of_one_word_that_waits_for_both_one_is_said_where_they_are(session: Session) -> None:
    mine, theirs = (word(session, who, DeliveryState.WAITING) for who in ("Bo", "Chen"))
    alone = word(session, "Chen", DeliveryState.WAITING, subject="2")

    merge(session)

    account = session.scalars(select(Account).where(Account.external_id == "U-Bo")).one()
    assert (mine.state, theirs.state, alone.state) == (
        DeliveryState.WAITING,
        DeliveryState.SKIPPED,
        DeliveryState.WAITING,
    )
    assert mine.account_id == alone.account_id == account.id


@pytest.mark.parametrize("kind", pending.NAMING)
def test_words_that_name_who_joins_name_who_is_kept(session: Session, kind: str) -> None:
    bo, chen = person(session, "Bo").id, person(session, "Chen").id
    before = f"mentors|1|{chen}" if kind == "cohort-role" else str(chen)
    waits, other = (word(session, "Ana", DeliveryState.WAITING, kind, subject) for subject in (before, f"1{chen}"))
    sent = word(session, "Ana", DeliveryState.SENT, kind, before)

    merge(session)

    assert kind in gathered().sayings
    assert waits.subject == before.removesuffix(str(chen)) + str(bo)
    assert (other.subject, sent.subject) == (f"1{chen}", before)


def test_a_check_in_is_asked_for_once_and_what_waited_for_the_other_is_said(world: World) -> None:
    histories.opens_spring(world)
    world.comes_to("2027-01-08 10:00 Europe/Berlin")
    world.core.plan(50)
    with world.database.begin() as session:
        comes_from_web(world, session, "Bo")
        merge(session)
        noting.renew(session, person(session, "Bo"), world.clock.now())
    heard = []
    for day in (8, 9, 10, 11):
        world.comes_to(f"2027-01-{day:02} 23:00 Europe/Berlin")
        heard += [parcel.to.user for parcel in said(world) if parcel.to.user in {"U-Bo", "U-Chen"}]

    with world.database.begin() as session:
        told = select(Notice.kind, Notice.subject).where(Notice.person_id == person(session, "Bo").id)
        subjects = session.execute(told).all()
        assert session.scalars(select(Person.name).order_by(Person.id)).all() == ["Ana", "Bo"]
    assert set(heard) == {"U-Bo"}
    assert len(subjects) == len(set(subjects)) > 0
