"""Where segue is installed: one sealed row a workspace, and consents that are on their way."""

import json
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, func, or_, select, update
from sqlalchemy.orm import Session

from bot.domain.words import shortened, storable
from bot.installation import Installation
from bot.requests import Platform
from bot.store.models import Consent, Installed, Workspace
from bot.store.queries import private, workspaces
from bot.store.types import Sealed, Utc

#: How long somebody may take to exchange a token before another one tries.
RENEWING = timedelta(seconds=30)
#: The lengths of the columns `installations.name` and `communities.name`.
NAME = 200
COLUMN = "installations.credentials"


def find(session: Session, platform: Platform, external: str) -> Installation | None:
    """How segue is in this workspace; none where nobody consented, or where it was removed since."""
    here = (Workspace.platform == platform, Workspace.external_id == external, Workspace.gone_at.is_(None))
    row = session.scalar(select(Installed).join(Workspace, Installed.workspace_id == Workspace.id).where(*here))
    return None if row is None else _opened(session, row, platform, external)


def install(session: Session, installation: Installation) -> Workspace:
    """Keep a new consent in the place of any earlier one; a workspace that was gone is there again."""
    name = _name(installation)
    workspace = workspaces.met(session, installation.platform, installation.workspace, name)
    session.refresh(workspace, with_for_update=True)  # two consents at once: the later one stands, whole
    workspace.gone_at = None
    workspace.heard_at = max(workspace.heard_at or installation.installed_at, installation.installed_at)
    session.execute(delete(Installed).where(Installed.workspace_id == workspace.id))
    session.add(
        Installed(
            community_id=workspace.community_id,
            workspace_id=workspace.id,
            name=name,
            credentials=_sealed(session, workspace.community_id, installation),
            installed_at=installation.installed_at,
            expires_at=installation.expires,
        )
    )
    session.flush()
    return workspace


def renew(session: Session, installation: Installation) -> bool:
    """Keep the exchanged token, unless segue was removed or consented to anew meanwhile: whether it was kept."""
    workspace = workspaces.known(session, installation.platform, installation.workspace)
    if workspace is None:
        return False
    kept = session.execute(
        update(Installed)
        .where(Installed.workspace_id == workspace.id, Installed.installed_at == installation.installed_at)
        .values(
            credentials=_sealed(session, workspace.community_id, installation),
            expires_at=installation.expires,
            renewing_until=None,
        )
        .execution_options(synchronize_session=False)
    )
    return cast(CursorResult[tuple[()]], kept).rowcount == 1


def may_renew(session: Session, platform: Platform, external: str) -> bool:
    """Take the lease of exchanging this workspace's token, by the database's clock; false while another holds it."""
    workspace = workspaces.known(session, platform, external)
    today = session.scalar(select(func.current_timestamp(type_=Utc)))
    if workspace is None or today is None:
        return False
    free = or_(Installed.renewing_until.is_(None), Installed.renewing_until <= today)
    taken = session.execute(
        update(Installed)
        .where(Installed.workspace_id == workspace.id, free)
        .values(renewing_until=today + RENEWING)
        .execution_options(synchronize_session=False)
    )
    return cast(CursorResult[tuple[()]], taken).rowcount == 1


def is_fresh(session: Session, workspace: Workspace, since: datetime) -> bool:
    """Whether a workspace was consented to after that moment: what was refused may have been for an earlier token."""
    fresh = (Installed.workspace_id == workspace.id, Installed.installed_at > since)
    return session.scalar(select(Installed.id).where(*fresh)) is not None


def forget(session: Session, workspace: Workspace, at: datetime) -> None:
    """Let go of a workspace that segue was removed from at that moment: its credentials are deleted at once."""
    workspace.gone_at = at
    session.execute(delete(Installed).where(Installed.workspace_id == workspace.id))


def open_consent(session: Session, mark: str, until: datetime) -> None:
    """Remember that somebody has begun to install segue."""
    session.add(Consent(mark=mark, until=until))


def spend_consent(session: Session, mark: str, now: datetime) -> bool:
    """Forget that beginning; whether it was there, and in time. True once."""
    until = session.scalar(delete(Consent).where(Consent.mark == mark).returning(Consent.until))
    return until is not None and now < until


def forget_expired(session: Session, now: datetime) -> None:
    """Forget what was begun and not finished in time."""
    session.execute(delete(Consent).where(Consent.until <= now))


def _name(installation: Installation) -> str:
    return shortened(storable(installation.name), NAME) or installation.workspace


def _sealed(session: Session, community: int, installation: Installation) -> Sealed:
    credentials = {
        "token": installation.token,
        "refresh": installation.refresh,
        "bot": installation.bot,
        "bot_user": installation.bot_user,
        "scopes": installation.scopes,
    }
    return private.seal(session, json.dumps(credentials), community=community, column=COLUMN)


def _opened(session: Session, row: Installed, platform: Platform, external: str) -> Installation:
    text = private.unseal(session, row.credentials, community=row.community_id, column=COLUMN)
    credentials: dict[str, Any] = json.loads(text)
    return Installation(
        platform=platform,
        workspace=external,
        name=row.name,
        bot_user=credentials["bot_user"],
        bot=credentials["bot"],
        token=credentials["token"],
        refresh=credentials["refresh"],
        scopes=tuple(credentials["scopes"]),
        installed_at=row.installed_at,
        expires=row.expires_at,
    )
