"""A rehearsal of mentors and buddies: what the ledger counts is what people were told."""

import json
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

import pytest

from tests.cli.conftest import Terminal

CAST = (
    *("--start", "2027-01-04", "--zone", "Europe/Berlin", "--weeks", "8"),
    *("--learners", "9", "--mentors", "3", "--seed", "7"),
)
FIGURES = {"asked", "served", "suggestions", "yes", "no", "expired", "pairs", "met", "groups", "groups_met", "wait"}
#: Suggestions are told by the note of the next day, and stand for three.
TOLD = timedelta(hours=72)


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    return Terminal(tmp_path_factory.mktemp("season"))


@pytest.fixture(scope="module")
def said(terminal: Terminal) -> list[dict[str, Any]]:
    """Everything that was sent in eight weeks."""
    told = terminal("rehearse", *CAST, "--json")
    assert told.returncode == 0, told.stderr
    return [json.loads(line) for line in told.stdout.splitlines()]


@pytest.fixture(scope="module")
def season(terminal: Terminal) -> dict[str, Any]:
    """Whom they brought together."""
    told = terminal("rehearse", *CAST, "--json", "--summary")
    assert told.returncode == 0, told.stderr
    [line] = told.stdout.splitlines()
    whole: dict[str, Any] = json.loads(line)
    return whole


def groups(season: dict[str, Any], kind: str) -> list[tuple[datetime, dict[str, Any]]]:
    """Everybody whom rounds of a kind brought together, and when."""
    rounds = (one for one in season["rounds"] if one["kind"] == kind)
    return [(datetime.fromisoformat(one["at"]), group) for one in rounds for group in one["groups"]]


def test_the_figures_of_a_season_are_those_of_its_rounds(season: dict[str, Any]) -> None:
    suggested, buddies = groups(season, "mentor"), groups(season, "buddy")
    states = [group["state"] for _, group in suggested]

    assert season.keys() == FIGURES | {"rounds"}
    assert season["suggestions"] == len(suggested) >= 4
    assert season["expired"] == states.count("expired")
    assert season["pairs"] == states.count("paired") + states.count("ended")
    assert season["groups"] == len(buddies)
    assert season["groups_met"] == sum(1 for _, group in buddies if group["met"])
    assert season["yes"] >= 2 * season["pairs"]
    assert 1 <= season["met"] <= season["pairs"]


def test_every_suggestion_is_told_to_both_in_time_and_in_private(
    season: dict[str, Any], said: list[dict[str, Any]]
) -> None:
    for at, group in groups(season, "mentor"):
        one, other = group["people"]
        for reader, named in ((one, other), (other, one)):
            notes = [
                note["title"] + note["text"]
                for note in said
                if note["to"] == reader and at <= datetime.fromisoformat(note["at"]) <= at + TOLD
            ]
            if group["state"] in {"paired", "ended", "expired"}:
                assert any(named in note for note in notes), (at, group)


def test_buddies_are_told_whom_they_have_and_nobody_is_left_out(
    season: dict[str, Any], said: list[dict[str, Any]]
) -> None:
    first = min(at for at, _ in groups(season, "buddy"))
    together = [group["people"] for at, group in groups(season, "buddy") if at == first]

    assert sorted(name for people in together for name in people) == sorted(set().union(*together))
    assert len(set().union(*together)) == 9
    for people in together:
        for one in people:
            notes = " ".join(note["title"] + note["text"] for note in said if note["to"] == one)
            assert all(other in notes for other in people if other != one)


def test_who_has_met_is_not_brought_together_again_while_there_is_somebody_new(season: dict[str, Any]) -> None:
    met: set[frozenset[str]] = set()

    for _, group in groups(season, "buddy"):
        pairs = {frozenset(two) for two in combinations(group["people"], 2)}
        assert not pairs & met
        met |= pairs if group["met"] else set()
    assert len(met) > 5


def test_the_same_seed_brings_the_same_people_together(terminal: Terminal, season: dict[str, Any]) -> None:
    again, other = (
        json.loads(terminal("rehearse", *CAST, "--json", "--summary", "--seed", seed).stdout) for seed in ("7", "8")
    )

    assert again == season
    assert other != season


def test_the_end_of_a_rehearsal_in_words(terminal: Terminal, season: dict[str, Any]) -> None:
    words = terminal("rehearse", *CAST, "--summary").stdout

    _, group = groups(season, "mentor")[0]
    assert f"    {' + '.join(group['people'])}: " in words
    assert f"Mentors: {season['asked']} asked, {season['suggestions']} suggestions" in words
    assert "weekly-prompt" not in words


def test_without_mentors_those_who_ask_learn_why_they_wait(segue: Terminal) -> None:
    told = segue("rehearse", *CAST[:4], "--weeks", "3", "--mentors", "0", "--json")
    figures = segue("rehearse", *CAST[:4], "--weeks", "3", "--mentors", "0", "--json", "--summary")

    season = json.loads(figures.stdout)
    assert season["asked"] > 0
    assert (season["suggestions"], season["pairs"], season["wait"]) == (0, 0, None)
    assert "mentor" in told.stdout


def test_nobody_learns_and_nobody_mentors(segue: Terminal) -> None:
    told = segue("rehearse", *CAST[:4], "--weeks", "1", "--members", "0", "--mentors", "0", "--summary")

    assert told.stdout == "Nobody was brought together.\n"
