"""The notes of one's own sessions: written in a minute, changed, taken away, kept as evidence. Theirs alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards import controls
from bot.cards.checkins import named
from bot.domain.words import shortened
from bot.messages.elements import (
    Block,
    Button,
    Card,
    Choice,
    Divider,
    Emphasis,
    Field,
    FieldKind,
    Form,
    Option,
    Quote,
    Text,
    Tone,
)
from bot.messages.text import Strong, line
from bot.messages.wire import Action

#: Characters of a note, of an option, and of a note in a list.
LONGEST, LABEL, SHORT = 1000, 60, 200
EVIDENCE, ALONE = "evidence", "alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A note of a session: with whom, which one, when, and what somebody wrote of it."""

    pairing: int
    number: int
    name: str
    day: date
    words: str
    evidence: bool = False

    @property
    def args(self) -> tuple[str, str]:
        """How a button names it."""
        return str(self.pairing), str(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """Some of somebody's notes, newest first, as one page (from 0) of them. `more`: another page follows."""

    pages: tuple[Page, ...]
    place: int = 0
    more: bool = False


def form(pairing: int, number: int, name: str, words: str, *, evidence: bool) -> Form:
    """The note of a session; one without words is taken away."""
    return Form(
        title="Session note",
        action=Action("pairing.note", (str(pairing), str(number))),
        intro=line(f"Session {number} with {name}. Only you see it."),
        fields=(
            Field(
                key="words",
                label="What you take from it",
                kind=FieldKind.PARAGRAPH,
                required=False,
                hint="A decision, an advice, your next step. Leave it empty to have no note.",
                initial=words,
                longest=LONGEST,
            ),
            Field(
                key="kept",
                label="Keep it as evidence?",
                kind=FieldKind.CHOICE,
                options=(Option(ALONE, "No, only as a note"), Option(EVIDENCE, "Yes, as evidence of my move")),
                initial=EVIDENCE if evidence else ALONE,
            ),
        ),
    )


def note(shown: Page) -> Card:
    """One note, with what can become of it."""
    kept = " It is kept as evidence." if shown.evidence else ""
    return Card(
        title=shortened(f"Session {shown.number} with {shown.name}", LABEL * 2),
        body=(Quote(line(shown.words)), Text(line(f"{named(shown.day)}.{kept}"))),
        controls=(
            Button(label="Change the note", action=Action("pairing.note", shown.args)),
            Button(label="Delete the note", action=Action("pairing.note-gone", shown.args)),
            controls.run("All notes", "mentor", "notes"),
        ),
        tone=Tone.PLAIN,
        footnote=line("Only you see this."),
    )


def ask_to_delete(shown: Page) -> Card:
    """Before a note is gone for good."""
    return Card(
        title="Delete this note?",
        body=(Quote(line(shown.words)), Text(line("It cannot be brought back."))),
        controls=(
            Button(
                label="Delete it", action=Action("pairing.note-gone", (*shown.args, "yes")), emphasis=Emphasis.DANGER
            ),
            controls.run("Keep it", "mentor", "notes"),
        ),
    )


def deleted() -> Card:
    """It is gone."""
    return Card(
        title="The note is gone",
        body=(Text(line("Whether you met stays as you told it.")),),
        controls=(controls.run("All notes", "mentor", "notes"),),
    )


def empty(pairing: int, number: int) -> Card:
    """There is no note of that session."""
    return Card(
        title="No note is kept of it",
        body=(Text(line("Write one whenever you like; only you see it.")),),
        controls=(Button(label="Write one", action=Action("pairing.note", (str(pairing), str(number)))),),
    )


def notes(shown: Leaves) -> Card:
    """Somebody's own notes, newest first, each to be opened."""
    if not shown.pages:
        return Card(
            title="No session note is kept here yet",
            body=(Text(line("When you tell that you met, you can write down what you take from it.")),),
            controls=(controls.run("We met", "mentor", "met"),),
        )
    options = tuple(
        Option(wire(page), shortened(f"{place} · {page.name}, session {page.number}", LABEL))
        for place, page in enumerate(shown.pages, start=1)
    )
    return Card(
        title="Your session notes",
        body=tuple(_listed(shown.pages)),
        controls=(Choice(label="Open one", action=Action("pairing.note-open"), options=options), *_turns(shown)),
        footnote=line("Only you see them, also after a pair has ended."),
    )


def wire(page: Page) -> str:
    """How a menu names a note."""
    return ".".join(page.args)


def _listed(pages: Sequence[Page]) -> Iterator[Block]:
    for place, page in enumerate(pages, start=1):
        if place > 1:
            yield Divider()
        kept = " · evidence" if page.evidence else ""
        yield Text(line(Strong(shortened(f"{place} · {page.name}", LABEL)), f" · {named(page.day)}{kept}"))
        yield Quote(line(shortened(page.words, SHORT)))


def _turns(shown: Leaves) -> Iterator[Button]:
    if shown.place > 0:
        yield Button(label="Newer", action=Action("pairing.notes", (str(shown.place - 1),)))
    if shown.more:
        yield Button(label="Older", action=Action("pairing.notes", (str(shown.place + 1),)))
