"""Every text of a pack is there, is short enough to be shown whole, and links to https only."""

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from content.packs import Pack
from content.problems import Problem
from content.sheets import Place, Sheet, words

#: The longest a text may be, in characters. A title heads a card: Slack's header block holds 150
#: (https://docs.slack.dev/reference/block-kit/blocks/header-block). All texts of a week together have to fit one
#: Discord message: 4000 in Components V2 (https://discord.com/developers/docs/components/reference#text-display).
_ROADMAP = {"title": 150, "summary": 600}
_RESOURCE = {"*.title": 150, "*.cost": 80, "*.kind": 40}
PHASE = {
    "title": 150,
    "goal": 300,
    "gate.*": 200,
    "weeks.*.title": 150,
    "weeks.*.objective": 300,
    "weeks.*.prompt": 900,
    "weeks.*.checkin_focus": 300,
    "weeks.*.mentor_hint": 300,
    "weeks.*.tasks.*.title": 200,
    "weeks.*.tasks.*.done_when": 300,
}

#: What can be chosen is a button or an option: 75 in Slack
#: (https://docs.slack.dev/reference/block-kit/composition-objects/option-object).
CHOICE = 75
#: A step heads a form: 24 in Slack (https://docs.slack.dev/reference/views/modal-views).
STEP = 24
#: A question labels a field: 45 in Discord, with 100 beside it
#: (https://discord.com/developers/docs/components/reference#label-label-structure).
QUESTION, BESIDE = 45, 100

_ITEM = {"items.*.text": 300, "items.*.prove": 300, "items.*.group": CHOICE}
#: The same for the parts of the guide, each a list of items.
GUIDE: Mapping[str, Mapping[str, int]] = {
    "passages": {"title": 150, "text": 900, "points.*": 300},
    "compass": {"title": CHOICE, "idea": 300, "questions.*": 300, "actions.*": 200},
    "stories": {"title": 150, "text": 600},
    "reminders": {"text": 600},
    "milestones": {"text": 600},
    "market": {"text": 600, "caveat": 300},
    "answers": {"question": CHOICE, "answer": 900},
    "win_categories": {"title": CHOICE, "example": BESIDE},
    "monthly_questions": {"text": BESIDE},
    "mentor_sessions": {"title": CHOICE, "purpose": 300, "questions.*": 200, "agenda.*.text": 200},
    "onboarding": {
        "title": STEP,
        "intro": 300,
        "questions.*.text": QUESTION,
        "questions.*.use": BESIDE,
        "questions.*.options.*.label": CHOICE,
    },
    "plan_rules": {"says": 300},
    "roles": {"title": CHOICE, "day": 300, "fits": 300},
    "paces": {"title": CHOICE, "text": 300},
    "routes": {
        "title": CHOICE,
        "pitch": 300,
        "fits_when": 300,
        "advantages.*": 300,
        "tasks.*.title": 200,
        "tasks.*.done_when": 300,
        "checkpoints.*.text": 300,
        "warnings.*": 300,
        "story": 600,
        "starters.*.ideas.*": 100,
    },
    "route_rules": {"says": 300},
    "hunt_hints": {"text": 300},
    "hunt_tags": {"title": CHOICE, "text": 300},
    "checklists": {"title": 150, "intro": 600, **_ITEM, "scale.*.label": CHOICE, "closing.*": 300},
    "action_plans": {"title": 150, **_ITEM},
    "certificates": {"named": 150, "note": 300, "now": 300, "focus": 300},
    "tracks": {"title": 150, "intro": 600, "checkpoints.*.text": 300},
    "meetings": {"title": 150, "local": 300, "remote": 300},
    "chat_kits": {"title": 150, "intro": 600, "questions.*": 200, "manners.*": 200},
    "exports": {"title": 150, "purpose": 300, "sections.*": 150, "fields.*": CHOICE, "kinds.*": CHOICE},
    "articles": {"title": 150, "where": 150, "findings.*.says": 300},
}

#: An article may have come without its place and day.
_MAY_BE_EMPTY = ("where",)
_PLAIN_LINK = re.compile(r"\]\((?!https://)")


def judge(pack: Pack) -> Iterator[Problem]:
    """Every text that is missing, too long, or links elsewhere than to https."""
    for sheet, place, text, longest in chain(_texts(pack), _guided(pack)):
        if not text.strip() and place[-1] not in _MAY_BE_EMPTY:
            yield sheet.problem(place, "There are no words here.", "Say it in a sentence.")
        if len(text) > longest:
            fault = f"This text has {len(text)} characters and may have {longest}."
            yield sheet.problem(place, fault, f"Make it {len(text) - longest} shorter.")
        if _PLAIN_LINK.search(text):
            yield sheet.problem(place, "A link in this text is not an https one.", "Write it as [label](https://…).")


def _texts(pack: Pack) -> Iterator[tuple[Sheet, Place, str, int]]:
    sheets = [(pack.index, _ROADMAP), (pack.resources, _RESOURCE), *((phase, PHASE) for phase in pack.phases)]
    for sheet, limits in sheets:
        for path, longest in limits.items():
            yield from ((sheet, place, text, longest) for place, text in words(sheet.tree, *path.split(".")))


def _guided(pack: Pack) -> Iterator[tuple[Sheet, Place, str, int]]:
    for part, limits in GUIDE.items():
        for sheet in pack.holding(part):
            for path, longest in limits.items():
                found = words(sheet.tree, part, "*", *path.split("."))
                yield from ((sheet, place, text, longest) for place, text in found)
