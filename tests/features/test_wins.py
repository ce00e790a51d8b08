"""A win: written down in one form, shared or kept, changed, withdrawn, and cheered once a person."""

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from bot.messages.wire import Action
from bot.requests import Platform
from bot.store.models import Cohort, CohortState, Win
from tests.support.seen import labels, problems, text, title, typed
from tests.support.winners import FORM, WON, began, chooses, heard, said, shares
from tests.support.worlds import CHANNEL, World, at


@pytest.fixture
def spring(world: World) -> World:
    """A world with Spring in its first week, in which Bo and Chen learn."""
    return began(world)


def test_a_shared_win_is_told_to_the_channel_impact_first(spring: World) -> None:
    reply = shares(spring, "Bo")

    [told] = heard(spring)
    assert title(reply) == "Shared with Spring"
    assert said(told) == (
        "Bo · Moved a metric\np95 900 ms → 300 ms\n“Cached the features”\n[Kudos]  [Share one of yours]"
    )


def test_what_is_kept_is_told_to_nobody(spring: World) -> None:
    reply = shares(spring, "Bo", who="me")

    assert heard(spring) == []
    assert title(reply) == "Kept for you"
    assert "Cached the features" not in text(spring.says("Chen", "/win wall"))
    assert "Cached the features" in text(spring.says("Bo", "/win mine"))


def test_who_sees_it_is_asked_and_never_assumed(spring: World) -> None:
    form = spring.says("Bo", "/win Cached the features")
    refused = spring.fills("Bo", FORM, {"words": "Cached the features", "category": "gold", "who": ""})

    assert typed(form) == {"words": "Cached the features", "category": "", "impact": "", "who": ""}
    assert problems(refused) == {"category": "Choose what fits best.", "who": "Choose who sees it."}
    assert typed(refused)["words"] == "Cached the features"
    assert heard(spring) == []


def test_new_words_are_not_lost_to_an_older_draft(spring: World) -> None:
    older = spring.says("Bo", "/win The first thing").form
    assert older is not None
    spring.fills("Bo", older.action, {"words": "The first thing"})

    again, newer = spring.says("Bo", "/win The first thing"), spring.says("Bo", "/win The second thing")

    assert (typed(again)["words"], typed(newer)["words"]) == ("The first thing", "The second thing")


def test_what_is_too_long_is_kept_and_its_length_is_said(spring: World) -> None:
    form = spring.says("Bo", "/win " + "w" * 300)
    refused = shares(spring, "Bo", words="w" * 300)

    assert typed(form)["words"] == typed(refused)["words"] == "w" * 300
    assert problems(refused) == {"words": "Make it at most 280 characters; it has 300."}


def test_while_a_cohort_rests_its_channel_is_left_in_peace(spring: World) -> None:
    with spring.database.begin() as session:
        session.execute(update(Cohort).values(quiet_until=at("2027-01-11 09:00 Europe/Berlin")))

    shared = shares(spring, "Bo")

    assert "It stands on the wall, and the next digest tells of it." in text(shared)
    assert heard(spring) == []
    assert "Cached the features" in text(spring.says("Chen", "/win wall"))


def test_the_same_win_sent_twice_is_one(spring: World) -> None:
    first, second = shares(spring, "Bo"), shares(spring, "Bo")

    assert title(first) == title(second) == "Shared with Spring"
    assert len(heard(spring)) == 1
    assert text(spring.says("Bo", "/win wall")).count("Cached the features") == 1


def test_a_form_begins_with_the_task_or_the_week_it_comes_from(spring: World) -> None:
    task = spring.library.default.weeks[0].tasks[0]
    week = {"done": "Wrote my why", "obstacle": "", "next_step": "The course, on Tuesday", "energy": "4"}
    spring.fills("Bo", Action("checkin", ("1", "1")), week)

    of_task = spring.presses("Bo", Action("win", ("1", "task", task.slug)))
    of_week = spring.presses("Bo", Action("win", ("1", "checkin", "1")))
    of_others = spring.presses("Chen", Action("win", ("1", "checkin", "1")))
    of_nothing = spring.presses("Bo", Action("win", ("1", "task", "gone")))

    assert typed(of_task)["words"] == task.title
    assert typed(of_week)["words"] == "Wrote my why"
    assert typed(of_others)["words"] == typed(of_nothing)["words"] == ""


