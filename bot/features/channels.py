"""The channels a cohort speaks in: one more, from where they are, or one less; never none."""

from dataclasses import replace

from bot.cards import channels as cards
from bot.cards.channels import Lost
from bot.errors import Refusal
from bot.features import organising, reach, whereabouts
from bot.features.feature import Answers, Context, Feature
from bot.features.settings import shown
from bot.messages.elements import Option
from bot.replies import Reply
from bot.requests import Role
from bot.store.models import Channel, Cohort
from bot.store.queries import cohorts
from bot.store.queries import organising as queries
from bot.store.queries import reach as places

feature = Feature()


@feature.command(
    "cohort channel",
    role=Role.ORGANISER,
    summary="Let a cohort speak in this channel, too",
    example="/cohort channel Spring",
    options=(organising.NAME,),
)
def speak_here_too(ctx: Context, answers: Answers) -> Reply:
    """Speak in the channel they are in, on whichever workspace; twice is once."""
    return replace(_speak(ctx, organising.named(ctx, answers)), replaces=False)


@feature.click("cohort.channels", role=Role.ORGANISER)
def show_channels(ctx: Context, answers: Answers) -> Reply:
    """Show where it speaks."""
    return _channels(ctx, organising.numbered(ctx, answers))


@feature.click("cohort.channel", role=Role.ORGANISER)
def speak_here(ctx: Context, answers: Answers) -> Reply:
    """Speak in the channel they are in, too; twice is once."""
    return _speak(ctx, organising.numbered(ctx, answers))


def _speak(ctx: Context, cohort: Cohort) -> Reply:
    channel = ctx.place.channel
    there = cohorts.here(ctx.session, ctx.account, channel)
    if channel is None:
        raise Refusal("A cohort speaks in a channel.", "Type /cohort channel in the channel where it should speak.")
    if there is not None and there.id != cohort.id:
        raise Refusal(f"{there.name} speaks in this channel already.", "Type /cohort channel in another one.")
    known = queries.speak_too(ctx.session, cohort, ctx.account, channel, ctx.place.channel_name)
    ctx.session.flush()
    return replace(_channels(ctx, cohort, replaces=True), posts=reach.regain(ctx.scene, known))


@feature.click("cohort.quiet", role=Role.ORGANISER)
def stop_speaking(ctx: Context, answers: Answers) -> Reply:
    """Stop speaking in the chosen channel, while another one is left."""
    cohort = organising.numbered(ctx, answers)
    said = answers["choice"]
    channel = queries.channel_of(ctx.session, cohort, int(said) if said.isascii() and said.isdigit() else 0)
    if channel is not None and not _others(ctx, cohort, channel):
        raise Refusal("It is the last channel it speaks in.", "Add another one first, or end the cohort.")
    if channel is not None:
        channel.silent = True
        ctx.session.flush()
    return _channels(ctx, cohort, replaces=True)


def _others(ctx: Context, cohort: Cohort, channel: Channel) -> bool:
    """Whether it can be heard elsewhere, or at least as well."""
    heard = {one.id for one in places.spoken(ctx.session, cohort)}
    spoken = {one.id for one in cohorts.channels(ctx.session, cohort.id)}
    return bool((heard if channel.id in heard else spoken) - {channel.id})


def _channels(ctx: Context, cohort: Cohort, replaces: bool = False) -> Reply:
    spoken = cohorts.channels(ctx.session, cohort.id)
    taken = cohorts.here(ctx.session, ctx.account, ctx.place.channel) is not None
    free = ctx.place.channel is not None and not taken
    here = (f"#{ctx.place.channel_name.lstrip('#')}" if ctx.place.channel_name else "this channel") if free else ""
    places = whereabouts.of_community(ctx)
    options = tuple(Option(str(channel.id), shown(channel, places)) for channel in spoken)
    lost = tuple(Lost(channel.id, shown(channel, places), channel.lost) for channel in spoken if channel.lost)
    silent = whereabouts.others(ctx, {channel.workspace_id for channel in spoken}) if len(places) > 1 else ()
    return Reply(card=cards.channels(cohort.id, cohort.name, options, here, lost, silent), replaces=replaces)
