"""What a cohort hears unprompted: in its time, once, and only while it is worth saying."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.messages import plain
from bot.messages.wire import Action
from bot.ports import Parcel, Sent
from bot.requests import Platform
from bot.store.models import Cohort, CohortState, Delivery, Notice, Occurrence
from tests.support.mentoring import without_rounds
from tests.support.worlds import World

SAID = {"done": "Wrote my why", "obstacle": "", "next_step": "The course, on Tuesday", "energy": "4"}


@pytest.fixture
def cohort(world: World) -> World:
    """A world with Spring, in which Bo and Chen learn; what was said at its opening has been read."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.says("Chen", "/cohort join")
    without_rounds(world)
    world.hushes()
    post_all(world)
    return world


def post_all(world: World) -> list[Parcel]:
    """Everything that is due now, planned, claimed and recorded as sent."""
    world.plans()
    parcels = list(world.core.claim(tuple(Platform), 50))
    world.core.settle([(parcel, Sent("ref")) for parcel in parcels])
    return parcels


def reasons(world: World, table: type[Delivery] | type[Notice] | type[Occurrence]) -> list[str]:
    with world.database.begin() as session:
        return [reason for reason in session.scalars(select(table.reason).order_by(table.id)) if reason]


def test_the_prompt_comes_once_on_monday_at_nine(cohort: World) -> None:
    cohort.comes_to("2027-01-04 08:59 Europe/Berlin")
    before = post_all(cohort)
    cohort.comes_to("2027-01-04 09:00 Europe/Berlin")
    at_nine = post_all(cohort)
    again = post_all(cohort)

    assert [parcel.kind for parcel in at_nine] == ["weekly-prompt"]
    assert at_nine[0].card.title == f"Week 1 · {cohort.library.default.weeks[0].title}"
    assert before == again == []


def test_a_cohort_that_begins_with_an_hour_of_today_is_open_before_its_first_week(world: World) -> None:
    world.starts_cohort(starts="2027-01-01", weekday="4", at="09:00")  # it is noon on that Friday

    assert [parcel.kind for parcel in post_all(world)] == ["cohort-opened", "weekly-prompt"]


def test_nine_stays_nine_when_the_clocks_change(cohort: World) -> None:
    cohort.comes_to("2027-03-22 09:00 Europe/Berlin")
    post_all(cohort)
    cohort.comes_to("2027-03-29 08:59 Europe/Berlin")
    early = [parcel.kind for parcel in post_all(cohort)]
    cohort.comes_to("2027-03-29 09:00 Europe/Berlin")

    on_time = [parcel.kind for parcel in post_all(cohort)]

    assert "weekly-prompt" not in early
    assert on_time == ["weekly-prompt"]


def test_the_prompt_carries_its_check_in_and_what_it_is_about(cohort: World) -> None:
    cohort.comes_to("2027-01-04 09:00 Europe/Berlin")

    [prompt] = post_all(cohort)

    assert "[Check in]  [See the tasks]" in plain.card(prompt.card, "Europe/Berlin")
    assert prompt.card.about[0] == cohort.library.default.weeks[0].slug


def test_a_late_prompt_is_still_said_until_its_check_in_opens(cohort: World) -> None:
    cohort.comes_to("2027-01-08 14:59 Europe/Berlin")

    late = post_all(cohort)

    assert [parcel.kind for parcel in late] == ["weekly-prompt"]


def test_what_was_due_while_segue_was_away_is_skipped_with_its_reason(cohort: World) -> None:
    cohort.comes_to("2027-01-19 12:00 Europe/Berlin")

    said = post_all(cohort)

    assert [parcel.kind for parcel in said if parcel.to.channel] == ["weekly-prompt", "weekly-digest"]
    assert said[0].card.title.startswith("Week 3 · ")
    assert set(reasons(cohort, Occurrence)) == {"segue was not running while it was due"}


