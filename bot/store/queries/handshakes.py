"""Codes by which two sides become one: offered, answered, agreed; and how often somebody guessed."""

from datetime import datetime, timedelta

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from bot.store.models import Account, Guess, Handshake, HandshakeKind, HandshakeState

#: Wrong tries count for so long.
REMEMBERED = timedelta(hours=1)
#: What is still to be agreed on.
_OPEN = (HandshakeState.OFFERED, HandshakeState.ANSWERED)


def offer(session: Session, account: Account, kind: HandshakeKind, digest: str, until: datetime) -> Handshake:
    """Keep a new code of this account, by its SHA-256; an earlier one that is still open is refused first."""
    mine = (Handshake.account_id == account.id, Handshake.kind == kind, Handshake.state.in_(_OPEN))
    refused = update(Handshake).where(*mine).values(state=HandshakeState.REFUSED)
    session.execute(refused.execution_options(synchronize_session="fetch"))
    made = Handshake(community_id=account.community_id, account_id=account.id, kind=kind, code=digest, until=until)
    session.add(made)
    session.flush()
    return made


def offered(session: Session, digest: str, kind: HandshakeKind, now: datetime) -> Handshake | None:
    """What this code opens while nobody has typed it, in any community; held until the end of the transaction."""
    found = select(Handshake).where(Handshake.code == digest, Handshake.kind == kind, Handshake.until > now)
    free = found.where(Handshake.state == HandshakeState.OFFERED)
    return session.scalar(free.with_for_update().execution_options(populate_existing=True))


def answer(session: Session, handshake: Handshake, account: Account, now: datetime) -> None:
    """This account typed the code; a code is answered once. Raises `ValueError` for one that is not open any more."""
    if handshake.state is not HandshakeState.OFFERED or handshake.until <= now:
        raise ValueError("a code is answered once, and in time")
    handshake.state, handshake.answered_by = HandshakeState.ANSWERED, account.id
    session.flush()


def waiting(session: Session, account: Account, kind: HandshakeKind, now: datetime) -> Handshake | None:
    """What this account offered, somebody answered, and both must still agree to."""
    return session.scalar(
        _answered(account, now).where(Handshake.kind == kind).order_by(Handshake.id.desc()).limit(1)
    )


def numbered(session: Session, account: Account, number: int, now: datetime) -> Handshake | None:
    """The same by its number, none that another account offered; held until the end of the transaction."""
    found = _answered(account, now).where(Handshake.id == number)
    return session.scalar(found.with_for_update().execution_options(populate_existing=True))


def unanswered(session: Session, account: Account, kind: HandshakeKind, now: datetime) -> Handshake | None:
    """The code of this account that nobody has said yes to, while its time lasts."""
    mine = (Handshake.account_id == account.id, Handshake.kind == kind, Handshake.until > now)
    return session.scalar(select(Handshake).where(*mine, Handshake.state == HandshakeState.OFFERED).limit(1))


def answered_by(
    session: Session, account: Account, digest: str, kind: HandshakeKind, now: datetime
) -> Handshake | None:
    """What this account has said yes to with this code, while the other side has not and its time lasts."""
    mine = (Handshake.answered_by == account.id, Handshake.code == digest, Handshake.kind == kind)
    open_ = (Handshake.state == HandshakeState.ANSWERED, Handshake.until > now)
    return session.scalar(select(Handshake).where(*mine, *open_))


def close(session: Session, handshake: Handshake, state: HandshakeState, now: datetime) -> None:
    """It is agreed on, or refused, for good. Raises `ValueError` for what cannot be agreed on now, or was closed."""
    may_agree = handshake.state is HandshakeState.ANSWERED and now < handshake.until
    if handshake.state not in _OPEN or state in _OPEN or (state is HandshakeState.AGREED and not may_agree):
        raise ValueError("a handshake ends once, and is agreed on in time")
    handshake.state = state
    session.flush()


def guessed(session: Session, account: Account, now: datetime) -> int:
    """How many wrong codes this account has typed within the last hour."""
    lately = (Guess.account_id == account.id, Guess.at > now - REMEMBERED)
    return session.scalar(select(func.count(Guess.id)).where(*lately)) or 0


def guess(session: Session, account: Account, now: datetime) -> None:
    """This account has typed one more."""
    session.add(Guess(community_id=account.community_id, account_id=account.id, at=now))
    session.flush()


def forget_expired(session: Session, now: datetime) -> None:
    """Forget codes whose time is over, and guesses that do not count any more."""
    session.execute(delete(Handshake).where(Handshake.until <= now))
    session.execute(delete(Guess).where(Guess.at <= now - REMEMBERED))


def _answered(account: Account, now: datetime) -> Select[Handshake]:
    mine = (Handshake.account_id == account.id, Handshake.state == HandshakeState.ANSWERED)
    return select(Handshake).where(*mine, Handshake.until > now)
