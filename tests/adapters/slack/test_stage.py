"""The Slack stage tells what people see, so that stories told on it can be believed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.clocks import SetClock
from bot.messages.elements import Button, Card, Field, Form, Text, filled
from bot.messages.text import Moment, MomentStyle
from bot.messages.wire import Action
from bot.ports import Address, Parcel, Sent
from bot.replies import Reply
from bot.requests import Click, Platform, Request, Submission
from tests.support.slack.parrot import Parrot
from tests.support.stages.slack import CHANNEL, SlackStage
from tests.support.stages.stage import Seen, Stage

NOW = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
FORM = Form(title="Check-in for week 3 of your roadmap", action=Action("c"), fields=(Field(key="d", label="Done?"),))
BUTTONS = (Button(label="Check in", action=Action("open")), Button(label="Seen", action=Action("seen"), spent=True))
POST = Card(title="Week 3", body=(Text(("Begins at ", Moment(NOW, MomentStyle.TIME), ".")),), controls=BUTTONS)


def answer(request: Request) -> Reply:
    """A card for commands, a form for buttons, and a form again for “no”."""
    match request:
        case Click():
            return Reply(form=FORM)
        case Submission(answers={"d": "no"}):
            return Reply(form=filled(FORM, request.answers, {"d": "Say a little more."}))
        case Submission():
            return Reply(card=Card(title="Noted"))
        case _:
            return Reply(card=POST)


@pytest.fixture
async def stage() -> AsyncIterator[SlackStage]:
    """A stage in front of a parrot, and a clock whose every turn brings a post."""
    clock = SetClock(NOW)

    async def turn(until: datetime) -> None:
        clock.turn_to(until)
        to = Address(platform=Platform.SLACK, workspace="T1", channel=CHANNEL)
        said = Parcel(delivery=1, fence=1, kind="prompt", key="d1", to=to, card=POST, reader_zone="UTC")
        assert isinstance(await played.messenger.send(said), Sent)

    played = SlackStage(Parrot(answer), clock, turn)
    await played.start()
    yield played
    await played.close()


async def test_a_story_goes_from_a_post_through_a_form_to_an_answer(stage: SlackStage) -> None:
    played: Stage = stage
    await played.waits(datetime(2027, 1, 11, 8, 0, tzinfo=UTC))

    form = await played.presses("Chen", "Check in")
    refused = await played.fills("Chen", {"Done?": "no"})
    noted = await played.fills("Chen", {"Done?": "a parser"})

    assert (form.title, form.fields) == ("Check-in for week 3 of your roadmap", ("Done?",))
    assert (refused.title, refused.fields) == (form.title, form.fields)
    assert "Say a little more." in refused.text
    assert noted == Seen(title="Noted", text="")


async def test_everybody_reads_the_time_of_their_own_zone(stage: SlackStage) -> None:
    ana = await stage.says("Ana", "/roadmap")
    dana = await stage.says("Dana", "/roadmap")

    assert ana == Seen(title="Week 3", text="Begins at 09:00.\nSeen", buttons=("Check in",))
    assert "Begins at 03:00." in dana.text


async def test_the_channel_holds_the_posts_and_no_private_answers(stage: SlackStage) -> None:
    await stage.says("Ana", "/roadmap")
    await stage.waits(datetime(2027, 1, 11, 8, 0, tzinfo=UTC))

    assert [post.title for post in await stage.channel()] == ["Week 3"]
    assert await stage.notes("Ana") == ()


async def test_pressing_what_nobody_sees_is_an_error_of_the_story(stage: SlackStage) -> None:
    with pytest.raises(LookupError, match="sees nothing called Leave"):
        await stage.presses("Bo", "Leave")


async def test_what_slack_refused_fails_the_story_in_the_end() -> None:
    async def turn(until: datetime) -> None:
        raise AssertionError(until)

    stage = SlackStage(Parrot(answer), SetClock(NOW), turn)
    await stage.start()
    stage.slack.refusals.append(("invalid_blocks",))

    with pytest.raises(AssertionError, match="invalid_blocks"):
        await stage.close()
