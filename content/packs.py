"""Packs: a folder with a roadmap.yaml, a phases/ folder and a resources.yaml is one `Roadmap`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import to_json

from bot.domain.roadmap import Roadmap
from content import complaints, shelf
from content.problems import Problem
from content.sheets import Place, Sheet, read, words
from content.slugs import SLUG


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The files of one roadmap; `phases` in the order that roadmap.yaml gives them."""

    name: str
    index: Sheet
    phases: tuple[Sheet, ...]
    resources: Sheet
    strays: tuple[str, ...] = ()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every file of the pack."""
        return (self.index, *self.phases, self.resources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A line of roadmap.yaml: which phase comes next, and its number of weeks, so that a lost week is noticed."""

    slug: str
    weeks: int


_STRICT = ConfigDict(extra="forbid", strict=True)
_CHAPTERS = TypeAdapter(tuple[Chapter, ...], config=_STRICT)
#: A dataclass of the standard library takes its configuration from the type around it, hence the tuple:
#: https://docs.pydantic.dev/latest/concepts/config/#configuration-propagation
_ROADMAPS = TypeAdapter(tuple[Roadmap, ...], config=_STRICT)
_SOME_DAY = "2000-01-01"


def find(folder: Path) -> tuple[Pack, ...]:
    """Every pack directly inside this folder, by name."""
    return tuple(_gather(index.parent, folder) for index in sorted(folder.glob("*/roadmap.yaml")))


def build(pack: Pack) -> tuple[Roadmap | None, tuple[Problem, ...]]:
    """The roadmap of a pack, or everything about its shape that is wrong: keys, types, dates, names of states."""
    problems = [problem for sheet in pack.sheets for problem in sheet.problems]
    problems += _misfits(pack)
    if pack.index.tree is None:
        return None, tuple(problems)
    try:
        (roadmap,) = _ROADMAPS.validate_json(to_json([_compose(pack)]))
    except ValidationError as error:
        found = error.errors(include_url=False)
        return None, (*problems, *(complaints.explain(*_locate(pack, one["loc"][1:]), one) for one in found))
    return (None if problems else roadmap), tuple(problems)


def _gather(folder: Path, root: Path) -> Pack:
    index = read(folder / "roadmap.yaml", root)
    slugs = [slug for _, slug in words(index.tree, "phases", "*", "slug")]
    named = [folder / "phases" / f"{slug}.yaml" for slug in dict.fromkeys(slugs) if SLUG.fullmatch(slug)]
    strays = sorted(set((folder / "phases").glob("*")) - set(named))
    return Pack(
        name=folder.name,
        index=index,
        phases=tuple(read(path, root) for path in named),
        resources=read(folder / "resources.yaml", root),
        strays=tuple(path.relative_to(root).as_posix() for path in strays),
    )


def _misfits(pack: Pack) -> Iterator[Problem]:
    tree = pack.index.tree
    if isinstance(tree, dict):
        try:
            _CHAPTERS.validate_json(to_json(tree.get("phases")))
        except ValidationError as error:
            for one in error.errors(include_url=False):
                yield complaints.explain(pack.index, ("phases", *one["loc"]), one)
        if "resources" in tree:
            yield pack.index.problem(
                ("resources",), "Resources have a file of their own.", "Move them: resources.yaml."
            )
    for file in pack.strays:
        fix = "Name it under `phases` in roadmap.yaml, or remove it."
        yield Problem(file=file, place="", fault="No phase of roadmap.yaml is in this file.", fix=fix)


def _compose(pack: Pack) -> object:
    if not isinstance(pack.index.tree, dict):
        return pack.index.tree
    phases = [sheet.tree for sheet in _parsed(pack)]
    resources = [] if pack.resources.tree is None else pack.resources.tree
    tree = _dated({**pack.index.tree, "phases": phases}, None)
    return shelf.renew(tree, resources) | {"resources": resources}


def _parsed(pack: Pack) -> tuple[Sheet, ...]:
    return tuple(sheet for sheet in pack.phases if sheet.tree is not None)


def _dated(part: Any, day: object) -> Any:  # noqa: ANN401  (YAML holds anything until it is validated)
    """The part with the review date of what holds it, down to the tasks. A resource has to have a date of its own.

    What is inside a part without a readable date gets some date, so that one mistake is reported once.
    """
    if not isinstance(part, dict):
        return part
    own = part.get("reviewed", day)
    lists = {key: part[key] for key in ("phases", "weeks", "tasks") if isinstance(part.get(key), list)}
    inner = {key: [_dated(item, own if _readable(own) else _SOME_DAY) for item in lists[key]] for key in lists}
    return part | inner | ({} if own is None else {"reviewed": own})


def _readable(day: object) -> bool:
    try:
        return bool(date.fromisoformat(str(day)))
    except ValueError:
        return False


def _locate(pack: Pack, place: Place) -> tuple[Sheet, Place]:
    match place:
        case ("phases", int(position), *rest):
            return _parsed(pack)[position], tuple(rest)
        case ("resources", *rest):
            return pack.resources, tuple(rest)
        case _:
            return pack.index, place
