"""A platform may hand in the same request twice: it has one effect, whoever was faster."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from bot.domain.roadmap import Library
from bot.messages.wire import Action
from bot.news import WorkspaceNews
from bot.replies import Reply
from bot.requests import Click, Command, Place, Platform, Submission
from bot.store.models import Cohort, Community, Draft, Entity, Kudos, Member, Received, Win
from tests.support.databases import Postgres, Sqlite
from tests.support.seen import problems, text, title
from tests.support.worlds import CHANNEL, World

DONE_ALREADY = "That is done already."
FORM = Action("win", ("1",))
START = {"name": "Autumn", "starts": "2027-01-11", "zone": "Europe/Berlin", "weekday": "0", "at": "09:00"}


def types(world: World, who: str, line: str, key: str, workspace: str = "W1") -> Reply:
    name, _, rest = line.removeprefix("/").partition(" ")
    return world.core.answer(Command(actor=world.actor(who, workspace), place=CHANNEL, name=name, text=rest, key=key))


def presses(world: World, who: str, action: Action, key: str) -> Reply:
    return world.core.answer(Click(actor=world.actor(who), place=CHANNEL, action=action, key=key))


def sends(world: World, who: str, action: Action, answers: dict[str, str], key: str, place: Place = CHANNEL) -> Reply:
    return world.core.answer(Submission(actor=world.actor(who), place=place, action=action, answers=answers, key=key))


def won(world: World, words: str) -> dict[str, str]:
    kind = world.library.default.guide.win_categories[0].slug
    return {"words": words, "impact": "", "who": "cohort", "category": kind}


def count(world: World, kind: type[Entity]) -> int:
    with world.database.begin() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


@pytest.fixture
def spring(world: World) -> World:
    """Bo has joined Spring, in its first week."""
    world.starts_cohort()
    world.says("Bo", "/cohort join")
    world.comes_to("2027-01-05 10:00 Europe/Berlin")
    return world


@pytest.fixture
def at_once(servers: dict[str, Postgres | Sqlite], library: Library) -> Iterator[World]:
    """Spring on PostgreSQL, where two requests can be in the house at the same moment."""
    with servers["postgresql"].database() as url:
        world = World(url, library)
        world.starts_cohort()
        world.says("Bo", "/cohort join")
        yield world
        world.close()


def test_a_form_sent_twice_is_saved_once(spring: World) -> None:
    first = sends(spring, "Bo", FORM, won(spring, "Shipped it"), "form-1")
    again = sends(spring, "Bo", FORM, won(spring, "Shipped it, and told Chen"), "form-1")

    assert title(first) != DONE_ALREADY
    assert text(again).startswith(DONE_ALREADY)
    assert count(spring, Win) == 1


def test_what_the_first_sending_made_impossible_is_done_and_not_asked_for_again(spring: World) -> None:
    elsewhere = Place(channel="C2", private=False)

    sends(spring, "Ana", Action("cohort.start"), START, "form-1", elsewhere)
    again = sends(spring, "Ana", Action("cohort.start"), START, "form-1", elsewhere)

    assert title(again) == DONE_ALREADY
    assert count(spring, Cohort) == 2
    assert count(spring, Draft) == 0


def test_a_button_that_gives_and_takes_back_does_not_take_back(spring: World) -> None:
    sends(spring, "Bo", FORM, won(spring, "Shipped it"), "")

    presses(spring, "Ana", Action("kudos", ("1",)), "click-1")
    again = presses(spring, "Ana", Action("kudos", ("1",)), "click-1")
    kept = count(spring, Kudos)
    presses(spring, "Ana", Action("kudos", ("1",)), "click-2")

    assert title(again) == DONE_ALREADY
    assert (kept, count(spring, Kudos)) == (1, 0)


def test_a_command_typed_once_and_delivered_twice_leaves_one_trace(spring: World) -> None:
    types(spring, "Chen", "/cohort join", "command-1")
    types(spring, "Chen", "/cohort leave", "command-2")

    again = types(spring, "Chen", "/cohort join", "command-1")

    assert title(again) == DONE_ALREADY
    with spring.database.begin() as session:
        assert session.scalars(select(Member.left_at).order_by(Member.id.desc()).limit(1)).one() is not None


def test_what_only_reads_is_answered_as_often_as_it_comes_and_leaves_no_record(spring: World) -> None:
    first = types(spring, "Bo", "/roadmap", "command-1")
    again = types(spring, "Bo", "/roadmap", "command-1")

    assert text(first) == text(again)
    assert count(spring, Received) == 0


def test_a_refused_form_is_taken_once_it_is_mended(spring: World) -> None:
    refused = sends(spring, "Bo", FORM, won(spring, ""), "form-1")
    mended = sends(spring, "Bo", FORM, won(spring, "Shipped it"), "form-1")

    assert set(problems(refused)) == {"words"}
    assert title(mended) != DONE_ALREADY
    assert count(spring, Win) == 1


def test_the_same_key_from_another_workspace_is_another_request(spring: World) -> None:
    types(spring, "Ana", "/segue help", "key-1", workspace="W2")
    first = types(spring, "Chen", "/cohort join", "key-1")

    assert title(first) != DONE_ALREADY
    assert count(spring, Received) == 2


def test_without_a_key_every_request_counts(spring: World) -> None:
    for words in ("Shipped it", "Told Chen"):
        sends(spring, "Bo", FORM, won(spring, words), "")

    assert count(spring, Win) == 2
    assert count(spring, Received) == 0


def test_a_key_is_kept_as_a_digest_and_forgotten_after_three_days(spring: World) -> None:
    types(spring, "Chen", "/cohort join", "T0PSECRET.trigger")
    with spring.database.begin() as session:
        [kept] = session.scalars(select(Received.key))

    spring.clock.turn_to(spring.clock.now() + timedelta(days=2, hours=23))
    spring.core.plan(10)
    before = count(spring, Received)
    spring.clock.turn_to(spring.clock.now() + timedelta(hours=1))
    spring.core.plan(10)

    assert len(kept) == 64
    assert "T0PSECRET" not in kept
    assert (before, count(spring, Received)) == (1, 0)


def test_news_told_twice_are_heard_once(spring: World) -> None:
    news = WorkspaceNews(platform=Platform.WEB, workspace="W1", gone=False, at=spring.clock.now(), key="event-1")

    assert spring.core.hear(news)
    assert not spring.core.hear(news)
    assert count(spring, Received) == 1


def test_two_of_the_same_at_the_same_moment_have_one_effect(at_once: World) -> None:
    for number in range(1, 9):
        both_are_ready = Barrier(2, timeout=20)

        def send(words: str, key: str = f"form-{number}", ready: Barrier = both_are_ready) -> Reply:
            ready.wait()
            return sends(at_once, "Bo", FORM, won(at_once, f"{words} {key}"), key)

        with ThreadPoolExecutor(2) as threads:
            replies = list(threads.map(send, ("Shipped it", "Shipped it at last")))

        assert sorted(title(reply) == DONE_ALREADY for reply in replies) == [False, True]
        assert count(at_once, Win) == number


def test_of_two_that_collide_in_the_middle_one_has_its_effect_and_the_other_is_done(at_once: World) -> None:
    both_are_ready = Barrier(2, timeout=20)

    def start(_: int) -> Reply:
        both_are_ready.wait()
        elsewhere = Place(channel="C2", private=False)
        return sends(at_once, "Ana", Action("cohort.start"), START, "form-1", elsewhere)

    with ThreadPoolExecutor(2) as threads:
        replies = list(threads.map(start, range(2)))

    assert sorted(title(reply) == DONE_ALREADY for reply in replies) == [False, True]
    assert count(at_once, Cohort) == 2


def test_a_newcomer_whose_first_word_comes_twice_at_once_is_met_once(at_once: World) -> None:
    both_are_ready = Barrier(2, timeout=20)

    def greet(_: int) -> Reply:
        both_are_ready.wait()
        return types(at_once, "Dana", "/segue help", "command-1", workspace="W9")

    with ThreadPoolExecutor(2) as threads:
        replies = list(threads.map(greet, range(2)))

    assert any(title(reply) != DONE_ALREADY for reply in replies)
    assert count(at_once, Community) == 2
