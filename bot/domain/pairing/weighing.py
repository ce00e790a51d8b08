"""What a cohort weighs otherwise, as an organiser writes it: a name and its points, a line each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields

from bot.domain.matching.weights import BuddyWeights, MentorWeights
from bot.domain.words import listed

#: Before the name of what counts between buddies; what counts for a mentor has its name alone.
BUDDIES = "buddies."
#: More than this no part of a fit can count, for or against: the whole of it is 1000.
MOST = 1000
_LINE = re.compile(r"(?P<name>[a-z.]+)\s*[:=]?\s*(?P<points>[+−-]?\d{1,6})")


def usual() -> Mapping[str, int]:
    """The points of everything that counts, by the name an organiser writes."""
    return weighed(MentorWeights(), BuddyWeights())


def weighed(mentors: MentorWeights, buddies: BuddyWeights) -> Mapping[str, int]:
    """The same of these weights."""
    return {**dict(_points(mentors, "")), **dict(_points(buddies, BUDDIES))}


def others(mentors: MentorWeights, buddies: BuddyWeights) -> Mapping[str, int]:
    """Only what differs from the usual."""
    known = usual()
    return {name: points for name, points in weighed(mentors, buddies).items() if points != known[name]}


def written(points: Mapping[str, int]) -> str:
    """As an organiser would write it."""
    return "\n".join(f"{name} {number}" for name, number in points.items())


def read(text: str) -> Mapping[str, int]:
    """What they wrote; empty for the usual. Raises `ValueError` with a sentence that says what to write instead."""
    found: dict[str, int] = {}
    for said in filter(None, (part.strip() for part in re.split(r"[\n,;]", text.casefold()))):
        name, points = _line(said)
        if name in found:
            raise ValueError(f"“{name}” is there twice: keep one of the two.")
        found[name] = points
    return found


def _line(said: str) -> tuple[str, int]:
    match, known = _LINE.fullmatch(said), usual()
    if match is None:
        raise ValueError(f"“{said[:30]}” is not clear yet: write a name and its points, as in interests 350.")
    name, points = match["name"], int(match["points"].replace("−", "-"))
    if name not in known:
        raise ValueError(f"There is no “{name[:30]}”. There is {listed(tuple(known), 'or')}.")
    low, high = (0, MOST) if known[name] >= 0 else (-MOST, 0)
    if not low <= points <= high:
        raise ValueError(f"“{name}” takes points from {low} to {high}; {known[name]} is usual.")
    return name, points


def _points(weights: MentorWeights | BuddyWeights, before: str) -> Iterator[tuple[str, int]]:
    for one in fields(weights):
        yield f"{before}{one.name}", getattr(weights, one.name)
