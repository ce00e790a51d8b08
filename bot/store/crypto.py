"""Sealing private text: AES-256-GCM, bound to the community and the column it stands in.

Text copied into another community's row, or into another column, does not open. Two keys may be held at once, so
that a new one can be taken into use while older rows still open.
"""

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import Misconfigured
from bot.store.types import Sealed

KEY_BYTES = 32
NONCE_BYTES = 12  # the size AES-GCM is specified for: NIST SP 800-38D, 8.2
MARK_BYTES = 4


class Keyring:
    """The current key, which seals, and perhaps a previous one, which still opens. Keys are 32 bytes."""

    def __init__(self, current: bytes, previous: bytes | None = None) -> None:
        keys = (current,) if previous is None else (current, previous)
        if any(len(key) != KEY_BYTES for key in keys):
            raise Misconfigured("SEGUE_KEY must be 64 hexadecimal digits: `openssl rand -hex 32` makes one.")
        self._current = _mark(current)
        self._ciphers = {_mark(key): AESGCM(key) for key in keys}

    def seal(self, text: str, *, community: int, column: str) -> Sealed:
        """The text as ciphertext that opens only for this community and column."""
        nonce = os.urandom(NONCE_BYTES)
        cipher = self._ciphers[self._current]
        # Half a character, which JSON can carry, becomes a question mark: the error would show the whole text.
        plain = text.encode(errors="replace")
        return Sealed(self._current + nonce + cipher.encrypt(nonce, plain, _bond(community, column)))

    def open(self, sealed: Sealed, *, community: int, column: str) -> str:
        """The text again. Raises `Misconfigured` when no key at hand opens it, or when it stands in the wrong row."""
        mark, nonce, rest = sealed[:MARK_BYTES], sealed[MARK_BYTES : MARK_BYTES + NONCE_BYTES], sealed[16:]
        try:
            return self._ciphers[mark].decrypt(nonce, rest, _bond(community, column)).decode()
        except (KeyError, InvalidTag, ValueError):  # ValueError: too short to have a nonce
            raise Misconfigured(f"A value in {column} does not open with SEGUE_KEY: is it the right key?") from None


def _mark(key: bytes) -> bytes:
    return hashlib.blake2b(key, digest_size=MARK_BYTES, person=b"segue-key-mark").digest()


def _bond(community: int, column: str) -> bytes:
    return f"{community}:{column}".encode()
