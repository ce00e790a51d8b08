"""From what somebody types of where they live to a time zone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import calendar, cities


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Berlin", ("Europe/Berlin",)),
        ("europe/berlin", ("Europe/Berlin",)),
        (" new york ", ("America/New_York",)),
        pytest.param("lisb", ("Europe/Lisbon",), id="the beginning of a name"),
        pytest.param("Berln", ("Europe/Berlin",), id="nearly so"),
        pytest.param("a", (), id="a letter is too little"),
        ("Xanadu", ()),
        ("", ()),
    ],
)
def test_a_city_is_found(typed: str, expected: tuple[str, ...]) -> None:
    assert cities.meant(typed) == expected


def test_a_name_of_several_places_is_a_choice() -> None:
    found = cities.meant("Louisville")

    assert len(found) == 2
    assert all(zone.endswith("Louisville") for zone in found)


@settings(deadline=None)  # zones are read from files
@given(st.text(st.characters(exclude_categories=())))
def test_whatever_is_typed_a_menu_holds_what_is_found(typed: str) -> None:
    found = cities.meant(typed)

    assert len(found) <= cities.OFFERED
    assert all(calendar.zones_like(zone) for zone in found if "/" in zone)
