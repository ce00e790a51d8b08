"""The rests of a cohort: buffer weeks and holidays that are planned, one more, or one less."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards import settings
from bot.domain.schedule import RestKind
from bot.messages.elements import Block, Bullets, Button, Card, Choice, Emphasis, Field, FieldKind, Form, Option, Text
from bot.messages.text import line
from bot.messages.wire import Action

KINDS = {RestKind.BUFFER: "a buffer week", RestKind.HOLIDAY: "a holiday", RestKind.PAUSE: "a pause"}
#: A name has to fit into a button with everything else, as Discord counts characters.
NAME = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A week that rests: `begins` is the day its prompt would have come, `day` the one it is known by."""

    begins: date
    day: date
    kind: RestKind
    name: str


def rests(cohort: int, name: str, planned: Sequence[Break], left: int, reserve: int) -> Card:
    """What is planned, and the ways to change it."""
    number = (str(cohort),)
    spend = Button(label="Spend a buffer week", action=Action("cohort.buffer", number), emphasis=Emphasis.PRIMARY)
    less = Choice(
        label="Take one back",
        action=Action("cohort.unrest", number),
        options=tuple(Option(one.day.isoformat(), said(one)) for one in planned[:25]),
    )
    return Card(
        title=f"{name}: rests and holidays",
        body=(_planned(planned), Text(line(_reserve(left, reserve)))),
        controls=(
            *((spend,) if left > 0 else ()),
            Button(label="Add a holiday", action=Action("cohort.holiday", number)),
            *((less,) if planned else ()),
            settings.back(cohort),
        ),
    )


def said(one: Break) -> str:
    """A rest in a few words: the week of Mon 18 Jan 2027, Christmas."""
    return f"the week of {named(one.begins)}, {one.name or KINDS[one.kind]}"


def named(day: date) -> str:
    """A date of the cohort in words: Mon 18 Jan 2027."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def spend(cohort: int, weeks: tuple[Option, ...], left: str) -> Form:
    """Which week to rest in."""
    return Form(
        title="Spend a buffer week",
        action=Action("cohort.buffer", (str(cohort),)),
        intro=line(f"{left} Everything after it moves by a week; no week is lost."),
        submit="Show what moves",
        fields=(
            Field(
                key="week",
                label="Rest in",
                kind=FieldKind.CHOICE,
                options=weeks,
                initial=weeks[0].value if weeks else "",
            ),
        ),
    )


def holiday(cohort: int) -> Form:
    """From when to when, and what it is called."""
    return Form(
        title="Add a holiday",
        action=Action("cohort.holiday", (str(cohort),)),
        intro=line(
            "Every week whose prompt or check-in falls on one of these days rests. Holidays do not touch the reserve."
        ),
        submit="Show what moves",
        fields=(
            Field(key="since", label="First day", kind=FieldKind.DATE, hint="As in 2026-12-24"),
            Field(
                key="until",
                label="Last day",
                kind=FieldKind.DATE,
                required=False,
                hint="Leave it empty for a single day",
            ),
            Field(key="name", label="What is it called?", required=False, longest=NAME, hint="As in Christmas"),
        ),
    )


def _planned(planned: Sequence[Break]) -> Block:
    if not planned:
        return Text(line("No rest is planned."))
    return Bullets(tuple(line(said(one)[:1].upper() + said(one)[1:]) for one in planned))


def _reserve(left: int, reserve: int) -> str:
    if not reserve:
        return "This pace has no buffer weeks; “Pace” in the settings adds some."
    return f"{left} of {reserve} buffer weeks left."
