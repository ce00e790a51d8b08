"""A local Slack to try segue in, with no account: type what people do, read what they see.

Ana /segue help                 type a command into #ml-switch
Ana press Open                  press the newest button or choose the option of that label
Ana fill a parser | it was odd  fill the open form, field by field, and send it
Ana mention hello               call the bot by its name
Ana home                        open App Home; what Ana presses next is pressed there
Bo says we shipped it           say something, and
Ana shortcut                    use the message shortcut on the newest such thing
Ana notes                       what segue wrote to Ana alone
see                             the channel
archive, unarchive, rename x, remove, invite, share     what happens to the channel, or to the bot in it
deactivate Bo, return Bo, move Bo Asia/Tokyo, uninstall     what happens to people, and to the installation
Eve /segue help                 Eve is of another team, Evening school, where segue has to be installed first
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence

import aiohttp

from bot.clocks import SystemClock
from scheduler.stopwatch import Stopwatch
from tests.support.slack.console import Console
from tests.support.slack.events import Unheard
from tests.support.slack.server import SlackServer
from tests.support.slack.things import Refused
from tests.support.stages.stage import Seen

POINTERS = """A local Slack listens at {base_url}
Point segue to it, in another terminal, in one of these ways:

    SEGUE_SLACK_API={base_url}      in all of them

    SEGUE_SLACK_TOKEN={token}       one workspace, over HTTP
    SEGUE_SLACK_SIGNING_SECRET={secret}

    SEGUE_SLACK_TOKEN={token}       one workspace, over sockets
    SEGUE_SLACK_APP_TOKEN={app_token}

    SEGUE_SLACK_CLIENT_ID={client_id}       every workspace that installs segue at {address}/slack/install
    SEGUE_SLACK_CLIENT_SECRET={client_secret}
    SEGUE_SLACK_SIGNING_SECRET={secret}       (or the app token above)
    SEGUE_PUBLIC_URL={address}

What people do is delivered to {address}/slack/events, or to a socket while one is open.
"""


def main() -> None:
    """Listen until the input ends."""
    options = argparse.ArgumentParser(prog="python -m tests.support.slack")
    options.add_argument("--port", type=int, default=4010, help="where to listen")
    options.add_argument("--bot", default="http://127.0.0.1:8080", help="where segue listens")
    chosen = options.parse_args()
    asyncio.run(run(chosen.port, chosen.bot.rstrip("/")))


async def run(port: int, address: str) -> None:
    """Serve, and do what is typed."""
    slack = SlackServer(SystemClock(), stopwatch=Stopwatch())
    console = Console(slack, f"{address}/slack/events")
    await slack.start(port)
    app = slack.app
    say(
        POINTERS.format(
            base_url=slack.base_url,
            token=slack.token,
            secret=slack.secret,
            app_token=app.app_token,
            client_id=app.client_id,
            client_secret=app.client_secret,
            address=address,
        ),
        __doc__ or "",
    )
    while line := await asyncio.to_thread(sys.stdin.readline):
        try:
            show(await console.do(line.split()))
        except (LookupError, TypeError, ValueError, TimeoutError, aiohttp.ClientError, Unheard, Refused) as error:
            say(f"That did not work: {error or type(error).__name__}")
        complain(slack)
    await slack.close()


def show(things: Sequence[Seen]) -> None:
    """Write what is seen."""
    for thing in things:
        buttons = [f"  [{label}]" for label in thing.buttons]
        say("", thing.title, thing.text, *buttons, *(f"  ▢ {label}" for label in thing.fields), "")


def complain(slack: SlackServer) -> None:
    """Write what Slack did not like since the last time."""
    for refusal in slack.refusals:
        say(f"! Slack refused: {', '.join(refusal)}")
    for breach in slack.breaches:
        say(f"! {breach.method} came {breach.wait:.1f} s too early: {breach.team} {breach.channel}")
    for waiting in slack.events.pending:
        say(f"! {waiting.body['event']['type']} was not taken: {waiting.reason}")
    slack.refusals.clear()
    slack.breaches.clear()
    slack.events.pending.clear()


def say(*lines: str) -> None:
    """Write lines."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
