"""The library's front door: read every pack, or say everything that is wrong with it."""

from pathlib import Path

from bot.domain.roadmap import Library, Roadmap
from content import packs, rules
from content.problems import Problem, Unreadable

__all__ = ["HERE", "Problem", "Unreadable", "check", "load"]

#: The packs that segue brings along.
HERE = Path(__file__).parent


def load(folder: Path = HERE) -> Library:
    """Every pack in this folder as a roadmap, by slug. Raises `Unreadable` with all problems if there is one."""
    roadmaps, problems = _read(folder)
    if problems:
        raise Unreadable(problems)
    return Library(roadmaps={roadmap.slug: roadmap for roadmap in roadmaps})


def check(folder: Path = HERE) -> tuple[Problem, ...]:
    """Every problem in this folder, file by file and from top to bottom; empty when it can be loaded."""
    return _read(folder)[1]


def _read(folder: Path) -> tuple[list[Roadmap], tuple[Problem, ...]]:
    roadmaps, problems = [], []
    for pack in packs.find(folder):
        roadmap, faults = packs.build(pack)
        problems += [*faults, *rules.examine(pack)]
        roadmaps += [roadmap] if roadmap else []
    if not roadmaps and not problems:
        fix = "A roadmap is a folder with a roadmap.yaml: see content/README.md."
        problems.append(Problem(file=folder.name, place="", fault="There is no roadmap in this folder.", fix=fix))
    return roadmaps, tuple(sorted(problems, key=lambda problem: (problem.file, problem.line or 0)))
