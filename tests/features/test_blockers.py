"""What is in the way: carried from week to week, and shown to one person at a time, with consent alone."""

import pytest
from sqlalchemy import update

from bot.domain.notes import Reminders
from bot.domain.roadmap import Level, Library
from bot.domain.tasks import Mark, TaskState
from bot.messages.elements import Button, Card
from bot.messages.wire import Action
from bot.replies import Reply
from bot.store.models import Cohort, Member, Person
from bot.store.queries import cohorts, people, profile, tasks
from content.library import load
from tests.support.mentoring import without_rounds
from tests.support.seen import labels, text, title, typed
from tests.support.weeks import bare, button, checks_in, live, private, words
from tests.support.worlds import World

STUCK = "No GPU before next month"
OFFER, REQUEST = "Is it still in the way?", "Bo could use your help"
DONE = Mark(state=TaskState.DONE)
#: When Bo's Friday check-in is two days old, in Lagos.
SUNDAY = "2027-01-10 19:00 Africa/Lagos"


@pytest.fixture(scope="session")
def library() -> Library:
    return bare(load())


@pytest.fixture
def stuck(world: World) -> World:
    """Bo and Chen learn, Ana organises, Dana mentors; on Friday something is in Bo's way."""
    world.starts_cohort()
    for who in ("Bo", "Chen", "Dana"):
        world.says(who, "/cohort join")
    becomes(world, "Dana", learns=False, mentors=True)
    without_rounds(world)
    live(world, "2027-01-08 15:00 Europe/Berlin")
    checks_in(world, "Bo", 1, obstacle=STUCK)
    return world


def becomes(world: World, who: str, **roles: bool) -> None:
    with world.database.begin() as session:
        person = people.recognise(session, world.actor(who)).person
        session.execute(update(Member).where(Member.person_id == person.id).values(**roles))


def press(world: World, who: str, cards: list[Card], label: str) -> Reply:
    return world.presses(who, button(cards, label))


def shows(world: World) -> Reply:
    """Bo agrees on Sunday evening."""
    return press(world, "Bo", private(live(world, SUNDAY), "Bo"), "Show it to somebody who can help")


def monday(world: World, who: str) -> list[Card]:
    """What somebody hears in private until Monday night."""
    return private(live(world, "2027-01-11 23:00 America/New_York"), who)


def test_what_is_in_the_way_is_there_again_next_week(stuck: World) -> None:
    live(stuck, "2027-01-15 15:00 Europe/Berlin")

    form = stuck.says("Bo", "/checkin").form

    assert form is not None
    [field] = [field for field in form.fields if field.key == "obstacle"]
    assert (field.initial, field.hint) == (STUCK, "From an earlier week. Change it, or clear it if it is solved.")


def test_a_small_week_carries_it_and_clearing_the_field_closes_it(stuck: World) -> None:
    live(stuck, "2027-01-15 15:00 Europe/Berlin")
    small = stuck.presses("Bo", Action("checkin.small", ("1", "2")))
    carried = typed(stuck.says("Bo", "/checkin"))["obstacle"]
    cleared = checks_in(stuck, "Bo", 2, obstacle="")

    assert "What was in the way is solved" in labels(small)
    assert carried == STUCK
    assert "carried over" not in words([cleared])
    assert typed(stuck.says("Bo", "/checkin"))["obstacle"] == ""


def test_solved_closes_it_once_and_for_who_wrote_it_alone(stuck: World) -> None:
    card = checks_in(stuck, "Bo", 1, obstacle=STUCK)
    by_chen = press(stuck, "Chen", [card], "What was in the way is solved")
    solved = press(stuck, "Bo", [card], "What was in the way is solved")
    again = press(stuck, "Bo", [card], "What was in the way is solved")

    assert title(by_chen) == title(again) == "That is out of the way already."
    assert title(solved) == "Out of the way"


def test_an_edit_that_leaves_it_alone_does_not_open_what_was_solved(stuck: World) -> None:
    card = checks_in(stuck, "Bo", 1, obstacle=STUCK)
    press(stuck, "Bo", [card], "What was in the way is solved")

    edited = checks_in(stuck, "Bo", 1, obstacle=STUCK, done="Another word")

    assert "carried over" not in words([edited])


