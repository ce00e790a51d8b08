"""The exhibits of organising: settings, what a change moves, rests, previews, pauses, roles and who follows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.cards import (
    calling,
    changes,
    channels,
    cohorts,
    pausing,
    previewing,
    prompts,
    reach,
    resting,
    roles,
    settings,
    succession,
)
from bot.cards.channels import Lost
from bot.cards.pausing import Harvest
from bot.cards.previewing import Said, WeekAhead
from bot.cards.reach import Silence
from bot.cards.resting import Break
from bot.cards.roles import Somebody
from bot.cards.settings import Settings
from bot.domain import moving, run
from bot.domain.roadmap import Roadmap
from bot.domain.run import Run
from bot.domain.schedule import Rest, RestKind, rested
from bot.messages.elements import Option
from bot.messages.wire import Action
from tests.gallery.exhibits import COHORT, PEOPLE, RUN, TABLE, Exhibit, made, returned
from tests.support.worlds import at

NOW = at("2027-03-09 12:00 Europe/Berlin")
SNOW = Break(begins=date(2027, 3, 15), day=date(2027, 3, 17), kind=RestKind.HOLIDAY, name="Snow week")
SPENT = replace(SNOW, begins=date(2027, 4, 5), day=date(2027, 4, 5), kind=RestKind.BUFFER, name="")
RESTING = Run(schedule=rested(RUN.schedule, Rest(day=date(2027, 3, 15))), weeks=27)
SETTINGS = Settings(
    cohort=COHORT,
    name="Spring",
    roadmap="From software engineer to machine learning engineer",
    run=RUN,
    now=NOW,
    reserve=12,
    spent=3,
    rests=("Mon 15 Mar 2027 (Snow week)", "Mon 5 Apr 2027 (a buffer week)"),
    channels=("#ml-switch", "#autumn"),
    paused=False,
    everybody_starts=False,
    administers=True,
)
BO = Somebody(person=12, name="Bo", organises=False, mentors=True)
ANA = Somebody(person=11, name="Ana", organises=True, mentors=False)
SAVE = Action("cohort.change", (str(COHORT), "buffer", "2027-03-15", "0badf00d"))
SUBJECT = "1.1798761600.0"
WHY = "The channel was archived."


def organising(of: Roadmap) -> Iterator[Exhibit]:
    """Everything an organiser sees, and what they make others see."""
    yield from (*_settings(), *_changes(), *_rests(), *_preview(of), *_pauses(), *_roles(), *_succession(), *_reach())


def _settings() -> Iterator[Exhibit]:
    before = replace(SETTINGS, now=at("2027-01-01 12:00 Europe/Berlin"), reserve=0, spent=0, rests=())
    yield made("", settings.overview, SETTINGS)
    yield made("before", settings.overview, replace(before, administers=False))
    yield made("paused", settings.overview, replace(SETTINGS, paused=True))
    away = replace(SETTINGS, paused=True, waits=True, channels=("#ml-switch (out of reach)",))
    yield made("waiting", settings.overview, away)
    yield made("over", settings.overview, replace(SETTINGS, now=at("2028-01-01 12:00 Europe/Berlin")))
    yield made("", settings.naming, COHORT, "Spring", "Europe/Berlin")
    yield (blank := made("", settings.rhythm, COHORT, TABLE))
    yield returned(blank, {"prompt": "someday 9"}, {"prompt": "Write a day and an hour, as in Monday 09:00."})
    yield made("", settings.first_day, COHORT, date(2027, 1, 4))
    paces = (Option("core", "27 weeks, steady"), Option("extended", "39 weeks, about nine months"))
    yield made("", settings.pace, COHORT, paces, "core", "The roadmap would rest after weeks 3 and 5.")
    yield made("everybody", settings.starters, True)
    yield made("administrators", settings.starters, False)
    yield made("", channels.channels, COHORT, "Spring", (Option("1", "#ml-switch"),), "#autumn")
    yield made("two", channels.channels, COHORT, "Spring", (Option("1", "#ml-switch"), Option("2", "#autumn")), "")
    both, lost = (Option("1", "#ml-switch"), Option("2", "#autumn")), (Lost(1, "#ml-switch", WHY),)
    yield made("lost", channels.channels, COHORT, "Spring", both, "#winter", lost)
    yield made(
        "", cohorts.which_roadmap, (("swe-to-mle", "From engineer to ML"), ("bread", "Bread baking")), "Spring"
    )
    yield made("", calling.calling, COHORT, "Spring", "Spring cohort")
    yield made("changed", calling.calling, COHORT, "Spring", "Spring cohort", changed=True)
    yield made("nobody", calling.calling, COHORT, "Spring", "")
    yield made("nobody-any-more", calling.calling, COHORT, "Spring", "", changed=True)
    yield made("page", cohorts.people, "Spring", PEOPLE * 20, COHORT, 1)


def _changes() -> Iterator[Exhibit]:
    moved = moving.moves(RUN, RESTING, NOW)
    pending = changes.Pending(
        cohort=COHORT,
        says="A buffer week from Mon 15 Mar 2027: 8 of 12 left",
        silent=(),
        moves=moved,
        before=moving.ends(RUN),
        after=moving.ends(RESTING),
        save=SAVE,
        anew=False,
    )
    still = replace(pending, moves=(), after=pending.before, says="A pause until Tue 16 Mar 2027")
    yield made("", changes.shown, pending)
    yield made("anew", changes.shown, replace(pending, anew=True, moves=moved[:3]))
    yield made("silent", changes.shown, replace(still, silent=("the check-in of week 10",)))
    yield made("", changes.saved, COHORT, "A buffer week from Mon 15 Mar 2027: 8 of 12 left.")
    yield made("", changes.same, COHORT)


def _rests() -> Iterator[Exhibit]:
    yield made("", resting.rests, COHORT, "Spring", (SNOW, SPENT), 9, 12)
    yield made("none", resting.rests, COHORT, "Spring", (), 0, 0)
    weeks = (Option("2027-03-15", "The week of Mon 15 Mar 2027; week 11 waits"),)
    yield made("", resting.spend, COHORT, weeks, "9 of 12 buffer weeks left.")
    yield made("", resting.holiday, COHORT)


def _preview(of: Roadmap) -> Iterator[Exhibit]:
    week = WeekAhead(
        number=10,
        title=of.weeks[9].title,
        said=(
            Said("Check-in", run.checkin(RESTING, 10).due, ""),
            Said("Closes", run.closing(RESTING, 10).due, ""),
            Said("Digest", run.digest(RESTING, 10).due, "a buffer week"),
        ),
    )
    rest = WeekAhead(number=11, title="", rest="the week of Mon 15 Mar 2027, a buffer week")
    yield made("", previewing.preview, COHORT, "Spring", (week, rest), 11)
    yield made("nothing", previewing.preview, COHORT, "Spring", (), 0)
    prompt = prompts.weekly(of, 11, COHORT, run.checkin(RESTING, 11).due)
    yield made("", previewing.posted, COHORT, 11, prompt)


def _pauses() -> Iterator[Exhibit]:
    harvest = Harvest(people=17, weeks=27, checkins=312, tasks=840, wins=95)
    yield made("", pausing.pause, COHORT, "2027-03-23")
    yield made("", pausing.paused, "Spring", date(2027, 3, 22), 11, run.prompt(RESTING, 11).due)
    yield made("", pausing.resumed, "Spring", 11, run.prompt(RESTING, 11).due)
    yield made("last-week", pausing.resumed, "Spring", 27, None)
    yield made("", pausing.not_paused, COHORT)
    yield made("", pausing.ask_to_end, COHORT, "Spring")
    yield made("", pausing.ended, "Spring")
    yield made("", pausing.farewell, "Spring", harvest)
    yield made("few", pausing.farewell, "Spring", replace(harvest, people=3, checkins=None, tasks=None, wins=None))
    yield made(
        "unbegun", pausing.farewell, "Spring", Harvest(people=0, weeks=0, checkins=None, tasks=None, wins=None)
    )


def _roles() -> Iterator[Exhibit]:
    yield made("", roles.roles, COHORT, "Spring", (ANA, BO), (ANA, BO), more=False)
    yield made("many", roles.roles, COHORT, "Spring", (ANA, BO), (ANA, BO), more=True)
    yield made("", roles.nobody_like, COHORT, "xy")
    yield made("", roles.somebody, COHORT, BO, others=True, myself=False)
    yield made("alone", roles.somebody, COHORT, ANA, others=False, myself=True)
    yield made("", roles.ask_to_hand_over, COHORT, "Spring", BO)
    yield made("", roles.handed_over, "Spring", "Bo")
    for role in ("organises", "mentors"):
        yield made(role, roles.told, COHORT, "Spring", "Ana", role, True)
        yield made(f"{role}-no-more", roles.told, COHORT, "Spring", "Ana", role, False)
    yield made("", roles.offer_to_take_over, COHORT, "Spring")
    yield made("", roles.joined_by, COHORT, "Spring", "Ana")
    yield made("", roles.taken_over, COHORT, "Spring")


def _succession() -> Iterator[Exhibit]:
    yield made("", succession.looking, COHORT, "Spring", again=False)
    yield made("again", succession.looking, COHORT, "Spring", again=True)
    yield made("", succession.alone, COHORT, "Spring")
    yield made("", succession.stays, COHORT, "Spring")
    yield made("", succession.asked, COHORT, SUBJECT, "Spring", "Ana")
    yield made("", succession.asked_for_the_absent, COHORT, SUBJECT, "Spring", "Ana")
    yield made("", succession.follows, COHORT, "Spring")
    yield made("", succession.declined, "Spring")
    yield made("", succession.settled, "Spring")
    yield made("", succession.released, "Spring", "Bo")
    yield made("", succession.nobody_yet, COHORT, "Spring")


def _reach() -> Iterator[Exhibit]:
    waits = Silence(cohort=COHORT, name="Spring", waits=True, others=())
    elsewhere = replace(waits, waits=False, others=("#autumn", "#winter"))
    yield made("waits", reach.lost, waits, 1, "#ml-switch", WHY)
    yield made("goes-on", reach.lost, elsewhere, 1, "#ml-switch", WHY)
    yield made("pauses", reach.lost, replace(waits, waits=False), 1, "#ml-switch", WHY)
    yield made("waits", reach.removed, waits, ("#ml-switch", "#autumn"))
    yield made("goes-on", reach.removed, elsewhere, ("#ml-switch",))
    yield made("", reach.shared, COHORT, "Spring", "#ml-switch")
    yield made("", reach.trying, COHORT, "#ml-switch")
