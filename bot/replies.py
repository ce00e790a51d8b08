"""What the core answers: a card or a form for the person, and posts for others."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.messages.elements import Card, Form


@dataclass(frozen=True, slots=True)
class CohortChannels:
    """Everybody who reads a cohort's channels."""

    cohort: int


@dataclass(frozen=True, slots=True)
class CohortChannel:
    """Some people of a cohort, in a room of their own beside one of its channels; `channel` is its number."""

    cohort: int
    channel: int


@dataclass(frozen=True, slots=True)
class Alone:
    """One person of a cohort, in private: only for what that person started themselves, or answers what they did."""

    cohort: int
    person: int


Audience: TypeAlias = CohortChannels | CohortChannel | Alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An intent to say something to others: which kind of message, to whom, about what.

    It becomes a durable delivery in the transaction of the reply that carries it; the words are found when it is
    sent. Without `due` it is said at once. `instead`: what they were told of this kind and subject is said anew in
    its place, and nothing where nothing was.
    """

    kind: str
    audience: Audience
    subject: str
    due: datetime | None = None
    instead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to the person who asked: exactly one of a card and a form, private unless `posts` say otherwise.

    `replaces`: the card takes the place of the private one whose button was pressed. `note`: what waited for their
    next click, to be shown privately below the card.
    """

    card: Card | None = None
    form: Form | None = None
    posts: tuple[Post, ...] = ()
    replaces: bool = False
    note: Card | None = None

    def __post_init__(self) -> None:
        if (self.card is None) == (self.form is None):
            raise ValueError("a reply is a card or a form")
        if self.note is not None and self.card is None:
            raise ValueError("a note comes beside a card")
