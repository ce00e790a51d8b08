"""One task: what it asks for, what a member said of it, and the two forms that ask for more."""

from collections.abc import Iterator

from bot.cards import controls, ticks
from bot.cards.seats import Seat
from bot.domain.evidence import Evidence
from bot.domain.onboarding import Effect
from bot.domain.roadmap import Roadmap, Task
from bot.domain.tasks import Mark, TaskState
from bot.messages import markdown
from bot.messages.elements import Block, Button, Card, Control, Emphasis, Facts, Field, FieldKind, Form, Quote, Text
from bot.messages.text import line
from bot.messages.wire import Action

#: The longest evidence or reason, in characters.
LONGEST = 500

#: How a task asks for its evidence: what it is called, the label of its field, and the hint below.
_ASKED = {
    Evidence.LINK: ("a link", "The link", "An https address, or leave it open."),
    Evidence.REPO: ("a repository", "The repository", "Its https address, or leave it open."),
    Evidence.NOTEBOOK: ("a notebook", "The notebook", "Its https address, or where you keep it."),
    Evidence.NOTE: ("a note", "Your note", "A few lines are plenty."),
    Evidence.CERTIFICATE: ("a certificate", "The certificate", "Its https address, or its name and date."),
    Evidence.MOCK_INTERVIEW: ("a mock interview", "The mock interview", "With whom, and what you take from it."),
}
_LONG = frozenset({Evidence.NOTE, Evidence.MOCK_INTERVIEW})


def task(roadmap: Roadmap, number: int, shown: Task, seat: Seat) -> Card:
    """A task on a card of its own; `number` is the week to go back to."""
    mark = seat.marks.get(shown.slug)
    asked, _, _ = _ASKED[shown.evidence]
    rows = (
        ("State", line(_state(mark))),
        ("Done when", markdown.read(shown.done_when)),
        ("Evidence", line(f"{asked}, if you like")),
    )
    return Card(
        title=shown.title,
        body=(Facts(rows), *_note(mark), *_from_anywhere(roadmap, shown, seat)),
        controls=(*_steps(number, shown, mark, seat), *_ways(number, shown, seat)),
        footnote=line("Evidence and reasons are for your eyes alone."),
        about=(shown.slug,),
    )


def evidence(cohort: int, number: int, shown: Task, mark: Mark | None) -> Form:
    """Ask for the evidence of a task; with none it is done as well."""
    _, label, hint = _ASKED[shown.evidence]
    kind = FieldKind.PARAGRAPH if shown.evidence in _LONG else FieldKind.LINE
    said = mark.note if mark is not None and mark.state is not TaskState.SKIPPED else ""
    return Form(
        title="Evidence",
        action=Action("task.evidence", (str(cohort), str(number), shown.slug)),
        intro=line(f"{shown.title}. Only you see it."),
        fields=(
            Field(key="evidence", label=label, kind=kind, required=False, hint=hint, initial=said, longest=LONGEST),
        ),
        submit="Done",
    )


def skip(cohort: int, number: int, shown: Task, mark: Mark | None) -> Form:
    """Ask why a task is left out; no reason is fine."""
    return Form(
        title="Skip a task",
        action=Action("task.skip", (str(cohort), str(number), shown.slug)),
        intro=line(f"{shown.title}. You can undo this at any time."),
        fields=(
            Field(
                key="reason",
                label="Why? Leave it open if you like",
                required=False,
                hint="As in: I do this at work every day.",
                initial="" if mark is None else mark.note,
                longest=LONGEST,
            ),
        ),
        submit="Skip",
    )


def _state(mark: Mark | None) -> str:
    return "to do" if mark is None else ticks.sign(mark).removesuffix(" · ")


def _note(mark: Mark | None) -> Iterator[Block]:
    if mark is not None and mark.note:
        yield Text(line("Your reason:" if mark.state is TaskState.SKIPPED else "Your evidence:"))
        yield Quote(line(mark.note))


def _from_anywhere(roadmap: Roadmap, shown: Task, seat: Seat) -> Iterator[Block]:
    """How to do it from anywhere, for those whose plan says so."""
    if seat.plan.has(Effect.REMOTE):
        for meeting in roadmap.guide.meetings:
            if meeting.task == shown.slug:
                yield Text(("From anywhere: ", *markdown.read(meeting.remote)))


def _steps(number: int, shown: Task, mark: Mark | None, seat: Seat) -> Iterator[Button]:
    """What can be said of the task next."""
    where = (str(seat.cohort), str(number), shown.slug)
    change = "Change the evidence" if mark is not None and mark.note else ""
    match None if mark is None else mark.state:
        case TaskState.DONE:
            yield Button(label=change or "Add evidence", action=Action("task.evidence", where))
            yield Button(label="Undo", action=Action("task.reset", (*where, TaskState.DONE)))
            yield controls.share_win(seat.cohort, "task", shown.slug)
        case TaskState.SKIPPED:
            yield Button(label="Undo", action=Action("task.reset", (*where, TaskState.SKIPPED)))
            yield Button(label="Done", action=Action("task.finish", where))
            yield Button(label="Change the reason", action=Action("task.skip", where))
        case TaskState.DOING:
            yield from _finishing(where, change)
            yield Button(label="Not now", action=Action("task.reset", (*where, TaskState.DOING)))
        case None:
            yield Button(label="Start", action=Action("task.start", where), emphasis=Emphasis.PRIMARY)
            yield from _finishing(where, change)


def _finishing(where: tuple[str, str, str], change: str) -> Iterator[Button]:
    yield Button(label="Done", action=Action("task.finish", where))
    yield Button(label=change or "Done, with evidence", action=Action("task.evidence", where))
    yield Button(label="Skip", action=Action("task.skip", where))


def _ways(number: int, shown: Task, seat: Seat) -> tuple[Control, ...]:
    return (
        controls.why(seat.cohort, shown.slug),
        controls.see_week(seat.cohort, number, f"Back to week {number}"),
    )
