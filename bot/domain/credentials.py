"""Credentials: certificates and whether they are still to be had, and the documents somebody can export as proof."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CertificateState(StrEnum):
    """Whether the certificate that the sources name can still be taken."""

    CURRENT = "current"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate that the sources name, and what to take today.

    `named` is what they call it, `state` and `note` what became of it; `now`, `focus` and `url` are about the one to
    take today. `prepare` are slugs of resources.
    """

    slug: str
    named: str
    state: CertificateState
    note: str
    now: str
    focus: str
    url: str
    reviewed: date
    prepare: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A document that is made from what somebody did: its sections, and the fields and kinds of its entries.

    `weeks`: when it is worth making, counted from 1.
    """

    slug: str
    title: str
    purpose: str
    reviewed: date
    sections: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    weeks: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
