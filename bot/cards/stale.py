"""A report that an item has aged: what whoever made it hears, and what the organiser decides."""

from bot.domain.items import Item
from bot.domain.staleness import Report, Verdict
from bot.domain.words import shortened
from bot.messages.elements import Block, Button, Card, Quote, Text, Tone
from bot.messages.text import line
from bot.messages.wire import Action

#: So much of an item's title is in the title of a card, and of both in a button.
TITLE, LABEL = 100, 40


def reported(shown: Item, report: Report, cohort: int, settles: bool) -> Card:
    """To whoever reported it: what happens now. `settles`: they organise the cohort, and decide themselves."""
    effect = "New prompts leave it out" if shown.hides else "It keeps its place"
    until = "You can settle it here." if settles else "Your organiser hears of it, without your name."
    look = Button(label="What became of it", action=Action("why.item", (str(cohort), shown.slug)))
    return Card(
        title="Reported",
        body=(Text(line(f"{effect} until it is settled. {until}")), Quote(line(report.words))),
        controls=_verdicts(shown, report) if settles else (look,),
        tone=Tone.GOOD,
        about=(shown.slug,),
    )


def asked(shown: Item, report: Report) -> Card:
    """To an organiser: somebody found an item out of date."""
    return Card(
        title=f"Out of date? {shortened(shown.title, TITLE)}",
        body=(Text(line("A member reported it:")), Quote(line(report.words)), *_meanwhile(shown)),
        controls=_verdicts(shown, report),
        about=(shown.slug,),
    )


def settled(shown: Item, report: Report) -> Card:
    """To an organiser: how the report stands now."""
    hidden = report.verdict is Verdict.HIDDEN
    told = "New prompts of this cohort leave it out." if hidden else "Prompts and weeks show it as before."
    if not shown.hides:
        told = "It keeps its place on the roadmap either way."
    return Card(
        title=f"{'Kept hidden' if hidden and shown.hides else 'Settled'}: {shortened(shown.title, TITLE)}",
        body=(Text(line(f"{told} Whoever reported it sees that under “Why this?”.")),),
        controls=_verdicts(shown, report)[1:] if hidden and shown.hides else (),
        about=(shown.slug,),
    )


def _meanwhile(shown: Item) -> tuple[Block, ...]:
    told = "New prompts leave it out until you settle it." if shown.hides else "It keeps its place meanwhile."
    return (Text(line(told)),)


def _verdicts(shown: Item, report: Report) -> tuple[Button, ...]:
    """Both verdicts; they name the item, because other buttons may stand beside them in a note."""
    keep, show = ("Keep hidden", "Show again") if shown.hides else ("Agree", "Still right")
    return tuple(
        Button(label=shortened(f"{label}: {shown.title}", LABEL), action=Action(name, (str(report.number),)))
        for label, name in ((keep, "stale.keep"), (show, "stale.show"))
    )
