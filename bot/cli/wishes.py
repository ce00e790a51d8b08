"""What people of a rehearsal do to be brought together: they tell of themselves, offer, ask, and stop."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.cli.acting import Act
from bot.cli.personas import Persona
from bot.domain.guide import Guide
from bot.domain.pairing.states import Ladder
from bot.messages.wire import Action
from bot.requests import Actor, Command, Place, Submission

#: The share of learners who ask for a mentor, and the weeks in which they do.
ASKING, ASKED = 0.8, (1, 1, 1, 2, 2, 3, 5, 8)
#: When mentors offer, and how many learners each takes.
OFFERED, SEATS = (1, 1, 1, 2, 4), (1, 1, 2, 2, 3)
#: The second mentor, if there is one, stops in this week.
STOPPING, STOPS = 1, 11
#: What learners want a mentor for.
PURPOSES = (
    "Choose a first project that a team would want",
    "Practise interviews on machine learning systems",
    "Find the way into the ML team of my company",
    "Learn how models are kept alive in production",
)
#: The fields of an offer, and the question whose options each takes.
KNOWN = {"interests": "applications", "roles": "target-role", "routes": "route-wish"}
#: The day after the hour of the prompt, in half hours.
_HALF_HOUR, _DAY = timedelta(minutes=30), range(1, 26)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wisher:
    """Somebody, the place among their kind from 0, and where they type commands."""

    persona: Persona
    actor: Actor
    place: int
    channel: Place = field(default_factory=Place)


def introduction(who: Wisher, guide: Guide) -> Iterator[Submission]:
    """They fill in what pairing reads of their profile."""
    for step, answers in who.persona.profile(guide):
        yield Submission(actor=who.actor, place=Place(), action=Action("my.step", (step,)), answers=answers)


def week(who: Wisher, number: int, begins: datetime, guide: Guide) -> Iterator[Act]:
    """What they do for it in a week of the cohort, which begins at that moment."""
    dice = who.persona.dice("wishes")
    if who.persona.mentors:
        yield from _mentoring(who, number, begins, guide)
    elif dice.random() < ASKING and number == dice.choice(ASKED):
        yield _act(who, "ask", begins, purpose=dice.choice(PURPOSES))


def _mentoring(who: Wisher, number: int, begins: datetime, guide: Guide) -> Iterator[Act]:
    dice = who.persona.dice("offer")
    if number == dice.choice(OFFERED):
        asked = {one.slug: one for step in guide.onboarding for one in step.questions}
        known = {key: who.persona.answer(asked[slug]) for key, slug in KNOWN.items() if slug in asked}
        yield _act(who, "offer", begins, seats=str(dice.choice(SEATS)), ladder=Ladder.WORKING, **known)
    if number == STOPS and who.place == STOPPING:
        yield _act(who, "retire", begins)


def _act(who: Wisher, text: str, begins: datetime, **typed: str) -> Act:
    """In the daytime of a weekday, at a whole half hour, as everything of pairing is due."""
    dice = who.persona.dice(text)
    at = begins + timedelta(days=dice.randrange(5)) + dice.choice(_DAY) * _HALF_HOUR
    asked = Command(actor=who.actor, place=who.channel, name="mentor", text=text)
    return Act(at=at, request=asked, typed=typed)
