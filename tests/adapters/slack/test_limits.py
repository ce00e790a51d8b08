"""Longer things become shorter on purpose: whole words, whole items, and a word about what is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import fit, limits
from bot.messages import plain
from bot.messages.elements import Bullets, Button, Card, Facts, Text
from bot.messages.text import Hyperlink, Strong
from bot.messages.wire import Action


@pytest.mark.parametrize(
    ("words", "most", "short"),
    [
        ("", 5, ""),
        ("short", 5, "short"),
        ("two words", 9, "two words"),
        ("two words", 8, "two…"),
        ("two words", 4, "two…"),
        ("two words more", 10, "two words…"),
        ("incomprehensibilities", 8, "incompr…"),
        ("👩‍🔬 at work", 6, "👩‍🔬…"),
    ],
)
def test_words_are_cut_between_words(words: str, most: int, short: str) -> None:
    assert limits.shorten(words, most) == short


@given(st.text(), st.integers(1, 60))
def test_short_words_are_short_however_they_are_written(words: str, most: int) -> None:
    assert limits.size(limits.shorten(words, most)) <= most


def test_a_label_is_never_empty_and_has_one_line() -> None:
    assert (limits.label(" \n ", 75), limits.label("Say\nhello", 75)) == ("…", "Say hello")


def test_an_address_is_taken_whole_or_not_at_all() -> None:
    with pytest.raises(ValueError, match="256 characters where Slack takes 255"):
        limits.require("x" * 256, limits.ACTION_ID)


def test_every_number_says_where_it_comes_from() -> None:
    table = [value for value in vars(limits).values() if isinstance(value, limits.Limit)]

    assert len(table) > 15
    assert all(limit.source.startswith("https://") and limit.most > 0 for limit in table)


def test_a_card_that_fits_comes_back_as_it_is() -> None:
    card = Card(title="Week 3", body=(Text(("x" * 3000,)), Bullets((("one",),))), footnote=("why?",))

    assert fit.card(card) == card


def test_a_long_paragraph_ends_with_a_whole_word() -> None:
    [text] = fit.card(Card(title="Week 3", body=(Text(("word " * 1000,)),))).body

    assert isinstance(text, Text)
    assert plain.line(text.spans, "UTC").endswith("word…")


def test_only_words_are_cut_and_a_link_is_whole_or_absent() -> None:
    link = Hyperlink("Docs", "https://example.org")

    assert fit.line(("a ", link, " b"), 40) == ("a ", link, " b")
    assert fit.line(("a ", link, " b"), 10) == ("a ", "…")
    assert fit.line((Strong("two words"),), 8) == (Strong("two…"),)


def test_a_long_list_says_how_many_are_left_out() -> None:
    items = tuple((f"{number} " + "x" * 90,) for number in range(100))

    [bullets] = fit.card(Card(title="Week 3", body=(Bullets(items),))).body

    assert isinstance(bullets, Bullets)
    assert bullets.items[-1] == (f"and {100 - len(bullets.items) + 1} more",)
    assert bullets.items[:-1] == items[: len(bullets.items) - 1]


def test_many_facts_say_how_many_are_left_out() -> None:
    rows = tuple((f"Name {number}", ("x" * 90,)) for number in range(100))

    [facts] = fit.card(Card(title="Week 3", body=(Facts(rows),))).body

    assert isinstance(facts, Facts)
    assert facts.rows[-1] == ("…", (f"and {100 - len(facts.rows) + 1} more",))


def test_what_does_not_fit_into_one_message_is_owned_up_to() -> None:
    many = fit.card(Card(title="Week 3", body=tuple(Text((str(number),)) for number in range(80))))
    long = fit.card(Card(title="Week 3", body=tuple(Text(("word " * 500,)) for _ in range(8))))

    assert many.body[-1] == fit.MORE
    assert long.body[-1] == fit.MORE
    assert all(len(plain.card(Card(title="", body=(part,)), "UTC")) > fit.WORTH_SAYING for part in long.body[:-1])
    assert len(many.body) <= 48


def test_more_controls_than_a_message_holds_are_left_out_in_order() -> None:
    controls = tuple(Button(label=f"{number} " + "x" * 70, action=Action("a")) for number in range(200))

    kept = fit.card(Card(title="Week 3", controls=controls))

    assert 0 < len(kept.controls) < 200
    assert kept.controls == controls[: len(kept.controls)]
    assert kept.body == (fit.MORE,)
