"""Hours are read as they were meant, and written as they are read; what is not clear is asked again."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.matching.hours import Span
from bot.domain.pairing import availability
from bot.domain.pairing.availability import UnclearHours
from content import library

TIMES = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30]))
SPANS = st.builds(
    lambda day, one, other: Span(weekday=day, since=min(one, other), until=max(one, other)),
    st.integers(0, 6),
    TIMES,
    TIMES,
).filter(lambda span: span.since < span.until)


@given(spans=st.frozensets(SPANS, max_size=12))
def test_hours_come_back_as_they_were_written(spans: frozenset[Span]) -> None:
    once = availability.joined(spans)

    assert availability.parse(*availability.written(once)) == once
    assert availability.unpacked(availability.packed(once)) == once


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("9-17", "09:00–17:00"),
        ("12:00–13:30, 18:00–21:00", "12:00–13:30, 18:00–21:00"),
        ("6-9pm", "18:00–21:00"),
        ("9-5pm", "09:00–17:00"),
        ("9 am to 5", "09:00–17:00"),
        ("10 a.m. – noon and 8 pm until midnight", "10:00–12:00, 20:00–24:00"),
        ("7.30–9h15", "07:30–09:15"),
        ("9-11, 10-12", "09:00–12:00"),
        ("any time", "00:00–24:00"),
        ("None.", ""),
    ],
)
def test_people_write_hours_in_many_ways(typed: str, told: str) -> None:
    assert availability.written(availability.parse("", typed, "", ""))[1] == told


@pytest.mark.parametrize(
    "others",
    ["Wed 9-12; Friday off", "wednesday: 9–12\nfri none", "Wed. 09:00-12:00, Fri. none"],
)
def test_days_that_differ_are_named(others: str) -> None:
    assert availability.written(availability.parse("18-20", "", "", others)) == (
        "18:00–20:00",
        "",
        "",
        "Wednesday 09:00–12:00; Friday none",
    )


def test_several_days_may_share_a_line() -> None:
    spans = availability.parse("", "", "", "Mon-Wed and Fri 9-10")

    assert sorted(span.weekday for span in spans) == [0, 1, 2, 4]


def test_days_with_the_same_hours_share_a_line_and_a_row_of_them_is_told_by_its_ends() -> None:
    spans = availability.parse("7-9", "", "", "Tue-Thu 7-9, 12-14; Fri none")
    differs = availability.parse("7-9", "", "", "Mon and Wed none")

    assert availability.written(spans)[3] == "Monday 07:00–09:00; Friday none"
    assert availability.written(differs)[3] == "Monday and Wednesday none"
    assert availability.days((4, 1, 2, 3)) == "Tuesday to Friday"
    assert availability.days((0, 1, 2, 4, 6)) == "Monday to Wednesday, Friday and Sunday"
    assert availability.days((5, 6, 5)) == "Saturday and Sunday"


def test_each_field_that_is_not_clear_is_named_by_itself() -> None:
    with pytest.raises(UnclearHours) as unclear:
        availability.parse("22-2", "25-26", "in the evening", "9-12")

    assert unclear.value.problems.keys() == {"weekdays", "saturday", "sunday", "others"}
    assert "18:00–24:00" in unclear.value.problems["weekdays"]


def test_the_options_of_the_profile_mean_what_their_labels_say() -> None:
    asked = [one for step in library.load().default.guide.onboarding for one in step.questions]
    options = next(one for one in asked if one.slug == "availability").options

    for option in options:
        weekdays, saturday, sunday, _ = availability.written(availability.of_blocks([option.slug]))
        said = weekdays or saturday
        assert option.label.endswith(said.replace("–", " to "))
        assert (saturday == sunday == said) is option.slug.startswith("weekend")


def test_what_is_proposed_first_is_lunch_and_the_evening() -> None:
    assert availability.written(availability.USUAL) == ("12:00–14:00, 17:00–20:00", "", "", "")
    assert availability.of_blocks(["no-such-option"]) == frozenset()
