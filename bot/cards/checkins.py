"""The weekly check-in: one form, and what it answers."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.cards import controls
from bot.domain.checkin import Week
from bot.domain.rhythm import DAYS
from bot.domain.words import counted, shortened
from bot.messages.elements import Block, Card, Field, FieldKind, Form, Option, Quote, Text, Tone
from bot.messages.text import Line, Moment, Strong, line
from bot.messages.wire import Action

ENERGY = (
    Option("1", "1 · running on empty"),
    Option("2", "2 · low"),
    Option("3", "3 · steady"),
    Option("4", "4 · good"),
    Option("5", "5 · full of it"),
)
#: What one press keeps of a week.
SMALL = "A small week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a check-in form begins with: what was said of the week, and what came before it."""

    cohort: int
    week: int
    focus: str
    said: Week | None = None
    #: What is in the way since an earlier week.
    carried: str = ""
    running: str = ""
    #: What they wanted to do next, the time before.
    wanted: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A week that was kept, and what follows from it. `until`: how long a late one can be changed."""

    cohort: int
    week: int
    said: Week
    streak: int
    until: datetime | None = None
    #: The number of what is in the way, 0 for nothing.
    blocker: int = 0
    runs_until: date | None = None
    #: An earlier week that still takes an answer, 0 for none.
    waits: int = 0
    small_task: str = ""


def form(sheet: Sheet) -> Form:
    """The check-in of a week, with what the member has said already."""
    said = sheet.said or Week(done="", obstacle="", next_step="", energy="")
    return Form(
        title=f"Check-in · week {sheet.week}",
        action=Action("checkin", (str(sheet.cohort), str(sheet.week))),
        intro=_intro(sheet),
        fields=(_done(said), *_ahead(sheet, said), _energy(said), _running(sheet)),
    )


def noted(week: Noted) -> Card:
    """What a kept check-in changed."""
    return Card(
        title=f"Week {week.week} is noted",
        body=(*_step(week), *_carried(week), *_runs(week), _streak(week.streak)),
        controls=(
            controls.check_in(week.cohort, week.week, "Edit"),
            controls.see_week(week.cohort, week.week),
            controls.share_win(week.cohort, "checkin", str(week.week)),
            *((controls.solved(week.cohort, week.blocker),) if week.blocker else ()),
            *((controls.check_in(week.cohort, week.waits, f"Answer week {week.waits} too"),) if week.waits else ()),
        ),
        tone=Tone.GOOD,
        footnote=_changes(week.until),
    )


def which(cohort: int, week: int, late: int, lapses: datetime) -> Card:
    """Two weeks take an answer: this one, and the one before until its time is over."""
    return Card(
        title="Two weeks can be answered",
        body=(
            Text(line(f"Week {week} is open. Week {late} takes a late answer until ", Moment(lapses), ".")),
            Text(line("A late answer counts the same.")),
        ),
        controls=(
            controls.check_in(cohort, week, f"Check in for week {week}"),
            controls.check_in(cohort, late, f"Answer week {late}"),
        ),
    )


def resting(name: str, cohort: int, week: int, why: str) -> Card:
    """Nothing is asked while the cohort rests; `week` is 0 when no week takes a word."""
    about = f" for {why}" if why else ""
    write = Text(line(f"If you would like to write something down, week {week} still takes a word."))
    return Card(
        title="Nothing is asked this week",
        body=(Text(line(f"{name} rests{about}, and no streak counts it.")), *((write,) if week else ())),
        controls=(controls.check_in(cohort, week, f"Write a word for week {week}"),) if week else (),
    )


def _intro(sheet: Sheet) -> Line:
    wanted = f"Last time you wanted to: “{sheet.wanted}”" if sheet.wanted else ""
    return line(*(" ".join(filter(None, (sheet.focus, wanted))),)) if sheet.focus or wanted else ()


def _done(said: Week) -> Field:
    return Field(
        key="done",
        label="What did you finish or learn?",
        kind=FieldKind.PARAGRAPH,
        hint="One line is plenty. A small week counts.",
        initial=said.done,
    )


def _ahead(sheet: Sheet, said: Week) -> tuple[Field, Field]:
    """What is in the way, and what comes next."""
    carried = sheet.carried and not said.obstacle
    wanted = f"Last time: “{shortened(sheet.wanted, 80)}”"
    return (
        Field(
            key="obstacle",
            label="What is in the way?",
            kind=FieldKind.PARAGRAPH,
            required=False,
            hint="From an earlier week. Change it, or clear it if it is solved." if carried else "",
            initial=said.obstacle or sheet.carried,
        ),
        Field(
            key="next_step",
            label="What is your next step, and when?",
            hint=wanted if sheet.wanted else "Small enough for one sitting.",
            initial=said.next_step,
            longest=300,
        ),
    )


def _energy(said: Week) -> Field:
    return Field(
        key="energy",
        label="Energy, 1 to 5",
        kind=FieldKind.CHOICE,
        required=False,
        initial=said.energy,
        options=ENERGY,
    )


def _running(sheet: Sheet) -> Field:
    return Field(
        key="running",
        label="Is something still running?",
        required=False,
        hint="As in: training until Thursday. That evening you are asked how it ended.",
        initial=sheet.running,
        longest=200,
    )


def _step(week: Noted) -> tuple[Block, ...]:
    if week.said.next_step:
        return (Text(line("Your next step:")), Quote(line(week.said.next_step)))
    if week.small_task:
        return (Text(line("A small week is a week. If there is half an hour left: ", Strong(week.small_task), ".")),)
    return (Text(line("A small week is a week.")),)


def _carried(week: Noted) -> tuple[Block, ...]:
    if not week.blocker:
        return ()
    return (Text(line("What is in the way is carried over until you say that it is solved.")),)


def _runs(week: Noted) -> tuple[Block, ...]:
    if week.runs_until is None:
        return ()
    return (Text(line(f"How it ended is asked on {named(week.runs_until)}.")),)


def named(day: date) -> str:
    """A day in words: Thursday, 2027-01-14."""
    return f"{DAYS[day.weekday()]}, {day.isoformat()}"


def _streak(streak: int) -> Text:
    return Text(line(Strong(counted(streak, "week")), " in a row." if streak > 1 else " to build on."))


def _changes(until: datetime | None) -> Line:
    if until is None:
        return line("Only you can read this. Edit it as often as you like while the week is open.")
    return line(
        "It came a little later and counts the same. Only you can read this, and change it until ", Moment(until), "."
    )
