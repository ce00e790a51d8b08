"""The runbook and what is deployed name what there is, and all of it."""

import re
from pathlib import Path

import pytest
import yaml

from bot.cli import examination
from bot.settings import Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
RUNBOOK = (DEPLOY / "runbook.md").read_text()
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


def test_compose_hands_over_every_secret() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    secrets = {f"SEGUE_{name.upper()}" for name, field in Settings.model_fields.items() if "SecretStr" in str(field)}

    assert secrets <= compose["services"]["segue"]["environment"].keys()
