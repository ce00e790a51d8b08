"""People are met once, however many of their requests come at the same time."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from sqlalchemy import func, select

from bot.requests import Command
from bot.store.models import Account, Community, Person, Workspace
from tests.support.seen import text, title
from tests.support.worlds import CHANNEL, World


def rows(world: World) -> list[int]:
    with world.database.begin() as session:
        counts = (select(func.count()).select_from(table) for table in (Community, Workspace, Person, Account))
        return [session.scalar(counted) or 0 for counted in counts]


def test_eight_first_requests_at_once_meet_one_person(world: World) -> None:
    with ThreadPoolExecutor(8) as crowd:
        replies = list(crowd.map(lambda _: world.says("Bo", "/segue"), range(8)))

    assert {title(reply) for reply in replies} == {"What segue can do for you"}
    assert rows(world) == [1, 1, 1, 1]


def test_a_new_name_and_a_new_zone_are_taken_over_while_nobody_has_confirmed_one(world: World) -> None:
    world.starts_cohort()
    unknown = replace(world.actor("Bo"), zone=None)
    known = replace(unknown, name="Boris", zone="Africa/Lagos")
    for actor in (unknown, known, replace(known, zone="Asia/Tokyo")):
        world.core.answer(Command(actor=actor, place=CHANNEL, name="cohort", text="join"))

    with world.database.begin() as session:
        zone = session.scalar(select(Person.zone).where(Person.name == "Boris"))

    assert "Boris · learns" in text(world.says("Ana", "/cohort people"))
    assert zone == "Asia/Tokyo"
