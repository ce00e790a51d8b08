"""Up from every released revision, on both databases: nothing that was kept or planned is lost."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import MetaData, select, text

from bot.clocks import SetClock
from bot.core import Core
from bot.domain import run
from bot.domain.matching.people import Past
from bot.domain.matching.weights import MentorWeights
from bot.domain.roadmap import Library
from bot.domain.run import Run
from bot.features.table import gathered
from bot.ports import Sent
from bot.requests import Platform
from bot.store import faults, schema
from bot.store.crypto import Keyring
from bot.store.database import Database
from bot.store.models import Account, Channel, Checkin, Cohort, HandshakeKind, Occurrence, Person, Workspace
from bot.store.queries import cohorts, handshakes
from bot.store.queries.pairing import blocks, history, offers, pairings, policies, readiness, requests, rounds
from tests.support import pairs
from tests.support.databases import KEY
from tests.support.worlds import at

#: A cohort in its fourth week as release 0.1 left it: Ana organises, Bo learns and has two reminders to come.
RELEASED = """
INSERT INTO communities (id, name, who_starts) VALUES (1, 'W1', 'administrators');
INSERT INTO workspaces (id, community_id, platform, external_id) VALUES (1, 1, 'web', 'W1');
INSERT INTO people (id, community_id, name, zone) VALUES (1, 1, 'Ana', 'Europe/Berlin'), (2, 1, 'Bo', 'Africa/Lagos');
INSERT INTO accounts (id, community_id, person_id, workspace_id, external_id, takes_notes)
 VALUES (1, 1, 1, 1, 'U-Ana', true), (2, 1, 2, 1, 'U-Bo', true);
INSERT INTO cohorts (id, community_id, name, name_key, roadmap, starts, zone, prompt_weekday, prompt_at,
  checkin_weekday, checkin_at, state)
 VALUES (1, 1, 'Spring', 'spring', 'swe-to-mle', '2027-01-06', 'Europe/Berlin', 2, '09:30:00.000000', 6,
  '15:00:00.000000', 'running');
INSERT INTO channels (id, community_id, cohort_id, workspace_id, external_id) VALUES (1, 1, 1, 1, 'C1');
INSERT INTO members (id, community_id, cohort_id, person_id, joined_at, learns, mentors, organises, left_at)
 VALUES (1, 1, 1, 1, '2027-01-01 12:00:00.000000', false, false, true, NULL),
  (2, 1, 1, 2, '2027-01-01 12:00:00.000000', true, false, false, NULL);
INSERT INTO occurrences (id, community_id, cohort_id, ritual, day, due_at, week, state, reason)
 VALUES (1, 1, 1, 'weekly-prompt', '2027-02-03', '2027-02-03 08:30:00.000000', 5, 'planned', ''),
  (2, 1, 1, 'check-in-prompt', '2027-02-07', '2027-02-07 14:00:00.000000', 5, 'planned', ''),
  (3, 1, 1, 'private-note', '2027-02-07', '2027-02-07 14:00:00.000000', 5, 'planned', '');
INSERT INTO deliveries (id, community_id, cohort_id, workspace_id, kind, subject, key, due_at, until, channel_id,
  account_id, state, fence, lease_until, ref, reason)
 VALUES (1, 1, 1, 1, 'private-note', '4', 'key-1', '2027-02-02 17:00:00.000000', '2027-02-03 08:30:00.000000', NULL,
  2, 'waiting', 0, NULL, '', ''),
  (2, 1, 1, 1, 'private-note', '3', 'key-2', '2027-02-02 17:00:00.000000', '2027-02-03 08:30:00.000000', NULL,
  2, 'waiting', 0, NULL, '', '');
INSERT INTO task_marks (id, community_id, member_id, task, state, marked_at)
 VALUES (1, 1, 2, 'find-your-why.statement', 'done', '2027-01-08 12:00:00.000000');
