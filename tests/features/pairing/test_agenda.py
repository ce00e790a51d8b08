"""The agenda of the week: for mentor pairs alone, on the day after the prompt, and never while the cohort rests."""

import pytest

from bot.domain.pairing import agenda
from bot.messages.elements import Card
from bot.messages.wire import Action
from bot.replies import Reply
from tests.support.mentoring import pair, without_rounds
from tests.support.seen import text, title
from tests.support.weeks import button, live, private
from tests.support.worlds import World

#: Past everybody's evening on the day after the second prompt.
TUESDAY = "2027-01-12 23:59 America/New_York"


@pytest.fixture
def spring(world: World) -> World:
    """Bo and Chen learn, Dana mentors Bo since Wednesday of the first week."""
    world.starts_cohort()
    for who in ("Bo", "Chen"):
        world.says(who, "/cohort join")
    without_rounds(world)
    live(world, "2027-01-06 12:00 Europe/Berlin")
    pair(world, "Bo", "Dana")
    world.hushes()
    return world


def agendas(world: World, who: str, until: str) -> list[Card]:
    """What somebody hears of a session that fits the week."""
    return [card for card in private(live(world, until), who) if "Why this session?" in text(Reply(card=card))]


def test_both_hear_it_on_the_day_after_the_prompt_and_nobody_else(spring: World) -> None:
    monday = agendas(spring, "Bo", "2027-01-11 23:59 Africa/Lagos")
    parcels = live(spring, TUESDAY)
    [bo], [dana] = (
        [card for card in private(parcels, who) if "Week 2 with" in text(Reply(card=card))] for who in ("Bo", "Dana")
    )

    assert monday == []
    assert spring.library.default.weeks[1].mentor_hint[:40] in text(Reply(card=bo))
    assert "Week 2 with Bo" in text(Reply(card=dana))
    assert "Week 2 with" not in "".join(text(Reply(card=card)) for card in private(parcels, "Chen"))


def test_it_begins_with_a_first_meeting_until_they_have_met(spring: World) -> None:
    before = spring.says("Bo", "/mentor agenda")
    spring.presses("Dana", Action("pairing.met", ("1", "1", "yes")))
    after = spring.says("Bo", "/mentor agenda")

    assert "First meeting." in text(before)
    assert "Regular session." in text(after)
    assert "30 min" not in text(after)


def test_a_mentor_of_two_has_one_agenda_for_both(spring: World) -> None:
    pair(spring, "Chen", "Dana")
    spring.presses("Dana", Action("pairing.met", ("1", "1", "yes")))
    shown = spring.says("Dana", "/mentor agenda")

    assert title(shown) == "Week 1 with Bo and Chen"
    assert "Regular session (with Bo)" in text(shown)
    assert "First meeting (with Chen)" in text(shown)


def test_whoever_is_in_no_pair_is_told_so(spring: World) -> None:
    assert title(spring.says("Chen", "/mentor agenda")) == "You are not in a mentor pair right now"


def test_a_pair_that_ended_has_no_agenda(spring: World) -> None:
    spring.presses("Bo", Action("pairing.parted", ("1", "only")))

    assert agendas(spring, "Bo", TUESDAY) == []


def test_nothing_is_said_while_the_cohort_rests_and_it_comes_with_the_next_week(spring: World) -> None:
    shown = spring.says("Ana", "/cohort pause 2027-01-18").card
    assert shown is not None
    spring.presses("Ana", button([shown], "Save"))

    assert agendas(spring, "Bo", TUESDAY) == []
    assert len(agendas(spring, "Bo", "2027-01-19 23:59 Africa/Lagos")) == 1


def test_when_the_roadmap_is_over_no_agenda_comes_and_the_last_one_can_be_read(spring: World) -> None:
    spring.comes_to("2027-07-12 12:00 Europe/Berlin")

    assert title(spring.says("Bo", "/mentor agenda")) == "Week 27 with Dana"


def test_every_week_has_a_session_that_fits(spring: World) -> None:
    roadmap = spring.library.default
    sessions = roadmap.guide.mentor_sessions
    found = [agenda.fitting(sessions, week, met=True)[0] for week in range(1, len(roadmap.weeks) + 1)]

    assert {one.slug for one in found} >= {"regular-session", "phase-review-session"}
    assert [one.slug for one in agenda.fitting(sessions, 14, met=True)] == [
        "phase-review-session",
        "level-and-timing",
    ]
    assert agenda.fitting(sessions, 1, met=True, hidden={"regular-session"}) == ()
    assert agenda.fitting(sessions, 14, met=False)[0].slug == "first-meeting"
