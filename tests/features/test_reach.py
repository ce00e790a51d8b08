"""A channel that goes away: the cohort waits, its organisers hear of it once, and it goes on where it was."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.messages.wire import Action
from bot.news import ChannelFate
from bot.ports import Sent
from bot.store.models import Delivery, DeliveryState
from tests.support.hands import hear, said
from tests.support.seen import text
from tests.support.tidings import (
    ARCHIVED,
    IS_ARCHIVED,
    archives,
    channel,
    cohort,
    lives_until,
    of_channel,
    sends,
    titles,
    unarchives,
    wednesday_of_week_2,
    week,
)
from tests.support.worlds import World

TOLD = "segue cannot reach #ml-switch"


@pytest.fixture
def spring(world: World) -> World:
    """Spring in its second week, a Wednesday at noon, with Bo; nothing private waits."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    wednesday_of_week_2(world)
    return world


def wins(world: World, *words: str) -> None:
    for one in words:
        given = {"words": one, "category": "shipped", "who": "cohort", "impact": ""}
        category = world.library.default.guide.win_categories[0].slug
        world.fills("Bo", Action("win", ("1",)), given | {"category": category})


def reasons(world: World) -> list[str]:
    with world.database.begin() as session:
        skipped = select(Delivery.reason).where(Delivery.state == DeliveryState.SKIPPED)
        return list(session.scalars(skipped))


def test_a_channel_archived_in_week_2_and_back_in_week_4_costs_no_week_and_is_told_once(spring: World) -> None:
    wins(spring, "One", "Two", "Three")
    refused = sends(spring, IS_ARCHIVED, "C1")
    away = lives_until(spring, "2027-01-27 12:00")
    unarchives(spring)
    back = lives_until(spring, "2027-02-08 10:00")

    assert [one.kind for one in refused] == ["win-shared"] * 3
    assert titles(away, "U-Ana") == [TOLD]
    assert titles(away, "C1") == []
    weeks = [week(spring, 3), week(spring, 4)]
    assert [one for one in titles(back, "C1") if one in weeks or " goes on" in one] == ["Spring goes on", *weeks]
    assert [str(one.card.title) for one in away + back].count(TOLD) == 1
    assert cohort(spring).waits_since is None


def test_what_the_organiser_hears_says_why_what_it_means_and_what_to_do(spring: World) -> None:
    archives(spring)
    [note] = [one for one in lives_until(spring, "2027-01-13 19:00") if one.to.user == "U-Ana"]

    assert [str(block) for block in note.card.body if ARCHIVED in str(block)]
    assert "Spring waits until it can be heard" in str(note.card.body)
    assert [control.label for control in note.card.controls] == ["Try #ml-switch again", "Settings"]


def test_news_before_a_send_and_sends_before_the_news_are_one_loss(spring: World) -> None:
    wins(spring, "One")
    spring.core.plan(50)
    [parcel] = [one for one in spring.core.claim((spring.platform,), 50) if one.to.channel]
    archives(spring)
    spring.core.settle([(parcel, IS_ARCHIVED)])
    archives(spring)

    assert titles(lives_until(spring, "2027-01-20 19:00"), "U-Ana") == [TOLD]


def test_while_it_waits_nothing_is_asked_and_nothing_goes_elsewhere(spring: World) -> None:
    archives(spring)
    heard = lives_until(spring, "2027-01-26 12:00")

    assert {one.to.user for one in heard} == {"U-Ana"}
    assert any(one.startswith(f"segue cannot speak in that channel: {ARCHIVED}") for one in reasons(spring))
    assert "waiting for a channel" in text(spring.says("Ana", "/cohort settings"))
    assert "#ml-switch (out of reach)" in text(spring.says("Ana", "/cohort settings"))


def test_a_prompt_that_nobody_heard_is_said_when_the_channel_is_back_in_time(spring: World) -> None:
    spring.comes_to("2027-01-18 09:00 Europe/Berlin")
    assert "weekly-prompt" in [one.kind for one in sends(spring, IS_ARCHIVED, "C1")]
    spring.comes_to("2027-01-19 09:00 Europe/Berlin")
    unarchives(spring)

    heard = titles(said(spring), "C1")
    later = titles(lives_until(spring, "2027-01-25 10:00"), "C1")

    week_3, week_4 = week(spring, 3), week(spring, 4)
    assert heard.count(week_3) == 1
    assert (later.count(week_3), later.count(week_4)) == (0, 1)


