"""The names of places, and the date that a wall shows there."""

from datetime import date

import pytest

from bot.domain import calendar
from tests.support.worlds import at


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Pacific/Kiritimati", date(2027, 1, 5)), ("UTC", date(2027, 1, 4)), ("Pacific/Niue", date(2027, 1, 3))],
)
def test_one_moment_lies_on_three_dates(zone: str, expected: date) -> None:
    moment = at("2027-01-04 10:30 UTC")

    assert calendar.local_day(moment, zone) == expected


def test_places_are_offered_and_bare_abbreviations_are_not() -> None:
    offered = calendar.zones()

    assert {"Europe/Berlin", "America/Argentina/Ushuaia", "Pacific/Apia"} <= set(offered)
    assert not {"EST", "GMT", "Factory", "Etc/GMT+5", "localtime"} & set(offered)
    assert offered == tuple(sorted(offered))


def test_a_city_comes_before_names_that_only_contain_it() -> None:
    found = calendar.zones_like(" Lis")

    assert found[0] == "Europe/Lisbon"
    assert "Asia/Tbilisi" in found


def test_a_city_of_two_words_is_found_as_people_write_it() -> None:
    assert calendar.zones_like("New Y") == ("America/New_York",)


def test_what_no_place_is_called_finds_nothing() -> None:
    assert calendar.zones_like("atlantis") == ()
