"""What somebody does in a rehearsal: when, and what they type into the forms it opens."""

import heapq
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.messages import wire
from bot.messages.elements import Field, FieldKind, Form
from bot.replies import Reply
from bot.requests import Command, Request, Submission

#: A form leads to another at most so often.
STEPS = 3
#: What is typed where a form asks for words that nobody thought of.
WORDS = "A first step, small and real"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing somebody does at a moment (aware, UTC); `typed` fills fields by key."""

    at: datetime
    request: Request
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def order(self) -> tuple[datetime, str, str]:
        """When it is its turn; at one moment by who and what, so that nothing hangs on who was told first."""
        asked = self.request
        what = f"{asked.name} {asked.text}" if isinstance(asked, Command) else wire.pack(asked.action)
        return self.at, asked.actor.user, what


async def carry_out(act: Act, ask: Callable[[Request], Awaitable[Reply]]) -> Reply:
    """Do it, and fill and send each form it opens."""
    reply = await ask(act.request)
    for _ in range(STEPS):
        if reply.form is None or any(one.problem for one in reply.form.fields):
            break
        reply = await ask(_sent(reply.form, act))
    return reply


class Agenda:
    """What people are about to do."""

    def __init__(self) -> None:
        self._acts: list[tuple[tuple[datetime, str, str], int, Act]] = []
        self._count = 0

    @property
    def next(self) -> datetime | None:
        """When somebody does something next, if anybody does."""
        return self._acts[0][0][0] if self._acts else None

    def add(self, acts: Iterable[Act]) -> None:
        """Plan these."""
        for act in acts:
            self._count += 1
            heapq.heappush(self._acts, (act.order, self._count, act))

    def due(self, now: datetime) -> Iterator[Act]:
        """What is to be done by now, each once; what is added meanwhile is among it."""
        while self._acts and self._acts[0][0][0] <= now:
            yield heapq.heappop(self._acts)[2]


def _sent(form: Form, act: Act) -> Submission:
    answers = {one.key: act.typed.get(one.key) or one.initial or _something(one) for one in form.fields}
    return Submission(actor=act.request.actor, place=act.request.place, action=form.action, answers=answers)


def _something(asked: Field) -> str:
    """What is needed most: nothing, an option, or a few words."""
    if not asked.required:
        return ""
    if asked.kind in {FieldKind.CHOICE, FieldKind.CHOICES}:
        return asked.options[0].value
    return WORDS[: asked.longest]