def test_after_two_days_and_not_before_help_is_offered_to_its_owner(stuck: World) -> None:
    early = private(live(stuck, "2027-01-10 14:00 Africa/Lagos"), "Bo")
    [note] = private(live(stuck, SUNDAY), "Bo")

    assert early == []
    assert note.title == OFFER
    assert STUCK in words([note])


def test_what_was_changed_is_a_new_one_with_two_days_of_its_own(stuck: World) -> None:
    live(stuck, "2027-01-10 12:00 Africa/Lagos")
    checks_in(stuck, "Bo", 1, obstacle="A flu")

    assert private(live(stuck, SUNDAY), "Bo") == []
    assert "A flu" in words(private(live(stuck, "2027-01-12 20:00 Africa/Lagos"), "Bo"))


def test_nobody_sees_anything_without_the_press(stuck: World) -> None:
    parcels = live(stuck, "2027-02-15 12:00 Europe/Berlin")

    told = [parcel for parcel in parcels if STUCK in words([parcel.card])]

    assert {parcel.to.user for parcel in told} == {"U-Bo"}


def test_a_mentor_is_asked_first_with_exactly_the_words_that_were_shown(stuck: World) -> None:
    shown = shows(stuck)
    parcels = live(stuck, "2027-01-11 23:00 America/New_York")

    assert f"They see your name and these words:\n“{STUCK}”" in text(shown)
    assert REQUEST in [card.title for card in private(parcels, "Dana")]
    assert f"“{STUCK}”" in words(private(parcels, "Dana"))
    assert STUCK not in words(private(parcels, "Chen") + private(parcels, "Ana"))


def test_pressed_twice_it_is_shown_to_one(stuck: World) -> None:
    [offer] = private(live(stuck, SUNDAY), "Bo")
    press(stuck, "Bo", [offer], "Show it to somebody who can help")
    again = press(stuck, "Bo", [offer], "Show it to somebody who can help")

    assert title(again) == "Somebody who can help is asked"
    assert STUCK not in words(monday(stuck, "Ana"))


def test_who_can_help_is_named_to_the_asker_at_once_and_once(stuck: World) -> None:
    shows(stuck)
    request = monday(stuck, "Dana")
    promised = press(stuck, "Dana", request, "I can help Bo")
    press(stuck, "Dana", request, "I can help Bo")
    told = private(live(stuck, "2027-01-11 23:30 America/New_York"), "Bo")

    assert title(promised) == "Bo is told that you can help"
    assert [card.title for card in told] == ["Dana can help"]


def test_not_now_goes_on_to_the_next_person_and_nobody_is_told(stuck: World) -> None:
    shows(stuck)
    passed = press(stuck, "Dana", monday(stuck, "Dana"), "I cannot help Bo now")
    parcels = live(stuck, "2027-01-12 23:00 America/New_York")

    assert title(passed) == "That is fine"
    assert REQUEST in [card.title for card in private(parcels, "Ana")]
    assert private(parcels, "Bo") == []


def test_when_nobody_takes_it_up_the_owner_may_ask_the_next_person_once(stuck: World) -> None:
    shows(stuck)
    [silence] = private(live(stuck, "2027-01-14 20:00 Africa/Lagos"), "Bo")
    asked = press(stuck, "Bo", [silence], "Ask the next person")
    press(stuck, "Bo", [silence], "Ask the next person")
    parcels = live(stuck, "2027-01-15 23:00 America/New_York")

    assert silence.title == "No answer yet"
    assert "Dana" not in words([silence])
    assert title(asked) == "Somebody who can help is asked"
    assert [who for who in ("Ana", "Chen") if STUCK in words(private(parcels, who))] == ["Ana"]


@pytest.mark.parametrize("label", ["Take it back", "What was in the way is solved"])
def test_what_was_taken_back_or_solved_is_not_shown_any_more(stuck: World, label: str) -> None:
    shown = shows(stuck)
    press(stuck, "Bo", [shown.card] if shown.card else [], label)

    assert monday(stuck, "Dana") == []
    assert title(stuck.presses("Dana", Action("blocker.help", ("1", "1")))).startswith("Nobody needs your help")


