"""`segue slack`: what Slack has to be told of segue."""

from typing import Annotated

import typer

from bot.errors import Misconfigured

app = typer.Typer(help="Set segue up in Slack.", no_args_is_help=True, rich_markup_mode=None)


@app.command("manifest", epilog="For example: segue slack manifest --url https://segue.example.org")
def manifest(
    url: Annotated[str, typer.Option(help="The address that Slack reaches segue at; --sockets needs none.")] = "",
    sockets: Annotated[bool, typer.Option("--sockets", help="Socket Mode: segue opens the connection.")] = False,
) -> None:
    """Print the manifest to make the Slack app from. deploy/slack.md says what to do with it."""
    from bot.cli import manifest as written

    if not (url or sockets):
        raise Misconfigured("Say how Slack is to reach segue: --sockets, or --url https://segue.example.org")
    typer.echo(written.over_sockets(url) if sockets else written.at(url), nl=False)
