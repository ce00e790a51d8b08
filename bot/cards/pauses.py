"""A planned pause: nothing is asked, nothing is missed, and it ends by itself."""

from datetime import date

from bot.cards import controls
from bot.cards.checkins import named
from bot.messages.elements import Button, Card, Emphasis, Field, FieldKind, Form, Text, Tone
from bot.messages.text import Strong, line
from bot.messages.wire import Action


def form(cohort: int, since: str, until: str) -> Form:
    """From when and until when."""
    return Form(
        title="Take a pause",
        action=Action("checkin.pause", (str(cohort),)),
        intro=line("Nothing is asked of you in these days, and no week of them is missed. It ends by itself."),
        submit="Take the pause",
        fields=(
            Field(key="since", label="First day", kind=FieldKind.DATE, initial=since),
            Field(key="until", label="Last day", kind=FieldKind.DATE, initial=until),
        ),
    )


def planned(cohort: int, number: int, since: date, until: date, begun: bool) -> Card:
    """A pause stands."""
    ends = Button(
        label="I am back" if begun else "Call it off",
        action=Action("pause.end", (str(cohort), str(number))),
        emphasis=Emphasis.PRIMARY,
    )
    return Card(
        title="You are taking a pause" if begun else "Your pause is planned",
        body=(
            Text(line(f"From {named(since)} to {named(until)}.")),
            Text(line("Nothing is asked of you, and your streak waits. It ends by itself.")),
        ),
        controls=(ends, controls.pause(cohort, "Change the days")),
        tone=Tone.GOOD,
        footnote=line("Only you see this. /checkin still takes a word whenever you like."),
    )


def called_off() -> Card:
    """It will not happen."""
    return Card(title="The pause is called off", body=(Text(line("Everything goes on as before.")),))


def back(cohort: int, week: int, title: str, small_task: str) -> Card:
    """Welcome back: where the cohort is, and something small to begin with. `week` is 0 when none is on."""
    where = line("Your cohort is in ", Strong(f"week {week} · {title}"), ". Your streak goes on where it was.")
    begin = line("Something small to begin with: ", Strong(small_task), ".")
    return Card(
        title="Welcome back",
        body=(
            Text(where if week else line("Your streak goes on where it was.")),
            *((Text(begin),) if week and small_task else ()),
        ),
        controls=(controls.see_week(cohort, week, f"See week {week}"),) if week else (),
        tone=Tone.GOOD,
    )
