"""Why something is in the library: what its sources say, and when it was looked at last."""

from collections.abc import Sequence
from datetime import date

from bot.cards import controls
from bot.domain import items
from bot.domain.items import Item
from bot.domain.roadmap import Roadmap
from bot.domain.sources import Article, Finding
from bot.domain.staleness import Report, Verdict
from bot.domain.words import shortened
from bot.messages.elements import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Control,
    Facts,
    Field,
    FieldKind,
    Form,
    Option,
    Text,
)
from bot.messages.text import Line, Strong, line
from bot.messages.wire import Action

#: So many findings say why; the card stays on one screen.
TOLD = 5
#: So many items are offered where several are meant, and so much of a title is in its own.
OFFERED, TITLE = 10, 120
#: The longest report, in characters.
LONGEST = 500


def item(roadmap: Roadmap, shown: Item, cohort: int, mine: Report | None, hidden: bool) -> Card:
    """What the sources say of an item, its review, and a way to report that it has aged."""
    return Card(
        title=f"Why “{shortened(shown.title, TITLE)}”?",
        body=(*_sources(items.findings(roadmap, shown.sources)), Facts(_facts(shown)), *_doubt(shown, mine, hidden)),
        controls=_ways(shown, cohort, mine),
        footnote=line("In our words, not theirs. A report goes to your organiser alone."),
        about=(shown.slug,),
    )


def which(typed: str, found: Sequence[Item], cohort: int) -> Card:
    """Several items may be meant: a menu of them."""
    some = found[:OFFERED]
    more = f" Here are {OFFERED} of {len(found)}." if len(found) > OFFERED else ""
    return Card(
        title="Which one do you mean?",
        body=(
            Text(line(f"“{shortened(typed, TITLE)}” is in several titles.{more}")),
            Bullets(tuple(line(Strong(shortened(one.title, TITLE)), f" · {_kind(one)}") for one in some)),
        ),
        controls=(
            Choice(
                label="Open one of them",
                action=Action("why.item", (str(cohort),)),
                options=tuple(Option(one.slug, shortened(one.title, 70)) for one in some),
            ),
        ),
    )


def report(shown: Item, cohort: int, mine: Report | None) -> Form:
    """Ask what is wrong with an item."""
    return Form(
        title="Report stale",
        action=Action("stale.report", (str(cohort), shown.slug)),
        intro=line(f"{shortened(shown.title, TITLE)}. Your organiser reads this."),
        fields=(
            Field(
                key="words",
                label="What is wrong with it?",
                kind=FieldKind.PARAGRAPH,
                hint="A dead link, an old version, a closed course …",
                initial="" if mine is None else mine.words,
                longest=LONGEST,
            ),
        ),
        submit="Report",
    )


def _sources(found: Sequence[tuple[Finding, Article]]) -> tuple[Block, ...]:
    if not found:
        return (Text(line("No source is named for it: it is the library's own.")),)
    return (
        Text(line(Strong("What the sources say"))),
        Bullets(tuple(_finding(finding, article) for finding, article in found[:TOLD])),
    )


def _finding(finding: Finding, article: Article) -> Line:
    where = f"“{article.title}”" + (f", {article.where}" if article.where else "")
    return line(finding.says, f" ({where})")


def _facts(shown: Item) -> tuple[tuple[str, Line], ...]:
    opened = {True: ", and its page was looked at then", False: ", without opening its page", None: ""}
    return (
        ("What it is", line(_kind(shown))),
        ("Last reviewed", line(_day(shown.reviewed) + opened[shown.opened])),
    )


def _kind(shown: Item) -> str:
    if shown.kind == "week":
        return f"week {shown.week}"
    return shown.kind + (f" of week {shown.week}" if shown.week is not None else "")


def _doubt(shown: Item, mine: Report | None, hidden: bool) -> tuple[Block, ...]:
    """What became of the reader's own report, or that somebody else made one."""
    if mine is None:
        return (Text(line("Somebody found it out of date: new prompts leave it out for now.")),) if hidden else ()
    waits = "New prompts leave it out meanwhile." if shown.hides else "It keeps its place meanwhile."
    told = {
        Verdict.OPEN: f"You reported it; your organiser has not settled it yet. {waits}",
        Verdict.HIDDEN: "You reported it, and your organiser agreed: new prompts leave it out.",
        Verdict.SHOWN: "You reported it; your organiser looked at it and shows it again.",
    }
    agreed = mine.verdict is Verdict.HIDDEN and not shown.hides
    return (Text(line("You reported it, and your organiser agreed." if agreed else told[mine.verdict])),)


def _ways(shown: Item, cohort: int, mine: Report | None) -> tuple[Control, ...]:
    label = "Change your report" if mine is not None and mine.verdict is Verdict.OPEN else "Report stale"
    report_it = Button(label=label, action=Action("stale.report", (str(cohort), shown.slug)))
    if shown.week is None:
        return (report_it,)
    return (controls.see_week(cohort, shown.week, f"See week {shown.week}"), report_it)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
