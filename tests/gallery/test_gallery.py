"""The gallery: everything segue can show, on every platform, beside how it was approved.

`SEGUE_APPROVE=1 pytest tests/gallery` approves what there is: look at the difference in version control before you
keep it.
"""

import os
from difflib import unified_diff
from pathlib import Path

import pytest

from bot.errors import Refusal
from content.library import load
from tests.gallery.exhibits import REFUSALS, exhibits
from tests.gallery.makers import makers
from tests.gallery.rendering import WALLS

APPROVED = Path(__file__).with_name("approved")
EXHIBITS = exhibits(load())
HUNG = [
    (name, wall)
    for name, exhibit in EXHIBITS.items()
    for wall in WALLS
    if exhibit.only in {"", wall} and WALLS[wall].hangs(name)
]


@pytest.mark.parametrize(("name", "wall"), HUNG)
async def test_everything_looks_as_it_was_approved(name: str, wall: str) -> None:
    path = APPROVED / _file(name, wall)
    shown = WALLS[wall].show(EXHIBITS[name].shown)
    if _approving():
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")

    approved = path.read_text(encoding="utf-8") if path.exists() else ""

    if shown != approved:
        lines = unified_diff(approved.splitlines(), shown.splitlines(), "approved", "shown", lineterm="")
        pytest.fail("\n".join([f"{path.name} differs:", *lines, "", str(__doc__)]), pytrace=False)


def test_nothing_is_approved_that_is_not_shown() -> None:
    known = {_file(name, wall) for name, wall in HUNG}
    strange = [path for path in APPROVED.iterdir() if path.name not in known]
    if _approving():
        for path in strange:
            path.unlink()

    assert [path.name for path in strange if path.exists()] == []


def test_every_card_and_form_is_in_the_gallery() -> None:
    hung = {exhibit.make for exhibit in EXHIBITS.values()}

    assert [f"{make.__module__}.{make.__name__}" for make in makers() if make not in hung] == []


def test_every_refusal_is_in_the_gallery() -> None:
    hung = {type(refusal) for refusal in REFUSALS.values()}

    assert {Refusal, *Refusal.__subclasses__()} - hung == set()


def _file(name: str, wall: str) -> str:
    return f"{name}.{wall}.{WALLS[wall].ending}"


def _approving() -> bool:
    return os.environ.get("SEGUE_APPROVE") == "1"
