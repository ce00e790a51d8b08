"""Which items of the library carry which finding, so that nothing of the research is forgotten."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass

from bot.domain.roadmap import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What became of an inventory.

    `carried` has the slugs that name each source id, in the order of the library; `missing` the ids that no item
    names; `unknown` the ids that items name and the inventory does not have.
    """

    carried: Mapping[str, tuple[str, ...]]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def inventory(library: Library) -> tuple[str, ...]:
    """The id of every finding of every article, in their order."""
    articles = (article for roadmap in library.roadmaps.values() for article in roadmap.guide.articles)
    return tuple(finding.slug for article in articles for finding in article.findings)


def trace(library: Library, ids: Iterable[str]) -> Coverage:
    """Where each of these ids is carried in the library, and which ones are not."""
    known = dict.fromkeys(ids)
    carriers: defaultdict[str, list[str]] = defaultdict(list)
    for roadmap in library.roadmaps.values():
        for slug, source in _claims(roadmap):
            carriers[source].append(slug)
    return Coverage(
        carried={source: tuple(carriers[source]) for source in known if source in carriers},
        missing=tuple(source for source in known if source not in carriers),
        unknown=tuple(source for source in carriers if source not in known),
    )


def _claims(part: object) -> Iterator[tuple[str, str]]:
    """The slug of every item inside this part, beside each finding it names."""
    if isinstance(part, tuple):
        for item in part:
            yield from _claims(item)
    elif is_dataclass(part):
        for source in getattr(part, "sources", ()):
            yield getattr(part, "slug", ""), source
        for field in fields(part):
            yield from _claims(getattr(part, field.name))
