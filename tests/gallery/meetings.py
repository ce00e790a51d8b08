"""The exhibits of what comes after two people were brought together."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bot.cards.pairing import agendas, endings, meetings, notebook
from bot.cards.pairing.agendas import Agenda, Talk
from bot.cards.pairing.meetings import Session
from bot.cards.pairing.notebook import Leaves, Page
from bot.domain.pairing import agenda as rules
from bot.domain.pairing.states import Fit, Kind, Side
from bot.domain.roadmap import Roadmap
from tests.gallery.exhibits import COHORT, Exhibit, made, returned

FRIDAY = date(2027, 1, 15)
MENTOR = Session(pairing=12, kind=Kind.MENTOR, name="Dana", number=2)
BUDDIES = Session(pairing=13, kind=Kind.BUDDY, name="Bo and Chen", number=1)
NOTE = Page(pairing=12, number=1, name="Dana", day=FRIDAY, words="Cut the scope: one metric, two weeks of data.")
KEPT = replace(NOTE, number=2, words="Asked for the logs. Two weeks are enough for a baseline.", evidence=True)


def afterwards(of: Roadmap) -> Iterator[Exhibit]:
    """Everything about meeting, parting, notes and agendas."""
    yield from (*_asked(), *_answered(), *_parted(), *_notes(), *_agendas(of))


def _asked() -> Iterator[Exhibit]:
    yield made("", meetings.ask, MENTOR)
    yield made("planned", meetings.ask, replace(MENTOR, planned=FRIDAY))
    yield made("quiet", meetings.ask, MENTOR, quiet=True)
    yield made("buddies", meetings.ask, BUDDIES)
    yield made("", meetings.which, (MENTOR, replace(MENTOR, pairing=14, name="Tom")))
    for kind in Kind:
        yield made(kind.value, meetings.nobody, kind)


def _answered() -> Iterator[Exhibit]:
    yield made("first", meetings.met, MENTOR, asks_fit=True)
    yield made("", meetings.met, BUDDIES, asks_fit=False)
    yield (form := made("", meetings.plan_form, MENTOR, FRIDAY))
    yield returned(form, {"until": "yesterday"}, {"until": "That day is over. Write a day to come."})
    yield made("", meetings.planned, MENTOR, FRIDAY)
    yield made("", meetings.not_yet, MENTOR, FRIDAY)
    for sight, told in (("mentor", MENTOR), ("buddies", BUDDIES)):
        yield made(sight, meetings.still_not, told)
        yield made(sight, meetings.could_not, told)
    for said in Fit:
        yield made(said.value, meetings.fit, MENTOR, said)


def _parted() -> Iterator[Exhibit]:
    for side in (Side.LEARNER, Side.MENTOR):
        yield made(side.value, endings.part, 12, "Dana", side)
    for looks in (True, False):
        yield made("looks" if looks else "rests", endings.parted, "Dana", looks=looks)
    for make in (endings.freed, endings.stayed, endings.over, endings.parted_mentor):
        yield made("", make, "Dana")
    yield made("", endings.passed)
    yield made("", endings.passed_mentor)
    yield made("", endings.parted_buddies)
    for served in (True, False):
        sight = "served" if served else "waits"
        yield made(sight, endings.parted_learner, "Dana", served=served)
        yield made(f"left.{sight}", endings.mentor_gone, "Dana", stopped=False, served=served)
    yield made("stopped", endings.mentor_gone, "Dana", stopped=True, served=False)
    yield made("", endings.buddy_gone, "Chen")
    yield made("trio", endings.buddy_gone, "Chen", stays="Bo")


def _notes() -> Iterator[Exhibit]:
    yield made("", notebook.form, 12, 1, "Dana", "", evidence=False)
    yield made("written", notebook.form, 12, 1, "Dana", NOTE.words, evidence=True)
    for sight, page in (("", NOTE), ("kept", KEPT)):
        yield made(sight, notebook.note, page)
    yield made("", notebook.ask_to_delete, NOTE)
    yield made("", notebook.deleted)
    yield made("", notebook.empty, 12, 1)
    yield made("none", notebook.notes, Leaves(pages=()))
    yield made("", notebook.notes, Leaves(pages=(KEPT, NOTE), more=True))
    yield made("older", notebook.notes, Leaves(pages=(NOTE,), place=1))


def _agendas(of: Roadmap) -> Iterator[Exhibit]:
    yield made("", agendas.none)
    for week in (1, 14, len(of.weeks)):
        shown = Agenda(cohort=COHORT, week=week, hint=of.weeks[week - 1].mentor_hint, side=Side.LEARNER, talks=())
        for met in (True, False):
            first, *others = rules.fitting(of.guide.mentor_sessions, week, met=met)
            talk = Talk(kit=first, names=("Dana",), others=tuple(one.title for one in others))
            sight = f"week-{week}.{'again' if met else 'first'}"
            yield made(sight, agendas.agenda, replace(shown, talks=(talk,)))
    both = [
        Talk(kit=rules.fitting(of.guide.mentor_sessions, 3, met=met)[0], names=("Bo", "Tom")) for met in (True, False)
    ]
    hint = of.weeks[2].mentor_hint
    mentor = Agenda(
        cohort=COHORT, week=3, hint=hint, side=Side.MENTOR, talks=(both[0], replace(both[1], names=("Ida",)))
    )
    yield made("mentor", agendas.agenda, mentor)
