from datetime import UTC, datetime

from bot.clocks import SetClock
from bot.messages.elements import Button, Card, Field, Form, Text
from bot.messages.text import Mention, Moment, MomentStyle, line
from bot.messages.wire import Action
from bot.ports import Address, Parcel
from bot.replies import Reply
from bot.requests import Click, Command, CommandSpec, Option, Platform, Request, Role
from tests.support.discord.parrot import Parrot
from tests.support.stages.discord import CHANNEL, GUILD, DiscordStage
from tests.support.stages.stage import Seen, Stage

NOW = datetime(2027, 1, 4, 8, tzinfo=UTC)
SPECS = (
    CommandSpec(path=("win",), summary="Share a win", example="/win", role=Role.ANYONE),
    CommandSpec(
        path=("win", "share"),
        summary="Share a win",
        example="/win share I shipped it",
        role=Role.ANYONE,
        options=(Option(name="words", summary="In your words"),),
    ),
)


def answers(request: Request) -> Reply:
    match request:
        case Command():
            go = Button(label="Add a metric", action=Action("win.metric"))
            done = Button(label="Shared", action=Action("win.share"), spent=True)
            said = request.options.get("words", request.text)
            return Reply(card=Card(title="A check-in", body=(Text(line(f"*{said}*")),), controls=(go, done)))
        case Click():
            field = Field(key="metric", label="Metric", hint="A number", required=False)
            return Reply(form=Form(title="Metric", action=Action("win.save"), fields=(field,)))
        case _:
            return Reply(card=Card(title="Saved"))


def parcel(to: Address, key: str = "k1") -> Parcel:
    body = Text(line(Mention("Ana", "discord", GUILD, "11"), " at ", Moment(NOW, MomentStyle.TIME)))
    prompt = Card(title="Week 1", body=(body,))
    return Parcel(delivery=1, fence=1, kind="prompt", key=key, to=to, card=prompt, reader_zone="UTC")


async def test_people_see_what_discord_shows_them() -> None:
    moments: list[datetime] = []

    async def turn(until: datetime) -> None:
        moments.append(until)

    stage = DiscordStage(Parrot(answers, SPECS), SetClock(NOW), turn)
    await stage.start()
    as_stage: Stage = stage
    typed = await as_stage.says("Chen", "/win share I shipped it")
    pressed = await as_stage.presses("Chen", "Add a metric")
    filled = await as_stage.fills("Chen", {"Metric": "12 %"})
    await as_stage.waits(NOW)
    await stage.messenger.send(parcel(Address(platform=Platform.DISCORD, workspace=GUILD, channel=CHANNEL)))
    await stage.messenger.send(parcel(Address(platform=Platform.DISCORD, workspace=GUILD, user="13"), key="k2"))
    posts, notes = await as_stage.channel(), await stage.notes("Chen")
    await stage.close()

    assert typed == Seen(title="A check-in", text="A check-in\n*I shipped it*", buttons=("Add a metric",))
    assert pressed == Seen(title="Metric", text="Metric\nA number", fields=("Metric",))
    assert filled == Seen(title="Saved", text="Saved")
    assert posts == (Seen(title="Week 1", text="Week 1\n@Ana at 09:00"),)
    assert notes == (Seen(title="Week 1", text="Week 1\n@Ana at 16:00"),)
    assert moments == [NOW]


async def test_what_opens_below_an_answer_is_a_note_though_no_line_is_open() -> None:
    note = Card(title="While you were away", body=(Text(line("One thing")),))
    core = Parrot(lambda _: Reply(card=Card(title="Week 1"), note=note), SPECS)

    async def turn(_: datetime) -> None:
        raise AssertionError("no time passes")

    stage = DiscordStage(core, SetClock(NOW), turn)
    await stage.start()
    stage.discord.life.closes_line("Chen")
    answer = await stage.says("Chen", "/win")
    notes, others = await stage.notes("Chen"), await stage.notes("Bo")
    await stage.close()

    assert answer.title == "Week 1"
    assert [one.title for one in notes] == ["While you were away"]
    assert others == ()
