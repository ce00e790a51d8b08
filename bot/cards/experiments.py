"""What is running: asked about when its day has come. A result that says no is a result."""

from datetime import date

from bot.cards.checkins import named
from bot.messages.elements import Button, Card, Field, Form, Quote, Text, Tone
from bot.messages.text import line
from bot.messages.wire import Action

#: What can have come of it, as it is pressed, and as the history tells it.
WORKED, NEGATIVE, STOPPED = "worked", "negative", "stopped"
OUTCOMES = {WORKED: "it worked", NEGATIVE: "it did not work", STOPPED: "stopped", "running": "running"}
#: How it can end.
ENDS = frozenset({WORKED, NEGATIVE, STOPPED})
_SAYS = {
    WORKED: ("It worked", "Good to know what it took: one line now is worth a page later."),
    NEGATIVE: ("A result is a result", "Now you know what does not do it, and that is half of every experiment."),
    STOPPED: ("Stopped is an answer too", "Time for something else is well spent."),
}


def ended(cohort: int, experiment: int, words: str) -> Card:
    """Ask how it ended, on the evening of its day."""
    return Card(
        title="How did it end?",
        body=(Quote(line(words)), Text(line("One press is enough. A result that says no counts as one."))),
        controls=(
            _press("The run worked", cohort, experiment, WORKED),
            _press("The run did not work", cohort, experiment, NEGATIVE),
            Button(label="It is still running", action=Action("experiment.longer", (str(cohort), str(experiment)))),
            _press("I stopped the run", cohort, experiment, STOPPED),
        ),
    )


def longer_form(cohort: int, experiment: int, words: str) -> Form:
    """Until when it runs now."""
    return Form(
        title="Still running",
        action=Action("experiment.longer", (str(cohort), str(experiment))),
        intro=line(words),
        fields=(Field(key="until", label="Until when?", hint="As in Thursday, tomorrow or 2027-01-14.", longest=40),),
    )


def longer(until: date) -> Card:
    """It is asked about again."""
    return Card(title="It runs on", body=(Text(line(f"How it ended is asked on {named(until)}.")),), tone=Tone.GOOD)


def noted(cohort: int, experiment: int, outcome: str) -> Card:
    """The result is kept."""
    title, says = _SAYS[outcome]
    return Card(
        title=title,
        body=(Text(line(says)),),
        controls=(
            Button(
                label="Write one line about it", action=Action("experiment.result", (str(cohort), str(experiment)))
            ),
        ),
        tone=Tone.GOOD,
        footnote=line("It is in /checkin history, for your eyes alone."),
    )


def result_form(cohort: int, experiment: int, words: str, said: str) -> Form:
    """What came of it, in one line."""
    return Form(
        title="What came of it?",
        action=Action("experiment.result", (str(cohort), str(experiment))),
        intro=line(words),
        fields=(
            Field(
                key="result",
                label="In one line",
                required=False,
                hint="As in: two points better, and twice as slow.",
                initial=said,
                longest=300,
            ),
        ),
    )


def kept(said: str) -> Card:
    """The line is kept."""
    return Card(
        title="Written down",
        body=(Quote(line(said)),) if said else (Text(line("The line is empty again.")),),
        tone=Tone.GOOD,
        footnote=line("It is in /checkin history, for your eyes alone."),
    )


def _press(label: str, cohort: int, experiment: int, outcome: str) -> Button:
    return Button(label=label, action=Action("experiment.ended", (str(cohort), str(experiment), outcome)))
