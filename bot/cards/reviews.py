"""The end of a phase: the channel looks back together, and each member alone at what is theirs."""

from collections.abc import Iterator

from bot.cards import controls
from bot.domain import reviews
from bot.domain.reviews import LookBack
from bot.domain.roadmap import Phase, Roadmap
from bot.domain.words import counted, shortened
from bot.messages import markdown
from bot.messages.elements import Block, Bullets, Button, Card, Emphasis, Facts, Text, Tone
from bot.messages.pictures import Journey, Stretch
from bot.messages.text import Line, Strong, line
from bot.messages.wire import Action

#: What a list shows at most, and characters of a win in it.
SOME, SHORT = 5, 120


def review(roadmap: Roadmap, phase: Phase, cohort: int) -> Card:
    """The phase is behind the cohort: what it was for, and which of it is true for each reader."""
    place, last = roadmap.phases.index(phase) + 1, phase is roadmap.phases[-1]
    words = reviews.milestone(roadmap, phase)
    look = Action("phase.review", (str(cohort), str(place)))
    return Card(
        title=f"Phase {place} of {len(roadmap.phases)}, looking back · {phase.title}",
        body=(
            *((Text(markdown.read(words.text)),) if words else ()),
            *_gate(phase),
            Text(line(_farewell(roadmap) if last else _onward(roadmap.phases[place]))),
        ),
        controls=(
            Button(label="Look back at my phase", action=look, emphasis=Emphasis.PRIMARY),
            controls.why(cohort, phase.slug),
        ),
        tone=Tone.GOOD,
        about=(phase.slug, *((words.slug,) if words else ())),
        picture=_journey(roadmap, place),
    )


def look_back(roadmap: Roadmap, phase: Phase, cohort: int, own: LookBack) -> Card:
    """What one member did in a phase, for their eyes alone."""
    place, first = roadmap.phases.index(phase) + 1, reviews.weeks(roadmap, phase)[0]
    return Card(
        title=f"Your phase {place} · {phase.title}",
        body=(Facts(_counts(own)), *_wins(own), *_left(own), Text(line(_invitation(own)))),
        controls=(
            controls.share_win(cohort, label="Share one thing as a win"),
            *((controls.see_week(cohort, first, "See the weeks again"),) if own.left else ()),
        ),
        tone=Tone.GOOD if own.done or own.wins else Tone.PLAIN,
        footnote=line("Only you see this."),
    )


def _gate(phase: Phase) -> Iterator[Block]:
    if phase.gate:
        yield Text(line(Strong("Is this true for you?")))
        yield Bullets(tuple(markdown.read(one) for one in phase.gate))
        yield Text(line("“Not yet” is an answer, too. Every week stays open."))


def _onward(following: Phase) -> str:
    return f"Next comes “{following.title}”: {counted(len(following.weeks), 'week')}."


def _farewell(roadmap: Roadmap) -> str:
    weeks = counted(len(roadmap.weeks), "week")
    return (
        f"That was the last of {weeks}. What you did is yours to keep, and /win mine has your wins. "
        "Thank you for walking this way beside each other. Go well, and come back to tell."
    )


def _journey(roadmap: Roadmap, place: int) -> Journey:
    """The way of the cohort, phase by phase, up to the end of this one."""
    stretches = tuple(
        Stretch(phase.title, len(phase.weeks), len(phase.weeks) if number <= place else 0)
        for number, phase in enumerate(roadmap.phases, start=1)
    )
    behind = sum(stretch.done for stretch in stretches)
    told = f"Phase {place} of {len(stretches)} is over: {behind} of {counted(len(roadmap.weeks), 'week')}."
    return Journey(title="The way so far", stretches=stretches, here=min(behind + 1, len(roadmap.weeks)), alt=told)


def _counts(own: LookBack) -> tuple[tuple[str, Line], ...]:
    rows = (("Done", own.done), ("Doing", own.doing), ("Skipped, with a reason", own.skipped))
    told = tuple((name, line(counted(number, "task"))) for name, number in rows)
    return (*told, ("Evidence", line(counted(own.shown, "piece"))))


def _wins(own: LookBack) -> Iterator[Block]:
    if own.wins:
        yield Text(line(Strong("Your wins")))
        yield Bullets(tuple(line(shortened(win.said.words, SHORT)) for win in own.wins[:SOME]))
    if len(own.wins) > SOME:
        yield Text(line(f"{len(own.wins) - SOME} more: /win mine"))


def _left(own: LookBack) -> Iterator[Block]:
    if own.left:
        yield Text(line(Strong("Still open, for when it fits")))
        yield Bullets(tuple(line(task.title) for task in own.left[:SOME]))
    if len(own.left) > SOME:
        yield Text(line(f"And {len(own.left) - SOME} more. None of them runs away."))


def _invitation(own: LookBack) -> str:
    if own.done or own.wins:
        return "Which one thing would you like the others to hear of?"
    return "Nothing is marked in this phase, and much may have happened. Is there one thing worth telling?"
