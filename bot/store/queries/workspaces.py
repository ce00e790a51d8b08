"""Workspaces, and the community that each of them has from its first day."""

from collections.abc import Mapping, Sequence

from sqlalchemy import and_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.requests import Platform
from bot.store.models import Channel, Cohort, CohortState, Community, Installed, Workspace


def known(session: Session, platform: Platform, external: str) -> Workspace | None:
    """The workspace with this id of its platform's, if anybody has ever come from there."""
    here = (Workspace.platform == platform, Workspace.external_id == external)
    return session.scalar(select(Workspace).where(*here))


def places(session: Session, platform: Platform) -> Mapping[str, frozenset[str]]:
    """By workspace of a platform that segue is in, the channels that running cohorts speak in there: external ids."""
    speaks = and_(Channel.workspace_id == Workspace.id, Channel.silent.is_(False))
    runs = and_(Cohort.id == Channel.cohort_id, Cohort.state == CohortState.RUNNING)
    found = select(Workspace.external_id, Channel.external_id, Cohort.id).outerjoin(Channel, speaks)
    here = found.outerjoin(Cohort, runs).where(Workspace.platform == platform, Workspace.gone_at.is_(None))
    channels: dict[str, set[str]] = {}
    for workspace, channel, cohort in session.execute(here):
        channels.setdefault(workspace, set()).update({channel} if cohort else ())
    return {workspace: frozenset(spoken) for workspace, spoken in channels.items()}


def met(session: Session, platform: Platform, external: str, name: str) -> Workspace:
    """The workspace, with a community of that name when it is new; whoever met it a moment earlier wins."""
    found = known(session, platform, external)
    if found is not None:
        return found
    try:
        with session.begin_nested():
            return _made(session, platform, external, name)
    except IntegrityError:
        found = known(session, platform, external)
        if found is None:
            raise
        return found


def are_several(session: Session, community: int) -> bool:
    """Whether a community has more than one; asked often, so it looks no further than the second."""
    return len(session.scalars(select(Workspace.id).where(Workspace.community_id == community).limit(2)).all()) > 1


def titles(session: Session, found: Sequence[Workspace]) -> Mapping[int, str]:
    """What their own people call them, by number, where a consent told it."""
    numbers = [one.id for one in found]
    told = select(Installed).where(Installed.workspace_id.in_(numbers))
    return {one.workspace_id: one.name for one in session.scalars(told)}


def _made(session: Session, platform: Platform, external: str, name: str) -> Workspace:
    community = Community(name=name)
    session.add(community)
    session.flush()
    made = Workspace(community_id=community.id, platform=platform, external_id=external)
    session.add(made)
    session.flush()
    return made
