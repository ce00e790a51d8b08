"""Copies of the memory, and putting one back."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import Misconfigured
from bot.store import copies, upkeep
from bot.store.database import Database
from bot.store.models import Community


def add(database: Database, name: str) -> None:
    with database.begin() as session:
        session.add(Community(name=name))


def names(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM communities ORDER BY id")]


@pytest.fixture
def live(unborn: Database, tmp_path: Path) -> Path:
    """A database in use."""
    upkeep.prepare(unborn)
    add(unborn, "Acme")
    return tmp_path / "segue.sqlite3"


@pytest.fixture
def killed(live: Path, tmp_path: Path) -> Path:
    """A database whose process was killed: the last rows are in its log alone."""
    folder = tmp_path / "killed"
    folder.mkdir()
    for end in ("", "-wal"):
        shutil.copy(live.with_name(live.name + end), folder)
    return folder / live.name


def test_a_copy_is_taken_while_somebody_writes_and_holds_what_was_committed(
    unborn: Database, live: Path, tmp_path: Path
) -> None:
    with unborn.begin() as session:
        session.add(Community(name="Unfinished"))
        session.flush()
        copies.copy(live, tmp_path / "copy.sqlite3")

    assert names(tmp_path / "copy.sqlite3") == ["Acme"]
    assert names(live) == ["Acme", "Unfinished"]


def test_a_copy_never_replaces_a_file(live: Path, tmp_path: Path) -> None:
    diary = tmp_path / "diary.sqlite3"
    diary.write_text("Dear diary")

    with pytest.raises(Misconfigured, match=r"diary\.sqlite3 is there already: choose another name"):
        copies.copy(live, diary)

    assert diary.read_text() == "Dear diary"


def test_what_cannot_be_copied_is_said_and_leaves_nothing_behind(live: Path, tmp_path: Path) -> None:
    diary, target = tmp_path / "diary", tmp_path / "copy.sqlite3"
    diary.write_text("Dear diary")

    with pytest.raises(Misconfigured, match="There is no database at"):
        copies.copy(tmp_path / "nowhere.sqlite3", target)
    with pytest.raises(Misconfigured, match=r"cannot be copied to .*not a database"):
        copies.copy(diary, target)
    with pytest.raises(Misconfigured, match=r"cannot be copied to .*unable to open"):
        copies.copy(live, tmp_path / "no such folder" / "copy.sqlite3")

    assert not target.exists()


def test_a_copy_is_put_back_and_what_was_there_is_kept_with_its_log(
    unborn: Database, live: Path, killed: Path, tmp_path: Path
) -> None:
    add(unborn, "Later")
    copies.copy(live, tmp_path / "copy.sqlite3")

    copies.restore(tmp_path / "copy.sqlite3", killed)

    assert names(killed) == ["Acme", "Later"]
    assert names(killed.with_name("segue.sqlite3.replaced")) == ["Acme"]


def test_nothing_is_lost_by_restoring_twice(unborn: Database, live: Path, killed: Path, tmp_path: Path) -> None:
    copies.copy(live, tmp_path / "first.sqlite3")
    add(unborn, "Later")
    copies.copy(live, tmp_path / "second.sqlite3")

    copies.restore(tmp_path / "second.sqlite3", killed)
    copies.restore(tmp_path / "first.sqlite3", killed)

    kept = [names(path) for path in sorted(killed.parent.glob("*.replaced"))]
    assert sorted(kept) == [["Acme"], ["Acme", "Later"]]


def test_what_was_replaced_can_be_put_back(unborn: Database, live: Path, killed: Path, tmp_path: Path) -> None:
    add(unborn, "Later")
    copies.copy(live, tmp_path / "copy.sqlite3")
    copies.restore(tmp_path / "copy.sqlite3", killed)

    copies.restore(killed.with_name("segue.sqlite3.replaced"), killed)

    assert names(killed) == ["Acme"]


def test_a_copy_is_put_back_on_a_machine_that_has_nothing_yet(live: Path, tmp_path: Path) -> None:
    copies.copy(live, tmp_path / "copy.sqlite3")
    anew = tmp_path / "new machine" / "home" / "segue.sqlite3"

    copies.restore(tmp_path / "copy.sqlite3", anew)

    assert names(anew) == ["Acme"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="an empty file"),
        pytest.param(b"Dear diary, " * 1000, id="another kind of file"),
        pytest.param(None, id="half of a copy"),
    ],
)
def test_a_damaged_copy_is_refused_and_nothing_is_touched(live: Path, tmp_path: Path, content: bytes | None) -> None:
    copy = tmp_path / "copy.sqlite3"
    copies.copy(live, copy)
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2] if content is None else content)

    with pytest.raises(Misconfigured, match=r"copy\.sqlite3 is damaged, or no copy of a segue database"):
        copies.restore(copy, live)

    assert names(live) == ["Acme"]
    assert not list(tmp_path.glob("*.replaced"))


def test_a_copy_that_is_not_there_is_refused(live: Path, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="There is no backup at"):
        copies.restore(tmp_path / "nowhere.sqlite3", live)

    assert names(live) == ["Acme"]