"""


_PEOPLE = select(Person).order_by(Person.id)


@pytest.fixture
def released(database_url: str) -> Iterator[Database]:
    """A database as release 0.1 left it."""
    opened = Database(database_url, Keyring(KEY))
    _empty(opened)
    schema.upgrade(opened.engine, "0001")
    with opened.engine.begin() as connection:
        for statement in RELEASED.split(";\n"):
            if statement.strip():
                connection.execute(text(statement))
        words = {
            name: bytes(Keyring(KEY).seal("Wrote my why", community=1, column=f"checkins.{name}"))
            for name in ("done", "obstacle", "next_step", "energy")
        }
        connection.execute(
            text(
                "INSERT INTO checkins (id, community_id, member_id, week, done, obstacle, next_step, energy, kept_at)"
                " VALUES (1, 1, 2, 1, :done, :obstacle, :next_step, :energy, '2027-01-10 12:00:00.000000')"
            ),
            words,
        )
        _count_on(opened, connection)
    yield opened
    opened.close()


def _empty(database: Database) -> None:
    """Take away what the fresh database has at this release."""
    found = MetaData()
    found.reflect(database.engine)
    found.drop_all(database.engine)


def _count_on(database: Database, connection: object) -> None:
    """PostgreSQL counts on from the numbers that were given here by hand."""
    if database.on_sqlite:
        return
    for table in ("people", "deliveries", "occurrences", "accounts"):
        connection.execute(text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 100)"))  # type: ignore[attr-defined]


def test_a_cohort_keeps_its_rhythm_its_people_and_what_they_did(released: Database) -> None:
    schema.upgrade(released.engine)

    with released.begin() as session:
        cohort = session.scalars(select(Cohort)).one()
        calendar = Run(schedule=cohort.schedule, weeks=27)
        assert list(session.scalars(select(Person.name).order_by(Person.id))) == ["Ana", "Bo"]
        assert not session.scalars(select(Checkin.late)).one()
    assert run.prompt(calendar, 5).due == at("2027-02-03 09:30 Europe/Berlin")
    assert run.checkin(calendar, 5).due == at("2027-02-07 15:00 Europe/Berlin")
    assert run.closing(calendar, 5).due == at("2027-02-10 09:30 Europe/Berlin")
    assert list(faults.find(released)) == []


def test_what_was_planned_is_said_and_reminders_join_one_note(released: Database, library: Library) -> None:
    schema.upgrade(released.engine)
    core = Core(released, library, SetClock(at("2027-02-02 18:00 Africa/Lagos")), Random(7))

    core.catch_up()
    parcels = core.claim((Platform.WEB,), 10)
    core.settle([(parcel, Sent("ref")) for parcel in parcels])

    assert [(parcel.kind, parcel.to.user) for parcel in parcels] == [("private-note", "U-Bo")]
    assert "Week 4 is nearly over" in parcels[0].card.title
    assert core.next_due() == at("2027-02-03 09:30 Europe/Berlin")


def test_who_and_what_was_within_reach_still_is(released: Database) -> None:
    schema.upgrade(released.engine, "0003")
    schema.upgrade(released.engine)

    with released.begin() as session:
        assert session.execute(select(Channel.external_id, Channel.lost, Channel.heard_at)).all() == [
            ("C1", "", None)
        ]
        assert session.scalars(select(Cohort.waits_since)).all() == [None]
        assert session.execute(select(Workspace.external_id, Workspace.gone_at)).all() == [("W1", None)]
        assert set(session.execute(select(Account.external_id, Account.gone_at))) == {("U-Ana", None), ("U-Bo", None)}
        assert set(session.execute(select(Person.zone, Person.zone_confirmed))) == {
            ("Europe/Berlin", True),
            ("Africa/Lagos", True),
        }
    assert list(faults.find(released)) == []


def test_everybody_s_account_is_the_one_they_used_last_and_no_role_is_called(released: Database) -> None:
    schema.upgrade(released.engine, "0004")
    schema.upgrade(released.engine)

    with released.begin() as session:
        assert set(session.execute(select(Account.external_id, Account.latest, Account.preferred))) == {
            ("U-Ana", True, False),
            ("U-Bo", True, False),
        }
        assert session.execute(select(Channel.role, Channel.role_name)).all() == [("", "")]
        bo = session.scalars(select(Account).where(Account.external_id == "U-Bo")).one()
        now = at("2027-02-02 18:00 UTC")
        handshakes.offer(session, bo, HandshakeKind.PEOPLE, "a", now + timedelta(minutes=10))
        handshakes.guess(session, bo, now)
        assert handshakes.offered(session, "a", HandshakeKind.PEOPLE, now) is not None
        assert handshakes.guessed(session, bo, now) == 1
    assert list(faults.find(released)) == []


def test_nobody_has_a_mentor_yet_and_everybody_may_ask_and_be_brought_together(released: Database) -> None:
    schema.upgrade(released.engine, "0005")
    schema.upgrade(released.engine)

    with released.begin() as session:
        cohort = session.scalars(select(Cohort)).one()
        ana, bo = (cohorts.membership(session, person, cohort) for person in session.scalars(_PEOPLE))
        assert ana is not None
        assert bo is not None
        assert (requests.current(session, bo), offers.of(session, ana), pairings.open_of_member(session, bo)) == (
            None,
            None,
            (),
        )
        assert (rounds.next_due(session), history.past(session, cohort)) == (None, Past())
        pairs.offer(session, ana, seats=2)
        bond = pairs.paired(session, pairs.ask(session, bo), ana)
        pairs.meets(session, bond, bo, words="It went well")
        pairs.buddies(session, bo, ana)
        blocks.block(session, pairs.whose(session, bo), pairs.whose(session, ana))
        assert policies.weights(policies.of(session, cohort))[0] == MentorWeights()
        assert readiness.of(session, bo).buddies
    assert list(faults.find(released)) == []


def test_rituals_that_are_new_find_their_next_time(released: Database, library: Library) -> None:
    schema.upgrade(released.engine)
    core = Core(released, library, SetClock(at("2027-02-02 12:00 Europe/Berlin")), Random(7))

    core.catch_up()
    core.catch_up()

    with released.begin() as session:
        planned = [(ritual, week) for ritual, week in session.execute(select(Occurrence.ritual, Occurrence.week))]
    assert ("weekly-prompt", 5) in planned
    assert sorted(ritual for ritual, _ in planned) == sorted(ritual.name for ritual in gathered().rituals)
