"""Settings of a cohort: a change shows what it moves, moves only what was not sent, and is its organiser's alone."""

import pytest
from sqlalchemy import select, update

from bot.messages.elements import Card
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Place
from bot.store.models import Cohort, CohortState, Community, Occurrence, OccurrenceState, WhoStarts
from tests.support.hands import hear, press, said
from tests.support.seen import labels, problems, text, title, typed
from tests.support.worlds import World, at

ELSEWHERE = Place(channel="C2", channel_name="#autumn", private=False)
HOURS = {"prompt": "Wed 10", "checkin": "fri 3pm", "closing": "Wed 10", "digest": "Thu 12:00"}
RHYTHM = Action("cohort.rhythm", ("1",))


@pytest.fixture
def spring(world: World) -> World:
    """Spring in its second week, a Tuesday at noon; Bo and Chen learn in it."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.says("Chen", "/cohort join")
    for moment in ("2027-01-04 09:00", "2027-01-08 15:00", "2027-01-11 09:00", "2027-01-12 12:00"):
        world.comes_to(f"{moment} Europe/Berlin")
        said(world)
    return world


def retimes(world: World, **hours: str) -> Reply:
    return world.fills("Ana", RHYTHM, HOURS | hours)


def planned(world: World, ritual: str) -> str:
    """When a ritual of Spring is due next."""
    with world.database.begin() as session:
        one = session.scalar(
            select(Occurrence).where(Occurrence.ritual == ritual, Occurrence.state == OccurrenceState.PLANNED)
        )
        assert one is not None
        return f"{one.due_at:%Y-%m-%d %H:%M}"


def test_a_change_of_rhythm_moves_the_next_prompt_and_the_channel_hears_it_then(spring: World) -> None:
    shown = retimes(spring)
    before = planned(spring, "weekly-prompt")
    saved = press(spring, "Ana", shown, "Save")

    spring.comes_to("2027-01-18 12:00 Europe/Berlin")
    monday = hear(spring, "weekly-prompt")
    spring.comes_to("2027-01-20 10:00 Europe/Berlin")
    [wednesday] = hear(spring, "weekly-prompt")

    assert "• Week 3: Mon 18 Jan 2027, 09:00 → Wed 20 Jan 2027, 10:00" in text(shown)
    assert "The last week closes Wed 14 Jul 2027; until now it was Mon 12 Jul 2027." in text(shown)
    assert (before, title(saved)) == ("2027-01-18 08:00", "Saved")
    assert monday == []
    assert wednesday.startswith("Week 3 · ")


def test_nothing_moves_before_it_is_saved_and_saving_twice_is_saving_once(spring: World) -> None:
    shown = retimes(spring)
    unsaved = planned(spring, "weekly-prompt")

    first = press(spring, "Ana", shown, "Save")
    second = press(spring, "Ana", shown, "Save")

    assert unsaved == "2027-01-18 08:00"
    assert [title(first), title(second)] == ["Saved", "It is like that already"]
    assert planned(spring, "weekly-prompt") == "2027-01-20 09:00"


def test_what_would_move_otherwise_by_now_is_shown_anew(spring: World) -> None:
    shown = retimes(spring)
    spring.comes_to("2027-01-18 12:00 Europe/Berlin")

    anew = press(spring, "Ana", shown, "Save")

    assert "Time went on since you looked" in text(anew)
    assert "Week 4: Mon 25 Jan 2027, 09:00 → Wed 27 Jan 2027, 10:00" in text(anew)
    assert title(press(spring, "Ana", anew, "Save")) == "Saved"


def test_new_hours_of_the_check_in_hold_in_the_running_week_while_it_is_ahead(spring: World) -> None:
    hours = {"prompt": "Mon 9", "checkin": "Thursday 18:00", "closing": "Mon 9", "digest": "Tue 12"}

    press(spring, "Ana", spring.fills("Ana", RHYTHM, hours), "Save")

    assert planned(spring, "check-in-prompt") == "2027-01-14 17:00"


@pytest.mark.parametrize(
    ("hours", "field", "sentence"),
    [
        ({"prompt": "someday 9"}, "prompt", "Write a day and an hour, as in Monday 09:00."),
        ({"digest": "Monday"}, "digest", "Write a day and an hour, as in Monday 09:00."),
        ({"checkin": "Wednesday 10:00"}, "checkin", "The check-in needs a day or an hour of its own."),
    ],
)
def test_hours_that_cannot_be_read_get_a_sentence_and_are_kept(
    spring: World, hours: dict[str, str], field: str, sentence: str
) -> None:
    reply = retimes(spring, **hours)

    assert problems(reply) == {field: sentence}
    assert typed(reply)[field] == hours[field]


def test_the_same_hours_change_nothing(spring: World) -> None:
    same = {"prompt": "Monday 9", "checkin": "Fri 15:00", "closing": "Mon 09:00", "digest": "Tue 12"}

    assert title(spring.fills("Ana", RHYTHM, same)) == "It is like that already"


def test_another_zone_asks_whether_its_clock_is_right_and_holds_from_the_next_week(spring: World) -> None:
    shown = spring.fills("Ana", Action("cohort.naming", ("1",)), {"name": "Spring 27", "zone": "tokyo"})
    press(spring, "Ana", shown, "Save")

    assert "In Tokyo it is 20:00 now: is that right?" in text(shown)
    assert planned(spring, "check-in-prompt") == "2027-01-15 14:00"
    assert planned(spring, "weekly-prompt") == "2027-01-18 00:00"
    assert title(spring.says("Ana", "/cohort settings")) == "Spring 27: settings"


def test_a_name_is_taken_once_and_may_stay_its_own(spring: World) -> None:
    spring.starts_cohort(ELSEWHERE, name="Autumn", starts="2027-02-01")
    naming = Action("cohort.naming", ("1",))

    taken = spring.fills("Ana", naming, {"name": "AUTUMN", "zone": "Europe/Berlin"})
    own = spring.fills("Ana", naming, {"name": "SPRING", "zone": "Europe/Berlin"})

    assert problems(taken) == {"name": "A cohort of that name runs here already."}
    assert title(own) == "SPRING: settings"


def test_the_first_day_moves_only_before_the_first_prompt(world: World) -> None:
    world.starts_cohort()
    starts = Action("cohort.starts", ("1",))

    past = world.fills("Ana", starts, {"starts": "2026-12-31"})
    shown = world.fills("Ana", starts, {"starts": "2027-02-03"})
    press(world, "Ana", shown, "Save")
    moved = planned(world, "weekly-prompt")
    world.comes_to("2027-02-08 12:00 Europe/Berlin")
    said(world)
    late = world.fills("Ana", starts, {"starts": "2027-03-01"})

    assert problems(past) == {"starts": "That day has passed. Choose today or a later one."}
    assert moved == "2027-02-08 08:00"
    assert title(late) == "Spring has begun."
    assert "First day" not in labels(world.says("Ana", "/cohort settings"))


def test_the_slower_pace_has_a_reserve_and_words_without_lateness(spring: World) -> None:
    shown = spring.fills("Ana", Action("cohort.pace", ("1",)), {"pace": "extended"})
    press(spring, "Ana", shown, "Save")

    assert "Nothing that is planned moves." in text(shown)
    assert "Week 2 · 12 of 12 buffer weeks left" in text(spring.says("Ana", "/cohort settings"))
    assert problems(spring.fills("Ana", Action("cohort.pace", ("1",)), {"pace": "x"})) == {
        "pace": "Choose one of the two."
    }


@pytest.mark.parametrize(
    "action",
    [
        Action("cohort.settings", ("1",)),
        Action("cohort.rests", ("1",)),
        Action("cohort.channels", ("1",)),
        Action("cohort.preview", ("1",)),
        Action("cohort.posted", ("1", "2")),
        Action("cohort.change", ("1", "buffer", "2027-01-18", "00000000")),
        Action("cohort.finish", ("1",)),
        Action("cohort.role", ("1", "2", "organises", "1")),
        Action("cohort.handed", ("1", "2")),
    ],
    ids=lambda action: action.name,
)
def test_only_its_own_organiser_may_not_one_of_another_cohort_nor_of_another_community(
    spring: World, action: Action
) -> None:
    spring.says("Bo", "/cohort join")
    with spring.database.begin() as session:
        session.execute(update(Community).values(who_starts=WhoStarts.EVERYONE))
    spring.fills("Chen", Action("cohort.start"), AUTUMN, ELSEWHERE)
    spring.fills("Eve", Action("cohort.start"), AUTUMN)

    of_another = spring.presses("Chen", action)
    learner = spring.presses("Bo", action)
    stranger = spring.presses("Eve", action, workspace="W2")

    assert title(of_another) == "Only an organiser of the cohort can do that."
    assert title(learner) == "Only an organiser of the cohort can do that."
    assert title(stranger) in {"That cohort has ended.", "Only an organiser of the cohort can do that."}
    assert title(spring.says("Ana", "/cohort settings Spring")) == "Spring: settings"


AUTUMN = {"name": "Autumn", "starts": "2027-02-01", "zone": "Asia/Singapore", "weekday": "0", "at": "09:00"}


def test_an_end_meanwhile_ends_every_change(spring: World) -> None:
    shown = retimes(spring)
    with spring.database.begin() as session:
        session.execute(update(Cohort).values(state=CohortState.ENDED))

    assert title(press(spring, "Ana", shown, "Save")) == "Only an organiser of the cohort can do that."


def test_a_forged_change_is_understood_by_nobody(spring: World) -> None:
    for words in (("rhythm", "9-9999", "x"), ("zone", "Moon"), ("buffer", "2027-13-01"), ("sell",), ("starts", "")):
        reply = spring.presses("Ana", Action("cohort.change", ("1", *words, "0")))

        assert title(reply).startswith("There is no such ")


def test_who_may_start_is_the_administrators_to_say(spring: World) -> None:
    open_to_all = press(spring, "Ana", spring.says("Ana", "/cohort settings"), "Let everybody start cohorts")
    bo = spring.says("Bo", "/cohort start", place=ELSEWHERE)
    spring.fills("Bo", Action("cohort.start"), AUTUMN, ELSEWHERE)
    organiser = spring.presses("Bo", Action("cohort.starters", ("administrators",)))
    press(spring, "Ana", open_to_all, "Only administrators may start")

    assert title(bo) == "Start a cohort"
    assert title(organiser) == "Administrators of this workspace start cohorts."
    assert title(spring.says("Chen", "/cohort start", place=ELSEWHERE)) == (
        "Administrators of this workspace start cohorts."
    )


def test_several_cohorts_are_asked_for_with_buttons_that_carry_the_rest(spring: World) -> None:
    spring.starts_cohort(ELSEWHERE, name="Autumn", starts="2027-02-01")

    which = spring.says("Ana", "/cohort preview 5", place=Place())

    assert labels(which) == ["Autumn", "Spring"]
    assert isinstance(which.card, Card)
    assert "Week 5 · " in text(press(spring, "Ana", which, "Spring", place=Place()))


def test_the_last_week_over_nothing_is_left_to_change(spring: World) -> None:
    shown = retimes(spring)
    spring.clock.turn_to(at("2027-08-01 12:00 Europe/Berlin"))

    assert title(press(spring, "Ana", shown, "Save")) == "The last week of Spring is over."
