"""Somebody offers to mentor: the form, what stands, and how it ends."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards import controls
from bot.cards.pairing import ways
from bot.domain.pairing.states import Ladder
from bot.domain.pairing.terms import Terms
from bot.domain.words import counted, listed, shortened
from bot.messages.elements import Button, Card, Emphasis, Field, FieldKind, Form, Option, Text, Tone, together
from bot.messages.text import line
from bot.messages.wire import Action

#: Learners at a time, at most, and characters of a name.
SEATS, NAME = 6, 40
LADDER = (
    Option(Ladder.TARGET_TEAM, "I work in a team that learners aim for"),
    Option(Ladder.WORKING, "I work in machine learning"),
    Option(Ladder.PEER, "I learn too, one phase ahead"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a roadmap asks about, as a mentor may know it: a question in words, and its options."""

    key: str
    label: str
    options: tuple[Option, ...]


def offer(cohort: int, label: str = "Offer to mentor") -> Button:
    """Open the form of an offer."""
    return Button(label=label, action=Action("mentor.offer", (str(cohort),)))


def retire(cohort: int) -> Button:
    """Stop mentoring."""
    return Button(label="Stop mentoring", action=Action("mentor.retire", (str(cohort),)))


def form(cohort: int, name: str, known: Sequence[Known], terms: Terms | None) -> Form:
    """How many learners at a time, how far ahead, and what they know, as far as the roadmap asks about it."""
    said = {} if terms is None else {"interests": terms.interests, "roles": terms.roles, "routes": terms.routes}
    return Form(
        title="Mentor somebody",
        action=Action("mentor.offer", (str(cohort),)),
        intro=line(f"For learners of {name}. What you leave open counts neither for nor against anybody."),
        submit="Offer" if terms is None else "Save",
        fields=(
            Field(
                key="seats",
                label="How many learners at a time?",
                kind=FieldKind.CHOICE,
                hint="Half an hour every week or two for each is usual.",
                initial="1" if terms is None else str(terms.seats),
                options=tuple(Option(str(seats), str(seats)) for seats in range(1, SEATS + 1)),
            ),
            Field(
                key="ladder",
                label="Who are you to them?",
                kind=FieldKind.CHOICE,
                initial="" if terms is None else terms.ladder,
                options=LADDER,
            ),
            *(
                Field(
                    key=one.key,
                    label=one.label,
                    kind=FieldKind.CHOICES,
                    required=False,
                    initial=together(said.get(one.key, ())),
                    options=one.options,
                )
                for one in known
            ),
        ),
    )


def offered(cohort: int, name: str, seats: int, again: bool, waiting: int, asks: bool) -> Card:
    """The offer stands. `waiting`: how many learners have nobody yet. `asks`: whether they want private messages."""
    consent = (
        "Shall segue write to you? At most one private note a day. Without it, what waits opens at your next click."
    )
    come = f"{counted(waiting, 'learner')} {'waits' if waiting == 1 else 'wait'}: segue looks within the hour."
    quiet = "Nobody waits right now. You hear as soon as somebody asks whom you suit."
    return Card(
        title=f"Your offer is changed: {name}" if again else f"You mentor in {name} now",
        body=(
            Text(line(f"{counted(seats, 'learner')} at a time. {come if waiting else quiet}")),
            Text(line("You read every suggestion with its reasons, and may say no to any of them.")),
            *((Text(line(consent)),) if asks else ()),
        ),
        controls=(
            *((controls.run("Yes, one private note a day", "my", "notes on"),) if asks else ()),
            Button(label="When I can meet", action=Action("mentor.hours"), emphasis=Emphasis.PRIMARY),
            beside(),
            ways.stand(),
            offer(cohort, "Change my offer"),
        ),
        tone=Tone.GOOD,
        footnote=line("A pause, a change or the end of it takes one press, at any time: /mentor."),
    )


def ask_to_retire(cohort: int, name: str, learners: Sequence[str]) -> Card:
    """What the end of an offer means, before it is one."""
    ends = "Your pair with {} ends, too." if len(learners) == 1 else "Your pairs with {} end, too."
    names = listed([shortened(name, NAME) for name in learners])
    told = "They hear it kindly, and are first in line for somebody else."
    theirs = (Text(line(f"{ends.format(names)} {told}")),) if learners else ()
    return Card(
        title=f"Stop mentoring in {name}?",
        body=(Text(line("Nobody new is suggested to you any more.")), *theirs),
        controls=(
            Button(label="Stop mentoring", action=Action("mentor.retired", (str(cohort),)), emphasis=Emphasis.DANGER),
            Button(label="Pause instead", action=Action("mentor.pause")),
            controls.run("Go on", "mentor"),
        ),
        footnote=line("A pause keeps whom you have, and brings nobody new."),
    )


def retired(cohort: int, name: str) -> Card:
    """They mentor no more."""
    return Card(
        title=f"You no longer mentor in {name}",
        body=(Text(line("Thank you for the time you gave. The door stays open.")),),
        controls=(offer(cohort, "Offer again"),),
    )


def not_offered(cohort: int) -> Card:
    """There is nothing to end."""
    return Card(
        title="You do not mentor here",
        body=(Text(line("There is nothing to stop. An offer takes one form, and as few as one learner.")),),
        controls=(offer(cohort),),
    )


def beside() -> Button:
    """Tell what finding people reads beside the hours."""
    return Button(label="Languages, company and more", action=Action("mentor.about"))
