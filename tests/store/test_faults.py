"""Everything that can be wrong with the rows is found, and said in a sentence."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update

from bot.errors import Misconfigured
from bot.store import faults, upkeep
from bot.store.crypto import Keyring
from bot.store.database import Database
from bot.store.models import Community, Draft, Person
from bot.store.queries import drafts
from tests.support.databases import KEY
from tests.support.worlds import at

PAGE = 4096


def keep_drafts(database: Database, *who: str) -> None:
    """One draft for each of these people, each in a community of their own."""
    with database.begin() as session:
        for name in who:
            community = Community(name=f"The community of {name}")
            session.add(community)
            session.flush()
            person = Person(community_id=community.id, name=name)
            session.add(person)
            session.flush()
            drafts.keep(session, person, "checkin|1|1", {"done": "A chart"}, at("2027-01-04 09:00 UTC"))


def test_a_whole_database_has_no_faults(database: Database) -> None:
    keep_drafts(database, "Ana", "Bo")

    assert list(faults.find(database)) == []


def test_every_kind_of_row_is_counted(database: Database) -> None:
    keep_drafts(database, "Ana", "Bo")

    counted = faults.rows(database)

    assert {table: number for table, number in counted.items() if number} == {
        "communities": 2,
        "people": 2,
        "drafts": 2,
    }
    assert len(counted) > 8


def test_a_lost_key_is_noticed(database: Database) -> None:
    keep_drafts(database, "Ana", "Bo")
    other = Database(database.engine.url.render_as_string(hide_password=False), Keyring(bytes(32)))

    found = list(faults.find(other))

    other.close()
    assert found == ["2 of 2 values in drafts.answers do not open: is SEGUE_KEY the right one?"]


def test_a_sealed_value_in_a_row_of_another_community_is_noticed(database: Database) -> None:
    keep_drafts(database, "Ana", "Bo")
    with database.begin() as session:
        first = session.scalar(select(func.min(Draft.id)))
        stolen = session.scalars(select(Draft.answers).where(Draft.id == first)).one()
        session.execute(update(Draft).where(Draft.id != first).values(answers=stolen))

    found = list(faults.find(database))

    assert found == ["1 of 2 values in drafts.answers do not open: is SEGUE_KEY the right one?"]


def test_an_older_release_is_noticed(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))

    found = list(faults.find(database))

    assert found == ["The database is not at this release: run `segue db upgrade`."]


def test_a_row_that_refers_to_nothing_is_noticed(unborn: Database, tmp_path: Path) -> None:
    upkeep.prepare(unborn)
    keep_drafts(unborn, "Ana", "Bo")
    with closing(sqlite3.connect(tmp_path / "segue.sqlite3")) as careless:
        careless.execute("DELETE FROM people WHERE name = 'Bo'")
        careless.commit()

    found = list(faults.find(unborn))

    assert found == ["1 reference to rows that are gone. Restore a backup."]


def test_damage_anywhere_in_the_file_is_told_in_a_sentence(unborn: Database, tmp_path: Path) -> None:
    upkeep.prepare(unborn)
    keep_drafts(unborn, *"abcdefgh")
    unborn.close()
    with closing(sqlite3.connect(tmp_path / "segue.sqlite3")) as tidy:
        tidy.execute("VACUUM")  # what is written over on a page that nothing uses is no damage
    whole = (tmp_path / "segue.sqlite3").read_bytes()
    unnoticed = []

    for start in range(0, len(whole), PAGE):
        (tmp_path / "segue.sqlite3").write_bytes(whole[:start] + b"\xff" * PAGE + whole[start + PAGE :])
        try:
            told = " ".join(faults.find(unborn))
        except Misconfigured as refusal:
            told = str(refusal)
        unborn.close()
        if not told.lower().endswith("restore a backup."):
            unnoticed.append((start // PAGE, told))

    assert unnoticed == []
    assert len(whole) > 20 * PAGE


def test_a_file_that_is_no_database_is_refused(unborn: Database, tmp_path: Path) -> None:
    (tmp_path / "segue.sqlite3").write_text("Dear diary, " * 100)

    with pytest.raises(Misconfigured, match="is no database, or a damaged one"):
        list(faults.find(unborn))


def test_a_server_that_does_not_answer_is_told_without_its_password() -> None:
    away = Database("postgresql://segue:hunter2@127.0.0.1:1/segue", Keyring(KEY))

    with pytest.raises(Misconfigured, match="cannot be reached: is its address right") as caught:
        list(faults.find(away))

    assert "hunter2" not in str(caught.value)
    away.close()
