"""A cohort in its third week, lived through the front door: everything in it was typed, sent and pressed."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, datetime

from adapters.web import inbound, people, script
from adapters.web.answers import Answer, Answers
from adapters.web.people import Player
from adapters.web.script import Scene
from adapters.web.shelf import Shelf
from bot.messages import wire
from bot.messages.elements import Button, Field, FieldKind, Form
from bot.ports import Clock

#: A form leads to another at most so often.
STEPS = 5
#: What somebody writes where a form asks for words that the script does not have.
WORDS = "A first version, small and real."


class Sample:
    """Plays the script, as far as its lines are `known` as commands.

    `turn` moves the clock to a moment and says everything that is due on the way.
    """

    def __init__(
        self,
        answers: Answers,
        shelf: Shelf,
        clock: Clock,
        turn: Callable[[datetime], Awaitable[None]],
        known: frozenset[str],
    ) -> None:
        self._answers = answers
        self._shelf = shelf
        self._clock = clock
        self._turn = turn
        self._known = known

    async def play(self) -> None:
        """Live from this moment until the Tuesday of the third week."""
        begins = script.monday(self._clock.now())
        for scene in (one for one in script.SCENES if one.line in self._known):
            await self._turn(script.moment(scene, begins, self._clock.now()))
            await self._live(scene, begins)
        await self._turn(self._clock.now())

    async def _live(self, scene: Scene, begins: date) -> None:
        who = people.player(scene.who)
        typed = {"starts": begins.isoformat(), **scene.typed}
        await self._answers.echo(who, scene.line)
        asked = await self._answers.ask(who, inbound.command(who, scene.line))
        answer = await self._fill(who, typed, asked)
        pressed = await self._press(who, scene, answer)
        if pressed is not None:
            await self._fill(who, typed, pressed)
        await asyncio.to_thread(self._leave, who)

    async def _fill(self, who: Player, typed: Mapping[str, str], answer: Answer) -> Answer:
        """Fill and send what opens, until there is nothing more to fill."""
        for _ in range(STEPS):
            if answer.reply.form is None:
                break
            answer = await self._answers.ask(who, inbound.submission(who, sent(answer.reply.form, typed)))
        return answer

    async def _press(self, who: Player, scene: Scene, answer: Answer) -> Answer | None:
        """Press the first button of the answer that begins as the scene says."""
        controls = answer.reply.card.controls if answer.reply.card else ()
        buttons = (one for one in controls if isinstance(one, Button) and not one.spent)
        button = next((one for one in buttons if scene.presses and one.label.startswith(scene.presses)), None)
        if button is None:
            return None
        click = inbound.click(who, {"wire": wire.pack(button.action)}, private=True)
        return await self._answers.ask(who, click, await asyncio.to_thread(self._shelf.message, answer.message))

    def _leave(self, who: Player) -> None:
        """They have seen what they were told, and leave no form open."""
        self._shelf.close_form(who.box)
        self._shelf.look(who.box)


def sent(form: Form, typed: Mapping[str, str]) -> dict[str, str]:
    """A form as the page sends it: with these words by key, what stood there, or something of its kind."""
    answers = {inbound.ANSWER + one.key: typed.get(one.key) or one.initial or _something(one) for one in form.fields}
    return {"wire": wire.pack(form.action), **answers}


def _something(field: Field) -> str:
    """What is needed most: nothing, an option, or a few words."""
    if not field.required:
        return ""
    if field.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
        return field.options[0].value
    return WORDS[: field.longest]
