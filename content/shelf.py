"""Resources stand on a shelf; one that is retired is shown by its replacement wherever it is recommended."""

from collections.abc import Mapping
from typing import Any

from bot.domain.roadmap import ResourceState
from content.sheets import select

#: The lists that recommend resources. What a rule shows (`items`) may be one, too.
LISTS = ("resources", "alternatives", "prepare")
SHOWN = (ResourceState.CURRENT, ResourceState.AGEING)


def arrange(tree: object) -> dict[str, Mapping[str, Any]]:
    """What resources.yaml holds, by slug; skips what has no readable slug."""
    entries = [entry for _, entry in select(tree, "*") if isinstance(entry, dict)]
    return {entry["slug"]: entry for entry in entries if isinstance(entry.get("slug"), str)}


def stand_in(resources: Mapping[str, Mapping[str, Any]], slug: str) -> str | None:
    """The slug to show for this one: itself, or the first replacement that may be shown; None if there is none."""
    passed: set[str] = set()
    while slug in resources and slug not in passed:
        if resources[slug].get("state") in SHOWN:
            return slug
        passed.add(slug)
        slug = str(resources[slug].get("replaced_by"))
    return None


def renew(roadmap: dict[str, Any], tree: object) -> dict[str, Any]:
    """The roadmap as written, with every recommended resource that may not be shown given way to its stand-in."""
    resources = arrange(tree)
    _renew(roadmap, resources)
    return roadmap


def _renew(part: Any, resources: Mapping[str, Mapping[str, Any]]) -> None:  # noqa: ANN401  (YAML holds anything)
    if isinstance(part, dict):
        for key in (*LISTS, "items"):
            match part.get(key):
                case [*slugs] if all(isinstance(slug, str) for slug in slugs):
                    part[key] = list(dict.fromkeys(stand_in(resources, slug) or slug for slug in slugs))
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        _renew(inner, resources)
