"""Discord's codes for what went wrong, and what each means for a message: one table, sorted by what it means.

https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes. Of its codes these are the
ones that creating and changing a message, opening a private line and sharing a picture can give.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.ports import Failed, Lost


def _all(reason: str, codes: str, lost: Lost | None = None) -> dict[int, Failed]:
    """The same verdict for every code of a list."""
    return dict.fromkeys(map(int, codes.split()), Failed(reason, lost))


#: segue is not in this server any more.
WORKSPACE: Final = _all(
    "segue is not in this server any more: add it again with its invite link.", "10004", Lost.WORKSPACE
)
#: Nothing that segue says reaches this channel.
CHANNEL: Final = (
    _all("The channel is gone from Discord.", "10003", Lost.CHANNEL)
    | _all(
        "segue cannot see this channel: allow it View Channel in the channel's permissions.", "50001", Lost.CHANNEL
    )
    | _all(
        "segue may not write in this channel: allow it Send Messages, and in a thread Send Messages in Threads.",
        "50013",
        Lost.CHANNEL,
    )
    | _all(
        "The thread is locked: unlock it, or let segue speak in another channel with /cohort settings.",
        "50083 160005",
        Lost.CHANNEL,
    )
    | _all(
        "segue speaks in text channels and threads only: choose one with /cohort settings.",
        "40058 40067 50008 50024",
        Lost.CHANNEL,
    )
    | _all("The server asks for more verification before segue may write there.", "50009", Lost.CHANNEL)
)
#: Nothing that segue says reaches this person.
PERSON: Final = _all(
    "There is no such person on Discord any more.", "10001 10007 10013 50002 50033", Lost.PERSON
) | _all("They share no server with segue any more.", "50278", Lost.PERSON)
#: Why a private thread was not opened; the same codes say more of a message.
ROOM: Final = _all(
    "segue may not open private threads there: allow it Create Private Threads and Send Messages in Threads.",
    "50001 50013",
) | _all("Not all of them are on the server any more.", "10007 10013")
UNFIT: Final = Failed("No private thread can hang beside this channel.")
#: Of these, the ones that mean about somebody's private line that there is none.
NO_LINE: Final = frozenset({10003, 50001, 50013})
#: Somebody takes no private messages from segue. They keep their place, and what it said waits for their next click.
CLOSED: Final = frozenset({50007})
CLOSED_WORDS: Final = "their direct messages are closed"
#: Refused today, and perhaps not tomorrow: somebody has to change a setting.
SETTINGS: Final = (
    _all("The server's AutoMod stopped the message: let it pass segue's messages.", "200000 200001")
    | _all("Discord took a link in the message for a harmful one.", "240000")
    | _all("Discord's filter let the message through to nobody.", "20009")
    | _all("Discord asks for two-factor authentication of the person who owns the bot.", "60003")
    | _all("Discord asks the person who owns the bot to verify their account.", "40002 50178")
    | _all("This server is closed where segue runs.", "50095")
    | _all("The server needs more boosts for that.", "50101")
    | _all("The server has as many open threads as Discord allows.", "160006 160007")
)
#: The message was refused for the picture it carries: it goes without one.
PICTURE: Final = _all("Discord did not take the picture.", "30015 40005 50045 50046 50110 50123 50138 50146 400001")
#: What segue asked for is not what Discord takes: a defect of ours.
SHAPE: Final = _all(
    "Discord refused the shape of the message.",
    """20001 20002 20012 50003 50005 50006 50021 50028 50035 50041 50055 50068 50080 50081 50109 160002 220001 220002
    220003 220004""",
)
#: About an interaction, not a message: too late, or answered before.
LATE: Final = _all("It came too late for Discord.", "10015 10062 40060 40094 50027")

#: Refused for good: another try would be refused in the same way.
REFUSED: Final[Mapping[int, Failed]] = MappingProxyType(
    WORKSPACE | CHANNEL | PERSON | SETTINGS | PICTURE | SHAPE | LATE
)
#: What was said, or was to be changed, is not there any more.
GONE: Final[Mapping[int, str]] = MappingProxyType({10008: "it was posted before, and somebody deleted it"})

#: Seconds until what may pass is tried again, where Discord does not say.
SOON: Final = 15.0
#: Until a limit that names no end, or a feature that Discord turned off, is worth another look.
LATER: Final = 600.0
#: “A thread is archived”: to a new message it opens by itself unless it is locked, to a change it never does.
THREAD: Final = 50083
#: Until an archived thread has perhaps been opened by a message: nothing in it can be changed before.
ARCHIVED: Final = 3600.0
#: Not taken, and worth another try after so many seconds.
PASSING: Final[Mapping[int, float]] = MappingProxyType(
    dict.fromkeys((20016, 20028, 20029, 40062, 130000), SOON)
    | dict.fromkeys((20022, 30046, 40003, 40004, 40006, 40333, 110001), LATER)
)
#: Nobody is let in with this token.
TOKEN: Final = frozenset({40001, 50014})
#: Private lines are opened too fast: every other one would be, too.
LINES: Final = frozenset({40003})
#: Nothing is taken from anybody for a while.
EVERYTHING: Final = frozenset({40004, 40333}) | TOKEN

#: Every code that segue knows.
KNOWN: Final = frozenset(REFUSED) | frozenset(GONE) | frozenset(PASSING) | CLOSED | TOKEN
