"""Whatever is typed into the fields around a check-in comes back as it was, and fits every platform."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.cards import blockers, experiments
from bot.domain.roadmap import Library
from bot.messages.elements import Card, Form
from bot.messages.wire import Action
from bot.replies import Reply
from content.library import load
from tests.gallery.test_limits import FITS
from tests.support.databases import Sqlite
from tests.support.seen import typed
from tests.support.weeks import bare, live
from tests.support.worlds import World

ANY = st.text(st.characters(exclude_categories=()), max_size=40)
#: As long as a field takes, in characters that cost much.
LONG = st.sampled_from(["𝕊", "<", "*", "🏳️‍🌈", "@", "a ", "_|", "&"]).map(lambda one: one * 1000)
WORDS = ANY | LONG
WEEK_1 = Action("checkin", ("1", "1"))


@pytest.fixture(scope="module")
def spring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Bo learns in Spring, and it is the Friday of its first week; the clock stands still."""
    library: Library = bare(load())
    server = Sqlite(tmp_path_factory.mktemp("words"))
    with server.database() as url:
        world = World(url, library)
        world.starts_cohort()
        world.says("Bo", "/cohort join")
        live(world, "2027-01-08 15:00 Europe/Berlin")
        yield world
        world.close()


def shown(reply: Reply) -> Card | Form:
    found = reply.card or reply.form
    assert found is not None
    return found


def fits(*replies: Reply) -> None:
    for reply in replies:
        for check in FITS.values():
            check(shown(reply))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(done=WORDS, obstacle=WORDS, next_step=WORDS, running=WORDS, energy=st.sampled_from(["", "1", "5"]) | ANY)
@example(done="\ud800\0", obstacle="|" * 1000, next_step="…" * 300, running="until Thursday " * 13, energy="３")
async def test_any_check_in_is_kept_as_it_was_typed_or_asked_for_again(
    spring: World, done: str, obstacle: str, next_step: str, running: str, energy: str
) -> None:
    answers = {
        "done": done[:1000],
        "obstacle": obstacle[:1000],
        "next_step": next_step[:300],
        "running": running[:200],
        "energy": energy,
    }
    reply = spring.fills("Bo", WEEK_1, answers)
    again, history = spring.says("Bo", "/checkin"), spring.says("Bo", "/checkin history")

    fits(reply, again, history)
    kept = typed(again) if reply.card is not None else typed(reply)
    for key in ("done", "next_step"):
        stored = answers[key].replace("\0", "").encode("utf-8", "replace").decode()
        assert kept[key].strip() == stored.strip()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hour=WORDS, day=st.sampled_from(["today", "tomorrow"]) | ANY, since=WORDS, until=WORDS)
async def test_any_hour_and_any_day_is_taken_or_asked_for_again(
    spring: World, hour: str, day: str, since: str, until: str
) -> None:
    fits(
        spring.fills("Bo", Action("checkin.snooze", ("1", "1")), {"day": day[:100], "hour": hour[:100]}),
        spring.fills("Bo", Action("checkin.pause", ("1",)), {"since": since[:100], "until": until[:100]}),
        spring.says("Bo", f"/checkin snooze {hour[:100]}"),
        spring.says("Bo", f"/checkin pause {until[:100]}"),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=WORDS)
async def test_what_is_in_the_way_fits_wherever_it_is_shown(words: str) -> None:
    for card in (
        blockers.offer(10**9, 10**9, words[:1000]),
        blockers.shown(10**9, 10**9, words[:1000]),
        blockers.unanswered(10**9, 10**9, words[:1000], 3),
        blockers.request(10**9, 10**9, words[:200] or "Bo", words[:1000]),
        blockers.helper(10**9, 10**9, words[:200] or "Bo", words[:1000]),
        experiments.ended(10**9, 10**9, words[:200]),
        experiments.longer_form(10**9, 10**9, words[:200]),
        experiments.result_form(10**9, 10**9, words[:200], words[:300]),
        experiments.kept(words[:300]),
    ):
        for check in FITS.values():
            check(card)
