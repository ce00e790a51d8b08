"""What people send, without what no database keeps; done once, before anybody reads it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import assert_never

from bot.domain.words import shortened, storable
from bot.messages.wire import Action
from bot.requests import Actor, Click, Command, Request, Submission

#: The length of the column `people.name`.
NAME = 200


def tidied(request: Request) -> Request:
    """The same request, in text that can be kept."""
    match request:
        case Command():
            name, text, options = storable(request.name), storable(request.text), _values(request.options)
            return replace(request, actor=_actor(request.actor), name=name, text=text, options=options)
        case Click():
            action, choice = _action(request.action), storable(request.choice)
            return replace(request, actor=_actor(request.actor), action=action, choice=choice)
        case Submission():
            action, answers = _action(request.action), _values(request.answers)
            return replace(request, actor=_actor(request.actor), action=action, answers=answers)
    assert_never(request)


def _actor(actor: Actor) -> Actor:
    return replace(actor, name=shortened(storable(actor.name), NAME))


def _action(action: Action) -> Action:
    return Action(storable(action.name), tuple(storable(arg) for arg in action.args))


def _values(values: Mapping[str, str]) -> Mapping[str, str]:
    return {storable(key): storable(value) for key, value in values.items()}
