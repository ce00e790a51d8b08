"""The closed vocabulary of what can be shown: cards with blocks and controls, and forms with fields.

Every renderer is a `match` over these unions that ends in `assert_never`, so a new element fails the type check
until each platform can show it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from bot.messages.pictures import Picture
from bot.messages.text import Line, require_https
from bot.messages.wire import Action


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    spans: Line


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short lines."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and their values."""

    rows: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's own words, or the question of the week."""

    spans: Line


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of something is done; the label says it in words, for readers who do not see the bar."""

    done: int
    total: int
    label: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A pause."""


Block: TypeAlias = Text | Bullets | Facts | Quote | Progress | Divider


class Emphasis(StrEnum):
    """How much a button asks to be pressed."""

    PRIMARY = "primary"
    PLAIN = "plain"
    DANGER = "danger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Something to press. A spent one shows what became of it and cannot be pressed."""

    label: str
    action: Action
    emphasis: Emphasis = Emphasis.PLAIN
    spent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A button that opens an https address."""

    label: str
    url: str

    def __post_init__(self) -> None:
        require_https(self.url)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several, at most 25 (Discord's limit of a select; Slack allows 100)."""

    label: str
    action: Action
    options: tuple[Option, ...]


Control: TypeAlias = Button | Link | Choice


class Tone(StrEnum):
    """What kind of news a card brings. Never the only sign of it: the words say it too."""

    PLAIN = "plain"
    GOOD = "good"
    CARE = "care"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Something said: a title, blocks, and what can be done about it.

    `about` names the content items it carries (their slugs), for "why?" and for the coverage of a run. The `picture`
    is a value; the bridge draws it after the transaction, and the words of the card say the same without it.
    """

    title: str
    body: tuple[Block, ...] = ()
    controls: tuple[Control, ...] = ()
    tone: Tone = Tone.PLAIN
    footnote: Line = ()
    about: tuple[str, ...] = ()
    picture: Picture | None = None


#: Between the values of an answer to `CHOICES`.
_AND = ","


class FieldKind(StrEnum):
    """What a field takes. Answers always arrive as text: ISO 8601 for dates and times.

    The answer to `CHOICES`, and what it begins with, is what `together` makes of the chosen values: empty for none.
    """

    LINE = "line"
    PARAGRAPH = "paragraph"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question of a form. `problem` is a sentence about the last answer, shown beside it."""

    key: str
    label: str
    kind: FieldKind = FieldKind.LINE
    required: bool = True
    hint: str = ""
    initial: str = ""
    options: tuple[Option, ...] = ()
    longest: int = 1000
    problem: str = ""

    def __post_init__(self) -> None:
        if self.kind is FieldKind.CHOICES and any(not one.value or _AND in one.value for one in self.options):
            raise ValueError(f"a value that is chosen with others has words and no comma: {self.key}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """At most five fields (Discord's limit of a modal), and the action that takes the answers.

    `reopen` is the action that shows the form again as it was typed, once a draft of it is kept.
    """

    title: str
    action: Action
    fields: tuple[Field, ...]
    submit: str = "Save"
    intro: Line = ()
    reopen: Action | None = None

    def __post_init__(self) -> None:
        if not 1 <= len(self.fields) <= 5:
            raise ValueError(f"a form has one to five fields: {self.title}")


def chosen(answer: str) -> tuple[str, ...]:
    """The values in an answer to `CHOICES`."""
    return tuple(value for value in map(str.strip, answer.split(_AND)) if value)


def together(values: Iterable[str]) -> str:
    """Chosen values as one answer; the front door puts it in the order of the options."""
    return _AND.join(filter(None, values))


def filled(form: Form, typed: Mapping[str, str], problems: Mapping[str, str] | None = None) -> Form:
    """The same form as somebody left it: with what they typed, and a sentence beside what was wrong."""
    wrong = problems or {}
    fields = tuple(
        replace(field, initial=typed.get(field.key, field.initial), problem=wrong.get(field.key, ""))
        for field in form.fields
    )
    return replace(form, fields=fields)
