"""`segue db`: the memory, brought up to date, copied, put back, and checked."""

import json
from pathlib import Path

import pytest

from bot.domain.roadmap import Library
from bot.store import schema, upkeep
from tests.cli.conftest import KEY, Terminal
from tests.support.databases import Postgres, Sqlite
from tests.support.worlds import World


@pytest.fixture
def cohort(home: Path, library: Library) -> Path:
    """The database file of a segue on which one cohort has been started."""
    world = World(f"sqlite:///{home / 'segue.sqlite3'}", library)
    world.starts_cohort()
    world.close()
    return home / "segue.sqlite3"


def counted(segue: Terminal, **environment: str) -> dict[str, int]:
    told = segue("db", "check", "--json", SEGUE_KEY=KEY, **environment)
    assert told.returncode == 0, told.stdout + told.stderr
    rows: dict[str, int] = json.loads(told.stdout)["rows"]
    return rows


def test_upgrading_makes_a_database_and_doing_it_again_changes_nothing(segue: Terminal) -> None:
    first, again = (segue("db", "upgrade", SEGUE_KEY=KEY) for _ in range(2))

    assert (first.returncode, first.stdout) == (0, f"The database is at release {schema.newest()}.\n")
    assert (again.returncode, again.stdout) == (0, first.stdout)
    assert [file.name for file in segue.home.iterdir()] == ["segue.sqlite3"]


@pytest.mark.usefixtures("cohort")
def test_a_whole_database_is_said_to_be_one(segue: Terminal) -> None:
    told = segue("db", "check", SEGUE_KEY=KEY)

    assert told.returncode == 0
    assert told.stdout == f"The database is whole: {sum(counted(segue).values())} rows.\n"
    assert counted(segue)["cohorts"] == 1


def test_a_copy_is_made_and_put_back(segue: Terminal, cohort: Path, tmp_path: Path) -> None:
    copy = str(tmp_path / "monday.sqlite3")
    made = segue("db", "backup", copy)
    cohort.unlink()

    put_back = segue("db", "restore", copy)

    assert (made.returncode, made.stdout) == (0, f"Copied to {copy}, and the copy is whole.\n")
    assert (put_back.returncode, put_back.stdout) == (0, f"Restored from {copy}.\n")
    assert counted(segue)["cohorts"] == 1


def test_the_database_that_was_there_is_kept_beside(segue: Terminal, home: Path, tmp_path: Path) -> None:
    copy = str(tmp_path / "monday.sqlite3")
    segue("db", "backup", copy)

    segue("db", "restore", copy)

    assert sorted(file.name for file in home.glob("*.sqlite3*")) == ["segue.sqlite3", "segue.sqlite3.replaced"]


def test_nothing_is_put_back_while_segue_runs(segue: Terminal, home: Path, tmp_path: Path) -> None:
    copy = str(tmp_path / "monday.sqlite3")
    segue("db", "backup", copy)

    with upkeep.held(home / "segue.sqlite3"):
        refused = segue("db", "restore", copy)

    assert refused.returncode == 1
    assert "Another segue has" in refused.stderr


@pytest.mark.parametrize(
    ("command", "file", "step"),
    [
        ("backup", "diary", "diary is there already: choose another name"),
        ("backup", "no such folder/copy", "no such folder/copy: unable to open database"),
        ("restore", "nowhere", "There is no backup at"),
        ("restore", "diary", "diary is damaged, or no copy of a segue database"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    segue: Terminal, cohort: Path, tmp_path: Path, command: str, file: str, step: str
) -> None:
    (tmp_path / "diary").write_text("Dear diary, " * 100)
    before = cohort.read_bytes()

    told = segue("db", command, str(tmp_path / file))

    assert told.returncode == 1
    assert step in told.stderr
    assert told.stderr.count("\n") == 1
    assert cohort.read_bytes() == before


def test_a_lost_key_is_a_fault(segue: Terminal, home: Path, library: Library) -> None:
    world = World(f"sqlite:///{home / 'segue.sqlite3'}", library)
    world.starts_cohort(name="")
    world.close()

    told = segue("db", "check", "--json", SEGUE_KEY="0" * 64)

    assert told.returncode == 1
    assert json.loads(told.stdout) == {
        "faults": ["1 of 1 values in drafts.answers do not open: is SEGUE_KEY the right one?"],
        "rows": {},
    }


def test_looking_for_faults_makes_no_database(segue: Terminal) -> None:
    told = segue("db", "check", SEGUE_KEY=KEY)

    assert told.returncode == 1
    assert told.stderr.endswith("yet: `segue db upgrade` makes one.\n")
    assert not segue.home.exists()


def test_a_file_that_is_no_database_is_told_in_one_line(segue: Terminal, home: Path) -> None:
    (home / "segue.sqlite3").write_text("Dear diary, " * 100)

    for command in ("check", "upgrade"):
        told = segue("db", command, SEGUE_KEY=KEY)
        assert told.returncode == 1
        assert told.stderr == "segue: That file is no database, or a damaged one: restore a backup.\n"


def test_a_server_is_checked_like_a_file_and_copied_by_its_own_tools(
    segue: Terminal, servers: dict[str, Postgres | Sqlite], library: Library
) -> None:
    with servers["postgresql"].database() as url:
        world = World(url, library)
        world.starts_cohort()
        world.close()

        assert counted(segue, SEGUE_DATABASE_URL=url)["cohorts"] == 1
        told = segue("db", "backup", "copy", SEGUE_DATABASE_URL=url)

    assert told.returncode == 1
    assert told.stderr == "segue: That is for SQLite files; a PostgreSQL server has pg_dump and pg_restore.\n"
