"""`segue discord`: what Discord has to be told of segue."""

from typing import Annotated

import typer

app = typer.Typer(help="Set segue up in Discord.", no_args_is_help=True, rich_markup_mode=None)


@app.command("invite", epilog="For example: segue discord invite --application 1234567890123456789")
def invite(
    application: Annotated[
        str, typer.Option(help="The application's id; without it, Discord is asked whose SEGUE_DISCORD_TOKEN is.")
    ] = "",
) -> None:
    """Print the address that lets segue into a server, with what it needs there and nothing else."""
    from bot.cli import invited

    typer.echo(invited.link(application))
