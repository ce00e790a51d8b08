"""The command line: `segue …`. Heavy modules are imported by the command that needs them, so that help is instant."""

import sys
from importlib.metadata import version
from typing import Annotated

import typer

from bot.cli import content, database, discord, doctor, matching, rehearsing, serving, slack
from bot.errors import SegueError

app = typer.Typer(
    name="segue",
    help="The companion of cohorts who move to machine learning engineering together.",
    epilog="Try it now, with no tokens and nobody else involved: segue demo",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("demo", epilog="For example: segue demo --no-browser --port 0")(serving.demo)
app.command("run", epilog="For example: SEGUE_KEY=… SEGUE_DISCORD_TOKEN=… segue run")(serving.run)
app.command("rehearse", epilog="For example: segue rehearse --start 2027-01-04 --zone Europe/Berlin --weeks 4")(
    rehearsing.rehearse
)
app.command("doctor", epilog="For example: segue doctor --json")(doctor.doctor)
app.add_typer(content.app, name="content")
app.add_typer(database.app, name="db")
app.add_typer(slack.app, name="slack")
app.add_typer(discord.app, name="discord")
app.add_typer(matching.app, name="match")


@app.command("version", epilog="For example: segue version --json")
def show_version(as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False) -> None:
    """Tell which segue this is."""
    typer.echo(f'{{"version": "{version("segue")}"}}' if as_json else f"segue {version('segue')}")


def main() -> None:
    """Run a command. It ends with 0, with 1 when something is wrong, or with 2 when the command line is."""
    try:
        app()
    except SegueError as error:
        typer.echo(f"segue: {error}", err=True)
        sys.exit(1)
