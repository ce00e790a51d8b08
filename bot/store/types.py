"""Column types: aware moments, short enums, and sealed text."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import BigInteger, DateTime, Dialect, Enum, Integer, LargeBinary
from sqlalchemy.types import TypeDecorator

#: What nobody but its owner may read: sealed at rest, bound to the community and the column.
PRIVATE = frozenset(
    {
        "checkins.done",
        "checkins.obstacle",
        "checkins.next_step",
        "checkins.energy",
        "drafts.answers",
        "installations.credentials",
        "task_marks.note",
        "blockers.words",
        "experiments.words",
        "experiments.result",
        "stale_reports.words",
        "profile_answers.answer",
        "wins.words",
        "wins.impact",
        "mentor_offers.terms",
        "mentor_requests.purpose",
        "partners.reason",
        "meetings.note",
        "readiness.contact",
    }
)

#: SQLite counts rows by itself only in a plain INTEGER key.
Key = BigInteger().with_variant(Integer, "sqlite")

E = TypeVar("E", bound=StrEnum)


class Sealed(bytes):
    """Ciphertext, made by a `Keyring` alone."""

    __slots__ = ()


class Utc(TypeDecorator[datetime]):
    """An aware moment, kept and returned in UTC. Binding one that is not aware raises `ValueError`."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse what is not aware; SQLite keeps the UTC wall clock."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment must be aware of its zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class SealedText(TypeDecorator[Sealed]):
    """A private column. It takes and gives ciphertext only, so plain text cannot be stored by accident."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Sealed | None, dialect: Dialect) -> bytes | None:
        """Refuse anything that no keyring has sealed."""
        if value is not None and not isinstance(value, Sealed):
            raise TypeError("a private column takes sealed text only")
        return value

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Sealed | None:
        """Give the ciphertext back as such."""
        return None if value is None else Sealed(value)


def short(kind: type[E]) -> Enum:
    """A column for a `StrEnum`, kept as its value."""
    return Enum(kind, native_enum=False, length=24, values_callable=lambda members: [m.value for m in members])