def test_a_win_of_another_community_is_not_there(spring: World) -> None:
    shares(spring, "Bo")
    spring.platform = Platform.WEB
    spring.starts_cohort()
    spring.says("Bo", "/cohort join")

    for action in ("kudos", "win.edit", "win.hide", "win.share", "win.withdraw"):
        assert title(spring.presses("Bo", Action(action, ("1",)))) == "That win is not here any more.", action


@pytest.mark.parametrize("number", ["0", "x", "-1", "9" * 30, "7"])
def test_numbers_made_by_hand_find_nothing(spring: World, number: str) -> None:
    for action in ("kudos", "win.edit", "win.hide", "win.share", "win.withdraw"):
        assert title(spring.presses("Bo", Action(action, (number,)))) == "That win is not here any more."
    assert title(chooses(spring, "Bo", Action("win.open"), number)) == "That win is not here any more."


def test_nobody_changes_the_win_of_another(spring: World) -> None:
    shares(spring, "Bo")

    for action in ("win.edit", "win.hide", "win.share", "win.withdraw"):
        assert title(spring.presses("Chen", Action(action, ("1",)))) == "That win is not here any more."
    assert title(spring.fills("Chen", Action("win.edit", ("1",)), WON)) == "That win is not here any more."


def test_a_withdrawn_win_is_gone_everywhere_and_its_place_says_so(spring: World) -> None:
    shares(spring, "Bo")
    [told] = heard(spring)

    first = spring.presses("Bo", Action("win.withdraw", ("1",)))
    [gone] = heard(spring)
    again = spring.presses("Bo", Action("win.withdraw", ("1",)))

    assert heard(spring) == []
    assert title(first) == title(again) == "Withdrawn"
    assert (gone.instead, said(gone)) == (
        f"ref-{told.delivery}",
        "A win stood here\nIt was withdrawn by its author.",
    )
    for seen in (spring.says("Chen", "/win wall"), spring.says("Bo", "/win mine")):
        assert "Cached" not in text(seen)
    assert title(spring.presses("Chen", Action("kudos", ("1",)))) == "That win is not here any more."


def test_the_words_of_a_withdrawn_win_are_deleted(spring: World) -> None:
    shares(spring, "Bo")
    with spring.database.begin() as session:
        before = session.scalars(select(Win.words)).one()
    spring.presses("Bo", Action("win.withdraw", ("1",)))

    with spring.database.begin() as session:
        win = session.scalars(select(Win)).one()
        assert (len(win.words) < len(before), win.impact) == (True, None)


def test_a_win_withdrawn_before_it_was_told_is_never_told(spring: World) -> None:
    shares(spring, "Bo")
    spring.presses("Bo", Action("win.withdraw", ("1",)))

    assert heard(spring) == []


def test_a_win_can_be_kept_and_shared_again_in_its_old_place(spring: World) -> None:
    shares(spring, "Bo")
    [told] = heard(spring)
    hidden = spring.presses("Bo", Action("win.hide", ("1",)))
    [gone] = heard(spring)
    shown = spring.presses("Bo", Action("win.share", ("1",)))
    [again] = heard(spring)

    assert ("Share" in labels(hidden), "Keep to myself" in labels(shown)) == (True, True)
    assert (gone.card.title, again.card.title) == ("A win stood here", told.card.title)
    assert gone.instead == again.instead == f"ref-{told.delivery}"


