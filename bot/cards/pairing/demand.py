"""Rounds that an organiser asks for, and the last ones as they were solved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.pairing import ways
from bot.domain.pairing.states import Cause, Kind
from bot.domain.words import counted, shortened
from bot.messages.elements import Block, Button, Card, Emphasis, Facts, Text, Tone
from bot.messages.text import Code, Line, Moment, Strong, line
from bot.messages.wire import Action

CAUSES: Mapping[Cause, str] = {
    Cause.RHYTHM: "on the rhythm",
    Cause.DEMAND: "on demand",
    Cause.GAP: "to fill a gap",
}
_TOLD = {
    Kind.MENTOR: "Whoever gets a suggestion reads it in their next private note.",
    Kind.BUDDY: "Everybody reads who is beside them in their next private note.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A round that was held, with all that is needed to see why it came out so."""

    kind: Kind
    at: datetime
    cause: Cause
    served: int
    unserved: int
    seed: str
    weights: str
    digest: str


def ask_to_start(cohort: int, people: int, groups: int) -> Card:
    """What a buddy round on demand means."""
    now = "the group there is" if groups == 1 else f"the {groups} groups there are"
    ends = f"It ends {now} now." if groups else ""
    told = f"{counted(people, 'person', 'people')} take part, and everybody gets somebody new. {ends}".strip()
    start = Action("pairs.started", (str(cohort), Kind.BUDDY))
    return Card(
        title="Start a buddy round now?",
        body=(Text(line(told)),),
        controls=(
            Button(label="Start it", action=start, emphasis=Emphasis.PRIMARY),
            ways.back(cohort, "Not now"),
        ),
        footnote=line("The rhythm goes on as planned."),
    )


def started(cohort: int, kind: Kind, reviews: bool) -> Card:
    """A round on demand is on its way."""
    told = "You get the plan to look at first, in your private note and here." if reviews else _TOLD[kind]
    return Card(
        title=f"A {kind} round begins now",
        body=(Text(line(f"It takes a minute. {told}")),),
        controls=(ways.back(cohort),),
        tone=Tone.GOOD,
    )


def under_way(cohort: int, kind: Kind) -> Card:
    """One is being carried out already."""
    return Card(
        title=f"A {kind} round is on its way already",
        body=(Text(line("Look again in a minute. A second one would find nobody left.")),),
        controls=(ways.back(cohort, "Look again"),),
    )


def too_few(cohort: int) -> Card:
    """A buddy round would find nobody."""
    told = "It takes two people who learn here, take part and are not on a pause."
    return Card(
        title="There is nobody to bring together",
        body=(Text(line(f"{told} Whoever joins later finds somebody by itself.")),),
        controls=(ways.back(cohort),),
    )


def no_seats(cohort: int, waiting: int) -> Card:
    """People wait, and no mentor has a free seat."""
    wait = "One person waits" if waiting == 1 else f"{waiting} people wait"
    return Card(
        title="No mentor has a free seat",
        body=(
            Text(line(f"{wait}, so a round could serve nobody. As soon as a seat is free, one begins by itself.")),
            Text(line("Somebody who could mentor offers it with ", Code("/mentor offer"), "; it takes a minute.")),
        ),
        controls=(ways.who_waits(cohort), ways.back(cohort)),
    )


def records(cohort: int, name: str, held: Sequence[Held]) -> Card:
    """The last rounds as they were solved: the same numbers have the same plan again."""
    return Card(
        title=f"{shortened(name, 60)}: the last rounds",
        body=tuple(_listed(held)) or (Text(line("There has been none yet.")),),
        controls=(ways.back(cohort),),
        footnote=line("The same people, weights and seed have the same plan; the fingerprint is of all three."),
    )


def came_out(held: Held) -> str:
    """How many got somebody, and how many nobody."""
    if not held.served + held.unserved:
        return "nobody waited"
    return f"{held.served} served" + (f", {held.unserved} without" if held.unserved else "")


def _listed(held: Sequence[Held]) -> Iterator[Block]:
    for one in held:
        yield Text(line(Strong(f"Last {one.kind} round")))
        yield Facts(tuple(_record(one)))


def _record(held: Held) -> Iterator[tuple[str, Line]]:
    yield ("When", line(Moment(held.at), f", {CAUSES[held.cause]}"))
    yield ("Came out", line(came_out(held)))
    for name, said in (("Seed", held.seed), ("Weights", shortened(held.weights, 200)), ("Fingerprint", held.digest)):
        yield (name, line(Code(said) if said else "none"))
