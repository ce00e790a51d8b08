"""Who and what is named by a mention: somebody of this community, or the cohort that speaks in a channel."""

from collections.abc import Mapping

from bot.domain import mentions
from bot.features.feature import Context
from bot.store.models import Person
from bot.store.queries import cohorts, people


def cohorts_of_channels(ctx: Context, values: Mapping[str, str]) -> Mapping[str, str]:
    """The same options; where a channel stands for a cohort, with the name of the one that speaks there."""
    said = values.get("cohort", "")
    channel = mentions.channel(said)
    if not channel:
        return values
    there = cohorts.here(ctx.session, ctx.account, channel)
    return {**values, "cohort": there.name if there else f"#{mentions.name(said) or channel}"}


def person(ctx: Context, said: str) -> Person | None:
    """Whom a mention means, on the workspace it was written on; `None` for nobody that is known here."""
    user = mentions.person(said)
    return people.known_as(ctx.session, ctx.account, user) if user else None
