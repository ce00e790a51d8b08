"""Wins: kinds that a pack may leave out, and impact on one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from bot.domain import wins
from bot.domain.guide import Guide
from bot.domain.roadmap import Library


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("p95 latency 900 ms -> 300 ms", "p95 latency 900 ms → 300 ms"),
        ("cost 9 $=>3 $", "cost 9 $ → 3 $"),
        ("  recall\n 0.71 --> 0.78 ", "recall 0.71 → 0.78"),
        ("half the alerts", "half the alerts"),
        ("", ""),
    ],
)
def test_an_impact_line_stands_on_one_line(typed: str, kept: str) -> None:
    assert wins.impact(typed) == kept


@given(some.text())
def test_an_impact_line_is_read_once(typed: str) -> None:
    assert wins.impact(wins.impact(typed)) == wins.impact(typed)


def test_a_pack_without_kinds_has_one_plain_one() -> None:
    assert wins.categories(Guide()) == (wins.PLAIN,)
    assert wins.category(Guide(), "metric-moved") is wins.PLAIN


def test_a_kind_that_is_gone_is_a_plain_win(library: Library) -> None:
    guide = library.default.guide

    assert wins.category(guide, "gone") is wins.PLAIN
    assert wins.category(guide, guide.win_categories[0].slug) is guide.win_categories[0]
