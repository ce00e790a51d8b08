"""The profile: asked step by step, left at any point, taken up again, and taken back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.domain.roadmap import Library
from bot.messages.elements import FieldKind
from bot.messages.wire import Action
from bot.replies import Reply
from bot.requests import Place
from bot.store.models import Person, ProfileAnswer
from bot.store.queries import profile
from content.library import load
from tests.support.databases import Sqlite
from tests.support.seen import labels, problems, text, title, typed
from tests.support.worlds import World

YOU, WHY, LAST = (Action("my.step", (slug,)) for slug in ("you-today", "why-ml", "teach-one-learn-one"))
TODAY = {"work": "devops", "code-languages": "java,python", "level": "", "cloud": "none", "maths": "rusty"}
BREAD = Path(__file__).parents[1] / "content" / "packs"


def kept(world: World, who: str = "Bo") -> Mapping[str, tuple[str, ...]]:
    with world.database.begin() as session:
        person = session.scalars(select(Person).where(Person.name == who)).one()
        return dict(profile.answers(session, person))


def kinds(reply: Reply) -> dict[str, FieldKind]:
    assert reply.form is not None
    return {field.key: field.kind for field in reply.form.fields}


def test_somebody_in_no_cohort_can_tell_of_themselves(world: World) -> None:
    before = world.says("Bo", "/my profile")
    noted = world.fills("Bo", YOU, TODAY)

    assert "0 of 6 steps begun." in text(before)
    assert "4 of 5 questions answered." in text(noted)
    assert labels(noted)[0] == "Next: Why ML (2 of 7)"
    assert kept(world)["code-languages"] == ("python", "java")


def test_every_question_may_be_left_open_and_says_why_it_is_asked(world: World) -> None:
    form = world.presses("Bo", YOU).form

    assert form is not None
    assert len(form.fields) <= 5
    assert not any(field.required for field in form.fields)
    assert all(field.hint for field in form.fields)


def test_a_step_of_nothing_but_open_questions_is_kept_as_that(world: World) -> None:
    noted = world.fills("Bo", YOU, {})

    assert "All left open." in text(noted)
    assert labels(noted)[0] == "Next: Why ML (2 of 7)"
    assert kept(world) == {}


def test_it_is_taken_up_again_where_it_was_left(world: World) -> None:
    world.fills("Bo", YOU, TODAY)

    again = world.says("Bo", "/my profile")

    assert labels(again)[0] == "Next: Why ML (2 of 7)"
    assert "You today · 4 of 5 answered" in text(again)


def test_the_form_shows_what_was_said_and_an_answer_can_be_taken_back(world: World) -> None:
    world.fills("Bo", YOU, TODAY)
    shown = world.presses("Bo", YOU)
    world.fills("Bo", YOU, TODAY | {"work": "-", "code-languages": "", "maths": "-"})

    assert typed(shown) == TODAY | {"code-languages": "python,java"}
    assert kept(world) == {"cloud": ("none",)}


def test_a_choice_can_be_left_open_again_only_once_it_is_made(world: World) -> None:
    world.fills("Bo", YOU, TODAY)
    form = world.presses("Bo", YOU).form

    assert form is not None
    offers = {field.key: "-" in {option.value for option in field.options} for field in form.fields}
    assert offers == {"work": True, "code-languages": False, "level": False, "cloud": True, "maths": True}


def test_the_why_has_room_and_other_words_have_a_line(world: World) -> None:
    ground = world.presses("Bo", Action("my.step", ("your-ground",)))

    assert kinds(world.presses("Bo", WHY))["why"] is FieldKind.PARAGRAPH
    assert kinds(ground)["domain"] is FieldKind.LINE


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"work": "astronaut"}, "work"),
        ({"code-languages": "python,astrology"}, "code-languages"),
    ],
)
def test_what_was_never_offered_is_not_kept_and_the_rest_is_not_lost(
    world: World, answers: dict[str, str], field: str
) -> None:
    reply = world.fills("Bo", YOU, TODAY | answers)

    assert list(problems(reply)) == [field]
    assert typed(reply)["maths"] == "rusty"
    assert kept(world) == {}


def test_answers_to_questions_of_another_step_are_not_taken(world: World) -> None:
    world.fills("Bo", YOU, TODAY | {"why": "smuggled", "plan.declined": "python-first"})

    assert set(kept(world)) == {"work", "code-languages", "cloud", "maths"}


@pytest.mark.parametrize(
    "action",
    [Action("my.step", ("gone",)), Action("my.step"), Action("my.step", ("mirror",)), Action("my.mirror", ("gone",))],
)
def test_a_step_that_is_gone_says_where_the_others_are(world: World, action: Action) -> None:
    assert text(world.presses("Bo", action)).startswith("That step is no longer asked.\n/my profile shows")


def test_a_list_that_is_gone_says_where_the_others_are(world: World) -> None:
    assert (
        title(world.presses("Bo", Action("my.checklist", ("gone", "1")))) == "That list is no longer in the library."
    )


def test_the_mirror_asks_nothing_and_offers_its_lists(world: World) -> None:
    mirror = world.presses("Bo", Action("my.mirror", ("mirror",)))
    reading = world.presses("Bo", Action("my.checklist", ("transferable-skills", "1")))

    assert labels(mirror) == [
        "What you already bring",
        "What to learn, the most important first",
        "An honest look",
        "That is all",
    ]
    assert "System design" in text(reading)


def test_every_line_of_every_list_stands_on_one_of_its_pages(world: World) -> None:
    for checklist in world.library.default.guide.checklists:
        pages = [world.presses("Bo", Action("my.checklist", (checklist.slug, str(page)))) for page in range(1, 9)]
        shown = {slug for page in pages if page.card for slug in page.card.about}

        assert {item.slug for item in checklist.items} <= shown, checklist.slug


def test_after_the_last_step_it_says_what_the_answers_change(world: World) -> None:
    last = world.fills("Bo", LAST, {"strengths": "debugging"})
    end = world.presses("Bo", Action("my.finish"))

    assert labels(last)[0] == "Next: Mirror (7 of 7)"
    assert text(end).startswith("That is everything segue asks\n1 of 6 steps begun. Your answers shape your plan.")
    assert labels(end)[0] == "What your answers change"


def test_nobody_else_sees_an_answer_and_it_is_sealed(world: World) -> None:
    world.fills("Bo", WHY, {"why": "Nobody knows", "spark": "people"})
    others = world.presses("Chen", WHY)

    assert typed(others)["why"] == ""
    with world.database.begin() as session:
        assert all(b"Nobody" not in bytes(row.answer) for row in session.scalars(select(ProfileAnswer)))


def test_the_same_name_on_another_workspace_is_somebody_else(world: World) -> None:
    world.fills("Bo", WHY, {"why": "Nobody knows"})

    assert typed(world.presses("Bo", WHY, workspace="W2"))["why"] == ""


def test_the_why_can_be_read_changed_and_taken_back(world: World) -> None:
    empty = world.says("Bo", "/my why")
    world.fills("Bo", Action("my.why"), {"why": "To build things <!channel> that learn"})
    shown, form = world.says("Bo", "/my why"), world.presses("Bo", Action("my.why"))
    world.fills("Bo", Action("my.why"), {"why": ""})

    assert "Why did you begin?" in text(empty)
    assert "“To build things <!channel> that learn”" in text(shown)
    assert typed(form) == {"why": "To build things <!channel> that learn"}
    assert kept(world) == {}


def test_an_answer_whose_option_the_pack_has_lost_is_open_again(world: World) -> None:
    world.says("Bo", "/my")
    with world.database.begin() as session:
        person = session.scalars(select(Person).where(Person.name == "Bo")).one()
        profile.keep(session, person, "work", ("astronaut",))
        profile.keep(session, person, "code-languages", ("cobol", "go"))

    form = world.presses("Bo", YOU)

    assert (typed(form)["work"], typed(form)["code-languages"]) == ("", "go")
    assert "1 of 5 answered" in text(world.says("Bo", "/my profile"))


@pytest.fixture
def bakery(world: World) -> World:
    """A world with two roadmaps: segue's own, and a tiny one about bread that a cohort of its own runs."""
    bread = load(BREAD)
    both = Library(roadmaps={**world.library.roadmaps, **bread.roadmaps})
    return World(world.url, both)


