"""`segue content`: whether the library is well, and what of the research it carries."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Terminal

BREAD = ROOT / "tests" / "content" / "packs"


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder of packs in which one task does not say when it is done."""
    packs = tmp_path / "packs"
    shutil.copytree(BREAD, packs)
    yeast = packs / "bread-baking" / "phases" / "yeast.yaml"
    yeast.write_text(yeast.read_text().replace("done_when:", "done_wen:", 1))
    return packs


def test_the_shipped_library_has_no_problem(segue: Terminal) -> None:
    told = segue("content", "check")

    assert (told.returncode, told.stdout) == (0, "0 problems\n")


def test_a_folder_of_packs_is_checked_where_it_lies(segue: Terminal) -> None:
    told = segue("content", "check", str(BREAD), "--json")

    assert told.returncode == 0
    assert json.loads(told.stdout) == {"problems": []}


def test_a_problem_is_told_with_its_file_its_place_and_its_fix(segue: Terminal, broken: Path) -> None:
    told = segue("content", "check", str(broken))

    assert told.returncode == 1
    assert "bread-baking/phases/yeast.yaml" in told.stdout
    assert "`done_when` is missing. Add `done_when: …`." in told.stdout
    assert "Did you mean `done_when`?" in told.stdout
    assert told.stdout.endswith("2 problems\n")
    assert told.stderr == ""


def test_programs_read_the_same_problems(segue: Terminal, broken: Path) -> None:
    told = segue("content", "check", str(broken), "--json")

    problems = json.loads(told.stdout)["problems"]
    assert told.returncode == 1
    assert [problem.keys() for problem in problems] == [{"file", "place", "fault", "fix", "line"}] * 2
    assert {problem["file"] for problem in problems} == {"bread-baking/phases/yeast.yaml"}


def test_a_folder_without_a_roadmap_is_one_problem(segue: Terminal, tmp_path: Path) -> None:
    told = segue("content", "check", str(tmp_path))

    assert told.returncode == 1
    assert "There is no roadmap in this folder." in told.stdout
    assert told.stdout.endswith("1 problem\n")


def test_coverage_names_a_carrier_for_each_item_or_says_that_there_is_none(segue: Terminal) -> None:
    told, as_json = segue("content", "coverage"), segue("content", "coverage", "--json")

    found = json.loads(as_json.stdout)
    *items, total = told.stdout.splitlines()
    assert len([line for line in items if line.endswith("carried nowhere yet")]) == len(found["missing"])
    assert total == f"{len(found['carried'])} of {len(items)} items are carried"
    assert told.returncode == as_json.returncode == (1 if found["missing"] or found["unknown"] else 0)
    assert (total, told.returncode) == ("225 of 225 items are carried", 0)
    assert "A2.70: choose-the-metric.second-course, first-month.courses" in items


def test_a_new_pack_passes_the_check_and_says_what_to_edit_next(segue: Terminal, tmp_path: Path) -> None:
    told, checked = segue("content", "new", "knots", str(tmp_path)), segue("content", "check", str(tmp_path))

    assert told.returncode == 0
    assert told.stdout.splitlines()[1] == f"  {tmp_path}/knots/roadmap.yaml"
    assert told.stdout.endswith(f"Then: segue content check {tmp_path}\n")
    assert checked.stdout == "0 problems\n"


@pytest.mark.parametrize("name", ["Knots", "two words", "../knots", "k" * 49])
def test_a_pack_has_a_name_that_can_be_a_folder(segue: Terminal, tmp_path: Path, name: str) -> None:
    told = segue("content", "new", name, str(tmp_path))

    assert (told.returncode != 0, list(tmp_path.iterdir())) == (True, [])
    assert "write it like bread-baking" in told.stderr


def test_a_pack_that_is_there_is_left_alone(segue: Terminal, tmp_path: Path) -> None:
    segue("content", "new", "knots", str(tmp_path))

    told = segue("content", "new", "knots", str(tmp_path))

    assert told.returncode != 0
    assert "is there already: choose another name, or remove it." in told.stderr


def test_the_schemas_are_written_where_they_are_wanted(segue: Terminal, tmp_path: Path) -> None:
    told = segue("content", "schema", str(tmp_path))

    names = {path.name for path in (ROOT / "content" / "schema").iterdir()}
    assert told.returncode == 0
    assert {path.name for path in tmp_path.iterdir()} - {"home"} == names
