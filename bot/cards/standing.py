"""Where somebody stands in a cohort: its week, its check-in, and why nothing may be asked of them now."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.cards.my import Pause, days
from bot.domain import run
from bot.domain.asked import Asked
from bot.domain.run import Run
from bot.domain.window import Window
from bot.domain.words import counted, listed
from bot.messages.text import Line, Moment, MomentStyle, line


class Stage(StrEnum):
    """Where a cohort is."""

    AHEAD = "ahead"
    RUNNING = "running"
    OVER = "over"
    #: It pauses by itself, because its channel cannot be reached.
    WAITING = "waiting"
    #: Its organiser paused it.
    PAUSED = "paused"
    #: The library has lost its roadmap.
    MENDED = "mended"


_STAGES = {
    Stage.OVER: "its last week is over",
    Stage.WAITING: "waits until segue can reach its channel again",
    Stage.PAUSED: "pauses",
    Stage.MENDED: "its roadmap is being mended",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A cohort as its member stands in it now. `asked` is set for whoever learns; `back`: when its pause ends."""

    number: int
    name: str
    roles: tuple[str, ...]
    stage: Stage
    now: datetime
    calendar: Run
    asked: Asked | None = None
    pause: Pause | None = None
    back: datetime | None = None

    @property
    def week(self) -> int:
        """The week of the roadmap, from 1 to the last one."""
        return min(max(run.week_at(self.calendar, self.now), 1), self.calendar.weeks)

    @property
    def rests(self) -> bool:
        """Whether the cohort rests this week."""
        return run.rest_at(self.calendar, self.now) is not None

    @property
    def away(self) -> bool:
        """Whether nothing is asked of them, because the cohort is silent or they take a pause."""
        own = self.pause is not None and self.pause.runs
        return own or self.rests or self.stage in {Stage.PAUSED, Stage.WAITING}

    @property
    def asks(self) -> bool:
        """Whether their check-in is asked for now."""
        return not self.away and self.asked is not None and self.asked.is_open(self.now)


def briefly(of: Standing) -> Line:
    """A cohort on one line: where it is, and what they do there."""
    return (*_stage(of), *((f" · you {listed(of.roles)}",) if of.roles else ()))


def beside(of: Standing) -> Line:
    """The same of a cohort that is not in focus: with its check-in, while that is asked for."""
    return (*briefly(of), " · check-in open") if of.asks else briefly(of)


def resting(of: Standing) -> Line:
    """Why nothing comes next, where nothing does."""
    if of.stage is Stage.AHEAD:
        return line(f"{of.name} begins ", Moment(run.prompt(of.calendar, 1).due), ". You can look at week 1 already.")
    if of.stage is Stage.OVER:
        return line(f"All {counted(of.calendar.weeks, 'week')} of {of.name} are behind you. Each of them stays open.")
    if of.stage is not Stage.RUNNING:
        return line(f"{of.name} ", *_stage(of), ". Nothing is asked of you.")
    if of.pause is not None and of.pause.runs:
        return line(f"You are on a pause {days(of.pause)}. Nothing is asked of you.")
    if of.rests and of.week < of.calendar.weeks:
        then = Moment(run.prompt(of.calendar, of.week + 1).due)
        return line(f"{of.name} rests this week. Week {of.week + 1} begins ", then, ".")
    return ()


def checkin(of: Standing, asked: Asked) -> Line:
    """The check-in of the newest week, and the one before while it takes an answer."""
    late = f" · week {asked.waits} takes an answer until "
    waits = (late, Moment(asked.lapses)) if asked.waits else ()
    return (*(_noted(asked) if asked.answered else _awaited(of, asked)), *waits)


def _stage(of: Standing) -> Line:
    match of.stage:
        case Stage.AHEAD:
            return line("begins ", Moment(run.prompt(of.calendar, 1).due, MomentStyle.DATE))
        case Stage.RUNNING:
            return line(f"week {of.week} of {of.calendar.weeks}")
        case Stage.PAUSED if of.back is not None:
            return line("pauses until ", Moment(of.back, MomentStyle.DATE))
        case stage:
            return line(_STAGES[stage])


def _noted(asked: Asked) -> Line:
    if asked.late:
        return line(f"week {asked.week} is noted; it came a little later and counts the same")
    until = (" · yours to change until ", Moment(asked.closes)) if asked.window is Window.OPEN else ()
    return line(f"week {asked.week} is noted", *until)


def _awaited(of: Standing, asked: Asked) -> Line:
    if asked.window is Window.LATE:
        return line(f"week {asked.week} takes a late answer until ", Moment(asked.lapses), "; it counts the same")
    if of.asks:
        return line("open since ", Moment(asked.opens), ", until ", Moment(asked.closes))
    if of.away:
        return line("nothing is asked now")
    if asked.window is Window.OPEN:
        return line("opens ", Moment(asked.opens), "; a word can be written now")
    return line("closed")
