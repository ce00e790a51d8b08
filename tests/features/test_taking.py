"""What may come back from a form: what its fields take, and nothing that was made by hand."""

import pytest

from bot.errors import NotSaved
from bot.features.taking import taken
from bot.messages.elements import Field, FieldKind, Form, Option
from bot.messages.wire import Action

LANGUAGES = (Option("py", "Python"), Option("go", "Go"), Option("sql", "SQL"))
FORM = Form(
    title="You",
    action=Action("you"),
    fields=(
        Field(key="name", label="Name", longest=5),
        Field(key="best", label="Best", kind=FieldKind.CHOICE, options=LANGUAGES),
        Field(key="known", label="Known", kind=FieldKind.CHOICES, options=LANGUAGES, longest=3),
    ),
)


@pytest.mark.parametrize(
    ("sent", "read"),
    [("", ""), ("sql", "sql"), ("sql,py", "py,sql"), ("go,go, py", "py,go"), ("sql,go,py", "py,go,sql")],
)
def test_several_choices_come_once_each_in_the_order_of_the_options(sent: str, read: str) -> None:
    assert taken(FORM, {"known": sent})["known"] == read


def test_what_a_form_takes_arrives_as_it_was_sent() -> None:
    sent = {"name": " Bo ", "best": "rust", "known": "py", "more": "x"}

    assert taken(FORM, sent) == sent


def test_a_field_that_was_not_sent_stays_away() -> None:
    assert taken(FORM, {"best": ""}) == {"best": ""}


@pytest.mark.parametrize("sent", ["rust", "py,rust", "Python", "py;go"])
def test_a_value_that_was_not_offered_is_refused_beside_its_field(sent: str) -> None:
    with pytest.raises(NotSaved) as refused:
        taken(FORM, {"known": sent})

    assert "Choose from what the list offers now" in refused.value.problems["known"]


def test_every_wrong_answer_is_told_at_once() -> None:
    with pytest.raises(NotSaved) as refused:
        taken(FORM, {"name": "Robert", "best": "go", "known": "rust"})

    assert dict(refused.value.problems) == {
        "name": "Make it at most 5 characters; it has 6.",
        "known": "Choose from what the list offers now; it may have changed since this form was opened.",
    }
