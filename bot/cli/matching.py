"""`segue match`: the solver behind every plan, open to anybody who wants to try it."""

import json
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Try the solver that pairs people.", no_args_is_help=True, rich_markup_mode=None)

File = Annotated[Path, typer.Argument(help="A CSV with left,right,score and perhaps capacity; - is the input.")]
Json = Annotated[bool, typer.Option("--json", help="As one JSON object.")]


@app.callback()
def match() -> None:
    """Keep `check` a command of its own while it is the only one."""


@app.command("check", epilog="For example: segue match check instance.csv")
def check(file: File, as_json: Json = False) -> None:
    """Solve an assignment: as many of the left as can be served, for the greatest sum of scores.

    Each line is a pair that may be. `capacity` is how many the one on the right takes; one, where nothing is said.
    """
    from bot.cli import instances

    solved = instances.solve(instances.read(file))
    typer.echo(json.dumps(instances.as_json(solved)) if as_json else instances.told(solved))
