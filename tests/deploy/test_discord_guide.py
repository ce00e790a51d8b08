"""The way into Discord is as long as it says, and what it names exists."""

import re

from adapters.discord import permissions
from bot.features.table import gathered
from tests.deploy import guides

GUIDE = (guides.DEPLOY / "discord.md").read_text()
SECTIONS = guides.sections(GUIDE)
SETUP = SECTIONS["Set it up"]
COUNTED = {"six": 6, "seven": 7, "eight": 8}


def anchor(title: str) -> str:
    """What a page calls a section in its address."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def test_the_steps_are_counted() -> None:
    promised = re.search(r"^(\w+) steps and ten minutes", SETUP, flags=re.MULTILINE)

    assert promised is not None
    assert guides.steps(SETUP) == [str(number + 1) for number in range(COUNTED[promised[1].lower()])]


def test_every_scope_and_every_permission_is_explained_in_the_words_of_the_code() -> None:
    rows = re.findall(r"^\| (scope|permission) `([^`]+)` \| (.+) \|$", GUIDE, flags=re.MULTILINE)
    explained = [(name, reason) for kind, name, reason in rows if kind == "permission"]

    assert [name for kind, name, _ in rows if kind == "scope"] == list(permissions.SCOPES)
    assert explained == list(permissions.ASKED.values())


def test_every_command_is_one_that_segue_understands() -> None:
    typed = guides.typed(GUIDE)

    assert [line for line in typed if not guides.is_understood(line)] == []
    assert {"discord invite", "doctor", "run"} <= set(typed)


def test_every_slash_command_exists() -> None:
    paths = {" ".join(one.spec.path) for one in gathered().commands}
    named = {line.removesuffix(" show") for line in re.findall(r"`/([a-z]+(?: [a-z]+)?)", GUIDE)}

    assert {line for line in named if line not in paths and line.partition(" ")[0] not in paths} == set()
    assert {"cohort role", "cohort channel", "my link", "segue connect"} <= named & paths


def test_every_section_it_leads_to_is_there() -> None:
    leads = set(re.findall(r"\]\(#([^)]+)\)", GUIDE))

    assert leads <= {anchor(title) for title in SECTIONS}
