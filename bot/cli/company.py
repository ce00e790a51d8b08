"""The people of a rehearsal together: what each of them is about to do, of their own accord or because of a word."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.cli.acting import Agenda, carry_out
from bot.cli.play import Play
from bot.cli.readers import Reader
from bot.messages.elements import Card
from bot.ports import Parcel
from bot.replies import Reply
from bot.requests import Request


class Company:
    """Everybody of a play, with the agenda of all that they will do."""

    def __init__(self, play: Play) -> None:
        self._play = play
        self._agenda = Agenda()
        self._readers = {who.actor.user: Reader(who.persona, who.actor) for who in play.people}

    def plans(self, cohort: str, week: int) -> None:
        """Put on the agenda what they do of their own accord in a week."""
        self._agenda.add(self._play.week(cohort, week))

    def next(self) -> datetime | None:
        """When somebody does something next, as far as they know now."""
        return self._agenda.next

    def hears(self, parcel: Parcel, now: datetime) -> None:
        """Somebody reads what came for them, alone or in their room; what a channel says, nobody answers here."""
        for user in filter(None, (parcel.to.user, *parcel.to.users)):
            self._reads(user, parcel.card, now)

    async def acts(self, ask: Callable[[Request], Awaitable[Reply]], now: datetime) -> None:
        """Do all that is on the agenda by now, and read each answer."""
        for act in self._agenda.due(now):
            reply = await carry_out(act, ask)
            if reply.card is not None:
                self._reads(act.request.actor.user, reply.card, now)

    def _reads(self, user: str, card: Card, now: datetime) -> None:
        if reader := self._readers.get(user):
            self._agenda.add(reader.reads(card, now))
