"""The playground's messenger: a parcel becomes a message on the shelf."""

import asyncio
import sqlite3
from collections.abc import Mapping
from datetime import timedelta

from adapters.web import people, render
from adapters.web.page import whole_number
from adapters.web.pictures import Pictures
from adapters.web.shelf import Shelf
from bot.ports import Address, Clock, Failed, Outcome, Parcel, Retry, Sent, Skipped
from bot.requests import Platform

_AGAIN = timedelta(seconds=30)


class ShelfMessenger:
    """Says parcels in the playground. The shelf knows their keys, so saying one again keeps the first."""

    def __init__(self, shelf: Shelf, pictures: Pictures, clock: Clock) -> None:
        self._shelf = shelf
        self._pictures = pictures
        self._clock = clock

    async def send(self, parcel: Parcel) -> Outcome:
        """Keep the message; it is on the disk before it counts as sent."""
        boxes = _boxes(parcel.to)
        if not boxes:
            return Failed("The playground has no such channel or person.")
        try:
            html = render.card(parcel.card, await self._pictures.address(parcel.card))
            return await asyncio.to_thread(self._put, boxes, parcel, html)
        except sqlite3.Error as error:
            return Retry(self._clock.now() + _AGAIN, f"The playground's shelf: {type(error).__name__}.")

    def _put(self, boxes: Mapping[str, str], parcel: Parcel, html: str) -> Outcome:
        if not parcel.instead:
            now = self._clock.now()
            kept = [self._shelf.keep(box, html, at=now, key=parcel.key + mark) for box, mark in boxes.items()]
            return Sent(str(kept[0]))
        standing = self._shelf.message(whole_number(parcel.instead) or 0)
        if standing is None or standing.box not in boxes:
            return Skipped("the message is no longer in the playground")
        self._shelf.replace(standing.id, html)
        return Sent(parcel.instead)


def _boxes(to: Address) -> Mapping[str, str]:
    """Where on the shelf an address is, if it is in the playground at all, and what tells its keys apart.

    A room is shown to each of those it is for, beside what else only they see.
    """
    if (to.platform, to.workspace) != (Platform.WEB, people.WORKSPACE):
        return {}
    lines = {player.user: player.box for player in people.PLAYERS}
    if to.users:
        return {lines[user]: f"/{user}" for user in to.users} if lines.keys() >= set(to.users) else {}
    if to.channel is not None:
        return {people.public(to.channel): ""} if to.channel == people.CHANNEL else {}
    return {lines[to.user]: ""} if to.user in lines else {}
