"""What has had its effect: a request or news with a key counts once."""

import hashlib
import json
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.errors import Repeated
from bot.requests import Platform
from bot.store.models import Received

#: How long a key is remembered: longer than any platform tries again.
KEPT = timedelta(days=3)


def digest(platform: Platform, workspace: str, key: str) -> str:
    """What is remembered of a key: the same for the same key of the same workspace, and telling nothing."""
    return hashlib.sha256(json.dumps([platform, workspace, key]).encode()).hexdigest()


def record(session: Session, mark: str, now: datetime) -> None:
    """Write down that this has its effect here. Raises `Repeated`, which has to end the transaction, if it had."""
    session.flush()
    session.add(Received(key=mark, at=now))
    try:
        session.flush()
    except IntegrityError:
        raise Repeated from None


def had_effect(session: Session, mark: str) -> bool:
    """Whether this has had its effect already."""
    return session.scalar(select(Received.id).where(Received.key == mark)) is not None


def forget_old(session: Session, now: datetime) -> None:
    """Forget what no platform sends again."""
    session.execute(delete(Received).where(Received.at <= now - KEPT))