def test_a_prompt_that_nobody_heard_comes_anew_when_its_week_is_over(spring: World) -> None:
    spring.comes_to("2027-01-18 09:00 Europe/Berlin")
    sends(spring, IS_ARCHIVED, "C1")
    lives_until(spring, "2027-01-28 12:00")
    unarchives(spring)

    heard = lives_until(spring, "2027-02-08 12:00")
    posts = titles(heard, "C1")

    week_3, week_4 = week(spring, 3), week(spring, 4)
    assert (posts.count(week_3), posts.count(week_4)) == (1, 1)
    assert posts.index(week_3) < posts.index(week_4)
    assert [one.kind for one in heard if one.to.channel].count("check-in-prompt") == 1
    assert any("Week 3" in one for one in titles(heard, "U-Bo"))


def test_a_message_that_arrives_proves_that_the_channel_is_there(spring: World) -> None:
    wins(spring, "One")
    spring.core.plan(50)
    claimed = spring.core.claim((spring.platform,), 50)
    archives(spring)
    spring.core.settle([(one, Sent("ref")) for one in claimed])

    assert (channel(spring).lost, cohort(spring).waits_since) == ("", None)


def test_a_new_name_is_followed_and_an_older_one_is_not(spring: World) -> None:
    renamed = ChannelFate.RENAMED
    spring.core.hear(of_channel(spring, renamed, name="ml-path"))
    old = spring.core.hear(of_channel(spring, renamed, name="ml-way", ago=timedelta(hours=1)))
    spring.core.hear(of_channel(spring, ChannelFate.LOST, ago=timedelta(hours=2)))

    assert (channel(spring).name, old) == ("ml-path", False)
    assert channel(spring).lost == ARCHIVED


def test_organisers_hear_once_that_people_of_another_workspace_read_along(spring: World) -> None:
    for _ in range(3):
        spring.core.hear(of_channel(spring, ChannelFate.SHARED))
    heard = lives_until(spring, "2027-01-15 12:00")

    assert titles(heard, "U-Ana") == ["#ml-switch is shared with another workspace"]
    assert cohort(spring).waits_since is None


def test_the_same_news_twice_are_heard_once_and_news_of_strangers_change_nothing(spring: World) -> None:
    news = of_channel(spring, ChannelFate.LOST)
    strange = of_channel(spring, ChannelFate.LOST, channel="C9")

    assert [spring.core.hear(one) for one in (news, news, strange)] == [True, False, True]
    assert channel(spring).lost == ARCHIVED


def test_a_cohort_that_has_ended_does_not_wait_and_nobody_is_told(spring: World) -> None:
    spring.presses("Ana", Action("cohort.finish", ("1",)))
    said(spring)
    archives(spring)

    assert cohort(spring).waits_since is None
    assert titles(lives_until(spring, "2027-01-15 12:00"), "U-Ana") == []


def test_a_win_that_was_taken_back_meanwhile_is_taken_out_of_the_channel_when_it_is_back(spring: World) -> None:
    wins(spring, "One")
    said(spring)
    archives(spring)
    spring.presses("Bo", Action("win.withdraw", ("1",)))
    assert [one for one in said(spring) if one.to.channel] == []
    unarchives(spring)

    assert [one.instead != "" for one in said(spring) if one.kind == "win-shared"] == [True]


def test_what_is_still_worth_saying_is_said_once_the_channel_is_back(spring: World) -> None:
    archives(spring)
    wins(spring, "One")
    said(spring)
    spring.comes_to("2027-01-14 11:00 Europe/Berlin")
    unarchives(spring)

    assert len(hear(spring, "win-shared")) == 1
    archives(spring)
    wins(spring, "Two")
    said(spring)
    spring.comes_to("2027-01-15 14:00 Europe/Berlin")
    unarchives(spring)
    assert hear(spring, "win-shared") == []
