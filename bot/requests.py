"""What people do, in the same words on every platform."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from bot.messages.wire import Action


class Platform(StrEnum):
    """Where people are."""

    SLACK = "slack"
    DISCORD = "discord"
    WEB = "web"


class Role(StrEnum):
    """What somebody may do. Every handler names the one it needs; there is no default."""

    #: Anybody whose platform let them reach the bot.
    ANYONE = "anyone"
    #: May start a cohort: an administrator of the workspace, or anybody where the community says so.
    STARTER = "starter"
    #: In a cohort of this community.
    MEMBER = "member"
    #: Mentors in a cohort of this community.
    MENTOR = "mentor"
    #: Organises a cohort of this community.
    ORGANISER = "organiser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who does it, as the platform vouches for them: ids are the platform's own.

    `guessed`: it did not say now what they are called, so that `name` serves only for somebody who is new.
    """

    platform: Platform
    workspace: str
    user: str
    name: str
    administers: bool = False
    zone: str | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where they did it. `private`: what was pressed is seen by this person alone."""

    channel: str | None = None
    channel_name: str = ""
    private: bool = True


class OptionKind(StrEnum):
    """What an option of a command takes; platforms with typed options use it."""

    TEXT = "text"
    WHOLE = "whole"
    DATE = "date"
    ZONE = "zone"
    PERSON = "person"
    ROLE = "role"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A word that may follow a command. `suggests`: the core can complete it as somebody types.

    `choices`: the only words it takes, if there are any.
    """

    name: str
    summary: str
    kind: OptionKind = OptionKind.TEXT
    required: bool = False
    suggests: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandSpec:
    """A command, declared once: registration, parsing, help and the docs all come from here.

    `path` is the command and, if any, its subcommand: `("cohort", "join")`. Without a subcommand it is what the
    bare command does.
    """

    path: tuple[str, ...]
    summary: str
    example: str
    role: Role
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Somebody typed a slash command.

    `text` is what followed the name, subcommand first; platforms with typed options put those into `options`.

    A request's `key` is the platform's id of it: delivered twice, it has one effect. Empty where none is told.
    """

    actor: Actor
    place: Place
    name: str
    text: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """Somebody pressed a button, or chose `choice` from a menu."""

    actor: Actor
    place: Place
    action: Action
    choice: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """Somebody sent a form."""

    actor: Actor
    place: Place
    action: Action
    answers: Mapping[str, str]
    key: str = ""


Request: TypeAlias = Command | Click | Submission
