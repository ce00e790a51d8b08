"""Cards and forms as plain text."""

from datetime import UTC, datetime

import pytest

from bot.messages import plain
from bot.messages.elements import (
    Bullets,
    Button,
    Card,
    Choice,
    Divider,
    Facts,
    Field,
    FieldKind,
    Form,
    Link,
    Option,
    Progress,
    Quote,
    Text,
)
from bot.messages.text import Code, Hyperlink, Mention, Moment, MomentStyle, Strong, line
from bot.messages.wire import Action
from tests.support.sketches import WINS

NINE = datetime(2027, 1, 4, 8, 0, tzinfo=UTC)
ANA = Mention(name="Ana", platform="slack", workspace="T1", user="U1")

EVERYTHING = Card(
    title="Week 1 · Find your why",
    body=(
        Text(line("Hello ", ANA, ", run ", Code("/checkin"), " by ", Moment(NINE), ".")),
        Bullets((line(Strong("One"), " step"), line(Hyperlink("Read", "https://example.org")))),
        Divider(),
        Facts((("Starts", line(Moment(NINE, MomentStyle.DATE))), ("Weeks", line("27")))),
        Quote(line("Why <b>ML</b> & *now*?")),
        Progress(3, 12, "3 of 12 tasks"),
    ),
    controls=(
        Button(label="Check in", action=Action("checkin", ("1", "1"))),
        Button(label="Joined", action=Action("cohort.join", ("1",)), spent=True),
        Link(label="Guide", url="https://example.org/guide"),
        Choice(label="Weekday", action=Action("weekday"), options=(Option("0", "Monday"),)),
    ),
    footnote=line("Only you see this."),
    about=("find-your-why",),
)


def test_a_card_with_everything_reads_from_top_to_bottom() -> None:
    shown = plain.card(EVERYTHING, "Europe/Berlin")

    assert shown == (
        "Week 1 · Find your why\n"
        "Hello Ana, run /checkin by Mon 4 Jan 2027, 09:00.\n"
        "• One step\n"
        "• Read (https://example.org)\n"
        "Starts: Mon 4 Jan 2027\n"
        "Weeks: 27\n"
        "“Why <b>ML</b> & *now*?”\n"
        "█████░░░░░░░░░░░░░░░ 3 of 12 tasks\n"
        "[Check in]  (Joined)  [Guide: https://example.org/guide]  [Weekday ▾]\n"
        "Only you see this."
    )


def test_a_card_with_a_title_is_one_line() -> None:
    assert plain.card(Card(title="Done"), "UTC") == "Done"


@pytest.mark.parametrize(
    ("style", "berlin", "auckland"),
    [
        (MomentStyle.DATE, "Mon 4 Jan 2027", "Mon 4 Jan 2027"),
        (MomentStyle.TIME, "09:00", "21:00"),
        (MomentStyle.DAY_TIME, "Monday 09:00", "Monday 21:00"),
        (MomentStyle.FULL, "Mon 4 Jan 2027, 09:00", "Mon 4 Jan 2027, 21:00"),
    ],
)
def test_each_reader_has_a_moment_in_their_own_zone(style: MomentStyle, berlin: str, auckland: str) -> None:
    moment = Moment(NINE, style)

    assert plain.moment(moment, "Europe/Berlin") == berlin
    assert plain.moment(moment, "Pacific/Auckland") == auckland


@pytest.mark.parametrize(("done", "total", "full"), [(0, 5, 0), (5, 5, 20), (1, 3, 7), (0, 0, 0)])
def test_progress_fills_its_bar(done: int, total: int, full: int) -> None:
    shown = plain.card(Card(title="", body=(Progress(done, total, "so far"),)), "UTC")

    assert shown == "█" * full + "░" * (20 - full) + " so far"


def test_a_form_shows_its_questions_with_what_is_typed_so_far() -> None:
    fields = (
        Field(key="done", label="What did you finish?", initial="A chart"),
        Field(key="next", label="And next?"),
    )
    form = Form(title="Check-in · week 1", action=Action("checkin"), fields=fields)

    assert plain.form(form, "UTC") == "Check-in · week 1\nWhat did you finish?: A chart\nAnd next?:"


def test_several_choices_are_all_named_with_whether_they_are_chosen() -> None:
    options = (Option("py", "Python"), Option("stats", "Statistics"))
    field = Field(key="k", label="You know", kind=FieldKind.CHOICES, options=options, initial="stats", problem="Hm.")

    shown = plain.form(Form(title="Before we start", action=Action("a"), fields=(field,)), "UTC")

    assert shown == "Before we start\nYou know: ☐ Python  ☑ Statistics (Hm.)"


def test_a_picture_is_said_in_words_between_the_body_and_the_controls() -> None:
    button = Button(label="Share", action=Action("win"))
    card = Card(title="Wins", body=(Text(line("Three.")),), controls=(button,), picture=WINS)

    assert plain.card(card, "UTC") == f"Wins\nThree.\n{WINS.alt}\n[Share]"
