"""What Discord's client makes of a typed command: the subcommand and typed options of what is registered."""

import re
from typing import Final

from tests.support.discord import shapes
from tests.support.discord.things import Guild, Json
from tests.support.discord.world import World

SUBCOMMAND, WORDS, WHOLE, YES_OR_NO, PERSON, CHANNEL, ROLE, EITHER, NUMBER = 1, 3, 4, 5, 6, 7, 8, 9, 10
#: Under which name `resolved` tells what somebody picked.
RESOLVED: Final = {PERSON: "users", CHANNEL: "channels", ROLE: "roles"}


class NotSent(LookupError):
    """The client has no way to send this; the sentence says why."""


def invoked(registered: list[Json], text: str, world: World | None = None, guild: str = "") -> Json:
    """The `data` of the interaction for `/cohort join Spring`. Raises `NotSent` where the client would not let go.

    A group without its subcommand becomes `show`, as somebody would choose it who wants the bare command. Options
    are filled in their order, the last one with all that is left; `name:value` fills one by its name. People, roles
    and channels are picked by their names, of those that `world` has in that server.
    """
    if not registered:
        raise NotSent("no bot has registered a command yet: is it running, and let in?")
    name, *words = text.removeprefix("/").split()
    command = _named(registered, name)
    data: Json = {"id": command["id"], "name": name, "type": 1}
    if guild:
        data["guild_id"] = guild
    inner = command.get("options", [])
    picks = Picks(world or World(), guild)
    if any(option["type"] == SUBCOMMAND for option in inner):
        chosen = words.pop(0) if words and words[0] in {option["name"] for option in inner} else "show"
        sub = _named(inner, chosen)
        filled = _filled(sub.get("options", []), words, picks)
        data["options"] = [{"name": chosen, "type": SUBCOMMAND, "options": filled}]
    else:
        data["options"] = _filled(inner, words, picks)
    return data | ({"resolved": picks.resolved} if picks.resolved else {})


class Picks:
    """People, roles and channels that somebody picks from a list, and what Discord tells the bot of them."""

    def __init__(self, world: World, guild: str) -> None:
        self._world = world
        self._guild: Guild = world.guilds[guild or world.guild]
        self.resolved: Json = {}

    def pick(self, kind: int, typed: str) -> str:
        """The id of what is called that; `@` and `#` before it are no part of a name."""
        marked = re.fullmatch(r"<[@#][!&]?(\d+)(?:\|[^>]*)?>", typed)
        name = marked[1] if marked else typed.lstrip("@#")
        kinds = (PERSON, ROLE) if kind == EITHER else (kind,)
        for one in kinds:
            known = self._known(one)
            found = next((id_ for id_, called in known.items() if name in (id_, called)), None)
            if found:
                self._tell(one, found)
                return found
        raise NotSent(f"nothing here is called {typed!r} that could be picked")

    def _known(self, kind: int) -> dict[str, str]:
        if kind == PERSON:
            people = self._world.users | {self._world.bot.id: self._world.bot}
            return {who: people[who].name for who in self._guild.members if who in people}
        if kind == ROLE:
            return {role.id: role.name.lstrip("@") for role in self._guild.roles.values()}
        return {one.id: one.name for one in self._guild.channels.values()}

    def _tell(self, kind: int, id_: str) -> None:
        told = self.resolved.setdefault(RESOLVED[kind], {})
        match kind:
            case 6:
                member = shapes.member(self._world, self._guild, id_)
                told[id_] = member.pop("user")
                self.resolved.setdefault("members", {})[id_] = member | {
                    "permissions": str(self._world.may(id_, guild=self._guild.id))
                }
            case 8:
                told[id_] = shapes.role(self._guild.roles[id_])
            case _:
                told[id_] = shapes.channel(self._world, id_)


def _named(options: list[Json], name: str) -> Json:
    found = next((option for option in options if option["name"] == name), None)
    if found is None:
        raise NotSent(f"there is no {name!r} among {sorted(option['name'] for option in options)}")
    return found


def _filled(options: list[Json], words: list[str], picks: Picks) -> list[Json]:
    given: dict[str, str] = {}
    names = [option["name"] for option in options]
    under = ""
    for word in words:
        label, colon, value = word.partition(":")
        left = [name for name in names if name not in given]
        if colon and label in names:
            under, given[label] = label, value
        elif under:
            given[under] += " " + word
        elif left:
            given[left[0]] = word
        elif names:
            given[names[-1]] += " " + word
        else:
            raise NotSent(f"this command takes nothing, so {word!r} has no place")
    missing = [option["name"] for option in options if option.get("required") and option["name"] not in given]
    if missing:
        raise NotSent(f"{missing[0]!r} is required")
    return [_option(option, given[option["name"]], picks) for option in options if option["name"] in given]


def _option(option: Json, said: str, picks: Picks) -> Json:
    return {"name": option["name"], "type": option["type"], "value": _value(option, said, picks)}


def _value(option: Json, said: str, picks: Picks) -> str | int | float | bool:
    if choices := option.get("choices"):
        chosen = next((one["value"] for one in choices if said in (one["name"], str(one["value"]))), None)
        if chosen is None:
            raise NotSent(f"{option['name']!r} takes one of {[one['name'] for one in choices]}, not {said!r}")
        return chosen  # type: ignore[no-any-return]
    match option["type"]:
        case 6 | 7 | 8 | 9:
            return picks.pick(option["type"], said)
        case 4:
            return int(_number(option, said, r"-?\d+"))
        case 10:
            return _number(option, said, r"-?\d+(\.\d+)?")
        case 5:
            return said.lower() == "true"
    if not option.get("min_length", 0) <= len(said) <= option.get("max_length", 6000):
        raise NotSent(f"{option['name']!r} takes at most {option.get('max_length', 6000)} characters")
    return said


def _number(option: Json, said: str, form: str) -> float:
    if not re.fullmatch(form, said):
        raise NotSent(f"{option['name']!r} takes a whole number, not {said!r}")
    if not option.get("min_value", float("-inf")) <= float(said) <= option.get("max_value", float("inf")):
        raise NotSent(f"{option['name']!r} takes no {said}")
    return float(said)
