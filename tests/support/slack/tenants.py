"""Several teams of one Slack in front of one real bridge: installations, and who knows their tokens."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.slack.bridge import Bridge
from adapters.slack.oauth import OAuth
from adapters.slack.outbound import SlackMessenger
from adapters.slack.pictures import Pictures
from adapters.slack.workspaces import Workspaces
from bot.installation import Installation
from bot.messages.elements import Card, Text
from bot.ports import Address, Clock, Parcel
from bot.requests import Platform
from tests.support.slack.server import SlackServer
from tests.support.slack.tokens import Token
from tests.support.slack.workspace import Channel, Member

#: Where segue is said to be reached in these tests.
ADDRESS = "http://127.0.0.1:8080"


@asynccontextmanager
async def two_teams(clock: Clock) -> AsyncIterator[SlackServer]:
    """A local Slack with T1 and T2, each with a channel C-T1 or C-T2, and Bo or Eli in it."""
    slack = SlackServer(clock)
    slack.add("T2", "Night shift")
    for team, user, name in (("T1", "UBO", "Bo"), ("T2", "UELI", "Eli")):
        here = slack.teams[team]
        here.members[user] = Member(id=user, name=name, zone="Africa/Lagos")
        here.channels[f"C-{team}"] = Channel(id=f"C-{team}", name="ml-switch")
    await slack.start()
    try:
        yield slack
    finally:
        await slack.close()


@asynccontextmanager
async def opened(slack: SlackServer, bridge: Bridge, clock: Clock) -> AsyncIterator[Workspaces]:
    """Every workspace whose installation the bridge keeps."""
    workspaces = Workspaces.many(app(slack), bridge=bridge, clock=clock, base_url=slack.base_url)
    await workspaces.start()
    try:
        yield workspaces
    finally:
        await workspaces.close()


def app(slack: SlackServer) -> OAuth:
    """The Slack app, as the local Slack knows it."""
    return OAuth(
        client_id=slack.app.client_id,
        client_secret=slack.app.client_secret,
        address=ADDRESS,
        consent_page=f"{slack.home}/oauth/v2/authorize",
    )


def consent(slack: SlackServer, team: str) -> Installation:
    """An installation in a team, with the newest token that is good there."""
    return kept(slack, team, slack.tokens.living(team)[-1])


def rotating(slack: SlackServer, team: str) -> Installation:
    """An installation in a team whose token ends after twelve hours."""
    return kept(slack, team, slack.tokens.issue(team, slack.app.scopes, rotates=True))


def kept(slack: SlackServer, team: str, token: Token) -> Installation:
    """An installation with this token."""
    here = slack.teams[team]
    return Installation(
        platform=Platform.SLACK,
        workspace=team,
        name=here.name,
        bot_user=here.bot_user,
        bot=here.bot,
        token=token.value,
        refresh=token.refresh,
        expires=token.ends,
        installed_at=slack.clock.now(),
        scopes=tuple(sorted(token.scopes)),
    )


def messenger(workspaces: Workspaces, bridge: Bridge, clock: Clock) -> SlackMessenger:
    """The messenger that speaks with these tokens."""
    return SlackMessenger(workspaces, Pictures(workspaces, bridge), clock)


def parcel(team: str, words: str = "Week 3", **to: str) -> Parcel:
    """Words for a team's channel, unless `to` says for whom."""
    channel = to.get("channel") if to else f"C-{team}"
    address = Address(platform=Platform.SLACK, workspace=team, channel=channel, user=to.get("user"))
    card = Card(title=words, body=(Text((f"{words}.",)),))
    return Parcel(delivery=1, fence=1, kind="prompt", key="d1", to=address, card=card, reader_zone="UTC")
