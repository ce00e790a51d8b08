"""`/cohort pairing`: how it stands, who waits since when and why, rounds on demand, settings and weights."""

import pytest

from bot.cards.pairing import policies as cards
from bot.domain.pairing import weighing
from bot.domain.roadmap import Library
from bot.messages.wire import Action
from bot.replies import Reply
from content.library import load
from tests.support.hands import press
from tests.support.seekers import asks, begun, offers, reviews
from tests.support.seen import labels, lines, menu, problems, text, title, typed
from tests.support.weeks import bare
from tests.support.worlds import World

WAITS = "How long it takes cannot be told yet: too few have asked here, or most of them still wait."


@pytest.fixture(scope="session")
def library() -> Library:
    return bare(load())


def overview(world: World) -> Reply:
    return world.says("Ana", "/cohort pairing")


def starts(world: World, kind: str = "mentor") -> Reply:
    """Ana asks for a round."""
    return press(world, "Ana", overview(world), f"Start a {kind} round now")


def test_how_it_stands_is_seen_at_a_glance(world: World) -> None:
    begun(world, ("Bo", "Chen", "Eva"), {"Dana": 1, "Zoe": 2})
    asks(world, "Bo", "Chen")

    shown = lines(overview(world))

    assert shown[:6] == [
        "Spring: mentors and buddies",
        "Wait for a mentor: 2 people, the first of them since Mon 4 Jan 2027",
        "Mentors: 2, with 3 of 3 seats free",
        f"Wait so far: {WAITS}",
        "Buddies: 3 people in 1 group",
        "Next mentor round: Mon 4 Jan 2027, 11:30",
    ]
    assert "Next buddy round: Mon 18 Jan 2027, 10:00" in shown


def test_the_wait_that_is_told_counts_those_who_still_wait(world: World) -> None:
    begun(world, ("Bo", "Chen", "Eva", "Finn"), {"Dana": 1})
    asks(world, "Bo", "Chen", "Eva", "Finn")

    assert f"Wait so far: {WAITS}" in lines(overview(world))


def test_a_cohort_without_anything_yet_says_so(world: World) -> None:
    world.starts_cohort()

    shown = lines(overview(world))

    assert "Wait for a mentor: nobody" in shown
    assert "Mentors: nobody offers yet" in shown
    assert "Who waits" not in labels(overview(world))


def test_only_organisers_see_it(world: World) -> None:
    begun(world, ("Bo",))

    assert title(world.says("Bo", "/cohort pairing")) == "Only an organiser of the cohort can do that."
    assert title(world.presses("Bo", Action("pairs.waiting", ("1", "0")))) != "Nobody waits for a mentor"


def test_who_waits_is_listed_with_what_stands_in_the_way(world: World) -> None:
    begun(world, ("Bo", "Chen"), {"Dana": 1})
    asks(world, "Bo")
    world.comes_to("2027-01-04 12:00 Europe/Berlin")
    world.plans()
    asks(world, "Chen")

    listed = lines(press(world, "Ana", overview(world), "Who waits"))

    assert listed[1:3] == ["Chen · since Mon 4 Jan 2027", "Of the mentors here, 1 would fit but is full."]
    assert not any("Bo" in one for one in listed)


def test_who_waits_is_turned_page_by_page(world: World) -> None:
    names = tuple(f"Learner {number}" for number in range(1, 8))
    begun(world, names)
    asks(world, *names)

    first = press(world, "Ana", overview(world), "Who waits")
    second = press(world, "Ana", first, "Next page")

    assert ("Learner 5" in text(first), "Learner 6" in text(first)) == (True, False)
    assert "Learner 7" in text(second)
    assert text(press(world, "Ana", second, "Back a page")) == text(first)
    assert text(world.presses("Ana", Action("pairs.waiting", ("1", "99")))) == text(first)
    assert "Nobody offers to mentor here right now." in text(first)