def test_who_was_not_asked_cannot_answer_for_it(stuck: World) -> None:
    shows(stuck)

    for who in ("Chen", "Ana", "Bo"):
        for name in ("blocker.help", "blocker.pass"):
            assert title(stuck.presses(who, Action(name, ("1", "1")))).startswith("Nobody needs your help")


@pytest.mark.parametrize("barrier", ["pause", "quiet", "left"])
def test_whoever_cannot_be_asked_is_left_out(stuck: World, barrier: str) -> None:
    dana = stuck.actor("Dana")
    with stuck.database.begin() as session:
        known = people.recognise(session, dana)
        if barrier == "quiet":
            session.execute(update(Person).where(Person.id == known.person.id).values(reminders=Reminders.NONE))
    if barrier == "pause":
        becomes(stuck, "Dana", learns=True)
        stuck.says("Dana", "/checkin pause 2027-02-01")
    if barrier == "left":
        stuck.says("Dana", "/cohort leave")
    shows(stuck)

    assert REQUEST in [card.title for card in monday(stuck, "Ana")]


def test_whoever_takes_no_notes_is_asked_at_their_next_click(stuck: World) -> None:
    stuck.says("Dana", "/my notes off")
    shows(stuck)

    assert monday(stuck, "Dana") == []
    asked = stuck.says("Dana", "/cohort").note
    assert asked is not None
    assert asked.title == REQUEST


def test_a_learner_is_asked_who_offered_it_and_has_done_that_week(stuck: World) -> None:
    becomes(stuck, "Dana", mentors=False)
    core = [task.slug for task in stuck.library.default.weeks[0].tasks if task.level is Level.CORE]
    with stuck.database.begin() as session:
        chen = people.recognise(session, stuck.actor("Chen")).person
        member = cohorts.learner(session, session.get_one(Cohort, 1), chen.id)
        assert member is not None
        profile.keep(session, chen, "mentor-wish", ("can-mentor",))
        for slug in core:
            tasks.keep(session, member, slug, DONE, stuck.clock.now())
    shows(stuck)

    assert REQUEST in [card.title for card in monday(stuck, "Chen")]


def test_where_there_is_nobody_to_ask_it_stays_with_its_owner(world: World) -> None:
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    becomes(world, "Ana", organises=False)
    live(world, "2027-01-08 15:00 Europe/Berlin")
    checks_in(world, "Bo", 1, obstacle=STUCK)

    assert title(shows(world)) == "There is nobody to ask just now"


def test_nobody_who_walks_alone_is_offered_help(world: World) -> None:
    world.starts_cohort()
    world.says("Ana", "/cohort join")
    live(world, "2027-01-08 15:00 Europe/Berlin")
    checks_in(world, "Ana", 1, obstacle=STUCK)

    assert private(live(world, SUNDAY), "Ana") == []


def test_kept_to_oneself_it_is_not_offered_again(stuck: World) -> None:
    [offer] = private(live(stuck, SUNDAY), "Bo")
    press(stuck, "Bo", [offer], "Keep it to myself")
    later = private(live(stuck, "2027-01-31 12:00 Europe/Berlin"), "Bo")

    assert OFFER not in [card.title for card in later]
    assert [one.label for one in offer.controls if isinstance(one, Button)][-1] == "Keep it to myself"


def test_a_late_answer_does_not_replace_what_is_in_the_way_now(stuck: World) -> None:
    stuck.says("Chen", "/checkin")
    live(stuck, "2027-01-12 12:00 Europe/Berlin")
    checks_in(stuck, "Chen", 2, obstacle="A flu")
    checks_in(stuck, "Chen", 1, obstacle="My laptop")

    assert typed(stuck.presses("Chen", Action("checkin", ("1", "2"))))["obstacle"] == "A flu"
    assert "My laptop" not in words(private(live(stuck, "2027-01-20 12:00 Europe/Berlin"), "Chen"))


def test_who_left_is_not_helped_behind_their_back(stuck: World) -> None:
    shows(stuck)
    stuck.says("Bo", "/cohort leave")

    assert monday(stuck, "Dana") == []
    assert title(stuck.presses("Dana", Action("blocker.help", ("1", "1")))).startswith("Nobody needs your help")
