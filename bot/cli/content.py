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
    from content import library
    from content.coverage import inventory, trace

    try:
        shipped = library.load()
    except library.Unreadable:
        raise Misconfigured("The library cannot be read: run `segue content check`.") from None
    ids = inventory(shipped)
    found = trace(shipped, ids)
    if as_json:
        typer.echo(json.dumps(asdict(found)))
    else:
        for source in ids:
            typer.echo(f"{source}: {', '.join(found.carried.get(source, ())) or 'carried nowhere yet'}")
        typer.echo(f"{len(found.carried)} of {len(ids)} items are carried")
    raise typer.Exit(code=1 if found.missing or found.unknown else 0)


@app.command("schema", epilog="For example: segue content schema")
def schema(
    path: Annotated[Path | None, typer.Argument(help="Where to write; the library's own folder without one.")] = None,
) -> None:
    """Write the JSON Schema of each kind of file, by which an editor completes and checks it."""
    from bot.domain.words import counted
    from content import library, schemas

    folder = path or library.SCHEMA
    folder.mkdir(parents=True, exist_ok=True)
    documents = schemas.documents()
    for name, text in documents.items():
        (folder / name).write_text(text, encoding="utf-8")
    typer.echo(f"{counted(len(documents), 'schema')} in {folder}")


@app.command("new", epilog="For example: segue content new bread-baking packs")
def new(
    name: Annotated[str, typer.Argument(help="What the pack is called: a to z, 0 to 9 and hyphens.")],
    path: Annotated[Path, typer.Argument(help="The folder to put it in.")] = Path(),
) -> None:
    """Start a pack that is small and whole, and say what to edit next."""
    from bot.clocks import SystemClock
    from content import library, seeds
    from content.slugs import LONGEST, SLUG

    if not SLUG.fullmatch(name) or len(name) > LONGEST:
        raise Misconfigured(f"`{name}` cannot be a pack's name: write it like bread-baking.")
    try:
        files = seeds.plant(name, path, library.SCHEMA, SystemClock().now().date())
    except FileExistsError:
        raise Misconfigured(f"{path / name} is there already: choose another name, or remove it.") from None
    typer.echo(f"{path / name} is a whole roadmap of one week. Edit next, in this order:")
    for file in files:
        typer.echo(f"  {file}")
    typer.echo(f"Then: segue content check {path}")
