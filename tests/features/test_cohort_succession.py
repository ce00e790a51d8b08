"""An organiser who leaves: the next in line is asked, one after the other, and the cohort is never without one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.messages.wire import Action
from bot.ports import Parcel
from bot.replies import Reply
from bot.store.models import Member, Person
from tests.support.hands import press, said
from tests.support.seen import labels, text, title
from tests.support.worlds import World, at

YES, NO = "I will organise Spring", "I would rather not organise"


@pytest.fixture
def spring(world: World) -> World:
    """Spring with Bo, Chen, Dana in this order, of whom Dana mentors; Ana organises it alone."""
    world.starts_cohort()
    for who in ("Bo", "Chen", "Dana"):
        world.says(who, "/cohort join")
    dana = person(world, "Dana")
    world.presses("Ana", Action("cohort.role", ("1", str(dana), "mentors", "1")))
    said(world)
    return world


def person(world: World, name: str) -> int:
    with world.database.begin() as session:
        return session.scalars(select(Person.id).where(Person.name == name)).one()


def organisers(world: World) -> list[str]:
    with world.database.begin() as session:
        named = select(Person.name).join(Member, Member.person_id == Person.id)
        return sorted(session.scalars(named.where(Member.organises, Member.left_at.is_(None))))


def asked(world: World, moment: str) -> dict[str, Parcel]:
    """Who has been asked to follow by this moment, since the last one."""
    notes = lives_until(world, moment)
    return {parcel.to.user or "": parcel for parcel in notes if "Would you organise Spring?" in str(parcel.card)}


def lives_until(world: World, moment: str) -> list[Parcel]:
    """The private notes that are said until this moment, hour by hour, as a house that runs says them."""
    ends, heard = at(f"{moment} Europe/Berlin"), []
    while (now := world.clock.now()) < ends:
        world.clock.turn_to(min(ends, now + timedelta(hours=3)))
        heard += [parcel for parcel in said(world) if parcel.to.user]
    return heard


def answers(world: World, who: str, parcel: Parcel, label: str) -> Reply:
    return press(world, who, Reply(card=parcel.card), label)


def test_the_mentor_is_asked_first_then_the_longest_standing_learner_three_days_later(spring: World) -> None:
    left = spring.says("Ana", "/cohort leave")
    first = asked(spring, "2027-01-03 09:00")
    second = asked(spring, "2027-01-06 09:00")
    third = asked(spring, "2027-01-09 09:00")

    assert title(left) == "Somebody is asked to follow you"
    assert [list(one) for one in (first, second, third)] == [["U-Dana"], ["U-Bo"], ["U-Chen"]]
    assert organisers(spring) == ["Ana"]


def test_the_first_yes_counts_and_the_one_who_leaves_is_free_and_told(spring: World) -> None:
    spring.says("Ana", "/cohort leave")
    dana = asked(spring, "2027-01-03 09:00")["U-Dana"]
    bo = asked(spring, "2027-01-06 09:00")["U-Bo"]

    yes = answers(spring, "Bo", bo, YES)
    told = [parcel for parcel in said(spring) if parcel.to.user == "U-Ana"]
    late = answers(spring, "Dana", dana, YES)

    assert title(yes) == "You organise Spring now"
    assert [parcel.card.title for parcel in told] == ["Bo organises Spring now"]
    assert title(late) == "It is settled already"
    assert organisers(spring) == ["Bo"]
    assert asked(spring, "2027-01-20 09:00") == {}


def test_a_no_asks_the_next_one_the_same_day(spring: World) -> None:
    spring.says("Ana", "/cohort leave")
    dana = asked(spring, "2027-01-03 09:00")["U-Dana"]

    no = answers(spring, "Dana", dana, NO)
    twice = answers(spring, "Dana", dana, NO)
    next_ones = asked(spring, "2027-01-04 00:00")

    assert title(no) == "That is fine"
    assert title(twice) == "That question is answered."
    assert list(next_ones) == ["U-Bo"]
    assert title(answers(spring, "Bo", next_ones["U-Bo"], YES)) == "You organise Spring now"


def test_nobody_who_was_not_asked_can_take_it(spring: World) -> None:
    spring.says("Ana", "/cohort leave")
    dana = asked(spring, "2027-01-03 09:00")["U-Dana"]

    borrowed = answers(spring, "Chen", dana, YES)
    guessed = spring.presses("Chen", Action("cohort.follow", ("1", "1.0.0")))

    assert title(borrowed) == title(guessed) == "That question is answered."
    assert organisers(spring) == ["Ana"]


def test_staying_settles_it(spring: World) -> None:
    left = spring.says("Ana", "/cohort leave")
    dana = asked(spring, "2027-01-03 09:00")["U-Dana"]

    stays = press(spring, "Ana", left, "I will stay")

    assert title(stays) == "You go on organising Spring"
    assert title(answers(spring, "Dana", dana, YES)) == "It is settled already"
    assert asked(spring, "2027-01-20 09:00") == {}
    assert organisers(spring) == ["Ana"]


def test_leaving_twice_asks_once_and_coming_back_and_leaving_again_asks_anew(spring: World) -> None:
    spring.says("Ana", "/cohort leave")
    twice = spring.says("Ana", "/cohort leave")
    spring.says("Ana", "/cohort join")
    spring.comes_to("2027-01-02 12:00 Europe/Berlin")
    spring.says("Ana", "/cohort leave")

    assert title(twice) == "Somebody is already asked to follow you"
    assert list(asked(spring, "2027-01-04 09:00")) == ["U-Dana"]


def test_when_nobody_says_yes_the_one_who_leaves_hears_so_and_still_organises(spring: World) -> None:
    spring.says("Ana", "/cohort leave")
    for moment in ("2027-01-03 09:00", "2027-01-06 09:00", "2027-01-09 09:00"):
        for user, parcel in asked(spring, moment).items():
            answers(spring, user.removeprefix("U-"), parcel, NO)
    told = [parcel for parcel in lives_until(spring, "2027-01-12 20:00") if parcel.to.user == "U-Ana"]

    assert any("Nobody has taken Spring on yet" in str(parcel.card) for parcel in told)
    assert organisers(spring) == ["Ana"]


def test_an_administrator_who_takes_over_frees_the_one_who_leaves(spring: World) -> None:
    to_bo = spring.presses("Ana", Action("cohort.handed", ("1", str(person(spring, "Bo")))))
    spring.says("Bo", "/cohort leave")

    press(spring, "Ana", spring.says("Ana", "/cohort roles Spring"), "Organise Spring")

    assert title(to_bo) == "Bo organises Spring now"
    assert organisers(spring) == ["Ana"]
    assert title(spring.says("Bo", "/roadmap")) == "You are not in a cohort here yet."


def test_with_another_organiser_leaving_is_leaving(spring: World) -> None:
    spring.presses("Ana", Action("cohort.role", ("1", str(person(spring, "Bo")), "organises", "1")))

    left = spring.says("Ana", "/cohort leave")

    assert title(left) == "You have left Spring"
    assert organisers(spring) == ["Bo"]


def test_where_nobody_else_is_the_organiser_stays_and_is_shown_a_way(world: World) -> None:
    world.starts_cohort()
    world.says("Ana", "/cohort join")

    left = world.says("Ana", "/cohort leave")

    assert title(left) == "You still organise Spring"
    assert labels(left) == ["Come back", "End Spring"]
    assert text(world.says("Ana", "/cohort people")) == "Spring: 1 person\n• Ana · organises"
