"""Forms on Discord: within every limit of a modal, and without losing a word that was meant to be read."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.discord import limits, modals
from bot.messages import plain
from bot.messages.elements import Field, FieldKind, Form, Option
from bot.messages.text import Line, line
from bot.messages.wire import Action
from content.library import load
from tests.adapters.discord.test_render import GUILD, PRESS, WORDS
from tests.gallery.exhibits import exhibits
from tests.support.discord import reading, rules

FORMS = {name: one.shown for name, one in exhibits(load()).items() if isinstance(one.shown, Form)}
INTRO = line("Small ones count: a bug understood, a brave question, a no that you dared to hear.")


def modal(asked: Form) -> dict[str, Any]:
    return modals.form(asked, GUILD).to_dict()


def form(*fields: Field, intro: Line = ()) -> Form:
    return Form(title="Check in", action=Action("checkin", ("3",)), fields=fields, intro=intro)


def five(first: Field) -> Form:
    return form(first, *(Field(key=str(number), label="Next") for number in range(4)), intro=INTRO)


def test_a_form_is_a_modal_that_knows_what_sending_it_means() -> None:
    asked = form(
        Field(
            key="mood",
            label="How was it?",
            kind=FieldKind.CHOICE,
            options=(Option("g", "Good"), Option("b", "Bad")),
            initial="b",
        ),
        Field(key="next", label="Next step", kind=FieldKind.PARAGRAPH, hint="One thing", initial="Read", longest=500),
        Field(key="on", label="Until when", kind=FieldKind.DATE, required=False),
        Field(key="at", label="At what time", kind=FieldKind.TIME),
        intro=line("45 seconds"),
    )

    shown = modal(asked)

    assert (shown["title"], shown["custom_id"]) == ("Check in", "checkin|3")
    [intro, mood, step, day, hour] = shown["components"]
    assert intro["content"] == "45 seconds"
    assert [option.get("default", False) for option in mood["component"]["options"]] == [False, True]
    assert (step["description"], step["component"]["value"], step["component"]["style"]) == ("One thing", "Read", 2)
    assert day["component"]["required"] is False
    assert day["component"]["placeholder"].startswith("YYYY-MM-DD")
    assert hour["component"]["placeholder"].startswith("HH:MM")


@pytest.mark.parametrize(("required", "least"), [(True, 1), (False, 0)])
def test_several_choices_are_a_menu_that_takes_as_many_as_it_offers(required: bool, least: int) -> None:
    options = (Option("py", "Python"), Option("go", "Go"), Option("sql", "SQL"))
    asked = Field(
        key="k", label="Known", kind=FieldKind.CHOICES, required=required, options=options, initial="sql,gone,py"
    )

    menu = modal(form(asked))["components"][0]["component"]

    assert (menu["min_values"], menu["max_values"], menu["required"]) == (least, 3, required)
    assert [option.get("default", False) for option in menu["options"]] == [True, False, True]


def test_a_problem_is_shown_beside_its_field() -> None:
    shown = modal(form(Field(key="on", label="Until when", hint="A day", problem="That day has passed.")))

    assert shown["components"][0]["description"] == "That day has passed."


def test_a_label_that_is_too_long_is_said_whole_below() -> None:
    label = "What did you learn this week that you did not expect?"

    [shown] = modal(form(Field(key="a", label=label)))["components"]

    assert (shown["label"], shown["description"]) == ("What did you learn this week that you did…", label)


@given(st.lists(st.sampled_from(FieldKind), min_size=1, max_size=5), WORDS, WORDS, st.integers(1, 9000))
def test_no_form_is_refused_for_its_size(kinds: list[FieldKind], label: str, words: str, longest: int) -> None:
    options = tuple(Option(str(number), words) for number in range(30))
    fields = [
        Field(key=f"f{at}", label=label, kind=kind, hint=words, initial=words, options=options, longest=longest)
        for at, kind in enumerate(kinds)
    ]
    asked = Form(title=words, action=PRESS, fields=tuple(fields), intro=(words,))

    assert rules.modal(modal(asked)) == []


@pytest.mark.parametrize(
    ("first", "beside", "placeholder"),
    [
        (Field(key="a", label="A"), INTRO[0], None),
        (Field(key="a", label="A", hint="One line."), f"{INTRO[0]} One line.", None),
        (Field(key="a", label="A", hint="One line is plenty."), "One line is plenty.", INTRO[0]),
        (Field(key="a", label="A", hint="One line is plenty.", initial="Yes"), INTRO[0], None),
        (Field(key="a", label="A", hint="One line is plenty.", kind=FieldKind.TIME), INTRO[0], "HH:MM"),
    ],
    ids=["alone", "before a short hint", "in the empty input", "for the hint of what is answered", "beside a time"],
)
def test_where_five_fields_leave_no_room_the_first_one_says_the_intro(
    first: Field, beside: str, placeholder: str | None
) -> None:
    shown = modal(five(first))["components"]

    assert len(shown) == limits.MODAL_COMPONENTS
    assert shown[0]["description"] == beside
    assert str(shown[0]["component"].get("placeholder")).startswith(str(placeholder))


def test_an_intro_takes_no_problem_its_place() -> None:
    shown = modal(five(Field(key="a", label="A", problem="Name a day.")))["components"]

    assert (shown[0]["description"], shown[1]["description"]) == ("Name a day.", INTRO[0])


@pytest.mark.parametrize("name", [name for name, one in FORMS.items() if len(one.fields) == limits.MODAL_COMPONENTS])
async def test_every_full_form_there_is_says_its_intro_in_one_step(name: str) -> None:
    asked = FORMS[name]
    shown = modal(asked)
    intro = plain.line(asked.intro, "UTC")

    assert len([one for one in shown["components"] if one["type"] == 18]) == len(asked.fields)
    said = " ".join(reading.read(words).text for words in _words(shown))
    assert limits.shorten(intro, limits.PLACEHOLDER).rstrip("…") in said


def test_no_form_has_more_fields_than_one_step_has_room_for() -> None:
    fields = tuple(Field(key=str(number), label="Next") for number in range(limits.MODAL_COMPONENTS + 1))

    with pytest.raises(ValueError, match="one to five fields"):
        form(*fields)


def _words(shown: dict[str, Any]) -> list[str]:
    inputs = [one.get("component", {}) for one in shown["components"]]
    beside = [str(one.get(key, "")) for one in shown["components"] for key in ("content", "description")]
    return beside + [str(one.get("placeholder", "")) for one in inputs]
