"""What has to be true of a pack beyond the shape of its parts.

- texts, slugs, what points to something else, and what is asked: see `wording`, `naming`, `references`, `questions`
- roadmap.yaml names each phase once, and counts the weeks that it has
- a roadmap has phases, a phase has weeks and a gate, a week has tasks
- a week has hours, and a small week rests on one of its own tasks
- a resource has an https address, and a replacement that exists if it needs one
- a pace has the weeks of the roadmap and its breathers, and findings are numbered

The rules read the files as they were written, so that no mistake hides another.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from bot.domain.roadmap import ResourceState
from content import naming, questions, references, shelf, wording
from content.packs import Pack
from content.problems import Problem
from content.sheets import everywhere, select, words
from content.slugs import SLUG

#: A full week of work is about 40 hours; a plan that asks for more beside a job is a slip of the finger.
_MOST_HOURS = 40

_NEVER_EMPTY = ("gate", "weeks", "weeks.*.tasks")
_NEVER_EMPTY_IN_GUIDE = (
    "compass.*.questions",
    "routes.*.tasks",
    "checklists.*.items",
    "action_plans.*.items",
    "chat_kits.*.questions",
)

#: A bar or a bracket would end the address early inside a link of Slack's (`<address|label>`) or of Markdown's.
_ADDRESS = re.compile(r"https://[^\s()<>|]+")


def examine(pack: Pack) -> Iterator[Problem]:
    """Every breach of every rule in this pack."""
    for rule in _RULES:
        yield from rule(pack)


def _chapters(pack: Pack) -> Iterator[Problem]:
    seen: set[str] = set()
    for place, slug in words(pack.index.tree, "phases", "*", "slug"):
        if not SLUG.fullmatch(slug):
            fix = "Write it like `find-your-why`: a to z, 0 to 9 and hyphens."
            yield pack.index.problem(place, f"`{slug}` cannot be the name of a phase's file.", fix)
        if slug in seen:
            yield pack.index.problem(place, f"The phase `{slug}` is named twice.", "Remove one of the two lines.")
        seen.add(slug)


def _week_counts(pack: Pack) -> Iterator[Problem]:
    phases = {PurePosixPath(phase.file).stem: phase for phase in pack.phases if phase.tree is not None}
    for place, chapter in select(pack.index.tree, "phases", "*"):
        match chapter:
            case {"slug": str(slug), "weeks": int(told)} if slug in phases:
                found = sum(1 for _ in select(phases[slug].tree, "weeks", "*"))
                if found != told:
                    fault = f"This says {told} weeks, but {phases[slug].file} has {found}."
                    fix = "Correct the number, or bring the lost week back."
                    yield pack.index.problem((*place, "weeks"), fault, fix)


def _empty_lists(pack: Pack) -> Iterator[Problem]:
    lists = [(pack.index, "phases"), *((phase, path) for phase in pack.phases for path in _NEVER_EMPTY)]
    lists += [(sheet, path) for sheet in pack.guide.values() for path in _NEVER_EMPTY_IN_GUIDE]
    for sheet, path in lists:
        for place, items in select(sheet.tree, *path.split(".")):
            if items == []:
                yield sheet.problem(place, "This list is empty.", "Give it at least one item.")


def _efforts(pack: Pack) -> Iterator[Problem]:
    for phase in pack.phases:
        for place, hours in select(phase.tree, "weeks", "*", "hours"):
            if isinstance(hours, int) and not 1 <= hours <= _MOST_HOURS:
                yield phase.problem(place, f"A week of {hours} hours is no plan.", f"Write 1 to {_MOST_HOURS}.")


def _small_weeks(pack: Pack) -> Iterator[Problem]:
    for phase in pack.phases:
        for place, week in select(phase.tree, "weeks", "*"):
            tasks = [slug for _, slug in words(week, "tasks", "*", "slug")]
            for _, small in words(week, "small_task"):
                if small not in tasks:
                    fault = f"`{small}` is not a task of this week."
                    yield phase.problem((*place, "small_task"), fault, f"Choose one: {', '.join(tasks)}.")


def _addresses(pack: Pack) -> Iterator[Problem]:
    for sheet in (pack.resources, *pack.guide.values()):
        for place, url in everywhere(sheet.tree, "url"):
            if isinstance(url, str) and not _ADDRESS.fullmatch(url):
                fix = "Write it whole, with https:// and without spaces, brackets or bars."
                yield sheet.problem(place, "This is not an https address.", fix)


def _replacements(pack: Pack) -> Iterator[Problem]:
    known = shelf.arrange(pack.resources.tree)
    for place, resource in select(pack.resources.tree, "*"):
        match resource:
            case {"replaced_by": str(successor)} if successor not in known:
                fault = f"No resource has the slug `{successor}`."
                yield pack.resources.problem((*place, "replaced_by"), fault, "Correct it, or add that resource.")
            case {"paid": True, "state": ResourceState.CURRENT, "replaced_by": str(free)} if known[free].get("paid"):
                fault = f"`{free}` should be the free one in its place, and is paid, too."
                yield pack.resources.problem((*place, "replaced_by"), fault, "Name one that is free, or none.")
            case {"state": ResourceState.REPLACED} if resource.get("replaced_by") is None:
                fault = "This one is replaced, but nothing says by what."
                yield pack.resources.problem(place, fault, "Add `replaced_by`, or make its state `check`.")


def _paces(pack: Pack) -> Iterator[Problem]:
    number = pack.weeks
    for sheet in pack.holding("paces") if number else ():
        for place, pace in select(sheet.tree, "paces", "*"):
            breathers = sum(1 for _ in select(pace, "breathers", "*"))
            for _, told in select(pace, "weeks"):
                if isinstance(told, int) and told != number + breathers:
                    fault = f"This says {told} weeks; {number} and {breathers} breathers are {number + breathers}."
                    yield sheet.problem((*place, "weeks"), fault, "Correct the number, or the breathers.")


def _numbers(pack: Pack) -> Iterator[Problem]:
    for sheet in pack.holding("articles"):
        for place, article in select(sheet.tree, "articles", "*"):
            slugs = [slug for _, slug in words(article, "findings", "*", "slug")]
            for number, slug in enumerate(slugs, start=1):
                wanted = f"{article.get('slug')}.{number}"
                if slug != wanted:
                    inner = (*place, "findings", number - 1, "slug")
                    yield sheet.problem(inner, f"This should be `{wanted}`.", "Findings are numbered from 1.")


_RULES: tuple[Callable[[Pack], Iterator[Problem]], ...] = (
    wording.judge,
    naming.judge,
    _chapters,
    _week_counts,
    _empty_lists,
    _efforts,
    _small_weeks,
    _addresses,
    _replacements,
    _paces,
    _numbers,
    references.judge,
    questions.judge,
)
