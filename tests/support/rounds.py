"""Rounds for tests: people drawn by Hypothesis, with everything that a rule or a score looks at."""

from datetime import date, time

from hypothesis import strategies as st

from bot.domain.matching import hours
from bot.domain.matching.barriers import Week
from bot.domain.matching.mentors import Round
from bot.domain.matching.people import Learner, Mentor, Past, Traits

MONDAY = date(2026, 3, 9)
WEEK = Week(monday=MONDAY)
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Singapore")
FREE = tuple(
    hours.week(hours.working(time(since), time(since + 8)), zone, MONDAY) for zone in ZONES for since in (8, 14)
)

traits = st.builds(
    Traits,
    languages=st.frozensets(st.sampled_from(["en", "de", "fr"]), max_size=2),
    level=st.none() | st.integers(0, 3),
    company=st.sampled_from(["", "Acme", "Initech"]),
    own_company=st.booleans(),
    free=st.sampled_from([0, *FREE]),
    interests=st.frozensets(st.sampled_from("abcdef"), max_size=3),
    role=st.sampled_from(["", "applied-mle", "mlops"]),
    routes=st.frozensets(st.sampled_from(["inside", "outside"])),
    fields=st.frozensets(st.sampled_from(["payments", "health"]), max_size=2),
)


@st.composite
def rounds(draw: st.DrawFn, learners: int = 6, mentors: int = 4) -> Round:
    """A small round: learners count from 1, mentors from 101."""
    asking = [
        draw(st.builds(Learner, number=st.just(number), traits=traits, waited=st.integers(0, 3)))
        for number in range(1, 1 + draw(st.integers(0, learners)))
    ]
    answering = [
        draw(
            st.builds(
                Mentor,
                number=st.just(number),
                seats=st.integers(0, 3),
                taken=st.integers(0, 2),
                traits=traits,
                roles=st.frozensets(st.sampled_from(["applied-mle", "mlops"]), max_size=2),
                peer=st.booleans(),
            )
        )
        for number in range(101, 101 + draw(st.integers(0, mentors)))
    ]
    pairs = [(one.number, other.number) for one in asking for other in answering]
    some = st.frozensets(st.sampled_from(pairs), max_size=3) if pairs else st.just(frozenset())
    past = Past(blocked=draw(some), declined=draw(some), current=frozenset(), before=draw(some))
    return Round(learners=asking, mentors=answering, week=WEEK, seed=draw(st.text(max_size=3)), past=past)
