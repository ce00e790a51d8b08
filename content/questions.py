"""Questions can be asked on every platform, and a rule that depends on an answer can come true."""

from collections.abc import Iterator
from typing import Any

from content import complaints
from content.packs import Pack
from content.problems import Problem
from content.sheets import Place, Sheet, select, words

#: A form holds five fields (https://discord.com/developers/docs/interactions/receiving-and-responding#modal), and a
#: menu 25 options (https://discord.com/developers/docs/components/reference#string-select).
MOST_QUESTIONS, MOST_OPTIONS = 5, 25


def judge(pack: Pack) -> Iterator[Problem]:
    """Every step that asks too much or nothing, question that cannot be answered, and rule that never holds."""
    for sheet in pack.holding("onboarding"):
        yield from _steps(sheet)
        yield from _questions(sheet)
    yield from _conditions(pack)
    yield from _turns(pack)


def _steps(sheet: Sheet) -> Iterator[Problem]:
    for place, step in select(sheet.tree, "onboarding", "*"):
        match step:
            case {"questions": [*questions]} if len(questions) > MOST_QUESTIONS:
                fault = f"This step asks {len(questions)} questions at once and may ask {MOST_QUESTIONS}."
                yield sheet.problem((*place, "questions"), fault, "Move some to a step of their own.")
            case {"questions": []} if not step.get("checklists"):
                fix = "Add a question, or checklists to look at."
                yield sheet.problem((*place, "questions"), "This step asks nothing.", fix)


def _questions(sheet: Sheet) -> Iterator[Problem]:
    for place, question in select(sheet.tree, "onboarding", "*", "questions", "*"):
        number = sum(1 for _ in select(question, "options", "*"))
        match question:
            case {"kind": "text", "options": [_, *_]}:
                fix = "Remove the options, or make its kind single or multi."
                yield sheet.problem((*place, "options"), "A question answered in words has no options.", fix)
            case {"kind": "single" | "multi"} if number < 2:
                yield sheet.problem(place, "There is nothing to choose from.", "Give it two options or more.")
            case {"options": _} if number > MOST_OPTIONS:
                fault = f"This question has {number} options and may have {MOST_OPTIONS}."
                yield sheet.problem((*place, "options"), fault, "Join the rarest ones into one.")


def _conditions(pack: Pack) -> Iterator[Problem]:
    options = _options(pack)
    for sheet, place, rule in _rules(pack):
        match rule.get("when"):
            case {"question": str(question), **wanted} if question in options:
                for inner, slug in (*words(wanted, "any_of", "*"), *words(wanted, "lacks", "*")):
                    if slug not in options[question]:
                        fix = complaints.nearest(slug, options[question], "choose one of its options")
                        fault = f"The question `{question}` has no option `{slug}`."
                        yield sheet.problem((*place, "when", *inner), fault, fix)
                if not wanted.get("any_of") and not wanted.get("lacks"):
                    fix = "Say which answers it needs: `any_of` or `lacks`."
                    yield sheet.problem((*place, "when"), "This holds for every answer.", fix)


def _turns(pack: Pack) -> Iterator[Problem]:
    for sheet, place, rule in _rules(pack, "route_rules"):
        if (rule.get("when") is None) == (rule.get("turn") is None):
            fix = "Give it either `when`, an answer, or `turn`, what happened."
            yield sheet.problem(place, "A rule needs exactly one reason to apply.", fix)


def _rules(pack: Pack, *parts: str) -> Iterator[tuple[Sheet, Place, dict[str, Any]]]:
    for part in parts or ("plan_rules", "route_rules"):
        for sheet in pack.holding(part):
            found = select(sheet.tree, part, "*")
            yield from ((sheet, place, rule) for place, rule in found if isinstance(rule, dict))


def _options(pack: Pack) -> dict[str, list[str]]:
    asked = [
        question
        for sheet in pack.holding("onboarding")
        for _, question in select(sheet.tree, "onboarding", "*", "questions", "*")
        if isinstance(question, dict) and isinstance(question.get("slug"), str)
    ]
    return {one["slug"]: [slug for _, slug in words(one, "options", "*", "slug")] for one in asked}
