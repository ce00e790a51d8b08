"""Whole communities drawn by chance from a seed: who asks, who answers, and who looks for a buddy."""

from dataclasses import replace
from datetime import time
from random import Random

from bot.domain.matching import hours
from bot.domain.matching.buddies import Circle, Peer
from bot.domain.matching.hours import Span
from bot.domain.matching.mentors import Round
from bot.domain.matching.people import Learner, Mentor, Traits
from tests.support.rounds import MONDAY, WEEK

ZONES = ("Europe/Berlin", "Europe/London", "America/New_York", "America/Denver", "Asia/Singapore", "Asia/Kolkata")
LANGUAGES = ("english", "english", "english", "german", "spanish", "hindi")
ROLES = ("applied-mle", "mlops", "ai-engineer", "ml-researcher")
NEIGHBOURS = frozenset(frozenset({"applied-mle", one}) for one in ROLES[1:]) | {frozenset({"mlops", "ai-engineer"})}
ROUTES = ("inside", "outside", "startup", "bootcamp")
INTERESTS = ("language", "search", "vision", "finance", "health", "vehicles", "tools", "public-good")
FIELDS = ("payments", "health", "games", "logistics", "energy")
SKILLS = ("system-design", "debugging", "practice", "algorithms", "teamwork", "cloud-platforms")


def learners(chance: Random, many: int, since: int = 1) -> list[Learner]:
    """So many who ask, counted from `since`, each of whom has waited for up to three weeks."""
    return [
        Learner(number=number, traits=_traits(chance, most_level=2), waited=chance.randrange(22))
        for number in range(since, since + many)
    ]


def mentors(chance: Random, many: int, since: int, seats: tuple[int, int] = (1, 4)) -> list[Mentor]:
    """So many who answer, with so many seats each, from one number to another."""
    return [
        Mentor(
            number=number,
            seats=chance.randint(*seats),
            taken=chance.randrange(3),
            traits=_traits(chance, most_level=3),
            roles=_some(chance, ROLES, 2),
            routes=_some(chance, ROUTES, 2),
            peer=chance.random() < 0.1,
            glad=min(met := chance.randrange(6), chance.randrange(6)),
            met=met,
        )
        for number in range(since, since + many)
    ]


def community(people: int, seed: int = 1) -> Round:
    """A round of so many people in all: a mentor with one to four seats for every four learners."""
    chance = Random(seed)
    answering = people // 5
    asking = learners(chance, people - answering)
    offered = mentors(chance, answering, len(asking) + 1)
    named = [
        replace(one, prefers=tuple(chance.sample([other.number for other in offered], k=min(3, answering))))
        if chance.random() < 0.2
        else one
        for one in asking
    ]
    return Round(learners=named, mentors=offered, week=WEEK, seed=str(seed), neighbours=NEIGHBOURS)


def circle(people: int, seed: int = 1, rounds: int = 3) -> Circle:
    """A buddy round of so many people, after a few in which they were put together by chance."""
    chance = Random(seed)
    numbers, met = list(range(1, people + 1)), dict[tuple[int, int], int]()
    for _ in range(rounds):
        chance.shuffle(numbers)
        for one, other in zip(numbers[::2], numbers[1::2], strict=False):
            pair = (min(one, other), max(one, other))
            met[pair] = met.get(pair, 0) + 1
    peers = [peer(chance, number) for number in range(1, people + 1)]
    return Circle(peers=peers, week=WEEK, seed=str(seed), met=met, neighbours=NEIGHBOURS)


def peer(chance: Random, number: int) -> Peer:
    """Somebody who looks for a buddy."""
    return Peer(
        number=number,
        traits=_traits(chance, most_level=3),
        gives=_some(chance, SKILLS, 3),
        seeks=_some(chance, SKILLS, 3),
    )


def _traits(chance: Random, most_level: int) -> Traits:
    """What somebody told; some leave some of it open."""
    return Traits(
        languages=frozenset(chance.choices(LANGUAGES, k=2)),
        level=None if _leaves_open(chance) else chance.randint(0, most_level),
        company="" if _leaves_open(chance) else f"company {chance.randrange(40)}",
        own_company=chance.random() < 0.3,
        free=0 if _leaves_open(chance) else hours.week(_free(chance), chance.choice(ZONES), MONDAY),
        interests=_some(chance, INTERESTS, 4),
        role="" if _leaves_open(chance) else chance.choice(ROLES),
        routes=_some(chance, ROUTES, 2),
        fields=_some(chance, FIELDS, 1),
    )


def _leaves_open(chance: Random) -> bool:
    return chance.random() < 0.15


def _free(chance: Random) -> frozenset[Span]:
    """Some evenings or mornings, on some days."""
    days = chance.sample(range(7), k=chance.randint(2, 6))
    since = [chance.randint(7, 20) for _ in days]
    return frozenset(
        Span(weekday=day, since=time(begins), until=time((begins + chance.randint(1, 4)) % 24))
        for day, begins in zip(days, since, strict=True)
    )


def _some(chance: Random, options: tuple[str, ...], most: int) -> frozenset[str]:
    return frozenset(chance.sample(options, k=chance.randint(0, most)))
