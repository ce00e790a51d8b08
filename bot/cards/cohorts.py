"""Cohorts: starting one, joining, leaving, and who is there."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import controls
from bot.domain.rhythm import DAYS
from bot.domain.run import Run, prompt
from bot.domain.words import counted, listed
from bot.messages.elements import Bullets, Button, Card, Facts, Field, FieldKind, Form, Option, Text, Tone
from bot.messages.text import Line, Moment, MomentStyle, Strong, line
from bot.messages.wire import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A cohort as somebody who may join it sees it."""

    number: int
    name: str
    run: Run
    joined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Somebody in a cohort, and what they do there."""

    name: str
    roles: tuple[str, ...]


def start(name: str, starts: str, zone: str) -> Form:
    """The form that starts a cohort."""
    return Form(
        title="Start a cohort",
        action=Action("cohort.start"),
        submit="Start",
        fields=(
            Field(key="name", label="Name", hint="What people will call it", initial=name, longest=60),
            Field(
                key="starts",
                label="First day",
                kind=FieldKind.DATE,
                initial=starts,
                hint="Year, month, day, as in 2027-01-04",
            ),
            Field(key="zone", label="Time zone", initial=zone, hint="A city, as in Europe/Berlin", longest=64),
            Field(
                key="weekday",
                label="Day of the weekly prompt",
                kind=FieldKind.CHOICE,
                initial="0",
                options=tuple(Option(str(number), day) for number, day in enumerate(DAYS)),
            ),
            Field(
                key="at", label="Hour of the weekly prompt", kind=FieldKind.TIME, initial="09:00", hint="As in 09:00"
            ),
        ),
    )


def started(shown: Listing) -> Card:
    """To the organiser: it stands."""
    return Card(
        title=f"{shown.name} is set up",
        body=(Facts(_dates(shown)), Text(line("You organise it. This channel hears of it in a moment."))),
        controls=(controls.join(shown.number, "Join it yourself"),),
        tone=Tone.GOOD,
    )


def opened(shown: Listing, roadmap: str, weeks: int) -> Card:
    """To the channel: there is a cohort to join."""
    return Card(
        title=f"{shown.name} is open",
        body=(
            Text(line(f"{roadmap}: {counted(weeks, 'week')}, one step at a time, with people beside you.")),
            Facts(_dates(shown)),
        ),
        controls=(controls.join(shown.number),),
        footnote=line("You can leave at any time, and come back."),
    )


def joined(shown: Listing, again: bool) -> Card:
    """To somebody who is in now."""
    return Card(
        title=f"You are in {shown.name}" + (" already" if again else ""),
        body=(Facts(_dates(shown)), Text(line("Look around: the roadmap is open from the first minute."))),
        controls=(controls.run("Where am I?", "roadmap"),),
        tone=Tone.GOOD,
    )


def left(shown: Listing, organises: bool) -> Card:
    """To somebody who has left."""
    still = "You still organise it. " if organises else ""
    return Card(
        title=f"You have left {shown.name}",
        body=(Text(line(f"{still}What you did is kept, and nobody was told. Your place is open.")),),
        controls=(controls.join(shown.number, "Come back"),),
    )


def here(cohorts: Sequence[Listing]) -> Card:
    """The cohorts of this community."""
    if not cohorts:
        return Card(
            title="No cohort runs here yet",
            body=(Text(line("Start one in the channel where it should speak.")),),
            controls=(controls.run("Start a cohort", "cohort", "start"),),
        )
    return Card(
        title="Cohorts here",
        body=(Bullets(tuple(_listed(cohort) for cohort in cohorts)),),
        controls=tuple(_join(cohort) for cohort in cohorts[:5]),
    )


def people(name: str, participants: Sequence[Participant]) -> Card:
    """Who is in a cohort, by name."""
    lines = tuple(line(Strong(one.name), f" · {listed(one.roles)}") for one in participants)
    return Card(title=f"{name}: {counted(len(participants), 'person', 'people')}", body=(Bullets(lines),))


def _dates(shown: Listing) -> tuple[tuple[str, Line], ...]:
    first = prompt(shown.run, 1).due
    return (
        ("First prompt", line(Moment(first))),
        ("Every week", line(f"{shown.run.prompt} prompt, {shown.run.checkin} check-in, {shown.run.zone} time")),
    )


def _listed(cohort: Listing) -> Line:
    begins = Moment(prompt(cohort.run, 1).due, MomentStyle.DATE)
    return line(Strong(cohort.name), " · from ", begins, " · you are in" if cohort.joined else "")


def _join(cohort: Listing) -> Button:
    if cohort.joined:
        return Button(label=f"Who is in {cohort.name}", action=Action("cohort.people", (str(cohort.number),)))
    return controls.join(cohort.number, f"Join {cohort.name}")
