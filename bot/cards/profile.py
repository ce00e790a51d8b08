"""The profile: its steps, their forms, and what is said after each."""

from collections.abc import Sequence

from bot.cards import controls
from bot.domain import profile as rules
from bot.domain.guide import Guide
from bot.domain.onboarding import Question, QuestionKind
from bot.domain.passages import Passage, Spot
from bot.domain.profile import WHY, Answers, Stage
from bot.domain.words import counted
from bot.messages import markdown
from bot.messages.elements import (
    Block,
    Bullets,
    Button,
    Card,
    Emphasis,
    Field,
    FieldKind,
    Form,
    Option,
    Quote,
    Text,
    Tone,
    together,
)
from bot.messages.text import Line, Strong, line
from bot.messages.wire import Action

#: Chosen to leave a question open again: some platforms cannot take back a choice once it is made.
OPEN = "-"
#: Characters of an answer in words: on one line, and of the why.
LINE, WORDS = 200, 1000
#: Buttons of steps on one card.
STEPS = 8

_YOURS = "Every question may be left open, and nobody else reads what you say."


def overview(guide: Guide, found: Sequence[Stage]) -> Card:
    """Every step with how far somebody has come, and where to go on."""
    if not found:
        return nothing_asked()
    begun, asking = rules.begun(found)
    welcome = guide.at(Spot.WELCOME) if begun == 0 else ()
    return Card(
        title="What segue knows about you",
        body=(
            *(block for passage in welcome for block in _passage(passage)),
            Text(line(Strong(f"{begun} of {counted(asking, 'step')} begun."), f" {_YOURS}")),
            Bullets(tuple(_told(stage) for stage in found)),
        ),
        controls=_steps(found),
        footnote=line("Sealed where it is kept. /my privacy says who sees what."),
        about=tuple(passage.slug for passage in welcome),
    )


def nothing_asked() -> Card:
    """A roadmap that asks nothing."""
    return Card(
        title="There is nothing to fill in",
        body=(Text(line("This roadmap works without a profile. Your week is all you need.")),),
        controls=(controls.run("Where am I?", "roadmap"),),
    )


def form(stage: Stage, answers: Answers) -> Form:
    """The questions of a step, with what was said already."""
    step = stage.step
    return Form(
        title=step.title,
        action=Action("my.step", (step.slug,)),
        intro=markdown.read(step.intro),
        fields=tuple(_field(question, rules.said(question, answers)) for question in step.questions[:5]),
    )


def noted(stage: Stage, after: Stage | None) -> Card:
    """A step is kept; what comes next, and that it can wait."""
    asked = len(stage.step.questions)
    kept = f"{stage.answered} of {counted(asked, 'question')} answered." if stage.answered else "All left open."
    ahead = (Text(line(Strong(after.step.title), ": ", *markdown.read(after.step.intro))),) if after else ()
    forward = onward(after) if after else Button(label="That is all", action=Action("my.finish"))
    return Card(
        title=f"Noted: {stage.step.title}",
        body=(Text(line(kept)), *ahead),
        controls=(forward, _change(stage), controls.run("All steps", "my", "profile")),
        tone=Tone.GOOD,
        footnote=line("Stop wherever you like. /my profile takes it up again."),
    )


def mirror(stage: Stage, guide: Guide, after: Stage | None) -> Card:
    """A step without questions: what it is for, and its checklists to read."""
    step = stage.step
    offered = [one for one in guide.checklists if one.slug in step.checklists][:STEPS]
    lists = tuple(Button(label=one.title, action=Action("my.checklist", (one.slug, "1"))) for one in offered)
    forward = onward(after) if after else Button(label="That is all", action=Action("my.finish"))
    return Card(
        title=step.title,
        body=(Text(markdown.read(step.intro)), Text(line("Nothing here is asked or kept. It is yours to read."))),
        controls=(*lists, forward),
        about=tuple(one.slug for one in offered),
    )


