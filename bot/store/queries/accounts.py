"""The accounts of one person: which there are, where private words come, and letting one go."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.store.models import Account, Handshake, HandshakeState, Person, Workspace
from bot.store.queries import people


def of(session: Session, person: Person) -> tuple[tuple[Account, Workspace], ...]:
    """Every account of a person and where it is, the oldest first."""
    mine = select(Account, Workspace).join(Workspace, Account.workspace_id == Workspace.id)
    return tuple(session.execute(mine.where(Account.person_id == person.id).order_by(Account.id)))


def prefer(session: Session, person: Person, account: Account | None) -> None:
    """Let private words come to this account of theirs; none: to the one they used last."""
    if account is not None and account.person_id != person.id:
        raise ValueError("private words come to an account of one's own")
    for mine, _ in of(session, person):
        mine.preferred = account is not None and mine.id == account.id
    session.flush()
    people.aim(session, person)


def detach(session: Session, account: Account, now: datetime) -> Person:
    """Let a person's account be somebody of its own from here on, with the same name, zone and hours: who that is.

    Everything they did stays with the old person, whose planned words and open codes go to the accounts they keep.
    Raises `ValueError` for an only account.
    """
    person = session.get_one(Person, account.person_id)
    if all(mine.id == account.id for mine, _ in of(session, person)):
        raise ValueError("an only account stays")
    fresh = _alike(person)
    session.add(fresh)
    session.flush()
    account.person_id, account.preferred, account.latest = fresh.id, False, True
    session.flush()
    _keep_using(session, person)
    people.aim(session, person, account)
    _keep_codes(session, person, account, now)
    return fresh


def _alike(person: Person) -> Person:
    return Person(
        community_id=person.community_id,
        name=person.name,
        zone=person.zone,
        zone_confirmed=person.zone_confirmed,
        note_at=person.note_at,
        quiet_from=person.quiet_from,
        quiet_to=person.quiet_to,
        reminders=person.reminders,
    )


def _keep_using(session: Session, person: Person) -> None:
    """One of the accounts they keep is the one they used last, as far as anybody knows."""
    if not any(mine.latest for mine, _ in of(session, person)):
        first = people.first_account(session, person)
        assert first is not None  # noqa: S101  (one is left: an only account is not let go)
        first.latest = True
        session.flush()


def _keep_codes(session: Session, person: Person, left: Account, now: datetime) -> None:
    """What they offered or answered and is not closed is still theirs, and not of whoever uses the account now."""
    first = people.first_account(session, person)
    is_open = (Handshake.state.in_((HandshakeState.OFFERED, HandshakeState.ANSWERED)), Handshake.until > now)
    for side in (Handshake.account_id, Handshake.answered_by):
        theirs = update(Handshake).where(side == left.id, *is_open).values({side: first.id if first else None})
        session.execute(theirs.execution_options(synchronize_session="fetch"))
