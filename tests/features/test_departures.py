"""People who leave a workspace and come back, and a workspace that segue is removed from."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.installation import Installation
from bot.messages.wire import Action
from bot.ports import Failed, Lost, Parcel
from bot.replies import Reply
from bot.store.models import Account, Delivery, DeliveryState, Member, Person, Workspace
from tests.support.hands import press, said
from tests.support.seen import title
from tests.support.tidings import cohort, lives_until, of_person, of_workspace, sends, wednesday_of_week_2, week
from tests.support.worlds import World

GONE = Failed("They have left, or take no messages from apps.", Lost.PERSON)
REVOKED = Failed("Slack no longer accepts segue in this workspace: install it again.", Lost.WORKSPACE)
QUESTION, YES = "Would you organise Spring?", "I will organise Spring"


@pytest.fixture
def spring(world: World) -> World:
    """Spring in its second week with Bo and Dana, of whom Dana mentors; Ana organises it alone."""
    world.starts_cohort()
    for who in ("Bo", "Dana"):
        world.says(who, "/cohort join")
    world.presses("Ana", Action("cohort.role", ("1", str(number(world, "Dana")), "mentors", "1")))
    wednesday_of_week_2(world)
    return world


def number(world: World, name: str) -> int:
    with world.database.begin() as session:
        return session.scalars(select(Person.id).where(Person.name == name)).one()


def person(world: World, name: str) -> Person:
    with world.database.begin() as session:
        return session.scalars(select(Person).where(Person.name == name)).one()


def gone_at(world: World, name: str) -> datetime | None:
    with world.database.begin() as session:
        mine = select(Account.gone_at).join(Person, Account.person_id == Person.id)
        return session.scalars(mine.where(Person.name == name)).one()


def organisers(world: World) -> list[str]:
    with world.database.begin() as session:
        named = select(Person.name).join(Member, Member.person_id == Person.id)
        return sorted(session.scalars(named.where(Member.organises, Member.left_at.is_(None))))


def asked(heard: list[Parcel]) -> list[Parcel]:
    return [one for one in heard if QUESTION in str(one.card)]


def reasons(world: World) -> set[str]:
    with world.database.begin() as session:
        return set(session.scalars(select(Delivery.reason).where(Delivery.state == DeliveryState.SKIPPED)))


def installed(world: World) -> Installation:
    return Installation(
        platform=world.platform,
        workspace="W1",
        name="Acme",
        bot_user="B",
        bot="B",
        token="token",
        installed_at=world.clock.now(),
    )


def test_nothing_private_is_sent_to_whoever_is_gone_and_nothing_of_it_falls_into_a_channel(spring: World) -> None:
    spring.core.hear(of_person(spring, "Bo", gone=True))
    heard = lives_until(spring, "2027-01-19 12:00")

    assert "U-Bo" not in {one.to.user for one in heard}
    assert {one.kind for one in heard if one.to.channel} <= {"check-in-prompt", "weekly-prompt", "weekly-digest"}
    assert "they have left, or their account is closed" in reasons(spring)


def test_what_waited_comes_with_a_note_once_they_are_back(spring: World) -> None:
    spring.core.hear(of_person(spring, "Bo", gone=True))
    lives_until(spring, "2027-01-17 15:00")
    spring.core.hear(of_person(spring, "Bo", gone=False))

    assert [one.to.user for one in lives_until(spring, "2027-01-17 22:00") if one.to.user == "U-Bo"] == ["U-Bo"]
    assert gone_at(spring, "Bo") is None


def test_whoever_does_something_is_there(spring: World) -> None:
    spring.core.hear(of_person(spring, "Bo", gone=True))
    assert gone_at(spring, "Bo") is not None

    spring.says("Bo", "/roadmap")

    assert gone_at(spring, "Bo") is None


def test_the_only_organiser_who_left_is_followed(spring: World) -> None:
    spring.core.hear(of_person(spring, "Ana", gone=True))
    [question] = asked(lives_until(spring, "2027-01-14 02:00"))
    yes = press(spring, "Dana", Reply(card=question.card), YES)
    said(spring)

    assert question.to.user == "U-Dana"
    assert "Ana organised it and cannot be reached any more" in str(question.card)
    assert title(yes) == "You organise Spring now"
    assert organisers(spring) == ["Dana"]


def test_an_organiser_who_is_back_organises_and_nobody_is_asked(spring: World) -> None:
    spring.core.hear(of_person(spring, "Ana", gone=True))
    [question] = asked(lives_until(spring, "2027-01-14 02:00"))
    spring.core.hear(of_person(spring, "Ana", gone=False))
    late = press(spring, "Dana", Reply(card=question.card), YES)

    assert title(late) == "It is settled already"
    assert asked(lives_until(spring, "2027-01-24 12:00")) == []
    assert organisers(spring) == ["Ana"]


def test_an_organiser_who_wished_to_leave_and_comes_back_still_wishes_to(spring: World) -> None:
    spring.says("Ana", "/cohort leave")
    spring.comes_to("2027-01-13 13:00 Europe/Berlin")
    spring.core.hear(of_person(spring, "Ana", gone=True))
    spring.core.hear(of_person(spring, "Ana", gone=False))

    assert [one.to.user for one in asked(lives_until(spring, "2027-01-14 02:00"))] == ["U-Dana"]


def test_with_another_organiser_nobody_is_asked_until_that_one_leaves_too(spring: World) -> None:
    spring.presses("Ana", Action("cohort.role", ("1", str(number(spring, "Bo")), "organises", "1")))
    spring.core.hear(of_person(spring, "Ana", gone=True))
    before = asked(lives_until(spring, "2027-01-15 02:00"))
    left = spring.says("Bo", "/cohort leave")

    assert before == []
    assert title(left) == "Somebody is asked to follow you"


def test_nobody_out_of_reach_is_asked_to_follow(spring: World) -> None:
    spring.core.hear(of_person(spring, "Dana", gone=True))
    spring.core.hear(of_person(spring, "Ana", gone=True))

    assert [one.to.user for one in asked(lives_until(spring, "2027-01-14 02:00"))] == ["U-Bo"]


def test_an_organiser_whom_one_message_missed_has_three_days_to_be_heard(spring: World) -> None:
    spring.says("Ana", "/cohort join")
    spring.comes_to("2027-01-13 18:00 Europe/Berlin")
    refused = sends(spring, GONE, "U-Ana")
    silent = lives_until(spring, "2027-01-16 17:00")

    assert len(refused) == 1
    assert asked(silent) == []
    assert [one.to.user for one in asked(lives_until(spring, "2027-01-17 02:00"))] == ["U-Dana"]


def test_a_zone_follows_the_platform_until_somebody_says_that_it_is_right(spring: World) -> None:
    spring.core.hear(of_person(spring, "Bo", gone=False, zone="Asia/Tokyo"))
    assert person(spring, "Bo").zone == "Asia/Tokyo"
    with spring.database.begin() as session:
        session.execute(update(Person).where(Person.name == "Bo").values(zone_confirmed=True))

    spring.core.hear(of_person(spring, "Bo", gone=False, zone="America/Lima", ago=timedelta(seconds=-1)))
    spring.core.hear(of_person(spring, "Dana", gone=False, zone="Nowhere/Land"))

    assert person(spring, "Bo").zone == "Asia/Tokyo"
    assert person(spring, "Dana").zone == "America/New_York"


def test_nothing_is_sent_to_a_workspace_that_segue_was_removed_from_and_a_new_consent_heals(spring: World) -> None:
    spring.core.install(installed(spring))
    spring.comes_to("2027-01-13 13:00 Europe/Berlin")
    spring.core.hear(of_workspace(spring, gone=True))
    away = lives_until(spring, "2027-01-26 12:00")
    waits = cohort(spring).waits_since
    spring.core.install(installed(spring))
    back = lives_until(spring, "2027-02-01 12:00")

    assert away == []
    assert "segue was removed from this workspace" in reasons(spring)
    assert waits is not None
    heard = [str(one.card.title) for one in back if one.to.channel and not one.to.users]
    assert heard == ["Spring goes on", week(spring, 3)]


def test_a_refused_token_stops_every_send_but_not_one_that_was_just_replaced(spring: World) -> None:
    spring.core.install(installed(spring))
    spring.comes_to("2027-01-15 15:00 Europe/Berlin")
    assert len(sends(spring, REVOKED, "C1")) == 1
    assert spring.core.installations.installation(spring.platform, "W1") is None

    spring.core.install(installed(spring))
    assert len(sends(spring, REVOKED, "C1")) >= 1
    assert spring.core.installations.installation(spring.platform, "W1") is not None


def test_whoever_writes_to_segue_has_it_there(spring: World) -> None:
    spring.core.hear(of_workspace(spring, gone=True))
    spring.clock.turn_to(spring.clock.now() + timedelta(minutes=6))
    shown = spring.says("Bo", "/roadmap")

    with spring.database.begin() as session:
        assert session.scalars(select(Workspace.gone_at)).one() is None
    assert cohort(spring).waits_since is None
    assert title(shown) == f"Week 2 of 27 · {spring.library.default.weeks[1].title}"


def test_what_was_under_way_when_segue_was_removed_does_not_bring_it_back(spring: World) -> None:
    spring.core.hear(of_workspace(spring, gone=True))
    spring.says("Bo", "/roadmap")

    with spring.database.begin() as session:
        assert session.scalars(select(Workspace.gone_at)).one() is not None


def test_another_workspace_is_not_concerned(spring: World) -> None:
    spring.core.hear(of_workspace(spring, gone=True, workspace="W2"))
    spring.says("Eli", "/cohort", workspace="W2")
    spring.core.hear(of_workspace(spring, gone=True, workspace="W2"))

    assert [one.kind for one in lives_until(spring, "2027-01-15 16:00") if one.to.channel] == ["check-in-prompt"]


def test_nothing_that_is_in_the_way_is_shown_to_whoever_is_gone(spring: World) -> None:
    spring.core.hear(of_person(spring, "Dana", gone=True))
    spring.comes_to("2027-01-15 16:00 Europe/Berlin")
    said(spring)
    answers = {"done": "Two chapters", "obstacle": "The exercises", "next_step": "A notebook on Tuesday"}
    spring.fills("Bo", Action("checkin", ("1", "2")), answers)
    shown = spring.presses("Bo", Action("blocker.show", ("1", "1")))

    heard = lives_until(spring, "2027-01-17 23:00")

    assert title(shown)
    assert [one.to.user for one in heard if "The exercises" in str(one.card) and one.to.user != "U-Bo"] == ["U-Ana"]
