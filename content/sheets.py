"""YAML files as they were written, and the way back from a value to its line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from pydantic_core import to_json

from content.problems import Problem

Place: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One file: its tree of lists and mappings, or None if it could not be read, with what reading it showed."""

    file: str
    tree: object = None
    text: str = field(default="", repr=False)
    problems: tuple[Problem, ...] = ()

    def problem(self, place: Place, fault: str, fix: str) -> Problem:
        """A problem at this place, or at the nearest one above it that exists."""
        return Problem(file=self.file, place=spell(place), fault=fault, fix=fix, line=_line(self.text, place))


def read(path: Path, root: Path) -> Sheet:
    """The sheet at `path`, named relative to `root`. Never raises for what is written in it."""
    file = path.relative_to(root).as_posix()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        fault, fix = "This file is not there or is not text.", "Add it, or save it as UTF-8."
        return Sheet(file=file, problems=(Problem(file=file, place="", fault=fault, fix=fix),))
    return _parsed(file, text)


def select(tree: object, *steps: str) -> Iterator[tuple[Place, Any]]:
    """Everything found down these steps, with its place; `*` is every item of a list. Other shapes are skipped."""
    if not steps:
        yield (), tree
        return
    inner: list[tuple[str | int, object]] = []
    if steps[0] == "*" and isinstance(tree, list):
        inner = list(enumerate(tree))
    elif isinstance(tree, dict) and steps[0] in tree:
        inner = [(steps[0], tree[steps[0]])]
    for key, branch in inner:
        yield from (((key, *place), value) for place, value in select(branch, *steps[1:]))


def everywhere(tree: object, key: str) -> Iterator[tuple[Place, Any]]:
    """Everything found under this key, however deep, from top to bottom."""
    inner = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for step, branch in inner:
        if step == key:
            yield (step,), branch
        yield from (((step, *place), value) for place, value in everywhere(branch, key))


def words(tree: object, *steps: str) -> Iterator[tuple[Place, str]]:
    """As `select`, but only what is text: what is not has already been complained about."""
    return ((place, text) for place, text in select(tree, *steps) if isinstance(text, str))


def spell(place: Place) -> str:
    """A place as people write it: `weeks[3].tasks[0].title`."""
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in place).removeprefix(".")


class _Loader(yaml.CSafeLoader):
    """The fast safe loader, which also notices a key written twice and leaves dates for pydantic to judge."""

    yaml_implicit_resolvers = {  # noqa: RUF012  (PyYAML's own class attribute)
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.twice: list[tuple[str, int]] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                self.twice.append((key.value, key.start_mark.line + 1))
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _parsed(file: str, text: str) -> Sheet:
    loader = _Loader(text)
    try:
        tree = loader.get_single_data()
        to_json(tree)  # what has no JSON form, such as a list inside itself, cannot be validated
    except (yaml.YAMLError, ValueError) as error:
        return Sheet(file=file, problems=(_broken(file, error),))
    finally:
        loader.dispose()
    if tree is None:
        return Sheet(file=file, problems=(Problem(file=file, place="", fault="This file is empty.", fix="Fill it."),))
    return Sheet(file=file, tree=tree, text=text, problems=tuple(_repeated(file, *key) for key in loader.twice))


def _broken(file: str, error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = None if mark is None else mark.line + 1
    fault = f"This is not YAML: {getattr(error, 'problem', None) or error}."
    fix = "Look for a missing quote, comma or bracket, or a wrong indent, here or just above."
    return Problem(file=file, place="" if line is None else f"line {line}", fault=fault, fix=fix, line=line)


def _repeated(file: str, key: str, line: int) -> Problem:
    fault = f"`{key}` stands here a second time, and only one of them would count."
    return Problem(file=file, place=key, fault=fault, fix="Keep the right one, remove the other.", line=line)


@cache
def _nodes(text: str) -> yaml.Node | None:
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def _line(text: str, place: Place) -> int | None:
    node = _nodes(text) if text else None
    line = None if node is None else node.start_mark.line + 1
    for step in place:
        node = _child(node, step)
        if node is None:
            return line
        line = node.start_mark.line + 1
    return line


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    inner: list[tuple[str | int, yaml.Node]] = []
    if isinstance(node, yaml.SequenceNode):
        inner = list(enumerate(node.value))
    elif isinstance(node, yaml.MappingNode):
        inner = [(key.value, value) for key, value in node.value]
    return next((value for key, value in inner if key == step), None)
