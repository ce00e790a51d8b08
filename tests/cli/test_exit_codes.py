"""How commands end: 0 when all is well, 1 with one line that says what to do, 2 when the command line is wrong."""

import socket
from contextlib import closing

import pytest

from tests.cli.conftest import KEY, Terminal

DATABASE = ("db", "upgrade")


def test_a_command_that_did_its_work_ends_with_0_and_is_quiet(segue: Terminal) -> None:
    told = segue("version")

    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("segue 0.")


@pytest.mark.parametrize(
    ("words", "environment", "step"),
    [
        pytest.param(DATABASE, {}, "SEGUE_KEY is not set. `openssl rand -hex 32` makes one", id="no key"),
        pytest.param(DATABASE, {"SEGUE_KEY": ""}, "SEGUE_KEY is not set", id="an empty key"),
        pytest.param(DATABASE, {"SEGUE_KEY": "beef" * 15}, "64 hexadecimal digits: `openssl", id="a short key"),
        pytest.param(DATABASE, {"SEGUE_KEY": "plum" * 16}, "64 hexadecimal digits: `openssl", id="a key in no hex"),
        pytest.param(
            ("run",), {"SEGUE_PORT": "http"}, "SEGUE_PORT Input should be a valid integer", id="a port in words"
        ),
        pytest.param(("run",), {"SEGUE_PORT": "65536"}, "SEGUE_PORT Input should be less than", id="a port too high"),
        pytest.param(
            ("run",),
            {"SEGUE_KEY": KEY},
            "Set SEGUE_SLACK_TOKEN or SEGUE_DISCORD_TOKEN; `segue demo` needs neither",
            id="no tokens",
        ),
        pytest.param(
            ("run",),
            {"SEGUE_KEY": KEY, "SEGUE_SLACK_TOKEN": "xoxb-plum"},
            "SEGUE_SLACK_SIGNING_SECRET is missing: see Basic Information",
            id="half of Slack",
        ),
        pytest.param(
            ("run",),
            {"SEGUE_KEY": KEY, "SEGUE_SLACK_APP_TOKEN": "xapp-plum"},
            "SEGUE_SLACK_APP_TOKEN only listens: set SEGUE_SLACK_TOKEN too",
            id="Slack listens only",
        ),
        pytest.param(
            ("run",),
            {"SEGUE_KEY": KEY, "SEGUE_SLACK_TOKEN": "xoxb-plum", "SEGUE_SLACK_APP_TOKEN": "xoxb-plum"},
            "SEGUE_SLACK_APP_TOKEN must begin with xapp-",
            id="no app token",
        ),
        pytest.param(
            ("run",),
            {"SEGUE_KEY": KEY, "SEGUE_SLACK_TOKEN": "xapp-plum", "SEGUE_SLACK_SIGNING_SECRET": "plum"},
            "SEGUE_SLACK_TOKEN begins with xapp-: that one is SEGUE_SLACK_APP_TOKEN",
            id="an app token for a bot token",
        ),
        pytest.param(
            ("run",),
            {"SEGUE_KEY": KEY, "SEGUE_SLACK_TOKEN": "xoxe.xoxb-plum", "SEGUE_SLACK_SIGNING_SECRET": "plum"},
            "SEGUE_SLACK_TOKEN ends within hours",
            id="a token that rotates",
        ),
        pytest.param(
            ("run",),
            {
                "SEGUE_KEY": KEY,
                "SEGUE_SLACK_TOKEN": "xoxb-plum",
                "SEGUE_SLACK_SIGNING_SECRET": "plum",
                "SEGUE_SLACK_CLIENT_ID": "1.2",
                "SEGUE_SLACK_CLIENT_SECRET": "plum",
                "SEGUE_PUBLIC_URL": "https://segue.example.org/",
            },
            "SEGUE_SLACK_TOKEN is for one workspace and SEGUE_SLACK_CLIENT_ID for many: unset one of them",
            id="one workspace and many",
        ),
        pytest.param(
            ("run",),
            {"SEGUE_KEY": KEY, "SEGUE_SLACK_CLIENT_ID": "1.2", "SEGUE_SLACK_SIGNING_SECRET": "plum"},
            "_CLIENT_SECRET is missing: see Basic Information of the Slack app. SEGUE_PUBLIC_URL is missing",
            id="half of an app for many",
        ),
        pytest.param(
            ("run",),
            {"SEGUE_PUBLIC_URL": "segue.example.org"},
            "must begin with https://",
            id="an address of nowhere",
        ),
        pytest.param(("run",), {"SEGUE_DISCORD_TOKEN": "plum"}, "SEGUE_KEY is not set", id="a token without a key"),
        pytest.param(
            ("rehearse", "--zone", "Atlantis"),
            {},
            "no time zone “Atlantis”: write a city as in Europe/Berlin",
            id="no zone",
        ),
        pytest.param(
            ("rehearse", "--weeks", "99"), {}, "The roadmap has 27 weeks: try --weeks 27", id="too many weeks"
        ),
        pytest.param(("rehearse", "--start", "9999-12-31"), {}, "try --start 2027-01-04", id="too far away"),
        pytest.param(("rehearse", "--start", "0001-01-01"), {}, "try --start 2027-01-04", id="too long ago"),
        pytest.param(
            DATABASE,
            {"SEGUE_KEY": KEY, "SEGUE_DATABASE_URL": "mysql://segue:plum@host/segue"},
            "SEGUE_DATABASE_URL must read as in postgresql://",
            id="an address of no database",
        ),
        pytest.param(
            DATABASE,
            {"SEGUE_KEY": KEY, "SEGUE_DATABASE_URL": "postgresql://segue:plum@127.0.0.1:1/segue"},
            "cannot be reached: is its address right",
            id="a server that does not answer",
        ),
    ],
)
def test_what_the_operator_has_to_change_is_said_in_one_line(
    segue: Terminal, words: tuple[str, ...], environment: dict[str, str], step: str
) -> None:
    told = segue(*words, **environment)

    assert told.returncode == 1
    assert told.stdout == ""
    assert told.stderr.startswith("segue: ")
    assert told.stderr.count("\n") == 1
    assert step in told.stderr
    assert "plum" not in told.stderr


