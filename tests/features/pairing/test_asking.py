"""A learner asks for a mentor: in one line, once, changed at will, and taken back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.cards.pairing import asking
from bot.domain.pairing.states import Kind, RoundState
from bot.domain.roadmap import Library
from bot.messages.elements import FieldKind
from bot.messages.wire import Action
from bot.requests import Place
from bot.store.models import MentorRequest, PreferredMentor, Round
from tests.support import matches
from tests.support.hands import press
from tests.support.matches import ASK, asks, heard, offers, stands
from tests.support.mentoring import wishes
from tests.support.seen import labels, problems, text, title, typed
from tests.support.weeks import live
from tests.support.worlds import World


@pytest.fixture(scope="session")
def library() -> Library:
    return matches.quiet_library()


@pytest.fixture
def spring(world: World) -> World:
    """Bo and Chen learn; nobody mentors yet."""
    matches.begins(world)
    return world


def test_one_line_is_enough_to_ask_and_a_round_is_called_for_half_an_hour_later(spring: World) -> None:
    offers(spring, "Dana")
    now = spring.clock.now()

    reply = asks(spring, "Bo", purpose="My first model in production")

    assert title(reply) == "You asked for a mentor"
    with spring.database.begin() as session:
        due = select(Round.due_at).where(Round.kind == Kind.MENTOR, Round.state == RoundState.DUE)
        assert session.scalars(due).one() == now + timedelta(minutes=30)
    assert "For: My first model in production" in stands(spring, "Bo")
    assert "segue looks again Wed 6 Jan 2027, 12:30." in stands(spring, "Bo")


def test_asking_where_nobody_mentors_puts_them_in_line(spring: World) -> None:
    reply = asks(spring, "Bo")

    assert "Nobody mentors here yet. You are in line" in text(reply)
    assert "You are in line for whoever offers." in stands(spring, "Bo")


def test_asking_twice_shows_what_stands_with_the_way_to_change_it(spring: World) -> None:
    asks(spring, "Bo", purpose="A portfolio")

    again = spring.says("Bo", "/mentor ask")

    assert "For: A portfolio" in text(again)
    assert typed(press(spring, "Bo", again, "Change what I ask for"))["purpose"] == "A portfolio"


def test_the_same_form_sent_twice_asks_once_and_keeps_the_place_in_line(spring: World) -> None:
    asks(spring, "Bo")
    spring.comes_to("2027-01-07 12:00 Europe/Berlin")

    again = asks(spring, "Bo", purpose="An interview", by="2027-03-01")

    assert title(again) == "Your request is changed"
    assert "Asked: Wed 6 Jan 2027" in stands(spring, "Bo")
    assert "For: An interview\nBy: Monday, 2027-03-01" in stands(spring, "Bo")
    assert wishes(spring) == {"Bo": "open"}


def test_names_are_kept_in_their_order_each_once_and_never_ones_own(spring: World) -> None:
    for who in ("Dana", "Eve", "Bo"):
        offers(spring, who)
    form = spring.presses("Bo", ASK).form
    assert form is not None
    offered = {option.label: option.value for option in form.fields[2].options}

    asks(spring, "Bo", name1=offered["Eve"], name2=offered["Dana"], name3=offered["Eve"])

    assert list(offered) == ["Dana", "Eve", "Nobody in particular"]
    with spring.database.begin() as session:
        kept = session.scalars(select(PreferredMentor.member_id).order_by(PreferredMentor.place)).all()
    assert [str(one) for one in kept] == [offered["Eve"], offered["Dana"]]
    assert "Would like: Eve and Dana" in stands(spring, "Bo")
    assert typed(spring.presses("Bo", ASK))["name1"] == offered["Eve"]


def test_whom_they_have_blocked_is_no_name_to_wish_for(spring: World) -> None:
    offers(spring, "Dana")
    spring.says("Dana", "/cohort join")
    press(spring, "Bo", spring.says("Bo", "/mentor block Dana"), "Block")

    form = spring.presses("Bo", ASK).form

    assert form is not None
    assert [field.key for field in form.fields] == ["purpose", "by"]


def test_where_no_menu_holds_the_mentors_names_are_typed_and_read(
    spring: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MENU", 1)
    for who in ("Dana", "Danilo"):
        offers(spring, who)

    form = spring.presses("Bo", ASK).form
    unclear = asks(spring, "Bo", name1="dan", name2="Xaver")
    kept = asks(spring, "Bo", name1="dani", name2="DANA")

    assert form is not None
    assert form.fields[2].kind is FieldKind.LINE
    assert problems(unclear) == {
        "name1": "That fits several people, as Dana or Danilo. Write more of the name.",
        "name2": "Nobody who mentors here is called that. Part of a name is enough, and so is none.",
    }
    assert typed(unclear)["name2"] == "Xaver"
    assert title(kept) == "You asked for a mentor"
    assert "Would like: Danilo and Dana" in stands(spring, "Bo")


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        ("soon", "Write the day as in 2027-01-06"),
        ("2027-01-05", "That day is over."),
        ("2029-01-01", "Choose a day within a year"),
        ("02/03/2027", "It can be read in two ways"),
    ],
)
def test_a_day_that_cannot_be_is_said_beside_its_field_and_everything_typed_stays(
    spring: World, by: str, sentence: str
) -> None:
    reply = asks(spring, "Bo", purpose="A portfolio", by=by)

    assert problems(reply)["by"].startswith(sentence)
    assert typed(reply)["purpose"] == "A portfolio"
    assert wishes(spring) == {}


def test_a_name_that_is_not_on_the_list_is_asked_for_again(spring: World) -> None:
    offers(spring, "Dana")

    reply = asks(spring, "Bo", name1="999")

    assert problems(reply) == {"name1": "Choose from what the list offers now, or name nobody."}


def test_whoever_is_in_no_cohort_learns_where_to_join(spring: World) -> None:
    assert text(spring.says("Eve", "/mentor ask")).startswith("You are not in a cohort here yet.")


def test_a_mentor_who_does_not_learn_is_told_how_to_learn_along(spring: World) -> None:
    offers(spring, "Dana")

    assert text(spring.says("Dana", "/mentor ask")).splitlines()[:2] == [
        "Asking for a mentor is for those who learn in the cohort.",
        "To learn along: /cohort join.",
    ]


def test_a_mentor_who_learns_too_may_ask_and_is_never_their_own(spring: World) -> None:
    offers(spring, "Bo")
    asks(spring, "Bo")
    live(spring, matches.SOON)

    assert matches.found(spring) == {}
    assert "You mentor here: 0 of 1 seat taken." in stands(spring, "Bo")


def test_in_two_cohorts_the_question_is_which_one_press_away(spring: World) -> None:
    spring.starts_cohort(place=Place(channel="C9"), name="Autumn", starts="2027-02-01")
    spring.says("Bo", "/cohort join Autumn")

    which = spring.says("Bo", "/mentor ask", place=Place(channel="C5"))

    assert labels(which) == ["Autumn", "Spring"]
    form = press(spring, "Bo", which, "Autumn").form
    assert form is not None
    assert form.action == Action("mentor.ask", ("2",))


def test_a_request_is_withdrawn_after_its_meaning_was_said_and_twice_is_once(spring: World) -> None:
    asks(spring, "Bo")
    asked = spring.says("Bo", "/mentor withdraw")
    gone = press(spring, "Bo", asked, "Withdraw it")
    again = press(spring, "Bo", asked, "Withdraw it")

    assert title(asked) == "Withdraw your request?"
    assert title(gone) == "Your request is withdrawn"
    assert title(again) == title(spring.says("Bo", "/mentor withdraw")) == "You have not asked for a mentor"
    assert wishes(spring) == {"Bo": "closed"}


def test_what_is_suggested_ends_with_the_request_and_the_mentor_hears_it_kindly(spring: World) -> None:
    matches.suggested(spring, "2027-01-06 23:30 UTC")
    press(spring, "Bo", spring.says("Bo", "/mentor withdraw"), "Withdraw it")

    told = heard(spring, "Dana", "2027-01-08 23:00 UTC")

    assert list(matches.found(spring).values()) == ["withdrawn"]
    assert "No match this time" in [card.title for card in told]
    assert "Bo" not in "".join(str(card) for card in told)


def test_another_cohorts_number_reads_like_one_that_never_was(spring: World) -> None:
    reply = spring.fills("Bo", Action("mentor.ask", ("77",)), {"purpose": "x"})

    assert title(reply) == "That cohort has ended."


def test_what_somebody_asks_for_is_sealed(spring: World) -> None:
    asks(spring, "Bo", purpose="A secret plan")

    with spring.database.begin() as session:
        [request] = session.scalars(select(MentorRequest)).all()
        assert b"secret" not in bytes(request.purpose)
