"""Occurrences: the next one is known, and none is planned twice."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.domain import run
from bot.requests import Platform
from bot.store.models import Cohort, Occurrence
from bot.store.queries import ledger
from tests.support.worlds import World, at


def test_the_next_moment_is_that_of_the_next_delivery_or_occurrence(world: World) -> None:
    assert world.core.next_due() is None

    world.starts_cohort()
    assert world.core.next_due() == world.clock.now()

    world.core.claim((Platform.WEB,), 10)
    assert world.core.next_due() == at("2027-01-04 09:00 Europe/Berlin")


def test_a_ritual_is_planned_once_for_each_local_day(world: World) -> None:
    world.starts_cohort()
    with world.database.begin() as session:
        cohort = session.scalars(select(Cohort)).one()
        planned = session.scalars(select(Occurrence).where(Occurrence.ritual == "weekly-prompt")).one()
    strike = run.Strike(planned.day, planned.due_at + timedelta(hours=1), planned.week)

    with pytest.raises(IntegrityError), world.database.begin() as session:
        ledger.plan(session, cohort, "weekly-prompt", strike)