def test_a_port_that_somebody_has_is_said_in_words(segue: Terminal) -> None:
    slack = {"SEGUE_SLACK_TOKEN": "xoxb-plum", "SEGUE_SLACK_SIGNING_SECRET": "plum"}
    away = {"SEGUE_SLACK_API": "http://127.0.0.1:9/api/"}
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        told = segue("run", SEGUE_KEY=KEY, SEGUE_PORT=str(port), **slack, **away)

    assert told.returncode == 1
    assert told.stderr.splitlines()[-1].startswith(f"segue: Nothing can listen at 127.0.0.1:{port}")
    assert "Traceback" not in told.stderr


def test_every_problem_of_the_settings_is_told_at_once(segue: Terminal) -> None:
    told = segue("run", SEGUE_PORT="http", SEGUE_KEY="beef", SEGUE_KEY_PREVIOUS="plum")

    assert [name in told.stderr for name in ("SEGUE_PORT", "SEGUE_KEY ", "SEGUE_KEY_PREVIOUS")] == [True] * 3
    assert "beef" not in told.stderr
    assert "plum" not in told.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("dance",),
        ("doctor", "--loud"),
        ("rehearse", "--weeks", "0"),
        ("rehearse", "--start", "tomorrow"),
        ("demo", "--port", "65536"),
        ("db", "backup"),
    ],
    ids=" ".join,
)
def test_a_command_line_that_cannot_be_read_ends_with_2(segue: Terminal, words: tuple[str, ...]) -> None:
    told = segue(*words)

    assert told.returncode == 2
    assert told.stdout == ""
    assert "Usage:" in told.stderr
    assert not segue.home.exists()
