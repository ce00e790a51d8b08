"""Everything around a check-in: the form, what is in the way, what runs, pauses, and one's own weeks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.cards import blockers, checkins, experiments, history, lowpoints, pauses, snoozing
from bot.cards.checkins import Noted, Sheet
from bot.cards.history import Album, Entry
from bot.domain import run
from bot.domain.checkin import Week
from bot.domain.roadmap import Roadmap
from bot.domain.trends import Direction, Trend
from tests.gallery.exhibits import COHORT, RUN, SAID, Exhibit, made, returned

CLOSES, LAPSES = run.closing(RUN, 3).due, run.lapse(RUN, 3)
STUCK = "The cluster at work has no free GPU before next month."
RUNS = "A training on the small set until Thursday"
NOTED = Noted(cohort=COHORT, week=1, streak=1, said=SAID)
SMALL = Week(done="A small week", obstacle="", next_step="", energy="")
FULL = replace(SAID, obstacle=STUCK, energy="4")
ALBUM = Album(
    cohort=COHORT,
    entries=(
        Entry(number=4, said=FULL, late=False, editable=True, ran=(f"{RUNS}: running",)),
        Entry(number=3, said=SMALL, late=True, editable=False),
        Entry(number=1, said=SAID, late=False, editable=False, ran=("A sweep: it did not work. Too slow",)),
    ),
    trend=Trend(kept=3, weeks=4, energy=Direction.UP),
    energy={1: 3, 4: 4},
)


def weeks(of: Roadmap) -> Iterator[Exhibit]:
    """All of them."""
    yield from _checkins(of)
    yield from _snoozing()
    yield from _blockers()
    yield from _experiments()
    yield from _pauses(of)
    yield from _history()
    yield from _lowpoints()


def _checkins(of: Roadmap) -> Iterator[Exhibit]:
    sheet = Sheet(cohort=COHORT, week=1, focus=of.weeks[0].checkin_focus)
    carried = replace(sheet, week=2, carried=STUCK, running=RUNS, wanted=SAID.next_step)
    yield (blank := made("", checkins.form, sheet))
    yield returned(blank, {"done": "Two chapters"}, {"next_step": "Name one small step and a day for it."})
    yield made("edited", checkins.form, replace(sheet, said=SAID))
    yield made("carried", checkins.form, carried)
    yield made("first", checkins.noted, NOTED)
    yield made("third", checkins.noted, replace(NOTED, week=3, streak=3))
    yield made("small", checkins.noted, replace(NOTED, said=SMALL, small_task="Write one sentence on why ML"))
    yield made("late", checkins.noted, replace(NOTED, week=3, streak=3, until=LAPSES))
    everything = replace(NOTED, week=3, said=FULL, blocker=9, runs_until=date(2027, 1, 21), waits=2)
    yield made("everything", checkins.noted, everything)
    yield made("", checkins.which, COHORT, 4, 3, LAPSES)
    yield made("", checkins.resting, "Spring", COHORT, 3, "Easter")
    yield made("nothing-open", checkins.resting, "Spring", COHORT, 0, "")


def _snoozing() -> Iterator[Exhibit]:
    yield made("", snoozing.form, COHORT, 3, "18:00", "Europe/Berlin", CLOSES)
    yield made("", snoozing.asked_later, COHORT, 3, run.checkin(RUN, 3).due)
    yield made("", snoozing.in_channel, COHORT, 3, CLOSES)
    yield made("", snoozing.again, COHORT, 3, CLOSES)
    yield made("", snoozing.answered, COHORT, 3)


def _blockers() -> Iterator[Exhibit]:
    for simple in (blockers.solved, blockers.kept, blockers.taken_back, blockers.passed):
        yield made("", simple)
    yield made("", blockers.offer, COHORT, 9, STUCK)
    yield made("", blockers.shown, COHORT, 9, STUCK)
    yield made("", blockers.nobody, COHORT, 9)
    yield made("", blockers.unanswered, COHORT, 9, STUCK, 1)
    yield made("", blockers.request, COHORT, 9, "Bo", STUCK)
    yield made("", blockers.promised, "Bo")
    yield made("", blockers.helper, COHORT, 9, "Dana", STUCK)


def _experiments() -> Iterator[Exhibit]:
    yield made("", experiments.ended, COHORT, 5, RUNS)
    yield made("", experiments.longer_form, COHORT, 5, RUNS)
    yield made("", experiments.longer, date(2027, 1, 21))
    for outcome in sorted(experiments.ENDS):
        yield made(outcome, experiments.noted, COHORT, 5, outcome)
    yield made("", experiments.result_form, COHORT, 5, RUNS, "")
    yield made("", experiments.kept, "Two points better, twice as slow")
    yield made("empty", experiments.kept, "")


def _pauses(of: Roadmap) -> Iterator[Exhibit]:
    since, until = date(2027, 1, 11), date(2027, 1, 24)
    yield (blank := made("", pauses.form, COHORT, since.isoformat(), until.isoformat()))
    yield returned(blank, {"until": "2027-01-01"}, {"until": "The last day comes after the first one."})
    yield made("now", pauses.planned, COHORT, 2, since, until, begun=True)
    yield made("ahead", pauses.planned, COHORT, 2, since, until, begun=False)
    yield made("", pauses.called_off)
    yield made("", pauses.back, COHORT, 4, of.weeks[3].title, of.weeks[3].tasks[0].title)
    yield made("between", pauses.back, COHORT, 0, "", "")


def _history() -> Iterator[Exhibit]:
    yield made("", history.page, ALBUM)
    yield made("second", history.page, replace(ALBUM, older=1, newer=True, energy={}))
    yield made("none", history.empty, COHORT, 0)
    yield made("open", history.empty, COHORT, 1)
    yield made("", history.week, COHORT, ALBUM.entries[0])
    yield made("late", history.week, COHORT, ALBUM.entries[1])


def _lowpoints() -> Iterator[Exhibit]:
    yield made("", lowpoints.two_missed, COHORT, 3, "")
    yield made("", lowpoints.low_energy, COHORT, "")
    yield made("", lowpoints.why, "I want to build what reads X-rays for my mother's clinic.")
    yield made("", lowpoints.no_why)
