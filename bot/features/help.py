"""Help, and nothing else."""

from bot.cards import help as cards
from bot.features.feature import Answers, Context, Feature
from bot.replies import Reply
from bot.requests import Role

feature = Feature()


@feature.command("segue", role=Role.ANYONE, summary="What segue can do for you", example="/segue")
def show_help(ctx: Context, answers: Answers) -> Reply:
    """Show every command on one card."""
    return Reply(card=cards.overview(ctx.commands))


@feature.command("segue help", role=Role.ANYONE, summary="The same", example="/segue help")
def show_help_again(ctx: Context, answers: Answers) -> Reply:
    """Show every command on one card."""
    return show_help(ctx, answers)
