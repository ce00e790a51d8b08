"""Two accounts of one person: the code, what each side says yes to, and what stands against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards import codes, controls
from bot.cards.codes import LINK
from bot.domain.merging import Both, Overlap
from bot.domain.words import counted, listed
from bot.messages.elements import Bullets, Button, Card, Emphasis, Facts, Text, Tone
from bot.messages.text import Code, Strong, line
from bot.messages.wire import Action

#: So many cohorts and weeks are told of one by one.
LISTED = 6


@dataclass(frozen=True, slots=True)
class Other:
    """Whoever is on the other side: what they are called, and where."""

    name: str
    where: str

    @property
    def known_as(self) -> str:
        """As they are spoken of: Ana on Slack."""
        return f"{self.name} on {self.where}"


def offer(code: str, until: datetime, elsewhere: Sequence[str]) -> Card:
    """A code that was made just now, and what to do with it."""
    steps = (
        line("On ", listed(elsewhere, "or"), ", type ", Code(f"/my link code:{code}"), " ", *codes.dated(until), "."),
        line("Say yes there. You see who you would become."),
        line("Come back, type ", Code("/my link"), ", and say yes here."),
    )
    return Card(
        title=f"Your code: {code}",
        body=(Text(line("It makes you one person here and there, with one history.")), Bullets(steps)),
        controls=(codes.look(LINK), codes.have_one(LINK)),
        footnote=line("It works once, and nothing is linked before both sides say yes. Give it to nobody else."),
    )


def nowhere(here: str) -> Card:
    """Everybody of this community is on one workspace."""
    return Card(
        title=f"This community is on {here} alone",
        body=(
            Text(line("There is nowhere else to link an account yet.")),
            Text(line("An organiser connects a second workspace with ", Code("/segue connect"), ".")),
        ),
        controls=(codes.have_one(LINK),),
    )


def ask(offerer: Other, here: str, code: str) -> Card:
    """To the one who typed a code: whom it would make them."""
    return Card(
        title=f"Is {offerer.known_as} you?",
        body=(
            Text(line("You would become ", Strong(offerer.known_as), ". What you did here comes along.")),
            Text(
                line(
                    "Whoever uses that account then reads everything of yours: check-ins, wins, profile, your why. "
                    "And you read everything of theirs."
                )
            ),
        ),
        controls=(
            Button(label="Yes, that is me", action=Action("my.link.yes", (code,)), emphasis=Emphasis.PRIMARY),
            Button(label="Not now", action=Action("my.link.no")),
        ),
        footnote=line(f"Did somebody else give you this code? Then leave it: {here} stays as it is."),
    )


def answered(offerer: Other, until: datetime) -> Card:
    """To the one who typed it, after their yes: the other side comes next."""
    return Card(
        title=f"Now say yes on {offerer.where}, too",
        body=(Text(line("Type ", Code("/my link"), f" on {offerer.where} ", *codes.dated(until), ".")),),
        footnote=line("Nothing is linked before that."),
        tone=Tone.GOOD,
    )


def typed_by(other: Other) -> Card:
    """To the one who made the code, in private: somebody has typed it."""
    return Card(
        title=f"{other.known_as} typed your code",
        body=(Text(line("See what would be linked, and say whether it is you.")),),
        controls=(controls.run("See who it is", "my", "link"),),
        footnote=line("Nothing is linked before you say yes."),
    )


def preview(number: int, other: Other, overlap: Overlap) -> Card:
    """To the one who made the code: who typed it, and what becomes of two histories."""
    yes = Button(label="Yes, this is me", action=Action("my.link.agree", (str(number),)), emphasis=Emphasis.PRIMARY)
    no = Button(label="That is not me", action=Action("my.link.refuse", (str(number),)), emphasis=Emphasis.DANGER)
    return Card(
        title=f"Is {other.known_as} you?",
        body=(
            Text(line(Strong(other.known_as), " typed your code and would become you.")),
            *_histories(overlap),
            Text(line("Whoever uses that account then reads everything of yours: check-ins, wins, your why.")),
        ),
        controls=(yes, no),
        footnote=line("Accounts can be unlinked later; what has become one history stays one."),
    )


def merged(labels: Sequence[str]) -> Card:
    """Two people have become one."""
    return Card(
        title=f"You are one person on {listed(labels)}",
        body=(
            Text(line("Your cohorts, check-ins, wins and settings are the same everywhere from now on.")),
            Text(line("Private words come once, in one place. You can choose which.")),
        ),
        controls=(controls.run("Your accounts", "my", "link"), controls.run("Your corner", "my")),
        tone=Tone.GOOD,
    )


def refused() -> Card:
    """It was somebody else."""
    return Card(
        title="Nothing was linked",
        body=(
            Text(line("The code is void, and nobody has read anything of yours.")),
            Text(line("If you showed it to nobody, somebody guessed it. The next one is different.")),
        ),
        controls=(codes.anew(LINK),),
    )


def already(labels: Sequence[str]) -> Card:
    """Both sides are one person already."""
    return Card(
        title="These accounts are linked already",
        body=(Text(line(f"You are one person on {listed(labels)}.")),),
        controls=(controls.run("Your accounts", "my", "link"),),
    )


def same_place(where: str) -> Card:
    """Both have an account on the same workspace: those are two people there."""
    return Card(
        title=f"Both of these are on {where}",
        body=(
            Text(line("A code links accounts of different workspaces: one person has one account on each.")),
            Text(line("Unlink the one you no longer use first, if both are yours.")),
        ),
        controls=(controls.run("Your accounts", "my", "link"),),
        tone=Tone.CARE,
    )


def apart() -> Card:
    """The code comes from another community."""
    return Card(
        title="That code comes from another community",
        body=(
            Text(line("Two workspaces have to be one community before their people can link accounts.")),
            Text(line("An organiser connects them with ", Code("/segue connect"), " on both sides.")),
        ),
        tone=Tone.CARE,
    )


def _histories(overlap: Overlap) -> tuple[Text | Facts | Bullets, ...]:
    """What comes along, and what both sides said of the same thing."""
    moves = overlap.moves
    figures = (
        (moves.cohorts, "cohort"),
        (moves.checkins, "check-in"),
        (moves.wins, "win"),
        (moves.tasks, "task"),
    )
    comes = listed([counted(number, noun) for number, noun in figures if number])
    rows = [("Comes along", line(comes or "nothing; that account has no history yet"))]
    rows += [(f"In {both.cohort}", line(_both(both))) for both in overlap.cohorts[:LISTED]]
    if (more := len(overlap.cohorts) - LISTED) > 0:
        rows.append(("And", line(f"the same in {counted(more, 'more cohort')}")))
    if overlap.answers:
        differ = "answer differs" if len(overlap.answers) == 1 else "answers differ"
        rows.append(("Profile", line(f"{len(overlap.answers)} {differ}; what you said on this side stays")))
    return (Facts(tuple(rows)),)


def _both(both: Both) -> str:
    """What happens where both are in one cohort: of what both said, the newest stays."""
    weeks = [str(week) for week in both.weeks[:LISTED]] + (["others"] if len(both.weeks) > LISTED else [])
    said = (
        f"{'week' if len(both.weeks) == 1 else 'weeks'} {listed(weeks)}" if both.weeks else "",
        counted(len(both.tasks), "task") if both.tasks else "",
        "what is in your way" if both.blockers else "",
    )
    twice = ", ".join(filter(None, said))
    return f"you become one; what you said twice stays as said last: {twice}" if twice else "you become one"
