"""The guide of the shipped roadmap is whole, and every text of it fits where it is shown."""

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest

from adapters.discord import limits as discord
from adapters.slack import limits as slack
from bot.domain.credentials import CertificateState
from bot.domain.guidance import Trigger
from bot.domain.guide import Guide
from bot.domain.onboarding import Effect, QuestionKind, neighbours
from bot.domain.passages import Spot
from bot.domain.roadmap import Roadmap
from bot.domain.routes import HuntSign, Turn
from content import library, questions, shapes, sheets, wording

BREAD = Path(__file__).parent / "packs"

ENUMS = (Trigger, Effect, QuestionKind, Spot, Turn, HuntSign, CertificateState)

#: Texts that nobody reads as they are: names of other things, and addresses.
POINTERS = {"slug", "url", "theme", "phase", "task", "question", "background"}


@pytest.fixture(scope="module")
def shipped() -> Roadmap:
    return library.load().roadmaps["swe-to-mle"]


def limited(part: str) -> set[tuple[type, str]]:
    """The dataclass and the field at the end of each path that has a limit."""
    found = set()
    for path in wording.GUIDE[part]:
        shape = shapes.parts(Guide)[part]
        *steps, last = [step for step in path.split(".") if step != "*"]
        for step in steps:
            shape = shapes.parts(shape)[step]
        found.add((shape, last))
    return found


def test_every_part_of_a_guide_stands_in_a_file() -> None:
    homeless = [field.name for field in fields(Guide) if not shapes.homes(field.name)]

    assert homeless == []


def test_every_text_that_is_shown_has_a_limit() -> None:
    limits = {end for part in shapes.parts(Guide) for end in limited(part)}
    read = {
        (shape, key)
        for shape in shapes.every(Guide)
        for key, hint in get_type_hints(shape).items()
        if hint is str and key not in POINTERS
    }

    assert read - limits == set()


def test_what_is_chosen_and_asked_fits_both_platforms() -> None:
    assert min(slack.OPTION_LABEL.most, slack.BUTTON_LABEL.most, discord.OPTION_LABEL) >= wording.CHOICE
    assert min(slack.VIEW_TITLE.most, discord.MODAL_TITLE) >= wording.STEP
    assert min(slack.INPUT_LABEL.most, discord.LABEL_TEXT) >= wording.QUESTION
    assert min(slack.INPUT_HINT.most, discord.LABEL_DESCRIPTION) >= wording.BESIDE
    assert questions.MOST_QUESTIONS <= discord.MODAL_COMPONENTS
    assert min(slack.OPTIONS.most, discord.SELECT_OPTIONS) >= questions.MOST_OPTIONS


def test_a_passage_is_found_where_it_is_said(shipped: Roadmap) -> None:
    assert [passage.slug for passage in shipped.guide.at(Spot.WELCOME)] == ["welcome"]
    assert [spot for spot in Spot if not shipped.guide.at(spot)] == []


def test_every_situation_has_its_private_word(shipped: Roadmap) -> None:
    assert {reminder.trigger for reminder in shipped.guide.reminders} == set(Trigger)


def test_every_phase_ends_with_a_milestone_and_one_is_for_the_new_role(shipped: Roadmap) -> None:
    spoken_for = [milestone.phase for milestone in shipped.guide.milestones]

    assert spoken_for == [*(phase.slug for phase in shipped.phases), None]


def test_every_week_has_one_of_the_seven_themes_and_every_theme_a_week(shipped: Roadmap) -> None:
    assert len(shipped.guide.compass) == 7
    assert {week.compass for week in shipped.weeks} == {theme.slug for theme in shipped.guide.compass}


def test_joining_asks_for_everything_that_matching_needs(shipped: Roadmap) -> None:
    asked = {question.slug: question for step in shipped.guide.onboarding for question in step.questions}
    needed = ("spoken-languages", "availability", "level", "employer", "applications", "target-role", "route-wish")

    assert [slug for slug in (*needed, "mentor-wish", "strengths", "gaps") if slug not in asked] == []
    assert all(question.use for question in asked.values())
    assert [slug for slug, question in asked.items() if question.kind is QuestionKind.TEXT] == [
        "why",
        "domain",
        "company",
    ]


def test_roles_paces_and_routes_are_options_of_their_questions(shipped: Roadmap) -> None:
    guide = shipped.guide
    asked = {question.slug: question for step in guide.onboarding for question in step.questions}
    options = {slug: [option.slug for option in question.options] for slug, question in asked.items()}

    assert [role.slug for role in guide.roles] == options["target-role"][:-1]
    assert [pace.slug for pace in guide.paces] == options["pace"][:-1]
    assert [route.slug for route in guide.routes] == options["route-wish"][:-1]


