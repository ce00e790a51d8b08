"""Answers of the profile: kept as they were given, changed, opened again, and apart from what is declined."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.store.models import Person, ProfileAnswer
from bot.store.queries import profile
from tests.support.worlds import World


@pytest.fixture
def session(world: World) -> Iterator[Session]:
    """A session in which Bo and Chen are known."""
    world.says("Bo", "/cohort")
    world.says("Chen", "/cohort")
    with world.database.begin() as open_session:
        yield open_session


def person(session: Session, name: str) -> Person:
    """Somebody by name."""
    return session.scalars(select(Person).where(Person.name == name)).one()


def test_options_and_texts_come_back_as_they_were_given(session: Session) -> None:
    bo = person(session, "Bo")
    profile.keep(session, bo, "code-languages", ("python", "go"))
    profile.keep(session, bo, "why", ("Search, ranking, and people",))

    assert profile.answers(session, bo) == {
        "code-languages": ("python", "go"),
        "why": ("Search, ranking, and people",),
    }


def test_the_last_answer_counts_and_an_empty_one_opens_the_question_again(session: Session) -> None:
    bo = person(session, "Bo")
    for answer in (("h3",), ("h8",)):
        profile.keep(session, bo, "hours", answer)
    changed = profile.answers(session, bo)
    profile.keep(session, bo, "hours", ("",))

    assert changed == {"hours": ("h8",)}
    assert profile.answers(session, bo) == {}


def test_answers_are_their_owners_and_unreadable_where_they_lie(session: Session) -> None:
    profile.keep(session, person(session, "Bo"), "why", ("Because of search",))

    assert profile.answers(session, person(session, "Chen")) == {}
    assert b"search" not in bytes(session.scalars(select(ProfileAnswer.answer)).one())


def test_what_is_declined_is_no_answer(session: Session) -> None:
    bo = person(session, "Bo")
    profile.decline(session, bo, frozenset({"core-tasks-only"}))

    assert profile.declined(session, bo) == {"core-tasks-only"}
    assert profile.answers(session, bo) == {}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=600))
def test_any_text_comes_back(session: Session, words: str) -> None:
    bo = person(session, "Bo")
    profile.keep(session, bo, "why", (words,))

    assert profile.answers(session, bo)["why"] == (words,)
