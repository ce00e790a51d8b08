"""The wall of a cohort, and the list of somebody's own wins: both page by page."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from bot.cards import controls
from bot.cards.wins import NAME, own_words, see_wall, titled
from bot.domain.guidance import WinCategory
from bot.domain.wins import Win
from bot.domain.words import shortened
from bot.messages.elements import Block, Bullets, Button, Card, Choice, Control, Divider, Option, Text
from bot.messages.text import Code, Line, Moment, MomentStyle, Strong, line
from bot.messages.wire import Action

#: Characters of an option's words, and of a button's.
LABEL = 60
#: In a menu: every kind of win.
ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A page (from 0) of a longer list of wins, and the names of their kinds. `more`: another page follows."""

    wins: tuple[Win, ...]
    kinds: Sequence[WinCategory]
    page: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """What a cohort shared, as somebody reads it: of one `kind` or, if that is empty, of all; `glad` of these."""

    cohort: int
    name: str
    shelf: Shelf
    reader: int
    kind: str = ""
    glad: Collection[int] = ()


def wall(seen: Wall) -> Card:
    """What a cohort shared, newest first, with kudos for each and a way to one kind alone."""
    if not seen.shelf.wins:
        return _blank_wall(seen)
    kinds = Choice(
        label="One kind of win",
        action=Action("wall.kind", (str(seen.cohort),)),
        options=(Option(ALL, "Every kind"), *(Option(one.slug, one.title) for one in seen.shelf.kinds[:24])),
    )
    of = f" · {titled(seen.shelf.kinds, seen.kind)}" if seen.kind else ""
    return Card(
        title=f"{seen.name}: the wall{of}",
        body=tuple(_listed(seen.shelf, named=True)),
        controls=(*_kudos(seen), *_turns(seen.shelf, "wall", (str(seen.cohort), seen.kind)), kinds),
        footnote=line("Newest first. Share one of yours: ", Code("/win")),
    )


def mine(shelf: Shelf) -> Card:
    """Somebody's own wins, shared or not, each to be opened."""
    if not shelf.wins:
        return Card(
            title="No win is kept here yet",
            body=(Text(line("Write one down when you are glad of something, for the cohort or for yourself.")),),
            controls=(controls.run("Write one down", "win"),),
        )
    options = tuple(Option(str(win.number), _short(place, win)) for place, win in enumerate(shelf.wins, start=1))
    return Card(
        title="Your wins",
        body=tuple(_listed(shelf, named=False)),
        controls=(
            Choice(label="Change one", action=Action("win.open"), options=options),
            *_turns(shelf, "win.mine", ()),
        ),
        footnote=line("Only you see this list. What you shared stands on the wall, too."),
    )


def _listed(shelf: Shelf, *, named: bool) -> Iterator[Block]:
    for place, win in enumerate(shelf.wins, start=1):
        if place > 1:
            yield Divider()
        title = titled(shelf.kinds, win.said.category)
        yield Text(
            line(Strong(f"{place} · {shortened(win.author, NAME) if named else title}"), *_about(win, title, named))
        )
        yield from own_words(win)


def _about(win: Win, title: str, named: bool) -> Line:
    glad = (f" · kudos: {win.kudos}",) if win.kudos else ()
    if named:
        return line(f" · {title} · ", Moment(win.shared_at, MomentStyle.DATE), *glad)
    seen = "shared" if win.said.public else "only you"
    return line(" · ", Moment(win.shared_at, MomentStyle.DATE), f" · {seen}", *glad)


def _kudos(seen: Wall) -> Iterator[Button]:
    for place, win in enumerate(seen.shelf.wins, start=1):
        if win.person == seen.reader:
            continue
        verb = "Take back" if win.number in seen.glad else "Kudos"
        args = (str(seen.cohort), seen.kind, str(seen.shelf.page), str(win.number))
        label = shortened(f"{verb}: {place} · {win.author}", LABEL)
        yield Button(label=label, action=Action("wall.kudos", args))


def _turns(shelf: Shelf, name: str, args: tuple[str, ...]) -> Iterator[Control]:
    if shelf.page > 0:
        yield Button(label="Newer", action=Action(f"{name}.page", (*args, str(shelf.page - 1))))
    if shelf.more:
        yield Button(label="Older", action=Action(f"{name}.page", (*args, str(shelf.page + 1))))


def _blank_wall(seen: Wall) -> Card:
    what = (
        f"Nothing of this kind yet: {titled(seen.shelf.kinds, seen.kind)}" if seen.kind else "The wall is still empty"
    )
    examples = tuple(line(Strong(one.title), f": {one.example}") for one in seen.shelf.kinds[:10])
    return Card(
        title=what,
        body=(Text(line("Any of these would look well on it:")), Bullets(examples)),
        controls=(
            controls.share_win(seen.cohort, label="Share one of yours"),
            *((see_wall(seen.cohort),) if seen.kind else ()),
        ),
    )


def _short(place: int, win: Win) -> str:
    return shortened(f"{place} · {win.said.words}", LABEL)
