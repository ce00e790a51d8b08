import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import limits
from bot.messages.elements import Button, Choice, Control, Link, Option
from bot.messages.wire import Action


def button(number: int, *, spent: bool = False) -> Button:
    return Button(label=f"Button {number}", action=Action("press", (str(number),)), spent=spent)


def menu(number: int) -> Choice:
    return Choice(label="Which", action=Action("choose", (str(number),)), options=(Option("a", "A"),))


@pytest.mark.parametrize(
    ("words", "most", "shortened"),
    [
        ("short", 10, "short"),
        ("exactly ten", 11, "exactly ten"),
        ("the next word goes", 15, "the next word…"),
        ("the next word, or so", 16, "the next word…"),
        ("unbreakable", 6, "unbre…"),
    ],
)
def test_words_are_shortened_after_a_whole_word(words: str, most: int, shortened: str) -> None:
    assert limits.shorten(words, most) == shortened


@given(st.text(max_size=80), st.integers(1, 60))
def test_shortened_words_always_fit(words: str, most: int) -> None:
    assert len(limits.shorten(words, most)) <= most


def test_five_buttons_share_a_row_and_a_menu_has_its_own() -> None:
    controls: list[Control] = [*map(button, range(6)), menu(1), button(7)]

    rows = limits.rows(controls)

    assert [len(row) for row in rows] == [5, 1, 1, 1]


@given(st.lists(st.one_of(st.integers().map(button), st.integers().map(menu)), max_size=60))
def test_rows_leave_room_for_what_is_said(controls: list[Control]) -> None:
    assert limits.room(limits.rows(controls)) >= 3


def test_the_same_action_is_offered_once_but_spent_buttons_stay() -> None:
    controls = [button(1), button(1), button(1, spent=True)]

    kept = tuple(limits.pressable(controls))

    assert kept == (button(1), button(1, spent=True))


def test_what_discord_would_refuse_is_left_out() -> None:
    long = Link(label="Far", url="https://example.org/" + "x" * 500)
    empty = Choice(label="Nothing", action=Action("choose"), options=())

    assert tuple(limits.pressable([long, empty])) == ()


def test_a_menu_holds_each_value_once_and_25_at_most() -> None:
    options = [Option("twice", "One"), Option("twice", "Two"), *(Option(str(n), str(n)) for n in range(40))]

    assert len(limits.choose(options)) == 25
