"""The schemas that editors use are those of today's dataclasses, and agree with what the library takes."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from content import library, schemas, sheets

KINDS = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool, "null": type(None)}


def breaches(schema: dict[str, Any], defs: dict[str, Any], value: object, where: str = "") -> Iterator[str]:
    """Where a value breaks a schema; as much of JSON Schema as ours use."""
    if "$ref" in schema:
        yield from breaches(defs[schema["$ref"].rpartition("/")[2]], defs, value, where)
    elif "anyOf" in schema:
        if all(list(breaches(choice, defs, value)) for choice in schema["anyOf"]):
            yield f"{where} is none of these"
    elif not isinstance(value, KINDS[schema["type"]]) or value not in schema.get("enum", [value]):
        yield f"{where} is no {schema['type']} of these"
    elif isinstance(value, str) and len(value) > schema.get("maxLength", len(value)):
        yield f"{where} is too long"
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from breaches(schema["items"], defs, item, f"{where}[{position}]")
    elif isinstance(value, dict):
        yield from (f"{where}.{key} is missing" for key in schema.get("required", ()) if key not in value)
        for key, inner in value.items():
            known = key in schema["properties"]
            yield from (
                breaches(schema["properties"][key], defs, inner, f"{where}.{key}") if known else [f"{where}.{key}"]
            )


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    return {path.name: json.loads(path.read_text(encoding="utf-8")) for path in library.SCHEMA.iterdir()}


def test_the_schemas_are_those_that_would_be_written_today() -> None:
    there = {path.name: path.read_text(encoding="utf-8") for path in library.SCHEMA.iterdir()}

    assert there == schemas.documents(), "run `segue content schema`"


def test_a_schema_allows_no_key_that_the_library_would_refuse(written: dict[str, Any]) -> None:
    kinds = [kind for schema in written.values() for kind in schema["$defs"].values() if "properties" in kind]

    assert [kind["title"] for kind in kinds if kind.get("additionalProperties") is not False] == []


def test_a_day_of_review_is_asked_for_only_where_none_is_inherited(written: dict[str, Any]) -> None:
    asked = {
        name
        for schema in written.values()
        for name, kind in schema["$defs"].items()
        if "reviewed" in kind.get("required", ())
    }

    assert asked == {"Index", "Resource"}


def test_a_schema_knows_how_long_a_text_may_be_and_what_may_be_chosen(written: dict[str, Any]) -> None:
    onboarding, phase = written["onboarding.schema.json"]["$defs"], written["phase.schema.json"]["$defs"]

    assert onboarding["Question"]["properties"]["text"]["maxLength"] == 45
    assert onboarding["QuestionKind"]["enum"] == ["single", "multi", "text"]
    assert phase["Phase"]["properties"]["gate"]["items"]["maxLength"] == 200


def test_every_shipped_file_agrees_with_its_schema(written: dict[str, Any]) -> None:
    for path in library.HERE.glob("*/**/*.yaml"):
        schema = written[f"{'phase' if path.parent.name == 'phases' else path.stem}.schema.json"]

        assert list(breaches(schema, schema["$defs"], sheets.read(path, library.HERE).tree)) == [], path.name


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("resources", [{"slug": "x", "title": "X"}]),
        ("prompts", {"stories": [{"slug": "x", "title": "X", "text": "", "theme": "t", "colour": "red"}]}),
        ("onboarding", {"onboarding": [{"slug": "x", "title": "X" * 25, "questions": []}]}),
        ("onboarding", {"plan_rules": [{"slug": "x", "when": {"question": "q"}, "effect": "dance", "says": ""}]}),
        ("phase", {"slug": 4, "title": "X", "goal": "", "gate": [], "weeks": []}),
    ],
)
def test_a_schema_refuses_what_the_library_would(written: dict[str, Any], name: str, file: object) -> None:
    schema = written[f"{name}.schema.json"]

    assert list(breaches(schema, schema["$defs"], file)) != []
