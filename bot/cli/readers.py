"""What people of a rehearsal do about what they read: which button they press, and when; or none."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.cli.acting import Act
from bot.cli.personas import Persona
from bot.messages.elements import Button, Card
from bot.requests import Actor, Click, Place

#: Hours until somebody answers what they read: the same evening, the next morning, the next evening.
AFTER = (0.5, 1, 2, 13, 14.5, 24, 25.5)

#: Buttons by what they do: the name of the action and the words among its arguments.
Offered: TypeAlias = Mapping[str, Button]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that buttons ask: of a hundred people, how many press each of them; the others stay silent.

    It is asked where the `sign` is among them, `unless` that is, too. `late` of a hundred answer only what they read
    twice. `again`: each time it is read it asks something new, so that the dice are thrown anew.
    """

    sign: str
    shares: Mapping[str, int]
    unless: str = ""
    late: int = 0
    again: bool = False

    def asked(self, offered: Offered) -> bool:
        """Whether these buttons ask it."""
        return self.sign in offered and self.unless not in offered

    def pressed(self, thrown: float) -> str:
        """What somebody presses who threw this, from 0 to 1; nothing for silence."""
        left = thrown * 100
        for press, share in self.shares.items():
            left -= share
            if left < 0:
                return press
        return ""


QUESTIONS = (
    Question(sign="mentor.accept", shares={"mentor.accept": 68, "mentor.decline": 12}, late=25),
    Question(
        sign="pairing.met could-not",
        shares={"pairing.met yes": 45, "pairing.plan": 15, "pairing.met not-yet": 12, "pairing.met could-not": 6},
        again=True,
    ),
    Question(sign="pairing.plan", shares={"pairing.plan": 50}, unless="pairing.met could-not"),
    Question(
        sign="pairing.fit good", shares={"pairing.fit good": 70, "pairing.fit deciding": 15, "pairing.fit not": 7}
    ),
    Question(sign="pairing.part", shares={"pairing.part": 20}),
    Question(sign="pairing.parted another", shares={"pairing.parted another": 85, "pairing.parted only": 15}),
    Question(sign="mentor.retired", shares={"mentor.retired": 100}),
    Question(sign="mentor.back", shares={"mentor.back": 60}),
)


class Reader:
    """Somebody who reads what segue says to them, and remembers what they were asked."""

    def __init__(self, persona: Persona, actor: Actor) -> None:
        self._persona = persona
        self._actor = actor
        self._read: dict[str, list[str]] = {}
        self._pressed: set[tuple[str, str]] = set()

    def reads(self, card: Card, now: datetime) -> Iterator[Act]:
        """What they will do about this card, which they read now."""
        for subject, offered in _offered(card).items():
            for question in QUESTIONS:
                if question.asked(offered) and (act := self._answer(question, subject, offered, now)):
                    yield act

    def _answer(self, question: Question, subject: str, offered: Offered, now: datetime) -> Act | None:
        read = self._read.setdefault(question.sign, [])
        read.append(subject)
        # What it is about is told apart by their own count: numbers of rows differ from one database to another.
        place, times = list(dict.fromkeys(read)).index(subject), read.count(subject)
        dice = self._persona.dice(f"{question.sign}:{place}:{times if question.again else 0}")
        press, late = question.pressed(dice.random()), dice.random() * 100 < question.late
        done = not question.again and (press, subject) in self._pressed
        if press not in offered or done or (late and times == 1):
            return None
        self._pressed.add((press, subject))
        click = Click(actor=self._actor, place=Place(), action=offered[press].action)
        return Act(at=now + timedelta(hours=AFTER[0] if late else dice.choice(AFTER)), request=click)


def _offered(card: Card) -> Mapping[str, Offered]:
    """The buttons of a card, by the numbers in what they do."""
    found: dict[str, dict[str, Button]] = {}
    for button in card.controls:
        if isinstance(button, Button) and not button.spent:
            words = [one for one in button.action.args if not one.isdigit()]
            subject = " ".join(one for one in button.action.args if one.isdigit())
            found.setdefault(subject, {})[" ".join((button.action.name, *words))] = button
    return found
