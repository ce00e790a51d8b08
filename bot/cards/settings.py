"""A cohort's settings for its organisers: everything on one card, and a form for each thing that can change."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.cards import controls
from bot.domain import run
from bot.domain.run import Run
from bot.domain.schedule import Timetable
from bot.domain.words import counted, listed
from bot.messages.elements import Button, Card, Emphasis, Facts, Field, FieldKind, Form, Option, Text
from bot.messages.text import Line, Moment, Strong, line
from bot.messages.wire import Action

#: Carried by a button whose card gives way to the overview.
INSTEAD = "instead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A cohort as its organiser sees it. `spent` counts the buffer weeks that are used or planned."""

    cohort: int
    name: str
    roadmap: str
    run: Run
    now: datetime
    reserve: int
    spent: int
    rests: tuple[str, ...]
    channels: tuple[str, ...]
    paused: bool
    everybody_starts: bool
    administers: bool
    #: It pauses by itself, because it can be heard nowhere.
    waits: bool = False

    @property
    def week(self) -> int:
        """The week of the roadmap that runs."""
        return run.week_at(self.run, self.now)


def overview(of: Settings) -> Card:
    """Everything about a cohort that can be set, and the ways to set it."""
    latest = of.run.schedule.latest
    return Card(
        title=f"{of.name}: settings",
        body=(Text(line(Strong(standing(of)))), Facts(_facts(of, latest))),
        controls=_ways(of),
        footnote=line(f"These hours hold from week {latest.since} on.") if latest.since > max(1, of.week) else (),
    )


def standing(of: Settings) -> str:
    """Where the cohort is, and what is left of its reserve: Week 10 · 9 of 12 buffer weeks left."""
    if of.week == 0:
        return "Not begun yet"
    if of.week > of.run.weeks:
        return "The last week is over"
    left = f"{max(0, of.reserve - of.spent)} of {counted(of.reserve, 'buffer week')} left" if of.reserve else ""
    pause = "waiting for a channel" if of.waits else "taking a pause" if of.paused else ""
    return " · ".join(filter(None, (f"Week {of.week}", left, pause)))


def clock(zone: str, now: datetime) -> str:
    """What the clocks of a zone show: In Berlin it is 14:05 now."""
    return f"In {city(zone)} it is {now.astimezone(ZoneInfo(zone)):%H:%M} now"


def city(zone: str) -> str:
    """The place a zone is called after: America/New_York is New York."""
    return zone.rpartition("/")[2].replace("_", " ")


def naming(cohort: int, name: str, zone: str) -> Form:
    """Its name and its zone."""
    return Form(
        title="Name and time zone",
        action=Action("cohort.naming", (str(cohort),)),
        intro=line("Nothing moves before you have seen it."),
        fields=(
            Field(key="name", label="Name", initial=name, longest=60),
            Field(key="zone", label="Time zone", initial=zone, hint="A city, as in Berlin or New York", longest=64),
        ),
    )


def rhythm(cohort: int, table: Timetable) -> Form:
    """When its week begins, asks, closes and is told."""
    asked = (
        ("prompt", "Weekly prompt", str(table.prompt)),
        ("checkin", "Check-in opens", str(table.checkin)),
        ("closing", "Week closes", str(table.closing)),
        ("digest", "Digest", str(table.digest)),
    )
    return Form(
        title="Rhythm of the week",
        action=Action("cohort.rhythm", (str(cohort),)),
        intro=line(f"A day and an hour in {city(table.zone)}. Nothing moves before you have seen it."),
        fields=tuple(
            Field(key=key, label=label, initial=initial, hint="As in Monday 09:00, or fri 3pm", longest=40)
            for key, label, initial in asked
        ),
    )


def first_day(cohort: int, starts: date) -> Form:
    """When it begins."""
    return Form(
        title="First day",
        action=Action("cohort.starts", (str(cohort),)),
        intro=line("Week 1 begins with the first prompt from this day on."),
        fields=(
            Field(
                key="starts",
                label="First day",
                kind=FieldKind.DATE,
                initial=starts.isoformat(),
                hint="Year, month, day, as in 2027-01-04",
            ),
        ),
    )


def pace(cohort: int, options: tuple[Option, ...], chosen: str, suggested: str) -> Form:
    """With or without a reserve of buffer weeks. `suggested`: where the roadmap would rest."""
    return Form(
        title="Pace",
        action=Action("cohort.pace", (str(cohort),)),
        intro=line(f"A buffer week is a week without a prompt. You choose when; nobody is late. {suggested}".strip()),
        fields=(Field(key="pace", label="Pace", kind=FieldKind.CHOICE, initial=chosen, options=options),),
    )


def starters(everybody: bool) -> Card:
    """Who may start a cohort, once that is said."""
    who = "Everybody here" if everybody else "Only administrators"
    return Card(
        title=f"{who} may start a cohort now",
        body=(Text(line("Whoever organises one already may start the next.")),),
        controls=(who_starts(everybody),),
    )


def who_starts(everybody: bool) -> Button:
    """Turn it round."""
    label = "Only administrators may start" if everybody else "Let everybody start cohorts"
    return Button(label=label, action=Action("cohort.starters", ("administrators" if everybody else "everyone",)))


def back(cohort: int, label: str = "Settings") -> Button:
    """To the overview."""
    return Button(label=label, action=Action("cohort.settings", (str(cohort),)))


def instead(cohort: int, label: str) -> Button:
    """To the overview, in the place of what is shown now."""
    return Button(label=label, action=Action("cohort.settings", (str(cohort), INSTEAD)))


def _facts(of: Settings, latest: Timetable) -> tuple[tuple[str, Line], ...]:
    hours = f"{latest.prompt} prompt, {latest.checkin} check-in, closes {latest.closing}, digest {latest.digest}"
    reserve = f"{of.run.weeks} weeks" + (f" and a reserve of {of.reserve}" if of.reserve else ", no reserve")
    return (
        ("Roadmap", line(of.roadmap)),
        ("Time zone", line(f"{latest.zone}. {clock(latest.zone, of.now)}.")),
        ("First prompt", line(Moment(run.prompt(of.run, 1).due))),
        ("Last week closes", line(Moment(run.closing(of.run, of.run.weeks).due))),
        ("Every week", line(hours)),
        ("Pace", line(reserve)),
        ("Rests ahead", line("; ".join(of.rests) or "none")),
        ("Speaks in", line(listed(of.channels))),
        ("May start cohorts", line("everybody here" if of.everybody_starts else "administrators and organisers")),
    )


def _ways(of: Settings) -> tuple[Button, ...]:
    number = (str(of.cohort),)
    begins = Button(label="First day", action=Action("cohort.starts", number))
    pausing = Button(label="End the pause", action=Action("cohort.resume", number))
    return (
        Button(label="Rhythm", action=Action("cohort.rhythm", number), emphasis=Emphasis.PRIMARY),
        Button(label="Name and zone", action=Action("cohort.naming", number)),
        *((begins,) if of.week == 0 else ()),
        Button(label="Pace", action=Action("cohort.pace", number)),
        Button(label="Rests and holidays", action=Action("cohort.rests", number)),
        Button(label="Channels", action=Action("cohort.channels", number)),
        pausing if of.paused and not of.waits else Button(label="Pause", action=Action("cohort.pause", number)),
        Button(label="Roles", action=Action("cohort.roles", number)),
        controls.preview(of.cohort),
        *((who_starts(of.everybody_starts),) if of.administers else ()),
    )
