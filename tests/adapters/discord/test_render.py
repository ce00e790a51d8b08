from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import modals, pictures, render
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
    Field,
    Form,
    Link,
    Option,
    Progress,
    Quote,
    Text,
    Tone,
)
from bot.messages.text import Mention, Strong, line
from bot.messages.wire import Action
from tests.support.discord import reading, rules
from tests.support.discord.world import V2, Json, walk
from tests.support.sketches import WINS

GUILD = "900"
ANA = Mention(name="Ana", platform="discord", workspace=GUILD, user="11")
PRESS = Action("press", ("1",))

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=3000)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    WORDS.map(lambda words: Text((words,))),
    WORDS.map(lambda words: Quote((Strong(words), words))),
    st.lists(WORDS, max_size=30).map(lambda items: Bullets(tuple((item,) for item in items))),
    WORDS.map(lambda words: Facts(((words, (words,)),))),
    WORDS.map(lambda words: Progress(1, 3, words)),
    st.just(Divider()),
)
CONTROLS: st.SearchStrategy[Control] = st.one_of(
    st.builds(
        lambda label, number, spent: Button(label=label, action=Action("press", (str(number),)), spent=spent),
        WORDS,
        st.integers(0, 60),
        st.booleans(),
    ),
    WORDS.map(lambda words: Link(label=words, url="https://example.org/" + "x" * len(words))),
    st.builds(
        lambda label, number, values: Choice(
            label=label, action=Action("choose", (str(number),)), options=tuple(Option(one, label) for one in values)
        ),
        WORDS,
        st.integers(0, 60),
        st.lists(st.text("abc", max_size=120), max_size=40),
    ),
)


def components(card: Card) -> list[Json]:
    shown: Any = render.card(card, GUILD)
    return list(shown.to_components())


def texts(card: Card) -> list[str]:
    return [str(one["content"]) for one in walk(components(card)) if one["type"] == 10]


def test_a_card_shows_title_body_controls_and_footnote_in_one_container() -> None:
    card = Card(
        title="Week 3 · Chance",
        body=(Text(line("Read ", Strong("one"), " chapter.")), Divider(), Bullets((line("a task"),))),
        controls=(
            Button(label="Check in", action=PRESS, emphasis=Emphasis.PRIMARY),
            Link(label="More", url="https://a.b"),
        ),
        tone=Tone.GOOD,
        footnote=line("Five minutes"),
    )

    [container] = components(card)

    assert container["type"] == 17
    assert container["accent_color"] == 0x3BA55D
    assert [one["type"] for one in container["components"]] == [10, 10, 14, 10, 10, 1]
    assert reading.title([container]) == "Week 3 · Chance"
    assert reading.read("\n".join(texts(card))).text == "Week 3 · Chance\nRead one chapter.\n• a task\nFive minutes"


def test_a_button_carries_its_action_and_a_spent_one_cannot_be_pressed() -> None:
    spent = Button(label="Joined", action=PRESS, spent=True)

    [_, fresh, done] = [
        one
        for one in walk(components(Card(title="T", controls=(Button(label="Join", action=PRESS), spent))))
        if one["type"] in (1, 2)
    ]

    assert (fresh["label"], fresh["custom_id"], fresh["disabled"]) == ("Join", "press|1", False)
    assert (done["label"], done["disabled"]) == ("Joined", True)
    assert done["custom_id"] != fresh["custom_id"]


def test_a_choice_is_a_menu_of_its_options() -> None:
    choice = Choice(label="Which cohort", action=PRESS, options=(Option("1", "Spring"), Option("2", "Autumn")))

    [menu] = [one for one in walk(components(Card(title="T", controls=(choice,)))) if one["type"] == 3]

    assert (menu["placeholder"], menu["custom_id"]) == ("Which cohort", "press|1")
    assert [(one["value"], one["label"]) for one in menu["options"]] == [("1", "Spring"), ("2", "Autumn")]


@given(WORDS, st.lists(BLOCKS, max_size=50), st.lists(CONTROLS, max_size=50), WORDS)
def test_no_card_is_refused_for_its_size(
    title: str, body: list[Block], controls: list[Control], footnote: str
) -> None:
    card = Card(title=title, body=tuple(body), controls=tuple(controls), footnote=(footnote,))

    assert rules.message({"flags": V2, "components": components(card)}) == []


