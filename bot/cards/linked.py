"""The accounts of one person: where private words come, and letting one account go."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import codes, controls
from bot.cards.codes import LINK
from bot.domain.words import listed
from bot.messages.elements import Bullets, Button, Card, Choice, Emphasis, Facts, Option, Text, Tone
from bot.messages.text import Code, Line, Strong, line
from bot.messages.wire import Action

#: What the menu says for private words that follow their reader.
FOLLOW = "0"
#: So many accounts have a button of their own.
LISTED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One account of theirs: its number, and where it is. `words`: private words come there; `chosen`: as they chose.

    `here`: they are there now; `latest`: they were there last; `takes`: private messages are on there; `gone`: it
    cannot be reached.
    """

    number: int
    where: str
    here: bool
    latest: bool
    words: bool
    chosen: bool
    takes: bool
    gone: bool = False


def accounts(found: Sequence[Linked], elsewhere: Sequence[str], kept: bool = False) -> Card:
    """All of them; `elsewhere`: where the community has workspaces that none of them is on."""
    another = Button(label="Link another account", action=Action("my.link.code"))
    return Card(
        title="Private words will come there" if kept else f"You are one person on {_places(found)}",
        body=(
            Facts(tuple((one.where, line(_told(one))) for one in found)),
            Text(line(*_words(found))),
        ),
        controls=(
            _menu(found),
            *(_unlink(one) for one in found[:LISTED]),
            *((another, codes.have_one(LINK)) if elsewhere else ()),
        ),
        footnote=line("What is said to you privately is said once, in one place."),
        tone=Tone.GOOD if kept else Tone.PLAIN,
    )


def ask_to_unlink(one: Linked, rest: Sequence[str]) -> Card:
    """What unlinking means, before it happens."""
    yes = Button(
        label="Yes, unlink it", action=Action("my.link.unlinked", (str(one.number),)), emphasis=Emphasis.DANGER
    )
    begins = f"Here on {one.where}, you begin" if one.here else f"The account on {one.where} begins"
    return Card(
        title=f"Unlink {one.where}?",
        body=(
            Bullets(
                (
                    line("Cohorts, check-ins, wins and your profile stay with you on ", Strong(listed(rest)), "."),
                    line(f"{begins} afresh, in no cohort."),
                    line("Nothing of yours can be asked for there any more, and private words no longer go there."),
                )
            ),
        ),
        controls=(yes, controls.run("Keep it linked", "my", "link")),
        footnote=line("A new code can link them again."),
    )


def unlinked(where: str, rest: Sequence[str], here: bool) -> Card:
    """An account is somebody of its own now."""
    then = line("Here you begin afresh. ", Code("/cohort"), " shows what you can join.")
    return Card(
        title=f"{where} is no longer linked",
        body=(
            Text(line(f"Everything you did is with you on {listed(rest)}.")),
            *((Text(then),) if here else ()),
        ),
        controls=(controls.run("Your corner", "my"),),
        tone=Tone.GOOD,
    )


def alone(where: str) -> Card:
    """There is one account: nothing to unlink, and nothing to choose."""
    return Card(
        title=f"{where} is your only account",
        body=(Text(line("There is nothing to choose from, and nothing to unlink.")),),
        controls=(controls.run("Link another account", "my", "link"),),
    )


def row(found: Sequence[Linked], elsewhere: Sequence[str]) -> Line:
    """Their accounts in a line: where private words come, or where they could be, too."""
    if len(found) == 1 and elsewhere:
        return line(_places(found), f" · on {listed(elsewhere, 'or')}, too? ", Code("/my link"))
    at = next((one for one in found if one.words), None)
    words = f"private words come on {at.where}, {_why(at)}" if at and len(found) > 1 else ""
    return line(" · ".join(filter(None, (_places(found), words))))


def _words(found: Sequence[Linked]) -> Line:
    at = next((one for one in found if one.words), None)
    if at is None:
        return line("None of them can be reached now.")
    off = line(" Private messages are off there: ", Code("/my notes"), " there turns them on.")
    return line("Private words come on ", Strong(at.where), f", {_why(at)}.", *(() if at.takes else off))


def _why(at: Linked) -> str:
    if at.chosen:
        return "as you chose"
    return "where you were last" if at.latest else "where private messages are on"


def _told(one: Linked) -> str:
    if one.gone:
        return "out of reach"
    said = ("you are here" if one.here else "", f"private messages {'on' if one.takes else 'off'}")
    return " · ".join(filter(None, said))


def _menu(found: Sequence[Linked]) -> Choice:
    options = (Option(FOLLOW, "Where I was last"), *(Option(str(one.number), one.where) for one in found[:24]))
    return Choice(label="Private words come", action=Action("my.link.words"), options=options)


def _unlink(one: Linked) -> Button:
    return Button(label=f"Unlink {one.where}"[:75], action=Action("my.link.unlink", (str(one.number),)))


def _places(found: Sequence[Linked]) -> str:
    return listed([one.where for one in found])
