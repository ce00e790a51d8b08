"""What a part of a pack points to is there: tasks, themes, routes, roles, questions, weeks, findings, resources."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NamedTuple

from bot.domain.onboarding import Effect
from content import complaints, shelf
from content.packs import Pack
from content.problems import Problem
from content.sheets import Place, Sheet, everywhere, select, words

#: Where slugs stand in the parts of the guide, and the kind of thing they name.
_POINTERS: Mapping[str, Mapping[str, str]] = {
    "milestones": {"phase": "phase"},
    "monthly_questions": {"theme": "theme"},
    "onboarding": {"checklists.*": "checklist"},
    "roles": {"borders.*": "role"},
    "plan_rules": {"when.question": "question"},
    "route_rules": {"when.question": "question", "first.*": "route", "hide.*": "route"},
    "checklists": {"items.*.task": "task"},
    "action_plans": {"items.*.task": "task"},
    "meetings": {"task": "task"},
}

#: Where weeks of the roadmap are counted, from 1.
_WEEKS: Mapping[str, str] = {
    "routes": "checkpoints.*.week",
    "tracks": "checkpoints.*.week",
    "checklists": "weeks.*",
    "mentor_sessions": "weeks.*",
    "exports": "weeks.*",
    "paces": "breathers.*",
    "plan_rules": "week",
}

#: What the items of a rule are, by its effect; the others have none.
_ITEMS: Mapping[str, tuple[str, ...]] = {
    Effect.ADD_TASKS: ("task",),
    Effect.PUT_OFF: ("task",),
    Effect.EMPHASISE: ("phase",),
    Effect.SUGGEST_ROUTES: ("route",),
    Effect.HIDE_ROUTES: ("route",),
    Effect.BRING_FORWARD: ("task", "session"),
    Effect.SHOW: ("resource", "route", "passage", "certificate", "checklist", "session"),
}


class _Pointer(NamedTuple):
    sheet: Sheet
    place: Place
    kinds: tuple[str, ...]
    slug: str


#: Where the things stand that are pointed to: in the guide, in a phase, in resources.yaml.
_IN_GUIDE: Mapping[str, str] = {
    "theme": "compass.*.slug",
    "route": "routes.*.slug",
    "role": "roles.*.slug",
    "checklist": "checklists.*.slug",
    "session": "mentor_sessions.*.slug",
    "passage": "passages.*.slug",
    "certificate": "certificates.*.slug",
    "question": "onboarding.*.questions.*.slug",
    "finding": "articles.*.findings.*.slug",
}
_IN_PHASES: Mapping[str, str] = {"phase": "slug", "task": "weeks.*.tasks.*.slug"}
_IN_RESOURCES: Mapping[str, str] = {"resource": "*.slug"}

#: The slugs of each kind of thing. A kind is left out where a file that may hold it cannot be read.
_Known = Mapping[str, list[str]]


def judge(pack: Pack) -> Iterator[Problem]:
    """Everything that is pointed to and is not there, or may not be shown."""
    known = _known(pack)
    for pointer in (*_pointers(pack), *_themes(pack, known), *_rule_items(pack)):
        if not known.keys() >= set(pointer.kinds):
            continue
        slugs = [slug for kind in pointer.kinds for slug in known[kind]]
        if pointer.slug not in slugs:
            fault = f"No {' or '.join(pointer.kinds)} has the slug `{pointer.slug}`."
            yield pointer.sheet.problem(pointer.place, fault, complaints.nearest(pointer.slug, slugs, "correct it"))
    yield from _recommendations(pack)
    yield from _weeks(pack)
    yield from _findings(pack, known)


def _known(pack: Pack) -> _Known:
    known: dict[str, list[str]] = {}
    places = ((pack.guide.values(), _IN_GUIDE), (pack.phases, _IN_PHASES), ((pack.resources,), _IN_RESOURCES))
    for sheets, paths in places:
        trees = [sheet.tree for sheet in sheets]
        if None not in trees:
            for kind, path in paths.items():
                known[kind] = [slug for tree in trees for _, slug in words(tree, *path.split("."))]
    return known


def _pointers(pack: Pack) -> Iterator[_Pointer]:
    for part, paths in _POINTERS.items():
        for sheet in pack.holding(part):
            for path, kind in paths.items():
                found = words(sheet.tree, part, "*", *path.split("."))
                yield from (_Pointer(sheet, place, (kind,), slug) for place, slug in found)


def _themes(pack: Pack, known: _Known) -> Iterator[_Pointer]:
    """The themes that weeks name, where there is a compass; and those of stories that look like a slip."""
    if not known.get("theme"):
        return
    for phase in pack.phases:
        found = words(phase.tree, "weeks", "*", "compass")
        yield from (_Pointer(phase, place, ("theme",), slug) for place, slug in found)
    for sheet in pack.holding("stories"):
        for place, subject in words(sheet.tree, "stories", "*", "theme"):
            if get_close_matches(subject, known["theme"], n=1, cutoff=0.8):
                yield _Pointer(sheet, place, ("theme",), subject)


def _rule_items(pack: Pack) -> Iterator[_Pointer]:
    for sheet in pack.holding("plan_rules"):
        for place, rule in select(sheet.tree, "plan_rules", "*"):
            effect = rule.get("effect") if isinstance(rule, dict) else None
            if isinstance(effect, str) and effect in _ITEMS:
                found = words(rule, "items", "*")
                yield from (_Pointer(sheet, (*place, *inner), _ITEMS[effect], slug) for inner, slug in found)


def outdated(pack: Pack) -> Iterator[Problem]:
    """What is recommended by the name of something that has given way to another one, which is what people see."""
    known = shelf.arrange(pack.resources.tree)
    for sheet, place, slug in _recommended(pack):
        shown = shelf.stand_in(known, slug)
        if shown not in (None, slug):
            fault = f"`{slug}` may not be shown any more; people see `{shown}` in its place."
            yield sheet.problem(place, fault, f"Write `{shown}`, if it fits here.")


def _recommendations(pack: Pack) -> Iterator[Problem]:
    known = shelf.arrange(pack.resources.tree)
    for sheet, place, slug in _recommended(pack):
        if slug not in known:
            fix = complaints.nearest(slug, known, "correct it, or add it to resources.yaml")
            yield sheet.problem(place, f"No resource has the slug `{slug}`.", fix)
        elif shelf.stand_in(known, slug) is None:
            fault = f"`{slug}` may not be shown, and nothing that may be shown replaces it."
            yield sheet.problem(place, fault, "Recommend another one, or give it a `replaced_by`.")


def _recommended(pack: Pack) -> Iterator[tuple[Sheet, Place, str]]:
    """Every slug of a resource in the weeks and the guide; none where nobody can tell what is on the shelf."""
    known = shelf.arrange(pack.resources.tree)
    for sheet in () if pack.resources.tree is None else (*pack.phases, *pack.guide.values()):
        for place, slugs in (found for key in shelf.LISTS for found in everywhere(sheet.tree, key)):
            yield from ((sheet, (*place, *inner), slug) for inner, slug in words(slugs, "*"))
    yield from ((one.sheet, one.place, one.slug) for one in _rule_items(pack) if one.slug in known)


def _weeks(pack: Pack) -> Iterator[Problem]:
    number = pack.weeks
    for part, path in _WEEKS.items() if number else ():
        for sheet in pack.holding(part):
            for place, week in select(sheet.tree, part, "*", *path.split(".")):
                if isinstance(week, int) and not 1 <= week <= number:
                    fault = f"The roadmap has no week {week}."
                    yield sheet.problem(place, fault, f"Weeks are counted from 1 to {number}.")


def _findings(pack: Pack, known: _Known) -> Iterator[Problem]:
    """The sources that no article has; a pack without sources.yaml may name what it likes."""
    if "sources" not in pack.guide or "finding" not in known:
        return
    there = set(known["finding"])
    for sheet in pack.sheets:
        for place, sources in everywhere(sheet.tree, "sources"):
            for inner, source in words(sources, "*"):
                if source not in there:
                    fix = "Correct it, or add it to sources.yaml."
                    yield sheet.problem((*place, *inner), f"No article has the finding `{source}`.", fix)
