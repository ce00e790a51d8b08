"""What people do of their own accord in a rehearsal, and when: a play that is the same for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeAlias

from bot.domain import run
from bot.domain.roadmap import Roadmap
from bot.domain.run import Run
from bot.domain.schedule import PROMPT
from bot.messages.wire import Action
from bot.requests import Actor, Click, Place, Platform, Request, Submission

CHANNEL = "#rehearsal"
PUBLIC = Place(channel=CHANNEL, channel_name=CHANNEL, private=False)
ALONE = Place()
ORGANISER = "Organiser"
NAMES = ("Ada", "Ben", "Cem", "Dia", "Eve", "Fay", "Gil", "Hana", "Ivo", "Jun", "Kai", "Lea")

#: The share of learners who check in before they are reminded; of those, who is stuck, and who lets something run.
KEEN, STUCK, RUNNING = 0.7, 0.2, 0.1
#: The share of learners who finish a task in a week, and who share a win.
BUSY, GLAD = 0.6, 0.15
#: Who pauses, in which week, and for how many days.
PAUSING, PAUSED, AWAY = 3, 10, timedelta(days=13)

Act: TypeAlias = tuple[datetime, Request]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who takes part, from when, and for how long."""

    starts: date
    zone: str
    weeks: int
    members: int
    mentors: int


@dataclass(frozen=True, slots=True)
class Play:
    """A cohort's people over its run; `cohort` is its number, as buttons carry it."""

    cast: Cast
    roadmap: Roadmap
    calendar: Run
    rng: Random

    def opening(self) -> Request:
        """The organiser starts the cohort."""
        answers = {
            "name": "Rehearsal",
            "starts": self.cast.starts.isoformat(),
            "zone": self.cast.zone,
            "weekday": str(PROMPT.weekday),
            "at": f"{PROMPT.at:%H:%M}",
        }
        return Submission(actor=self.actor(ORGANISER), place=PUBLIC, action=Action("cohort.start"), answers=answers)

    def joining(self, join: Action) -> Iterator[Request]:
        """Every learner presses the button that joins."""
        return (Click(actor=actor, place=ALONE, action=join) for actor in self.learners)

    def week(self, cohort: str, week: int) -> list[Act]:
        """What the learners do in a week, in the order of time."""
        return sorted(self._acts(cohort, week), key=lambda act: act[0])

    @property
    def learners(self) -> tuple[Actor, ...]:
        """Everybody who learns."""
        laps = (divmod(number, len(NAMES)) for number in range(self.cast.members))
        return tuple(self.actor(NAMES[place] + (f" {lap + 1}" if lap else "")) for lap, place in laps)

    def actor(self, name: str) -> Actor:
        """Somebody of this name; the organiser administers the workspace."""
        return Actor(
            platform=Platform.WEB,
            workspace="rehearsal",
            user=name,
            name=name,
            administers=name == ORGANISER,
            zone=self.cast.zone,
        )

    def _acts(self, cohort: str, week: int) -> Iterator[Act]:
        """The keen ones check in before they are reminded; the dice are thrown alike for all, whatever they do."""
        begins, opens = run.prompt(self.calendar, week).due, run.checkin(self.calendar, week).due
        closes = run.closing(self.calendar, week).due
        for place, actor in enumerate(self.learners):
            keen, stuck, running, busy, glad = (self.rng.random() for _ in range(5))
            studied, checked = (self._minute(opens - begins), self._minute((closes - opens) / 2))
            if place == PAUSING and week == PAUSED:
                yield begins, self._pause(actor, cohort)
            if busy < BUSY:
                yield begins + studied, self._finish(actor, cohort, week)
            if glad < GLAD:
                yield begins + studied, self._share(actor, cohort, week)
            if keen < KEEN:
                yield opens + checked, self._check_in(actor, cohort, week, stuck < STUCK, running < RUNNING)

    def _minute(self, span: timedelta) -> timedelta:
        return timedelta(minutes=int(self.rng.uniform(0, span / timedelta(minutes=1))))

    def _finish(self, actor: Actor, cohort: str, week: int) -> Request:
        task = self.roadmap.weeks[week - 1].small_task
        return Click(actor=actor, place=ALONE, action=Action("task.done", (cohort, str(week), task)))

    def _share(self, actor: Actor, cohort: str, week: int) -> Request:
        said = {"words": f"Week {week} taught me something I can use at work", "who": "cohort"}
        return Submission(actor=actor, place=ALONE, action=Action("win", (cohort,)), answers=said | self._kind())

    def _kind(self) -> dict[str, str]:
        kinds = self.roadmap.guide.win_categories
        return {"category": self.rng.choice(kinds).slug} if kinds else {}

    def _check_in(self, actor: Actor, cohort: str, week: int, stuck: bool, running: bool) -> Request:
        said = {
            "done": "Finished a task",
            "obstacle": "The data set is too big for my laptop" if stuck else "",
            "next_step": "Start the next one on Tuesday",
            "energy": "3",
            "running": "training until Thursday" if running else "",
        }
        return Submission(actor=actor, place=ALONE, action=Action("checkin", (cohort, str(week))), answers=said)

    def _pause(self, actor: Actor, cohort: str) -> Request:
        since = run.prompt(self.calendar, PAUSED).day
        days = {"since": since.isoformat(), "until": (since + AWAY).isoformat()}
        return Submission(actor=actor, place=ALONE, action=Action("checkin.pause", (cohort,)), answers=days)
