"""A cohort of many is asked about in as few questions as one of two, and what is due is found by its index."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from bot.domain.pairing.states import Cause, Fit, Kind
from bot.domain.roadmap import Library
from bot.store.models import Cohort
from bot.store.queries.pairing import blocks, history, meetings, offers, pairings, readiness, requests, rounds
from tests.support import histories, pairs
from tests.support.databases import Postgres, Sqlite
from tests.support.histories import NOON
from tests.support.worlds import World

MANY = 12
#: How many statements each question is, whatever the cohort.
ASKED: dict[str, tuple[int, Callable[[Session, Cohort], object]]] = {
    "offers.standing": (1, offers.standing),
    "offers.taken": (1, offers.taken),
    "requests.open_ones": (1, requests.open_ones),
    "requests.without_pairing": (1, requests.without_pairing),
    "requests.preferred": (1, requests.preferred),
    "requests.waits": (1, lambda session, here: requests.waits(session, here, NOON)),
    "pairings.bonds": (
        2,
        lambda session, here: pairings.bonds(session, pairings.open_in(session, here, Kind.MENTOR)),
    ),
    "meetings.last_signs": (
        2,
        lambda session, here: meetings.last_signs(session, pairings.open_in(session, here, Kind.BUDDY)),
    ),
    "history.past": (3, history.past),
    "history.met": (1, history.met),
    "history.repeats": (1, history.repeats),
    "history.apart": (1, history.apart),
    "history.glad": (1, history.glad),
    "history.started": (1, history.started),
    "readiness.absent": (1, lambda session, here: readiness.absent(session, here, NOON)),
    "readiness.out": (1, readiness.out),
}
LOOKS: dict[str, Callable[[Session], object]] = {
    "ix_rounds_due": lambda session: rounds.due(session, NOON),
    "uq_rounds_open": lambda session: rounds.overdue_reviews(session, NOON),
    "ix_pairings_expiring": lambda session: pairings.lapsed(session, NOON, 9),
    "uq_pairings_open": lambda session: requests.without_pairing(session, pairs.cohort(session)),
    "uq_mentor_requests_standing": lambda session: requests.current(session, histories.seat(session, "Bo")),
}


def fill(session: Session) -> None:
    """Many learners with mentors, buddies and meetings, as many who wait, and everybody blocks somebody."""
    mentor = pairs.comes(session, "Mia", mentors=True)
    pairs.offer(session, mentor, seats=MANY)
    others = [pairs.comes(session, f"L{number}") for number in range(2 * MANY)]
    for one, other in zip(others[::2], others[1::2], strict=True):
        bond = pairs.paired(session, pairs.ask(session, one, 0, "", mentor), mentor)
        pairs.meets(session, bond, one, fit=Fit.GOOD)
        pairs.meets(session, pairs.buddies(session, one, other), other)
        pairs.ask(session, other, 0, "", mentor)
        unready = readiness.of(session, other)
        unready.silent, unready.buddies = True, False
        blocks.block(session, pairs.whose(session, one), pairs.whose(session, mentor))


@pytest.mark.parametrize("name", ASKED)
def test_a_question_about_many_is_as_many_statements_as_about_few(session: Session, name: str) -> None:
    most, ask = ASKED[name]
    fill(session)
    here = pairs.cohort(session)
    session.flush()
    session.expunge_all()
    session.add(here)
    with pairs.questions() as asked:
        answer = ask(session, here)

    assert len(asked) == most
    assert answer


@pytest.fixture
def on_sqlite(servers: dict[str, Postgres | Sqlite], library: Library) -> Iterator[World]:
    with servers["sqlite"].database() as url:
        world = World(url, library)
        histories.opens_spring(world)
        yield world
        world.close()


@pytest.mark.parametrize("index", LOOKS)
def test_what_is_open_is_found_by_its_index(on_sqlite: World, index: str) -> None:
    plans = []

    def explain(connection: Connection, _c: object, statement: str, parameters: object, *_: object) -> None:
        if statement.startswith("SELECT"):
            found = connection.connection.driver_connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)  # type: ignore[union-attr]
            plans.append(" ".join(str(row[-1]) for row in found))

    with on_sqlite.database.begin() as session:
        rounds.call(session, pairs.cohort(session), Kind.MENTOR, Cause.GAP, NOON)
        session.flush()
        event.listen(on_sqlite.database.engine, "before_cursor_execute", explain)
        LOOKS[index](session)

    assert index in plans[-1]
