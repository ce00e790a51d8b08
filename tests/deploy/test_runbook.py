"""The runbook and what is deployed name what there is, and all of it."""

import re
from pathlib import Path

import pytest
import yaml
from aiohttp import web
from prometheus_client.metrics import MetricWrapperBase

from adapters.web.health import Health
from bot import metrics
from bot.cli import examination
from bot.settings import Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
RUNBOOK = (DEPLOY / "runbook.md").read_text()
#: Settings that lead to a local Slack or Discord.
HERE = re.compile(r"_(API|GATEWAY)$")
SETTINGS = frozenset(f"SEGUE_{name.upper()}" for name in Settings.model_fields)


def settings_in(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\bSEGUE_[A-Z_]+", text))


@pytest.mark.parametrize("path", sorted(DEPLOY.iterdir()), ids=lambda path: path.name)
def test_every_setting_that_is_named_exists(path: Path) -> None:
    named = settings_in(path.read_text())

    assert named <= SETTINGS


def test_the_runbook_explains_every_setting() -> None:
    assert settings_in(RUNBOOK) == SETTINGS


def test_the_runbook_explains_every_finding_of_the_doctor() -> None:
    found = re.findall(r'\bid="(D\d{3})"', Path(examination.__file__).read_text())

    explained = re.findall(r"^\| (D\d{3}) \|", RUNBOOK, flags=re.MULTILINE)

    assert sorted(set(found)) == explained


def test_the_runbook_explains_every_metric_under_the_name_that_it_is_read_by() -> None:
    counted = [metric for metric in vars(metrics).values() if isinstance(metric, MetricWrapperBase)]
    shown = {
        f"{metric._name}{'_total' if metric._type == 'counter' else ''}{{{','.join(metric._labelnames)}}}"
        for metric in counted
    }

    assert set(re.findall(r"`(segue_\w+\{[\w,]+\})`", RUNBOOK)) == shown


def test_the_runbook_explains_every_address_that_watchers_ask() -> None:
    app = web.Application()
    Health(well=_always).mount(app)
    addresses = {resource.canonical for resource in app.router.resources()}

    assert set(re.findall(r"^\| `(/\w+)` \|", RUNBOOK, flags=re.MULTILINE)) == addresses


async def _always() -> bool:
    return True


def test_compose_hands_over_everything_but_where_it_runs() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    in_the_image, for_tests = (
        {"SEGUE_HOME", "SEGUE_HOST", "SEGUE_PORT"},
        {name for name in SETTINGS if HERE.search(name)},
    )

    assert compose["services"]["segue"]["environment"].keys() == SETTINGS - in_the_image - for_tests


def test_the_unit_takes_every_setting_from_one_file_that_root_alone_reads() -> None:
    unit = (DEPLOY / "segue.service").read_text()

    assert "\nEnvironmentFile=/etc/segue/segue.env\n" in unit
    assert "install -D -m 0600 /dev/null /etc/segue/segue.env" in RUNBOOK
