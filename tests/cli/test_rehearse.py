"""A rehearsal: everything a cohort would receive, as other programs read it."""

import json
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

import pytest

from tests.cli.conftest import Terminal

CONTRACT = (
    *("--start", "2027-01-04", "--zone", "Europe/Berlin", "--members", "12", "--mentors", "4"),
    *("--seed", "7", "--json"),
)
KEYS = {"at", "ritual", "audience", "to", "title", "text", "about"}


class Message(NamedTuple):
    """One line of a rehearsal."""

    at: datetime
    said: dict[str, Any]


def read(output: str) -> list[Message]:
    lines = [json.loads(line) for line in output.splitlines()]
    return [Message(datetime.fromisoformat(said["at"]), said) for said in lines]


@pytest.fixture(scope="module")
def whole_run(tmp_path_factory: pytest.TempPathFactory) -> list[Message]:
    """All 27 weeks."""
    told = Terminal(tmp_path_factory.mktemp("rehearsal"))("rehearse", "--weeks", "27", *CONTRACT)
    assert told.returncode == 0, told.stderr
    return read(told.stdout)


def test_each_message_is_one_object_with_the_keys_others_rely_on(whole_run: list[Message]) -> None:
    for message in whole_run:
        assert message.said.keys() >= KEYS
        assert message.said["audience"] in {"channel", "person"}
        assert all(message.said[key] for key in ("ritual", "to", "title", "text"))
    assert {message.said["ritual"] for message in whole_run} >= {"weekly-prompt", "check-in-prompt", "private-note"}


def test_nine_on_monday_stays_nine_on_monday_when_the_clocks_change(whole_run: list[Message]) -> None:
    prompts = [message.at for message in whole_run if message.said["ritual"] == "weekly-prompt"]

    mondays = [date(2027, 1, 4) + timedelta(weeks=number) for number in range(27)]
    offsets = ["+01:00" if monday < date(2027, 3, 28) else "+02:00" for monday in mondays]
    assert [at.isoformat() for at in prompts] == [
        f"{monday}T09:00:00{offset}" for monday, offset in zip(mondays, offsets, strict=True)
    ]


def test_messages_come_in_the_order_of_time(whole_run: list[Message]) -> None:
    assert all(earlier.at <= later.at for earlier, later in pairwise(whole_run))


def test_nobody_gets_two_private_notes_in_a_local_day(whole_run: list[Message]) -> None:
    notes = [(said["to"], at.date()) for at, said in whole_run if said["audience"] == "person"]

    assert len(notes) > 27
    assert len(set(notes)) == len(notes)


def test_every_week_speaks_of_its_own_content(whole_run: list[Message]) -> None:
    prompts = [said["about"] for _, said in whole_run if said["ritual"] == "weekly-prompt"]

    assert all(len(about) >= 2 for about in prompts)
    assert len({about[0] for about in prompts}) == 27


def test_the_same_seed_gives_the_same_bytes_and_another_one_does_not(segue: Terminal) -> None:
    first, again = (segue("rehearse", "--weeks", "3", *CONTRACT) for _ in range(2))
    other = segue("rehearse", "--weeks", "3", *CONTRACT, "--seed", "8")

    assert first.stdout == again.stdout != ""
    assert other.stdout != first.stdout


def test_a_shorter_rehearsal_is_the_beginning_of_the_whole_one(segue: Terminal, whole_run: list[Message]) -> None:
    told = segue("rehearse", "--weeks", "2", *CONTRACT)

    shorter = read(told.stdout)
    assert shorter == whole_run[: len(shorter)]


def test_in_a_pipe_there_is_no_progress_and_nothing_is_left_behind(segue: Terminal) -> None:
    told = segue("rehearse", "--weeks", "1", "--members", "2", "--start", "2027-01-04")

    assert told.stderr == ""
    assert "\x1b" not in told.stdout
    assert "Mon 04 Jan 2027 09:00 CET  weekly-prompt → #rehearsal\n    Week 1 · " in told.stdout
    assert max(map(len, told.stdout.splitlines())) > 120
    assert all(line == line.rstrip() for line in told.stdout.splitlines())
    assert not segue.home.exists()


@pytest.mark.parametrize("zone", ["new york", "Pacific/Kiritimati", "pacific/apia", "UTC"])
def test_a_zone_may_be_written_as_people_write_it(segue: Terminal, zone: str) -> None:
    told = segue("rehearse", "--weeks", "1", "--members", "3", "--start", "2027-01-04", "--zone", zone, "--json")

    prompts = [at for at, said in read(told.stdout) if said["ritual"] == "weekly-prompt"]
    assert [(at.weekday(), at.hour) for at in prompts] == [(0, 9)]


def test_a_cohort_of_nobody_still_hears_its_prompts(segue: Terminal) -> None:
    told = segue("rehearse", "--weeks", "1", "--members", "0", "--mentors", "0", "--start", "2027-01-04", "--json")

    assert {said["audience"] for _, said in read(told.stdout)} == {"channel"}
