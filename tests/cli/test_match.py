"""`segue match`: anybody can hold the solver against an instance whose optimum is known."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

HEAD = "left,right,score,capacity\n"
#: Five workers and four tasks, with the costs and the optimum of
#: https://developers.google.com/optimization/assignment/assignment_example
COSTS = ((90, 80, 75, 70), (35, 85, 55, 65), (125, 95, 90, 95), (45, 110, 95, 115), (50, 100, 90, 100))


@pytest.fixture
def csv(tmp_path: Path) -> Path:
    return tmp_path / "instance.csv"


def test_a_published_instance_has_its_published_optimum(segue: Terminal, csv: Path) -> None:
    rows = [f"w{worker},t{task},-{cost}" for worker, costs in enumerate(COSTS) for task, cost in enumerate(costs)]
    csv.write_text("\n".join(("left,right,score", *rows)))

    told = segue("match", "check", str(csv))

    assert told.returncode == 0
    assert told.stdout.splitlines()[0] == "optimum -265, 4 of 5 served"
    assert told.stdout.splitlines()[1:] == ["w0,t3,-70", "w1,t2,-55", "w2,t1,-95", "w3,t0,-45"]


def test_more_people_served_go_before_a_higher_sum(segue: Terminal, csv: Path) -> None:
    csv.write_text(HEAD + "ana,mia,900,1\nbo,mia,1000,1\nana,lee,1,1\n")

    assert segue("match", "check", str(csv)).stdout == "optimum 1001, 2 of 2 served\nana,lee,1\nbo,mia,1000\n"


def test_capacity_is_how_many_one_takes_and_decimals_stay_exact(segue: Terminal, csv: Path) -> None:
    csv.write_text(HEAD + "ana,mia,0.1,2\nbo,mia,0.2,2\nchen,mia,0.05,2\n")

    told = json.loads(segue("match", "check", str(csv), "--json").stdout)

    assert (told["optimum"], told["served"], told["of"]) == ("0.3", 2, 3)
    assert [pair["left"] for pair in told["pairs"]] == ["ana", "bo"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("left,right\na,b\n", "score is missing there"),
        (HEAD + "a,,1,1\n", "Line 2: name both sides."),
        (HEAD + "a,b,many,1\n", "Line 2: write the score as a number"),
        (HEAD + "a,b,nan,1\n", "Line 2: write the score as a number"),
        (HEAD + "a,b,1,two\n", "Line 2: write the capacity as a whole number"),
        (HEAD + "a,b,1,1\na,b,2,1\n", "Line 3: a and b are there twice."),
        (HEAD + "a,b,1,1\nc,b,2,2\n", "Line 3: b had another capacity before."),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(segue: Terminal, csv: Path, rows: str, said: str) -> None:
    csv.write_text(rows)

    told = segue("match", "check", str(csv))

    assert told.returncode == 1
    assert said in told.stderr


def test_a_file_that_is_not_there_is_told_so(segue: Terminal, csv: Path) -> None:
    assert "cannot be read" in segue("match", "check", str(csv)).stderr
