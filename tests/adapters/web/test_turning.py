"""The clock on the page, without a script."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.replies import CohortChannels, Post, Reply
from tests.adapters.web.scenes import JOIN, NOW, Scene
from tests.support.web_parrot import parcel


async def test_posts_that_a_reply_brings_are_said_before_the_person_looks(scene: Scene) -> None:
    post = Post(kind="opened", audience=CohortChannels(1), subject="1")
    scene.parrot.answer = lambda _: Reply(card=JOIN, posts=(post,))

    await (await scene.browser.go("/")).press("Send")

    assert scene.turner.turns == [NOW]


@pytest.mark.parametrize(
    ("button", "until"),
    [
        ("+1 hour", NOW + timedelta(hours=1)),
        ("+1 day", NOW + timedelta(days=1)),
        ("+1 week", NOW + timedelta(days=7)),
        ("Next thing that happens", NOW + timedelta(days=2)),
    ],
)
async def test_the_clock_turns_as_its_buttons_say(scene: Scene, button: str, until: datetime) -> None:
    scene.parrot.due = NOW + timedelta(days=2)

    await (await scene.browser.go("/")).press(button)

    assert scene.turner.turns == [until]
    assert "The clock is turned." in scene.browser.page.text


async def test_the_clock_tells_the_time_of_the_person_and_what_comes_next(scene: Scene) -> None:
    scene.parrot.due = NOW + timedelta(hours=26)

    text = (await scene.browser.go("/?as=chen")).page.text

    assert "For Chen it is Mon 4 Jan 2027, 16:00" in text
    assert "Next: Tue 5 Jan 2027, 18:00, in 1 day 2 hours" in text


async def test_an_exact_moment_can_be_typed(scene: Scene) -> None:
    await (await scene.browser.go("/?as=bo")).press("Turn the clock", {"Bo’s date and time": "2027-01-05T10:30"})

    assert scene.turner.turns == [datetime(2027, 1, 5, 9, 30, tzinfo=UTC)]


async def test_when_nothing_is_planned_the_page_is_calm(scene: Scene) -> None:
    await (await scene.browser.go("/")).press("Next thing that happens")

    assert "Nothing is planned, so there is nothing to wait for." in scene.browser.page.text
    assert scene.turner.turns == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2020-01-01T09:00", "only goes forward"),
        ("2031-01-01T09:00", "at most a year"),
        ("soon", "not a date and time"),
    ],
)
async def test_a_moment_the_clock_cannot_go_to_is_told_kindly(scene: Scene, typed: str, said: str) -> None:
    await (await scene.browser.go("/?as=bo")).press("Turn the clock", {"Bo’s date and time": typed})

    assert said in scene.browser.page.text
    assert scene.turner.turns == []


async def test_what_is_due_in_silence_is_passed_over_until_something_is_heard(scene: Scene) -> None:
    scene.parrot.due = NOW + timedelta(hours=1)

    async def turn(until: datetime) -> None:
        await scene.turner(until)
        scene.parrot.due = until + timedelta(hours=1)
        if len(scene.turner.turns) == 3:
            await scene.playground.messenger.send(parcel(JOIN))

    scene.playground._turn = turn

    await (await scene.browser.go("/")).press("Next thing that happens")

    assert scene.turner.turns == [NOW + timedelta(hours=hours) for hours in (1, 2, 3)]
    assert "New: 1 in the channel" in scene.browser.page.text
