"""The shipped library is whole, and nothing about the way it is read is specific to it."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from bot.domain.roadmap import Phase, Resource, Roadmap, Task, Week
from content import library, sheets, wording
from content.slugs import LONGEST, SLUG, TASK_SLUG

BREAD = Path(__file__).parent / "packs"


@pytest.fixture(scope="module")
def shipped() -> Roadmap:
    return library.load().roadmaps["swe-to-mle"]


@pytest.fixture
def bread() -> Roadmap:
    return library.load(BREAD).roadmaps["bread-baking"]


def parts(roadmap: Roadmap) -> Iterator[Phase | Week | Task]:
    for phase in roadmap.phases:
        yield phase
        for week in phase.weeks:
            yield week
            yield from week.tasks


def everything(roadmap: Roadmap) -> Iterator[Roadmap | Phase | Week | Task | Resource]:
    yield roadmap
    yield from parts(roadmap)
    yield from roadmap.resources


def texts(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict | list):
        for inner in tree.values() if isinstance(tree, dict) else tree:
            yield from texts(inner)


def test_the_shipped_library_has_no_problem() -> None:
    problems = library.check()

    assert "\n".join(map(str, problems)) == ""


def test_the_shipped_roadmap_has_27_weeks_in_five_phases(shipped: Roadmap) -> None:
    weeks = {phase.slug: len(phase.weeks) for phase in shipped.phases}

    assert weeks == {"foundations": 8, "deep-learning": 6, "production": 6, "portfolio": 4, "interviews": 3}
    assert len(shipped.weeks) == 27


def test_every_slug_is_used_once(shipped: Roadmap) -> None:
    slugs = [item.slug for item in everything(shipped)]

    assert sorted(slugs) == sorted(set(slugs))


def test_every_slug_is_readable_and_fits_a_button(shipped: Roadmap) -> None:
    for item in everything(shipped):
        form = TASK_SLUG if isinstance(item, Task) else SLUG

        assert form.fullmatch(item.slug), item.slug
        assert len(item.slug) <= LONGEST, item.slug


def test_every_phase_week_and_task_names_its_sources(shipped: Roadmap) -> None:
    forgotten = [part.slug for part in parts(shipped) if not part.sources]

    assert forgotten == []


def test_every_week_has_core_tasks_and_something_to_learn_from(shipped: Roadmap) -> None:
    for week in shipped.weeks:
        core = [task for task in week.tasks if task.level == "core"]

        assert len(core) >= 2, week.slug
        assert week.resources, week.slug


def test_every_resource_has_an_https_address(shipped: Roadmap) -> None:
    plain = [resource.slug for resource in shipped.resources if not resource.url.startswith("https://")]

    assert plain == []


def test_weeks_are_written_with_resources_that_may_be_shown(shipped: Roadmap) -> None:
    for path in (library.HERE / "swe-to-mle" / "phases").iterdir():
        phase = sheets.read(path, library.HERE)
        slugs = {slug for _, slug in sheets.select(phase.tree, "weeks", "*", "resources", "*")}

        assert slugs <= shipped.shown.keys(), path.name


def test_no_shipped_text_raises_its_voice() -> None:
    for path in library.HERE.rglob("*.yaml"):
        loud = [text for text in texts(sheets.read(path, library.HERE).tree) if "!" in text]

        assert loud == [], path.name


def test_the_readme_explains_every_key_of_a_week_and_a_task_and_its_limit() -> None:
    readme = (library.HERE / "README.md").read_text(encoding="utf-8")
    keys = {field.name for part in (Week, Task) for field in fields(part)}
    limits = {(path.split(".")[-1], longest) for path, longest in wording.PHASE.items() if path.startswith("weeks.")}
    rows = [line for line in readme.splitlines() if line.startswith("| `")]

    assert [key for key in keys if f"`{key}`" not in readme and f"`{key}:" not in readme] == []
    assert [
        (key, longest)
        for key, longest in limits
        if f"`{key}` ({longest})" not in readme
        and not any(row.startswith(f"| `{key}` ") and row.endswith(f" {longest} |") for row in rows)
    ] == []


def test_a_roadmap_on_another_subject_needs_no_code(bread: Roadmap) -> None:
    assert [week.title for week in bread.weeks] == ["A plain loaf", "A long rise", "A starter of your own"]
    assert bread.weeks[1].prompt == "What else in your life gets better when you leave it alone?"
    assert bread.weeks[1].compass == "patience"
    assert bread.phase_of(3).title == "Sourdough"


def test_a_part_without_a_date_was_reviewed_with_what_holds_it(bread: Roadmap) -> None:
    plain_loaf = bread.weeks[0]

    assert plain_loaf.reviewed == date(2026, 6, 1)
    assert [task.reviewed for task in plain_loaf.tasks] == [date(2026, 6, 1), date(2026, 7, 8)]
