"""What can be shown at all: values that cannot be made wrong."""

from datetime import datetime

import pytest

from bot.messages.elements import Field, FieldKind, Form, Option, chosen, filled, together
from bot.messages.text import Hyperlink, Moment
from bot.messages.wire import Action


def form(*keys: str) -> Form:
    fields = tuple(Field(key=key, label=key.title(), initial=f"usual {key}") for key in keys)
    return Form(title="Start", action=Action("cohort.start"), fields=fields)


@pytest.mark.parametrize("number", [0, 6])
def test_a_form_has_one_to_five_fields(number: int) -> None:
    with pytest.raises(ValueError, match="one to five fields: Start"):
        form(*"abcdef"[:number])


def test_a_form_of_five_fields_is_the_longest() -> None:
    assert len(form(*"abcde").fields) == 5


def test_a_filled_form_shows_what_was_typed_and_what_was_wrong_with_it() -> None:
    sent = filled(form("name", "zone"), {"name": "Spring", "zone": "Atlantis"}, {"zone": "Write a city."})

    assert [(field.initial, field.problem) for field in sent.fields] == [
        ("Spring", ""),
        ("Atlantis", "Write a city."),
    ]


def test_a_field_that_was_emptied_stays_empty_and_one_that_was_not_sent_keeps_its_words() -> None:
    sent = filled(form("name", "zone"), {"name": ""})

    assert [field.initial for field in sent.fields] == ["", "usual zone"]


def test_filling_a_form_again_forgets_the_last_problem() -> None:
    sent = filled(form("zone"), {"zone": "Atlantis"}, {"zone": "Write a city."})

    again = filled(sent, {"zone": "Europe/Berlin"})

    assert again.fields[0].problem == ""


def test_a_filled_form_is_the_same_one_otherwise() -> None:
    empty = form("name")

    assert filled(empty, {}) == empty


@pytest.mark.parametrize("url", ["http://example.org", "javascript:alert(1)", " https://example.org", ""])
def test_only_https_addresses_can_be_shown(url: str) -> None:
    with pytest.raises(ValueError, match="only https"):
        Hyperlink("here", url)


def test_a_moment_without_a_zone_cannot_be_said() -> None:
    with pytest.raises(ValueError, match="aware"):
        Moment(datetime(2027, 1, 4, 9))  # noqa: DTZ001  (that is the mistake)


@pytest.mark.parametrize(
    ("answer", "values"),
    [
        ("", ()),
        ("python", ("python",)),
        ("python,docker", ("python", "docker")),
        (" python , ,docker", ("python", "docker")),
    ],
)
def test_several_choices_are_one_answer_and_can_be_read_again(answer: str, values: tuple[str, ...]) -> None:
    assert chosen(answer) == values
    assert chosen(together(values)) == values


@pytest.mark.parametrize("value", ["", "a,b"])
def test_a_value_that_would_not_come_back_cannot_be_offered_with_others(value: str) -> None:
    with pytest.raises(ValueError, match="no comma: known"):
        Field(key="known", label="Known", kind=FieldKind.CHOICES, options=(Option(value, "A"),))
