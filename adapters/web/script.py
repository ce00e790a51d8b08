"""What the people of the sample cohort do: who types what, on which day. Values alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from adapters.web import people

_ORGANISER = people.PLAYERS[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """On a day of the cohort (its first Monday is 0), at an hour of the organiser's day, somebody types a line.

    Without an hour they do so at once. `typed` fills fields of the form it opens, by key; `presses` is how the
    button begins that is pressed after.
    """

    day: int = 0
    hour: int | None = None
    who: str
    line: str
    typed: Mapping[str, str] = field(default_factory=dict)
    presses: str = ""


def _week(done: str, next_step: str, energy: str, obstacle: str = "") -> Mapping[str, str]:
    return {"done": done, "next_step": next_step, "energy": energy, "obstacle": obstacle}


SCENES = (
    Scene(who="ana", line="/cohort start", typed={"name": "Spring"}),
    Scene(who="bo", line="/cohort join"),
    Scene(who="chen", line="/cohort join"),
    Scene(who="dana", line="/cohort join"),
    Scene(day=1, hour=12, who="bo", line="/roadmap", presses="Done: "),
    Scene(
        day=4,
        hour=16,
        who="bo",
        line="/checkin",
        typed=_week("Wrote down why I want this, in five lines.", "Read two job adverts on Tuesday evening.", "4"),
    ),
    Scene(day=4, hour=19, who="dana", line="/win", typed={"words": "Told my manager where I want to go."}),
    Scene(
        day=5,
        hour=10,
        who="chen",
        line="/checkin",
        typed=_week("A small week: one video.", "Forty minutes on Wednesday.", "2", "Two releases at work."),
    ),
    Scene(day=8, hour=18, who="dana", line="/roadmap", presses="Done: "),
    Scene(
        day=9, hour=19, who="chen", line="/win", typed={"words": "My first notebook that runs from top to bottom."}
    ),
    Scene(
        day=11,
        hour=17,
        who="dana",
        line="/checkin",
        typed=_week("Linear regression by hand, and it fits.", "The same in numpy on Monday.", "5"),
    ),
    Scene(
        day=11,
        hour=18,
        who="bo",
        line="/checkin",
        typed=_week("Four job adverts compared.", "Ask one of their engineers.", "3", "Nobody to ask."),
    ),
    Scene(day=15, hour=12, who="bo", line="/roadmap"),
)


def monday(now: datetime) -> date:
    """The first Monday after this moment's day, where the organiser is."""
    today = now.astimezone(_ORGANISER.clock).date()
    return today + timedelta(days=7 - today.weekday())


def moment(scene: Scene, begins: date, now: datetime) -> datetime:
    """When a scene is, in UTC and not before `now`, in a cohort that begins on this Monday."""
    if scene.hour is None:
        return now
    day = begins + timedelta(days=scene.day)
    return max(now, datetime.combine(day, time(scene.hour), _ORGANISER.clock).astimezone(UTC))
