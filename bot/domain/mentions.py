"""What platforms write into typed text for people, channels and roles: <@U123|bo>, <#C1|general>, <@&77|spring>."""

import re

_PERSON = re.compile(r"<@!?(?P<id>[A-Za-z0-9_-]+)(?:\|(?P<name>[^>]*))?>")
_CHANNEL = re.compile(r"<#(?P<id>[A-Za-z0-9_-]+)(?:\|(?P<name>[^>]*))?>")
_ROLE = re.compile(r"<@&(?P<id>[0-9]+)(?:\|(?P<name>[^>]*))?>", re.ASCII)


def is_person(typed: str) -> bool:
    """Whether this word mentions somebody."""
    return _PERSON.fullmatch(typed) is not None or (typed.startswith("@") and len(typed) > 1)


def person(typed: str) -> str:
    """The platform's id of whoever is mentioned; empty where there is none."""
    found = _PERSON.fullmatch(typed.strip())
    return found["id"] if found else ""


def channel(typed: str) -> str:
    """The platform's id of the channel that is named; empty where there is none."""
    found = _CHANNEL.fullmatch(typed.strip())
    return found["id"] if found else ""


def is_role(typed: str) -> bool:
    """Whether this word mentions a role of a server."""
    return _ROLE.fullmatch(typed) is not None


def role(typed: str) -> str:
    """The platform's id of the role that is mentioned; empty where there is none."""
    found = _ROLE.fullmatch(typed.strip())
    return found["id"] if found else ""


def name(typed: str) -> str:
    """The name that comes with a mention, or that is one: bo for <@U123|bo> and for @bo; empty where none does."""
    said = typed.strip()
    found = _PERSON.fullmatch(said) or _CHANNEL.fullmatch(said) or _ROLE.fullmatch(said)
    return (found["name"] or "") if found else said.removeprefix("@")
