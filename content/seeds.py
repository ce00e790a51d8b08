"""A pack to start from: small, whole, and full of places to write over."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from string import Template

_HEAD = "# yaml-language-server: $$schema=$schema/{}.schema.json\n"

_SEED: Mapping[str, str] = {
    "roadmap.yaml": _HEAD.format("roadmap")
    + """\
slug: $name
title: A title for $name
summary: Say in two or three sentences where this road begins, where it ends, and what it asks for.
reviewed: $today
phases:
  - {slug: first-steps, weeks: 1}
""",
    "phases/first-steps.yaml": _HEAD.format("phase")
    + """\
slug: first-steps
title: First steps
goal: Say what somebody can do at the end of this phase.
gate:
  - Say how anybody can tell that the goal is reached
weeks:
  - slug: begin-here
    title: Begin here
    objective: Say what somebody can do at the end of this week.
    hours: 3
    prompt: Ask the question that opens the week in the channel.
    checkin_focus: Ask what the check-in of this week should look at.
    mentor_hint: Tell the mentor what to talk about this week.
    small_task: begin-here.first
    resources: [where-to-read]
    tasks:
      - {slug: begin-here.first, level: core, evidence: note,
         title: "Say what is to be done",
         done_when: "Say how anybody can tell that it is done"}
""",
    "resources.yaml": _HEAD.format("resources")
    + """\
- {slug: where-to-read, kind: guide, state: current, reviewed: $today, opened: false, cost: free,
   title: "Something to learn from", url: "https://example.org/"}
""",
    "prompts.yaml": _HEAD.format("prompts")
    + """\
# This file may be left out, as may onboarding.yaml, routes.yaml, checklists.yaml and sources.yaml.
reviewed: $today
win_categories:
  - {slug: made-something, title: Made something, example: "Give an example of such a win"}
""",
}


def plant(name: str, folder: Path, schema: Path, today: date) -> tuple[Path, ...]:
    """Start a pack of this name in this folder. Returns its files, in the order in which to edit them.

    Raises `FileExistsError` when there is something of that name already.
    """
    root = folder / name
    root.mkdir(parents=True)
    written = []
    for file, text in _SEED.items():
        path = root / file
        path.parent.mkdir(exist_ok=True)
        words = {"name": name, "today": today, "schema": Path(os.path.relpath(schema, path.parent)).as_posix()}
        path.write_text(Template(text).substitute(words), encoding="utf-8")
        written.append(path)
    return tuple(written)
