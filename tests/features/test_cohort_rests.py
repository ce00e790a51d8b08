"""Rests: buffer weeks of the reserve and holidays, spent, taken back, and seen in the preview."""

from datetime import date

import pytest

from bot.domain.schedule import Rest, RestKind
from bot.messages.wire import Action
from bot.replies import Reply
from bot.store.models import Cohort
from tests.support.hands import hear, press, said
from tests.support.seen import labels, problems, text, title
from tests.support.worlds import World

UNREAD = "Write the day as in 2027-01-12, Monday, in two weeks or 1 Feb."
BUFFER, HOLIDAY = Action("cohort.buffer", ("1",)), Action("cohort.holiday", ("1",))


@pytest.fixture
def spring(world: World) -> World:
    """Spring with a reserve in its second week, a Tuesday at noon."""
    world.starts_cohort()
    press(world, "Ana", world.fills("Ana", Action("cohort.pace", ("1",)), {"pace": "extended"}), "Save")
    for moment in ("2027-01-04 09:00", "2027-01-11 09:00", "2027-01-12 12:00"):
        world.comes_to(f"{moment} Europe/Berlin")
        said(world)
    return world


def saves(world: World, reply: Reply) -> Reply:
    return press(world, "Ana", reply, "Save")


def test_a_buffer_week_moves_everything_after_it_and_costs_one(spring: World) -> None:
    shown = spring.fills("Ana", BUFFER, {"week": "2027-01-18"})
    saves(spring, shown)
    spring.comes_to("2027-01-18 12:00 Europe/Berlin")
    resting = hear(spring, "weekly-prompt")
    spring.comes_to("2027-01-25 09:00 Europe/Berlin")
    [prompt] = hear(spring, "weekly-prompt")

    assert "A buffer week from Mon 18 Jan 2027: 11 of 12 left" in text(shown)
    assert "Week 3: Mon 18 Jan 2027, 09:00 → Mon 25 Jan 2027, 09:00" in text(shown)
    assert resting == []
    assert prompt.startswith("Week 3 · ")
    assert "Week 3 · 11 of 12 buffer weeks left" in text(spring.says("Ana", "/cohort settings"))


def test_the_same_week_is_spent_once(spring: World) -> None:
    shown = spring.fills("Ana", BUFFER, {"week": "2027-01-18"})
    saves(spring, shown)

    assert title(saves(spring, shown)) == "It is like that already"
    again = spring.fills("Ana", BUFFER, {"week": "2027-01-18"})
    assert problems(again) == {"week": "That week has begun or rests already. Choose another one."}


def test_a_week_that_has_begun_does_not_rest(spring: World) -> None:
    running = spring.fills("Ana", BUFFER, {"week": "2027-01-11"})

    assert problems(running) == {"week": "That week has begun or rests already. Choose another one."}


def test_without_a_reserve_no_week_is_spent(spring: World) -> None:
    saves(spring, spring.fills("Ana", Action("cohort.pace", ("1",)), {"pace": "core"}))

    rests = spring.presses("Ana", Action("cohort.rests", ("1",)))

    assert labels(rests) == ["Add a holiday", "Settings"]
    assert title(spring.presses("Ana", BUFFER)) == "No buffer week is left."


def test_a_reserve_never_shrinks_below_what_is_spent(spring: World) -> None:
    saves(spring, spring.fills("Ana", BUFFER, {"week": "2027-01-18"}))

    saves(spring, spring.fills("Ana", Action("cohort.pace", ("1",)), {"pace": "core"}))

    assert "0 of 1 buffer week left" in text(spring.says("Ana", "/cohort settings"))


def test_a_holiday_rests_is_named_in_the_preview_and_can_be_taken_back(spring: World) -> None:
    holiday = {"since": "2027-01-22", "until": "2027-01-25", "name": "Snow|week"}
    saves(spring, spring.fills("Ana", HOLIDAY, holiday))
    preview = text(spring.says("Ana", "/cohort preview"))

    rests = spring.presses("Ana", Action("cohort.rests", ("1",)))
    shown = press(spring, "Ana", rests, "Take one back", choice="2027-01-22")
    saves(spring, shown)

    assert "Rest · 2 weeks from Mon 18 Jan 2027, Snow/week" in preview
    assert "Digest: Tue 19 Jan 2027, 12:00 · falls into Snow/week" in preview
    assert "No rest in the week of Mon 18 Jan 2027" in text(shown)
    assert "Week 3: Mon 1 Feb 2027, 09:00 → Mon 18 Jan 2027, 09:00" in text(shown)
    with spring.database.begin() as session:
        kept = session.get_one(Cohort, 1).schedule.rests
    assert kept == (Rest(day=date(2027, 1, 25), kind=RestKind.HOLIDAY, name="Snow/week"),)


@pytest.mark.parametrize(
    ("days", "field", "sentence"),
    [
        ({"since": "2027-01-01", "until": ""}, "since", "That day has passed. Choose today or a later one."),
        ({"since": "soon", "until": ""}, "since", UNREAD),
        ({"since": "2027-02-01", "until": "2027-01-30"}, "until", "The last day comes after the first."),
        ({"since": "2027-02-01", "until": "x"}, "until", UNREAD),
        (
            {"since": "2027-02-01", "until": "2027-12-30"},
            "until",
            "Keep it within three months. A pause can be longer: /cohort pause.",
        ),
        ({"since": "2027-02-01", "until": "", "name": "🏳️‍🌈" * 8}, "name", "Make it a little shorter."),
    ],
)
def test_days_that_cannot_be_read_get_a_sentence(
    spring: World, days: dict[str, str], field: str, sentence: str
) -> None:
    assert problems(spring.fills("Ana", HOLIDAY, {"name": "Snow"} | days)) == {field: sentence}


def test_the_preview_shows_the_prompt_as_it_will_be_posted(spring: World) -> None:
    preview = spring.says("Ana", "/cohort preview 3")
    seen = press(spring, "Ana", preview, "See week 3 as posted")
    spring.comes_to("2027-01-18 09:00 Europe/Berlin")
    [posted] = hear(spring, "weekly-prompt")

    assert text(seen).splitlines()[0] == posted.splitlines()[0]
    assert posted.splitlines()[1:5] == text(seen).splitlines()[1:5]
    assert labels(seen) == ["Back to the preview"]


def test_the_weeks_after_go_on_to_the_last_one(spring: World) -> None:
    card = spring.says("Ana", "/cohort preview 20")
    later = press(spring, "Ana", card, "The weeks after")

    assert "Week 24 · " in text(later)
    assert "Week 27 · " in text(later)
    assert "The weeks after" not in labels(later)
    assert title(spring.says("Ana", "/cohort preview 28")) == "There is no week “28”."
