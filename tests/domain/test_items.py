"""Finding anything in a library by what somebody types."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import items
from bot.domain.roadmap import Library, Roadmap


@pytest.fixture
def roadmap(library: Library) -> Roadmap:
    """The roadmap as it is shipped."""
    return library.default


def test_every_part_of_the_library_is_found_by_its_slug(roadmap: Roadmap) -> None:
    slugs = Counter(one.slug for one in items.catalogue(roadmap))

    assert [slug for slug, times in slugs.items() if times > 1] == []
    assert all([found.slug for found in items.search(roadmap, slug)] == [slug] for slug in slugs)


def test_every_source_of_the_library_is_told_by_somebody(roadmap: Roadmap) -> None:
    """The roadmap and its articles stand for themselves; whatever else carries a finding can be asked why."""
    told = {finding.slug for one in items.catalogue(roadmap) for finding, _ in items.findings(roadmap, one.sources)}

    assert len(told) > 150


@pytest.mark.parametrize("typed", ["1", "week 1", "Week 1", "week  01"])
def test_a_number_is_a_week(roadmap: Roadmap, typed: str) -> None:
    assert [one.slug for one in items.search(roadmap, typed)] == [roadmap.weeks[0].slug]


@pytest.mark.parametrize("typed", ["0", "28", "week 99", "", " ", "☃"])
def test_what_is_not_there_is_not_found(roadmap: Roadmap, typed: str) -> None:
    assert items.search(roadmap, typed) == ()


def test_words_in_any_order_find_a_title(roadmap: Roadmap) -> None:
    title = next(one.title for one in roadmap.resources if one.slug == "fastai-course")
    first, second, *_ = title.casefold().split()

    assert title in {one.title for one in items.search(roadmap, f"{second} {first}")}


def test_weeks_and_phases_keep_their_place(roadmap: Roadmap) -> None:
    assert {one.kind for one in items.catalogue(roadmap) if not one.hides} == {"week", "phase"}


@given(st.text(max_size=200))
def test_anything_can_be_typed(library: Library, typed: str) -> None:
    found, near = items.search(library.default, typed), items.nearest(library.default, typed)

    assert len(near) <= 3
    assert all(len(one.offered) <= 100 for one in found)
