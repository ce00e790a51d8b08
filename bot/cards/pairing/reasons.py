"""Why these people, in words: at most three facts that are true of all of them, and never a number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias, assert_never

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
from bot.domain.pairing import availability
from bot.domain.pairing.states import Side
from bot.domain.words import listed
from bot.messages.elements import Block, Bullets, Text
from bot.messages.text import Line, Strong, line

#: Begins and ends, on the reader's clock.
Stretch: TypeAlias = tuple[datetime, datetime]

#: More lines of hours than this nobody reads; the usual ones come first.
_HOURS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One fact about the reader and somebody else; what it names is in words already."""

    who: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """Why these people, as one of them reads it, who is on that side.

    `told`: at most three. `hours`: when all of them are free in the week of the round. `starter`: the name of who is
    asked to write first; empty: the reader is. `others`: the names of the others.
    """

    others: tuple[str, ...]
    side: Side
    told: tuple[Told, ...] = ()
    hours: tuple[Stretch, ...] = ()
    starter: str = ""


def why(because: Because) -> tuple[Block, ...]:
    """The facts, with the hours they share; where there is none, what a first hour is for."""
    facts = tuple(_fact(one, because.side) for one in because.told)
    shared = tuple(_shared(because))
    if facts or shared:
        return (Bullets((*facts, *shared)),)
    told = f"There is no fact yet that you have {_all(because)} told. What you share is for a first hour to find out."
    return (Text(line(told)),)


def told_apart(words: Sequence[str]) -> str:
    """Words in a row, set apart by semicolons where one of them has an “and” or an “or” of its own."""
    apart = any(own in f" {word} " for word in words for own in (" and ", " or "))
    return "; ".join(words) if apart else listed(words)


def first(because: Because) -> Block:
    """Who is asked to write first."""
    if not because.starter:
        return Text(line("You are asked to write first: one line and a time are enough."))
    return Text(line(Strong(because.starter), " is asked to write first; nothing keeps you from it."))


def _fact(told: Told, side: Side) -> Line:
    who, reason = told.who, told.reason
    match reason:
        case Named() | WentThere() | WorksThere():
            return line(_to_mentor(who, reason) if side is Side.MENTOR else _to_learner(who, reason))
        case Traded(gives=gives, gets=gets):
            return line(f"You could show {who}: {gives}. {who} could show you: {gets}.")
        case SameAim(role=role, route=route):
            return line(f"You and {who} aim for the same: {told_apart(tuple(filter(None, (role, route))))}.")
        case SameField(field=field):
            return line(f"You and {who} both know this field: {field}.")
        case Liked(interests=interests):
            return line(f"You and {who} are both interested in: {told_apart(interests)}.")
        case Free():
            return line(f"You and {who} have free hours in common.")
    assert_never(reason)


def _to_learner(who: str, reason: Named | WentThere | WorksThere) -> str:
    match reason:
        case Named():
            return f"You asked for {who} by name."
        case WentThere(route=route):
            return f"{who} has gone a way that interests you: {route}."
        case WorksThere(role=role):
            return f"{who} knows the role you aim for: {role}."
    assert_never(reason)


def _to_mentor(who: str, reason: Named | WentThere | WorksThere) -> str:
    match reason:
        case Named():
            return f"{who} asked for you by name."
        case WentThere(route=route):
            return f"{who} is interested in a way you have gone: {route}."
        case WorksThere(role=role):
            return f"{who} aims for a role you know: {role}."
    assert_never(reason)


def _shared(because: Because) -> Iterator[Line]:
    """The hours they share: days with the same ones together, and what a day has side by side."""
    found: dict[str, list[int]] = {}
    for begins, ends in because.hours:
        found.setdefault(f"{begins:%H:%M}–{ends:%H:%M}", []).append(begins.weekday())
    often = sorted(found.items(), key=lambda one: -len(one[1]))[:_HOURS]
    same: dict[str, list[str]] = {}
    for hours, days in often:
        same.setdefault(availability.days(days), []).append(hours)
    if same:
        told = "; ".join(f"{days} {listed(hours)}" for days, hours in same.items())
        yield line(f"You are {_all(because)} free, by your clock: {told}.")


def _all(because: Because) -> str:
    return "both" if len(because.others) == 1 else "all"
