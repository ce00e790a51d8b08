"""How long, how many, and whether twice: a sentence per rule that is broken."""

from collections.abc import Iterator, Sequence
from typing import Any

from tests.support.slack.things import Json


def plain(name: str, text: object, most: int) -> Iterator[str]:
    """What is wrong with something that has to be plain text."""
    if not isinstance(text, dict) or text.get("type") != "plain_text":
        yield f"{name}: not a plain_text object"
    else:
        yield from said(name, text, most)


def text(name: str, text: object, most: int) -> Iterator[str]:
    """What is wrong with a text object, plain or with markup."""
    if not isinstance(text, dict) or text.get("type") not in {"plain_text", "mrkdwn"}:
        yield f"{name}: not a text object"
    else:
        yield from said(name, text, most)


def said(name: str, text: Json, most: int) -> Iterator[str]:
    """What is wrong with the words of a text object."""
    if not str(text.get("text", "")).strip():
        yield f"{name}: empty"
    else:
        yield from size(name, text["text"], most)


def size(name: str, value: str, most: int) -> Iterator[str]:
    """Whether it is too long."""
    if len(value) > most:
        yield f"{name}: must be less than {most + 1} characters"


def count(name: str, things: Sequence[Any], most: int) -> Iterator[str]:
    """Whether there are none, or too many."""
    if not 1 <= len(things) <= most:
        yield f"{name}: between 1 and {most}, not {len(things)}"


def unique(name: str, values: Sequence[Any]) -> Iterator[str]:
    """Whether one is there twice."""
    if len(set(values)) < len(values):
        yield f"{name}: given twice"
