"""`segue rehearse`: everything a cohort would receive, before anybody does."""

import asyncio
import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.cli.rehearsal import Rehearsal, Rehearsed


def rehearse(  # noqa: PLR0913, PLR0917  (each is an option of the command)
    start: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="First day; the next Monday.")] = None,
    zone: Annotated[str, typer.Option(help="The cohort's time zone.")] = "Europe/Berlin",
    weeks: Annotated[int, typer.Option(min=1, help="How many weeks of the roadmap.")] = 27,
    members: Annotated[int, typer.Option("--members", "--learners", min=0, max=500, help="How many learn.")] = 12,
    mentors: Annotated[int, typer.Option(min=0, max=500, help="How many offer to mentor.")] = 4,
    seed: Annotated[int, typer.Option(help="The same seed gives the same rehearsal.")] = 1,
    summary: Annotated[bool, typer.Option("--summary", help="Only who was brought together, and figures.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per line.")] = False,
) -> None:
    """Run a whole cohort against a simulated clock and simulated members, and show what would be sent."""
    from bot.cli import printing
    from bot.cli.play import Cast
    from bot.cli.rehearsal import Rehearsal

    cast = Cast(
        starts=start.date() if start else _next_monday(), zone=zone, weeks=weeks, members=members, mentors=mentors
    )
    rehearsed = asyncio.run(_with_progress(Rehearsal(cast, seed), weeks))
    if as_json:
        for one in (rehearsed.season,) if summary else rehearsed.said:
            typer.echo(json.dumps(one.as_json(), ensure_ascii=False))
    else:
        printing.show(() if summary else rehearsed.said, rehearsed.season, zone)


async def _with_progress(rehearsal: "Rehearsal", weeks: int) -> "Rehearsed":
    from rich.console import Console
    from rich.progress import Progress

    terminal = Console(stderr=True)
    with Progress(console=terminal, transient=True, disable=not terminal.is_terminal) as progress:
        task = progress.add_task("Rehearsing", total=weeks)
        return await rehearsal.play(lambda week: progress.update(task, completed=week))


def _next_monday() -> date:
    from bot.clocks import SystemClock
    from bot.domain.rhythm import Rhythm, first
    from bot.domain.schedule import PROMPT

    return first(Rhythm(0, PROMPT.at), SystemClock().now().date())
