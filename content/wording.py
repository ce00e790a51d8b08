"""Every text of a pack is there, is short enough to be shown whole, and links to https only."""

import re
from collections.abc import Iterator

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

_PLAIN_LINK = re.compile(r"\]\((?!https://)")


def judge(pack: Pack) -> Iterator[Problem]:
    """Every text that is missing, too long, or links elsewhere than to https."""
    for sheet, place, text, longest in _texts(pack):
        if not text.strip():
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
