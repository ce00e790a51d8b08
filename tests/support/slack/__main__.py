"""A local Slack to try segue in, with no account: type what people do, read what they see.

Ana /segue help                 type a command into #ml-switch
Ana press Open                  press the newest button or choose the option of that label
Ana fill a parser | it was odd  fill the open form, field by field, and send it
Ana mention hello               call the bot by its name
see                             the channel
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence

import aiohttp

from bot.clocks import SystemClock
from tests.support.slack import sight
from tests.support.slack.hands import Hands
from tests.support.slack.server import SlackServer
from tests.support.stages.slack import CHANNEL, ZONES, seen, settle, user
from tests.support.stages.stage import Seen

POINTERS = """A local Slack listens at {base_url}
Point segue to it, in another terminal:

    SEGUE_SLACK_API={base_url}
    SEGUE_SLACK_TOKEN={token}
    SEGUE_SLACK_SIGNING_SECRET={secret}

What people do is delivered to {bot}
"""


def main() -> None:
    """Listen until the input ends."""
    options = argparse.ArgumentParser(prog="python -m tests.support.slack")
    options.add_argument("--port", type=int, default=4010, help="where to listen")
    options.add_argument("--bot", default="http://127.0.0.1:8080/slack/events", help="where segue takes deliveries")
    chosen = options.parse_args()
    asyncio.run(run(chosen.port, chosen.bot))


async def run(port: int, bot: str) -> None:
    """Serve, and do what is typed."""
    slack = SlackServer(SystemClock())
    settle(slack)
    await slack.start(port)
    say(POINTERS.format(base_url=slack.base_url, token=slack.token, secret=slack.secret, bot=bot), __doc__ or "")
    hands = Hands(slack, bot)
    while line := await asyncio.to_thread(sys.stdin.readline):
        try:
            show(await do(slack, hands, line.split()))
        except (LookupError, ValueError, TimeoutError, aiohttp.ClientError) as error:
            say(f"That did not work: {error or type(error).__name__}")
    await slack.close()


async def do(slack: SlackServer, hands: Hands, words: Sequence[str]) -> Sequence[Seen]:
    """Do one line of input; what is seen for it."""
    match words:
        case []:
            return []
        case ["see"]:
            return [seen(message, "UTC") for message in slack.workspace.public(CHANNEL)]
        case [who, *rest] if who in ZONES:
            before = slack.workspace.revisions.get(user(who), 0)
            await act(slack, hands, user(who), rest)
            return [seen(await slack.workspace.shown_after(user(who), before), ZONES[who])]
    raise LookupError(f"begin with see, or one of {', '.join(ZONES)}")


async def act(slack: SlackServer, hands: Hands, who: str, words: Sequence[str]) -> None:
    """Let somebody type, press, fill in or mention."""
    match words:
        case ["press", *label]:
            await hands.presses(who, " ".join(label))
        case ["fill", *answers]:
            form = slack.workspace.modal(who)
            labels = sight.fields(form) if form else ()
            typed = [answer.strip() for answer in " ".join(answers).split("|")]
            await hands.fills(who, dict(zip(labels, typed, strict=False)))
        case ["mention", *text]:
            await hands.mentions(who, CHANNEL, " ".join(text))
        case [command, *_] if command.startswith("/"):
            await hands.types(who, CHANNEL, " ".join(words))
        case _:
            raise ValueError("press, fill, mention or a /command")


def show(things: Sequence[Seen]) -> None:
    """Write what is seen."""
    for thing in things:
        buttons = [f"  [{label}]" for label in thing.buttons]
        say("", thing.title, thing.text, *buttons, *(f"  ▢ {label}" for label in thing.fields), "")


def say(*lines: str) -> None:
    """Write lines."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
