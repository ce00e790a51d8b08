"""A rehearsal: the real core, planner and postman, with a clock that is set and members who are played."""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy import select

from bot import wiring
from bot.cli.notebook import Notebook, Said
from bot.clocks import SetClock
from bot.domain import calendar, reading, run
from bot.domain.run import Run
from bot.errors import Misconfigured
from bot.messages.elements import Button, Card
from bot.messages.wire import Action
from bot.requests import Actor, Click, Place, Platform, Request, Submission
from bot.store.crypto import KEY_BYTES, Keyring
from bot.store.database import MEMORY
from bot.store.models import Delivery, DeliveryState
from bot.store.queries import cohorts, people
from scheduler.pacing import Pacing
from scheduler.turning import turn

CHANNEL = "#rehearsal"
#: How many of ten learners check in before they are reminded, and tick off a task.
KEEN = 0.7
#: When a cohort may begin; nobody knows the clocks of other years.
YEARS = range(1971, 3000)
NAMES = ("Ada", "Ben", "Cem", "Dia", "Eve", "Fay", "Gil", "Hana", "Ivo", "Jun", "Kai", "Lea")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who takes part, from when, and for how long."""

    starts: date
    zone: str
    weeks: int
    members: int
    mentors: int


class Rehearsal:
    """One cohort from its first day to its last. Raises `Misconfigured` for a zone or a length that cannot be."""

    def __init__(self, cast: Cast, seed: int) -> None:
        zone = reading.zone(cast.zone)
        if zone is None:
            raise Misconfigured(f"There is no time zone “{cast.zone}”: write a city as in Europe/Berlin.")
        if cast.starts.year not in YEARS:
            raise Misconfigured("A rehearsal starts between 1971 and 2999: try --start 2027-01-04.")
        self._cast = cast
        self._rng = Random(seed)  # noqa: S311  (a play, and the same one for the same seed)
        self._clock = SetClock(calendar.moment(cast.starts - timedelta(days=1), run.PROMPT.at, zone))
        self._notebook = Notebook(self._clock)
        self._house = wiring.house(MEMORY, Keyring(secrets.token_bytes(KEY_BYTES)), self._clock)
        self._heartbeat = wiring.clockwork(self._house, {Platform.WEB: self._notebook}, Pacing({}))
        self._run = Run(starts=cast.starts, zone=zone, weeks=_length(self._house, cast))

    async def play(self, tell: Callable[[int], None]) -> tuple[Said, ...]:
        """Everything that is sent, in order; `tell` hears of each week that is over."""
        join = await self._start()
        for number in range(self._cast.members):
            await self._house.bridge.ask(Click(actor=self._learner(number), place=_ALONE, action=join))
        self._seat_mentors()
        for week in range(1, self._cast.weeks + 1):
            for moment, request in sorted(self._week(join.args[0], week), key=lambda step: step[0]):
                await self._turn(moment)
                await self._house.bridge.ask(request)
            await self._turn(run.prompt(self._run, week + 1).due - timedelta(seconds=1))
            tell(week)
        await self._require_all_said()
        self._house.close()
        return self._notebook.read()

    async def _start(self) -> Action:
        """Start the cohort as an organiser would; the action of the button that joins it."""
        answers = {
            "name": "Rehearsal",
            "starts": self._cast.starts.isoformat(),
            "zone": self._run.zone,
            "weekday": str(run.PROMPT.weekday),
            "at": f"{run.PROMPT.at:%H:%M}",
        }
        request = Submission(
            actor=self._actor("Organiser"), place=_PUBLIC, action=Action("cohort.start"), answers=answers
        )
        reply = await self._house.bridge.ask(request)
        await self._heartbeat.beat()
        return _join(reply.card)

    def _seat_mentors(self) -> None:
        with self._house.database.begin() as session:
            for number in range(self._cast.mentors):
                known = people.recognise(session, self._actor(f"Mentor {number + 1}"))
                cohort = cohorts.named(session, known.person, "Rehearsal")
                cohorts.enrol(session, cohort, known.person, self._clock.now()).mentors = True

    def _week(self, cohort: str, week: int) -> Iterator[tuple[datetime, Request]]:
        """What the learners do of their own accord in a week: the keen ones check in on the first day of it."""
        opens, closes = run.checkin(self._run, week).due, run.prompt(self._run, week + 1).due
        for number in range(self._cast.members):
            minutes = self._rng.uniform(0, (closes - opens) / timedelta(minutes=1))
            if self._rng.random() < KEEN:
                action = Action("checkin", (cohort, str(week)))
                said = {"done": "Finished a task", "next_step": "Start the next one on Tuesday", "energy": "3"}
                request = Submission(actor=self._learner(number), place=_ALONE, action=action, answers=said)
                yield opens + timedelta(minutes=int(minutes) // 2), request

    async def _require_all_said(self) -> None:
        """A rehearsal that leaves something unsaid is none: better no answer than a wrong one."""
        due = await self._house.bridge.next_due()
        with self._house.database.begin() as session:
            unsaid = session.scalars(select(Delivery.reason).where(Delivery.state == DeliveryState.FAILED)).all()
        if unsaid or (due is not None and due <= self._clock.now()):
            raise Misconfigured(f"The rehearsal could not be played to its end: {'; '.join(unsaid) or 'see above'}.")

    async def _turn(self, until: datetime) -> None:
        await turn(self._clock, self._heartbeat, self._house.bridge, until)

    def _learner(self, number: int) -> Actor:
        lap, place = divmod(number, len(NAMES))
        return self._actor(NAMES[place] + (f" {lap + 1}" if lap else ""))

    def _actor(self, name: str) -> Actor:
        organises = name == "Organiser"
        return Actor(
            platform=Platform.WEB,
            workspace="rehearsal",
            user=name,
            name=name,
            administers=organises,
            zone=self._run.zone,
        )


_PUBLIC = Place(channel=CHANNEL, channel_name=CHANNEL, private=False)
_ALONE = Place()


def _length(house: wiring.House, cast: Cast) -> int:
    weeks = len(house.library.default.weeks)
    if cast.weeks > weeks:
        raise Misconfigured(f"The roadmap has {weeks} weeks: try --weeks {weeks}.")
    return weeks


def _join(card: Card | None) -> Action:
    """The action of the button that joins the cohort which this card speaks of."""
    for control in card.controls if card else ():
        if isinstance(control, Button) and control.action.name == "cohort.join":
            return control.action
    raise Misconfigured("The cohort of the rehearsal could not be started: " + (card.title if card else "no answer"))
