"""Whatever people, cohorts and workspaces are called, what becomes one is told whole on every platform."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.cards import connecting, linked, linking
from bot.cards.connecting import Side
from bot.cards.linking import Other
from bot.domain.merging import Both, Counts, Overlap
from bot.messages.elements import Card
from tests.gallery.linkings import CODE, ON_SLACK
from tests.gallery.rendering import components
from tests.gallery.standings import TUESDAY
from tests.gallery.test_corners import MENU, missing
from tests.gallery.test_limits import BUTTON, CHARACTERS, FITS, _long, _texts
from tests.support.discord.world import walk

#: As long as a name may be: of somebody on a platform, of a cohort with its number, of a workspace.
NAME, COHORT, TITLE = 80, 80, 200


def cards(character: str) -> Iterator[Card]:
    """Everything that names are in, with as many as there can be."""
    name, cohort = _long(character, NAME), _long(character, COHORT)
    where = f"Slack ({_long(character, TITLE)})"
    other = Other(name, where)
    both = tuple(replace(ON_SLACK, number=10**12 + place, where=where) for place in range(12))
    weeks, tasks = tuple(range(1, 28)), tuple(f"task-{number}" for number in range(90))
    shared = tuple(Both(cohort=cohort, weeks=weeks, tasks=tasks, blockers=True) for _ in range(20))
    overlap = Overlap(cohorts=shared, moves=Counts(cohorts=20, checkins=500, wins=500, tasks=900), answers=tasks)
    yield from (linking.ask(other, where, CODE), linking.answered(other, TUESDAY), linking.typed_by(other))
    yield from (linking.preview(10**12, other, overlap), linking.same_place(where), linking.merged((where, where)))
    yield from (linked.accounts(both, (where,)), linked.ask_to_unlink(both[0], (where, where)))
    yield linked.unlinked(where, (where,), here=True)
    side = Side(where=(where, where), cohorts=(cohort,) * 40, who=name)
    yield from (
        connecting.ask(side, side, (cohort,) * 40, CODE),
        connecting.preview(10**12, side, side, (cohort,) * 40),
    )
    yield from (connecting.answered(side, TUESDAY), connecting.offer(CODE, TUESDAY, side.name))
    yield connecting.connected((where, where))


@pytest.mark.parametrize("platform", FITS)
@pytest.mark.parametrize("character", CHARACTERS)
async def test_the_longest_names_fit(platform: str, character: str) -> None:
    for shown in cards(character):
        FITS[platform](shown)


@pytest.mark.parametrize("character", CHARACTERS)
async def test_everything_can_be_pressed_on_discord_whatever_people_are_called(character: str) -> None:
    for shown in cards(character):
        pressable = [one for one in walk(components(shown)) if one["type"] in {BUTTON, MENU}]
        assert len(pressable) == len(shown.controls), shown.title


async def test_nothing_is_left_out_with_names_as_people_have_them() -> None:
    for shown in (
        linking.ask(Other("Ana", "Slack"), "Discord", CODE),
        linking.preview(3, Other("Bo", "Discord"), Overlap()),
    ):
        for platform, text in _texts(shown).items():
            assert missing(shown, text) == [], platform
