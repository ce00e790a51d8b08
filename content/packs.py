"""Packs: a folder with a roadmap.yaml, a phases/ folder, a resources.yaml and what else belongs to one `Roadmap`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from content import shapes
from content.sheets import Sheet, read, select, words
from content.slugs import SLUG


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The files of one roadmap; `phases` in the order that roadmap.yaml gives them, `guide` by its files' names."""

    name: str
    index: Sheet
    phases: tuple[Sheet, ...]
    resources: Sheet
    guide: Mapping[str, Sheet] = field(default_factory=dict)
    strays: tuple[str, ...] = ()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Every file of the pack."""
        return (self.index, *self.phases, self.resources, *self.guide.values())

    @property
    def weeks(self) -> int:
        """The number of weeks in all phases; 0 where a phase cannot be read."""
        whole = bool(self.phases) and all(phase.tree is not None for phase in self.phases)
        return sum(1 for phase in self.phases for _ in select(phase.tree, "weeks", "*")) if whole else 0

    def holding(self, part: str) -> Iterator[Sheet]:
        """The files that hold this part of the guide."""
        homes = (self.guide[name] for name in shapes.homes(part) if name in self.guide)
        return (sheet for sheet in homes if isinstance(sheet.tree, dict) and part in sheet.tree)


def find(folder: Path) -> tuple[Pack, ...]:
    """Every pack directly inside this folder, by name."""
    return tuple(_gather(index.parent, folder) for index in sorted(folder.glob("*/roadmap.yaml")))


def _gather(folder: Path, root: Path) -> Pack:
    index = read(folder / "roadmap.yaml", root)
    slugs = [slug for _, slug in words(index.tree, "phases", "*", "slug")]
    phases = [folder / "phases" / f"{slug}.yaml" for slug in dict.fromkeys(slugs) if SLUG.fullmatch(slug)]
    guide = {name: path for name in shapes.FILES if (path := folder / f"{name}.yaml").exists()}
    known = {folder / "roadmap.yaml", folder / "resources.yaml", *phases, *guide.values()}
    there = {*folder.glob("*.y*ml"), *(folder / "phases").glob("*")}
    return Pack(
        name=folder.name,
        index=index,
        phases=tuple(read(path, root) for path in phases),
        resources=read(folder / "resources.yaml", root),
        guide={name: read(path, root) for name, path in guide.items()},
        strays=tuple(path.relative_to(root).as_posix() for path in sorted(there - known)),
    )
