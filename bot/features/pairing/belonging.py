"""Which cohort somebody means, and who the others of a bond are."""

from collections.abc import Iterable

from bot.domain.pairing.states import Kind
from bot.domain.words import listed
from bot.features.feature import Answers, Context
from bot.requests import Option
from bot.store.models import Cohort, Member, Partner
from bot.store.queries import cohorts
from bot.store.queries.pairing import pairings
from bot.store.queries.pairing.pairings import Bond

NAME = Option(name="cohort", summary="The name of the cohort, if you are in several", suggests=True)


def meant(ctx: Context, answers: Answers) -> tuple[Member, Cohort]:
    """Their membership of the cohort of a button, of the one they name, or of the only one it can be.

    Raises what `cohorts.mine` and `cohorts.mine_numbered` raise.
    """
    if answers.args:
        return cohorts.mine_numbered(ctx.session, ctx.person, answers.number(0))
    return cohorts.mine(ctx.session, ctx.account, ctx.person, ctx.place.channel, answers["cohort"])


def others(bond: Bond, mine: Partner) -> str:
    """The names of everybody in it but one."""
    return listed([person.name for one, _, person in bond.partners if one.id != mine.id])


def mentoring(ctx: Context, members: Iterable[Member]) -> tuple[tuple[Bond, Partner], ...]:
    """What is suggested to these members, and the pairs they are in, as learner and as mentor; the newest first."""
    found = []
    for member in members:
        for bond in pairings.bonds(ctx.session, pairings.of(ctx.session, member, Kind.MENTOR)):
            found += [(bond, partner) for partner, one, _ in bond.partners if one.id == member.id]
    return tuple(found)
