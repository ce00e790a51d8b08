"""The small Markdown of content files: three marks, and everything else is literal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import markdown
from bot.messages.text import Code, Hyperlink, Line, Strong


def written(line: Line) -> str:
    """The Markdown that a line was read from."""
    marked = {Strong: "**{0.words}**", Code: "`{0.words}`", Hyperlink: "[{0.label}]({0.url})"}
    return "".join(span if isinstance(span, str) else marked[type(span)].format(span) for span in line)


def test_the_three_marks_are_read_between_literal_words() -> None:
    line = markdown.read("Run **one** `make test`, then [read on](https://example.org/a?b=c#d).")

    assert line == (
        "Run ",
        Strong("one"),
        " ",
        Code("make test"),
        ", then ",
        Hyperlink("read on", "https://example.org/a?b=c#d"),
        ".",
    )


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 ** 4",
        "an open **mark",
        "an open `mark",
        "****",
        "_quiet_ and *loud*",
        "[elsewhere](http://example.org)",
        "[a script](javascript:alert)",
        "[two words](https://example.org /x)",
        "# a heading, @here and <!channel>",
    ],
)
def test_everything_else_stays_literal(text: str) -> None:
    assert markdown.read(text) == (text,)


def test_marks_side_by_side_leave_nothing_empty_between_them() -> None:
    assert markdown.read("**a**`b`") == (Strong("a"), Code("b"))


def test_no_words_are_no_spans() -> None:
    assert markdown.read("") == ()


@given(st.text("ab *`[]()https:/\n"))
def test_no_character_is_lost_or_added(text: str) -> None:
    assert written(markdown.read(text)) == text
