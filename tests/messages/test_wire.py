"""Actions travel in the button: what goes on the wire comes off it the same, and nothing else breaks it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.messages import wire
from bot.messages.wire import LIMIT, SEPARATOR, Action

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
PARTS = st.text(st.characters(exclude_characters=SEPARATOR), max_size=24)


@given(name=PARTS, args=st.lists(PARTS, max_size=3).map(tuple))
@example(name="", args=())
@example(name="checkin", args=("",))
@example(name="cohort.join", args=("12", "", "3"))
def test_an_action_comes_off_the_wire_as_it_went_on(name: str, args: tuple[str, ...]) -> None:
    action = Action(name, args)

    assert wire.unpack(wire.pack(action)) == action


@given(ANY_TEXT)
@example("")
@example(SEPARATOR * 200)
@example("x" * 200)
@example("checkin|1|2|" + "x" * 200)
def test_any_text_comes_off_the_wire_as_an_action_that_fits(text: str) -> None:
    action = wire.unpack(text)

    assert wire.pack(action) == text[:LIMIT]


def test_an_action_is_written_as_its_name_and_its_arguments() -> None:
    assert wire.pack(Action("checkin", ("12", "3"))) == "checkin|12|3"


def test_an_action_may_fill_the_wire_to_the_last_character() -> None:
    longest = Action("task.tick", ("x" * (LIMIT - len("task.tick|")),))

    assert len(wire.pack(longest)) == LIMIT


def test_an_action_that_would_not_fit_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="at most 100 characters"):
        Action("task.tick", ("x" * LIMIT,))


@pytest.mark.parametrize(("name", "args"), [("a|b", ()), ("a", ("1", "b|c"))])
def test_an_action_that_holds_the_separator_cannot_be_made(name: str, args: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="may not contain"):
        Action(name, args)
