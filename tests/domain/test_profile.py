"""The profile: how far somebody has come, whatever a pack has changed since."""

from datetime import date

from bot.domain import profile
from bot.domain.onboarding import AnswerOption, Question, QuestionKind, Step

DAY = date(2026, 11, 21)


def question(slug: str, kind: QuestionKind, *options: str) -> Question:
    offered = tuple(AnswerOption(one, one.title()) for one in options)
    return Question(slug=slug, text=f"{slug}?", kind=kind, use="To know", reviewed=DAY, options=offered)


OVEN = question("oven", QuestionKind.SINGLE, "oven", "pot")
FLOURS = question("flours", QuestionKind.MULTI, "rye", "wheat")
TASTE = question("taste", QuestionKind.TEXT)
KITCHEN = Step(slug="kitchen", title="Kitchen", questions=(OVEN, FLOURS), reviewed=DAY)
MIRROR = Step(slug="mirror", title="Mirror", questions=(), reviewed=DAY)
TABLE = Step(slug="table", title="Table", questions=(TASTE,), reviewed=DAY)
STEPS = (KITCHEN, MIRROR, TABLE)


def test_an_option_that_is_gone_is_no_answer_any_more() -> None:
    answers = {"oven": ("hearth",), "flours": ("spelt", "rye")}

    assert profile.said(OVEN, answers) == ()
    assert profile.said(FLOURS, answers) == ("rye",)
    assert profile.stages(STEPS, answers)[0].answered == 1


def test_a_question_that_takes_one_answer_now_shows_one() -> None:
    assert profile.said(OVEN, {"oven": ("pot", "oven")}) == ("pot",)


def test_chosen_words_of_a_question_that_is_asked_in_words_now_stay_readable() -> None:
    assert profile.said(TASTE, {"taste": ("rye", "wheat")}) == ("rye, wheat",)


def test_steps_without_questions_are_not_counted() -> None:
    found = profile.stages(STEPS, {"taste": ("sour",)})

    assert profile.begun(found) == (1, 2)


def test_it_is_taken_up_at_the_first_step_that_asks_and_has_no_answer() -> None:
    begun = profile.stages(STEPS, {"oven": ("pot",)})
    whole = profile.stages(STEPS, {"oven": ("pot",), "taste": ("sour",)})

    taken_up = profile.first_open(begun)

    assert taken_up is not None
    assert (taken_up.step.slug, taken_up.place, taken_up.of) == ("table", 3, 3)
    assert profile.first_open(whole) is None


def test_after_a_step_comes_the_next_one_and_after_the_last_none() -> None:
    found = profile.stages(STEPS, {})

    following = [profile.following(found, slug) for slug in ("kitchen", "mirror", "table", "attic")]

    assert [stage.step.slug if stage else None for stage in following] == ["mirror", "table", None, None]
