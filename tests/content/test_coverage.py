"""Coverage says what carries a source, what nobody carries yet, and what no inventory knows."""

from pathlib import Path

import pytest

from content import coverage, library

BREAD = Path(__file__).parent / "packs"


def test_coverage_names_the_carriers_and_what_has_none() -> None:
    bread = library.load(BREAD)

    found = coverage.trace(bread, ["B5", "B3", "B1", "B9"])

    assert found.carried == {
        "B5": ("first-loaf",),
        "B3": ("plain-loaf", "plain-loaf.bake"),
        "B1": ("bread-baking",),
    }
    assert list(found.carried) == ["B5", "B3", "B1"]
    assert found.missing == ("B9",)
    assert found.unknown == ("B2", "B4")


def test_every_finding_is_carried_and_nothing_names_one_that_is_not_there() -> None:
    shipped = library.load()
    ids = coverage.inventory(shipped)

    found = coverage.trace(shipped, ids)

    assert len(ids) == 225
    assert (found.missing, found.unknown) == ((), ())


@pytest.mark.parametrize(
    ("finding", "carrier"),
    [
        ("A2.32", "swe-to-mle"),
        ("A2.66", "find-your-why.course"),
        ("A0.2", "how-the-compass-works"),
        ("A0.11", "applied-mle"),
        ("A1.1", "work"),
        ("A1.11", "gaps"),
        ("A2.81", "python-first"),
        ("A0.53", "what-a-mentor-is-for"),
        ("A1.2", "ml-at-work"),
        ("A1.9", "ml-at-work.manager"),
        ("A3.15", "profile-check.languages"),
        ("A3.23", "aws-certificate"),
        ("A1.33", "omscs-ml"),
    ],
)
def test_a_finding_is_carried_by_any_kind_of_part(finding: str, carrier: str) -> None:
    found = coverage.trace(library.load(), [finding])

    assert carrier in found.carried[finding]
