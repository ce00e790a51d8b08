"""Which story is told in which week: each once in a run, beside the theme it belongs to."""

from datetime import timedelta

from bot.domain import calendar, run
from bot.domain.guidance import Story, Theme
from bot.domain.roadmap import Roadmap
from bot.domain.run import Run, Strike

#: A story comes two days after the prompt, between it and the check-in.
AFTER = timedelta(days=2)


def by_week(roadmap: Roadmap) -> dict[int, Story]:
    """The story of each week that has one. The first week has none: it brings enough that is new.

    A week tells the next story of its theme; those on a subject of their own take the last weeks that are left.
    """
    weeks, untold = range(2, len(roadmap.weeks) + 1), list(roadmap.guide.stories)
    told: dict[int, Story] = {}
    for week in weeks:
        fitting = [story for story in untold if story.theme == roadmap.weeks[week - 1].compass]
        if fitting:
            told[week] = fitting[0]
            untold.remove(fitting[0])
    free = [week for week in weeks if week not in told]
    return told | dict(zip(free[max(0, len(free) - len(untold)) :], untold, strict=False))


def theme(roadmap: Roadmap, week: int) -> Theme | None:
    """The theme of the compass that a week is about."""
    slug = roadmap.weeks[week - 1].compass
    return next((one for one in roadmap.guide.compass if one.slug == slug), None)


def question(roadmap: Roadmap, week: int) -> str:
    """The theme's question for this week: a new one each time it returns, as far as they go; empty without any."""
    found = theme(roadmap, week)
    if found is None or not found.questions:
        return ""
    earlier = sum(one.compass == found.slug for one in roadmap.weeks[: week - 1])
    return found.questions[earlier % len(found.questions)]


def strike(of: Run, week: int) -> Strike:
    """When the story of a week is due: at the digest's hour, two days after the prompt."""
    table, day = of.schedule.table(week), run.prompt(of, week).day + AFTER
    return Strike(day, calendar.moment(day, table.digest.at, table.zone), week)