def test_the_reminder_comes_on_sunday_evening_in_the_readers_zone(cohort: World) -> None:
    cohort.comes_to("2027-01-08 15:00 Europe/Berlin")
    post_all(cohort)
    cohort.comes_to("2027-01-10 18:00 Asia/Singapore")
    in_singapore = post_all(cohort)
    cohort.comes_to("2027-01-10 18:00 Africa/Lagos")
    in_lagos = post_all(cohort)

    assert [(parcel.kind, parcel.to.user) for parcel in in_singapore] == [("private-note", "U-Chen")]
    assert [(parcel.kind, parcel.to.user) for parcel in in_lagos] == [("private-note", "U-Bo")]
    assert in_singapore[0].reader_zone == "Asia/Singapore"


def test_who_has_checked_in_or_left_is_not_reminded(cohort: World) -> None:
    cohort.comes_to("2027-01-08 15:00 Europe/Berlin")
    post_all(cohort)
    cohort.fills("Bo", Action("checkin", ("1", "1")), SAID)
    cohort.says("Chen", "/cohort leave")
    cohort.comes_to("2027-01-11 08:00 Europe/Berlin")

    said = post_all(cohort)

    assert said == []
    assert sorted(reasons(cohort, Notice)) == ["has checked in already", "no longer in this cohort"]


def test_what_is_set_aside_makes_room_for_what_is_worth_saying(cohort: World) -> None:
    cohort.comes_to("2027-01-08 15:00 Europe/Berlin")
    post_all(cohort)
    cohort.fills("Chen", Action("checkin", ("1", "1")), SAID)
    cohort.comes_to("2027-01-11 08:00 Europe/Berlin")

    said = cohort.core.claim(tuple(Platform), 1)

    assert [parcel.to.user for parcel in said] == ["U-Bo"]


def test_a_mentor_or_organiser_is_not_reminded(cohort: World) -> None:
    cohort.comes_to("2027-01-10 20:00 Europe/Berlin")

    said = post_all(cohort)

    assert "U-Ana" not in [parcel.to.user for parcel in said]


def test_a_cohort_that_ended_is_silent_and_says_why(cohort: World) -> None:
    cohort.comes_to("2027-01-04 09:00 Europe/Berlin")
    cohort.core.plan(10)
    with cohort.database.begin() as session:
        session.execute(update(Cohort).values(state=CohortState.ENDED))
    cohort.comes_to("2027-01-08 15:00 Europe/Berlin")

    said = post_all(cohort)

    assert said == []
    assert reasons(cohort, Delivery) == ["the cohort has ended"]
    assert reasons(cohort, Occurrence) == ["the cohort has ended"] * 4  # check-in, reminder, mentors, buddies


def test_a_message_that_cannot_be_said_does_not_hold_up_its_neighbours(cohort: World) -> None:
    cohort.comes_to("2027-01-08 15:00 Europe/Berlin")
    cohort.core.plan(10)
    with cohort.database.begin() as session:
        session.execute(update(Delivery).where(Delivery.kind == "weekly-prompt").values(subject="poison"))

    said = post_all(cohort)

    assert [parcel.kind for parcel in said] == ["check-in-prompt"]


@pytest.mark.parametrize(("platform", "again"), [(Platform.SLACK, 0), (Platform.DISCORD, 1), (Platform.WEB, 1)])
def test_a_claim_that_ran_out_is_said_again_only_where_twice_is_once(
    world: World, platform: Platform, again: int
) -> None:
    world.platform = platform
    world.starts_cohort()
    [claimed] = world.core.claim(tuple(Platform), 10)
    with world.database.begin() as session:
        session.execute(update(Delivery).values(lease_until=datetime.now(UTC) - timedelta(seconds=5)))

    reclaimed = world.core.claim(tuple(Platform), 10)

    assert len(reclaimed) == again
    assert [parcel.key for parcel in reclaimed] == [claimed.key] * again
    assert world.core.settle([(claimed, Sent("late"))]) == 0


def test_all_27_prompts_come_in_order_and_then_there_is_silence(cohort: World) -> None:
    titles = []
    while (due := cohort.core.next_due()) is not None:
        cohort.clock.turn_to(due)
        titles += [parcel.card.title for parcel in post_all(cohort) if parcel.kind == "weekly-prompt"]

    weeks = cohort.library.default.weeks
    assert titles == [f"Week {number} · {week.title}" for number, week in enumerate(weeks, start=1)]
