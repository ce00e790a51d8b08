"""A pause of a whole cohort, and its end: to the organiser, and once to the channel."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.cards import controls, settings
from bot.cards.resting import named
from bot.domain.words import counted, listed
from bot.messages.elements import Bullets, Button, Card, Emphasis, Field, Form, Text
from bot.messages.text import Moment, line
from bot.messages.wire import Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What a cohort reached together; a figure is `None` where too few people stand behind it."""

    people: int
    weeks: int
    checkins: int | None
    tasks: int | None
    wins: int | None


def pause(cohort: int, until: str) -> Form:
    """Until when the cohort is silent."""
    return Form(
        title="Pause the cohort",
        action=Action("cohort.pause", (str(cohort),)),
        intro=line("No prompt, no check-in and no digest until then. It ends by itself, and no week is lost."),
        submit="Show what moves",
        fields=(
            Field(
                key="until", label="Back on", initial=until, longest=40, hint="A date as in 2027-02-01, or 2 weeks"
            ),
        ),
    )


def paused(name: str, back: date, week: int, next_prompt: datetime | None) -> Card:
    """To the channel: nothing is asked for a while."""
    then = (line(f"Week {week} comes ", Moment(next_prompt), "."),) if next_prompt else ()
    return Card(
        title=f"{name} takes a pause until {named(back)}",
        body=(
            Text(line("Nothing is asked of you in these days, and no week and no streak is lost.")),
            *(Text(said) for said in then),
        ),
        footnote=line("/roadmap and /checkin answer as always."),
    )


def resumed(name: str, week: int, next_prompt: datetime | None) -> Card:
    """To the channel: it goes on sooner than was said."""
    then = line(f"Week {week} comes ", Moment(next_prompt), ".") if next_prompt else line("The last week goes on.")
    return Card(title=f"{name} goes on", body=(Text(then),))


def not_paused(cohort: int) -> Card:
    """There is nothing to end."""
    return Card(
        title="No pause is on",
        body=(Text(line("The next prompt comes as planned.")),),
        controls=(controls.preview(cohort), settings.back(cohort)),
    )


def ask_to_end(cohort: int, name: str) -> Card:
    """What the end means, before it is one."""
    told = (
        "Nothing is said any more: no prompt, no check-in, no digest.",
        "What people did is kept for them, and the name is free again.",
        "The channel hears one last word of thanks.",
    )
    return Card(
        title=f"End {name}?",
        body=(Bullets(tuple(line(one) for one in told)), Text(line("An end cannot be taken back. A pause can."))),
        controls=(
            Button(label=f"End {name}", action=Action("cohort.finish", (str(cohort),)), emphasis=Emphasis.DANGER),
            Button(label="Pause instead", action=Action("cohort.pause", (str(cohort),))),
            settings.instead(cohort, "Not now"),
        ),
    )


def ended(name: str) -> Card:
    """To the organiser: it is over."""
    return Card(
        title=f"{name} has ended",
        body=(Text(line("The channel hears a last word in a moment. What people did is kept.")),),
        controls=(controls.run("Start the next one", "cohort", "start"),),
    )


def farewell(name: str, harvest: Harvest) -> Card:
    """To the channel: the last word, with what they reached together."""
    figures = (
        counted(harvest.checkins, "check-in") if harvest.checkins else "",
        counted(harvest.tasks, "task") + " done" if harvest.tasks else "",
        counted(harvest.wins, "win") + " shared" if harvest.wins else "",
    )
    told = [one for one in figures if one]
    who = counted(harvest.people, "person", "people")
    together = (Text(line(f"{who} together: {listed(told)}.")),) if told else ()
    over = f"It ran for {counted(harvest.weeks, 'week')}." if harvest.weeks else "It ends before its first week."
    return Card(
        title=f"{name} ends here",
        body=(Text(line(f"{over} Thank you for walking beside each other.")), *together),
        controls=(controls.run("See the cohorts here", "cohort"),),
        footnote=line("What you did is kept for you."),
    )
