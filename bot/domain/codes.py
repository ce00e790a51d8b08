"""Codes by which two sides find each other: short enough to type, of letters and digits that nobody mistakes."""

import hashlib
import re

#: Without what looks like something else: 0 and O, 1 and I and L.
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH = 8
#: So many wrong ones are taken from one account in an hour.
GUESSES = 5
#: Before the code, and between its halves, people type all kinds of things.
_TYPED = re.compile(rf"(?:code\s*:)?\s*([{ALPHABET}]{{4}})[\s\-‐‑–—]*([{ALPHABET}]{{4}})", re.IGNORECASE)


def shown(code: str) -> str:
    """A code as it is read: ABCD-EFGH."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def read(typed: str) -> str | None:
    """The code that somebody typed, however they wrote it; none for what can be no code."""
    found = _TYPED.fullmatch(typed.strip())
    return (found[1] + found[2]).upper() if found else None


def digest(code: str) -> str:
    """What is kept of a code: whoever reads it cannot type it."""
    return hashlib.sha256(code.encode()).hexdigest()