def test_a_pack_that_asks_nothing_says_so_kindly(world: World) -> None:
    mute = replace(world.library.default, guide=replace(world.library.default.guide, onboarding=()))
    quiet = World(world.url, Library(roadmaps={mute.slug: mute}))

    assert title(quiet.says("Bo", "/my profile")) == "There is nothing to fill in"
    assert "Profile: nothing is asked" in text(quiet.says("Bo", "/my"))
    quiet.close()


def test_another_pack_asks_its_own_questions(bakery: World) -> None:
    noted = bakery.fills("Bo", Action("my.step", ("your-kitchen",)), {"oven": "pot", "childhood": "Rye"})

    assert labels(noted)[0] == "That is all"
    assert kept(bakery) == {"oven": ("pot",), "childhood": ("Rye",)}
    bakery.close()


@pytest.fixture(scope="module")
def one_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One world for many examples."""
    with Sqlite(tmp_path_factory.mktemp("profile")).database() as url:
        made = World(url, load())
        yield made
        made.close()


@settings(deadline=None, max_examples=60)
@given(words=st.text(st.characters(exclude_categories=()), max_size=300))
def test_whatever_is_written_comes_back_as_it_was_or_is_asked_for_again(one_world: World, words: str) -> None:
    ground = Action("my.step", ("your-ground",))
    reply = one_world.fills("Bo", ground, {"domain": words}, Place(channel="C1"))
    if reply.form is not None:
        assert set(problems(reply)) == {"domain"}
        return
    before = typed(one_world.presses("Bo", ground))["domain"]
    one_world.fills("Bo", ground, {"domain": before})

    assert typed(one_world.presses("Bo", ground))["domain"] == before