def test_applied_engineers_border_on_every_role_and_researchers_on_no_other(shipped: Roadmap) -> None:
    near = neighbours(shipped.guide.roles)

    assert {frozenset({"applied-mle", role.slug}) for role in shipped.guide.roles[1:]} <= near
    assert [sorted(one) for one in near if "ml-researcher" in one] == [["applied-mle", "ml-researcher"]]


def test_the_two_paces_have_the_same_weeks_and_twelve_breathers_between_them(shipped: Roadmap) -> None:
    core, extended = shipped.guide.paces

    assert (core.weeks, core.breathers) == (27, ())
    assert (extended.weeks, len(extended.breathers)) == (39, 12)


def test_the_plan_has_every_kind_of_effect(shipped: Roadmap) -> None:
    assert {rule.effect for rule in shipped.guide.plan_rules} == set(Effect)


def test_a_figure_of_the_market_never_stands_without_its_caveat(shipped: Roadmap) -> None:
    assert len(shipped.guide.market) == 8
    assert all(fact.caveat for fact in shipped.guide.market)


def test_texts_name_only_commands_that_there_are_to_be() -> None:
    known = {"roadmap", "checkin", "win", "mentor", "buddy", "my", "cohort", "segue"}
    named = set()
    for path in library.HERE.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        named |= {words.split("`")[0].split()[0] for words in text.split("`/")[1:]}

    assert named <= known


def test_each_file_names_the_schema_that_fits_it() -> None:
    for path in library.HERE.glob("*/**/*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        kind = "phase" if path.parent.name == "phases" else path.stem

        schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")

        assert schema.resolve() == library.SCHEMA / f"{kind}.schema.json", path
        assert schema.exists()


@pytest.mark.parametrize("part", ["compass", "stories", "reminders", "milestones", "market", "answers", "plan_rules"])
def test_no_part_of_the_guide_forgets_where_it_comes_from(shipped: Roadmap, part: str) -> None:
    forgotten = [item.slug for item in getattr(shipped.guide, part) if not item.sources]

    assert forgotten == []


def test_a_small_pack_has_only_as_much_of_a_guide_as_it_likes() -> None:
    guide = library.load(BREAD).roadmaps["bread-baking"].guide

    assert [kind.title for kind in guide.win_categories] == ["Baked something"]
    assert [step.title for step in guide.onboarding] == ["Your kitchen"]
    assert guide.plan_rules[0].items == ("plain-loaf.weigh",)
    assert (guide.routes, guide.checklists, guide.articles) == ((), (), ())


def test_a_part_of_the_guide_was_reviewed_with_its_file_and_a_file_with_its_roadmap() -> None:
    guide = library.load(BREAD).roadmaps["bread-baking"].guide

    assert guide.win_categories[0].reviewed == date(2026, 6, 2)
    assert guide.stories[0].reviewed == date(2026, 7, 1)
    assert guide.onboarding[0].questions[0].reviewed == date(2026, 5, 4)


def test_the_shipped_guide_recommends_only_what_may_be_shown(shipped: Roadmap) -> None:
    for name in shapes.FILES:
        tree = sheets.read(library.HERE / "swe-to-mle" / f"{name}.yaml", library.HERE).tree
        for key in ("resources", "alternatives", "prepare"):
            slugs = {slug for _, found in sheets.everywhere(tree, key) for slug in found}

            assert slugs <= shipped.shown.keys(), name


def test_the_readme_explains_every_key_of_the_guide_and_every_choice() -> None:
    readme = (library.HERE / "README.md").read_text(encoding="utf-8")
    keys = {field.name for shape in shapes.every(Guide) for field in fields(shape)}
    choices = {str(choice) for kind in ENUMS for choice in kind}

    assert sorted(word for word in keys | choices if f"`{word}`" not in readme) == []


def test_the_readme_tells_how_long_the_first_text_of_each_part_may_be() -> None:
    readme = (library.HERE / "README.md").read_text(encoding="utf-8")
    rows = {line.split("`")[1]: line.split("|")[-2] for line in readme.splitlines() if line.startswith("| `")}

    for part in set(rows) & set(wording.GUIDE):
        first = next(iter(wording.GUIDE[part].values()))

        assert str(first) in rows[part].replace(",", " ").split(), part
