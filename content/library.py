"""The library's front door: read every pack, or say everything that is wrong with it."""

from pathlib import Path

from bot.domain.roadmap import Library, Roadmap
from content import building, packs, references, rules
from content.packs import Pack
from content.problems import Problem, Unreadable

__all__ = ["HERE", "SCHEMA", "Problem", "Unreadable", "check", "load"]

#: The packs that segue brings along.
HERE = Path(__file__).parent
#: What editors check them with; `segue content schema` writes it.
SCHEMA = HERE / "schema"


def load(folder: Path = HERE) -> Library:
    """Every pack in this folder as a roadmap, by slug. Raises `Unreadable` with all problems if it cannot be used.

    What is recommended and has been retired gives way to its replacement.
    """
    roadmaps, problems = _read(folder, packs.find(folder))
    if problems:
        raise Unreadable(tuple(problems))
    return Library(roadmaps={roadmap.slug: roadmap for roadmap in roadmaps})


def check(folder: Path = HERE) -> tuple[Problem, ...]:
    """Every problem in this folder, file by file and from top to bottom, with what is recommended and retired."""
    found = packs.find(folder)
    outdated = [problem for pack in found for problem in references.outdated(pack)]
    return tuple(sorted([*_read(folder, found)[1], *outdated], key=_place))


def _read(folder: Path, found: tuple[Pack, ...]) -> tuple[list[Roadmap], list[Problem]]:
    roadmaps, problems = [], []
    for pack in found:
        roadmap, faults = building.build(pack)
        problems += [*faults, *rules.examine(pack)]
        roadmaps += [roadmap] if roadmap else []
    if not roadmaps and not problems:
        fix = "A roadmap is a folder with a roadmap.yaml: see content/README.md."
        problems.append(Problem(file=folder.name, place="", fault="There is no roadmap in this folder.", fix=fix))
    return roadmaps, sorted(problems, key=_place)


def _place(problem: Problem) -> tuple[str, int]:
    return problem.file, problem.line or 0
