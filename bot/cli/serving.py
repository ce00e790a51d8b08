"""`segue demo` and `segue run`: the doors open, until somebody stops them."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import Misconfigured

#: The port the playground asks for; the next free one when somebody has it.
PORT = 8765


def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = PORT,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
    fresh: Annotated[bool, typer.Option(help="Begin anew: forget the last playground.")] = False,
) -> None:
    """Open the playground: segue in a browser, with sample people and a clock that you can turn."""
    from bot import settings, wiring
    from bot.cli.playground import Playing

    wiring.log_to_terminal()
    decided = settings.read()
    folder = decided.home / "playground"
    if fresh:
        _forget(folder)
    folder.mkdir(parents=True, exist_ok=True)
    playing = Playing(folder, wiring.playground_keyring(decided), lambda url: _welcome(url, folder, browser))
    asyncio.run(playing.until_stopped(port))


def run() -> None:
    """Serve Slack, Discord, or both: whichever has its tokens in the environment."""
    from bot import settings, wiring
    from bot.cli.doors import Doors

    wiring.log_to_terminal()
    decided = settings.read()
    decided.home.mkdir(parents=True, exist_ok=True)
    asyncio.run(Doors(decided).until_stopped())


def _welcome(url: str, folder: Path, browser: bool) -> None:
    typer.echo(f"Playground: {url}")
    typer.echo(f"Everything stays on this machine, in {folder}; its key is the file beside it. Ctrl+C stops it.")
    if browser:
        import webbrowser

        webbrowser.open(url)


def _forget(folder: Path) -> None:
    import shutil

    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as reason:
        raise Misconfigured(f"{folder} cannot be removed ({reason.strerror}): is a playground still open?") from None
