"""Cohorts: starting one, joining, leaving, and who is there."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import controls, habits
from bot.domain.rhythm import DAYS
from bot.domain.run import Run, prompt
from bot.domain.words import counted, listed, shortened
from bot.messages.elements import Bullets, Button, Card, Facts, Field, FieldKind, Form, Option, Text, Tone
from bot.messages.text import Line, Moment, MomentStyle, Strong, line
from bot.messages.wire import Action

#: People on a page.
PAGE = 30


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


def start(name: str, starts: str, zone: str, roadmap: str = "") -> Form:
    """The form that starts a cohort; on the usual roadmap, or the one of this slug."""
    return Form(
        title="Start a cohort",
        action=Action("cohort.start", (roadmap,) if roadmap else ()),
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
            Field(key="zone", label="Time zone", initial=zone, hint="A city, as in Berlin or New York", longest=64),
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


def which_roadmap(roadmaps: Sequence[tuple[str, str]], name: str) -> Card:
    """Several roadmaps to choose from, by slug and title; the name that was typed goes along."""
    return Card(
        title="Which roadmap?",
        body=(Text(line("Choose one; the form comes next.")),),
        controls=tuple(
            Button(label=shortened(title, 75), action=_start(slug, name)) for slug, title in roadmaps[:10]
        ),
    )


def started(shown: Listing, clock: str) -> Card:
    """To the organiser: it stands. `clock` is what its clocks show now, so that a wrong zone is seen at once."""
    return Card(
        title=f"{shown.name} is set up",
        body=(
            Facts(_dates(shown)),
            Text(line(f"{clock}. Is that right?")),
            Text(line("You organise it. This channel hears of it in a moment.")),
        ),
        controls=(
            controls.join(shown.number, "Join it yourself"),
            Button(label="Change the time zone", action=Action("cohort.naming", (str(shown.number),))),
            Button(label="Settings", action=Action("cohort.settings", (str(shown.number),))),
            controls.preview(shown.number),
        ),
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


def joined(
    shown: Listing, again: bool, asks: bool = False, week: int = 0, zone: tuple[str, str] | None = None
) -> Card:
    """To somebody who is in now. `asks`: whether they want private messages, where the platform wants a yes first.

    `week`: the one that runs, when they come after the first. `zone`: the one their platform names, if they have not
    confirmed it, and what its clocks show.
    """
    consent = (
        "Shall segue write to you? At most one private note a day, off again at any time. "
        "Without it, what waits opens at your next click here."
    )
    yes = controls.run("Yes, one private note a day", "my", "notes on")
    return Card(
        title=f"You are in {shown.name}" + (" already" if again else ""),
        body=(
            Facts(_dates(shown)),
            Text(line(_welcome(week))),
            *((habits.zone_question(*zone),) if zone else ()),
            *((Text(line(consent)),) if asks else ()),
        ),
        controls=(
            controls.run("Where am I?", "roadmap"),
            *((controls.know_some(shown.number),) if week > 1 else ()),
            controls.run("Tell segue about you", "my", "profile"),
            *(habits.zone_buttons(*zone, "my.zone.keep", "beside") if zone else ()),
            *((yes,) if asks else ()),
        ),
        tone=Tone.GOOD,
    )


def left(shown: Listing) -> Card:
    """To somebody who has left."""
    return Card(
        title=f"You have left {shown.name}",
        body=(Text(line("What you did is kept, and nobody was told. Your place is open.")),),
        controls=(controls.join(shown.number, "Come back"),),
    )


def here(cohorts: Sequence[Listing], ways: tuple[Button, ...] = ()) -> Card:
    """The cohorts of this community; `ways` are what else whoever asks may do."""
    if not cohorts:
        return Card(
            title="No cohort runs here yet",
            body=(Text(line("Start one in the channel where it should speak.")),),
            controls=(controls.run("Start a cohort", "cohort", "start"), *ways),
        )
    return Card(
        title="Cohorts here",
        body=(Bullets(tuple(_listed(cohort) for cohort in cohorts)),),
        controls=(*(_join(cohort) for cohort in cohorts[:5]), *ways),
    )


def people(name: str, participants: Sequence[Participant], cohort: int = 0, page: int = 1) -> Card:
    """Who is in a cohort, by name; a large one in pages, from 1."""
    pages = max(1, -(-len(participants) // PAGE))
    page = min(max(1, page), pages)
    lines = tuple(
        line(Strong(one.name), f" · {listed(one.roles)}" if one.roles else "")
        for one in participants[(page - 1) * PAGE : page * PAGE]
    )
    turns = [(page - 1, "Back"), (page + 1, "More people")]
    return Card(
        title=f"{name}: {counted(len(participants), 'person', 'people')}",
        body=(Bullets(lines),),
        controls=tuple(
            Button(label=label, action=Action("cohort.people", (str(cohort), str(to))))
            for to, label in turns
            if 1 <= to <= pages
        ),
        footnote=line(f"Page {page} of {pages}") if pages > 1 else (),
    )


def _welcome(week: int) -> str:
    if week < 2:
        return "Look around: the roadmap is open from the first minute."
    return f"Week {week} runs now. Begin there; what you know of the weeks before, you can tick off in one go."


def _start(roadmap: str, name: str) -> Action:
    """The form of a roadmap, with the name if it fits into a button."""
    try:
        return Action("cohort.start", (roadmap, name) if name else (roadmap,))
    except ValueError:
        return Action("cohort.start", (roadmap,))


def _dates(shown: Listing) -> tuple[tuple[str, Line], ...]:
    first, table = prompt(shown.run, 1).due, shown.run.schedule.latest
    return (
        ("First prompt", line(Moment(first))),
        ("Every week", line(f"{table.prompt} prompt, {table.checkin} check-in, {table.zone} time")),
    )


def _listed(cohort: Listing) -> Line:
    begins = Moment(prompt(cohort.run, 1).due, MomentStyle.DATE)
    return line(Strong(cohort.name), " · from ", begins, " · you are in" if cohort.joined else "")


def _join(cohort: Listing) -> Button:
    if cohort.joined:
        return Button(label=f"Who is in {cohort.name}", action=Action("cohort.people", (str(cohort.number),)))
    return controls.join(cohort.number, f"Join {cohort.name}")
