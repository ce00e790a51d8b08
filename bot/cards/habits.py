"""When and how much segue writes to somebody: their zone, the hour of the note, quiet hours, what is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.notes import Reminders
from bot.messages.elements import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Emphasis,
    Field,
    FieldKind,
    Form,
    Option,
    Text,
    Tone,
)
from bot.messages.text import Line, Moment, Strong, line
from bot.messages.wire import Action

#: What each level means, in a few words and in a sentence.
LEVELS = {
    Reminders.ALL: ("Everything", "requests, your check-in, follow-ups, your plans and a word on the way"),
    Reminders.NEEDED: ("Only what is needed", "requests, your check-in and follow-ups"),
    Reminders.NONE: ("Nothing", "no private note at all; what you ask is still answered"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """What comes next: the note that is planned, and when one can come. `takes`: by message, here or elsewhere."""

    now: datetime
    planned: datetime | None
    possible: datetime
    reminders: Reminders
    takes: bool


def where(initial: str) -> Form:
    """The form that asks for a place."""
    asked = Field(
        key="city", label="Where do you live?", hint="A city near you, as in Berlin", initial=initial, longest=80
    )
    return Form(title="Your time zone", action=Action("my.zone"), fields=(asked,), submit="Look it up")


def which(typed: str, zones: Sequence[tuple[str, str]]) -> Card:
    """Several zones fit; each is offered with what its clocks show now."""
    options = tuple(Option(zone, f"{place_of(zone)} · {clock} now") for zone, clock in zones[:25])
    return Card(
        title="Which one is it?",
        body=(Text(line("Several places are like “", typed, "”.")),),
        controls=(Choice(label="Choose yours", action=Action("my.zone.ask"), options=options), _another()),
    )


def nowhere(typed: str) -> Card:
    """Nothing is like what was typed."""
    return Card(
        title="No place of that name is known here",
        body=(Text(line("“", typed, "” is new to the list. Try the capital, or another large city.")),),
        controls=(_another(),),
        tone=Tone.CARE,
    )


def confirm(zone: str, clock: str) -> Card:
    """Whether the clocks there show what theirs does."""
    yes = Button(label=f"Yes, it is {clock}", action=Action("my.zone.keep", (zone,)), emphasis=Emphasis.PRIMARY)
    return Card(
        title=f"Is it {clock} for you now?",
        body=(Text(line("Then your time zone is ", Strong(zone), ".")),),
        controls=(yes, _another()),
    )


def zone_question(zone: str, clock: str) -> Text:
    """Whether a zone that the platform named is theirs."""
    return Text(line(f"Is it {clock} for you? ", "That is what clocks show in ", Strong(place_of(zone)), "."))


def zone_buttons(zone: str, clock: str, yes: str, *more: str) -> tuple[Button, Button]:
    """The answers to that question; `yes` is the action that keeps the zone, with what it is told `more`."""
    right = Button(label=f"Yes, it is {clock}", action=Action(yes, (zone, *more)))
    return (right, Button(label="Another zone", action=Action("my.zone")))


def zone_kept(zone: str, coming: Coming) -> Card:
    """The zone is theirs now."""
    said = line("Every time is shown for ", Strong(zone), " from now on.")
    return Card(title="Your time zone is noted", body=(Text(said), _next(coming)), tone=Tone.GOOD)


def hours(at: time, quiet_from: time | None, quiet_to: time | None) -> Form:
    """The form of the note's hour and of the quiet hours."""
    return Form(
        title="Your hours",
        action=Action("my.hours"),
        intro=line("Whatever waits for you comes in one private note a day, at your hour."),
        fields=(
            Field(key="at", label="Hour of the daily note", kind=FieldKind.TIME, initial=f"{at:%H:%M}"),
            _quiet("from", "Quiet from", quiet_from),
            _quiet("to", "Quiet until", quiet_to),
        ),
    )


def hours_kept(at: time, hour: time, quiet: str, coming: Coming) -> Card:
    """The hours are noted. `hour` is when the note really comes."""
    moved = line(f" {at:%H:%M} lies in your quiet hours, so it comes when they end.") if at != hour else ()
    return Card(
        title="Your hours are noted",
        body=(
            Text(line("Daily note: ", Strong(f"{hour:%H:%M}"), ". Quiet hours: ", Strong(quiet), ".", *moved)),
            _next(coming),
        ),
        controls=(Button(label="Change it", action=Action("my.hours")),),
        tone=Tone.GOOD,
    )


def reminders(level: Reminders, coming: Coming, changed: bool) -> Card:
    """How much comes unprompted, and the other ways to have it."""
    lines = tuple(line(Strong(name), f": {meaning}") for name, meaning in LEVELS.values())
    others = (one for one in LEVELS if one is not level)
    return Card(
        title=f"In your daily note{' from now on' if changed else ''}: {LEVELS[level][0].lower()}",
        body=(Bullets(lines), _next(coming)),
        controls=tuple(
            Button(label=LEVELS[one][0], action=Action("my.reminders.keep", (one.value,))) for one in others
        ),
        tone=Tone.GOOD if changed else Tone.PLAIN,
    )


def messages(takes: bool, coming: Coming) -> Card:
    """Whether private messages may come on this platform, and what becomes of them if not."""
    other = Button(
        label="Turn them off" if takes else "Turn them on",
        action=Action("my.notes.keep", ("off" if takes else "on",)),
        emphasis=Emphasis.PLAIN if takes else Emphasis.PRIMARY,
    )
    waits = "What waits opens at your next click here, once its hour has come: at most once a day."
    told: tuple[Block, ...] = (
        _next(coming) if coming.takes or coming.reminders is Reminders.NONE else Text(line(waits)),
        Text(line("Channels and your own commands work as before.")),
    )
    if takes:
        told = (Text(line("At most one note a day, at your hour.")), _next(coming))
    return Card(
        title=f"Private messages are {'on' if takes else 'off'} here",
        body=told,
        controls=(other,),
        footnote=line("Nobody is told what you choose."),
    )


def place_of(zone: str) -> str:
    """A zone as people say it: Berlin (Europe)."""
    area, _, city = zone.replace("_", " ").rpartition("/")
    return f"{city} ({area})" if area else city


def coming_line(coming: Coming) -> Line:
    """When the next note comes, or why none does."""
    if coming.reminders is Reminders.NONE:
        return line("You asked for no notes, so none comes. /my reminders changes that.")
    if not coming.takes:
        return line(
            "Private messages are off here: what waits opens at your next click here. /my notes changes that."
        )
    if coming.planned is not None:
        if coming.planned <= coming.now:
            return line("Your next note comes in a moment.")
        return line("Your next note comes ", Moment(coming.planned), ".")
    return line("Nothing waits for you now. When something does, it can come ", Moment(coming.possible), ".")


def _next(coming: Coming) -> Block:
    return Text(coming_line(coming))


def _another() -> Button:
    return Button(label="Another city", action=Action("my.zone"))


def _quiet(key: str, label: str, hour: time | None) -> Field:
    initial = f"{hour:%H:%M}" if hour else ""
    hint = "As in 22:00; leave both empty for no quiet hours" if key == "from" else "As in 07:00"
    return Field(key=key, label=label, required=False, hint=hint, initial=initial, longest=20)
