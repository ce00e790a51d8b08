"""Who a digest tells in full and who by name: whatever the amounts, nobody is forgotten."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from bot.domain import digest
from bot.domain.digest import Candidate, Chosen

MONDAY = datetime(2027, 1, 4, tzinfo=UTC)
#: A week's wins: each by one of many people, so long, with or without impact.
WEEK = some.lists(some.tuples(some.integers(1, 60), some.integers(1, 430), some.booleans()), max_size=120)


def candidate(win: int, person: int = 1, **said: object) -> Candidate:
    usual = {"length": 100, "impact": False, "since": MONDAY + timedelta(minutes=win), "fresh": True}
    return Candidate(win=win, person=person, **{**usual, **said})  # type: ignore[arg-type]


def run(weeks: list[list[tuple[int, int, bool]]]) -> list[tuple[list[Candidate], Chosen]]:
    """Week by week: the wins of that week, and what its digest tells, as the ledger would keep it."""
    told: dict[int, int] = {}
    named: dict[int, tuple[int, Candidate]] = {}
    digests, number = [], 0
    for week, wins in enumerate(weeks, start=1):
        fresh = [
            candidate(number + place, who, length=size, impact=moved) for place, (who, size, moved) in enumerate(wins)
        ]
        number += len(wins)
        again = [one for since, one in named.values() if since > week - digest.PATIENCE]
        chosen = digest.chosen([*again, *fresh], told)
        full = {one.win: one.person for one in (*again, *fresh) if one.win in chosen.full}
        told |= dict.fromkeys(full.values(), week)
        named |= {one.win: (week, candidate(one.win, one.person, length=one.length, fresh=False)) for one in fresh}
        named = {win: kept for win, kept in named.items() if win not in full}
        digests.append((fresh, chosen))
    return digests


def people(wins: list[Candidate], numbers: tuple[int, ...]) -> set[int]:
    return {one.person for one in wins if one.win in numbers}


@given(some.lists(WEEK, min_size=1, max_size=6))
def test_everyone_with_something_to_celebrate_is_in_the_next_digest(weeks: list[list[tuple[int, int, bool]]]) -> None:
    everything = [one for fresh, _ in run(weeks) for one in fresh]
    for fresh, chosen in run(weeks):
        assert people(fresh, (*(one.win for one in fresh),)) <= people(everything, (*chosen.full, *chosen.named))


@given(WEEK)
def test_nobody_is_told_twice_before_everybody_was_told_once(wins: list[tuple[int, int, bool]]) -> None:
    [(fresh, chosen)] = run([wins])
    whose = [next(one.person for one in fresh if one.win == win) for win in chosen.full]

    assert len(chosen.full) <= digest.MOST
    assert sum(one.length for one in fresh if one.win in chosen.full) <= digest.ROOM
    if len(set(whose)) < len(whose):
        assert set(whose) == {one.person for one in fresh}
    assert not set(whose) & people(fresh, chosen.named)


@given(some.lists(some.text(max_size=40), max_size=400))
def test_every_name_has_its_place_and_every_card_its_room(names: list[str]) -> None:
    pages = digest.pages(names)

    assert [name for page in pages for name in page] == names
    assert all(sum(len(name) + 2 for name in page) <= digest.MORE for page in pages[1:])
    assert sum(len(name) + 2 for name in pages[0]) <= digest.NAMES


def test_who_waited_longest_is_told_in_full_first() -> None:
    crowd = [candidate(number, person=number, length=300) for number in range(1, 6)]

    chosen = digest.chosen(crowd, {1: 4, 2: 2, 3: 3})

    assert chosen.full == (4, 5, 2)
    assert chosen.named == (1, 3)


def test_no_more_are_told_in_full_than_anybody_reads() -> None:
    chosen = digest.chosen([candidate(number, person=number, length=1) for number in range(30)], {})

    assert (len(chosen.full), len(chosen.named)) == (digest.MOST, 30 - digest.MOST)


def test_of_one_person_impact_comes_first() -> None:
    chosen = digest.chosen([candidate(1), candidate(2, impact=True)], {})

    assert chosen.full == (2, 1)


def test_whoever_was_named_alone_can_be_told_in_full_in_a_quieter_week() -> None:
    loud = [(who, 300, False) for who in range(1, 6)]

    (_, first), (_, second), (_, third) = run([loud, [], []])

    assert (len(first.full), len(first.named)) == (3, 2)
    assert set(second.full) == set(first.named)
    assert third == Chosen(full=(), named=())


def test_a_win_counts_for_the_digest_that_tells_it() -> None:
    digests = [MONDAY + timedelta(weeks=week) for week in (1, 2, 3)]
    shared = [MONDAY, digests[0], digests[0] + timedelta(minutes=1), digests[2] + timedelta(minutes=1)]

    assert digest.per_week(shared, digests) == (2, 1, 0)


def test_a_week_without_wins_tells_nothing() -> None:
    assert digest.chosen([], {}) == Chosen(full=(), named=())
    assert digest.pages([]) == ((),)
