"""Where the library's facts come from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing an article says, in our own words."""

    slug: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A source: its findings are numbered from 1, so the first one of A0 is A0.1."""

    slug: str
    title: str
    where: str
    findings: tuple[Finding, ...]
