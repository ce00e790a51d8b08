"""Every slug of a pack has the form of its kind, is used once, and is the name of the file or folder it heads."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePosixPath
from typing import NamedTuple

from content.packs import Pack
from content.problems import Problem
from content.sheets import Place, Sheet, everywhere, words
from content.slugs import ARTICLE, FINDING, LONGEST, SLUG, TASK_SLUG


class _Named(NamedTuple):
    kind: str
    slug: str
    sheet: Sheet
    place: Place


#: What one item of a list is called where that is not the list's name without its last letter.
_KINDS = {
    "compass": "theme",
    "market": "fact",
    "onboarding": "step",
    "stories": "story",
    "win_categories": "kind of win",
}
_FORMS: dict[str, tuple[re.Pattern[str], str]] = {
    "task": (TASK_SLUG, "find-your-why.statement"),
    "item": (TASK_SLUG, "first-week.bench"),
    "article": (ARTICLE, "A1"),
    "finding": (FINDING, "A1.12"),
}
_FORM = (SLUG, "find-your-why")


def judge(pack: Pack) -> Iterator[Problem]:
    """Every slug that is malformed, used twice, or not the name of its file."""
    yield from (problem for named in (*_all(pack), *_options(pack)) for problem in _malformed(named))
    yield from _twins(_all(pack))
    for _, options in groupby(_options(pack), key=lambda named: named.place[:-3]):  # of one question
        yield from _twins(options)
    yield from _misplaced(pack)


def _all(pack: Pack) -> Iterator[_Named]:
    yield from (_Named("roadmap", slug, pack.index, place) for place, slug in words(pack.index.tree, "slug"))
    yield from (_Named("resource", slug, pack.resources, place) for place, slug in _slugs(pack.resources))
    for phase in pack.phases:
        yield from (_Named(_kind(place, "phase"), slug, phase, place) for place, slug in _slugs(phase))
    for sheet in pack.guide.values():
        named = (_Named(_kind(place, "part"), slug, sheet, place) for place, slug in _slugs(sheet))
        yield from (one for one in named if one.kind != "option")


def _options(pack: Pack) -> Iterator[_Named]:
    for sheet in pack.holding("onboarding"):
        found = words(sheet.tree, "onboarding", "*", "questions", "*", "options", "*", "slug")
        yield from (_Named("option", slug, sheet, place) for place, slug in found)


def _slugs(sheet: Sheet) -> Iterator[tuple[Place, str]]:
    return ((place, slug) for place, slug in everywhere(sheet.tree, "slug") if isinstance(slug, str))


def _kind(place: Place, top: str) -> str:
    lists = [step for step in place[:-1] if isinstance(step, str)]
    name = lists[-1] if lists else f"{top}s"
    return _KINDS.get(name, name.removesuffix("s").replace("_", " "))


def _malformed(named: _Named) -> Iterator[Problem]:
    form, example = _FORMS.get(named.kind, _FORM)
    if not form.fullmatch(named.slug) or len(named.slug) > LONGEST:
        fault = f"`{named.slug}` does not have the form of {_a(named.kind)}'s slug."
        fix = f"Write it like `{example}`: a to z, 0 to 9 and hyphens, at most {LONGEST} characters."
        yield named.sheet.problem(named.place, fault, fix)


def _twins(all_named: Iterator[_Named]) -> Iterator[Problem]:
    taken: dict[str, _Named] = {}
    for named in all_named:
        earlier = taken.setdefault(named.slug, named)
        if earlier is not named:
            fault = f"The slug `{named.slug}` is taken by {_a(earlier.kind)} in {earlier.sheet.file}."
            yield named.sheet.problem(named.place, fault, "Give the newer of the two another one.")


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _misplaced(pack: Pack) -> Iterator[Problem]:
    owners = [(pack.index, pack.name), *((phase, PurePosixPath(phase.file).stem) for phase in pack.phases)]
    for sheet, name in owners:
        for place, slug in words(sheet.tree, "slug"):
            if slug != name:
                fault = f"The slug is `{slug}`, but the name on the outside is `{name}`."
                yield sheet.problem(place, fault, "Make them the same; the slug stays if it was ever released.")
