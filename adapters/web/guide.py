"""What a newcomer may try next, in one sentence and a few things to press. Pure."""

from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

from adapters.web.people import CHANNEL, PLAYERS, Player


@dataclass(frozen=True, slots=True)
class Say:
    """Type this line for them."""

    kind: ClassVar[str] = "say"
    line: str


@dataclass(frozen=True, slots=True)
class Become:
    """Be somebody else."""

    kind: ClassVar[str] = "become"
    player: Player


@dataclass(frozen=True, slots=True)
class Turn:
    """Turn the clock: `by` as the page's own buttons do."""

    kind: ClassVar[str] = "turn"
    by: str
    label: str


Chip: TypeAlias = Say | Become | Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One sentence, and what to press for it."""

    words: str
    chips: tuple[Chip, ...]

    @property
    def first(self) -> str:
        """The line to have in the command box already, if the hint is to type one."""
        return next((chip.line for chip in self.chips[:1] if isinstance(chip, Say)), "")


def hint(viewer: Player, *, planned: bool, members: frozenset[str], known: frozenset[str]) -> Hint:
    """The next thing worth trying.

    `planned`: a cohort runs; `members`: the ids of those who are in one; `known`: the lines that are commands.
    """
    inside = viewer.user in members
    whole = _look(members) if planned and inside else _join(viewer) if planned else _start(viewer)
    return replace(
        whole, chips=tuple(chip for chip in whole.chips if not isinstance(chip, Say) or chip.line in known)
    )


def _start(viewer: Player) -> Hint:
    if viewer.administers:
        return Hint(words=f"Start here: open a cohort in #{CHANNEL}.", chips=(Say("/cohort start"),))
    admin = next(one for one in PLAYERS if one.administers)
    words = f"No cohort runs here yet. {admin.name} looks after this workspace and can start one."
    return Hint(words=words, chips=(Become(admin), Say("/segue help")))


def _join(viewer: Player) -> Hint:
    words = f"A cohort runs in #{CHANNEL}. Join it as {viewer.name}."
    return Hint(words=words, chips=(Say("/cohort join"), Say("/segue help")))


def _look(members: frozenset[str]) -> Hint:
    looks = (Turn("next", "Next thing that happens"), Say("/roadmap"), Say("/checkin"))
    quiet = next((one for one in PLAYERS if one.user not in members), None)
    if quiet is None:
        return Hint(words="Everybody is here. Let time pass, or look around.", chips=(*looks, Say("/segue help")))
    return Hint(words=f"Let time pass, look around, or be {quiet.name} and join.", chips=(*looks, Become(quiet)))
