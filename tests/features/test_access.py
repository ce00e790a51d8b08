"""Roles: held in a cohort of one's own community, denied by default."""

import pytest
from sqlalchemy import update

from bot.features.table import gathered
from bot.messages.wire import Action
from bot.requests import Option, Platform, Role
from bot.store.models import Cohort, CohortState, Community, WhoStarts
from tests.support.seen import title
from tests.support.worlds import World

NEEDS_MEMBER = tuple(command.spec.example for command in gathered().commands if command.spec.role is Role.MEMBER)


@pytest.mark.parametrize("said", NEEDS_MEMBER)
def test_what_members_do_is_denied_to_everybody_else(world: World, said: str) -> None:
    world.starts_cohort()

    reply = world.says("Dana", said)

    assert title(reply) == "You are not in a cohort here yet."


def test_a_community_may_let_everybody_start_a_cohort(world: World) -> None:
    world.says("Ana", "/cohort")
    with world.database.begin() as session:
        session.execute(update(Community).values(who_starts=WhoStarts.EVERYONE))

    reply = world.says("Bo", "/cohort start")

    assert title(reply) == "Start a cohort"


def test_a_role_ends_with_the_cohort_it_was_held_in(world: World) -> None:
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    with world.database.begin() as session:
        session.execute(update(Cohort).values(state=CohortState.ENDED))

    reply = world.says("Bo", "/roadmap")
    pressed = world.presses("Bo", Action("roadmap.week", ("1", "1")))

    assert title(reply) == title(pressed) == "You are not in a cohort here yet."


def test_a_form_is_as_guarded_as_the_button_that_opens_it(world: World) -> None:
    opened = world.presses("Bo", Action("cohort.start"))
    sent = world.fills("Bo", Action("cohort.start"), {"name": "Mine"})

    assert title(opened) == title(sent) == "Administrators of this workspace start cohorts."


def test_names_of_cohorts_are_completed_within_the_community(world: World) -> None:
    world.starts_cohort()
    option = Option(name="cohort", summary="")

    here = world.core.suggest(world.actor("Bo"), option, "SPR")
    elsewhere = world.core.suggest(world.actor("Eve", "W2"), option, "SPR")
    unknown = world.core.suggest(world.actor("Bo"), Option(name="number", summary=""), "1")

    assert (here, elsewhere, unknown) == (("Spring",), (), ())


def test_a_door_may_ask_who_of_a_workspace_is_in_a_running_cohort(world: World) -> None:
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.says("Chen", "/roadmap")
    world.says("Dana", "/cohort", workspace="W2")
    joined = world.core.members(Platform.WEB, "W1")
    world.says("Bo", "/cohort leave")

    assert joined == {"U-Ana", "U-Bo"}
    assert world.core.members(Platform.WEB, "W1") == {"U-Ana"}
    assert world.core.members(Platform.WEB, "W2") == world.core.members(Platform.SLACK, "W1") == frozenset()
    with world.database.begin() as session:
        session.execute(update(Cohort).values(state=CohortState.ENDED))
    assert world.core.members(Platform.WEB, "W1") == frozenset()
