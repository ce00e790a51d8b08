"""A cohort in miniature, with one of everything the page can show, and somebody who looks at it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import ClientSession

from adapters.web.app import Playground
from bot.messages.elements import (
    Bullets,
    Button,
    Card,
    Choice,
    Divider,
    Emphasis,
    Facts,
    Field,
    FieldKind,
    Form,
    Link,
    Option,
    Progress,
    Quote,
    Text,
    Tone,
    filled,
)
from bot.messages.text import Code, Hyperlink, Mention, Moment, Strong, line
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Click, Command, Request, Submission
from tests.support.plain_browser import PlainBrowser
from tests.support.playgrounds import Turner
from tests.support.web_parrot import Parrot

NOW = datetime(2027, 1, 4, 8, tzinfo=UTC)

JOIN = Card(title="Spring is open", controls=(Button(label="Join", action=Action("join", ("1",))),))
JOINED = Card(
    title="You are in",
    controls=(Button(label="Joined", action=Action("join", ("1",)), spent=True),),
    tone=Tone.GOOD,
)
CHECKIN = Form(
    title="Check-in",
    action=Action("checkin"),
    intro=line("Short answers are fine."),
    fields=(
        Field(key="done", label="Done", kind=FieldKind.PARAGRAPH, hint="One sentence is plenty."),
        Field(key="next", label="Next", required=False),
        Field(key="energy", label="Energy", kind=FieldKind.CHOICE, options=(Option("1", "Low"), Option("2", "High"))),
    ),
)
EVERYTHING = Card(
    title="Week 2 · One of everything",
    body=(
        Text(
            line("Plain, ", Strong("strong"), ", ", Code("code"), ", ", Mention("Bo", "web", "playground", "bo"), ".")
        ),
        Quote(line("What surprised you?")),
        Bullets((line("One"), line("Two, with ", Hyperlink("a link", "https://a.example")))),
        Facts((("First prompt", line(Moment(NOW))), ("Hours", line("9")))),
        Progress(2, 27, "2 of 27 weeks"),
        Divider(),
    ),
    controls=(
        Button(label="Check in", action=Action("checkin"), emphasis=Emphasis.PRIMARY),
        Button(label="Leave", action=Action("leave"), emphasis=Emphasis.DANGER),
        Button(label="Done already", action=Action("done"), spent=True),
        Link(label="Read more", url="https://a.example"),
        Choice(label="Another week", action=Action("week"), options=(Option("1", "Week 1"), Option("2", "Week 2"))),
    ),
    tone=Tone.CARE,
    footnote=line("Phase 1"),
)


def answer(request: Request) -> Reply:
    """What the miniature says to what somebody does."""
    match request:
        case Command(name="checkin") | Click(action=Action("checkin")):
            return Reply(form=CHECKIN)
        case Submission(answers={"done": "" | "x"} as answers):
            return Reply(form=filled(CHECKIN, answers, {"done": "A word or two would help."}))
        case Click(action=Action("join")):
            return Reply(card=JOINED, replaces=True)
        case _:
            return Reply(card=_card(request))


def _card(request: Request) -> Card:
    match request:
        case Command(name="cohort"):
            return JOIN
        case Click(action=Action("week"), choice=choice):
            return Card(title=f"Week {choice}")
        case Submission(answers=answers):
            return Card(title="Noted", body=(Text(line(answers.get("done", ""))),))
        case _:
            return Card(title="There is nothing like that.")


@dataclass
class Scene:
    """The playground and somebody who looks at it."""

    browser: PlainBrowser
    parrot: Parrot
    playground: Playground
    turner: Turner
    session: ClientSession
    base: str

    async def says_as_bo(self, typed: str) -> None:
        """Bo types a line and sends it."""
        await self.browser.go("/?as=bo")
        await self.browser.press("Send", {"Type a command as Bo": typed})

    async def post(self, path: str, **fields: str) -> str:
        """What a browser that is told nonsense would be shown."""
        async with self.session.post(self.base + path, data=fields) as response:
            assert response.status == 200
            return await response.text()
