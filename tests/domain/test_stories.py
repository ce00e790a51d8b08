"""Stories and themes beside the weeks: each story once in a run, never in the first week."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain import stories
from bot.domain.guide import Guide
from bot.domain.roadmap import Library, Roadmap
from bot.domain.run import Run
from bot.domain.schedule import Timetable, steady


def test_every_story_is_told_once(library: Library) -> None:
    told = stories.by_week(library.default)

    assert sorted(story.slug for story in told.values()) == sorted(one.slug for one in library.default.guide.stories)
    assert 1 not in told


def test_a_story_is_told_in_a_week_of_its_theme_if_there_is_one(library: Library) -> None:
    roadmap = library.default
    themes = {theme.slug for theme in roadmap.guide.compass}

    misplaced = [
        story.slug
        for week, story in stories.by_week(roadmap).items()
        if story.theme in themes and story.theme != roadmap.weeks[week - 1].compass
    ]

    assert misplaced == []


def test_more_stories_than_weeks_are_as_many_as_there_is_room_for(library: Library) -> None:
    roadmap = library.default
    short = replace(roadmap, phases=(replace(roadmap.phases[0], weeks=roadmap.phases[0].weeks[:3]),))

    assert sorted(stories.by_week(short)) == [2, 3]


def test_a_question_returns_only_after_all_others(library: Library) -> None:
    roadmap = library.default
    for theme in roadmap.guide.compass:
        weeks = [number for number, week in enumerate(roadmap.weeks, start=1) if week.compass == theme.slug]
        asked = [stories.question(roadmap, week) for week in weeks]

        assert asked[: len(theme.questions)] == [*theme.questions][: len(weeks)]


def test_a_pack_without_a_compass_asks_nothing(library: Library) -> None:
    bare = bare_of(library.default)

    assert stories.by_week(bare) == {}
    assert (stories.theme(bare, 1), stories.question(bare, 1)) == (None, "")


def test_a_story_comes_in_the_middle_of_its_week() -> None:
    run = Run(schedule=steady(Timetable(starts=date(2027, 1, 4), zone="Europe/Berlin")), weeks=27)

    strike = stories.strike(run, 13)

    assert strike.due == datetime(2027, 3, 31, 12, tzinfo=ZoneInfo("Europe/Berlin"))
    assert strike.day == date(2027, 3, 31)


def bare_of(roadmap: Roadmap) -> Roadmap:
    return replace(roadmap, guide=Guide())
