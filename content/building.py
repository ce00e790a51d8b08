"""A pack becomes one `Roadmap`, or everything about its shape that is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, to_json

from bot.domain.guide import Guide
from bot.domain.roadmap import Roadmap
from content import complaints, shapes, shelf
from content.dating import dated, readable
from content.packs import Pack
from content.problems import Problem
from content.sheets import Place, Sheet, select


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A line of roadmap.yaml: which phase comes next, and its number of weeks, so that a lost week is noticed."""

    slug: str
    weeks: int


STRICT = ConfigDict(extra="forbid", strict=True)
_CHAPTERS = TypeAdapter(tuple[Chapter, ...], config=STRICT)
#: A dataclass of the standard library takes its configuration from the type around it, hence the tuple:
#: https://docs.pydantic.dev/latest/concepts/config/#configuration-propagation
_ROADMAPS = TypeAdapter(tuple[Roadmap, ...], config=STRICT)

#: What has a file of its own, though the roadmap holds it.
_ELSEWHERE = {
    "resources": ("Resources have a file of their own.", "Move them: resources.yaml."),
    "guide": ("A guide has files of its own.", "Move its parts: see content/README.md."),
}


def build(pack: Pack) -> tuple[Roadmap | None, tuple[Problem, ...]]:
    """The roadmap of a pack, or everything about its shape that is wrong: keys, types, dates, names of states."""
    problems = [problem for sheet in pack.sheets for problem in sheet.problems]
    problems += [*_strays(pack), *_chapters(pack), *_misfits(pack)]
    if pack.index.tree is None:
        return None, tuple(problems)
    try:
        (roadmap,) = _ROADMAPS.validate_json(to_json([_compose(pack)]))
    except ValidationError as error:
        found = error.errors(include_url=False)
        return None, (*problems, *(complaints.explain(*_locate(pack, one["loc"][1:]), one) for one in found))
    return (None if problems else roadmap), tuple(problems)


def _strays(pack: Pack) -> Iterator[Problem]:
    for file in pack.strays:
        if "/phases/" in file:
            fault = "No phase of roadmap.yaml is in this file."
            fix = "Name it under `phases` in roadmap.yaml, or remove it."
        else:
            known = ", ".join(f"{name}.yaml" for name in shapes.FILES)
            fault, fix = "Nothing reads a file of this name.", f"Beside roadmap and resources there may be {known}."
        yield Problem(file=file, place="", fault=fault, fix=fix)


def _chapters(pack: Pack) -> Iterator[Problem]:
    tree = pack.index.tree
    if isinstance(tree, dict):
        try:
            _CHAPTERS.validate_json(to_json(tree.get("phases")))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                yield complaints.explain(pack.index, ("phases", *one["loc"]), one)
        for key in tree.keys() & _ELSEWHERE.keys():
            yield pack.index.problem((key,), *_ELSEWHERE[key])


def _misfits(pack: Pack) -> Iterator[Problem]:
    """What is wrong with the files of the guide before their parts are looked at."""
    for name, sheet in pack.guide.items():
        tree = sheet.tree
        if tree is not None and not isinstance(tree, dict):
            yield complaints.explain(sheet, (), ErrorDetails(type="dataclass_type", loc=(), msg="", input=tree))
        if not isinstance(tree, dict):
            continue
        for key in tree:
            if key not in shapes.FILES[name] and key != "reviewed":
                yield complaints.misplaced(sheet, str(key), name)
        if "reviewed" in tree and not readable(tree["reviewed"]):
            yield complaints.explain(sheet, ("reviewed",), ErrorDetails(type="date_type", loc=(), msg="", input=""))
        for key in filter(shapes.shared, tree):
            if not isinstance(tree[key], list):
                yield complaints.explain(sheet, (key,), ErrorDetails(type="tuple_type", loc=(), msg="", input=""))


def _compose(pack: Pack) -> object:
    if not isinstance(pack.index.tree, dict):
        return pack.index.tree
    phases = [sheet.tree for sheet in _parsed(pack)]
    resources = [] if pack.resources.tree is None else pack.resources.tree
    tree = dated({**pack.index.tree, "phases": phases}, Roadmap, None)
    tree["guide"] = _guide(pack, tree.get("reviewed"))
    return shelf.renew(tree, resources) | {"resources": resources}


def _guide(pack: Pack, day: object) -> dict[str, Any]:
    guide: dict[str, Any] = {}
    for key in shapes.parts(Guide):
        for sheet in pack.holding(key):
            tree: Any = sheet.tree
            part = dated({key: tree[key]}, Guide, tree.get("reviewed", day))[key]
            if not shapes.shared(key):
                guide[key] = part
            elif isinstance(part, list):
                guide[key] = [*guide.get(key, ()), *part]
    return guide


def _parsed(pack: Pack) -> tuple[Sheet, ...]:
    return tuple(sheet for sheet in pack.phases if sheet.tree is not None)


def _locate(pack: Pack, place: Place) -> tuple[Sheet, Place]:
    match place:
        case ("phases", int(position), *rest):
            return _parsed(pack)[position], tuple(rest)
        case ("resources", *rest):
            return pack.resources, tuple(rest)
        case ("guide", str(part), *rest):
            return _locate_part(pack, part, tuple(rest))
        case _:
            return pack.index, place


def _locate_part(pack: Pack, part: str, rest: Place) -> tuple[Sheet, Place]:
    """Where a part of the guide was written: one that may stand in several files is counted on from file to file."""
    holders = list(pack.holding(part))
    if not shapes.shared(part):
        return holders[0], (part, *rest)
    position, inner = int(rest[0]), rest[1:]
    for sheet in holders:
        number = sum(1 for _ in select(sheet.tree, part, "*"))
        if position < number:
            break
        position -= number
    return sheet, (part, position, *inner)
