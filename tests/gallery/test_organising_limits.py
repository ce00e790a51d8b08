"""What organisers see fits every platform, whatever people and cohorts are called."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards import changes, channels, cohorts, pausing, previewing, resting, roles, settings, succession
from bot.cards.cohorts import Participant
from bot.cards.pausing import Harvest
from bot.cards.previewing import Said, WeekAhead
from bot.domain import moving
from bot.messages.elements import Card, Form, Option
from bot.messages.wire import LIMIT, Action, pack
from tests.gallery.exhibits import RUN, TABLE
from tests.gallery.organising import ANA, NOW, RESTING, SETTINGS, SNOW
from tests.gallery.test_limits import CHARACTERS, FITS

BIG = 10**9


@pytest.mark.parametrize("platform", FITS)
@pytest.mark.parametrize("character", CHARACTERS)
async def test_the_longest_names_fit(platform: str, character: str) -> None:
    for shown in _worst(_long(character, 60), _long(character, 80), _long(character, resting.NAME)):
        FITS[platform](shown)


def test_the_longest_change_fits_into_a_button() -> None:
    change = Action(
        "cohort.change", (str(BIG), "holiday", "2026-12-24", "2027-01-03", "n" * resting.NAME, "0badf00d")
    )

    assert len(pack(change)) <= LIMIT


def _long(character: str, length: int) -> str:
    return ("n" + character * length)[: length - 1] + "n"


def _worst(name: str, person: str, holiday: str) -> Iterator[Card | Form]:
    somebody = replace(ANA, name=person, person=BIG)
    many = tuple(replace(somebody, person=BIG + number) for number in range(200))
    snow = tuple(replace(SNOW, name=holiday, day=SNOW.day + timedelta(days=number)) for number in range(25))
    rests = tuple(f"Mon 15 Mar 2027 ({holiday})" for _ in range(6))
    full = replace(SETTINGS, cohort=BIG, name=name, rests=rests, channels=(f"#{name}",) * 10)
    said = tuple(Said(what, NOW, holiday) for what in ("Prompt", "Check-in", "Closes", "Digest"))
    weeks = tuple(WeekAhead(number=number, title="t" * 150, said=said, rest="") for number in range(1, 5))
    breaks = tuple(WeekAhead(number=number, title="", rest=f"the week of Mon, {holiday}") for number in range(1, 5))
    pending = changes.Pending(
        cohort=BIG,
        says=f"{holiday}, Mon 15 Mar 2027 to Tue 30 Mar 2027",
        silent=("the check-in of week 10", "the digest of week 10"),
        moves=moving.moves(RUN, RESTING, NOW),
        before=moving.ends(RUN),
        after=moving.ends(RESTING),
        save=Action(
            "cohort.change", (str(BIG), "holiday", "2026-12-24", "2027-01-03", "n" * resting.NAME, "0badf00d")
        ),
        anew=True,
    )
    options = tuple(Option(str(BIG + number), f"#{name}") for number in range(25))
    yield from (settings.overview(full), settings.naming(BIG, name, TABLE.zone), changes.shown(pending))
    yield from (changes.saved(BIG, pending.says), channels.channels(BIG, name, options, f"#{name}"))
    yield from (resting.rests(BIG, name, snow, 12, 12), resting.spend(BIG, options[:12], "12 of 12."))
    yield from (previewing.preview(BIG, name, (*weeks, *breaks), 27), pausing.ask_to_end(BIG, name))
    yield from (pausing.paused(name, SNOW.day, 27, NOW), pausing.resumed(name, 27, NOW), pausing.ended(name))
    yield pausing.farewell(name, Harvest(people=BIG, weeks=27, checkins=BIG, tasks=BIG, wins=BIG))
    yield from (roles.roles(BIG, name, many, many[:25], more=True), roles.nobody_like(BIG, name))
    yield from (roles.somebody(BIG, somebody, True, False), roles.ask_to_hand_over(BIG, name, somebody))
    yield from (roles.handed_over(name, person), roles.told(BIG, name, person, "organises", True))
    yield from (roles.offer_to_take_over(BIG, name), roles.joined_by(BIG, name, person))
    yield from (succession.looking(BIG, name, False), succession.alone(BIG, name), succession.stays(BIG, name))
    yield from (succession.asked(BIG, "999999999.1798761600.9++", name, person), succession.follows(BIG, name))
    yield from (succession.released(name, person), succession.nobody_yet(BIG, name), succession.settled(name))
    people = [Participant(name=person, roles=("organises", "mentors", "learns"))] * 200
    yield from (cohorts.people(name, people, BIG, 7), cohorts.which_roadmap((("s" * 48, "t" * 150),) * 10, name))