def finished(guide: Guide, found: Sequence[Stage]) -> Card:
    """After the last step: what the answers change, and what to do first."""
    begun, asking = rules.begun(found)
    first = guide.at(Spot.FIRST_STEPS)
    change = "Your answers shape your plan." if begun else "Nothing is filled in, and that is fine."
    return Card(
        title="That is everything segue asks",
        body=(
            Text(line(Strong(f"{begun} of {counted(asking, 'step')} begun."), f" {change}")),
            *(block for passage in first for block in _passage(passage)),
        ),
        controls=(
            controls.run("What your answers change", "roadmap", "plan"),
            controls.run("Your profile", "my", "profile"),
        ),
        tone=Tone.GOOD,
        about=tuple(passage.slug for passage in first),
    )


def why(words: str) -> Card:
    """Somebody's own reason, for their eyes alone."""
    if not words:
        return Card(
            title="Your why",
            body=(Text(line("Why did you begin? One sentence in your own words is enough.")),),
            controls=(_write("Write it down", Emphasis.PRIMARY),),
            footnote=line("Nobody else reads it, not even an organiser."),
        )
    return Card(
        title="Your why",
        body=(Quote(line(words)),),
        controls=(_write("Change it"),),
        footnote=line("Only you see this. It is given back to you when it may help."),
    )


def why_form(text: str, words: str) -> Form:
    """The form of the why; empty takes it back."""
    asked = Field(
        key=WHY,
        label=text,
        kind=FieldKind.PARAGRAPH,
        required=False,
        hint="Yours alone. Leave it empty to take it back.",
        initial=words[:WORDS],
        longest=WORDS,
    )
    return Form(title="Your why", action=Action("my.why"), fields=(asked,))


def onward(stage: Stage) -> Button:
    """The way to the next step."""
    label = f"Next: {stage.step.title} ({stage.place} of {stage.of})"
    return Button(label=label, action=_opens(stage), emphasis=Emphasis.PRIMARY)


def _told(stage: Stage) -> Line:
    asked = len(stage.step.questions)
    how = f" · {stage.answered} of {asked} answered" if stage.asks else " · to read"
    return line(Strong(stage.step.title), how)


def _steps(found: Sequence[Stage]) -> tuple[Button, ...]:
    """A button per step, the one to go on with first."""
    ahead = rules.first_open(found)
    others = [Button(label=stage.step.title, action=_opens(stage)) for stage in found if stage is not ahead]
    return (*((onward(ahead),) if ahead else ()), *others[:STEPS])


def _change(stage: Stage) -> Button:
    return Button(label="Change it", action=_opens(stage))


def _opens(stage: Stage) -> Action:
    return Action("my.step" if stage.asks else "my.mirror", (stage.step.slug,))


def _write(label: str, emphasis: Emphasis = Emphasis.PLAIN) -> Button:
    return Button(label=label, action=Action("my.why"), emphasis=emphasis)


def _field(question: Question, before: tuple[str, ...]) -> Field:
    match question.kind:
        case QuestionKind.TEXT:
            return _typed(question, "".join(before))
        case QuestionKind.SINGLE:
            again = (Option(OPEN, "Leave it open"),) if before else ()
            return _chosen(question, FieldKind.CHOICE, "".join(before), again)
        case QuestionKind.MULTI:
            return _chosen(question, FieldKind.CHOICES, together(before))


def _typed(question: Question, before: str) -> Field:
    whole = question.slug == WHY
    longest = WORDS if whole else LINE
    return Field(
        key=question.slug,
        label=question.text,
        kind=FieldKind.PARAGRAPH if whole else FieldKind.LINE,
        required=False,
        hint=question.use,
        initial=(before if whole else " ".join(before.split()))[:longest],
        longest=longest,
    )


def _chosen(question: Question, kind: FieldKind, before: str, more: tuple[Option, ...] = ()) -> Field:
    offered = tuple(Option(option.slug, option.label) for option in question.options)
    return Field(
        key=question.slug,
        label=question.text,
        kind=kind,
        required=False,
        hint=question.use,
        initial=before,
        options=(*offered, *more),
    )


def _passage(passage: Passage) -> tuple[Block, ...]:
    points = (Bullets(tuple(markdown.read(point) for point in passage.points)),) if passage.points else ()
    return (Text(line(Strong(passage.title), " · ", *markdown.read(passage.text))), *points)
