"""A rehearsal on a terminal: each message as its reader has it, then the rounds, then the figures."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from textwrap import indent
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.cards.pairing import lasting
from bot.cli.notebook import Said
from bot.cli.season import Group, RoundTold, Season
from bot.domain.pairing.states import Cause, Kind, PairingState
from bot.domain.words import counted
from bot.messages import plain

_WHEN = "%a %d %b %Y %H:%M %Z"
_CAUSES = {Cause.RHYTHM: "on its rhythm", Cause.DEMAND: "as asked for", Cause.GAP: "in between"}
_BECAME = {
    PairingState.SUGGESTED: "still open",
    PairingState.PAIRED: "a pair",
    PairingState.DECLINED: "declined",
    PairingState.EXPIRED: "expired",
    PairingState.WITHDRAWN: "withdrawn",
    PairingState.ENDED: "a pair until later",
}


def show(said: Sequence[Said], season: Season, zone: str) -> None:
    """Print them; moments of rounds are in this zone."""
    page = Console(highlight=False)
    for one in said:
        _print(page, f"{one.at:{_WHEN}}", f"{one.ritual} → {one.to}", f"{one.title}\n{one.text}\n")
    if said:
        page.print(f"{len(said)} messages")
    if not season.rounds and not season.asked:
        page.print("Nobody was brought together.")
        return
    page.print()
    for told in season.rounds:
        if told.groups or told.unserved:
            _print(page, _when(told.at, zone), _round(told), "\n".join(_groups(told)))
    for line in _figures(season, zone):
        page.print(line, soft_wrap=True)


def _print(page: Console, when: str, head: str, words: str) -> None:
    page.print(Text.assemble((when, "bold"), f"  {head}"), soft_wrap=not page.is_terminal)
    if page.is_terminal:
        page.print(Padding(Text(words), (0, 0, 0, 4), expand=False))
    else:  # whoever reads a pipe finds every line whole
        page.print(Text(indent(words, " " * 4)), soft_wrap=True)


def _when(moment: datetime, zone: str) -> str:
    return f"{moment.astimezone(ZoneInfo(zone)):{_WHEN}}"


def _round(told: RoundTold) -> str:
    return f"{told.kind} round, {_CAUSES[told.cause]}"


def _groups(told: RoundTold) -> Iterator[str]:
    for group in told.groups:
        yield f"{' + '.join(group.people)}: {_became(told.kind, group)}"
    if told.unserved:
        yield f"{counted(told.unserved, 'person', 'people')} without a match"


def _became(kind: Kind, group: Group) -> str:
    met = "met" if group.met else "did not say that they met"
    if kind is Kind.BUDDY:
        return met
    together = group.state in {PairingState.PAIRED, PairingState.ENDED}
    return f"{_BECAME[group.state]}, {met}" if together else _BECAME[group.state]


def _figures(season: Season, zone: str) -> Iterator[str]:
    suggested = counted(season.suggestions, "suggestion")
    yield f"{counted(len(season.rounds), 'round')} brought people together"
    yield f"Mentors: {season.asked} asked, {suggested}, {season.yes} yes, {season.no} no, {season.expired} expired"
    yield f"They make {counted(season.pairs, 'pair')}, of which {season.met} met"
    yield plain.line(lasting.wait(season.wait), zone)
    yield f"Buddies: {counted(season.groups, 'group')}, of which {season.groups_met} met"
