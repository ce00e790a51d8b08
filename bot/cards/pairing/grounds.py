"""What speaks for two people, as everybody else may read it: in their room, and in a plan that is looked at."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import assert_never

from bot.cards.pairing.reasons import Stretch, told_apart
from bot.domain.matching.reasons import (
    Free,
    Liked,
    Named,
    Reason,
    SameAim,
    SameField,
    Traded,
    WentThere,
    WorksThere,
)
from bot.domain.words import counted, shortened
from bot.messages.text import Line, line

#: Characters of a name.
NAME = 40


def fact(reason: Reason, one: str, other: str) -> Line:
    """A fact about both: the learner first, then the mentor; of buddies in either order."""
    mine, theirs = shortened(one, NAME), shortened(other, NAME)
    match reason:
        case Named():
            said = f"{mine} asked for {theirs} by name"
        case Traded(gives=gives, gets=gets):
            said = f"{mine} could show {theirs}: {gives}. {theirs} could show {mine}: {gets}"
        case WentThere(route=route):
            said = f"{theirs} has gone a way that interests {mine}: {route}"
        case WorksThere(role=role):
            said = f"{theirs} knows the role that {mine} aims for: {role}"
        case SameAim(role=role, route=route):
            said = f"{mine} and {theirs} aim for the same: {told_apart(tuple(filter(None, (role, route))))}"
        case SameField(field=field):
            said = f"{mine} and {theirs} both know this field: {shortened(field, NAME)}"
        case Liked(interests=interests):
            said = f"{mine} and {theirs} are both interested in: {told_apart(interests)}"
        case Free():
            said = f"{mine} and {theirs} are free at the same hours"
        case _:
            assert_never(reason)
    return line(f"{said}.")


def hours(shared: Sequence[Stretch]) -> Iterator[Line]:
    """How much time they have in common in the week that is compared."""
    halves = sum((ends - begins for begins, ends in shared), timedelta()) // timedelta(minutes=30)
    if halves:
        yield line(
            f"{counted(halves // 2, 'hour') if halves % 2 == 0 else f'{halves / 2:g} hours'} in common this week"
        )
