"""The shelf: what was said is kept once, and survives."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.web.shelf import Shelf

NOW = datetime(2027, 1, 4, 8, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "shelf.sqlite3"


def said(shelf: Shelf, box: str) -> list[str]:
    return [message.html for message in shelf.read(box, 10)]


def test_the_same_key_twice_keeps_the_first_message_alone(path: Path) -> None:
    shelf = Shelf(path)

    first = shelf.keep("#ml-switch", "<p>one</p>", at=NOW, key="d1")
    again = shelf.keep("#ml-switch", "<p>one, said afresh</p>", at=NOW, key="d1")

    assert first == again
    assert said(shelf, "#ml-switch") == ["<p>one</p>"]


def test_messages_without_a_key_are_all_kept(path: Path) -> None:
    shelf = Shelf(path)

    ids = {shelf.keep("@bo", "<p>same</p>", at=NOW) for _ in range(3)}

    assert len(ids) == 3
    assert said(shelf, "@bo") == ["<p>same</p>"] * 3


def test_it_survives_being_opened_again(path: Path) -> None:
    before = Shelf(path)
    number = before.keep("@bo", "<p>kept</p>", at=NOW, key="d1")
    before.open_form("@bo", "<h2>form</h2>", number)

    after = Shelf(path)

    assert after.keep("@bo", "<p>again</p>", at=NOW, key="d1") == number
    assert said(after, "@bo") == ["<p>kept</p>"]
    assert after.message(number) == before.message(number)
    assert after.form("@bo") == before.form("@bo")


def test_boxes_do_not_see_each_other(path: Path) -> None:
    shelf = Shelf(path)
    shelf.keep("@bo", "<p>for Bo</p>", at=NOW)
    shelf.keep("#ana", "<p>a channel of that name</p>", at=NOW)

    assert said(shelf, "@ana") == []


def test_the_newest_are_read_oldest_first(path: Path) -> None:
    shelf = Shelf(path)
    for number in range(5):
        shelf.keep("@bo", str(number), at=NOW)

    assert [message.html for message in shelf.read("@bo", 3)] == ["2", "3", "4"]


def test_a_replaced_message_stays_in_its_place_with_another_edition(path: Path) -> None:
    shelf = Shelf(path)
    first = shelf.keep("@bo", "ask", at=NOW)
    shelf.keep("@bo", "later", at=NOW)
    version = shelf.version()

    shelf.replace(first, "done")

    assert said(shelf, "@bo") == ["done", "later"]
    assert [message.edition for message in shelf.read("@bo", 10)] == [1, 0]
    assert shelf.version() != version


def test_what_was_not_looked_at_is_counted_until_it_is(path: Path) -> None:
    shelf = Shelf(path)
    shelf.keep("@bo", "one", at=NOW)
    shelf.keep("@bo", "two", at=NOW)
    unseen = shelf.unseen("@bo")

    shelf.look("@bo")
    shelf.look("@bo")
    shelf.keep("@bo", "three", at=NOW)

    assert (unseen, shelf.unseen("@bo"), shelf.unseen("@ana")) == (2, 1, 0)


def test_a_person_has_one_form_open_at_a_time(path: Path) -> None:
    shelf = Shelf(path)
    shelf.open_form("@bo", "first", None)

    shelf.open_form("@bo", "second", 4)
    opened = shelf.form("@bo")
    shelf.close_form("@bo")

    assert opened is not None
    assert (opened.html, opened.pressed) == ("second", 4)
    assert shelf.form("@bo") is None


def test_many_threads_that_say_the_same_parcel_leave_one_message(path: Path) -> None:
    shelf = Shelf(path)
    ids: list[int] = []
    threads = [
        threading.Thread(target=lambda: ids.append(shelf.keep("@bo", "once", at=NOW, key="d1"))) for _ in range(8)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(ids) == 8
    assert len(set(ids)) == 1
    assert said(shelf, "@bo") == ["once"]


def test_only_its_owner_may_read_the_file(path: Path) -> None:
    Shelf(path)

    assert path.stat().st_mode & 0o077 == 0


def test_what_is_forgotten_is_gone_and_another_life_begins(path: Path) -> None:
    shelf = Shelf(path)
    shelf.keep("@bo", "<p>one</p>", at=NOW, key="d1")
    shelf.open_form("@bo", "<p>form</p>", None)
    shelf.look("@bo")
    before = shelf.life()

    shelf.clear()
    shelf.keep("@bo", "<p>two</p>", at=NOW, key="d1")

    assert said(shelf, "@bo") == ["<p>two</p>"]
    assert (shelf.form("@bo"), shelf.unseen("@bo")) == (None, 1)
    assert (before, Shelf(path).life()) == (0, 1)
