"""The exhibits of somebody's own corner: the panel, the profile, their hours, and words that go along with them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time

from bot.cards import accompaniment, habits, my, privacy, profile, reading
from bot.cards.accompaniment import Stride
from bot.cards.habits import Coming
from bot.domain import profile as rules
from bot.domain.guidance import Trigger
from bot.domain.guide import Guide
from bot.domain.notes import Reminders
from bot.domain.passages import Spot
from bot.domain.profile import PAIRING
from bot.domain.roadmap import Roadmap
from tests.gallery.exhibits import COHORT, Exhibit, made, returned
from tests.gallery.standings import RUNS, TO_COME, standings

NOON = datetime(2027, 1, 19, 11, tzinfo=UTC)
COMING = Coming(now=NOON, planned=NOON.replace(hour=17), possible=NOON, reminders=Reminders.ALL, takes=True)
AUTUMNAL = replace(TO_COME, cohort=8, name="Autumn")
TOLD = {"work": ("devops",), "code-languages": ("python", "go"), "why": ("To build what learns",)}


def corners(of: Roadmap) -> Iterator[Exhibit]:
    """Everything of one's own."""
    yield from standings(of)
    yield from _panel(of.guide)
    yield from _profile(of.guide)
    yield from _habits()
    yield from _accompaniment(of)


def _panel(guide: Guide) -> Iterator[Exhibit]:
    yield made("none", my.pauses, (), ((COHORT, "Spring"),))
    yield made("runs", my.pauses, (RUNS,), ((COHORT, "Spring"),))
    yield made("to-come", my.pauses, (AUTUMNAL,), ((8, "Autumn"),))
    yield made("both", my.pauses, (AUTUMNAL, RUNS), ((8, "Autumn"), (COHORT, "Spring"), (9, "Winter")))
    asked = [one for step in guide.onboarding for one in step.questions if one.slug in PAIRING]
    yield made("", privacy.sheet, guide.at(Spot.PRINCIPLES), asked)
    yield made("small-pack", privacy.sheet, (), ())


def _profile(guide: Guide) -> Iterator[Exhibit]:
    new, begun = (rules.stages(guide.onboarding, told) for told in ({}, TOLD))
    yield made("new", profile.overview, guide, new)
    yield made("begun", profile.overview, guide, begun)
    yield made("", profile.nothing_asked)
    for stage in new[:-1]:
        yield made(stage.step.slug, profile.form, stage, {})
    yield made("edited", profile.form, begun[0], TOLD)
    yield returned(
        made("edited.again", profile.form, begun[0], TOLD), {"maths": "astrology"}, {"maths": "Choose from the list."}
    )
    yield made("", profile.noted, begun[0], begun[1])
    yield made("open", profile.noted, new[0], new[1])
    yield made("last", profile.noted, begun[0], None)
    yield made("", profile.mirror, new[-1], guide, None)
    yield made("new", profile.finished, guide, new)
    yield made("begun", profile.finished, guide, begun)
    yield made("none", profile.why, "")
    yield made("told", profile.why, "To build what learns")
    yield made("", profile.why_form, "Why ML, in your own words?", "To build what learns")
    for one in guide.checklists[:2]:
        yield made(one.slug, reading.checklist, one, 1)


def _habits() -> Iterator[Exhibit]:
    quiet, zones = (time(22), time(7)), (("America/Louisville", "06:00"), ("America/Kentucky/Louisville", "06:00"))
    yield (blank := made("", habits.where, "Africa/Lagos"))
    yield returned(blank, {"city": "Xanadu"}, {"city": "No place of that name is known here."})
    yield made("", habits.which, "louisville", zones)
    yield made("", habits.nowhere, "Xanadu")
    yield made("", habits.confirm, "Europe/Lisbon", "11:00")
    yield made("", habits.zone_kept, "Europe/Lisbon", COMING)
    yield (hours := made("", habits.hours, time(18), *quiet))
    yield returned(hours, {"to": ""}, {"to": "Name both hours, or leave both empty."})
    yield made("", habits.hours_kept, time(18), time(18), "none", COMING)
    later = replace(COMING, planned=None, possible=NOON.replace(day=20, hour=6))
    yield made("within-quiet", habits.hours_kept, time(23), time(7), "22:00 to 07:00", later)
    yield made("", habits.reminders, Reminders.ALL, replace(COMING, planned=NOON), changed=False)
    none = replace(COMING, reminders=Reminders.NONE)
    yield made("changed", habits.reminders, Reminders.NONE, none, changed=True)
    yield made("opening", habits.reminders, Reminders.ALL, replace(COMING, takes=False), changed=False)
    yield made("on", habits.messages, True, COMING)
    yield made("off", habits.messages, False, replace(COMING, takes=False))


def _accompaniment(of: Roadmap) -> Iterator[Exhibit]:
    weeks = {task.slug: number for number, week in enumerate(of.weeks, start=1) for task in week.tasks}
    for shown in of.guide.action_plans:
        strides = [
            Stride(item=item, week=weeks.get(item.task or ""), done=place == 1)
            for place, item in enumerate(shown.items)
        ]
        yield made(shown.slug, accompaniment.plan, shown, strides, COHORT)
    question = next(iter(of.guide.monthly_questions), None)
    for reminder in of.guide.reminders:
        if reminder.trigger in accompaniment.TITLES:
            asks = question if reminder.trigger is Trigger.MONTHLY_EVIDENCE else None
            yield made(reminder.slug, accompaniment.word, reminder, asks, COHORT, 4)
