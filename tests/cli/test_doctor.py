"""`segue doctor`: looks at everything, says what to do, and changes nothing."""

import json
import subprocess
from pathlib import Path

from sqlalchemy import update

from bot.clocks import SetClock
from bot.domain.roadmap import Library
from bot.store.models import Delivery, DeliveryState
from tests.cli.conftest import KEY, Terminal
from tests.support.worlds import World, at

NOWHERE = "http://127.0.0.1:9/api/"
DISCORD = {
    "SEGUE_DISCORD_TOKEN": "plum",
    "SEGUE_DISCORD_API": NOWHERE,
    "SEGUE_DISCORD_GATEWAY": "ws://127.0.0.1:9/",
}
SLACK = {"SEGUE_SLACK_TOKEN": "xoxb-plum", "SEGUE_SLACK_SIGNING_SECRET": "plum", "SEGUE_SLACK_API": NOWHERE}
TOKENS = SLACK | DISCORD


def findings(told: subprocess.CompletedProcess[str]) -> dict[str, tuple[bool, str]]:
    """Each finding by its id: whether it is well, and what it says."""
    found = json.loads(told.stdout)["findings"]
    return {finding["id"]: (finding["well"], finding["says"]) for finding in found}


def ill(told: subprocess.CompletedProcess[str]) -> dict[str, str]:
    return {name: says for name, (well, says) in findings(told).items() if not well}


def world_of_2025(home: Path, library: Library) -> World:
    """A cohort was started in 2025, and its news is due since."""
    clock = SetClock(at("2025-01-01 12:00 Europe/Berlin"))
    world = World(f"sqlite:///{home / 'segue.sqlite3'}", library, clock)
    world.starts_cohort(starts="2025-01-06")
    return world


def test_a_new_machine_is_well_and_stays_untouched(segue: Terminal) -> None:
    told = segue("doctor", "--json")

    assert (told.returncode, told.stderr) == (0, "")
    assert list(findings(told)) == ["D001", "D007", "D020", "D012", "D002"]
    assert not segue.home.exists()


def test_a_machine_that_is_set_up_is_looked_at_whole(segue: Terminal, home: Path) -> None:
    before = {file.name: file.read_bytes() for file in home.iterdir()}

    told = segue("doctor", "--json", SEGUE_KEY=KEY)

    assert told.returncode == 0
    assert list(findings(told)) == ["D001", "D007", "D020", "D012", "D002", "D004", "D014", "D015"]
    assert findings(told)["D001"] == (True, "no token: only the playground can open")
    assert {file.name: file.read_bytes() for file in home.iterdir()} == before


def test_people_read_the_same_as_programs(segue: Terminal, home: Path) -> None:
    as_json, as_text = (segue("doctor", *words, SEGUE_KEY=KEY) for words in (("--json",), ()))

    lines = as_text.stdout.splitlines()
    assert home.exists()
    assert [line.split()[0] for line in lines] == list(findings(as_json))
    assert all(line.split()[1] == "well" for line in lines)


def test_no_secret_is_shown(segue: Terminal, home: Path) -> None:
    address = "postgresql://segue:plum@127.0.0.1:1/segue"
    told = segue("doctor", SEGUE_KEY=KEY, SEGUE_KEY_PREVIOUS="beef" * 16, SEGUE_DATABASE_URL=address, **TOKENS)

    shown = told.stdout + told.stderr
    assert home.exists()
    assert "D002 ILL  database: The database cannot be reached" in shown
    assert [secret for secret in ("plum", "beef", KEY) if secret in shown] == []


def test_settings_that_cannot_be_read_end_the_examination(segue: Terminal) -> None:
    told = segue("doctor", "--json", SEGUE_PORT="plum", SEGUE_KEY="beef")

    assert told.returncode == 1
    assert list(findings(told)) == ["D001"]
    assert "SEGUE_PORT" in ill(told)["D001"]
    assert "SEGUE_KEY must be" in ill(told)["D001"].replace("Value error, ", "")
    assert "plum" not in told.stdout


def test_half_of_slack_is_found(segue: Terminal) -> None:
    told = segue("doctor", "--json", SEGUE_SLACK_TOKEN="xoxb-plum", SEGUE_SLACK_API=NOWHERE)

    assert told.returncode == 1
    assert ill(told)["D001"].startswith("SEGUE_SLACK_SIGNING_SECRET is missing: see Basic Information")


def test_an_app_that_many_install_needs_no_token(segue: Terminal) -> None:
    app = {"SEGUE_SLACK_CLIENT_ID": "1.2", "SEGUE_SLACK_CLIENT_SECRET": "plum", "SEGUE_SLACK_APP_TOKEN": "xapp-plum"}

    told = segue("doctor", "--json", SEGUE_PUBLIC_URL="https://a.example", **app)
    half = segue("doctor", "--json", **app)

    assert findings(told)["D001"] == (True, "tokens for Slack")
    assert "D008" not in findings(told)
    assert ill(half)["D001"].startswith("SEGUE_PUBLIC_URL is missing")


def test_a_lost_key_is_found(segue: Terminal, home: Path, library: Library) -> None:
    world = World(f"sqlite:///{home / 'segue.sqlite3'}", library)
    world.starts_cohort(name="")
    world.close()

    without, wrong = segue("doctor", "--json"), segue("doctor", "--json", SEGUE_KEY="0" * 64)

    assert "SEGUE_KEY is not set" in ill(without)["D002"]
    assert ill(wrong) == {"D004": "1 of 1 values in drafts.answers do not open: is SEGUE_KEY the right one?"}
    assert (without.returncode, wrong.returncode) == (1, 1)


def test_messages_that_wait_for_long_are_found(segue: Terminal, home: Path, library: Library) -> None:
    world_of_2025(home, library).close()

    told = segue("doctor", "--json", SEGUE_KEY=KEY)

    assert told.returncode == 1
    assert list(ill(told)) == ["D014"]


def test_messages_that_failed_are_found(segue: Terminal, home: Path, library: Library) -> None:
    world = world_of_2025(home, library)
    with world.database.begin() as session:
        session.execute(update(Delivery).values(state=DeliveryState.FAILED))
    world.close()

    told = segue("doctor", "--json", SEGUE_KEY=KEY)

    assert told.returncode == 1
    assert ill(told)["D014"].endswith("1 unknown or failed")
