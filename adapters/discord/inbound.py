"""Interactions in the house's words: who did what, where.

Everything is read from the interaction itself, a button's and a modal's meaning from its `custom_id` alone: nothing
has to be remembered between two of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import discord

from adapters.discord import commands, render
from adapters.discord.commands import Json
from bot.messages import wire
from bot.messages.elements import together
from bot.requests import Actor, Click, Command, CommandSpec, Option, Place, Platform, Request, Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Somebody is typing an option, and Discord asks how it could go on."""

    actor: Actor
    option: Option
    typed: str


def request(interaction: discord.Interaction) -> Request | None:
    """What somebody did; `None` for an interaction of a kind this house does not use.

    Discord's id of an interaction is the key of what it asks: delivered twice, it has one effect.
    """
    who, where, key = actor(interaction), place(interaction), str(interaction.id)
    invoked = _invoked(interaction)
    match interaction.type:
        case discord.InteractionType.application_command:
            typed = commands.read(invoked, str(interaction.guild_id or ""))
            text = " ".join(typed.path[1:])
            return Command(actor=who, place=where, name=typed.path[0], text=text, options=typed.options, key=key)
        case discord.InteractionType.component:
            choice = next(iter(invoked.get("values", ())), "")
            action = wire.unpack(str(invoked["custom_id"]))
            return Click(actor=who, place=where, action=action, choice=str(choice), key=key)
        case discord.InteractionType.modal_submit:
            answers = dict(_answers(invoked["components"]))
            action = wire.unpack(str(invoked["custom_id"]))
            return Submission(actor=who, place=where, action=action, answers=answers, key=key)
        case _:
            return None


def question(interaction: discord.Interaction, specs: Sequence[CommandSpec]) -> Question | None:
    """What is being completed; `None` when no command of ours has such an option."""
    typed = commands.read(_invoked(interaction))
    option = commands.option(specs, typed)
    if option is None:
        return None
    said = typed.options.get(option.name, "")
    return Question(actor=actor(interaction), option=option, typed=said)


def server(interaction: discord.Interaction) -> str | None:
    """The server it is about; in a private conversation, the one that the pressed note belongs to."""
    if interaction.guild_id:
        return str(interaction.guild_id)
    return render.home(interaction.message) if interaction.message else None


def private(interaction: discord.Interaction) -> bool:
    """Whether nobody else sees what was pressed; a command is typed, and nothing was."""
    return interaction.message is None or interaction.guild_id is None or interaction.message.flags.ephemeral


def actor(interaction: discord.Interaction) -> Actor:
    """Who did it, as Discord vouches for them. Discord tells nobody's time zone."""
    allowed = interaction.permissions
    return Actor(
        platform=Platform.DISCORD,
        workspace=server(interaction) or "",
        user=str(interaction.user.id),
        name=interaction.user.display_name,
        administers=allowed.manage_guild or allowed.administrator,
    )


def place(interaction: discord.Interaction) -> Place:
    """Where they did it; a private conversation is no channel."""
    if interaction.guild_id is None or interaction.channel_id is None:
        return Place(private=private(interaction))
    name = str(getattr(interaction.channel, "name", None) or "")
    return Place(channel=str(interaction.channel_id), channel_name=name, private=private(interaction))


def _invoked(interaction: discord.Interaction) -> Json:
    return cast(Json, interaction.data)


def _answers(components: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Field key and answer of every input, whatever stands around it."""
    for component in components:
        if "component" in component:
            yield from _answers([component["component"]])
        elif "components" in component:
            yield from _answers(component["components"])
        elif "custom_id" in component:
            chosen = together(map(str, component.get("values") or ()))
            yield str(component["custom_id"]), str(component.get("value") or chosen).strip()
