"""Private text on its way into a row and out of it, with the keyring that the session carries."""

from typing import cast

from sqlalchemy.orm import Session

from bot.store.crypto import Keyring
from bot.store.types import Sealed


def seal(session: Session, text: str, *, community: int, column: str) -> Sealed:
    """The text, sealed for this column of a row of this community."""
    return _keyring(session).seal(text, community=community, column=column)


def unseal(session: Session, sealed: Sealed, *, community: int, column: str) -> str:
    """The text that was sealed for this column of a row of this community."""
    return _keyring(session).open(sealed, community=community, column=column)


def _keyring(session: Session) -> Keyring:
    return cast(Keyring, session.info["keyring"])
