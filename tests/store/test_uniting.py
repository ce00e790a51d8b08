"""Two communities that become one: every row moves, every private word still opens, and no name is there twice."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from bot.errors import Misconfigured
from bot.installation import Installation
from bot.messages.wire import Action
from bot.requests import Platform, Submission
from bot.store import faults
from bot.store.models import (
    Checkin,
    Cohort,
    CohortState,
    Community,
    Entity,
    HandshakeKind,
    Installed,
    Person,
    Workspace,
)
from bot.store.queries import handshakes, people, private, uniting
from bot.store.types import PRIVATE, Sealed
from tests.support import histories, pairs
from tests.support.hands import said
from tests.support.histories import NOON, life
from tests.support.two_platforms import comes_from_web
from tests.support.worlds import CHANNEL, World

#: What the people of a community have not written themselves, and nobody's.
NOBODYS = {"communities", "received", "consents"}


@pytest.fixture
def two(world: World) -> World:
    """Spring runs in two communities: in the first everything has been done, in the second Ana has only begun."""
    histories.opens_spring(world)
    _install(world)
    with world.database.begin() as session:
        histories.does_everything(life(session, "Chen"))
        pairs.does_everything(life(session, "Chen"))
        bo = comes_from_web(world, session, "Bo")
        handshakes.offer(session, bo, HandshakeKind.WORKSPACES, "a", NOON)
        handshakes.guess(session, bo, NOON)
    starts_elsewhere(world, "spring")
    return world


@pytest.fixture
def session(two: World) -> Iterator[Session]:
    with two.database.begin() as open_session:
        yield open_session


def _install(world: World) -> None:
    now = world.clock.now()
    whose = {"platform": Platform.WEB, "workspace": "W1", "name": "Acme", "bot": "B", "bot_user": "U"}
    world.core.install(Installation(**whose, token="sesame", installed_at=now))  # type: ignore[arg-type]


def starts_elsewhere(world: World, name: str) -> None:
    """Ana starts a cohort in a channel of the second workspace that is called like it."""
    answers = {"name": name, "starts": "2027-01-04", "zone": "Europe/Berlin", "weekday": "0", "at": "09:00"}
    action = Action("cohort.start")
    world.core.answer(
        Submission(
            actor=world.actor("Ana", "W2"), place=replace(CHANNEL, channel=name), action=action, answers=answers
        )
    )


def communities(session: Session) -> tuple[Community, Community]:
    """The one that is kept, which is the younger, and the one that joins it."""
    joined, kept = session.scalars(select(Community).order_by(Community.id))
    return kept, joined


def unite(session: Session) -> None:
    kept, joined = communities(session)
    uniting.unite(session, kept, joined)


def owners(session: Session) -> dict[str, dict[int, int]]:
    """By table how many rows each community has."""
    counted = {
        table.name: select(table.c.community_id, func.count()).group_by(table.c.community_id)
        for table in Entity.metadata.sorted_tables
        if table.name not in NOBODYS
    }
    return {table: {row[0]: row[1] for row in session.execute(count)} for table, count in counted.items()}


def confided(session: Session) -> dict[str, list[str]]:
    """By private column everything that is in it, opened for the community of its row."""
    said = {}
    for name in sorted(PRIVATE):
        table, column = name.split(".")
        rows = Entity.metadata.tables[table]
        found = session.execute(select(rows.c.community_id, rows.c[column]).order_by(rows.c.id))
        said[name] = [
            private.unseal(session, Sealed(sealed), community=whose, column=name) for whose, sealed in found if sealed
        ]
    return said


def names(session: Session) -> list[str]:
    return list(session.scalars(select(Cohort.name).order_by(Cohort.id)))


def test_every_row_belongs_to_the_community_that_is_kept(session: Session) -> None:
    kept, joined = (one.id for one in communities(session))
    before = owners(session)
    assert [table for table, rows in before.items() if joined not in rows] == []

    unite(session)

    assert owners(session) == {table: {kept: sum(rows.values())} for table, rows in before.items()}
    assert session.scalars(select(Community.id)).all() == [kept]


def test_every_private_word_opens_in_the_community_that_is_kept(session: Session) -> None:
    before = confided(session)
    assert [name for name, words in before.items() if not words] == []

    unite(session)

    assert confided(session) == before


def test_many_rows_are_sealed_anew_batch_by_batch(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    for week in range(2, 12):
        histories.checks_in(life(session, "Chen", week=week))
    before = confided(session)
    monkeypatch.setattr(uniting, "BATCH", 3)

    unite(session)

    assert confided(session) == before


def test_a_word_that_does_not_open_leaves_both_as_they_were(two: World) -> None:
    with two.database.begin() as session:
        before = owners(session)
        session.execute(update(Checkin).values(energy=Sealed(b"not sealed with any key of ours")))

    with pytest.raises(Misconfigured), two.database.begin() as session:
        unite(session)

    with two.database.begin() as session:
        assert owners(session) == before
        assert names(session) == ["Spring", "spring"]


def test_names_that_both_have_are_told_and_numbered(two: World) -> None:
    starts_elsewhere(two, "Spring (2)")
    starts_elsewhere(two, "Autumn")
    with two.database.begin() as session:
        assert uniting.clashes(session, *communities(session)) == ("Spring",)
        unite(session)

        assert names(session) == ["Spring (3)", "spring", "Spring (2)", "Autumn"]
        assert session.scalars(select(Cohort.name_key).order_by(Cohort.id)).first() == "spring (3)"


def test_the_name_of_a_cohort_that_has_ended_is_free(session: Session) -> None:
    session.execute(update(Cohort).where(Cohort.id == 1).values(state=CohortState.ENDED))
    assert uniting.clashes(session, *communities(session)) == ()

    unite(session)

    assert names(session) == ["Spring", "spring"]


def test_a_name_of_full_length_has_room_for_its_number(session: Session) -> None:
    long = f"{'word ' * 15}ended"
    session.execute(update(Cohort).values(name=long, name_key=long.casefold()))

    unite(session)

    numbered, other = names(session)
    assert (len(long), other) == (80, long)
    assert numbered.endswith("… (2)")
    assert len(numbered) <= uniting.NAME


def test_long_names_that_differ_at_their_end_alone_have_two_numbers(two: World) -> None:
    two.starts_cohort(replace(CHANNEL, channel="C2"), name="Second")
    starts_elsewhere(two, "Second")
    with two.database.begin() as session:
        for cohort in session.scalars(select(Cohort)):
            cohort.name = f"{'word ' * 15}{'ended' if cohort.name == 'Second' else 'began'}"
            cohort.name_key = cohort.name
        session.flush()
        unite(session)

        assert sorted(name[-4:] for name in names(session)) == [" (2)", " (3)", "egan", "nded"]


def test_workspaces_come_along_and_are_told_the_oldest_first(session: Session) -> None:
    kept, joined = communities(session)
    assert [[one.external_id for one in uniting.workspaces_of(session, whose)] for whose in (kept, joined)] == [
        ["W2"],
        ["W1"],
    ]

    unite(session)

    assert [one.external_id for one in uniting.workspaces_of(session, kept)] == ["W1", "W2"]


def test_a_community_is_not_united_with_itself(session: Session) -> None:
    kept, _ = communities(session)
    with pytest.raises(ValueError, match="itself"):
        uniting.unite(session, kept, kept)


def test_people_go_on_where_they_were(two: World) -> None:
    with two.database.begin() as session:
        kept = communities(session)[0].id
        unite(session)

    assert two.core.installations.installation(Platform.WEB, "W1") is not None
    with two.database.begin() as session:
        chen = people.recognise(session, two.actor("Chen")).person
        assert people.community_of(session, chen).id == kept
        assert session.scalar(select(func.count(Person.id))) == 4
        assert set(session.execute(select(Workspace.community_id))) == {(kept,)}
        assert session.scalars(select(Installed.community_id)).all() == [kept]
    two.comes_to("2027-01-11 09:00 Europe/Berlin")
    assert {parcel.to.workspace for parcel in said(two) if parcel.to.channel} == {"W1", "W2"}
    assert list(faults.find(two.database)) == []
