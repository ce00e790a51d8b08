"""The phase review: the channel looks back when a phase ends, and everybody at their own part of it."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from bot.domain.guide import Guide
from bot.domain.roadmap import Library
from bot.domain.tasks import Mark, TaskState
from bot.messages.pictures import Journey
from bot.messages.wire import Action
from bot.ports import Parcel
from bot.store.models import Cohort, CohortState
from bot.store.queries import cohorts, tasks
from tests.support.seen import labels, text, title
from tests.support.winners import began, heard, said, shares
from tests.support.worlds import World

#: The digest of week 8, the last one of the first phase, comes at noon.
REVIEW = "2027-03-02 13:00 Europe/Berlin"
FIRST = Action("phase.review", ("1", "1"))


@pytest.fixture
def spring(world: World) -> World:
    """A world with Spring in its first week, in which Bo and Chen learn."""
    return began(world)


def review(world: World, moment: str) -> Parcel | None:
    """The review that is said at this moment, if one is."""
    world.comes_to(moment)
    return next((parcel for parcel in heard(world) if parcel.kind == "phase-review"), None)


def marks(world: World, who: str, task: str, state: TaskState, note: str) -> None:
    with world.database.begin() as session:
        found = next(one for one in cohorts.people(session, session.get_one(Cohort, 1)) if one[1].name == who)
        tasks.keep(session, found[0], task, Mark(state=state, note=note), world.clock.now())


def test_a_phase_is_looked_back_on_an_hour_after_its_last_digest(spring: World) -> None:
    early = review(spring, "2027-03-02 12:59 Europe/Berlin")
    told = review(spring, REVIEW)

    phase = spring.library.default.phases[0]
    assert early is None
    assert told is not None
    assert told.card.title == "Phase 1 of 5, looking back · " + phase.title
    assert "Three models, honest baselines" in said(told)
    assert all(question in said(told) for question in phase.gate)
    assert "Look back at my phase" in said(told)


def test_the_picture_has_the_way_so_far(spring: World) -> None:
    told = review(spring, REVIEW)
    assert told is not None
    picture = told.card.picture

    assert isinstance(picture, Journey)
    assert [(stretch.steps, stretch.done) for stretch in picture.stretches] == [
        (8, 8),
        (6, 0),
        (6, 0),
        (4, 0),
        (3, 0),
    ]
    assert (picture.here, picture.alt) == (9, "Phase 1 of 5 is over: 8 of 27 weeks.")


def test_a_pack_without_milestones_or_gates_is_looked_back_on_all_the_same(world: World) -> None:
    of = world.library.default
    phases = tuple(replace(phase, gate=()) for phase in of.phases)
    bare = World(world.url, Library(roadmaps={of.slug: replace(of, phases=phases, guide=Guide())}), clock=world.clock)
    told = review(began(bare), REVIEW)
    bare.close()

    assert told is not None
    assert "Is this true for you?" not in said(told)
    assert "Next comes “Deep learning and frameworks”: 6 weeks." in said(told)


def test_each_phase_has_one_review_and_the_last_one_says_farewell(spring: World) -> None:
    told = []
    while (due := spring.core.next_due()) is not None:
        spring.clock.turn_to(due)
        told += [said(parcel) for parcel in heard(spring) if parcel.kind == "phase-review"]

    assert [words.split(",")[0] for words in told] == [f"Phase {number} of 5" for number in range(1, 6)]
    assert ["Go well, and come back to tell." in words for words in told] == [False] * 4 + [True]


def test_somebody_sees_their_own_part_of_a_phase(spring: World) -> None:
    first, second, third, *_ = spring.library.default.weeks[0].tasks
    marks(spring, "Bo", first.slug, TaskState.DONE, "https://example.org/why")
    marks(spring, "Bo", second.slug, TaskState.DOING, "")
    marks(spring, "Bo", third.slug, TaskState.SKIPPED, "knew it")
    shares(spring, "Bo", who="me", words="A private gladness")
    spring.comes_to(REVIEW)

    shares(spring, "Bo", who="me", words="Of the next phase")

    own, others = text(spring.presses("Bo", FIRST)), text(spring.presses("Chen", FIRST))

    assert "Done: 1 task\nDoing: 1 task\nSkipped, with a reason: 1 task\nEvidence: 1 piece\n" in own
    assert "A private gladness" in own
    assert "Of the next phase" not in own
    assert "A private gladness" not in others
    assert second.title in own
    assert third.title not in own
    assert "Only you see this." in own


def test_nothing_marked_is_met_kindly(spring: World) -> None:
    spring.comes_to(REVIEW)

    seen = spring.presses("Chen", FIRST)

    assert "Nothing is marked in this phase, and much may have happened." in text(seen)
    assert labels(seen)[0] == "Share one thing as a win"


@pytest.mark.parametrize(
    ("place", "fact"),
    [
        ("2", "That phase has not begun."),
        ("0", "There is no such phase any more."),
        ("6", "There is no such phase any more."),
        ("x", "There is no such phase any more."),
    ],
)
def test_other_phases_are_refused(spring: World, place: str, fact: str) -> None:
    assert title(spring.presses("Bo", Action("phase.review", ("1", place)))) == fact


def test_strangers_and_those_who_left_are_shown_the_way_in(spring: World) -> None:
    spring.says("Bo", "/cohort leave")

    assert title(spring.presses("Bo", FIRST)) == title(spring.presses("Dana", FIRST)) == NOT_IN


def test_a_cohort_that_ended_is_not_looked_back_on(spring: World) -> None:
    with spring.database.begin() as session:
        session.execute(update(Cohort).values(state=CohortState.ENDED))

    assert review(spring, REVIEW) is None
    assert title(spring.presses("Bo", FIRST)) == NOT_IN


NOT_IN = "You are not in a cohort here yet."
