"""`segue doctor`: looks at everything and changes nothing."""

import json
from typing import Annotated

import typer


def doctor(as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False) -> None:
    """Look at everything segue stands on, and say what to do where something is wrong. Ends with 1 if anything is."""
    from dataclasses import asdict

    from bot.cli.examination import examine

    findings = tuple(examine())
    if as_json:
        typer.echo(json.dumps({"findings": [asdict(finding) for finding in findings]}))
    else:
        for finding in findings:
            typer.echo(f"{finding.id} {'well' if finding.well else 'ILL '} {finding.about}: {finding.says}")
    raise typer.Exit(code=0 if all(finding.well for finding in findings) else 1)
