"""Cards as Block Kit: what people typed is shown as they typed it, and nothing of it pings, links or formats."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack import render
from adapters.slack.spans import Json, Reader
from bot.messages.elements import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Control,
    Divider,
    Emphasis,
    Facts,
    Link,
    Option,
    Progress,
    Quote,
    Text,
)
from bot.messages.text import Code, Hyperlink, Mention, Moment, MomentStyle, Strong
from bot.messages.wire import Action
from tests.support.slack import grammar, sight

READER = Reader("T1", "Europe/Berlin")
HOSTILE = (
    "<!channel> <!here> <!everyone> <!subteam^S1> <@U1> <#C1> @everyone @here *x* _y_ ~z~ `w` >q "
    "<https://evil.example|bank> [a](https://b.example) :smile: &lt;!channel&gt;"
)
EVERYWHERE = Card(
    title=HOSTILE,
    body=(
        Text((HOSTILE, Strong(HOSTILE), Code(HOSTILE))),
        Bullets(((HOSTILE,),)),
        Facts(((HOSTILE, (HOSTILE,)),)),
        Quote((HOSTILE,)),
        Progress(1, 3, HOSTILE),
    ),
    footnote=(HOSTILE,),
)
ACTION = Action("task.done", ("7",))


def elements(blocks: list[Json]) -> Iterator[Json]:
    for block in blocks:
        if block["type"] == "rich_text":
            for part in block["elements"]:
                yield from (each for item in part["elements"] for each in item.get("elements", [item]))


def only(card: Card) -> Json:
    """The block under the header."""
    _, block = render.blocks(card, READER)
    return block


def test_typed_words_stay_exactly_as_they_were_typed() -> None:
    blocks = render.blocks(EVERYWHERE, READER)

    said = [element["text"] for element in elements(blocks)]
    assert said.count(HOSTILE) == 7
    assert {element["type"] for element in elements(blocks)} == {"text"}


def test_no_typed_word_is_anywhere_where_slack_reads_markup() -> None:
    blocks = render.blocks(EVERYWHERE, READER)

    assert '"mrkdwn"' not in json.dumps(blocks)
    assert {block["type"] for block in blocks} == {"header", "rich_text", "context"}


def test_the_fallback_of_typed_words_can_ping_nobody() -> None:
    message = render.message(Card(title="Hello", body=(Text((HOSTILE,)),)), READER)

    assert "<" not in message["text"]
    assert ">" not in message["text"]
    assert "&lt;!channel&gt;" in message["text"]
    assert message["text"].startswith("Hello\n")


def test_a_fallback_full_of_markup_stays_within_its_limit_and_cuts_no_entity() -> None:
    words = render.fallback("<&> " * 2000)

    assert len(words) <= 3000
    assert words.replace("&lt;", "").replace("&amp;", "").replace("&gt;", "").strip(" …") == ""


def test_a_mention_pings_in_its_own_workspace_alone() -> None:
    here = Mention("Ana", "slack", "T1", "U1")
    spans = (here, Mention("Bo", "slack", "T2", "U1"), Mention("Chen", "discord", "T1", "9"))

    [section] = only(Card(title="Hello", body=(Text(spans),)))["elements"]

    assert section["elements"] == [
        {"type": "user", "user_id": "U1"},
        {"type": "text", "text": "Bo", "style": {"bold": True}},
        {"type": "text", "text": "Chen", "style": {"bold": True}},
    ]


@pytest.mark.parametrize(
    ("style", "shown", "fallback"),
    [
        (MomentStyle.DATE, "{date_short_pretty}", "Mon 4 Jan 2027"),
        (MomentStyle.TIME, "{time}", "09:00"),
        (MomentStyle.DAY_TIME, "{date_long_pretty}, {time}", "Monday 09:00"),
        (MomentStyle.FULL, "{date_short_pretty}, {time}", "Mon 4 Jan 2027, 09:00"),
    ],
)
def test_a_moment_is_each_readers_own(style: MomentStyle, shown: str, fallback: str) -> None:
    moment = Moment(datetime(2027, 1, 4, 8, 0, tzinfo=UTC), style)

    [section] = only(Card(title="Hello", body=(Text((moment,)),)))["elements"]

    assert section["elements"] == [{"type": "date", "timestamp": 1799049600, "format": shown, "fallback": fallback}]


def test_links_are_named_and_whole() -> None:
    [section] = only(Card(title="Hello", body=(Text((Hyperlink("Docs", "https://example.org/a?b=1&c"),)),)))[
        "elements"
    ]

    assert section["elements"] == [{"type": "link", "url": "https://example.org/a?b=1&c", "text": "Docs"}]


def test_a_card_reads_from_top_to_bottom() -> None:
    card = Card(
        title="Week 3 · Chance",
        body=(
            Text(("Learn ", Strong("why"), ".")),
            Bullets((("one",), ("two",))),
            Facts((("Hours", ("6",)),)),
            Divider(),
            Quote(("What surprised you?",)),
            Progress(1, 4, "1 of 4 done"),
        ),
        controls=(
            Button(label="Done", action=ACTION, emphasis=Emphasis.PRIMARY),
            Button(label="Skipped", action=ACTION, spent=True),
            Link(label="Source", url="https://example.org"),
        ),
        footnote=("Until ", Moment(datetime(2027, 1, 4, 8, 0, tzinfo=UTC), MomentStyle.TIME)),
    )

    assert sight.words(render.blocks(card, READER), "Europe/Berlin").splitlines() == [
        "Week 3 · Chance",
        "Learn why.",
        "• one",
        "• two",
        "• Hours: 6",
        "What surprised you?",
        "███░░░░░░░░░ 1 of 4 done",
        "[Done]  [Source]",
        "Skipped",
        "Until 09:00",
    ]


def test_controls_carry_their_action_and_how_much_they_ask_to_be_pressed() -> None:
    controls: tuple[Control, ...] = (
        Button(label="Done", action=ACTION, emphasis=Emphasis.PRIMARY),
        Button(label="Leave", action=ACTION, emphasis=Emphasis.DANGER),
        Button(label="Later", action=ACTION),
        Choice(label="Route", action=ACTION, options=(Option("a", "Inside"),)),
    )

    done, leave, later, route = only(Card(title="Hello", controls=controls))["elements"]

    assert [each.get("style") for each in (done, leave, later)] == ["primary", "danger", None]
    assert [each["action_id"] for each in (done, leave)] == ["0|task.done|7", "1|task.done|7"]
    assert (route["type"], route["options"][0]["value"]) == ("static_select", "a")


def test_a_spent_button_and_an_empty_menu_cannot_be_used() -> None:
    spent = Button(label="Done", action=ACTION, spent=True)
    blocks = render.blocks(
        Card(title="Hello", controls=(spent, Choice(label="Route", action=ACTION, options=()))), READER
    )

    assert list(sight.controls(blocks)) == []
    assert "Done" in sight.words(blocks, "UTC")


def test_a_progress_without_an_end_has_an_empty_bar() -> None:
    assert "░" * 12 in sight.words([only(Card(title="Hello", body=(Progress(3, 0, "none yet"),)))], "UTC")


LONG = "word " * 590
FULL_MENU = Choice(label=LONG, action=ACTION, options=tuple(Option(str(n), f"{n} {LONG}") for n in range(25)))


@pytest.mark.parametrize(
    "card",
    [
        Card(title=LONG, body=tuple(Text((str(number),)) for number in range(80))),
        Card(title=LONG, body=tuple(Text((LONG,)) for _ in range(6)), footnote=(LONG,)),
        Card(title=LONG, body=(Bullets(tuple((LONG,) for _ in range(50))),) * 4),
        Card(title=LONG, body=(Facts(tuple((LONG, (LONG,)) for _ in range(50))),) * 4),
        Card(title=LONG, body=(Quote((LONG,)),) * 8, controls=(FULL_MENU,) * 6),
        Card(
            title=LONG, controls=(Button(label=LONG, action=ACTION), Link(label=LONG, url="https://a.example")) * 90
        ),
        Card(title=LONG, body=(Divider(),) * 60, controls=(Button(label="Done", action=ACTION, spent=True),) * 90),
    ],
)
def test_a_card_far_too_large_is_a_message_that_slack_takes(card: Card) -> None:
    message = render.message(card, READER)

    assert list(grammar.message(message["blocks"])) == []
    assert grammar.words(message["blocks"]) <= grammar.MESSAGE_WORDS
    assert len(message["text"]) <= 3000


words = st.text(max_size=4000)
line = st.lists(words | words.map(Strong) | words.map(Code), max_size=3).map(tuple)
block: st.SearchStrategy[Block] = st.one_of(
    line.map(Text),
    line.map(Quote),
    st.lists(line, max_size=60).map(lambda items: Bullets(tuple(items))),
    st.lists(st.tuples(words, line), max_size=20).map(lambda rows: Facts(tuple(rows))),
    st.builds(Progress, st.integers(0, 99), st.integers(0, 99), words),
    st.just(Divider()),
)
control: st.SearchStrategy[Control] = st.one_of(
    st.builds(Button, label=words, action=st.just(ACTION), spent=st.booleans()),
    st.builds(Link, label=words, url=st.just("https://example.org")),
    st.builds(
        Choice,
        label=words,
        action=st.just(ACTION),
        options=st.just(tuple(Option(str(n), "x" * 90) for n in range(25))),
    ),
)
cards = st.builds(
    Card,
    title=words,
    body=st.lists(block, max_size=70).map(tuple),
    controls=st.lists(control, max_size=60).map(tuple),
    footnote=line,
)


@given(cards)
@settings(max_examples=150, deadline=None)
def test_any_card_at_all_is_a_message_that_slack_takes(card: Card) -> None:
    message = render.message(card, READER)

    assert list(grammar.message(message["blocks"])) == []
    assert grammar.words(message["blocks"]) <= grammar.MESSAGE_WORDS
    assert 1 <= len(message["text"]) <= 3000
