"""Forms as modals: every kind of field, what was typed before, and the state that comes back."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.slack import modals
from adapters.slack.modals import State
from adapters.slack.spans import Json, Reader
from bot.messages.elements import Card, Field, FieldKind, Form, Option, Text, filled
from bot.messages.text import Strong
from bot.messages.wire import Action
from bot.requests import Place
from tests.support.slack import grammar, sight
from tests.support.slack.workspace import View

READER = Reader("T1", "Europe/Berlin")
HERE = Place(channel="C1", channel_name="ml-switch")
ACTION = Action("cohort.start", ("7",))
MANY = tuple(Option(str(number), "x" * number or "none") for number in range(120))
ROUTES = (Option("in", "Inside your company"), Option("out", "Outside"))


def view(*fields: Field, title: str = "Start", submit: str = "Save") -> Json:
    return modals.form(Form(title=title, action=ACTION, fields=fields, submit=submit), HERE, READER)


def element(field: Field) -> Json:
    [block] = view(field)["blocks"]
    return dict(block["element"])


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        (
            Field(key="k", label="Name", initial="Spring", longest=40),
            {"type": "plain_text_input", "multiline": False, "max_length": 40, "initial_value": "Spring"},
        ),
        (
            Field(key="k", label="Why", kind=FieldKind.PARAGRAPH, longest=9000),
            {"type": "plain_text_input", "multiline": True, "max_length": 3000},
        ),
        (Field(key="k", label="Day", kind=FieldKind.DATE), {"type": "datepicker"}),
        (
            Field(key="k", label="Day", kind=FieldKind.DATE, initial="2027-01-04"),
            {"type": "datepicker", "initial_date": "2027-01-04"},
        ),
        (Field(key="k", label="Day", kind=FieldKind.DATE, initial="next week"), {"type": "datepicker"}),
        (
            Field(key="k", label="Hour", kind=FieldKind.TIME, initial="09:00:00"),
            {"type": "timepicker", "initial_time": "09:00"},
        ),
        (Field(key="k", label="Hour", kind=FieldKind.TIME, initial="25:00"), {"type": "timepicker"}),
    ],
)
def test_a_field_is_the_input_of_its_kind(field: Field, expected: Json) -> None:
    assert element(field) == expected | {"action_id": "cohort.start|7"}


def test_a_choice_offers_its_options_and_begins_with_the_one_chosen_before() -> None:
    chosen = element(Field(key="k", label="Route", kind=FieldKind.CHOICE, options=ROUTES, initial="out"))
    open_ = element(Field(key="k", label="Route", kind=FieldKind.CHOICE, options=ROUTES, initial="gone"))

    assert [option["value"] for option in chosen["options"]] == ["in", "out"]
    assert chosen["initial_option"] == chosen["options"][1]
    assert "initial_option" not in open_


@pytest.mark.parametrize(("many", "kind"), [(1, "checkboxes"), (10, "checkboxes"), (11, "multi_static_select")])
def test_several_choices_are_boxes_while_all_of_them_can_stand_there(many: int, kind: str) -> None:
    options = tuple(Option(f"o{number}", f"Option {number}") for number in range(many))
    asked = Field(key="k", label="Known", kind=FieldKind.CHOICES, options=options, initial="gone,o0")

    shown, open_ = element(asked), element(replace(asked, initial=""))

    assert shown["type"] == kind
    assert [option["value"] for option in shown["options"]] == [option.value for option in options]
    assert shown["initial_options"] == [shown["options"][0]]
    assert "initial_options" not in open_


def test_a_field_says_whether_it_is_needed_and_what_was_wrong() -> None:
    [block] = view(Field(key="k", label="Name", required=False, hint="As on the door.", problem="Too long."))[
        "blocks"
    ]

    assert (block["block_id"], block["optional"]) == ("k", True)
    assert block["hint"]["text"] == "Too long. As on the door."


def test_a_long_title_is_shown_whole_inside() -> None:
    title = "How is your second experiment going?"
    shown = view(Field(key="k", label="Name"), title=title)

    assert shown["title"]["text"] == "How is your second…"
    assert sight.view_title(View(id="V1", viewer="U1", shown=shown)) == title


def test_a_card_in_a_modal_can_only_be_closed_and_remembers_where_it_began() -> None:
    shown = modals.card(
        Card(
            title="Noted",
            body=(
                Text(
                    ("See you on ", Strong("Monday"), "."),
                ),
            ),
        ),
        HERE,
        READER,
    )

    assert "submit" not in shown
    assert list(grammar.view(shown)) == []
    assert modals.unpack(shown["private_metadata"]) == State(None, HERE)


def test_a_card_with_only_a_title_says_it_in_the_modal_too() -> None:
    shown = modals.card(Card(title="Noted"), HERE, READER)

    assert list(grammar.view(shown)) == []
    assert sight.words(shown["blocks"], "UTC") == "Noted"


def test_the_state_comes_back_as_it_went_out() -> None:
    state = State(Action("checkin", ("3", "a b")), Place(channel="C1", channel_name='the "one"'))

    assert modals.unpack(modals.pack(state)) == state


@pytest.mark.parametrize("metadata", ["", "{", "null", "[1]", "7", "{}", '"text"'])
def test_a_state_of_another_hand_is_no_state(metadata: str) -> None:
    assert modals.unpack(metadata) == State(None, Place())


def test_problems_are_by_the_block_of_their_field() -> None:
    form = Form(title="Start", action=ACTION, fields=(Field(key="name", label="Name"), Field(key="day", label="Day")))

    assert modals.problems(filled(form, {}, {"day": "That day has passed."})) == {"day": "That day has passed."}


words = st.text(max_size=3500)
fields = st.builds(
    Field,
    key=st.sampled_from(["a", "b", "c", "d", "e"]),
    label=words,
    kind=st.sampled_from(FieldKind),
    required=st.booleans(),
    hint=words,
    initial=words,
    options=st.sampled_from([ROUTES, MANY]),
    longest=st.integers(0, 5000),
    problem=words,
)
forms = st.builds(
    Form,
    title=words,
    action=st.just(ACTION),
    fields=st.lists(fields, min_size=1, max_size=5, unique_by=lambda field: field.key).map(tuple),
    submit=words,
    intro=words.map(lambda text: (text,)),
)


@given(forms)
@settings(max_examples=100, deadline=None)
def test_any_form_at_all_is_a_modal_that_slack_takes(form: Form) -> None:
    assert list(grammar.view(modals.form(form, HERE, READER))) == []
