"""What a cohort will hear: the weeks to come with their moments and rests, and one week as it is sent."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cards import settings
from bot.messages.elements import Block, Button, Card, Facts, Text
from bot.messages.text import Moment, Strong, line
from bot.messages.wire import Action


@dataclass(frozen=True, slots=True)
class Said:
    """Something that will be said: what, when, and what it falls into, if that is a rest or a pause."""

    what: str
    due: datetime
    within: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekAhead:
    """A week of the roadmap with all that is still to be said of it; or a rest, with its name."""

    number: int
    title: str
    said: tuple[Said, ...] = ()
    rest: str = ""


def preview(cohort: int, name: str, weeks: tuple[WeekAhead, ...], following: int) -> Card:
    """Some weeks as they will be; `following` is the first one after them, 0 when there is none."""
    later = Button(label="The weeks after", action=Action("cohort.preview", (str(cohort), str(following))))
    shown = [week for week in weeks if any(one.what == "Prompt" for one in week.said)]
    clashes = any(one.within for week in weeks for one in week.said)
    return Card(
        title=f"{name}: what comes",
        body=tuple(block for week in weeks for block in _week(week)) or (Text(line("Nothing more is planned.")),),
        controls=(
            *(_see(cohort, week.number) for week in shown),
            *((later,) if following else ()),
            settings.back(cohort),
        ),
        footnote=line("Look at what falls into a rest: another rhythm or another rest can move it.")
        if clashes
        else (),
    )


def posted(cohort: int, week: int, prompt: Card) -> Card:
    """The prompt of a week as it will stand in the channel, with nothing to press but the way back."""
    back = Button(label="Back to the preview", action=Action("cohort.preview", (str(cohort), str(week))))
    return replace(prompt, controls=(back,), footnote=(*prompt.footnote, " · a preview, only you see it"))


def _see(cohort: int, week: int) -> Button:
    return Button(label=f"See week {week} as posted", action=Action("cohort.posted", (str(cohort), str(week))))


def _week(week: WeekAhead) -> Iterator[Block]:
    if week.rest:
        yield Text(line(Strong("Rest"), f" · {week.rest}"))
        return
    yield Text(line(Strong(f"Week {week.number}"), f" · {week.title}"))
    yield Facts(
        tuple(
            (one.what, line(Moment(one.due), f" · falls into {one.within}" if one.within else ""))
            for one in week.said
        )
    )
