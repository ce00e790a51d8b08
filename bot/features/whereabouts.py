"""Where somebody and their community are: the workspaces, what they are called, and the accounts on them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.cards import platforms
from bot.cards.platforms import Whereabouts
from bot.features.feature import Context
from bot.store.models import Account, Person, Workspace
from bot.store.queries import accounts, people, uniting, workspaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Their accounts, the oldest first; what every workspace is called, by number; and where they have no account."""

    accounts: tuple[tuple[Account, Workspace], ...]
    labels: Mapping[int, str]
    elsewhere: tuple[str, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """What the workspaces are called that they have an account on."""
        return tuple(self.labels[workspace.id] for _, workspace in self.accounts)


def of_community(ctx: Context) -> Mapping[int, str]:
    """What the workspaces of the actor's community are called, by number."""
    community = people.community_of(ctx.session, ctx.person)
    return labels(ctx.session, uniting.workspaces_of(ctx.session, community))


def others(ctx: Context, known: Collection[int]) -> tuple[str, ...]:
    """The workspaces of their community, with segue in them, beside those that are known."""
    found = uniting.workspaces_of(ctx.session, people.community_of(ctx.session, ctx.person))
    named = labels(ctx.session, found)
    return tuple(named[one.id] for one in found if one.gone_at is None and one.id not in known)


def stand(ctx: Context) -> Stand:
    """Where the actor is."""
    theirs = accounts.of(ctx.session, ctx.person)
    there = {workspace.id for account, workspace in theirs if account.gone_at is None}
    return Stand(accounts=theirs, labels=of_community(ctx), elsewhere=others(ctx, there))


def present(session: Session, person: Person) -> frozenset[int]:
    """The workspaces somebody is on now; an account that has left one does not stand in the way of a new one."""
    found = accounts.of(session, person)
    return frozenset(workspace.id for account, workspace in found if account.gone_at is None)


def labels(session: Session, found: Sequence[Workspace]) -> Mapping[int, str]:
    """What each workspace is called beside the others, by number."""
    known = workspaces.titles(session, found) if len(found) > 1 else {}
    named = platforms.labels([Whereabouts(one.platform, known.get(one.id, "")) for one in found])
    return {one.id: label for one, label in zip(found, named, strict=True)}
