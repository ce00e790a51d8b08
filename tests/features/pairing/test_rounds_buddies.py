"""Rounds of buddies: everybody who learns, new every few weeks, and late comers within the hour."""

import pytest
from sqlalchemy import select

from bot.domain.pairing.states import Kind
from bot.store.models import Person
from bot.store.queries import profile
from bot.store.queries.pairing import history, readiness
from tests.support import weeks
from tests.support.matching import found, member, passes, spring
from tests.support.worlds import World


@pytest.fixture
def cohort(world: World) -> World:
    """Spring before its first prompt, with four who learn."""
    world.starts_cohort()
    for who in ("Bo", "Chen", "Dana", "Eve"):
        world.says(who, "/cohort join")
    world.hushes()
    weeks.hear(world)
    return world


def test_an_hour_after_the_first_prompt_everybody_who_learns_has_a_buddy(cohort: World) -> None:
    cohort.comes_to("2027-01-04 10:00 Europe/Berlin")
    passes(cohort, minutes=1)

    groups = found(cohort, Kind.BUDDY)

    assert [one.state for one in groups] == ["paired"] * 2
    assert sorted(name for one in groups for name in one.names) == ["Bo", "Chen", "Dana", "Eve"]


def test_somebody_new_is_beside_everybody_two_weeks_later_and_nobody_twice(cohort: World) -> None:
    cohort.comes_to("2027-01-04 10:00 Europe/Berlin")
    passes(cohort, days=28)

    groups = found(cohort, Kind.BUDDY)

    assert [one.state for one in groups] == ["ended"] * 4 + ["paired"] * 2
    assert len({frozenset(one.names) for one in groups}) == 6


def test_whoever_starts_changes(world: World) -> None:
    world.starts_cohort()
    for who in ("Bo", "Chen"):
        world.says(who, "/cohort join")
    world.comes_to("2027-01-04 10:00 Europe/Berlin")
    passes(world, days=14, hours=2)

    with spring(world) as (session, here):
        assert sorted(history.started(session, here).values()) == [1, 1]


def test_a_late_comer_joins_a_pair_within_the_hour(cohort: World) -> None:
    cohort.comes_to("2027-01-04 10:00 Europe/Berlin")
    passes(cohort, hours=1)

    cohort.says("Finn", "/cohort join")
    heard = passes(cohort, hours=24)

    [trio] = [one for one in found(cohort, Kind.BUDDY) if len(one.names) == 3]
    assert "Finn" in trio.names
    for who in trio.names:
        assert weeks.private(heard, who)


def test_a_late_comer_beside_three_makes_two_pairs_of_them_within_the_hour(cohort: World) -> None:
    with spring(cohort) as (session, _):
        readiness.of(session, member(cohort, session, "Chen")).buddies = False
    cohort.comes_to("2027-01-04 10:00 Europe/Berlin")
    passes(cohort, hours=1)
    [before] = [set(one.names) for one in found(cohort, Kind.BUDDY) if one.state == "paired"]

    cohort.says("Finn", "/cohort join")
    passes(cohort, hours=1)

    after = [set(one.names) for one in found(cohort, Kind.BUDDY) if one.state == "paired"]
    assert before == {"Bo", "Dana", "Eve"}
    assert sorted(map(len, after)) == [2, 2]
    assert set().union(*after) == before | {"Finn"}


def test_two_late_comers_are_buddies(cohort: World) -> None:
    cohort.comes_to("2027-01-04 10:00 Europe/Berlin")
    passes(cohort, hours=1)

    cohort.says("Finn", "/cohort join")
    cohort.says("Gus", "/cohort join")
    passes(cohort, hours=1)

    assert {"Finn", "Gus"} in [set(one.names) for one in found(cohort, Kind.BUDDY)]


def test_whoever_sits_out_is_left_in_peace(cohort: World) -> None:
    with spring(cohort) as (session, _):
        for who in ("Bo", "Chen"):
            readiness.of(session, member(cohort, session, who)).buddies = False
    cohort.comes_to("2027-01-04 10:00 Europe/Berlin")
    passes(cohort, minutes=1)

    assert [set(one.names) for one in found(cohort, Kind.BUDDY)] == [{"Dana", "Eve"}]


def test_whoever_learns_alone_hears_nothing_of_buddies(world: World) -> None:
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.hushes()
    heard = passes(world, days=10)

    assert found(world, Kind.BUDDY) == []
    assert "buddy" not in weeks.words(weeks.private(heard, "Bo")).casefold()


def test_whoever_may_go_with_nobody_reads_what_stands_in_the_way(cohort: World) -> None:
    spoken = {"Chen": "german", "Bo": "english", "Dana": "english", "Eve": "english"}
    with spring(cohort) as (session, _):
        for who, language in spoken.items():
            person = session.scalars(select(Person).where(Person.name == who)).one()
            profile.keep(session, person, "spoken-languages", (language,))
    cohort.comes_to("2027-01-04 10:00 Europe/Berlin")
    heard = passes(cohort, hours=20)

    said = weeks.words(weeks.private(heard, "Chen"))
    assert "Nobody is beside you yet" in said
    assert "3 people: no language that you both like to talk in" in said
    assert "Nobody is beside you yet" not in weeks.words(weeks.private(heard, "Bo"))
