"""What the people of the sample cohort do: who types what, on which day. Values alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from adapters.web import people

_ORGANISER = people.PLAYERS[0]
#: How the buttons of steps of the profile begin.
_WHY, _BESIDE, _TRADE = "Why ML", "People beside you", "Teach one, learn one"


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


def _told(who: str, step: str, **typed: str) -> Scene:
    """Somebody fills in a step of their profile, a little after all have joined."""
    return Scene(
        hour=8, who=who, line="/my profile", typed={key.replace("_", "-"): typed[key] for key in typed}, presses=step
    )


#: What they tell for pairing: they live far apart, and share an hour after noon in UTC.
PROFILES = (
    _told("ana", _WHY, applications="health,public-good", target_role="ml-researcher"),
    _told("ana", _BESIDE, spoken_languages="english,german", availability="weekday-lunch,weekday-afternoons"),
    _told("bo", _WHY, applications="language,finance", target_role="mlops"),
    _told("bo", _BESIDE, spoken_languages="english", availability="weekday-lunch,weekday-afternoons"),
    _told("bo", _TRADE, strengths="debugging,cloud-platforms", gaps="algorithms,system-design"),
    _told("chen", _WHY, applications="vision,tools", target_role="applied-mle"),
    _told("chen", _BESIDE, spoken_languages="english,chinese", availability="weekday-nights,weekend-evenings"),
    _told("chen", _TRADE, strengths="algorithms", gaps="cloud-platforms"),
    _told("dana", _WHY, applications="health,language", target_role="applied-mle"),
    _told("dana", _BESIDE, spoken_languages="english,spanish", availability="weekday-mornings,weekend-mornings"),
    _told("dana", _TRADE, strengths="system-design,practice", gaps="debugging"),
    _told("esha", "You today", level="staff"),
    _told("esha", _WHY, applications="language,search", target_role="mlops"),
    _told("esha", _BESIDE, spoken_languages="english,hindi", availability="weekday-evenings,weekday-nights"),
)

SCENES = (
    Scene(who="ana", line="/cohort start", typed={"name": "Spring"}),
    Scene(who="ana", line="/cohort join"),
    Scene(who="bo", line="/cohort join"),
    Scene(who="chen", line="/cohort join"),
    Scene(who="dana", line="/cohort join"),
    *PROFILES,
    Scene(
        hour=8,
        who="esha",
        line="/mentor offer",
        typed={"seats": "2", "ladder": "working", "interests": "language,search", "roles": "mlops"},
    ),
    Scene(day=1, hour=12, who="bo", line="/roadmap", presses="Done: "),
    Scene(day=1, hour=13, who="bo", line="/mentor ask", typed={"purpose": "Find the way into an ML platform team."}),
    Scene(day=3, hour=10, who="bo", line="/mentor", presses="Accept"),
    Scene(day=3, hour=14, who="esha", line="/mentor", presses="Accept"),
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
    Scene(day=8, hour=12, who="bo", line="/buddy met", presses="Met "),
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
    Scene(day=11, hour=20, who="bo", line="/mentor met", presses="Met "),
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
