"""How code is cut and named."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.house import tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
#: Names that say nothing about what is inside.
EMPTY_MODULE = re.compile(r"utils?|helpers?|services?|data|process|common|misc|base|\w*manager")
EMPTY_CLASS = re.compile(r"_?Base[A-Z]\w*|\w+Manager")

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text()) for path in tree.files(".py")}


def nodes() -> Iterator[tuple[str, ast.AST]]:
    return ((tree.name(path), node) for path, module in modules().items() for node in ast.walk(module))


def length(function: Function) -> int:
    """The lines of a body, without its docstring."""
    told = ast.get_docstring(function) is not None and len(function.body) > 1
    return (function.end_lineno or 0) - function.body[told].lineno + 1


def test_no_file_is_longer_than_300_lines() -> None:
    lengths = {
        tree.name(path): len(path.read_text().splitlines()) for path in tree.files(".py", ".js", ".css", ".html")
    }

    too_long = {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE}

    assert too_long == {}


def test_no_function_is_longer_than_40_lines() -> None:
    functions = ((name, node) for name, node in nodes() if isinstance(node, Function))

    too_long = [
        f"{name}: {function.name} has {lines} lines"
        for name, function in functions
        if (lines := length(function)) > LONGEST_FUNCTION
    ]

    assert too_long == []


def test_every_module_is_named_for_what_it_holds() -> None:
    names = {tree.name(path): path.stem for path in modules()} | {
        tree.name(path.parent): path.parent.name for path in modules()
    }

    empty = [where for where, name in names.items() if EMPTY_MODULE.fullmatch(name)]

    assert empty == []


def test_every_class_is_named_for_what_it_is() -> None:
    classes = ((name, node) for name, node in nodes() if isinstance(node, ast.ClassDef))

    empty = [f"{name}: {node.name}" for name, node in classes if EMPTY_CLASS.fullmatch(node.name)]

    assert empty == []


def test_nothing_is_mocked() -> None:
    imports = ((name, ast.unparse(node)) for name, node in nodes() if isinstance(node, ast.Import | ast.ImportFrom))

    mocked = [f"{name}: {words}" for name, words in imports if re.search(r"\bmock\b|MagicMock", words)]

    assert mocked == []
