"""What people do of their own accord in a rehearsal, and when: a play that is the same for the same seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bot.cli import wishes
from bot.cli.acting import Act
from bot.cli.personas import persona
from bot.cli.wishes import Wisher
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

#: The share of learners who check in before they are reminded; of those, who is stuck, and who lets something run.
KEEN, STUCK, RUNNING = 0.7, 0.2, 0.1
#: The share of learners who finish a task in a week, and who share a win.
BUSY, GLAD = 0.6, 0.15
#: Who pauses, in which week, and for how many days.
PAUSING, PAUSED, AWAY = 3, 10, timedelta(days=13)


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
    seed: int

    def opening(self) -> Request:
        """The organiser starts the cohort."""
        answers = {
            "name": "Rehearsal",
            "starts": self.cast.starts.isoformat(),
            "zone": self.cast.zone,
            "weekday": str(PROMPT.weekday),
            "at": f"{PROMPT.at:%H:%M}",
        }
        organiser = _actor(ORGANISER, self.cast.zone)
        return Submission(actor=organiser, place=PUBLIC, action=Action("cohort.start"), answers=answers)

    def joining(self, join: Action) -> Iterator[Request]:
        """Every learner presses the button that joins, and tells of themselves; so do the mentors."""
        for who in self.people:
            if not who.persona.mentors:
                yield Click(actor=who.actor, place=ALONE, action=join)
            yield from wishes.introduction(who, self.roadmap.guide)

    def week(self, cohort: str, week: int) -> list[Act]:
        """What they do of their own accord in a week, in the order of time."""
        begins = run.prompt(self.calendar, week).due
        wished = (act for who in self.people for act in wishes.week(who, week, begins, self.roadmap.guide))
        return sorted([*self._acts(cohort, week), *wished], key=lambda act: act.order)

    @property
    def people(self) -> tuple[Wisher, ...]:
        """Everybody who learns, then everybody who mentors."""
        learn = (persona(place, self.cast.zone, self.seed, mentors=False) for place in range(self.cast.members))
        mentor = (persona(place, self.cast.zone, self.seed, mentors=True) for place in range(self.cast.mentors))
        return tuple(
            Wisher(persona=one, actor=_actor(one.name, one.zone), place=place, channel=PUBLIC)
            for theirs in (learn, mentor)
            for place, one in enumerate(theirs)
        )

    @property
    def learners(self) -> tuple[Actor, ...]:
        """Everybody who learns."""
        return tuple(who.actor for who in self.people if not who.persona.mentors)

    def _acts(self, cohort: str, week: int) -> Iterator[Act]:
        """The keen ones check in before they are reminded; the dice are thrown alike for all, whatever they do."""
        begins, opens = run.prompt(self.calendar, week).due, run.checkin(self.calendar, week).due
        closes = run.closing(self.calendar, week).due
        for place, actor in enumerate(self.learners):
            keen, stuck, running, busy, glad = (self.rng.random() for _ in range(5))
            studied, checked = (self._minute(opens - begins), self._minute((closes - opens) / 2))
            if place == PAUSING and week == PAUSED:
                yield Act(at=begins, request=self._pause(actor, cohort))
            if busy < BUSY:
                yield Act(at=begins + studied, request=self._finish(actor, cohort, week))
            if glad < GLAD:
                yield Act(at=begins + studied, request=self._share(actor, cohort, week))
            if keen < KEEN:
                yield Act(
                    at=opens + checked, request=self._check_in(actor, cohort, week, stuck < STUCK, running < RUNNING)
                )

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


def _actor(name: str, zone: str) -> Actor:
    """Somebody of this name; the organiser administers the workspace."""
    administers = name == ORGANISER
    return Actor(
        platform=Platform.WEB, workspace="rehearsal", user=name, name=name, administers=administers, zone=zone
    )
