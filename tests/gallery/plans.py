"""What buddies and organisers see of pairing: who is beside somebody, who waits, plans under review, settings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.cards.pairing import buddies, costs, demand, grounds, organising, policies, reviewing, waiting
from bot.cards.pairing.buddies import Alone, Beside
from bot.cards.pairing.costs import Blocked
from bot.cards.pairing.demand import Held
from bot.cards.pairing.organising import Beat, Overview
from bot.cards.pairing.policies import Policy
from bot.cards.pairing.reasons import Because, Told
from bot.cards.pairing.reviewing import Change, Gets, Plan
from bot.cards.pairing.waiting import Together, Waiting
from bot.domain.matching.barriers import Barrier
from bot.domain.matching.reasons import Liked, Named, SameAim, SameField, Traded, WentThere, WorksThere
from bot.domain.pairing import weighing
from bot.domain.pairing.states import Cause, Kind, RoundState, Side
from bot.messages.elements import Option
from tests.gallery.exhibits import COHORT, Exhibit, made, returned

NOW = datetime(2027, 1, 11, 9, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TRADED = Traded(gives="System design", gets="Testing")
BECAUSE = Because(
    others=("Bo",),
    side=Side.BUDDY,
    told=(Told(who="Bo", reason=TRADED), Told(who="Bo", reason=SameField(field="payments"))),
    hours=((NOW + 9 * HOUR, NOW + 11 * HOUR),),
)
BESIDE = Beside(
    cohort=COHORT,
    pairing=12,
    session=1,
    because=BECAUSE,
    topic="Which habit from software helped you most with data?",
    until=NOW + 14 * DAY,
)
THREE = Because(others=("Bo", "Chen"), side=Side.BUDDY, starter="Chen")
ALONE = Alone(cohort=COHORT, name="Spring", next=NOW + HOUR, others=5)
USUAL = Policy(reviews=False, buddy_weeks=2, days=2, hours=1, others={})
OTHER = Policy(reviews=True, buddy_weeks=1, days=0, hours=1.5, others={"interests": 350, "before": -100})
HELD = Held(
    kind=Kind.MENTOR,
    at=NOW,
    cause=Cause.RHYTHM,
    served=5,
    unserved=2,
    seed="221e374740425698",
    weights="2 interests=350",
    digest="91817f905a34c0a80ad97f747703d002b852b4bc3b55b5f0b9f5e84e721a8d29",
)
BEATS = (
    Beat(kind=Kind.MENTOR, last=HELD, next=NOW + 7 * DAY, plan=0),
    Beat(kind=Kind.BUDDY, last=None, next=None, plan=0),
)
OVERVIEW = Overview(
    cohort=COHORT,
    name="Spring",
    waiting=2,
    since=NOW - 3 * DAY,
    open=3,
    mentors=4,
    seats=7,
    free=2,
    median=timedelta(hours=30),
    groups=5,
    beside=11,
    out=1,
    beats=BEATS,
    policy=USUAL,
)
BLOCKED = Blocked(mentors=6, kept={Barrier.LANGUAGE: 1, Barrier.HOURS: 3}, full=2, free=0)
DANA = Waiting(request=4, name="Dana", since=NOW - 3 * DAY, why=BLOCKED)
PLAN = Plan(
    cohort=COHORT,
    name="Spring",
    round=9,
    kind=Kind.MENTOR,
    mark="a1b2c3d4",
    goes=NOW + 2 * DAY,
    served=2,
    people=3,
    more=True,
)
_REASONS = (
    Named(),
    TRADED,
    WentThere(route="A transfer inside my company"),
    WorksThere(role="MLOps or ML platform engineer"),
    SameAim(role="Applied ML engineer"),
    SameField(field="payments"),
    Liked(interests=("Language", "Vision")),
)
ZOE = Gets(
    number=4,
    name="Dana",
    gets=("Zoe",),
    why=(*(grounds.fact(one, "Dana", "Zoe") for one in _REASONS), *grounds.hours(BECAUSE.hours)),
)
NOBODY = Gets(number=5, name="Eva", gets=(), why=(costs.blocked(BLOCKED),))
CHOSEN = Gets(number=6, name="Bo", gets=("Max",), chosen=True)
MENTORS = (Option("21", "Max"), Option("22", "Zoe"))


def plans() -> Iterator[Exhibit]:
    """All of them."""
    yield from _beside()
    yield from _organising()
    yield from _settings()
    yield from _reviewing()


def _beside() -> Iterator[Exhibit]:
    met = Beside(cohort=COHORT, pairing=12, session=3, because=THREE, met=2, out=True, until=NOW)
    yield made("", buddies.beside, BESIDE)
    yield made("three-out", buddies.beside, met)
    yield made("", buddies.found, BESIDE)
    yield made("", buddies.nobody, ALONE)
    yield made("alone", buddies.nobody, Alone(cohort=COHORT, name="Spring", next=NOW, others=0))
    kept = {Barrier.LANGUAGE: 1, Barrier.COMPANY: 1, Barrier.HOURS: 3}
    yield made("kept", buddies.nobody, Alone(cohort=COHORT, name="Spring", next=NOW, others=5, kept_away=kept))
    yield made("over", buddies.nobody, Alone(cohort=COHORT, name="Spring", next=None, others=5))
    yield made("", buddies.sitting_out, COHORT)
    yield made("beside", buddies.sitting_out, COHORT, ("Bo", "Chen"))
    yield made("", buddies.joined, ALONE)


def _organising() -> Iterator[Exhibit]:
    plan = (Beat(kind=Kind.MENTOR, last=HELD, next=None, plan=9), BEATS[1])
    none = replace(OVERVIEW, waiting=0, since=None, open=0, mentors=0, seats=0, free=0, median=None)
    yield made("", organising.overview, OVERVIEW)
    yield made("plan", organising.overview, replace(OVERVIEW, beats=plan, policy=OTHER))
    yield made("nothing-yet", organising.overview, replace(none, groups=0, beside=0, out=0))
    paused = Waiting(request=5, name="Eva", since=NOW - DAY, why=None, paused=True)
    yield made("", waiting.waiting, COHORT, "Spring", (DANA, paused), 1, more=True)
    yield made("", waiting.somebody, COHORT, DANA, MENTORS, more=True)
    for sight, told in (
        ("apart", waiting.kept_apart()),
        ("away", waiting.away("Zoe")),
        ("full", waiting.full("Zoe", 2)),
        ("dear", waiting.possible(costs.cost(2, 0, 0))),
        ("waits", waiting.possible(costs.cost(0, 3, 0))),
        ("less", waiting.possible(costs.cost(0, 0, 9))),
        ("much-less", waiting.possible(costs.cost(0, 0, 900))),
        ("free", waiting.possible(costs.cost(0, 0, 0))),
    ):
        yield made(sight, waiting.why_not, COHORT, 4, "Dana", "Zoe", told)
    bonds = (
        Together(kind=Kind.MENTOR, names=("Dana", "Zoe"), since=NOW),
        Together(kind=Kind.MENTOR, names=("Eva", "Zoe"), since=NOW, asked=True),
        Together(kind=Kind.BUDDY, names=("Bo", "Chen", "Dana"), since=NOW),
    )
    yield made("", waiting.together, COHORT, "Spring", bonds, 0, more=True)
    yield made("nobody", waiting.together, COHORT, "Spring", (), 0, more=False)
    yield made("", demand.ask_to_start, COHORT, 11, 5)
    yield made("first", demand.ask_to_start, COHORT, 2, 0)
    for kind in Kind:
        yield made(kind, demand.started, COHORT, kind, reviews=False)
    yield made("reviewed", demand.started, COHORT, Kind.MENTOR, reviews=True)
    yield made("", demand.under_way, COHORT, Kind.BUDDY)
    yield made("", demand.records, COHORT, "Spring", (HELD, replace(HELD, kind=Kind.BUDDY, served=0, unserved=0)))
    yield made("none", demand.records, COHORT, "Spring", ())


def _settings() -> Iterator[Exhibit]:
    typed = {"reviews": "yes", "weeks": "0", "days": "9", "hours": "0.7"}
    yield (form := made("", policies.form, COHORT, USUAL))
    yield returned(form, typed, {"weeks": "Write a number of weeks from 1 to 8."})
    yield (weights := made("", policies.weights, COHORT, OTHER.others))
    yield returned(weights, {"weights": "hair 10"}, {"weights": "There is no “hair”. There is interests or role."})
    yield made("", policies.made_of, COHORT, {**weighing.usual(), **OTHER.others})
    yield made("", policies.kept, COHORT, OTHER)
    yield made("usual", policies.kept, COHORT, USUAL)


def _reviewing() -> Iterator[Exhibit]:
    groups = Gets(number=0, name="Bo", gets=("Chen", "Dana"), why=(grounds.fact(TRADED, "Bo", "Chen"),))
    buddy = replace(PLAN, kind=Kind.BUDDY, served=3, more=False)
    moves = tuple(reviewing.move(f"Learner {place}", "Max", "") for place in range(8))
    change = Change(number=4, name="Dana", to=21, whom="Max", cost=costs.cost(1, 0, 0), moves=moves, anew=True)
    yield made("", reviewing.waits, PLAN)
    yield made("", reviewing.plan, PLAN, (ZOE, NOBODY, CHOSEN))
    yield made("anew", reviewing.plan, replace(PLAN, anew=True, page=1), (ZOE,))
    yield made("buddies", reviewing.plan, buddy, (groups,))
    yield made("", reviewing.somebody, PLAN, ZOE, MENTORS, more=True)
    yield made("nobody", reviewing.somebody, PLAN, NOBODY, (), more=False)
    yield made("", reviewing.weighed, PLAN, change)
    free = Change(number=4, name="Dana", to=0, whom="", cost=costs.cost(0, 0, 0))
    yield made("nobody", reviewing.weighed, PLAN, free)
    yield made("", reviewing.cannot, PLAN, waiting.full("Zoe", 1))
    for one in (PLAN, buddy):
        yield made(one.kind, reviewing.published, one)
        yield made(one.kind, reviewing.ask_to_drop, one)
    yield made("out", reviewing.over, COHORT, Kind.MENTOR, RoundState.PUBLISHED, NOW)
    yield made("gone", reviewing.over, COHORT, Kind.BUDDY, RoundState.DROPPED, None)
