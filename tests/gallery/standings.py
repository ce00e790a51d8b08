"""The exhibits of the corner's first part: where somebody stands, in every case there is."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.cards import corner
from bot.cards.corner import About, Corner
from bot.cards.focus import Focus
from bot.cards.my import Pause
from bot.cards.seats import Seat
from bot.cards.standing import Stage, Standing
from bot.domain import run
from bot.domain.asked import asked
from bot.domain.notes import Reminders
from bot.domain.roadmap import Roadmap
from bot.domain.run import Run
from bot.domain.schedule import Rest, RestKind, rested
from bot.domain.tasks import Mark, TaskState
from bot.domain.wins import Said, Win
from tests.gallery.exhibits import COHORT, RUN, Exhibit, made

#: Tuesday and Saturday of the third week; the check-in opens between them.
TUESDAY, SATURDAY = (datetime(2027, 1, day, 11, tzinfo=UTC) for day in (19, 23))
JOINED = TUESDAY - timedelta(days=30)
RUNS = Pause(cohort=COHORT, number=2, name="Spring", since=date(2027, 1, 18), until=date(2027, 1, 28), runs=True)
TO_COME = replace(RUNS, number=3, since=date(2027, 2, 1), until=date(2027, 2, 7), runs=False)
ABOUT = About(
    zone="Africa/Lagos",
    clock="12:00",
    confirmed=True,
    hour="18:00",
    quiet="22:00 to 07:00",
    reminders=Reminders.ALL,
    takes=True,
    begun=2,
    asking=6,
    why=True,
)
NEW = replace(ABOUT, zone="", quiet="none", takes=False, begun=0, why=False)
WIN = Win(
    number=5,
    person=3,
    author="Bo",
    said=Said(words="Cached the features", category="metric-moved", impact="", public=True),
    cohort=COHORT,
    week=2,
    shared_at=TUESDAY - timedelta(days=2),
)


def at(
    now: datetime, kept: Mapping[int, bool] | None = None, stage: Stage = Stage.RUNNING, of: Run = RUN
) -> Standing:
    """A learner in Spring at a moment, who kept these weeks, each late or not."""
    said = asked(of, now, kept or {}, JOINED)
    return Standing(number=COHORT, name="Spring", roles=("learn",), stage=stage, now=now, calendar=of, asked=said)


AUTUMN = replace(at(SATURDAY), number=8, name="Autumn", roles=("organise", "learn"))
WINTER = replace(at(JOINED, stage=Stage.AHEAD), number=9, name="Winter", roles=("mentor",), asked=None)


def told(of: Roadmap, standing: Standing, **tasks: TaskState) -> Corner:
    """The corner of somebody who stands so, with what they said of the tasks of the week."""
    slugs = [task.slug for task in of.weeks[standing.week - 1].tasks]
    marks = {slug: Mark(state=state) for slug, state in zip(slugs, tasks.values(), strict=False)}
    seat = Seat(cohort=standing.number, week=standing.week, marks=marks)
    focus = Focus(at=standing, roadmap=of, seat=seat)
    return Corner(name="Bo", focus=focus, others=(), wins=0, newest=None, about=ABOUT, belonged=True)


def outside(belonged: bool) -> Corner:
    """The corner of somebody in no cohort."""
    return Corner(name="Bo", focus=None, others=(), wins=0, newest=None, about=NEW, belonged=belonged)


def standings(of: Roadmap) -> Iterator[Exhibit]:
    """The corner in every case."""
    yield made("never-joined", corner.panel, outside(belonged=False))
    yield made("left", corner.panel, replace(outside(belonged=True), wins=3, newest=WIN))
    kept = {1: False, 2: False}
    cases = {
        "ahead": at(JOINED, stage=Stage.AHEAD),
        "over": at(run.closing(RUN, 27).due + timedelta(days=30), kept={27: False}, stage=Stage.OVER),
        "paused": replace(at(TUESDAY, kept=kept, stage=Stage.PAUSED), back=SATURDAY),
        "waiting": at(TUESDAY, kept=kept, stage=Stage.WAITING),
        "resting": at(TUESDAY, kept=kept, of=_resting()),
        "own-pause": replace(at(SATURDAY, kept=kept), pause=RUNS),
        "organiser": replace(at(TUESDAY), asked=None, roles=("organise",)),
        "not-open": at(TUESDAY, kept=kept),
        "late-week": at(TUESDAY, kept={1: False}),
        "open": at(SATURDAY, kept=kept),
        "kept": at(SATURDAY, kept=kept | {3: False}),
        "kept-late": at(SATURDAY, kept=kept | {3: True}),
    }
    for sight, standing in cases.items():
        yield made(sight, corner.panel, told(of, standing))
    done = told(of, at(SATURDAY, kept=kept | {3: False}), a=TaskState.DONE, b=TaskState.DONE, c=TaskState.DONE)
    yield made("done", corner.panel, replace(done, wins=3, newest=WIN))
    zone = replace(ABOUT, confirmed=False)
    busy = told(of, replace(at(SATURDAY, kept=kept), pause=TO_COME), a=TaskState.DONE, b=TaskState.DOING)
    others = (
        AUTUMN,
        WINTER,
        replace(WINTER, number=10, stage=Stage.MENDED, name="Old"),
        replace(AUTUMN, number=11, name="Next"),
    )
    yield made("busy", corner.panel, replace(busy, others=others, wins=12, newest=WIN, about=zone))
    lost = Corner(name="Bo", focus=None, others=others[2:3], wins=0, newest=None, about=ABOUT, belonged=True)
    yield made("mended", corner.panel, lost)


def _resting() -> Run:
    """Spring, which rests in what would be its third week."""
    rest = Rest(day=date(2027, 1, 18), kind=RestKind.HOLIDAY, name="Snow")
    return replace(RUN, schedule=rested(RUN.schedule, rest))
