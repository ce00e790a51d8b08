"""Two workspaces of one community: the code, what both sides say yes to, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards import codes, controls
from bot.cards.codes import CONNECT
from bot.domain.words import counted, listed
from bot.messages.elements import Bullets, Button, Card, Emphasis, Facts, Text, Tone
from bot.messages.text import Code, Line, Strong, line
from bot.messages.wire import Action

#: So many cohorts are told of by name.
LISTED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A community: where it is, which cohorts run in it, and who speaks for it."""

    where: tuple[str, ...]
    cohorts: tuple[str, ...]
    who: str = ""

    @property
    def name(self) -> str:
        """What it is called here: Slack and Discord."""
        return listed(self.where)


def offer(code: str, until: datetime, here: str) -> Card:
    """A code that was made just now, and what to do with it."""
    steps = (
        line(
            "On the other workspace, somebody who administers it or organises a cohort there types ",
            Code(f"/segue connect code:{code}"),
            " ",
            *codes.dated(until),
            ".",
        ),
        line("They see what it means, and say yes."),
        line("Come back, type ", Code("/segue connect"), ", and say yes here."),
    )
    return Card(
        title=f"Your code: {code}",
        body=(
            Text(line(f"It makes {here} and another workspace one community, whose cohorts can speak in both.")),
            Bullets(steps),
        ),
        controls=(codes.look(CONNECT), codes.have_one(CONNECT)),
        footnote=line("It works once, and nothing is connected before both sides say yes."),
    )


def ask(other: Side, mine: Side, clashes: Sequence[str], code: str) -> Card:
    """To the one who typed a code: which two would become one, and what that means."""
    yes = Action("segue.connect.yes", (code,))
    return _shown(other, mine, _renamed(clashes, "the one from here"), yes, Action("segue.connect.no"), "Not now")


def answered(other: Side, until: datetime) -> Card:
    """To the one who typed it, after their yes: the other side comes next."""
    type_it = line(other.who, " types ", Code("/segue connect"), f" on {other.name} ", *codes.dated(until), ".")
    return Card(
        title=f"One yes is left, on {other.name}",
        body=(Text(type_it),),
        footnote=line("Nothing is connected before that."),
        tone=Tone.GOOD,
    )


def preview(number: int, other: Side, mine: Side, clashes: Sequence[str]) -> Card:
    """To the one who made the code: who typed it, and what comes of it."""
    carried = (str(number),)
    yes, no = Action("segue.connect.agree", carried), Action("segue.connect.refuse", carried)
    return _shown(other, mine, _renamed(clashes, "the one from there"), yes, no, "No, leave it")


def connected(labels: Sequence[str]) -> Card:
    """Two workspaces are one community."""
    steps = (
        line("Whoever is on both types ", Code("/my link"), " once, and is one person from then on. You, too."),
        line("An organiser types ", Code("/cohort channel"), " in a channel, and their cohort speaks there, too."),
        line("Everybody joins with ", Code("/cohort join"), ", wherever they are."),
    )
    return Card(
        title=f"{listed(labels)} are one community now",
        body=(Bullets(steps),),
        controls=(controls.run("Link your account", "my", "link"), controls.run("See the cohorts", "cohort")),
        tone=Tone.GOOD,
    )


def refused() -> Card:
    """The side that made the code would rather not."""
    return Card(
        title="Nothing was connected",
        body=(Text(line("The code is void. Both sides are as they were.")),),
        controls=(codes.anew(CONNECT),),
    )


def already(labels: Sequence[str]) -> Card:
    """Both sides are one community already."""
    return Card(
        title="These workspaces are connected already",
        body=(Text(line(f"This community is on {listed(labels)}.")),),
        controls=(controls.run("Link your account", "my", "link"), controls.run("See the cohorts", "cohort")),
    )


def _shown(other: Side, mine: Side, renamed: tuple[Text, ...], yes: Action, no: Action, label: str) -> Card:
    """What both sides read before they say yes: who it is, what each brings, and what it means."""
    return Card(
        title=f"Connect {mine.name} with {other.name}?",
        body=(
            Text(line(Strong(other.who), f" speaks for {other.name}.")),
            Facts((("From here", _brings(mine)), ("From there", _brings(other)))),
            Text(
                line(
                    "They become one community. People of both see and join all its cohorts, and whoever administers "
                    "one of the workspaces can organise any of them."
                )
            ),
            *renamed,
            Text(line("What is private stays private.")),
        ),
        controls=(
            Button(label="Yes, connect them", action=yes, emphasis=Emphasis.PRIMARY),
            Button(label=label, action=no),
        ),
        footnote=line("segue cannot take them apart again."),
    )


def _brings(side: Side) -> Line:
    more = len(side.cohorts) - LISTED
    names = [*side.cohorts[:LISTED], *([counted(more, "more cohort")] if more > 0 else [])]
    return line(f"{side.name} · {listed(names) or 'no cohort yet'}")


def _renamed(clashes: Sequence[str], which: str) -> tuple[Text, ...]:
    """Cohorts of the same name: one of the two gets a number."""
    if not clashes:
        return ()
    more = len(clashes) - LISTED
    names = listed([*clashes[:LISTED], *([f"{more} more"] if more > 0 else [])])
    return (Text(line(f"Both have {names}: {which} gets a number after its name.")),)
