"""What two people can talk about in a week: the hint for mentors, and a kind of session that fits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.cards import controls
from bot.cards.pairing.reasons import told_apart
from bot.domain.conversations import MentorSession
from bot.domain.pairing.states import Side
from bot.domain.words import listed, shortened
from bot.messages import markdown
from bot.messages.elements import Block, Bullets, Button, Card, Text
from bot.messages.text import Line, Strong, line
from bot.messages.wire import Action

#: A button's words, with a name in them.
LABEL = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A kind of session for some of the people a reader meets; `others`: titles that fit that week, too."""

    kit: MentorSession
    names: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """A week as somebody in mentor pairs reads it. `hint`: what the week's mentors are told."""

    cohort: int
    week: int
    hint: str
    side: Side
    talks: tuple[Talk, ...]


def agenda(shown: Agenda) -> Card:
    """What to talk about this week, and with whom."""
    names = [name for talk in shown.talks for name in talk.names]
    hint = "This week" if shown.side is Side.MENTOR else "Mentors read this week"
    return Card(
        title=shortened(f"Week {shown.week} with {listed(names)}", LABEL * 2),
        body=(
            Text((Strong(f"{hint}: "), *markdown.read(shown.hint))),
            *(block for talk in shown.talks for block in _talk(talk, alone=len(shown.talks) == 1)),
        ),
        controls=(
            controls.run("We met, or have a day", "mentor", "met"),
            Button(
                label="Why this session?", action=Action("why.item", (str(shown.cohort), shown.talks[0].kit.slug))
            ),
        ),
        footnote=line("A proposal: talk about what you need."),
        about=tuple(dict.fromkeys(talk.kit.slug for talk in shown.talks)),
    )


def _talk(talk: Talk, *, alone: bool) -> Iterator[Block]:
    whom = "" if alone else f" (with {listed(talk.names)})"
    yield Text((Strong(f"{talk.kit.title}{whom}"), ". ", *markdown.read(talk.kit.purpose)))
    yield Bullets((*(line(f"{one.minutes} min · {one.text}") for one in talk.kit.agenda), *_questions(talk.kit)))
    if talk.others:
        yield Text(line(f"It is also a week for: {told_apart(talk.others)}."))


def _questions(kit: MentorSession) -> Sequence[Line]:
    return [line(question) for question in kit.questions]


def none() -> Card:
    """The library has no session that fits."""
    return Card(
        title="No agenda fits this week",
        body=(Text(line("Half an hour with one question of yours is a good session, too.")),),
        controls=(controls.run("We met, or have a day", "mentor", "met"),),
    )
