"""Resources stand on a shelf; one that is retired is shown by its replacement wherever a week recommends it."""

from collections.abc import Mapping
from typing import Any

from bot.domain.roadmap import ResourceState
from content.sheets import select

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
    for _, week in select(roadmap, "phases", "*", "weeks", "*"):
        match week:
            case {"resources": [*slugs]} if all(isinstance(slug, str) for slug in slugs):
                week["resources"] = list(dict.fromkeys(stand_in(resources, slug) or slug for slug in slugs))
    return roadmap
