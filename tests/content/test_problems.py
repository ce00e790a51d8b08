"""What is wrong with a pack is said all at once, each thing with its file, its place and a way to put it right."""

import shutil
from pathlib import Path

import pytest

from content import library
from content.problems import Problem, Unreadable

BREAD = Path(__file__).parent / "packs"

INDEX, RESOURCES = "bread-baking/roadmap.yaml", "bread-baking/resources.yaml"
YEAST, SOURDOUGH = "bread-baking/phases/yeast.yaml", "bread-baking/phases/sourdough.yaml"

TEN_MISTAKES = """\
bread-baking/phases/sourdough.yaml:8 weeks[0].slug
  The slug `long-rise` is taken by a week in bread-baking/phases/yeast.yaml. Give the newer of the two another one.
bread-baking/phases/yeast.yaml:12 weeks[0].hours
  This is not a whole number. Write digits only, without quotes.
bread-baking/phases/yeast.yaml:16 weeks[0].small_task
  `plain-loaf.eat` is not a task of this week. Choose one: plain-loaf.bake, plain-loaf.weigh.
bread-baking/phases/yeast.yaml:17 weeks[0].resources[1]
  `old-forum` may not be shown, and nothing that may be shown replaces it. Recommend another one, or give it a \
`replaced_by`.
bread-baking/phases/yeast.yaml:20 weeks[0].tasks[0].done_when
  `done_when` is missing. Add `done_when: …`.
bread-baking/phases/yeast.yaml:22 weeks[0].tasks[0].done_wen
  There is no key `done_wen` here. Did you mean `done_when`? If not, remove it.
bread-baking/phases/yeast.yaml:29 weeks[1].objective
  This text has 360 characters and may have 300. Make it 60 shorter.
bread-baking/phases/yeast.yaml:38 weeks[1].resources[0]
  No resource has the slug `first-leaf`. Did you mean `first-loaf`? If not, correct it, or add it to resources.yaml.
bread-baking/resources.yaml:2 [0].url
  This is not an https address. Write it whole, with https:// and without spaces, brackets or bars.
bread-baking/roadmap.yaml:8 phases[1].weeks
  This says 2 weeks, but bread-baking/phases/sourdough.yaml has 1. Correct the number, or bring the lost week back."""


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A copy of the bread pack, to be spoilt."""
    return shutil.copytree(BREAD, tmp_path / "packs")


def spoil(packs: Path, file: str, right: str, wrong: str) -> None:
    path = packs / file
    text = path.read_text(encoding="utf-8")
    assert text.count(right) == 1, right
    path.write_text(text.replace(right, wrong), encoding="utf-8")


def only_problem(packs: Path) -> Problem:
    problems = library.check(packs)
    assert len(problems) == 1, "\n".join(map(str, problems))
    return problems[0]


def test_ten_mistakes_of_ten_kinds_are_all_reported_together(packs: Path) -> None:
    spoil(packs, SOURDOUGH, "slug: own-starter\n", "slug: long-rise\n")
    spoil(packs, YEAST, "hours: 3", "hours: three")
    spoil(packs, YEAST, "small_task: plain-loaf.bake", "small_task: plain-loaf.eat")
    spoil(packs, YEAST, "[first-loaf, starter-diary]", "[first-loaf, old-forum]")
    spoil(packs, RESOURCES, " replaced_by: starter-diary,", "")
    spoil(packs, YEAST, 'done_when: "A photo', 'done_wen: "A photo')
    spoil(packs, YEAST, "Let the dough rest for a night.", '"' + "Wait. " * 60 + '"')
    spoil(packs, YEAST, "resources: [first-loaf]\n", "resources: [first-leaf]\n")
    spoil(packs, RESOURCES, "https://bread.example/first-loaf", "http://bread.example/first-loaf")
    spoil(packs, INDEX, "{slug: sourdough, weeks: 1}", "{slug: sourdough, weeks: 2}")

    problems = library.check(packs)

    assert "\n".join(map(str, problems)) == TEN_MISTAKES


def test_a_library_with_problems_is_unreadable_and_carries_them_all(packs: Path) -> None:
    spoil(packs, YEAST, "hours: 3", "hours: 300")
    spoil(packs, SOURDOUGH, "hours: 4", "hours: 0")

    with pytest.raises(Unreadable) as caught:
        library.load(packs)

    assert caught.value.problems == library.check(packs)
    assert [problem.fault for problem in caught.value.problems] == [
        "A week of 0 hours is no plan.",
        "A week of 300 hours is no plan.",
    ]


def test_a_retired_resource_is_reported_where_it_is_still_recommended_and_gives_way_until_then(packs: Path) -> None:
    spoil(packs, YEAST, "[first-loaf, starter-diary]", "[first-loaf, old-forum]")

    problem = only_problem(packs)

    assert (problem.file, problem.place) == (YEAST, "weeks[0].resources[1]")
    assert problem.fault == "`old-forum` may not be shown any more; people see `starter-diary` in its place."
    assert library.load(packs).default.weeks[0].resources == ("first-loaf", "starter-diary")


def test_what_is_not_yaml_is_reported_with_its_line(packs: Path) -> None:
    spoil(packs, YEAST, "{slug: plain-loaf.bake,", "{slug: plain-loaf.bake")

    problem = only_problem(packs)

    assert (problem.file, problem.place, problem.line) == (YEAST, "line 20", 20)
    assert problem.fault.startswith("This is not YAML: ")
    assert problem.fix == "Look for a missing quote, comma or bracket, or a wrong indent, here or just above."


@pytest.mark.parametrize("text", ["weeks: &all [*all]", "reviewed: !!timestamp 2026-13-01", "- \0", "[1]: 2\n? [1]"])
def test_no_text_makes_the_check_itself_fail(packs: Path, text: str) -> None:
    (packs / YEAST).write_text(text, encoding="utf-8")

    problem = only_problem(packs)

    assert problem.file == YEAST
    assert problem.fault.startswith("This is not YAML: ")


@pytest.mark.parametrize(
    ("file", "right", "wrong", "place", "fault"),
    [
        (YEAST, "hours: 3", "hours: 3\n    hours: 4", "hours", "`hours` stands here a second time"),
        (YEAST, "hours: 3", "hours: 3\n    colour: brown", "weeks[0].colour", "There is no key `colour` here."),
        (YEAST, "title: A plain loaf", "title: 1984", "weeks[0].title", "This is not text."),
        (YEAST, "title: A plain loaf", "title: ' '", "weeks[0].title", "There are no words here."),
        (YEAST, "hours: 3", "hours: yes", "weeks[0].hours", "This is not a whole number."),
        (
            YEAST,
            "level: stretch",
            "level: optional",
            "weeks[0].tasks[1].level",
            "This word is not one of the choices.",
        ),
        (YEAST, "reviewed: 2026-07-08", "reviewed: 2026-13-08", "weeks[0].tasks[1].reviewed", "This is not a date."),
        (YEAST, "reviewed: 2026-06-01", "reviewed: lately", "reviewed", "This is not a date."),
        (YEAST, "\n  - Two loaves have risen", " Two loaves have risen", "gate", "This is not a list."),
        (YEAST, "**everything**", "[all](http://x.example)", "weeks[0].tasks[1].title", "A link in this text"),
        (
            YEAST,
            "slug: plain-loaf.weigh",
            "slug: week1-task2",
            "weeks[0].tasks[1].slug",
            "`week1-task2` does not have",
        ),
        (YEAST, "slug: plain-loaf\n", "slug: Plain_Loaf\n", "weeks[0].slug", "`Plain_Loaf` does not have"),
        (YEAST, "slug: plain-loaf\n", f"slug: {'l' * 49}\n", "weeks[0].slug", f"`{'l' * 49}` does not have"),
        (YEAST, "slug: yeast", "slug: east", "slug", "The slug is `east`, but the name on the outside is `yeast`."),
        (
            SOURDOUGH,
            "resources: [starter-diary]",
            "resources: first-loaf",
            "weeks[0].resources",
            "This is not a list.",
        ),
        (
            RESOURCES,
            "replaced_by: new-forum",
            "replaced_by: next",
            "[1].replaced_by",
            "No resource has the slug `next`.",
        ),
        (RESOURCES, "state: ageing, reviewed: 2026-05-04", "state: ageing", "[3].reviewed", "`reviewed` is missing."),
        (RESOURCES, "state: ageing", "state: replaced", "[3]", "This one is replaced, but nothing says by what."),
        (RESOURCES, "bread.example/diary", "bread.example/diary|x", "[3].url", "This is not an https address."),
        (YEAST, "gate:\n  - Two loaves have risen", "gate: []", "gate", "This list is empty."),
        (INDEX, "slug: bread-baking", "slug: baking", "slug", "The slug is `baking`, but the name on the outside"),
        (INDEX, "weeks: 2", "weeks: two", "phases[0].weeks", "This is not a whole number."),
        (INDEX, "slug: sourdough", "slug: Sour Dough", "phases[1].slug", "`Sour Dough` cannot be the name of"),
        (INDEX, "slug: sourdough", "slug: yeast", "phases[1].slug", "The phase `yeast` is named twice."),
        (INDEX, "sources: [B1]", "resources: []", "resources", "Resources have a file of their own."),
    ],
)
def test_a_mistake_is_found_where_it_is(
    packs: Path, file: str, right: str, wrong: str, place: str, fault: str
) -> None:
    spoil(packs, file, right, wrong)

    found = [problem for problem in library.check(packs) if problem.fault.startswith(fault)]

    assert [(problem.file, problem.place) for problem in found] == [(file, place)]
    assert found[0].line is not None
    assert found[0].fix


def test_a_phase_without_a_file_is_missed(packs: Path) -> None:
    (packs / SOURDOUGH).unlink()

    problem = only_problem(packs)

    assert (problem.file, problem.fault) == (SOURDOUGH, "This file is not there or is not text.")


def test_a_file_that_no_phase_owns_is_noticed(packs: Path) -> None:
    (packs / SOURDOUGH).rename(packs / "bread-baking/phases/rye.yml")

    problems = library.check(packs)

    assert [(problem.file, problem.fault) for problem in problems] == [
        ("bread-baking/phases/rye.yml", "No phase of roadmap.yaml is in this file."),
        (SOURDOUGH, "This file is not there or is not text."),
    ]


def test_an_empty_file_is_said_to_be_empty(packs: Path) -> None:
    (packs / RESOURCES).write_text("# nothing yet\n", encoding="utf-8")

    problems = library.check(packs)

    assert (RESOURCES, "This file is empty.") in [(problem.file, problem.fault) for problem in problems]


def test_a_file_that_is_no_text_is_said_to_be_none(packs: Path) -> None:
    (packs / YEAST).write_bytes(b"title: caf\xe9\n")

    problem = only_problem(packs)

    assert (problem.file, problem.fault) == (YEAST, "This file is not there or is not text.")


def test_a_folder_without_a_roadmap_is_a_problem(tmp_path: Path) -> None:
    problem = only_problem(tmp_path)

    assert problem.fault == "There is no roadmap in this folder."
