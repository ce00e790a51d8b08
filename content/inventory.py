"""The inventory of research behind a pack: which articles, and the ids of what they say."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError

from content.problems import Problem, Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A source: its items are counted from 1, so the first one of A0 is A0.1."""

    slug: str
    title: str
    where: str
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """Everything a pack was researched from."""

    articles: tuple[Article, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The id of every item of every article."""
        return tuple(f"{one.slug}.{number}" for one in self.articles for number in range(1, one.items + 1))


_INVENTORIES = TypeAdapter(tuple[Inventory, ...], config=ConfigDict(extra="forbid"))


def read(pack: Path) -> Inventory:
    """The inventory of the pack in this folder. Raises `Unreadable` when its sources.yaml cannot be read."""
    path = pack / "sources.yaml"
    try:
        (inventory,) = _INVENTORIES.validate_python([yaml.safe_load(path.read_text(encoding="utf-8"))])
    except (OSError, yaml.YAMLError, ValidationError):
        fix = "List the articles, each with slug, title, where and items."
        problem = Problem(file=f"{pack.name}/{path.name}", place="", fault="It cannot be read.", fix=fix)
        raise Unreadable((problem,)) from None
    return inventory
