"""`segue rehearse`: everything a cohort would receive, before anybody does."""

import asyncio
import json
from datetime import date, datetime
from textwrap import indent
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.cli.notebook import Said
    from bot.cli.rehearsal import Rehearsal

MONDAY = "the next Monday"


def rehearse(  # noqa: PLR0913, PLR0917  (each is an option of the command)
    start: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day; the next Monday.")] = None,
    zone: Annotated[str, typer.Option(help="The cohort's time zone.")] = "Europe/Berlin",
    weeks: Annotated[int, typer.Option(min=1, help="How many weeks of the roadmap.")] = 27,
    members: Annotated[int, typer.Option(min=0, max=500, help="How many learn.")] = 12,
    mentors: Annotated[int, typer.Option(min=0, max=500, help="How many mentor.")] = 4,
    seed: Annotated[int, typer.Option(help="The same seed gives the same rehearsal.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per line.")] = False,
) -> None:
    """Run a whole cohort against a simulated clock and simulated members, and show what would be sent."""
    from bot.cli.play import Cast
    from bot.cli.rehearsal import Rehearsal

    cast = Cast(
        starts=start.date() if start else _next_monday(), zone=zone, weeks=weeks, members=members, mentors=mentors
    )
    rehearsal = Rehearsal(cast, seed)
    said = asyncio.run(_with_progress(rehearsal, weeks))
    if as_json:
        for one in said:
            typer.echo(json.dumps(one.as_json(), ensure_ascii=False))
    else:
        _show(said)


async def _with_progress(rehearsal: "Rehearsal", weeks: int) -> "tuple[Said, ...]":
    from rich.console import Console
    from rich.progress import Progress

    terminal = Console(stderr=True)
    with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as progress:
        task = progress.add_task("Rehearsing", total=weeks)
        return await rehearsal.play(lambda week: progress.update(task, completed=week))


def _show(said: "tuple[Said, ...]") -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    page = Console(highlight=False)
    for one in said:
        page.print(Text.assemble((f"{one.at:%a %d %b %Y %H:%M %Z}", "bold"), f"  {one.ritual} → {one.to}"))
        words = f"{one.title}\n{one.text}\n"
        if page.is_terminal:
            page.print(Padding(Text(words), (0, 0, 0, 4), expand=False))
        else:  # whoever reads a pipe finds every line whole
            page.print(Text(indent(words, " " * 4)), soft_wrap=True)
    page.print(f"{len(said)} messages")


def _next_monday() -> date:
    from bot.clocks import SystemClock
    from bot.domain.rhythm import Rhythm, first
    from bot.domain.schedule import PROMPT

    return first(Rhythm(0, PROMPT.at), SystemClock().now().date())
