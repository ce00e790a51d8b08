"""`segue content`: whether the library is well, and what of the research it carries."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import Misconfigured

app = typer.Typer(help="Look after the library.", no_args_is_help=True, rich_markup_mode=None)

Json = Annotated[bool, typer.Option("--json", help="As one JSON object.")]


@app.command("check", epilog="For example: segue content check content")
def check(
    path: Annotated[Path | None, typer.Argument(help="A folder of packs; the shipped library without one.")] = None,
    as_json: Json = False,
) -> None:
    """Tell everything that is wrong with a library: file, place, fault and fix. Ends with 1 if anything is."""
    from bot.domain.words import counted
    from content import library

    problems = library.check(path) if path else library.check()
    if as_json:
        typer.echo(json.dumps({"problems": [asdict(problem) for problem in problems]}, default=str))
    else:
        for problem in problems:
            typer.echo(str(problem))
        typer.echo(counted(len(problems), "problem"))
    raise typer.Exit(code=1 if problems else 0)


@app.command("coverage", epilog="For example: segue content coverage --json")
def coverage(as_json: Json = False) -> None:
    """List each item of the research and what carries it. Ends with 1 while something is carried nowhere."""
    from content import inventory, library
    from content.coverage import trace

    try:
        shipped = library.load()
    except library.Unreadable:
        raise Misconfigured("The library cannot be read: run `segue content check`.") from None
    ids = inventory.read(library.HERE / shipped.default.slug).ids
    found = trace(shipped, ids)
    if as_json:
        typer.echo(json.dumps(asdict(found)))
    else:
        for source in ids:
            typer.echo(f"{source}: {', '.join(found.carried.get(source, ())) or 'carried nowhere yet'}")
        typer.echo(f"{len(found.carried)} of {len(ids)} items are carried")
    raise typer.Exit(code=1 if found.missing or found.unknown else 0)
