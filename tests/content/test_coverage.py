"""Coverage says what carries a source, what nobody carries yet, and what no inventory knows."""

from pathlib import Path

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


def test_the_shipped_weeks_carry_the_first_and_the_last_week_of_their_source() -> None:
    found = coverage.trace(library.load(), ["A2.66", "A3.43", "A2.32"])

    assert found.carried["A2.66"] == ("find-your-why.course",)
    assert found.carried["A3.43"] == ("cross-over.pay",)
    assert found.carried["A2.32"] == ("swe-to-mle",)
