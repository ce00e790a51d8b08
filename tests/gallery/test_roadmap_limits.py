"""Everything about the roadmap stays within every platform's limits, whatever is typed and whatever a plan holds."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import personal_plan, roadmap, roadmap_map, skipping, stale, tasks, why
from bot.cards.seats import Seat
from bot.domain import items, knowledge
from bot.domain.evidence import Evidence
from bot.domain.onboarding import PlanRule
from bot.domain.plan import PersonalPlan
from bot.domain.roadmap import Roadmap
from bot.domain.staleness import Report, Verdict
from bot.domain.tasks import Mark, TaskState
from bot.messages.elements import Card, Form
from content.library import load
from tests.gallery.roadmaps import REPORT
from tests.gallery.test_limits import CHARACTERS, FITS, _long

ROADMAP = load().default
RULES = ROADMAP.guide.plan_rules
NUMBER = 10**9
TASKS = {task.slug: number for number, week in enumerate(ROADMAP.weeks, start=1) for task in week.tasks}


@pytest.mark.parametrize("platform", FITS)
@pytest.mark.parametrize("rules", [(RULES, ()), ((), RULES), (RULES[:9], RULES[9:])])
def test_any_plan_fits(platform: str, rules: tuple[tuple[PlanRule, ...], ...]) -> None:
    seat = Seat(cohort=NUMBER, week=27, plan=PersonalPlan(rules=rules[0], declined=rules[1]))
    FITS[platform](personal_plan.plan(ROADMAP, seat))
    FITS[platform](personal_plan.unknown(ROADMAP, NUMBER))


@pytest.mark.parametrize("platform", FITS)
def test_every_item_is_explained_within_the_limits(platform: str) -> None:
    for item in items.catalogue(ROADMAP):
        report = replace(REPORT, number=NUMBER, item=item.slug)
        FITS[platform](why.item(ROADMAP, item, NUMBER, report, hidden=True))
        FITS[platform](why.report(item, NUMBER, report))
        FITS[platform](stale.asked(item, report))
        FITS[platform](stale.settled(item, replace(report, verdict=Verdict.HIDDEN)))


@pytest.mark.parametrize("platform", FITS)
def test_every_task_has_its_card_and_forms(platform: str) -> None:
    for week in ROADMAP.weeks:
        for task in week.tasks:
            FITS[platform](tasks.task(ROADMAP, TASKS[task.slug], task, Seat(cohort=NUMBER, week=1)))
            FITS[platform](tasks.evidence(NUMBER, 27, task, None))
            FITS[platform](tasks.skip(NUMBER, 27, task, None))


@pytest.mark.parametrize("platform", FITS)
@pytest.mark.parametrize("character", CHARACTERS)
def test_the_longest_words_fit(platform: str, character: str) -> None:
    for shown in _spoken(_long(character, tasks.LONGEST)):
        FITS[platform](shown)


@pytest.mark.parametrize("platform", FITS)
@settings(max_examples=60, deadline=None)
@given(words=st.text(min_size=1, max_size=tasks.LONGEST))
def test_any_words_fit(platform: str, words: str) -> None:
    for shown in _spoken(words.encode("utf-8", "replace").decode("utf-8")):
        FITS[platform](shown)


@pytest.mark.parametrize("platform", FITS)
@pytest.mark.parametrize("phases", [(27,), (1,) * 12, (60, 60)])
def test_a_roadmap_of_any_size_has_a_map_and_a_form(platform: str, phases: tuple[int, ...]) -> None:
    long = _sized(phases)
    number = sum(phases)
    seat = Seat(cohort=NUMBER, week=number, newcomer=True, reserve=12, left=12)

    FITS[platform](roadmap_map.overview(long, seat))
    FITS[platform](skipping.form(long, NUMBER, range(1, number + 1)))
    steps = knowledge.small_steps(long, {}, number)
    FITS[platform](skipping.skipped(long, seat, range(1, number + 1), steps))
    FITS[platform](roadmap.week(long, number, seat))


def _spoken(words: str) -> Iterator[Card | Form]:
    """Everything that says again what somebody typed."""
    first, item = ROADMAP.weeks[0].tasks[0], items.catalogue(ROADMAP)[0]
    for state in TaskState:
        mark = Mark(state=state, note=words)
        seat = Seat(cohort=NUMBER, week=1, marks={first.slug: mark})
        yield tasks.task(ROADMAP, 1, first, seat)
        yield roadmap.week(ROADMAP, 1, seat)
        yield tasks.skip(NUMBER, 1, first, mark)
        for kind in Evidence:
            yield tasks.evidence(NUMBER, 1, replace(first, evidence=kind), mark)
    report = Report(number=NUMBER, item=item.slug, words=words, made_at=REPORT.made_at, verdict=Verdict.OPEN)
    yield why.report(item, NUMBER, report)
    yield stale.reported(item, report, NUMBER, settles=True)
    yield stale.asked(item, report)
    yield why.which(words, items.catalogue(ROADMAP), NUMBER)


def _sized(phases: tuple[int, ...]) -> Roadmap:
    """A roadmap whose phases have so many weeks."""
    week, phase = ROADMAP.weeks[0], ROADMAP.phases[0]
    several = (
        replace(
            phase,
            slug=f"phase-{place}",
            weeks=tuple(replace(week, slug=f"week-{place}-{number}") for number in range(weeks)),
        )
        for place, weeks in enumerate(phases)
    )
    return replace(ROADMAP, phases=tuple(several))
