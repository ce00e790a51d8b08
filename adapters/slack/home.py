"""App Home: somebody's corner, at the place in Slack that keeps.

https://docs.slack.dev/surfaces/app-home
"""

from typing import Final

from adapters.slack import limits, render, words
from adapters.slack.asking import NOBODY, Answer, Asking
from adapters.slack.defects import Noted
from adapters.slack.inbound import Sender, Spot
from adapters.slack.spans import Json, Reader
from adapters.slack.voice import Voice
from bot.messages.elements import Card
from bot.requests import Actor, Command, Place

#: The command whose card somebody's home is.
CORNER: Final = "my"


class Home:
    """Publishes homes, one at a time for each person, so that an older one never covers a newer one."""

    def __init__(self, asking: Asking, voice: Voice) -> None:
        self._asking = asking
        self._voice = voice
        self._again: dict[tuple[str, str], bool] = {}
        self._notes: dict[tuple[str, str], Card | None] = {}

    async def refresh(self, sender: Sender, note: Card | None = None) -> None:
        """Publish somebody's home as it is now, above this note, and once more if that is asked for meanwhile."""
        whose = (sender.team, sender.user)
        self._notes[whose] = note or self._notes.get(whose)
        if whose in self._again:
            self._again[whose] = True
            return
        self._again[whose] = True
        try:
            while self._again[whose]:
                self._again[whose] = False
                await self._publish(whose, Spot(sender=sender, reader=NOBODY, place=Place(), home=True))
        finally:
            del self._again[whose], self._notes[whose]

    async def _publish(self, whose: tuple[str, str], spot: Spot) -> None:
        answer = await self._asking.answer(_corner, spot)
        if answer.reply is not None:
            self._notes[whose] = answer.reply.note or self._notes[whose]
            await self._voice.publish(_shown(answer, self._notes[whose]), spot)


def view(card: Card, reader: Reader, note: Card | None = None) -> Json:
    """A card as an App Home, above what waited for its owner's click."""
    below = render.below(note, reader)
    return {"type": "home", "blocks": [*render.blocks(card, reader, limits.VIEW_BLOCKS.most - len(below)), *below]}


def _corner(actor: Actor) -> Command:
    return Command(actor=actor, place=Place(), name=CORNER)


def _shown(answer: Answer, note: Card | None) -> Json:
    """The answer as a home; what cannot be shown is owned up to."""
    card = answer.reply.card if answer.reply else None
    with Noted("rendering a home"):
        return view(card or words.DEFECT, answer.spot.reader, note)
    return view(words.DEFECT, NOBODY)
