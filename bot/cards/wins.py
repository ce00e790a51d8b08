"""Wins: the form of one, what its author can do with it, and how the cohort hears of it."""

from collections.abc import Iterator, Sequence

from bot.cards import controls
from bot.domain.guidance import WinCategory
from bot.domain.wins import IMPACT, PLAIN, TYPED, WORDS, Said, Win
from bot.domain.words import shortened
from bot.messages.elements import (
    Block,
    Button,
    Card,
    Emphasis,
    Field,
    FieldKind,
    Form,
    Option,
    Quote,
    Text,
    Tone,
)
from bot.messages.text import Code, Line, Moment, MomentStyle, Strong, line
from bot.messages.wire import Action

_SMALL = "Small ones count: a bug understood, a brave question, a no that you dared to hear."
#: Characters of a name, so that the win beside it has room.
NAME = 40
WHO = (Option("cohort", "The cohort: its channel hears of it"), Option("me", "Only me: kept in /win mine"))


def form(
    kinds: Sequence[WinCategory],
    action: Action,
    said: Said | None = None,
    words: str = "",
    cohorts: Sequence[Option] = (),
) -> Form:
    """The form of a win, with what was `said` of it or, of a new one, some `words`; who sees it is always chosen."""
    return Form(
        title="A win of yours",
        action=action,
        intro=line(_longer(words) or _SMALL),
        fields=(
            Field(
                key="words",
                label="What happened?",
                kind=FieldKind.PARAGRAPH,
                hint=f"One line is plenty, {WORDS} characters at most.",
                initial=said.words if said else shortened(words, TYPED),
                longest=TYPED,
            ),
            _kind(kinds, said.category if said else ""),
            Field(
                key="impact",
                label="Did a number move?",
                required=False,
                hint="As in: p95 latency 900 ms → 300 ms",
                initial=said.impact if said else "",
                longest=IMPACT,
            ),
            Field(
                key="who",
                label="Who sees it?",
                kind=FieldKind.CHOICE,
                initial=_who(said) if said else "",
                options=WHO,
            ),
            *((_which(cohorts),) if cohorts else ()),
        ),
    )


def shared(cohort: int, name: str, *, rests: bool = False) -> Card:
    """To whoever shared a win. While the cohort `rests`, its channel is not told at once."""
    heard = "It stands on the wall" if rests else "Its channel hears of it in a moment"
    return Card(
        title=f"Shared with {name}",
        body=(Text(line(f"{heard}, and the next digest tells of it.")),),
        controls=(see_wall(cohort), see_mine()),
        tone=Tone.GOOD,
        footnote=line("Change it, keep it to yourself or withdraw it at any time: ", Code("/win mine")),
    )


def kept() -> Card:
    """To whoever keeps a win to themselves."""
    return Card(
        title="Kept for you",
        body=(Text(line("Nobody else sees it. It stays in your record, and you can share it later.")),),
        controls=(see_mine(),),
        tone=Tone.GOOD,
    )


def told(win: Win, kind: WinCategory) -> Card:
    """A shared win, to the cohort's channels."""
    return Card(
        title=f"{shortened(win.author, NAME)} · {kind.title}",
        body=tuple(own_words(win)),
        controls=(
            Button(label="Kudos", action=Action("kudos", (str(win.number),)), emphasis=Emphasis.PRIMARY),
            controls.share_win(win.cohort, label="Share one of yours"),
        ),
        tone=Tone.GOOD,
        footnote=line(f"Kudos: {win.kudos}") if win.kudos else (),
    )


def taken_back() -> Card:
    """In the place of a win in a channel, once its author keeps it to themselves or has withdrawn it."""
    return Card(title="A win stood here", body=(Text(line("It was withdrawn by its author.")),))


def kudos(win: Win, *, given: bool) -> Card:
    """To whoever pressed Kudos: what stands now."""
    name, action = shortened(win.author, NAME), Action("kudos", (str(win.number),))
    return Card(
        title=f"Kudos to {name}" if given else f"Kudos to {name}, taken back",
        body=(*own_words(win), Text(line(f"Kudos: {win.kudos}"))),
        controls=(Button(label="Take it back" if given else "Give kudos again", action=action),),
        tone=Tone.GOOD if given else Tone.PLAIN,
    )


def one(win: Win, kinds: Sequence[WinCategory]) -> Card:
    """One of somebody's own wins, and what they can do with it."""
    number = (str(win.number),)
    turned = Button(label="Keep to myself", action=Action("win.hide", number))
    if not win.said.public:
        turned = Button(label="Share", action=Action("win.share", number), emphasis=Emphasis.PRIMARY)
    return Card(
        title=titled(kinds, win.said.category),
        body=(*own_words(win), Text(line(*_state(win)))),
        controls=(
            Button(label="Edit", action=Action("win.edit", number)),
            turned,
            Button(label="Withdraw", action=Action("win.withdraw", number), emphasis=Emphasis.DANGER),
            see_mine(),
        ),
        footnote=line("Withdraw deletes it, here and in the channel. Kept to yourself, it stays in your record."),
    )


def withdrawn() -> Card:
    """To whoever withdrew a win, however often."""
    return Card(
        title="Withdrawn",
        body=(
            Text(
                line("It is gone from your record, the wall and the next digests. Its place in the channel says so.")
            ),
        ),
        controls=(see_mine(),),
    )


def own_words(win: Win) -> Iterator[Block]:
    """A win as its author tells it, impact first."""
    if win.said.impact:
        yield Text(line(Strong(win.said.impact)))
    yield Quote(line(win.said.words))


def titled(kinds: Sequence[WinCategory], slug: str) -> str:
    """What a kind of win is called; the plain word for one that is gone."""
    return next((one.title for one in kinds if one.slug == slug), PLAIN.title)


def see_wall(cohort: int) -> Button:
    """Show what a cohort shared."""
    return Button(label="See the wall", action=Action("wall.page", (str(cohort), "", "0")))


def see_mine() -> Button:
    """Show somebody's own wins."""
    return controls.run("My wins", "win", "mine")


def _longer(words: str) -> str:
    """What to do about words that are more than a win, or than its form takes; empty when they are not."""
    if len(words) <= WORDS:
        return ""
    begins = (
        f" Its beginning is here, up to {TYPED}; the rest stays where you wrote it." if len(words) > TYPED else ""
    )
    return f"A win takes {WORDS} characters, and this has {len(words)}.{begins} Keep what matters most."


def _who(said: Said) -> str:
    return "cohort" if said.public else "me"


def _kind(kinds: Sequence[WinCategory], chosen: str) -> Field:
    known = [one.slug for one in kinds]
    return Field(
        key="category",
        label="What kind of win?",
        kind=FieldKind.CHOICE,
        initial=chosen if chosen in known else known[0] if len(known) == 1 else "",
        options=tuple(Option(one.slug, one.title) for one in kinds[:25]),
    )


def _which(cohorts: Sequence[Option]) -> Field:
    return Field(key="cohort", label="In which cohort?", kind=FieldKind.CHOICE, options=tuple(cohorts[:25]))


def _state(win: Win) -> Line:
    when = Moment(win.shared_at, MomentStyle.DATE)
    if not win.said.public:
        return line("Kept to yourself, ", when)
    return line("Shared, ", when, f" · kudos: {win.kudos}")
