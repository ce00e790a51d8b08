"""Messages whose answer was lost: for a while the nonce keeps another try from being posted twice, and then not.

“If true and nonce is present, it will be checked for uniqueness in the past few minutes”:
https://docs.discord.com/developers/resources/message#create-message
"""

from datetime import datetime, timedelta

from bot.ports import Clock, Parcel

#: A few minutes, on the safe side.
NONCE = timedelta(minutes=2)


class Doubts:
    """Since when it is not known whether a message stands. Changes are in no doubt: made twice is made once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._since: dict[str, datetime] = {}

    def arise(self, parcel: Parcel) -> None:
        """Its answer was lost; what counts is the first time."""
        if not parcel.instead:
            self._since.setdefault(parcel.key, self._clock.now())

    def outlived(self, parcel: Parcel) -> bool:
        """Whether the nonce may be forgotten by now, so that another try could be a second message."""
        since = self._since.get(parcel.key)
        return since is not None and self._clock.now() - since > NONCE

    def settle(self, parcel: Parcel) -> None:
        """What became of it is known."""
        self._since.pop(parcel.key, None)
