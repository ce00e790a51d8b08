from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import markdown
from bot.messages.elements import Block, Bullets, Facts, Progress, Quote, Text
from bot.messages.text import Code, Hyperlink, Line, Mention, Moment, MomentStyle, Strong, line
from tests.support.discord.reading import read

HOSTILE = "@everyone <@1> <@&1> **x** [a](https://b) <t:1:R>"
GUILD = "900"
ANA = Mention(name="Ana", platform="discord", workspace=GUILD, user="11")
#: What people could type to make something happen.
_ACTS = (
    r"@everyone <@11> <@&900> <#901> <t:1:R> <:a:1> </join:1> [a](https://b) https://b.example discord.gg/abc "
    r"** __ ~~ || ` ``` # > >>> - -# 1. * \ _ < > ( ) [ ] word 3 ä"
)
TRICKS = st.lists(st.sampled_from([*_ACTS.split(), " ", " ", "\n"]), max_size=14).map("".join)


def test_hostile_words_are_shown_as_they_were_typed() -> None:
    seen = read(markdown.line((HOSTILE,), GUILD))

    assert seen.text == HOSTILE
    assert seen.acts == []


@pytest.mark.parametrize(
    "words", ["# big", "> said", "- one", "-# small", "1. first", "a_b_c", "https://b.example/x", "\\*"]
)
def test_marks_at_the_start_of_a_line_do_nothing(words: str) -> None:
    seen = read(markdown.line((f"first\n{words}",), GUILD))

    assert seen.text == f"first\n{words}"
    assert seen.acts == []


def test_words_cannot_turn_the_direction_of_what_stands_after_them() -> None:
    assert markdown.escape("\u202egnp\u2066.exe שלום 👩‍💻") == "gnp.exe שלום 👩‍💻"


@pytest.mark.parametrize(
    "words", ["<\u200b@11>", "\u200b- item", "@\u200beveryone", "1\n. first", "<id:customize>", "```\n@here\n```"]
)
def test_what_nobody_sees_hides_nothing_that_acts(words: str) -> None:
    seen = read(markdown.line((words,), GUILD))

    assert seen.text == words
    assert seen.acts == []


@given(TRICKS)
def test_no_words_do_anything(words: str) -> None:
    seen = read(markdown.line((words,), GUILD))

    assert seen.text == words
    assert seen.acts == []


@given(TRICKS)
def test_no_words_break_out_of_bold_text(words: str) -> None:
    seen = read(markdown.line((Strong(f"a{words.replace(chr(10), ' ')}b"),), GUILD))

    assert [name for name, _ in seen.acts] == ["strong"]


@given(TRICKS)
def test_no_words_break_out_of_code(words: str) -> None:
    seen = read(markdown.line((Code(words),), GUILD))

    assert seen.text == words
    assert {name for name, _ in seen.acts} <= {"code"}


def test_a_mention_pings_in_its_own_server() -> None:
    assert markdown.line((ANA,), GUILD) == "<@11>"
    assert markdown.pinged((ANA,), GUILD) == {11}


@pytest.mark.parametrize(
    "elsewhere",
    [
        Mention(name="An*a", platform="discord", workspace="901", user="11"),
        Mention(name="An*a", platform="slack", workspace=GUILD, user="11"),
        Mention(name="An*a", platform="discord", workspace=GUILD, user="everyone"),
    ],
)
def test_a_mention_is_a_bold_name_elsewhere(elsewhere: Mention) -> None:
    assert markdown.line((elsewhere,), GUILD) == r"**An\*a**"
    assert markdown.pinged((elsewhere,), GUILD) == set()


@pytest.mark.parametrize(
    ("style", "said"),
    [
        (MomentStyle.DATE, "4 January 2027"),
        (MomentStyle.TIME, "10:00"),
        (MomentStyle.DAY_TIME, "Monday, 4 January 2027 10:00"),
        (MomentStyle.FULL, "Monday, 4 January 2027 10:00"),
    ],
)
def test_a_moment_is_shown_in_the_readers_zone(style: MomentStyle, said: str) -> None:
    moment = Moment(datetime(2027, 1, 4, 9, tzinfo=UTC), style)

    assert read(markdown.line((moment,), GUILD), zone="Europe/Berlin").text == said


def test_a_link_keeps_its_brackets_to_itself() -> None:
    link = Hyperlink("the [notes]", "https://example.org/a_(b)?q=1 2")

    seen = read(markdown.line((link,), GUILD))

    assert seen.text == "the [notes]"
    assert seen.acts[0] == ("link", r"[the \[notes\]](https://example.org/a_%28b%29?q=1%202)")


@given(TRICKS, st.integers(0, 60))
def test_a_line_never_needs_more_room_than_it_was_given(words: str, room: int) -> None:
    spans: Line = (words, Strong("bold"), words)

    assert len(markdown.line(spans, GUILD, room)) <= room


def test_a_line_that_is_too_long_ends_after_a_whole_word() -> None:
    said = markdown.line(("one* two three four",), GUILD, 14)

    assert read(said).text == "one* two…"


@given(TRICKS, st.integers(0, 60))
def test_no_block_needs_more_room_than_it_was_given(words: str, room: int) -> None:
    blocks: list[Block] = [
        Text((words,)),
        Quote((words,)),
        Bullets(((words,), (words,))),
        Facts((("Name", (words,)),)),
        Progress(3, 9, words),
    ]

    assert all(len(markdown.block(block, GUILD, room)) <= room for block in blocks)


def test_blocks_read_as_what_they_are() -> None:
    bullets = Bullets((line("first"), line("second")))
    facts = Facts((("Week", line("3 of 27")),))

    assert read(markdown.block(bullets, GUILD, 4000)).text == "• first\n• second"
    assert read(markdown.block(facts, GUILD, 4000)).text == "Week: 3 of 27"
    assert markdown.block(Quote(line("one\ntwo")), GUILD, 4000) == "> one\n> two"
    assert read(markdown.block(Progress(1, 2, "1 of 2 weeks"), GUILD, 4000)).text == "▰▰▰▰▰▱▱▱▱▱ 1 of 2 weeks"
