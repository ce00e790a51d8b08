"""How a cohort brings people together: looked at first or not, how often buddies change, and what counts how much."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards.pairing import ways
from bot.domain.pairing import weighing
from bot.domain.words import counted, listed
from bot.messages.elements import Button, Card, Facts, Field, FieldKind, Form, Option, Text, Tone
from bot.messages.text import Line, line
from bot.messages.wire import Action

YES, NO = "yes", "no"
#: What each part of a fit is, for whoever weighs it otherwise.
MEANS: Mapping[str, str] = {
    "interests": "what the learner wants and the mentor has: need, not likeness",
    "role": "the mentor works where the learner wants to go; a role beside it counts for 0.4",
    "route": "the mentor has gone the way that the learner chose",
    "hours": "hours both are free in a week, up to ten: more make no meeting easier to find",
    "seniority": "two or three levels ahead: near enough to remember, far enough to help",
    "feedback": "first sessions that were a good fit, drawn towards none while there are few",
    "preferred": "the learner named this mentor; each later name counts for half as much",
    "before": "they were a pair once: somebody new has more to give",
    "load": "for each learner the mentor has already",
    "buddies.interests": "what both like, of all that either likes",
    "buddies.hours": "hours both are free in a week, up to ten",
    "buddies.route": "the same way into the field",
    "buddies.role": "the same role in mind; one beside it counts for 0.4",
    "buddies.closeness": "close in level",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How a cohort brings people together. `hours`: on each of so many `days` they must share; `others`: weights."""

    reviews: bool
    buddy_weeks: int
    days: int
    hours: float
    others: Mapping[str, int]


def policy(of: Policy) -> Line:
    """All of it in one line."""
    first = "you look at each plan first" if of.reviews else "plans go out at once"
    weeks = "every week" if of.buddy_weeks == 1 else f"every {of.buddy_weeks} weeks"
    shared = f"at least {hours(of.hours)} on {counted(of.days, 'day')} in common" if of.days else "no hours needed"
    weights = listed([f"{name} {points}".replace("-", "−") for name, points in of.others.items()])
    weighed = f"weighed {weights}" if weights else "usual weights"
    return line(f"{first}; buddies change {weeks}; {shared}; {weighed}")


def form(cohort: int, of: Policy) -> Form:
    """Everything but the weights."""
    return Form(
        title="How people are paired",
        action=Action("pairs.policy", (str(cohort),)),
        intro=line("It holds from the next round on. Nobody who has somebody loses them by it."),
        fields=(
            Field(
                key="reviews",
                label="Look at a plan before it goes out?",
                kind=FieldKind.CHOICE,
                initial=YES if of.reviews else NO,
                options=(Option(NO, "No, people hear at once"), Option(YES, "Yes; after 48 hours it goes by itself")),
            ),
            Field(
                key="weeks",
                label="Buddies change every … weeks",
                hint="1 to 8; 2 is usual",
                initial=str(of.buddy_weeks),
                longest=10,
            ),
            Field(
                key="days",
                label="On how many days must they share hours?",
                hint="0 to 5; 2 is usual, 0 lets hours count for nothing",
                initial=str(of.days),
                longest=10,
            ),
            Field(
                key="hours",
                label="How many hours on each of these days?",
                hint="0.5 to 4; 1 is usual",
                initial=f"{of.hours:g}",
                longest=10,
            ),
        ),
    )


def weights(cohort: int, others: Mapping[str, int]) -> Form:
    """What counts more or less than usual here."""
    return Form(
        title="What counts how much",
        action=Action("pairs.weights", (str(cohort),)),
        intro=line("A name and its points, a line each; empty for the usual. “What counts” tells what each one is."),
        fields=(
            Field(
                key="weights",
                label="Weighed otherwise here",
                kind=FieldKind.PARAGRAPH,
                required=False,
                hint="As in: interests 350. Up to 1000; what counts against takes a minus.",
                initial=weighing.written(others),
                longest=1000,
            ),
        ),
    )


def made_of(cohort: int, mine: Mapping[str, int]) -> Card:
    """What a fit is made of, with the points of each part and why; `mine` are those of this cohort."""
    usual = weighing.usual()
    rows = tuple((name, line(f"{_points(mine[name], usual[name])} · {MEANS[name]}")) for name in usual)
    return Card(
        title="What counts, of 1000 points",
        body=(
            Text(line("First as many people as can be, then who waited longest; only then how well they fit:")),
            Facts(rows),
        ),
        controls=(weighs(cohort), ways.back(cohort)),
        footnote=line("What somebody left open counts half, never against them. Name and gender count nothing."),
    )


def kept(cohort: int, of: Policy) -> Card:
    """It holds now."""
    return Card(
        title="Saved",
        body=(Text(line("From the next round on: ", *policy(of), ".")),),
        controls=(ways.back(cohort), counts(cohort)),
        tone=Tone.GOOD,
    )


def counts(cohort: int) -> Button:
    """Tell what a fit is made of."""
    return Button(label="What counts", action=Action("pairs.counts", (str(cohort),)))


def weighs(cohort: int) -> Button:
    """Weigh it otherwise."""
    return Button(label="Weigh it otherwise", action=Action("pairs.weights", (str(cohort),)))


def hours(number: float) -> str:
    """Half an hour, an hour, 2 hours."""
    if number == 0.5:
        return "half an hour"
    return "an hour" if number == 1 else f"{number:g} hours"


def _points(mine: int, usual: int) -> str:
    said = f"{mine} (usually {usual})" if mine != usual else str(mine)
    return said.replace("-", "−")
