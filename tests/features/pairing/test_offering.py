"""Anybody of the workspace may offer to mentor; the offer is changed by the same form, and ends kindly."""

import pytest
from sqlalchemy import select

from bot.domain.roadmap import Library
from bot.messages.wire import Action
from bot.requests import Place
from bot.store.models import Member, MentorOffer, Person
from content.library import load
from tests.support import matches
from tests.support.hands import press
from tests.support.matches import OFFER, asks, heard, offers, stands
from tests.support.mentoring import gaps, pair, wishes
from tests.support.seen import labels, problems, text, title, typed
from tests.support.weeks import live
from tests.support.worlds import World


@pytest.fixture(scope="session")
def library() -> Library:
    return load()


@pytest.fixture
def spring(world: World) -> World:
    """Bo and Chen learn; Dana is in the workspace and in no cohort."""
    matches.begins(world)
    return world


def roles(world: World, who: str) -> tuple[bool, bool, bool]:
    """Whether they learn, mentor, and are there."""
    with world.database.begin() as session:
        found = select(Member).join(Person, Member.person_id == Person.id).where(Person.name == who)
        member = session.scalars(found).one()
        return member.learns, member.mentors, member.left_at is None


def test_an_offer_makes_somebody_a_mentor_of_the_only_cohort_without_making_them_a_learner(spring: World) -> None:
    form = spring.says("Dana", "/mentor offer").form

    reply = offers(spring, "Dana", seats="2")

    assert form is not None
    assert [field.key for field in form.fields] == ["seats", "ladder", "interests", "roles", "routes"]
    assert title(reply) == "You mentor in Spring now"
    assert "2 learners at a time. Nobody waits right now." in text(reply)
    assert roles(spring, "Dana") == (False, True, True)


def test_somebody_who_learns_goes_on_learning_when_they_offer(spring: World) -> None:
    offers(spring, "Bo", ladder="peer")

    assert roles(spring, "Bo") == (True, True, True)


def test_the_form_takes_what_they_know_and_shows_it_again(spring: World) -> None:
    offers(spring, "Dana", interests="vision,health", roles="mlops", routes="internal-transfer")

    again = typed(spring.says("Dana", "/mentor offer"))

    assert again == {
        "seats": "1",
        "ladder": "working",
        "interests": "vision,health",
        "roles": "mlops",
        "routes": "internal-transfer",
    }


def test_offering_again_changes_what_stands(spring: World) -> None:
    offers(spring, "Dana")
    again = offers(spring, "Dana", seats="3")

    assert title(again) == "Your offer is changed: Spring"
    assert "You mentor here: 0 of 3 seats taken." in stands(spring, "Dana")
    with spring.database.begin() as session:
        assert [offer.seats for offer in session.scalars(select(MentorOffer))] == [3]


def test_whoever_waits_is_looked_for_as_soon_as_somebody_offers(spring: World) -> None:
    asks(spring, "Bo")
    live(spring, matches.SOON)

    reply = offers(spring, "Dana")
    live(spring, "2027-01-06 13:02 Europe/Berlin")

    assert "1 learner waits: segue looks within the hour." in text(reply)
    assert list(matches.found(spring).values()) == ["suggested"]


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"seats": "0"}, {"seats"}),
        ({"seats": "many"}, {"seats"}),
        ({"seats": "7", "ladder": "boss"}, {"seats", "ladder"}),
    ],
)
def test_what_no_offer_takes_is_said_beside_its_field(
    spring: World, answers: dict[str, str], wrong: set[str]
) -> None:
    reply = offers(spring, "Dana", **answers)

    assert set(problems(reply)) == wrong
    assert typed(reply)["seats"] == answers["seats"]


def test_where_no_cohort_runs_there_is_nothing_to_offer_in(world: World) -> None:
    assert title(world.says("Dana", "/mentor offer")) == "That cohort has ended."
    assert title(world.says("Dana", "/mentor")) == "No cohort runs here yet"


def test_of_several_cohorts_an_outsider_says_which(spring: World) -> None:
    spring.starts_cohort(place=Place(channel="C9"), name="Autumn", starts="2027-02-01")

    which = spring.says("Dana", "/mentor offer", place=Place(channel="C5"))
    here = spring.says("Dana", "/mentor offer", place=Place(channel="C9")).form

    assert labels(which) == ["Autumn", "Spring"]
    assert here is not None
    assert here.action == Action("mentor.offer", ("2",))


def test_retiring_ends_the_offer_and_every_pair_and_the_learner_is_told_kindly(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    asked = spring.says("Dana", "/mentor retire")
    done = press(spring, "Dana", asked, "Stop mentoring")
    again = press(spring, "Dana", asked, "Stop mentoring")

    told = [card.title for card in heard(spring, "Bo", "2027-01-07 23:00 UTC")]

    assert "Your pair with Bo ends, too." in text(asked)
    assert title(done) == "You no longer mentor in Spring"
    assert title(again) == "You do not mentor here"
    assert roles(spring, "Dana") == (False, False, True)
    assert wishes(spring) == {"Bo": "open"}
    assert any(one.startswith("Dana no longer mentors") for one in told)


def test_whoever_offers_nothing_has_nothing_to_retire_from(spring: World) -> None:
    assert title(spring.says("Bo", "/mentor retire")) == "You do not mentor here"
    assert text(spring.says("Dana", "/mentor retire")).startswith("You are not in a cohort here yet.")


def test_an_offer_that_ended_stands_again_as_it_was(spring: World) -> None:
    offers(spring, "Dana", seats="3", ladder="target-team")
    press(spring, "Dana", spring.says("Dana", "/mentor retire"), "Stop mentoring")

    again = typed(spring.presses("Dana", OFFER))
    offers(spring, "Dana", **again)

    assert (again["seats"], again["ladder"]) == ("3", "target-team")
    assert roles(spring, "Dana") == (False, True, True)


def test_a_learner_who_had_left_comes_back_as_a_mentor_alone(spring: World) -> None:
    spring.says("Chen", "/cohort leave")

    offers(spring, "Chen")

    assert roles(spring, "Chen") == (False, True, True)


def test_fewer_seats_than_are_taken_bring_nobody_new_and_end_nothing(spring: World) -> None:
    pair(spring, "Bo", "Dana")
    offers(spring, "Dana", seats="1")
    asks(spring, "Chen")
    live(spring, matches.SOON)

    assert "You mentor here: 1 of 1 seat taken." in stands(spring, "Dana")
    assert list(matches.found(spring).values()) == ["paired"]


def test_no_round_is_called_for_an_offer_that_nobody_waits_for(spring: World) -> None:
    offers(spring, "Dana")

    assert gaps(spring) == []