def test_why_not_this_one_is_told_as_what_it_would_cost(world: World) -> None:
    begun(world, ("Bo", "Chen"), {"Dana": 1, "Zoe": 1})
    asks(world, "Bo", "Chen")
    person = chosen(world, 0)

    free = press(world, "Ana", person, "Why not …, for Bo?", value(person, "Dana"))

    assert title(free) == "Why not Dana for Bo?"
    assert "They could be brought together now. Nothing is lost by it." in lines(free)


def test_why_not_never_tells_who_blocked_or_declined(world: World) -> None:
    begun(world, ("Bo",), {"Dana": 1})
    asks(world, "Bo")
    confirm = world.says("Dana", "/mentor block Bo")
    press(world, "Dana", confirm, labels(confirm)[0])
    person = chosen(world, 0)

    told = text(press(world, "Ana", person, "Why not …, for Bo?", value(person, "Dana")))

    assert "Nobody here could be suggested so far." in text(person)
    assert "One of the rules keeps these two apart" in told
    assert "Which one stays with them." in told


def test_a_mentor_without_a_seat_or_on_a_pause_is_told_as_that(world: World) -> None:
    begun(world, ("Bo", "Chen"), {"Dana": 1, "Zoe": 1})
    world.says("Zoe", "/mentor pause 2027-02-14")
    asks(world, "Bo")
    world.comes_to("2027-01-04 12:00 Europe/Berlin")
    world.plans()
    asks(world, "Chen")
    person = chosen(world, 0)

    full, away = (press(world, "Ana", person, "Why not …, for Chen?", value(person, who)) for who in ("Dana", "Zoe"))

    assert "Dana has one seat, and it is taken." in lines(full)
    assert "Zoe is not asked now: they are on a pause, or offer no seat any more." in lines(away)


def test_somebody_who_was_found_somebody_meanwhile_waits_no_more(world: World) -> None:
    begun(world, ("Bo",), {"Dana": 1})
    asks(world, "Bo")
    waiting = press(world, "Ana", overview(world), "Who waits")
    world.comes_to("2027-01-04 12:00 Europe/Berlin")
    world.plans()

    gone = press(world, "Ana", waiting, "Look at one of them", "1")

    assert title(gone) == "They do not wait any more"
    assert title(world.presses("Ana", Action("pairs.waiting", ("1", "0")))) == "Nobody waits for a mentor"


def test_a_mentor_round_on_demand_serves_at_once(world: World) -> None:
    begun(world, ("Bo",), {"Dana": 1})
    asks(world, "Bo")

    started = starts(world)
    again = starts(world)
    world.plans()

    assert title(started) == "A mentor round begins now"
    assert title(again) == "A mentor round is on its way already"
    assert "Suggestions open: 1, each for 72 hours at most" in lines(overview(world))
    assert "Last mentor round: Mon 4 Jan 2027, on demand: 1 served" in lines(overview(world))


def test_a_round_that_would_find_nobody_is_not_begun(world: World) -> None:
    begun(world, ("Bo",))
    nobody = starts(world)
    asks(world, "Bo")

    assert title(nobody) == "Nobody waits for a mentor"
    assert title(starts(world)) == "No mentor has a free seat"
    assert title(starts(world, "buddy")) == "There is nobody to bring together"


def test_a_buddy_round_on_demand_says_first_what_ends_with_it(world: World) -> None:
    begun(world, ("Bo", "Chen", "Dana", "Eva"))

    asked = starts(world, "buddy")
    press(world, "Ana", asked, "Start it")
    world.plans()

    assert "4 people take part, and everybody gets somebody new. It ends the 2 groups there are now." in lines(asked)
    assert "Buddies: 4 people in 2 groups" in lines(overview(world))
    assert "Last buddy round: Mon 4 Jan 2027, on demand: 4 served" in lines(overview(world))


def test_a_forged_kind_of_round_begins_none(world: World) -> None:
    begun(world)

    assert title(world.presses("Ana", Action("pairs.start", ("1", "circus")))) == "There is no such round any more."


