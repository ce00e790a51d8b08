"""Every card and form that segue can show, over the shipped library."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ParamSpec

from adapters.discord import notices
from adapters.slack import words
from bot import errors
from bot.cards import accompaniment, checkins, cohorts, help, notes, prompts, refusals  # noqa: A004  (as the feature is called)
from bot.cards.checkins import Sheet
from bot.cards.cohorts import Listing, Participant
from bot.cards.seats import Seat
from bot.domain import run
from bot.domain.checkin import Week
from bot.domain.roadmap import Library, Roadmap
from bot.domain.run import Run
from bot.domain.schedule import Timetable, steady
from bot.features.table import gathered
from bot.messages.elements import Card, Form, filled
from bot.messages.wire import Action
from bot.requests import Actor, Click, Command, Place, Platform
from tests.gallery.makers import DOORS, makers, usual

P = ParamSpec("P")

#: The weeks that are looked at one by one; the limits are tried on all of them.
WEEKS = (1, 8, 27)
#: The cohort's number, which its buttons carry.
COHORT = 7
TABLE = Timetable(starts=date(2027, 1, 4), zone="Europe/Berlin")
RUN = Run(schedule=steady(TABLE), weeks=27)
ABROAD = Run(schedule=steady(replace(TABLE, zone="America/New_York")), weeks=27)
SPRING = Listing(number=COHORT, name="Spring", run=RUN, joined=False)
AUTUMN = Listing(number=8, name="Autumn", run=ABROAD, joined=True)
SAID = Week(done="Two chapters of statistics", obstacle="", next_step="A notebook on Tuesday", energy="3")
BO = Actor(platform=Platform.DISCORD, workspace="900", user="12", name="Bo")
OPEN = Action("checkin", (str(COHORT), "1"))
PEOPLE = (
    Participant(name="Ana", roles=("organises", "mentors")),
    Participant(name="Bo", roles=("learns",)),
)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Something shown, by the name of its room and itself: prompts.weekly.week-1.

    `make` is the function that makes it, if one does; `only` names the platform whose own door says it.
    """

    name: str
    shown: Card | Form
    make: Callable[..., Card | Form] | None = None
    only: str = ""


def exhibits(library: Library) -> dict[str, Exhibit]:
    """All of them by name. Raises `ValueError` when two have the same one."""
    from tests.gallery.corners import corners
    from tests.gallery.gladness import gladness
    from tests.gallery.linkings import linkings
    from tests.gallery.meetings import afterwards
    from tests.gallery.mentoring import mentors
    from tests.gallery.organising import organising
    from tests.gallery.plans import plans
    from tests.gallery.roadmaps import roadmaps  # these hang their exhibits with what is here
    from tests.gallery.suggesting import suggesting
    from tests.gallery.together import together
    from tests.gallery.weeks import weeks

    shelf: dict[str, Exhibit] = {}
    of = library.default
    pairs = (together(of), suggesting(of), afterwards(of))
    members = (weeks(of), gladness(of), corners(of), linkings(of), roadmaps(of), *pairs, _notes(of))
    rooms = (_cohorts(), mentors(), organising(of), plans(), *members, _prompts(of), _help(), _refusals(), _doors())
    for exhibit in (one for room in rooms for one in room):
        if exhibit.name in shelf:
            raise ValueError(f"two exhibits are called {exhibit.name}")
        shelf[exhibit.name] = exhibit
    return shelf | {exhibit.name: exhibit for exhibit in _others(of, shelf)}


def made(sight: str, make: Callable[P, Card | Form], *args: P.args, **kwargs: P.kwargs) -> Exhibit:
    """What `make` makes of these values, and which of its sights that is."""
    room = make.__module__.rpartition(".")[2]
    name = ".".join(filter(None, (room, make.__name__, sight)))
    return Exhibit(name, make(*args, **kwargs), make)


def returned(exhibit: Exhibit, typed: Mapping[str, str], problems: Mapping[str, str]) -> Exhibit:
    """A form that was not taken: with what was typed, a sentence beside what was wrong, and a way back to it."""
    assert isinstance(exhibit.shown, Form)
    form = replace(filled(exhibit.shown, typed, problems), reopen=Action("form.reopen", ("3",)))
    return replace(exhibit, name=f"{exhibit.name}.not-taken", shown=form)


def _others(of: Roadmap, hung: Mapping[str, Exhibit]) -> Iterator[Exhibit]:
    """What nobody has hung yet, where usual values are enough to make it: a new card needs no line here."""
    seat = Seat(cohort=COHORT, week=1)
    values = (
        of,
        of.phases[0],
        of.weeks[0],
        of.weeks[0].tasks[0],
        of.resources[0],
        seat,
        RUN,
        SPRING,
        SAID,
        1,
        "Spring",
    )
    samples: dict[object, object] = {type(value): value for value in values}
    known = {exhibit.make for exhibit in hung.values()}
    for make in makers():
        if make not in known and (given := usual(make, samples)) is not None:
            yield made("", make, *given)


