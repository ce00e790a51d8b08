"""Builds every part once and hands them to each other: the only file that knows them all."""

import logging
import os
import secrets
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random, SystemRandom

import structlog

from bot.bridge import Bridge
from bot.core import Core
from bot.domain.roadmap import Library
from bot.errors import Misconfigured
from bot.ports import Clock, Messenger
from bot.requests import Platform
from bot.settings import Settings
from bot.store import upkeep
from bot.store.crypto import Keyring
from bot.store.database import Database
from content.library import Unreadable, load
from scheduler.heartbeat import Heartbeat
from scheduler.pacing import Pacing
from scheduler.postman import Postman

#: Worker threads of the core on PostgreSQL; SQLite has one writer, and so one thread.
THREADS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The core and what it stands on."""

    database: Database
    library: Library
    core: Core
    bridge: Bridge
    clock: Clock
    closing: ExitStack = field(default_factory=ExitStack)

    def close(self) -> None:
        """Finish what runs and give everything back."""
        self.closing.close()


def house(url: str, keyring: Keyring, clock: Clock, rng: Random | None = None) -> House:
    """A house over the database at this URL, brought up to date where that is ours to do."""
    with ExitStack() as opened:
        database = Database(url, keyring)
        opened.callback(database.close)
        opened.enter_context(upkeep.held(upkeep.location(database.engine)))
        upkeep.prepare(database)
        library = _library()
        core = Core(database, library, clock, rng or SystemRandom())
        core.catch_up()
        bridge = Bridge(core, 1 if database.on_sqlite else THREADS)
        opened.callback(bridge.close)
        closing = opened.pop_all()
    return House(database=database, library=library, core=core, bridge=bridge, clock=clock, closing=closing)


def clockwork(house: House, messengers: Mapping[Platform, Messenger], pacing: Pacing | None = None) -> Heartbeat:
    """A heartbeat that plans, and sends a postman with these messengers.

    On SQLite one process holds the file, so a claim there was left behind by one that died: it is given back.
    """
    if house.database.on_sqlite:
        house.core.release()
    postman = Postman(house.bridge, messengers, pacing or Pacing(), house.clock)
    return Heartbeat(house.bridge, postman)


def keyring(settings: Settings) -> Keyring:
    """The operator's keys. Raises `Misconfigured` without one."""
    if settings.key is None:
        raise Misconfigured("SEGUE_KEY is not set. `openssl rand -hex 32` makes one; keep it apart from the data.")
    previous = settings.key_previous
    return Keyring(
        bytes.fromhex(settings.key.get_secret_value()),
        bytes.fromhex(previous.get_secret_value()) if previous else None,
    )


def playground_keyring(settings: Settings) -> Keyring:
    """The operator's keys, or one that the playground makes for itself and keeps beside its folder."""
    if settings.key is not None:
        return keyring(settings)
    path = settings.home / "playground.key"
    if not path.exists():
        _write_once(path, secrets.token_hex(32))
    return Keyring(bytes.fromhex(path.read_text().strip()))


def log_to_terminal(level: int = logging.INFO) -> None:
    """Log in structlog's words. The libraries under us speak up only when something is wrong."""
    structlog.configure(logger_factory=structlog.stdlib.LoggerFactory())
    handler = logging.StreamHandler()
    shape = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True)],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
    )
    handler.setFormatter(shape)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for library in ("apscheduler", "aiohttp.access", "discord", "slack_bolt", "slack_sdk", "sqlalchemy", "alembic"):
        logging.getLogger(library).setLevel(logging.WARNING)


def _library() -> Library:
    try:
        return load()
    except Unreadable as reason:
        raise Misconfigured(f"The library has {len(reason.problems)} problems: run `segue content check`.") from None


def _write_once(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
