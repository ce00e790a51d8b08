"""The wiring: one process a file, keys of the operator, and a key the playground makes for itself."""

import stat
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from pydantic import SecretStr

from bot import wiring
from bot.clocks import SystemClock
from bot.errors import Misconfigured
from bot.settings import Settings
from bot.store.crypto import Keyring
from tests.support.databases import KEY


def opened(path: Path) -> wiring.House:
    return wiring.house(f"sqlite:///{path}", Keyring(KEY), SystemClock(), Random(7))


def test_a_second_process_is_refused_while_the_first_holds_the_file(tmp_path: Path) -> None:
    path = tmp_path / "segue.sqlite3"

    with closing(opened(path)), pytest.raises(Misconfigured, match="Another segue has"):
        opened(path)


def test_the_file_is_free_again_once_its_house_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "segue.sqlite3"
    opened(path).close()

    again = opened(path)

    assert again.core.commands
    again.close()


def test_without_a_key_nothing_is_opened() -> None:
    with pytest.raises(Misconfigured, match="SEGUE_KEY is not set"):
        wiring.keyring(Settings(key=None))


def test_a_rotated_key_still_opens_what_the_old_one_sealed() -> None:
    old, new = SecretStr("ab" * 32), SecretStr("cd" * 32)
    sealed = wiring.keyring(Settings(key=old)).seal("why", community=1, column="c")

    rotated = wiring.keyring(Settings(key=new, key_previous=old))

    assert rotated.open(sealed, community=1, column="c") == "why"


def test_the_playground_makes_one_key_that_only_its_owner_reads(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, key=None)

    sealed = wiring.playground_keyring(settings).seal("why", community=1, column="c")
    again = wiring.playground_keyring(settings)

    assert again.open(sealed, community=1, column="c") == "why"
    assert stat.S_IMODE((tmp_path / "playground.key").stat().st_mode) == 0o600