def _cohorts() -> Iterator[Exhibit]:
    yield (blank := made("", cohorts.start, "", "2027-01-04", "Europe/Berlin"))
    yield returned(blank, {"name": "Spring", "zone": "Berln"}, {"zone": "Write a city as in Europe/Berlin."})
    yield made("", cohorts.started, SPRING, "In Berlin it is 14:05 now")
    yield made("", cohorts.opened, SPRING, "From software engineer to machine learning engineer", 27)
    yield made("", cohorts.joined, SPRING, again=False)
    yield made("again", cohorts.joined, SPRING, again=True)
    yield made("late", cohorts.joined, SPRING, again=False, week=5)
    yield made("zone", cohorts.joined, SPRING, again=False, zone=("Africa/Lagos", "14:05"))
    yield made("asks", cohorts.joined, SPRING, again=False, asks=True)
    yield made("", cohorts.left, SPRING)
    yield made("none", cohorts.here, ())
    yield made("some", cohorts.here, (SPRING, AUTUMN))
    yield made("", cohorts.people, "Spring", PEOPLE)


def _prompts(of: Roadmap) -> Iterator[Exhibit]:
    for week in WEEKS:
        sight, opens, closes = f"week-{week}", run.checkin(RUN, week).due, run.prompt(RUN, week + 1).due
        yield made(sight, prompts.weekly, of, week, COHORT, opens)
        yield made(sight, prompts.checkin, of, week, COHORT, closes)
        yield made(sight, prompts.reminder, of, week, COHORT, closes)


def _notes(of: Roadmap) -> Iterator[Exhibit]:
    closes = run.closing(RUN, 2).due
    parts = (prompts.reminder(of, 2, COHORT, closes), accompaniment.word(of.guide.reminders[0], None, COHORT, 2))
    yield made("one-part", notes.note, parts[:1])
    yield made("two-parts", notes.note, parts)


def _help() -> Iterator[Exhibit]:
    commands = tuple(command.spec for command in gathered().commands)
    yield made("", help.overview, commands)
    for name in dict.fromkeys(spec.path[0] for spec in commands):
        yield made(name, help.command, name, [spec for spec in commands if spec.path[0] == name])


def _refusals() -> Iterator[Exhibit]:
    for sight, refusal in REFUSALS.items():
        yield made(sight, refusals.refused, refusal)


def _doors() -> Iterator[Exhibit]:
    """What a platform's own door says, where the core cannot."""
    for platform, module in DOORS.items():
        constants = ((name, value) for name, value in vars(module).items() if isinstance(value, Card))
        for name, card in constants:
            yield Exhibit(f"{platform}.{name.lower()}", card, only=platform)
    pressed = Click(actor=BO, place=Place(), action=OPEN)
    typed = Command(actor=BO, place=Place(), name="checkin")
    form = checkins.form(Sheet(cohort=COHORT, week=1, focus=""))
    yield replace(made("pressed", words.late_form, OPEN), only="slack")
    yield replace(made("typed", words.late_form, None), only="slack")
    yield replace(made("pressed", notices.late, form, pressed), only="discord")
    yield replace(made("typed", notices.late, form, typed), only="discord")
    yield replace(made("", notices.refused, form), only="discord")


REFUSALS: Mapping[str, errors.Refusal] = {
    "not-understood": errors.NotUnderstood("/cohort jion", "/cohort join"),
    "not-understood-after-that": errors.NotUnderstood("/my spring", "", "my"),
    "not-understood-at-all": errors.NotUnderstood("/spring", ""),
    "not-offered": errors.NotOffered("sometimes", ("all", "needed", "none"), "/my reminders"),
    "not-allowed": errors.NotAllowed("starter"),
    "not-a-member": errors.NotAMember(),
    "no-such-cohort": errors.NoSuchCohort("Sprnig", ("Autumn", "Spring")),
    "no-cohort-at-all": errors.NoSuchCohort("Spring", ()),
    "cohort-gone": errors.CohortGone(),
    "pairing-gone": errors.PairingGone(),
    "which-cohort": errors.WhichCohort(("Autumn", "Spring"), ("cohort people Autumn", "cohort people Spring")),
    "no-such-week": errors.NoSuchWeek("28", 27),
    "no-such-task": errors.NoSuchTask(),
    "no-such-win": errors.NoSuchWin(),
    "no-such-item": errors.NoSuchItem("pytroch", ("PyTorch: Learn the Basics",)),
    "no-such-item-any-more": errors.NoSuchItem("", ()),
    "report-gone": errors.ReportGone(),
    "nothing-yet": errors.NothingYet("That week has not begun.", "Its prompt comes to the channel."),
    "repeated": errors.Repeated(),
    "not-saved": errors.NotSaved({}),
    "refusal": errors.Refusal(
        "Spring speaks in this channel already.", "Start the next one in a channel of its own."
    ),
}
