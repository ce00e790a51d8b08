"""Messages written down as their readers would have them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.messages import plain
from bot.ports import Clock, Outcome, Parcel, Sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One message as its reader would have it; `at` is in the reader's own zone.

    In a room of a few people, `to` is all of them, and `audience` is a channel, though theirs alone.
    """

    at: datetime
    ritual: str
    audience: str
    to: str
    title: str
    text: str
    about: tuple[str, ...]

    def as_json(self) -> Mapping[str, object]:
        """The message as an object whose keys other programs rely on."""
        return {
            "at": self.at.isoformat(),
            "ritual": self.ritual,
            "audience": self.audience,
            "to": self.to,
            "title": self.title,
            "text": self.text,
            "about": list(self.about),
        }


class Notebook:
    """A messenger that writes everything down, and tells whoever has to know of it."""

    def __init__(self, clock: Clock, tell: Callable[[Parcel], None] = lambda _: None) -> None:
        self._clock = clock
        self._tell = tell
        self._said: list[tuple[int, Said]] = []

    async def send(self, parcel: Parcel) -> Outcome:
        """Write it down as its reader would see it, now."""
        self._said.append((parcel.delivery, _said(parcel, self._clock.now())))
        self._tell(parcel)
        return Sent(str(parcel.delivery))

    def read(self) -> tuple[Said, ...]:
        """Everything, in the order in which it was due."""
        return tuple(said for _, said in sorted(self._said, key=lambda entry: (entry[1].at, entry[0])))


def _said(parcel: Parcel, now: datetime) -> Said:
    to, card = parcel.to, parcel.card
    text = plain.card(replace(card, title=""), parcel.reader_zone)
    return Said(
        at=now.astimezone(ZoneInfo(parcel.reader_zone)),
        ritual=parcel.kind,
        audience="channel" if to.channel else "person",
        to=", ".join(to.users) or to.channel or to.user or "",
        title=card.title,
        text=text,
        about=card.about,
    )
