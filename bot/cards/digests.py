"""What the channel hears of a week once it is over: its wins, what may be said of many, and a story now and then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.cards import controls
from bot.cards.wins import NAME, see_wall
from bot.domain.guidance import MarketFact, Reminder, Story
from bot.domain.passages import Passage
from bot.domain.wins import Win
from bot.domain.words import counted, listed, shortened
from bot.messages import markdown
from bot.messages.elements import Block, Bullets, Card, Divider, Quote, Text, Tone
from bot.messages.pictures import Bars
from bot.messages.text import Line, Strong, line


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What there is to tell of a week.

    `checkins` and `energy` are there only where so many people gave them that nobody can be told apart; `weeks` are
    the last weeks, each with how many wins were shared in it. `more`: another card carries on with names.
    """

    cohort: int
    week: int
    full: tuple[Win, ...] = ()
    named: tuple[str, ...] = ()
    more: bool = False
    checkins: int | None = None
    energy: float | None = None
    weeks: tuple[tuple[int, int], ...] = ()
    aside: MarketFact | Reminder | None = None


def digest(seen: Digest) -> Card:
    """The digest of a week: impact first, everybody with something to celebrate, and nobody for missing."""
    glad = bool(seen.full or seen.named)
    return Card(
        title=f"Wins of week {seen.week}" if glad else f"Week {seen.week}, in short",
        body=(*_wins(seen), *_many(seen), *_aside(seen.aside)),
        controls=(controls.share_win(seen.cohort, label="Share a win"), see_wall(seen.cohort)),
        tone=Tone.GOOD if glad else Tone.PLAIN,
        about=(seen.aside.slug,) if seen.aside else (),
        picture=_picture(seen.weeks),
    )


def more(week: int, names: Sequence[str]) -> Card:
    """The digest carries on: names that its first card had no room for."""
    return Card(
        title=f"Wins of week {week}, carried on",
        body=(Text(_also(names)),),
        tone=Tone.GOOD,
    )


def story(cohort: int, told: Story, footer: Sequence[Passage]) -> Card:
    """What happened to somebody once, for a week whose theme it belongs to."""
    under = " ".join(f"{passage.title}. {passage.text}" for passage in footer)
    return Card(
        title=f"A story · {told.title}",
        body=(Quote(markdown.read(told.text)),),
        controls=(controls.why(cohort, told.slug),),
        footnote=markdown.read(under),
        about=(told.slug, *(passage.slug for passage in footer)),
    )


def _wins(seen: Digest) -> Iterator[Block]:
    if not seen.full and not seen.named:
        yield Text(line("Nothing new on the wall, and that is fine. The smallest thing counts when it comes."))
    if seen.full:
        yield Bullets(tuple(_told(win) for win in seen.full))
    if seen.named:
        yield Text(_also(seen.named))
    if seen.more:
        yield Text(line("More names follow."))


def _told(win: Win) -> Line:
    impact = (Strong(win.said.impact), " · ") if win.said.impact else ()
    return line(*impact, Strong(shortened(win.author, NAME)), f": {win.said.words}")


def _also(names: Sequence[str]) -> Line:
    return line("Also glad of something, on the wall: ", Strong(listed(names)), ".")


def _many(seen: Digest) -> Iterator[Block]:
    """What may be said of many: never who, never who did not."""
    if seen.checkins is not None:
        energy = "" if seen.energy is None else f" Energy on average: {seen.energy:.1f} of 5."
        yield Text(line(f"{counted(seen.checkins, 'person', 'people')} checked in.{energy}"))


def _aside(aside: MarketFact | Reminder | None) -> Iterator[Block]:
    if aside is None:
        return
    yield Divider()
    if isinstance(aside, MarketFact):
        yield Text(line(Strong("A figure, with care. "), *markdown.read(f"{aside.text} {aside.caveat}")))
    else:
        yield Text(markdown.read(aside.text))


def _picture(weeks: Sequence[tuple[int, int]]) -> Bars | None:
    """Wins per week; nothing to look at where there is one week, or none with a win."""
    if len(weeks) < 2 or not any(wins for _, wins in weeks):
        return None
    said = ", ".join(f"week {week}: {wins}" for week, wins in weeks)
    return Bars(
        title="Wins, week by week",
        labels=tuple(f"W{week}" for week, _ in weeks),
        values=tuple(wins for _, wins in weeks),
        unit="wins shared",
        alt=f"Wins shared in the last weeks. {said[:1].upper()}{said[1:]}.",
    )
