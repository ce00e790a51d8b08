"""Forms in progress: what somebody typed and has not sent, or sent and must look at again."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.store.models import Draft, Person
from bot.store.queries import private

#: How long a form in progress is kept.
KEPT = timedelta(hours=24)


def keep(session: Session, person: Person, action: str, answers: Mapping[str, str], now: datetime) -> Draft:
    """Keep what was typed into a form; one draft per person and form, the newest."""
    sealed = private.seal(session, json.dumps(dict(answers)), community=person.community_id, column="drafts.answers")
    draft = session.scalar(select(Draft).where(Draft.person_id == person.id, Draft.action == action))
    if draft is None:
        whose = {"community_id": person.community_id, "person_id": person.id}
        draft = Draft(**whose, action=action, answers=sealed, expires_at=now + KEPT)
        session.add(draft)
    draft.answers, draft.expires_at = sealed, now + KEPT
    session.flush()
    return draft


def numbered(session: Session, person: Person, draft: int, now: datetime) -> Draft | None:
    """This person's draft of that number, while it is kept."""
    return session.scalar(
        select(Draft).where(Draft.id == draft, Draft.person_id == person.id, Draft.expires_at > now)
    )


def typed(session: Session, person: Person, action: str, now: datetime) -> Mapping[str, str]:
    """What this person last typed into a form and did not get saved; empty without a draft."""
    draft = session.scalar(
        select(Draft).where(Draft.person_id == person.id, Draft.action == action, Draft.expires_at > now)
    )
    if draft is None:
        return {}
    text = private.unseal(session, draft.answers, community=draft.community_id, column="drafts.answers")
    return dict(json.loads(text))


def drop(session: Session, person: Person, action: str) -> None:
    """Forget the draft of a form that has been saved."""
    session.execute(delete(Draft).where(Draft.person_id == person.id, Draft.action == action))


def forget_expired(session: Session, now: datetime) -> None:
    """Forget every draft whose day is over."""
    session.execute(delete(Draft).where(Draft.expires_at <= now))