def test_what_was_kept_first_is_news_when_it_is_shared(spring: World) -> None:
    shares(spring, "Bo", who="me")
    spring.presses("Bo", Action("win.share", ("1",)))
    spring.presses("Bo", Action("win.share", ("1",)))

    [told] = heard(spring)
    assert (told.card.title, told.instead) == ("Bo · Moved a metric", "")


def test_an_edit_starts_from_what_was_said_and_changes_the_message(spring: World) -> None:
    shares(spring, "Bo")
    heard(spring)

    opened = spring.presses("Bo", Action("win.edit", ("1",)))
    edited = spring.fills("Bo", Action("win.edit", ("1",)), WON | {"words": "Cached them all", "impact": ""})
    [told] = heard(spring)

    assert typed(opened) == WON | {"impact": "p95 900 ms → 300 ms"}
    assert "Cached them all" in text(edited)
    assert "Cached them all" in said(told)
    assert "p95" not in said(told)


def test_who_left_keeps_their_name_and_their_say(spring: World) -> None:
    shares(spring, "Bo")
    spring.presses("Chen", Action("kudos", ("1",)))
    spring.says("Chen", "/cohort leave")
    spring.says("Bo", "/cohort leave")
    heard(spring)
    spring.says("Dana", "/cohort join")

    wall = text(spring.says("Dana", "/win wall"))
    hidden = spring.presses("Bo", Action("win.hide", ("1",)))
    shared = spring.presses("Bo", Action("win.share", ("1",)))
    withdrawn = spring.presses("Bo", Action("win.withdraw", ("1",)))

    assert "1 · Bo" in wall
    assert "kudos: 1" in wall
    assert title(hidden) == "Moved a metric"
    assert title(shared) == "You are not in a cohort here yet."
    assert title(withdrawn) == "Withdrawn"


def test_after_the_end_of_a_cohort_its_wins_can_still_be_withdrawn(spring: World) -> None:
    shares(spring, "Bo")
    heard(spring)
    with spring.database.begin() as session:
        session.execute(update(Cohort).values(state=CohortState.ENDED))

    kudos = spring.presses("Chen", Action("kudos", ("1",)))
    spring.presses("Bo", Action("win.withdraw", ("1",)))

    assert title(kudos) == "You are not in a cohort here yet."
    assert [parcel.card.title for parcel in heard(spring)] == ["A win stood here"]


def test_somebody_outside_is_shown_the_way_in(spring: World) -> None:
    for reply in (spring.says("Dana", "/win"), spring.says("Dana", "/win wall"), shares(spring, "Dana")):
        assert title(reply) == "You are not in a cohort here yet."
    assert title(spring.says("Dana", "/win mine")) == "No win is kept here yet"


def test_an_organiser_shares_a_win_like_anybody(spring: World) -> None:
    shares(spring, "Ana")

    assert [parcel.card.title for parcel in heard(spring)] == ["Ana · Moved a metric"]


def test_in_several_cohorts_the_form_asks_which_one(spring: World) -> None:
    elsewhere = replace(CHANNEL, channel="C2")
    spring.starts_cohort(elsewhere, name="Autumn")
    heard(spring)
    nowhere = replace(CHANNEL, channel="C3")

    here = spring.says("Ana", "/win", CHANNEL).form
    asked = spring.says("Ana", "/win", nowhere).form
    assert here is not None
    assert asked is not None
    refused = spring.fills("Ana", asked.action, WON, nowhere)
    forged = spring.fills("Ana", asked.action, WON | {"cohort": "99"}, nowhere)
    shared = spring.fills("Ana", asked.action, WON | {"cohort": "2"}, nowhere)

    assert [field.key for field in here.fields] == ["words", "category", "impact", "who"]
    assert [option.label for option in asked.fields[-1].options] == ["Autumn", "Spring"]
    assert problems(refused) == problems(forged) == {"cohort": "Choose one of your cohorts."}
    assert title(shared) == "Shared with Autumn"
    assert [parcel.to.channel for parcel in heard(spring)] == ["C2"]
