"""`segue db`: the memory, brought up to date, copied, put back, and checked."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import Misconfigured

if TYPE_CHECKING:
    from bot.store.database import Database

app = typer.Typer(help="Look after the database.", no_args_is_help=True, rich_markup_mode=None)


@app.command("upgrade", epilog="For example: segue db upgrade")
def upgrade() -> None:
    """Bring the database to this release. An SQLite file is copied aside first."""
    from bot.store import schema, upkeep

    upkeep.upgrade(_database(new=True))
    typer.echo(f"The database is at release {schema.newest()}.")


@app.command("backup", epilog="For example: segue db backup segue-monday.sqlite3")
def backup(target: Annotated[Path, typer.Argument(help="A file that is not there yet.")]) -> None:
    """Copy the SQLite database, also while segue runs. The key is not in it: keep that apart."""
    from bot.store import copies

    copies.copy(_file(), target)
    typer.echo(f"Copied to {target}, and the copy is whole.")


@app.command("restore", epilog="For example: segue db restore segue-monday.sqlite3")
def restore(source: Annotated[Path, typer.Argument(help="A copy that `segue db backup` made.")]) -> None:
    """Put a copy back. Stop segue first; the database that was there is kept beside it."""
    from bot.store import copies, upkeep

    target = _file()
    target.parent.mkdir(parents=True, exist_ok=True)
    with upkeep.held(target):
        copies.restore(source, target)
    typer.echo(f"Restored from {source}.")


@app.command("check", epilog="For example: segue db check --json")
def check(as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False) -> None:
    """Tell everything that is wrong with the rows. Ends with 1 if anything is."""
    from bot.store import faults

    database = _database()
    found = list(faults.find(database))
    counts = {} if found else faults.rows(database)
    if as_json:
        typer.echo(json.dumps({"faults": found, "rows": counts}))
    else:
        typer.echo("\n".join(found) or f"The database is whole: {sum(counts.values())} rows.")
    raise typer.Exit(code=1 if found else 0)


def _database(*, new: bool = False) -> "Database":
    """The operator's database; unless it may be a `new` one, it has to be there."""
    from bot import settings, wiring
    from bot.store.database import Database

    decided = settings.read()
    path = decided.home / "segue.sqlite3"
    if new:
        decided.home.mkdir(parents=True, exist_ok=True)
    elif not decided.database_url and not path.exists():
        raise Misconfigured(f"There is no database at {path} yet: `segue db upgrade` makes one.")
    return Database(decided.database, wiring.keyring(decided))


def _file() -> Path:
    from bot import settings

    decided = settings.read()
    if decided.database_url:
        raise Misconfigured("That is for SQLite files; a PostgreSQL server has pg_dump and pg_restore.")
    return decided.home / "segue.sqlite3"
