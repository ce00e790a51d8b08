"""The documented rules of `allowed_mentions`.

https://docs.discord.com/developers/resources/message#allowed-mentions-object
"""

from collections.abc import Collection, Iterator

from tests.support.discord.things import Json

KINDS = ("users", "roles", "everyone")
MOST = 100


def wrong(body: Json, roles: Collection[str] | None = None) -> list[str]:
    """What is wrong with whom a message may ping; `roles` are those of the server, where there is one."""
    allowed = body.get("allowed_mentions")
    return [*_wrong(allowed, roles)] if allowed is not None else []


def _wrong(allowed: Json, roles: Collection[str] | None) -> Iterator[str]:
    parse = allowed.get("parse") or []
    if set(parse) - set(KINDS):
        yield f"allowed_mentions parses {parse}; {KINDS} are known"
    for kind in ("users", "roles"):
        listed = [str(one) for one in allowed.get(kind) or []]
        if kind in parse and listed:
            yield f"allowed_mentions parses {kind} or lists them, not both"
        if len(listed) > MOST or len(set(listed)) < len(listed) or not all(one.isdigit() for one in listed):
            yield f"allowed_mentions lists at most {MOST} {kind}, each id once"
    strange = [str(one) for one in allowed.get("roles") or [] if roles is not None and str(one) not in roles]
    if strange:
        yield f"allowed_mentions lists roles that the server does not have: {strange}"
