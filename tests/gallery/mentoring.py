"""The exhibits of mentors, as people meet them: asking, offering, answering, hours, pauses and blocks."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.cards.pairing import answering, asking, away, barring, mentoring, offering, weekly
from bot.cards.pairing.mentoring import Asked, Match, Mentoring
from bot.cards.pairing.offering import Known
from bot.domain.pairing.states import Ladder, Side
from bot.domain.pairing.terms import Terms
from bot.messages.elements import Option
from tests.gallery.exhibits import COHORT, Exhibit, made, returned

#: The number of a suggestion.
PAIRING = 5
NOON = datetime(2027, 1, 19, 11, tzinfo=UTC)
DAY = date(2027, 2, 14)
ZOE, DANA = Option("21", "Zoe"), Option("22", "Dana")
PURPOSE = "My first model in production: what to watch, and whom to ask"
EVENINGS = ("18:00–21:00", "", "10:00–12:00", "Wed 12:00–13:00")
INTERESTS = Known(
    key="interests",
    label="Which applications do you know?",
    options=(Option("search", "Search and recommendations"), Option("vision", "Vision")),
)
TERMS = Terms(seats=2, ladder=Ladder.WORKING, interests=("vision",))
ASKED = Asked(purpose=PURPOSE, since=NOON, by=DAY, names=("Zoe", "Dana"))
SUGGESTED = Match(number=PAIRING, others="Zoe", side=Side.LEARNER, since=NOON, expires=NOON + timedelta(hours=72))
TAUGHT = Match(number=6, others="Bo", side=Side.MENTOR, since=NOON, purpose=PURPOSE)
PROPOSED = Match(
    number=7, others="Chen", side=Side.MENTOR, since=NOON, expires=SUGGESTED.expires, said_yes=True, purpose=PURPOSE
)


def mentors() -> Iterator[Exhibit]:
    """Everything people meet of mentors before they meet one."""
    yield from _standing()
    yield from _asking()
    yield from _offering()
    yield from _answering()
    yield from _hours()
    yield from _away()
    yield from _barring()


def _standing() -> Iterator[Exhibit]:
    new = Mentoring(cohort=COHORT, name="Spring", learns=True, mentors=0)
    waiting = Mentoring(cohort=COHORT, name="Spring", learns=True, mentors=3, asked=ASKED, median=timedelta(hours=70))
    yield made("nobody-yet", mentoring.standing, new)
    yield made("waiting", mentoring.standing, waiting)
    yield made(
        "first-in-line",
        mentoring.standing,
        replace(waiting, asked=Asked(purpose="x", since=NOON, by=None, spent=True)),
    )
    yield made("soon", mentoring.standing, replace(waiting, looks=NOON))
    yield made("suggested", mentoring.standing, replace(waiting, matches=(SUGGESTED,)))
    yield made("both-sides", mentoring.standing, replace(waiting, matches=(SUGGESTED, PROPOSED, TAUGHT), seats=2))
    yield made("mentors-only", mentoring.standing, replace(new, learns=False, seats=3, paused=DAY))
    yield made("silent", mentoring.standing, replace(new, learns=False, silent=True))
    yield made("", mentoring.outside, ((COHORT, "Spring"), (8, "Autumn")))
    yield made("no-cohort", mentoring.outside, ())
    yield made("", mentoring.which, ((COHORT, "Spring"), (8, "Autumn")))


def _asking() -> Iterator[Exhibit]:
    yield (blank := made("", asking.form, COHORT, "", "", (ZOE, DANA), ()))
    yield returned(blank, {"purpose": PURPOSE, "by": "soon"}, {"by": "Write the day as in 2027-02-01."})
    yield made("changed", asking.form, COHORT, PURPOSE, "2027-02-14", (ZOE, DANA), ("22",))
    yield made("nobody-to-name", asking.form, COHORT, "", "", (), ())
    many = [Option(str(number), f"Mentor {number}") for number in range(1, 31)]
    yield made("typed-names", asking.form, COHORT, PURPOSE, "", many, ("Mentor 3",))
    yield made("", asking.asked, COHORT, 3, timedelta(days=3, hours=2), None)
    yield made("nobody-mentors", asking.asked, COHORT, 0, None, None)
    yield made("on-a-pause", asking.asked, COHORT, 3, None, DAY)
    yield made("", asking.changed, COHORT)
    yield made("", asking.ask_to_withdraw, COHORT, False)
    yield made("has-mentor", asking.ask_to_withdraw, COHORT, True)
    yield made("", asking.withdrawn, COHORT)
    yield made("", asking.nothing_asked, COHORT)


def _offering() -> Iterator[Exhibit]:
    yield (blank := made("", offering.form, COHORT, "Spring", (INTERESTS,), None))
    yield returned(blank, {"seats": "2"}, {"ladder": "Choose what comes closest."})
    yield made("again", offering.form, COHORT, "Spring", (INTERESTS,), TERMS)
    yield made("small-pack", offering.form, COHORT, "Spring", (), None)
    yield made("", offering.offered, COHORT, "Spring", 2, False, 3, False)
    yield made("changed", offering.offered, COHORT, "Spring", 1, True, 1, False)
    yield made("nobody-waits", offering.offered, COHORT, "Spring", 1, False, 0, True)
    yield made("", offering.ask_to_retire, COHORT, "Spring", ("Bo", "Chen"))
    yield made("one", offering.ask_to_retire, COHORT, "Spring", ("Bo",))
    yield made("nobody", offering.ask_to_retire, COHORT, "Spring", ())
    yield made("", offering.retired, COHORT, "Spring")
    yield made("", offering.not_offered, COHORT)


def _answering() -> Iterator[Exhibit]:
    yield made("", answering.contact, PAIRING, "Zoe", "")
    yield made("again", answering.contact, PAIRING, "Zoe", "@bo on Discord")
    yield made("", answering.reason, PAIRING, "Zoe")
    yield made("", answering.waiting, PAIRING, "Zoe", NOON)
    yield made("", answering.paired, "Zoe")
    yield made("", answering.already, "Zoe")
    yield made("learner", answering.declined, Side.LEARNER, "")
    yield made("mentor", answering.declined, Side.MENTOR, "Too much on my desk this month")
    yield made("", answering.moved_on)
    yield made("with-a-reason", answering.moved_on, "Too much on my desk this month")
    yield made("", answering.which, (Option("5", "Zoe"), Option("6", "Chen")))
    yield made("", answering.nothing_open)


def _hours() -> Iterator[Exhibit]:
    yield (blank := made("", weekly.form, "Africa/Lagos", EVENINGS))
    yield returned(blank, {"weekdays": "evenings"}, {"weekdays": "“evenings” is not clear. Write 18:00–21:00."})
    yield made("", weekly.kept, "Africa/Lagos", True, EVENINGS)
    yield made("guessed", weekly.kept, "Africa/Lagos", False, EVENINGS)
    yield made("", weekly.forgotten)


def _away() -> Iterator[Exhibit]:
    yield (blank := made("", away.form, "2027-02-14"))
    yield returned(blank, {"until": "soon"}, {"until": "Write the day as in 2027-02-14."})
    yield made("", away.away, DAY)
    yield made("", away.silent)
    yield made("", away.back, True)
    yield made("not-paused", away.back, False)


def _barring() -> Iterator[Exhibit]:
    yield made("nobody", barring.listed, (), (ZOE, DANA))
    yield made("somebody", barring.listed, (ZOE,), (DANA,))
    yield made("alone", barring.listed, (), ())
    yield made("several", barring.which, "an", (ZOE, DANA))
    yield made("nobody", barring.which, "xyz", ())
    yield made("", barring.confirm, 21, "Zoe")
    yield made("", barring.blocked, "Zoe")
    yield made("", barring.lifted, "Zoe")
