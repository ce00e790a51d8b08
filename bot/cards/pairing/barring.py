"""Whom somebody never wants to be brought together with: theirs to know, and nobody else's."""

from collections.abc import Sequence

from bot.cards import controls
from bot.cards.pairing import ways
from bot.domain.words import counted, shortened
from bot.messages.elements import Bullets, Button, Card, Choice, Emphasis, Option, Text
from bot.messages.text import Code, line
from bot.messages.wire import Action

#: What a menu holds.
MENU = 25
_UNSEEN = "Nobody else ever learns of it, not even an organiser."


def listed(blocked: Sequence[Option], others: Sequence[Option]) -> Card:
    """Everybody they have blocked, and menus to block somebody or to lift it."""
    who = (Bullets(tuple(line(shortened(one.label, 75)) for one in blocked)),) if blocked else ()
    said = f"You have blocked {counted(len(blocked), 'person', 'people')}." if blocked else "You have blocked nobody."
    return Card(
        title="Whom you never meet through segue",
        body=(Text(line(said)), *who),
        controls=(
            *_menu("Block somebody", Action("mentor.block"), others),
            *_menu("Lift a block", Action("mentor.unblock"), blocked),
            ways.stand(),
        ),
        footnote=line(_UNSEEN, " Or by name: ", Code("/mentor block @name")),
    )


def which(typed: str, found: Sequence[Option]) -> Card:
    """Several people are called so, or nobody is."""
    if not found:
        return Card(
            title=f"Nobody in your cohorts is called “{shortened(typed, 60)}”",
            body=(Text(line("Part of a name is enough, as people are called in /cohort people.")),),
            controls=(controls.run("Choose from a list", "mentor", "block"),),
        )
    return Card(
        title="Whom do you mean?",
        body=(Text(line(f"{counted(len(found), 'person', 'people')} fit “{shortened(typed, 60)}”.")),),
        controls=_menu("Block somebody", Action("mentor.block"), found),
    )


def confirm(person: int, name: str) -> Card:
    """What a block means, before it is one."""
    return Card(
        title=f"Never meet {shortened(name, 75)} through segue?",
        body=(
            Text(line("You are never suggested to each other, as mentor or as buddy, in any cohort, from now on.")),
            Text(line("If you are paired now, that ends at once, and is told like any other end.")),
            Text(line(_UNSEEN)),
        ),
        controls=(
            Button(label="Block", action=Action("mentor.blocked", (str(person),)), emphasis=Emphasis.DANGER),
            controls.run("Not now", "mentor", "block"),
        ),
    )


def blocked(name: str) -> Card:
    """It stands."""
    return Card(
        title=f"You never meet {shortened(name, 75)} through segue",
        body=(Text(line(_UNSEEN)),),
        controls=(controls.run("Whom I have blocked", "mentor", "block"),),
    )


def lifted(name: str) -> Card:
    """It stands no more."""
    return Card(
        title=f"The block of {shortened(name, 75)} is lifted",
        body=(Text(line("You may be suggested to each other again. They never knew of it.")),),
        controls=(controls.run("Whom I have blocked", "mentor", "block"),),
    )


def _menu(label: str, action: Action, people: Sequence[Option]) -> tuple[Choice, ...]:
    options = tuple(Option(one.value, shortened(one.label, 75)) for one in people[:MENU])
    return (Choice(label=label, action=action, options=options),) if options else ()
