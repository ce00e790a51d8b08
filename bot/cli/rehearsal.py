"""A rehearsal: the real core, planner and postman, with a clock that is set and members who are played."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select

from bot import wiring
from bot.cli import season
from bot.cli.company import Company
from bot.cli.notebook import Notebook, Said
from bot.cli.play import Cast, Play
from bot.cli.season import Season
from bot.clocks import SetClock
from bot.domain import calendar, reading, run
from bot.domain.run import Run
from bot.domain.schedule import PROMPT, Timetable, steady
from bot.errors import Misconfigured
from bot.messages.elements import Button, Card
from bot.messages.wire import Action
from bot.requests import Platform
from bot.store.crypto import KEY_BYTES, Keyring
from bot.store.database import MEMORY
from bot.store.models import Delivery, DeliveryState
from scheduler.pacing import Pacing
from scheduler.turning import turn

#: When a cohort may begin; nobody knows the clocks of other years.
YEARS = range(1971, 3000)
#: What follows the last week, such as its digest and the review of the phase, is said by then.
AFTERWORD = timedelta(weeks=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """Everything that was sent, in order, and whom it brought together."""

    said: tuple[Said, ...]
    season: Season


class Rehearsal:
    """One cohort from its first day to its last. Raises `Misconfigured` for a zone or a length that cannot be."""

    def __init__(self, cast: Cast, seed: int) -> None:
        cast = _sensible(cast)
        self._cast = cast
        self._clock = SetClock(eve(cast))
        self._notebook = Notebook(self._clock, lambda parcel: self._company.hears(parcel, self._clock.now()))
        self._house = wiring.house(MEMORY, Keyring(secrets.token_bytes(KEY_BYTES)), self._clock)
        self._heartbeat = wiring.clockwork(self._house, {Platform.WEB: self._notebook}, Pacing({}))
        self._play = play(cast, self._house, seed)
        self._company = Company(self._play)

    async def play(self, tell: Callable[[int], None]) -> Rehearsed:
        """Live through the whole run; `tell` hears of each week that is over."""
        join = await self._start()
        for request in self._play.joining(join):
            await self._house.bridge.ask(request)
        for week in range(1, self._cast.weeks + 1):
            self._company.plans(join.args[0], week)
            await self._live(ends(self._play, week))
            tell(week)
        await self._require_all_said()
        became = season.of(self._house.database, self._clock.now())
        self._house.close()
        return Rehearsed(said=self._notebook.read(), season=became)

    async def _start(self) -> Action:
        """Start the cohort as an organiser would; the action of the button that joins it."""
        reply = await self._house.bridge.ask(self._play.opening())
        await self._heartbeat.beat()
        return joining(reply.card)

    async def _require_all_said(self) -> None:
        """A rehearsal that leaves something unsaid is none: better no answer than a wrong one."""
        due = await self._house.bridge.next_due()
        with self._house.database.begin() as session:
            unsaid = session.scalars(select(Delivery.reason).where(Delivery.state == DeliveryState.FAILED)).all()
        if unsaid or (due is not None and due <= self._clock.now()):
            raise Misconfigured(f"The rehearsal could not be played to its end: {'; '.join(unsaid) or 'see above'}.")

    async def _live(self, until: datetime) -> None:
        """Let time go by; whoever is about to do something by then does it at its moment."""
        while self._clock.now() < until:
            await turn(self._clock, self._heartbeat, self._house.bridge, until, self._company.next)
            await self._company.acts(self._house.bridge.ask, self._clock.now())
        await self._heartbeat.beat()


def eve(cast: Cast) -> datetime:
    """The moment a rehearsal begins: the day before the first one, at the hour of the prompt."""
    return calendar.moment(cast.starts - timedelta(days=1), PROMPT.at, cast.zone)


def play(cast: Cast, house: wiring.House, seed: int) -> Play:
    """What the people of a house do. Raises `Misconfigured` when its roadmap is shorter than that."""
    roadmap = house.library.default
    weeks = len(roadmap.weeks)
    if cast.weeks > weeks:
        raise Misconfigured(f"The roadmap has {weeks} weeks: try --weeks {weeks}.")
    schedule = steady(Timetable(starts=cast.starts, zone=cast.zone))
    rng = Random(seed)  # noqa: S311  (a play, and the same one for the same seed)
    return Play(cast, roadmap, Run(schedule=schedule, weeks=weeks), rng, seed)


def ends(of: Play, week: int) -> datetime:
    """When a week of a rehearsal is over: before the next prompt, and the last one when everything is said."""
    after = run.prompt(of.calendar, week + 1).due
    return after + AFTERWORD if week == of.calendar.weeks else after - timedelta(seconds=1)


def joining(card: Card | None) -> Action:
    """The action of the button that joins the cohort which this card speaks of."""
    for control in card.controls if card else ():
        if isinstance(control, Button) and control.action.name == "cohort.join":
            return control.action
    raise Misconfigured("The cohort of the rehearsal could not be started: " + (card.title if card else "no answer"))


def _sensible(cast: Cast) -> Cast:
    """The cast with the zone's own name. Raises `Misconfigured` for a zone or a year that is none."""
    zone = reading.zone(cast.zone)
    if zone is None:
        raise Misconfigured(f"There is no time zone “{cast.zone}”: write a city as in Europe/Berlin.")
    if cast.starts.year not in YEARS:
        raise Misconfigured("A rehearsal starts between 1971 and 2999: try --start 2027-01-04.")
    return replace(cast, zone=zone)
