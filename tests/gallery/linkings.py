"""The exhibits of one person on two platforms, and of one community on two workspaces."""

from collections.abc import Iterator
from dataclasses import replace

from bot.cards import channels, codes, connecting, corner, linked, linking
from bot.cards.codes import CONNECT, LINK
from bot.cards.connecting import Side
from bot.cards.linked import Linked
from bot.cards.linking import Other
from bot.domain.merging import Both, Counts, Overlap
from bot.domain.roadmap import Roadmap
from bot.messages.elements import Option
from tests.gallery.exhibits import COHORT, Exhibit, made, returned
from tests.gallery.standings import ABOUT, TUESDAY, at, told

CODE, ANA, BO = "7KQW2MXP", Other("Ana", "Slack"), Other("bo_99", "Discord")
ON_SLACK = Linked(number=1, where="Slack", here=True, latest=True, words=True, chosen=False, takes=True)
ON_DISCORD = replace(ON_SLACK, number=2, where="Discord", here=False, latest=False, words=False, takes=False)
BOTH = (ON_SLACK, ON_DISCORD)
CHOSEN = (replace(ON_SLACK, words=False), replace(ON_DISCORD, words=True, chosen=True))
HISTORIES = Overlap(
    cohorts=(
        Both(cohort="Autumn"),
        Both(cohort="Spring", weeks=(2, 3), tasks=("git", "numpy"), blockers=True),
    ),
    moves=Counts(cohorts=1, checkins=4, wins=2, tasks=1),
    answers=("why",),
)
OURS = Side(where=("Slack",), cohorts=("Autumn", "Spring"), who="Ana")
THEIRS = Side(where=("Discord",), cohorts=("Spring",), who="Chen")


def linkings(of: Roadmap) -> Iterator[Exhibit]:
    """Everything that becomes one."""
    yield from (*_codes(), *_linking(), *_linked(), *_connecting())
    standing = told(of, at(TUESDAY, kept={1: False, 2: False}))
    alone, both = replace(ABOUT, linked=BOTH[:1], elsewhere=("Discord",)), replace(ABOUT, linked=BOTH)
    yield made("elsewhere", corner.panel, replace(standing, about=alone))
    yield made("linked", corner.panel, replace(standing, about=both))
    spoken = (Option("1", "#ml-switch on Slack"),)
    yield made("silent", channels.channels, COHORT, "Spring", spoken, "#spring", silent=("Discord",))


def _codes() -> Iterator[Exhibit]:
    for sight, way in (("link", LINK), ("connect", CONNECT)):
        yield (blank := made(sight, codes.form, way))
        yield made(sight, codes.still_open, way, TUESDAY)
        yield made(sight, codes.unknown, way, "ABCD-EFGH")
        yield made(sight, codes.own, way)
        yield made(sight, codes.over, way)
    yield returned(blank, {"code": "hello"}, {"code": "A code has eight letters and digits, as in ABCD-EFGH."})
    yield made("", codes.too_many)
    yield made("", codes.not_now)


def _linking() -> Iterator[Exhibit]:
    yield made("", linking.offer, "7KQW-2MXP", TUESDAY, ("Discord",))
    yield made("", linking.nowhere, "Slack")
    yield made("", linking.ask, ANA, "Discord", CODE)
    yield made("", linking.answered, ANA, TUESDAY)
    yield made("", linking.typed_by, BO)
    yield made("", linking.preview, 3, BO, HISTORIES)
    yield made("new", linking.preview, 3, BO, Overlap())
    yield made("", linking.merged, ("Slack", "Discord"))
    yield made("", linking.refused)
    yield made("", linking.already, ("Slack", "Discord"))
    yield made("", linking.same_place, "Slack")
    yield made("", linking.apart)


def _linked() -> Iterator[Exhibit]:
    yield made("", linked.accounts, BOTH, ())
    yield made("chosen", linked.accounts, CHOSEN, ("Slack (Acme)",), kept=True)
    yield made(
        "gone", linked.accounts, (replace(ON_SLACK, words=False, gone=True), replace(ON_DISCORD, gone=True)), ()
    )
    yield made("there", linked.ask_to_unlink, ON_DISCORD, ("Slack",))
    yield made("here", linked.ask_to_unlink, ON_SLACK, ("Discord",))
    yield made("there", linked.unlinked, "Discord", ("Slack",), here=False)
    yield made("here", linked.unlinked, "Slack", ("Discord",), here=True)
    yield made("", linked.alone, "Slack")


def _connecting() -> Iterator[Exhibit]:
    yield made("", connecting.offer, "7KQW-2MXP", TUESDAY, "Slack")
    yield made("", connecting.ask, OURS, THEIRS, ("Spring",), CODE)
    yield made("new", connecting.ask, OURS, replace(THEIRS, cohorts=()), (), CODE)
    yield made("", connecting.answered, OURS, TUESDAY)
    yield made("", connecting.preview, 3, THEIRS, OURS, ("Spring",))
    yield made("", connecting.connected, ("Slack", "Discord"))
    yield made("", connecting.refused)
    yield made("", connecting.already, ("Slack", "Discord"))
