"""The JSON Schemas that editors use: one for each kind of file, made from the dataclasses the files are read into."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, field, fields, make_dataclass
from datetime import date
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from bot.domain.guide import Guide
from bot.domain.roadmap import Phase, Resource, Roadmap
from content import shapes, wording
from content.building import STRICT, Chapter

#: The parts of a roadmap that have files of their own.
_ELSEWHERE = ("resources", "guide")


def documents() -> Mapping[str, str]:
    """Every schema as it is written, by the name of its file."""
    shown = {"roadmap": _index(), "phase": Phase, "resources": tuple[Resource, ...]}
    shown |= {name: _part(name) for name in shapes.FILES}
    return {f"{name}.schema.json": _written(name, shape) for name, shape in shown.items()}


def _index() -> type:
    hints = get_type_hints(Roadmap) | {"phases": tuple[Chapter, ...]}
    kept = [(one.name, hints[one.name], _same(one)) for one in fields(Roadmap) if one.name not in _ELSEWHERE]
    return make_dataclass("Index", kept, kw_only=True, namespace={"__doc__": "The index of a roadmap."})


def _part(name: str) -> type:
    hints = get_type_hints(Guide)
    parts = [(key, hints[key], field(default=())) for key in shapes.FILES[name]]
    told = {"__doc__": f"What {name}.yaml may hold; an item without a day was reviewed on that of the file."}
    return make_dataclass(name.title(), [("reviewed", date), *parts], kw_only=True, namespace=told)


def _same(one: Field[Any]) -> Any:  # noqa: ANN401  (what `field` returns is the default's type)
    return field() if one.default is MISSING else field(default=one.default)


def _written(name: str, shape: Any) -> str:  # noqa: ANN401  (a hint)
    rows = TypeAdapter(tuple[shape, ...], config=STRICT).json_schema()
    shapes_inside = rows.get("$defs", {})
    for kind, inner in shapes_inside.items():
        if kind not in ("Index", Resource.__name__) and "reviewed" in inner.get("required", ()):
            inner["required"].remove("reviewed")
    for limits, inside in _limits(name):
        for path, longest in limits.items():
            _limit(shapes_inside, inside, path.split("."), longest)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return json.dumps(head | rows["items"] | {"$defs": shapes_inside}, indent=1, ensure_ascii=False) + "\n"


def _limits(name: str) -> Iterator[tuple[Mapping[str, int], str]]:
    """The lengths of texts in a kind of file, with the dataclass from which their paths go down."""
    if name == "phase":
        yield wording.PHASE, Phase.__name__
    for part in shapes.FILES.get(name, ()):
        yield wording.GUIDE[part], shapes.parts(Guide)[part].__name__


def _limit(kinds: dict[str, Any], inside: str, path: list[str], longest: int) -> None:
    """Write the length of a text where this path ends, from dataclass to dataclass."""
    here = kinds[inside]["properties"][path[0]]
    for step in path[1:]:
        here = here["items"] if step == "*" else kinds[here["$ref"].rpartition("/")[2]]["properties"][step]
    here["maxLength"] = longest
