"""Which items of the library carry which source, so that nothing of an inventory is forgotten."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.domain.roadmap import Library, Phase, Resource, Roadmap, Task, Week


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What became of an inventory.

    `carried` has the slugs that name each source id, in the order of the library; `missing` the ids that no item
    names; `unknown` the ids that items name and the inventory does not have.
    """

    carried: Mapping[str, tuple[str, ...]]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def trace(library: Library, inventory: Iterable[str]) -> Coverage:
    """Where each id of this inventory is carried in the library, and which ones are not."""
    ids = tuple(dict.fromkeys(inventory))
    carriers: defaultdict[str, list[str]] = defaultdict(list)
    for item in _items(library):
        for source in item.sources:
            carriers[source].append(item.slug)
    return Coverage(
        carried={source: tuple(carriers[source]) for source in ids if source in carriers},
        missing=tuple(source for source in ids if source not in carriers),
        unknown=tuple(source for source in carriers if source not in set(ids)),
    )


def _items(library: Library) -> Iterator[Roadmap | Phase | Week | Task | Resource]:
    for roadmap in library.roadmaps.values():
        yield roadmap
        for phase in roadmap.phases:
            yield phase
            for week in phase.weeks:
                yield week
                yield from week.tasks
        yield from roadmap.resources
