"""What people write in private lies nowhere in the clear: not in a row, not in a file, not in a log."""

import logging
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.pairing.states import Answer
from bot.installation import Installation
from bot.messages.elements import Form
from bot.messages.wire import Action
from bot.requests import Platform
from bot.store import types, upkeep
from bot.store.database import Database
from bot.store.models import Entity
from bot.store.queries.pairing import readiness
from tests.support import histories, pairs
from tests.support.worlds import World, at

CHECKED_IN = {
    "done": "Told nobody about the Acme interview",
    "obstacle": "My manager laughed at the plan",
    "next_step": "Ask Chen for help on Thursday",
    "energy": "1",
}
REFUSED = {"done": "Half a sentence about my burnout", "next_step": ""}
RUNNING = {"done": "Began a run", "next_step": "Look at it", "running": "training my secret model until Thursday"}
TASK = "find-your-why.statement"
#: What else Bo tells, form by form.
TOLD = (
    (Action("task.evidence", ("1", "1", TASK)), {"evidence": "A note that only I should read"}),
    (Action("win", ("1",)), {"words": "Said no to my landlord", "impact": "rent 900 to 800", "who": "me"}),
    (Action("my.why"), {"why": "Because I am tired of being afraid"}),
    (Action("stale.report", ("1", TASK)), {"words": "The author of this is a cousin of mine"}),
    (Action("experiment.result", ("1", "1")), {"result": "It learned my handwriting"}),
)
#: What Bo and Dana, who mentors, tell segue and nobody else about each other.
BETWEEN = {
    "terms": "robots-that-fold-laundry",
    "purpose": "Leave before the next reorganisation",
    "reason": "We shared a desk and it went badly",
    "contact": "bo.private@example.org",
    "note": "She says the exam does not matter",
}
#: What a workspace gives segue to come in with.
KEYS = {"token": "xoxe.xoxb-open-sesame", "refresh": "xoxe-1-sesame-again"}
PRIVATE = [
    words
    for answers in (KEYS, BETWEEN, CHECKED_IN, REFUSED, RUNNING, *(answers for _, answers in TOLD))
    for words in answers.values()
    if len(words) > 12
]


def rows(database: Database) -> bytes:
    """Every value of every row as the database gives it out, and sealed ones as they are."""
    with database.engine.connect() as connection:
        found = [
            value
            for table in Entity.metadata.sorted_tables
            for row in connection.execute(text(f"SELECT * FROM {table.name}"))
            for value in row
        ]
    return b"\n".join(bytes(one) if isinstance(one, bytes | memoryview) else str(one).encode() for one in found)


def files(database: Database) -> bytes:
    """Every byte of an SQLite database and of its logs."""
    path = upkeep.location(database.engine)
    if path is None:
        return b""
    beside: list[Path] = sorted(path.parent.glob(f"{path.name}*"))
    assert [file.name.removeprefix(path.name) for file in beside] == ["", "-shm", "-wal"]
    return b"".join(file.read_bytes() for file in beside)


def check_in(world: World) -> None:
    """Bo checks in for week 1; Dana's answers are refused, and kept."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.says("Dana", "/cohort join")
    world.clock.turn_to(at("2027-01-08 16:00 Europe/Berlin"))
    world.fills("Bo", form(world, "Bo").action, CHECKED_IN)
    world.fills("Dana", form(world, "Dana").action, REFUSED)


def confide(world: World) -> None:
    """After that, Bo tells everything else there is to tell."""
    check_in(world)
    world.clock.turn_to(at("2027-01-11 10:00 Europe/Berlin"))
    world.fills("Bo", form(world, "Bo").action, RUNNING)
    world.presses("Bo", Action("task.done", ("1", "1", TASK)))
    for action, answers in TOLD:
        world.fills("Bo", action, answers | _kind(world, action))
    _are_brought_together(world)
    _install(world)


def _are_brought_together(world: World) -> None:
    """Dana offers, Bo asks, says no after all, and wrote something down."""
    with world.database.begin() as session:
        bo, dana = (histories.seat(session, who) for who in ("Bo", "Dana"))
        pairs.offer(session, dana, words=BETWEEN["terms"])
        bond = pairs.suggested(session, pairs.ask(session, bo, 0, BETWEEN["purpose"]), dana)
        pairs.answer(session, bond, bo, Answer.NO, BETWEEN["reason"])
        pairs.meets(session, bond, bo, words=BETWEEN["note"])
        readiness.keep_contact(session, bo, BETWEEN["contact"])


def _kind(world: World, action: Action) -> dict[str, str]:
    """A win is of a kind."""
    return {"category": world.library.default.guide.win_categories[0].slug} if action.name == "win" else {}


def _install(world: World) -> None:
    """Ana's workspace consents to segue."""
    world.core.install(
        Installation(
            platform=Platform.WEB,
            workspace="W1",
            name="Acme",
            bot_user="U-bot",
            bot="B-bot",
            token=KEYS["token"],
            refresh=KEYS["refresh"],
            installed_at=world.clock.now(),
        )
    )


def form(world: World, who: str) -> Form:
    shown = world.says(who, "/checkin").form
    assert shown is not None
    return shown


def typed(world: World, who: str) -> dict[str, str]:
    return {field.key: field.initial for field in form(world, who).fields}


def test_private_words_come_back_to_who_wrote_them(world: World) -> None:
    check_in(world)

    assert typed(world, "Bo").items() >= CHECKED_IN.items()
    assert typed(world, "Dana").items() >= REFUSED.items()


def test_private_words_are_in_no_row_and_in_no_file(world: World) -> None:
    confide(world)

    at_rest = rows(world.database) + files(world.database)

    assert b"Bo" in at_rest
    assert b"Dana" in at_rest
    assert [words for words in PRIVATE if words.encode() in at_rest] == []
    assert [words for words in PRIVATE if words.encode().hex().encode() in at_rest] == []


def test_every_private_column_has_been_told_something(world: World) -> None:
    confide(world)

    with world.database.engine.connect() as connection:
        empty = [
            name
            for name, (table, column) in ((name, name.split(".")) for name in sorted(types.PRIVATE))
            if not connection.scalar(text(f"SELECT count(*) FROM {table} WHERE {column} IS NOT NULL"))
        ]
    assert empty == []


def test_private_words_are_in_no_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="sqlalchemy.engine")

    confide(world)

    assert "INSERT INTO checkins" in caplog.text
    assert [words for words in PRIVATE if words in caplog.text] == []
