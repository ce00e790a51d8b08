"""What happens when a form is sent: its answer takes its place, and nothing typed is lost on the way."""

from slack_bolt.context.ack.async_ack import AsyncAck

from adapters.slack import inbound, modals, words
from adapters.slack.asking import DEFECT, NOBODY, Answer, Asked, Asking, within
from adapters.slack.defects import Noted
from adapters.slack.errands import Errands
from adapters.slack.home import Home
from adapters.slack.spans import Json
from adapters.slack.voice import Voice
from bot.metrics import RECEIVED


class Forms:
    """Sent forms. Nothing may raise out of here: Bolt would turn it into an error on screen."""

    def __init__(self, asking: Asking, voice: Voice, home: Home, errands: Errands, patience: float) -> None:
        self._asking = asking
        self._voice = voice
        self._home = home
        self._errands = errands
        self._patience = patience

    async def on_submission(self, ack: AsyncAck, body: Json) -> None:
        """Answer a form that was sent."""
        with Noted("answering a form"):
            await ack(await self._submission(body))
        if ack.response is None:
            await ack(_beside(body, words.NOT_TAKEN))

    async def _submission(self, body: Json) -> Json | str:
        """The answer, or, while there is none, a word beside the first field: the form stays as it was filled in."""
        asked = self._asking.ask(inbound.submission, body)
        RECEIVED.labels("slack", "view_submission", "no" if asked.first else "yes").inc()
        if not await within(self._patience, asked.task):
            if asked.first:
                self._errands.run(self._answer_later(asked, body))
            return _beside(body, words.NOT_YET)
        answer = asked.task.result()
        said = _taken(answer, body)
        if asked.first:
            self._errands.run(self._show_at_home(answer))
        return said

    async def _answer_later(self, asked: Asked, body: Json) -> None:
        """Put the answer into the form that still waits for it; one that failed is said above what was typed."""
        answer = await asked.task
        if answer.reply is DEFECT:
            await self._voice.keep(body["view"], words.NOT_TAKEN, answer.spot)
        elif answer.reply is not None:
            await self._voice.give(answer.reply, answer.spot)
        await self._show_at_home(answer)

    async def _show_at_home(self, answer: Answer) -> None:
        if answer.spot.home:
            await self._home.refresh(answer.spot.sender)


def _taken(answer: Answer, body: Json) -> Json | str:
    """The answer to a form: the next one, a card in its place, or a sentence beside each field that was refused."""
    reply, spot = answer.reply, answer.spot
    if reply is None:
        return _beside(body, words.OUTDATED)
    if reply is DEFECT:
        return _beside(body, words.NOT_TAKEN)
    if reply.form is None:
        card = reply.card or words.DEFECT
        return _update(modals.card(card, spot.place, spot.reader, home=spot.home, note=reply.note))
    problems = modals.problems(reply.form)
    if problems and problems.keys() <= modals.fields(body["view"]).keys():
        return {"response_action": "errors", "errors": dict(problems)}
    return _update(modals.form(reply.form, spot.place, spot.reader, home=spot.home))


def _update(view: Json) -> Json:
    return {"response_action": "update", "view": view}


def _beside(body: Json, told: str) -> Json | str:
    """A sentence beside the first field, which keeps the form open; one without fields has nothing to keep."""
    first = next(iter(modals.fields(body["view"])), None)
    if first is not None:
        return {"response_action": "errors", "errors": {first: told}}
    card = words.SLOW if told is words.NOT_YET else words.DEFECT
    return _update(modals.card(card, inbound.spot(body, NOBODY).place, NOBODY))
