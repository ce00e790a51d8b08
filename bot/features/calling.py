"""Whom prompts call on a Discord server: the role an organiser chose for all channels of their cohort there."""

from collections.abc import Sequence

from bot.cards import calling as cards
from bot.domain import mentions
from bot.domain.words import shortened, storable
from bot.errors import Refusal
from bot.features import organising
from bot.features.feature import Answers, Context, Feature
from bot.replies import Reply
from bot.requests import Option, OptionKind, Platform, Role
from bot.store.models import Channel, Cohort
from bot.store.queries import cohorts

feature = Feature()

#: The length of the column `channels.role_name`.
NAME = 100
#: What Discord calls everybody, beside the role that has the server's own id.
EVERYBODY = frozenset({"@everyone", "@here", "everyone", "here"})


@feature.command(
    "cohort role",
    role=Role.ORGANISER,
    summary="Which Discord role prompts call, if any",
    example="/cohort role @Spring",
    options=(Option(name="role", summary="A role of this server", kind=OptionKind.ROLE), organising.NAME),
)
def choose_role(ctx: Context, answers: Answers) -> Reply:
    """Show whom prompts call on this server, or let them call the role that is named."""
    if ctx.actor.platform is not Platform.DISCORD:
        raise Refusal("Only Discord has roles to call.", "/cohort roles is about who organises and mentors.")
    cohort = organising.named(ctx, answers)
    spoken = _spoken(ctx, cohort)
    if not answers["role"]:
        return Reply(
            card=cards.calling(cohort.id, cohort.name, next((one.role_name for one in spoken if one.role), ""))
        )
    role = _role(ctx, answers["role"])
    name = shortened(storable(mentions.name(answers["role"])).lstrip("@"), NAME) or "that role"
    for channel in spoken:
        channel.role, channel.role_name = role, name
    return Reply(card=cards.calling(cohort.id, cohort.name, name, changed=True))


@feature.click("cohort.calls", role=Role.ORGANISER)
def call_nobody(ctx: Context, answers: Answers) -> Reply:
    """Let prompts call nobody on this server; twice is once."""
    cohort = organising.numbered(ctx, answers)
    for channel in _spoken(ctx, cohort):
        channel.role, channel.role_name = "", ""
    return Reply(card=cards.calling(cohort.id, cohort.name, "", changed=True), replaces=True)


def _spoken(ctx: Context, cohort: Cohort) -> Sequence[Channel]:
    """Its channels on this server. Raises a `Refusal` where it has none."""
    found = cohorts.channels(ctx.session, cohort.id)
    here = [channel for channel in found if channel.workspace_id == ctx.account.workspace_id]
    if not here:
        raise Refusal(f"{cohort.name} does not speak on this server.", "Type /cohort channel where it should.")
    return here


def _role(ctx: Context, said: str) -> str:
    """The id of the role that is named. Raises a `Refusal` for everybody, and for what is no role."""
    role = mentions.role(said).lstrip("0")
    if role == ctx.actor.workspace or said.casefold() in EVERYBODY:
        raise Refusal("segue never calls everybody.", "Choose a role that only the people of the cohort have.")
    if not role or len(role) > 20:
        raise Refusal(f"“{said[:60]}” is no role of this server.", "Type /cohort role, and choose one from the list.")
    return role