def test_who_has_whom_is_seen_and_nothing_they_said(world: World) -> None:
    begun(world, ("Bo", "Chen"), {"Dana": 1})
    asks(world, "Bo")
    starts(world)
    world.plans()

    shown = lines(press(world, "Ana", overview(world), "Who has whom"))

    assert "• Bo with Dana · both were asked, since Mon 4 Jan 2027" in shown
    assert "• Bo and Chen · buddies, since Mon 4 Jan 2027" in shown
    assert "Help for Bo" not in "".join(shown)


def test_the_last_rounds_are_told_with_all_that_decided_them(world: World) -> None:
    begun(world, ("Bo", "Chen"))

    shown = text(press(world, "Ana", overview(world), "The last rounds"))

    assert "Last buddy round\nWhen: Mon 4 Jan 2027, 11:00, on the rhythm\nCame out: 2 served\nSeed: " in shown


def test_how_people_are_paired_is_set_in_one_form(world: World) -> None:
    begun(world)

    kept = reviews(world, weeks="3", days="1", hours="1.5")

    assert title(kept) == "Saved"
    assert "you look at each plan first; buddies change every 3 weeks; at least 1.5 hours on 1 day" in text(kept)
    assert "How: you look at each plan first" in text(overview(world))


def test_what_cannot_be_is_said_beside_its_field(world: World) -> None:
    begun(world)

    wrong = reviews(world, reviews="maybe", weeks="0", days="6", hours="0.7")

    assert problems(wrong) == {
        "reviews": "Choose one of the two.",
        "weeks": "Write a number of weeks from 1 to 8.",
        "days": "Write a number of days from 0 to 5.",
        "hours": "Write hours from 0.5 to 4 in halves, as in 1 or 1.5.",
    }
    assert typed(wrong)["hours"] == "0.7"
    assert problems(reviews(world, hours="nan")) == {"hours": "Write hours from 0.5 to 4 in halves, as in 1 or 1.5."}


def test_a_cohort_weighs_otherwise_and_as_usual_again(world: World) -> None:
    begun(world)
    form = Action("pairs.weights", ("1",))

    kept = world.fills("Ana", form, {"weights": "interests 350, Before: −100\nbuddies.hours=300"})
    counts = press(world, "Ana", kept, "What counts")
    usual = world.fills("Ana", form, {"weights": ""})

    assert "weighed interests 350, before −100 and buddies.hours 300" in text(kept)
    assert "interests: 350 (usually 300) · what the learner wants and the mentor has" in text(counts)
    assert "usual weights" in text(usual)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("hair 10", "There is no “hair”. There is interests, role, "),
        ("interests 5000", "“interests” takes points from 0 to 1000; 300 is usual."),
        ("load 30", "“load” takes points from -1000 to 0; -30 is usual."),
        ("hours 10\nhours 20", "“hours” is there twice: keep one of the two."),
        ("more interests please", "“more interests please” is not clear yet: write a name and its points"),
    ],
)
def test_a_weight_that_cannot_be_is_said_in_a_sentence(world: World, said: str, problem: str) -> None:
    begun(world)

    refused = world.fills("Ana", Action("pairs.weights", ("1",)), {"weights": said})

    assert problems(refused)["weights"].startswith(problem)
    assert typed(refused) == {"weights": said}


def test_everything_that_counts_has_its_reason_in_words() -> None:
    assert cards.MEANS.keys() == weighing.usual().keys()


def test_a_late_mentor_makes_a_round_possible(world: World) -> None:
    begun(world, ("Bo",))
    asks(world, "Bo")
    offers(world, "Dana")

    assert title(starts(world)) == "A mentor round begins now"


def chosen(world: World, place: int) -> Reply:
    """The one at this place of those who wait, as Ana looks at them."""
    waiting = press(world, "Ana", overview(world), "Who waits")
    return press(
        world, "Ana", waiting, "Look at one of them", menu(waiting, "Look at one of them").options[place].value
    )


def value(person: Reply, mentor: str) -> str:
    """What choosing this mentor sends."""
    label = next(one for one in (person.card.controls if person.card else ()) if one.label.startswith("Why not"))
    return next(one.value for one in menu(person, label.label).options if one.label == mentor)
