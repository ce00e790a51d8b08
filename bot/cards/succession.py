"""When the only organiser wishes to leave: who is asked to follow, and what becomes of it. Never nobody."""

from bot.cards import controls, settings
from bot.messages.elements import Button, Card, Emphasis, Text, Tone
from bot.messages.text import line
from bot.messages.wire import Action


def looking(cohort: int, name: str, again: bool) -> Card:
    """To the one who leaves: somebody is asked, and until then they can be reached."""
    return Card(
        title=f"Somebody is {'already ' if again else ''}asked to follow you",
        body=(
            Text(line(f"You organise {name} alone, so others are asked privately, one by one, three days apart.")),
            Text(line("Until somebody says yes you can still be reached as its organiser, and nothing stops.")),
            Text(line("An administrator of the workspace can take over at any time.")),
        ),
        controls=(
            Button(label="I will stay", action=Action("cohort.stay", (str(cohort),))),
            Button(label="Hand over to somebody", action=Action("cohort.roles", (str(cohort),))),
        ),
        footnote=line("You no longer get the weeks as a learner."),
    )


def alone(cohort: int, name: str) -> Card:
    """To the one who leaves, where nobody else is."""
    return Card(
        title=f"You still organise {name}",
        body=(
            Text(line("Nobody else is here who could follow you, so it stays yours.")),
            Text(line("When it should be over, end it; what was done is kept.")),
        ),
        controls=(
            controls.join(cohort, "Come back"),
            Button(label=f"End {name}"[:75], action=Action("cohort.end", (str(cohort),))),
        ),
    )


def stays(cohort: int, name: str) -> Card:
    """They have thought better of it."""
    return Card(
        title=f"You go on organising {name}",
        body=(Text(line("Whoever was asked hears that it is settled when they answer.")),),
        controls=(settings.back(cohort), controls.join(cohort, "Learn along again")),
        tone=Tone.GOOD,
    )


def asked(cohort: int, subject: str, name: str, leaver: str) -> Card:
    """To the next in line."""
    return _asked(cohort, subject, name, f"{leaver} would like to stop")


def asked_for_the_absent(cohort: int, subject: str, name: str, gone: str) -> Card:
    """To the next in line, where the organiser cannot be reached any more."""
    return _asked(cohort, subject, name, f"{gone} organised it and cannot be reached any more")


def _asked(cohort: int, subject: str, name: str, why: str) -> Card:
    return Card(
        title=f"Would you organise {name}?",
        body=(
            Text(line(f"{why}, and you are among those who know {name} best.")),
            Text(line("The prompts come by themselves. You would plan rests, welcome people and answer questions.")),
            Text(line("A no needs no reason. After three days the next one is asked too; the first yes counts.")),
        ),
        controls=(
            Button(
                label=f"I will organise {name}"[:75],
                action=Action("cohort.follow", (str(cohort), subject)),
                emphasis=Emphasis.PRIMARY,
            ),
            Button(label="I would rather not organise", action=Action("cohort.decline", (str(cohort), subject))),
        ),
    )


def follows(cohort: int, name: str) -> Card:
    """To the one who said yes."""
    return Card(
        title=f"You organise {name} now",
        body=(Text(line("Thank you. The next weeks are planned already; look around before you change anything.")),),
        controls=(controls.preview(cohort, "See what comes"), settings.back(cohort)),
        tone=Tone.GOOD,
    )


def declined(name: str) -> Card:
    """To the one who said no."""
    return Card(title="That is fine", body=(Text(line(f"Nothing changes for you in {name}, and nobody is told.")),))


def settled(name: str) -> Card:
    """To somebody who answers when it is settled."""
    return Card(
        title="It is settled already",
        body=(Text(line(f"{name} has an organiser. Thank you for answering.")),),
    )


def released(name: str, by: str) -> Card:
    """To the one who wished to leave."""
    return Card(
        title=f"{by} organises {name} now",
        body=(Text(line("You have left, and your place is open. Thank you for carrying it this far.")),),
        tone=Tone.GOOD,
    )


def nobody_yet(cohort: int, name: str) -> Card:
    """To the one who wishes to leave, when everybody has been asked."""
    return Card(
        title=f"Nobody has taken {name} on yet",
        body=(Text(line("Everybody has been asked. You can ask once more, end it kindly, or stay.")),),
        controls=(
            Button(label="Ask once more", action=Action("cohort.ask-again", (str(cohort),))),
            Button(label=f"End {name}"[:75], action=Action("cohort.end", (str(cohort),))),
            Button(label="I will stay", action=Action("cohort.stay", (str(cohort),))),
        ),
    )
