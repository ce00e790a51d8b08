"""Workspaces, and the community that each of them has from its first day."""

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.requests import Platform
from bot.store.models import Community, Workspace


def known(session: Session, platform: Platform, external: str) -> Workspace | None:
    """The workspace with this id of its platform's, if anybody has ever come from there."""
    here = (Workspace.platform == platform, Workspace.external_id == external)
    return session.scalar(select(Workspace).where(*here))


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


def _made(session: Session, platform: Platform, external: str, name: str) -> Workspace:
    community = Community(name=name)
    session.add(community)
    session.flush()
    made = Workspace(community_id=community.id, platform=platform, external_id=external)
    session.add(made)
    session.flush()
    return made
