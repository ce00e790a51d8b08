"""Did you meet? One press for each answer; what somebody says of it, only they see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.cards import controls
from bot.cards.checkins import named
from bot.cards.pairing import ways
from bot.domain.pairing.states import Fit, Kind
from bot.domain.words import shortened
from bot.messages.elements import Button, Card, Emphasis, Field, Form, Text, Tone
from bot.messages.text import line
from bot.messages.wire import Action

#: A button's words, with a name in them.
LABEL = 60
#: So many names to choose from.
MOST = 20
YES, NOT_YET, COULD_NOT = "yes", "not-yet", "could-not"
_PRIVATE = line("Only you see what you answer.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A session of a pairing as one of them is asked about it: with whom, and which one, counted from 1."""

    pairing: int
    kind: Kind
    name: str
    number: int
    planned: date | None = None


def ask(asked: Session, quiet: bool = False) -> Card:
    """Whether they met; `quiet`: nothing was heard of them for two weeks."""
    return Card(
        title=f"How is it going with {asked.name}?" if quiet else f"Did you meet {asked.name}?",
        body=(Text(line(_told(asked, quiet))),),
        controls=(*_answers(asked, urges=not quiet), *((_part(asked),) if quiet else ())),
        footnote=_PRIVATE,
    )


def which(asked: Sequence[Session]) -> Card:
    """Whom of several it is about."""
    return Card(
        title="Whom did you meet?",
        body=(Text(line("Choose one; the rest can be told afterwards.")),),
        controls=tuple(
            Button(
                label=shortened(one.name, LABEL), action=Action("pairing.ask", (str(one.pairing), str(one.number)))
            )
            for one in asked[:MOST]
        ),
        footnote=_PRIVATE,
    )


def nobody(kind: Kind) -> Card:
    """There is nobody they could have met."""
    if kind is Kind.BUDDY:
        return Card(
            title="You have no buddy right now",
            body=(Text(line("As soon as you have one, you can tell here whether you met.")),),
            controls=(ways.buddy(),),
        )
    return Card(
        title="You are not in a mentor pair right now",
        body=(Text(line("As soon as you are, you can tell here whether you met.")),),
        controls=(ways.stand(),),
    )


def met(told: Session, *, asks_fit: bool) -> Card:
    """They met; after a first session, one press more says how it felt."""
    words = "How did it feel? One press; nobody else sees it." if asks_fit else "A note is quick while it is fresh."
    return Card(
        title=f"Written down: you met {told.name}",
        body=(Text(line(words)),),
        controls=(*(_fits(told) if asks_fit else ()), note(told), plan(told, told.number + 1, "Plan the next one")),
        tone=Tone.GOOD,
        footnote=line("Notes are yours alone: /mentor notes."),
    )


def planned(told: Session, day: date) -> Card:
    """It is planned; they are asked on the day after."""
    return Card(
        title=f"Planned with {told.name}",
        body=(Text(line(f"For {named(day)}. You are asked how it went the day after.")),),
        controls=(plan(told, told.number, "Choose another day"), note(told)),
        tone=Tone.GOOD,
    )


def plan_form(asked: Session, usual: date) -> Form:
    """On which day they plan to meet."""
    return Form(
        title="When do you meet?",
        action=Action("pairing.plan", (str(asked.pairing), str(asked.number))),
        intro=line(f"With {asked.name}. You are asked how it went the day after."),
        fields=(
            Field(
                key="until",
                label="Which day?",
                hint="As in Thursday, tomorrow or 2027-01-14.",
                initial=(asked.planned or usual).isoformat(),
                longest=40,
            ),
        ),
    )


def not_yet(told: Session, again: date) -> Card:
    """They are asked once more."""
    return Card(
        title="Not yet is fine",
        body=(Text(line(f"You are asked once more, around {named(again)}. A day in both calendars helps most.")),),
        controls=(plan(told, told.number, f"Choose a day with {told.name}"),),
    )


def still_not(told: Session) -> Card:
    """Twice not yet: they are not asked again, and there are ways on."""
    return Card(
        title="Some weeks are like that",
        body=(
            Text(
                line("You are not asked about it again. Twenty minutes are enough for a first talk, also by phone.")
            ),
        ),
        controls=_ways(told),
    )


def could_not(told: Session) -> Card:
    """It did not work out: what can be done."""
    return Card(
        title="That happens",
        body=(Text(line(f"Three ways on: plan it anew, {_other(told)}, or leave it as it is for now.")),),
        controls=_ways(told),
        footnote=_PRIVATE,
    )


def fit(told: Session, said: Fit) -> Card:
    """How it felt is kept."""
    words = {
        Fit.GOOD: ("Good to know", "It helps to bring the next pairs together. You are not asked again."),
        Fit.DECIDING: ("Take your time", "One session is not much to go by. You are asked after the next one."),
        Fit.NOT: ("Good that you say so", "Not every two people fit, and it is nobody’s fault."),
    }
    title, sentence = words[said]
    return Card(
        title=title,
        body=(Text(line(sentence)),),
        controls=(note(told), *((_part(told),) if said is Fit.NOT else ())),
        tone=Tone.PLAIN if said is Fit.NOT else Tone.GOOD,
        footnote=line(f"{told.name} is not told."),
    )


def plan(told: Session, number: int, label: str = "") -> Button:
    """Open the form that plans a session."""
    return Button(
        label=shortened(label or f"Planned with {told.name}", LABEL),
        action=Action("pairing.plan", (str(told.pairing), str(number))),
    )


def note(told: Session) -> Button:
    """Open the note of a session."""
    return Button(label="Write a note", action=Action("pairing.note", (str(told.pairing), str(told.number))))


def _told(asked: Session, quiet: bool) -> str:
    if quiet:
        return "Two weeks have passed without a sign, and that is fine. Is there a day for the next talk?"
    if asked.planned:
        return f"You planned it for {named(asked.planned)}. One press is enough."
    return "One press is enough."


def _answers(asked: Session, urges: bool) -> tuple[Button, ...]:
    says = (("Met", YES), ("Not yet with", NOT_YET), ("Could not meet", COULD_NOT))
    yes, not_yet_, could = (
        Button(
            label=shortened(f"{words} {asked.name}", LABEL),
            action=Action("pairing.met", (str(asked.pairing), str(asked.number), said)),
            emphasis=Emphasis.PRIMARY if urges and said == YES else Emphasis.PLAIN,
        )
        for words, said in says
    )
    return (yes, plan(asked, asked.number), not_yet_, could)


def _fits(told: Session) -> tuple[Button, ...]:
    says = ((Fit.GOOD, "A good fit"), (Fit.DECIDING, "Still deciding"), (Fit.NOT, "Not a fit"))
    return tuple(
        Button(label=label, action=Action("pairing.fit", (str(told.pairing), said.value))) for said, label in says
    )


def _ways(told: Session) -> tuple[Button, ...]:
    return (plan(told, told.number, f"Choose a day with {told.name}"), _part(told))


def _other(told: Session) -> str:
    return "sit out for a while" if told.kind is Kind.BUDDY else "go on with somebody else"


def _part(told: Session) -> Button:
    """The way out of a pairing; what it means is shown before it happens."""
    if told.kind is Kind.BUDDY:
        return controls.run("Sit out, or see who it is", "buddy")
    return Button(
        label=shortened(f"Go on without {told.name}", LABEL), action=Action("pairing.part", (str(told.pairing),))
    )
