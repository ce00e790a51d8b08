"""Every slug of a pack has the form of its kind, is used once, and is the name of the file or folder it heads."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from content.packs import Pack
from content.problems import Problem
from content.sheets import Place, Sheet, words
from content.slugs import LONGEST, SLUG, TASK_SLUG


class _Named(NamedTuple):
    kind: str
    slug: str
    sheet: Sheet
    place: Place


_IN_A_PHASE = {"phase": "slug", "week": "weeks.*.slug", "task": "weeks.*.tasks.*.slug"}


def judge(pack: Pack) -> Iterator[Problem]:
    """Every slug that is malformed, used twice, or not the name of its file."""
    yield from (problem for named in _all(pack) for problem in _malformed(named))
    yield from _twins(pack)
    yield from _misplaced(pack)


def _all(pack: Pack) -> Iterator[_Named]:
    kinds = [("roadmap", pack.index, "slug"), ("resource", pack.resources, "*.slug")]
    kinds += [(kind, sheet, path) for sheet in pack.phases for kind, path in _IN_A_PHASE.items()]
    for kind, sheet, path in kinds:
        yield from (_Named(kind, slug, sheet, place) for place, slug in words(sheet.tree, *path.split(".")))


def _malformed(named: _Named) -> Iterator[Problem]:
    form, example = (TASK_SLUG, "find-your-why.statement") if named.kind == "task" else (SLUG, "find-your-why")
    if not form.fullmatch(named.slug) or len(named.slug) > LONGEST:
        fault = f"`{named.slug}` does not have the form of a {named.kind}'s slug."
        fix = f"Write it like `{example}`: a to z, 0 to 9 and hyphens, at most {LONGEST} characters."
        yield named.sheet.problem(named.place, fault, fix)


def _twins(pack: Pack) -> Iterator[Problem]:
    taken: dict[str, _Named] = {}
    for named in _all(pack):
        earlier = taken.setdefault(named.slug, named)
        if earlier is not named:
            fault = f"The slug `{named.slug}` is taken by a {earlier.kind} in {earlier.sheet.file}."
            yield named.sheet.problem(named.place, fault, "Give the newer of the two another one.")


def _misplaced(pack: Pack) -> Iterator[Problem]:
    owners = [(pack.index, pack.name), *((phase, PurePosixPath(phase.file).stem) for phase in pack.phases)]
    for sheet, name in owners:
        for place, slug in words(sheet.tree, "slug"):
            if slug != name:
                fault = f"The slug is `{slug}`, but the name on the outside is `{name}`."
                yield sheet.problem(place, fault, "Make them the same; the slug stays if it was ever released.")
