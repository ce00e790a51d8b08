"""What is still running: asked about on the evening of its day, and every ending is a result."""

import pytest
from sqlalchemy import select

from bot.domain.roadmap import Library
from bot.messages.elements import Card
from bot.messages.wire import Action
from bot.store.models import Experiment
from content.library import load
from tests.support.seen import problems, text, title, typed
from tests.support.weeks import bare, button, checks_in, live, private, words
from tests.support.worlds import World

WEEK_1 = Action("checkin", ("1", "1"))
ENDED = "How did it end?"


@pytest.fixture(scope="session")
def library() -> Library:
    return bare(load())


@pytest.fixture
def friday(world: World) -> World:
    """Bo learns in Spring, and it is the Friday of its first week."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    live(world, "2027-01-08 15:00 Europe/Berlin")
    return world


def evening(world: World) -> list[Card]:
    """What Bo hears until Thursday night."""
    return [card for card in private(live(world, "2027-01-14 23:00 Africa/Lagos"), "Bo") if ENDED in words([card])]


def states(world: World) -> list[str]:
    with world.database.begin() as session:
        return [found.value for found in session.scalars(select(Experiment.state).order_by(Experiment.id))]


def test_on_the_evening_of_its_day_they_are_asked_once(friday: World) -> None:
    noted = checks_in(friday, "Bo", 1, running="training until Thursday")
    early = private(live(friday, "2027-01-14 17:59 Africa/Lagos"), "Bo")

    [asked] = evening(friday)

    assert "How it ended is asked on Thursday, 2027-01-14." in words([noted])
    assert ENDED not in words(early)
    assert "“training until Thursday”" in words([asked])
    assert evening(friday) == []


@pytest.mark.parametrize(
    ("label", "says", "state"),
    [
        ("The run worked", "It worked", "worked"),
        ("The run did not work", "A result is a result", "negative"),
        ("I stopped the run", "Stopped is an answer too", "stopped"),
    ],
)
def test_every_ending_is_kept_and_is_a_result(friday: World, label: str, says: str, state: str) -> None:
    checks_in(friday, "Bo", 1, running="training until Thursday")

    kept = friday.presses("Bo", button(evening(friday), label))

    assert title(kept) == says
    assert states(friday) == [state]


def test_a_line_about_it_is_kept_for_the_history(friday: World) -> None:
    checks_in(friday, "Bo", 1, running="training until Thursday")
    kept = friday.presses("Bo", button(evening(friday), "The run did not work"))
    write = button([kept.card] if kept.card else [], "Write one line about it")

    opened = friday.presses("Bo", write)
    friday.fills("Bo", write, {"result": "Worse than the baseline"})

    assert title(opened) == "What came of it?"
    assert typed(friday.presses("Bo", write)) == {"result": "Worse than the baseline"}
    shown = text(friday.says("Bo", "/checkin history"))
    assert "training until Thursday: it did not work. Worse than the baseline" in shown


def test_what_runs_longer_is_asked_about_on_its_new_day(friday: World) -> None:
    checks_in(friday, "Bo", 1, running="training until Thursday")
    longer = button(evening(friday), "It is still running")

    unread = friday.fills("Bo", longer, {"until": "soon"})
    friday.fills("Bo", longer, {"until": "until Saturday"})
    heard = private(live(friday, "2027-01-16 19:00 Africa/Lagos"), "Bo")

    assert problems(unread) == {"until": "Write the day as in 2027-01-14, Monday, in two weeks or 1 Feb."}
    assert [card.title for card in heard] == [ENDED]


@pytest.mark.parametrize("said", ["training", "until next Thursday", "until 2027-01-01", "until 2030-01-01"])
def test_a_day_that_cannot_be_read_is_asked_for_beside_the_field(friday: World, said: str) -> None:
    refused = friday.fills("Bo", WEEK_1, {"done": "A bit", "next_step": "More", "running": said})

    assert set(problems(refused)) == {"running"}
    assert typed(refused)["running"] == said
    assert states(friday) == []


@pytest.mark.parametrize("said", ["", "no", "Nothing.", "-"])
def test_nothing_is_a_fine_answer(friday: World, said: str) -> None:
    assert checks_in(friday, "Bo", 1, running=said).title == "Week 1 is noted"
    assert states(friday) == []


def test_what_still_runs_stands_in_the_next_form_and_is_not_read_anew(friday: World) -> None:
    checks_in(friday, "Bo", 1, running="training until 2027-01-20")
    live(friday, "2027-01-15 15:00 Europe/Berlin")

    opened = typed(friday.says("Bo", "/checkin"))
    checks_in(friday, "Bo", 2, running=opened["running"])

    assert opened["running"] == "training until 2027-01-20"
    assert states(friday) == ["running"]


def test_a_cleared_field_stops_it_and_nobody_asks(friday: World) -> None:
    checks_in(friday, "Bo", 1, running="training until Thursday")
    checks_in(friday, "Bo", 1, running="")

    assert states(friday) == ["stopped"]
    assert evening(friday) == []


def test_another_day_in_the_form_is_another_question(friday: World) -> None:
    checks_in(friday, "Bo", 1, running="training until tomorrow")
    checks_in(friday, "Bo", 1, running="training until Thursday")

    heard = private(live(friday, "2027-01-14 23:00 Africa/Lagos"), "Bo")

    assert [ENDED in words([card]) for card in heard].count(True) == 1


def test_nobody_answers_for_another(friday: World) -> None:
    friday.says("Chen", "/cohort join")
    checks_in(friday, "Bo", 1, running="training until Thursday")

    for name in ("experiment.ended", "experiment.longer", "experiment.result"):
        refused = friday.presses("Chen", Action(name, ("1", "1", "worked")))
        assert title(refused) == "That is not one of yours."
    assert states(friday) == ["running"]


def test_a_forged_ending_stops_it(friday: World) -> None:
    checks_in(friday, "Bo", 1, running="training until Thursday")
    friday.presses("Bo", Action("experiment.ended", ("1", "1", "exploded")))

    assert states(friday) == ["stopped"]


def test_of_two_new_days_the_last_one_counts(friday: World) -> None:
    checks_in(friday, "Bo", 1, running="training until Thursday")
    longer = button(evening(friday), "It is still running")
    for day in ("2027-01-16", "2027-01-17"):
        friday.fills("Bo", longer, {"until": day})

    saturday = private(live(friday, "2027-01-16 23:00 Africa/Lagos"), "Bo")
    sunday = private(live(friday, "2027-01-17 23:00 Africa/Lagos"), "Bo")

    assert ENDED not in words(saturday)
    assert ENDED in words(sunday)
