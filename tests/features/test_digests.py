"""The weekly digest: everybody with a win, the same words in every channel, and nobody for missing."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from bot.domain.guide import Guide
from bot.domain.roadmap import Library
from bot.messages.pictures import Bars
from bot.messages.wire import Action
from bot.ports import Failed, Parcel
from bot.requests import Platform
from bot.store.models import Account, Channel, Cohort, Delivery, Person
from bot.store.queries import cohorts, stale
from tests.support.winners import began, heard, said, shares
from tests.support.worlds import World, at

DIGEST = "2027-01-12 12:00 Europe/Berlin"


@pytest.fixture
def spring(world: World) -> World:
    """A world with Spring in its first week, in which Bo and Chen learn."""
    return began(world)


def digest(world: World, moment: str = DIGEST) -> Parcel | None:
    """The digest that is said at this moment, if one is."""
    world.comes_to(moment)
    return next((parcel for parcel in heard(world) if parcel.kind == "weekly-digest"), None)


def words(parcel: Parcel | None) -> str:
    assert parcel is not None
    return said(parcel)


def test_the_digest_leads_with_impact(spring: World) -> None:
    shares(spring, "Bo", impact="", words="Read a paper to its end")
    shares(spring, "Chen", words="Cached the features", impact="p95 900 ms -> 300 ms")

    told = words(digest(spring))

    assert told.startswith(
        "Wins of week 1\n• p95 900 ms → 300 ms · Chen: Cached the features\n• Bo: Read a paper to its end\n"
    )


def test_a_win_is_told_in_one_digest_alone(spring: World) -> None:
    shares(spring, "Bo")
    first, second = digest(spring), digest(spring, "2027-01-19 12:00 Europe/Berlin")

    assert "Cached" in words(first)
    assert "Cached" not in words(second)


def test_what_is_withdrawn_or_kept_is_in_no_digest(spring: World) -> None:
    shares(spring, "Bo", words="Withdrawn")
    shares(spring, "Bo", words="Hidden")
    shares(spring, "Chen", words="Kept", who="me")
    spring.presses("Bo", Action("win.withdraw", ("1",)))
    spring.presses("Bo", Action("win.hide", ("2",)))

    told = words(digest(spring))

    assert told.startswith("Week 1, in short\n")
    assert not [word for word in ("Withdrawn", "Hidden", "Kept", "Bo", "Chen") if word in told]


def test_a_quiet_week_has_a_word_from_the_library_and_names_nobody(spring: World) -> None:
    told = words(digest(spring))

    reminder = next(one for one in spring.library.default.guide.reminders if one.trigger == "digest")
    assert reminder.text in told
    assert not [name for name in ("Ana", "Bo", "Chen") if name in told]


def test_where_there_is_nothing_to_say_there_is_silence(world: World) -> None:
    of = world.library.default
    bare = Library(roadmaps={of.slug: replace(of, guide=Guide())})
    small = World(world.url, bare, clock=world.clock)
    began(small)

    assert digest(small) is None
    with small.database.begin() as session:
        reasons = session.scalars(select(Delivery.reason).where(Delivery.kind == "weekly-digest")).all()
    small.close()
    assert reasons == ["a quiet week, and nothing else to tell"]


def test_a_digest_that_nobody_heard_is_told_with_the_next_one(spring: World) -> None:
    shares(spring, "Bo")
    heard(spring)
    spring.comes_to(DIGEST)
    spring.plans()
    spring.core.settle([(parcel, Failed("no such channel")) for parcel in spring.core.claim(tuple(Platform), 50)])

    assert "Cached" in words(digest(spring, "2027-01-19 12:00 Europe/Berlin"))


def test_a_cohort_that_rested_hears_of_its_wins_when_it_is_back(spring: World) -> None:
    shares(spring, "Bo")
    heard(spring)
    with spring.database.begin() as session:
        session.execute(update(Cohort).values(quiet_until=at("2027-01-15 00:00 UTC")))

    resting, back = digest(spring), digest(spring, "2027-01-19 12:00 Europe/Berlin")

    assert resting is None
    assert "Cached" in words(back)


def test_every_channel_hears_the_same(spring: World) -> None:
    shares(spring, "Bo")
    heard(spring)
    with spring.database.begin() as session:
        first = session.scalars(select(Channel)).one()
        account = session.scalars(select(Account).where(Account.workspace_id == first.workspace_id)).first()
        assert account is not None
        cohorts.speak_in(session, session.get_one(Cohort, first.cohort_id), account, "C2")
    spring.comes_to(DIGEST)
    spring.plans()

    told: list[Parcel] = []
    while one := spring.core.claim(tuple(Platform), 1):
        told += one
        if len(told) < 4:
            shares(spring, "Chen", words=f"Shared while {len(told)} were told")

    digests = [parcel for parcel in told if parcel.kind == "weekly-digest"]
    assert [parcel.to.channel for parcel in digests] == ["C1", "C2"]
    assert said(digests[0]) == said(digests[1])
    assert "Cached" in said(digests[0])


def test_names_that_find_no_room_are_told_in_cards_that_carry_on(spring: World) -> None:
    crowd = [f"Person {number:03} of the very long and winding name" for number in range(60)]
    for name in crowd:
        spring.says(name, "/cohort join")
        shares(spring, name, impact="", words="w" * 280)
    while heard(spring):
        pass
    spring.comes_to(DIGEST)

    parcels = []
    for minute in range(5):
        spring.comes_to(f"2027-01-12 12:0{minute} Europe/Berlin")
        parcels += [parcel for parcel in heard(spring) if parcel.kind in {"weekly-digest", "digest-more"}]

    everything = "\n".join(map(said, parcels))
    assert [parcel.kind for parcel in parcels] == ["weekly-digest", "digest-more", "digest-more"]
    assert [name for name in crowd if name[:10] not in everything] == []


@pytest.mark.parametrize(("people", "shown"), [(4, False), (5, True)])
def test_many_are_counted_only_from_five_on(spring: World, people: int, shown: bool) -> None:
    spring.comes_to("2027-01-08 15:00 Europe/Berlin")
    for number in range(people):
        week = {"done": "A chapter", "next_step": "Another on Monday", "obstacle": "", "energy": str(number % 2 + 3)}
        spring.says(f"Learner {number}", "/cohort join")
        spring.fills(f"Learner {number}", Action("checkin", ("1", "1")), week)

    told = words(digest(spring))

    assert ("5 people checked in. Energy on average: 3.4 of 5." in told) is shown
    assert ("checked in" in told) is shown


def test_an_average_of_fewer_than_five_is_not_shown(spring: World) -> None:
    spring.comes_to("2027-01-08 15:00 Europe/Berlin")
    for number in range(5):
        learner, week = (
            f"Learner {number}",
            {"done": "A chapter", "next_step": "Another", "energy": "3" if number else ""},
        )
        spring.says(learner, "/cohort join")
        spring.fills(learner, Action("checkin", ("1", "1")), week)

    told = words(digest(spring))

    assert "5 people checked in." in told
    assert "Energy" not in told


def test_whoever_is_told_in_full_is_not_named_again(spring: World) -> None:
    for number in range(6):
        shares(spring, "Bo", words=f"{number} {'w' * 270}")

    told = words(digest(spring))

    assert told.count("Bo: ") == 3
    assert "Also glad" not in told


def test_who_left_is_not_counted(spring: World) -> None:
    spring.comes_to("2027-01-08 15:00 Europe/Berlin")
    for number in range(5):
        learner, week = (
            f"Learner {number}",
            {"done": "A chapter", "next_step": "Another", "obstacle": "", "energy": "3"},
        )
        spring.says(learner, "/cohort join")
        spring.fills(learner, Action("checkin", ("1", "1")), week)
    spring.says("Learner 0", "/cohort leave")

    assert "checked in" not in words(digest(spring))


def test_the_picture_has_the_wins_of_the_last_weeks(spring: World) -> None:
    shares(spring, "Bo")
    first = digest(spring)
    spring.comes_to("2027-01-12 12:01 Europe/Berlin")
    shares(spring, "Chen")
    shares(spring, "Bo", words="Slept on it")
    second = digest(spring, "2027-01-19 12:00 Europe/Berlin")

    assert first is not None
    assert second is not None
    assert first.card.picture is None
    assert isinstance(second.card.picture, Bars)
    assert (second.card.picture.labels, second.card.picture.values) == (("W1", "W2"), (1, 2))
    assert second.card.picture.alt == "Wins shared in the last weeks. Week 1: 1, week 2: 2."


def test_a_digest_comes_a_day_late_at_most(spring: World) -> None:
    shares(spring, "Bo")
    heard(spring)

    assert digest(spring, "2027-01-13 12:00 Europe/Berlin") is None
    assert "Cached" in words(digest(spring, "2027-01-19 12:00 Europe/Berlin"))


def story(world: World, moment: str) -> Parcel | None:
    """The story that is told at this moment, if one is."""
    world.comes_to(moment)
    return next((parcel for parcel in heard(world) if parcel.kind == "week-story"), None)


def test_a_story_comes_in_a_week_of_its_theme(spring: World) -> None:
    first, second = story(spring, "2027-01-06 12:00 Europe/Berlin"), story(spring, "2027-01-13 12:00 Europe/Berlin")

    assert first is None
    assert second is not None
    assert second.card.about[0] == "a-search-box"
    assert "It need not be yours." in said(second)


def test_a_story_that_is_reported_as_stale_is_not_told(spring: World) -> None:
    with spring.database.begin() as session:
        cohort, person = session.get_one(Cohort, 1), session.get_one(Person, 1)
        stale.report(session, cohort, person, "a-search-box", "It has aged", spring.clock.now())

    assert story(spring, "2027-01-13 12:00 Europe/Berlin") is None
    with spring.database.begin() as session:
        reasons = session.scalars(select(Delivery.reason).where(Delivery.kind == "week-story")).all()
    assert reasons == ["its story is reported as stale"]