def test_a_card_of_many_pieces_becomes_one_long_text() -> None:
    buttons = tuple(Button(label=str(at), action=Action("press", (str(at),))) for at in range(30))
    card = Card(title="Many", body=(*(Text(line(f"piece {at}")) for at in range(40)), Divider()), controls=buttons)

    shown = components(card)

    assert rules.message({"flags": V2, "components": shown}) == []
    assert "piece 39" in "\n".join(texts(card))
    assert [one["label"] for one in walk(shown) if one["type"] == 2] == [str(at) for at in range(30)]


def test_long_text_ends_after_a_whole_word_and_keeps_title_controls_and_footnote() -> None:
    card = Card(
        title="Long",
        body=(Text(("word " * 2000,)), Text(("never reached",))),
        controls=(Button(label="Check in", action=PRESS),),
        footnote=line("The end"),
    )

    [title, body, *_, footnote] = texts(card)

    assert title == "### Long"
    assert 3900 < len(body) < 4000
    assert body.endswith(" word…")
    assert footnote == "-# The end"


def test_only_people_a_card_mentions_can_be_pinged() -> None:
    card = Card(title="@everyone", body=(Text(line("Well done ", ANA, " and <@12> @here")), Text(line(ANA))))

    allowed: Any = render.pinged(card, GUILD).to_dict()

    assert allowed == {"parse": [], "users": [11]}


def test_a_role_is_called_first_and_alone() -> None:
    card = Card(title="T", body=(Text(line("<@&78> ", ANA)),))
    allowed: Any = render.pinged(card, GUILD, "77").to_dict()
    shown: Any = render.card(card, GUILD, calls="77")

    [called, container] = shown.to_components()
    assert called == {"type": 10, "content": "<@&77>"}
    assert "<@&78>" not in container["components"][1]["content"]
    assert allowed == {"parse": [], "users": [11], "roles": [77]}


@pytest.mark.parametrize("calls", ["", "everyone", "77> <@&78", "٧٧", GUILD])
def test_what_is_no_role_of_its_own_is_not_called(calls: str) -> None:
    shown: Any = render.card(Card(title="T"), GUILD, calls=calls)
    allowed: Any = render.pinged(Card(title="T"), GUILD, calls).to_dict()

    assert [one["type"] for one in shown.to_components()] == [17]
    assert allowed == {"parse": [], "users": []}


@given(st.lists(BLOCKS, max_size=50), st.lists(CONTROLS, max_size=50))
def test_no_card_that_calls_is_refused_for_its_size(body: list[Block], controls: list[Control]) -> None:
    card = Card(title="T", body=tuple(body), controls=tuple(controls), footnote=("f",), picture=WINS)
    shown: Any = render.card(card, GUILD, drawn=True, calls="77")
    file = {"filename": pictures.NAME, "content": b"\x89PNG"}

    assert rules.message({"flags": V2, "components": shown.to_components(), "attachments": [file]}) == []


def test_every_place_of_a_mention_counts() -> None:
    def who(user: str) -> Mention:
        return Mention(name="x", platform="discord", workspace=GUILD, user=user)

    body: tuple[Block, ...] = (Quote((who("1"),)), Bullets(((who("2"),),)), Facts((("n", (who("3"),)),)))

    assert render.pinged(Card(title="T", body=body, footnote=(who("4"),)), GUILD).to_dict()["users"] == [1, 2, 3, 4]


@pytest.mark.parametrize("title", ["", "  \n "])
def test_a_card_without_a_title_has_no_heading(title: str) -> None:
    assert texts(Card(title=title, body=(Text(line("Only this")),))) == ["Only this"]


async def test_nothing_that_is_sent_is_kept_in_memory() -> None:
    assert render.card(Card(title="T", controls=(Button(label="Go", action=PRESS),)), GUILD).is_finished()
    form = Form(title="F", action=PRESS, fields=(Field(key="a", label="A"),))
    assert modals.form(form, GUILD).is_finished()
