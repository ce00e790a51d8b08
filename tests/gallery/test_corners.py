"""Whatever people are called and say of themselves, their corner fits on one screen and loses no word."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from bot.cards import corner, habits, my, profile, reading
from bot.cards.corner import Corner
from bot.domain import calendar, run
from bot.domain import profile as rules
from bot.domain.checklists import Checklist, ChecklistItem
from bot.domain.words import storable
from bot.messages.elements import Card
from tests.gallery.corners import COMING
from tests.gallery.exhibits import RUN
from tests.gallery.linkings import CHOSEN
from tests.gallery.rendering import components
from tests.gallery.standings import ABOUT, AUTUMN, RUNS, SATURDAY, TO_COME, WIN, WINTER, at, told
from tests.gallery.test_limits import BUTTON, CHARACTERS, FITS, ROADMAP, Shown, _long, _said, _spans, _texts
from tests.support.discord.world import walk

GUIDE = ROADMAP.guide
STAGES = rules.stages(GUIDE.onboarding, {})
FAR = "America/Argentina/ComodRivadavia"
LONGEST = [(zone, "23:59") for zone in sorted(calendar.zones(), key=len)[-40:]]
#: A menu of Discord's.
MENU = 3
#: As a platform may call somebody, and as people call a cohort.
NAME, COHORT = 80, 60


def cards(name: str, words: str) -> Iterator[Shown]:
    """Everything that a name and typed words are in, with as much of it as there can be."""
    said = {question.slug: (words,) for step in GUIDE.onboarding for question in step.questions}
    pauses = tuple(replace(RUNS, cohort=10**12, number=10**12, name=name[:COHORT], runs=one) for one in (True, False))
    yield corner.panel(full(name, words))
    yield my.pauses(pauses * 9, [(10**12, name[:COHORT])] * 9)
    yield from (profile.why(words), profile.why_form("Why ML, in your own words?", words))
    yield from (profile.form(stage, said) for stage in STAGES if stage.asks)
    yield from (
        habits.nowhere(words[:80]),
        habits.where(words[:80]),
        habits.which(words[:80], LONGEST),
    )
    yield from (habits.confirm(FAR, "23:59"), habits.zone_kept(FAR, COMING))
    yield habits.hours(time(18), time(22), time(7))


def full(name: str, words: str) -> Corner:
    """A corner with everything in it that there can be."""
    standing = replace(at(SATURDAY, kept={1: False}), name=name[:COHORT], pause=replace(TO_COME, name=name))
    others = tuple(replace(AUTUMN, number=10**12 + place, name=name[:COHORT]) for place in range(18))
    newest = replace(WIN, said=replace(WIN.said, words=words[:280]))
    linked = tuple(replace(one, where=f"{one.where} ({name})") for one in CHOSEN)
    about = replace(ABOUT, zone=FAR, confirmed=False, linked=linked)
    return replace(told(ROADMAP, standing), name=name, others=others, wins=10**6, newest=newest, about=about)


@pytest.mark.parametrize("platform", FITS)
@pytest.mark.parametrize("week", range(1, len(ROADMAP.weeks) + 1))
async def test_every_week_of_the_corner_fits_with_all_its_buttons(platform: str, week: int) -> None:
    now = run.checkin(RUN, week).due
    standing = at(now, kept=dict.fromkeys(range(1, week - 1), False))
    panel = corner.panel(replace(told(ROADMAP, standing), others=(AUTUMN, WINTER), wins=3, newest=WIN))

    FITS[platform](panel)
    pressable = [one for one in walk(components(panel)) if one["type"] in {BUTTON, MENU}]
    assert len(pressable) == len(panel.controls)


@pytest.mark.parametrize("platform", FITS)
@pytest.mark.parametrize("character", CHARACTERS)
async def test_the_longest_names_and_answers_fit(platform: str, character: str) -> None:
    for shown in cards(_long(character, NAME), _long(character, profile.WORDS)):
        FITS[platform](shown)


@pytest.mark.parametrize("platform", FITS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=some.text(some.characters(codec="utf-8"), min_size=1, max_size=profile.WORDS))
async def test_whatever_is_typed_fits(platform: str, words: str) -> None:
    said = storable(words) or "n"
    for shown in cards(said[:NAME], said):
        FITS[platform](shown)


@pytest.mark.parametrize("character", CHARACTERS)
async def test_the_panel_shows_every_part_whatever_people_and_cohorts_are_called(character: str) -> None:
    name = _long(character, NAME)
    panel = corner.panel(full(name, "Cached the features"))

    for platform, text in _texts(panel).items():
        assert missing(panel, text) == [], platform
        assert "15 more cohorts" in text


#: Longer than any in the library: forty lines as long as a line may be.
ENDLESS = Checklist(
    slug="endless",
    title="Endless",
    intro="i" * 600,
    reviewed=date(2026, 11, 21),
    items=tuple(
        ChecklistItem(
            slug=f"endless.{number}", text=f"{number} " + "t " * 140, prove="p " * 140, reviewed=date(2026, 11, 21)
        )
        for number in range(40)
    ),
)
LISTS = (*GUIDE.checklists, ENDLESS)
PAGES = [
    reading.checklist(one, page)
    for one in LISTS
    for page in range(1, len(one.items) + 1)
    if page == 1 or reading.checklist(one, page) != reading.checklist(one, page - 1)
]


@pytest.mark.parametrize("place", range(len(PAGES)))
async def test_no_word_of_a_checklist_is_left_out(place: int) -> None:
    for platform, text in _texts(PAGES[place]).items():
        assert missing(PAGES[place], text) == [], f"{PAGES[place].title} on {platform}"


def test_every_line_of_a_checklist_is_on_a_page() -> None:
    shown = {slug for page in PAGES for slug in page.about}

    assert {item.slug for one in LISTS for item in one.items} <= shown


def missing(card: Card, text: str) -> list[str]:
    """What a card says and a reader does not see."""
    return [said for span in _spans(card) if (said := _said(span)) not in text]
