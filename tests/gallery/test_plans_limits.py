"""Whatever people are called and however many there are, a plan and who waits fit every platform."""

from dataclasses import replace

import pytest

from bot.cards.pairing import buddies, demand, grounds, organising, policies, reviewing, waiting
from bot.cards.pairing.reviewing import Change
from bot.domain.matching.reasons import Liked, SameField
from bot.domain.pairing import weighing
from bot.domain.pairing.states import Kind
from bot.messages.elements import Card, Form, Option
from tests.gallery.plans import ALONE, BESIDE, DANA, HELD, NOW, OTHER, OVERVIEW, PLAN, ZOE
from tests.gallery.test_limits import CHARACTERS, FITS, _long

MANY = 10**9
WEIGHTS = dict.fromkeys(weighing.usual(), -1000)


@pytest.mark.parametrize("platform", FITS)
@pytest.mark.parametrize("character", CHARACTERS)
async def test_the_longest_names_fit(platform: str, character: str) -> None:
    name, cohort = _long(character, 80), _long(character, 60)
    for shown in (*_plans(name, cohort), *_lists(name, cohort), *_settings()):
        FITS[platform](shown)


def _plans(name: str, cohort: str) -> tuple[Card | Form, ...]:
    plan = replace(PLAN, cohort=MANY, round=MANY, name=cohort, page=999, anew=True)
    why = (
        grounds.fact(SameField(field=name * 9), name, name),
        grounds.fact(Liked(interests=("x" * 40,) * 9), name, name),
    )
    gets = replace(ZOE, number=MANY, name=name, gets=(name, name), why=(*why, *why))
    menu = tuple(Option(str(MANY + place), name[:75]) for place in range(25))
    moves = (reviewing.move(name, name, name),) * 40
    change = Change(number=MANY, name=name, to=MANY, whom=name, cost=waiting.kept_apart(), moves=moves, anew=True)
    return (
        reviewing.waits(plan),
        reviewing.plan(plan, [replace(gets, number=MANY + one) for one in range(reviewing.PAGE)]),
        reviewing.somebody(plan, gets, menu, more=True),
        reviewing.weighed(plan, change),
        reviewing.cannot(plan, waiting.full(name, 6)),
        reviewing.ask_to_drop(plan),
    )


def _lists(name: str, cohort: str) -> tuple[Card | Form, ...]:
    dana = replace(DANA, request=MANY, name=name)
    bond = waiting.Together(kind=Kind.BUDDY, names=(name,) * 3, since=NOW)
    because = replace(BESIDE.because, others=(name, name))
    return (
        organising.overview(replace(OVERVIEW, cohort=MANY, name=cohort, policy=replace(OTHER, others=WEIGHTS))),
        waiting.waiting(MANY, cohort, [replace(dana, request=one) for one in range(waiting.PAGE)], 99, more=True),
        waiting.somebody(MANY, dana, tuple(Option(str(MANY + one), name[:75]) for one in range(25)), more=True),
        waiting.why_not(MANY, MANY, name, name, waiting.away(name)),
        waiting.together(MANY, cohort, (bond,) * waiting.LINES, 99, more=True),
        demand.records(MANY, cohort, (replace(HELD, weights="x" * 500),) * 2),
        buddies.beside(replace(BESIDE, because=because, topic="x" * 300)),
        buddies.nobody(replace(ALONE, name=cohort)),
        buddies.sitting_out(MANY, (name, name)),
    )


def _settings() -> tuple[Card | Form, ...]:
    kept = policies.kept(MANY, replace(OTHER, others=WEIGHTS))
    return (policies.made_of(MANY, WEIGHTS), kept, policies.weights(MANY, WEIGHTS))
