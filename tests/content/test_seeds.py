"""A pack can be started from nothing, and is whole from the first minute."""

from datetime import date
from pathlib import Path

import pytest

from content import library, seeds

TODAY = date(2026, 11, 21)


def test_a_new_pack_is_whole(tmp_path: Path) -> None:
    files = seeds.plant("knots", tmp_path, library.SCHEMA, TODAY)

    assert library.check(tmp_path) == ()
    assert library.load(tmp_path).default.slug == "knots"
    assert [file.relative_to(tmp_path).as_posix() for file in files] == [
        "knots/roadmap.yaml",
        "knots/phases/first-steps.yaml",
        "knots/resources.yaml",
        "knots/prompts.yaml",
    ]


def test_each_file_of_a_new_pack_knows_its_schema(tmp_path: Path) -> None:
    for file in seeds.plant("knots", tmp_path, library.SCHEMA, TODAY):
        first = file.read_text(encoding="utf-8").splitlines()[0]

        assert (file.parent / first.rpartition("=")[2]).resolve().parent == library.SCHEMA.resolve(), file


def test_a_pack_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    (index, *_) = seeds.plant("knots", tmp_path, library.SCHEMA, TODAY)
    index.write_text("mine", encoding="utf-8")

    with pytest.raises(FileExistsError):
        seeds.plant("knots", tmp_path, library.SCHEMA, TODAY)
    assert index.read_text(encoding="utf-8") == "mine"
