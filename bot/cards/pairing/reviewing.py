"""A plan before anybody hears of it: what each person gets and why, what a change would cost, and the last word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.cards.pairing import ways
from bot.domain.pairing.states import Kind, RoundState
from bot.domain.words import counted, listed, shortened
from bot.messages.elements import (
    Block,
    Bullets,
    Button,
    Card,
    Choice,
    Control,
    Divider,
    Emphasis,
    Option,
    Text,
    Tone,
)
from bot.messages.text import Line, Moment, Strong, line
from bot.messages.wire import Action

#: Characters of a name, and how many people or groups are on a page.
NAME, PAGE = 40, 5
#: So many moves are told one by one.
MOVES = 6
_FOR = {Kind.MENTOR: "mentors", Kind.BUDDY: "buddies"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gets:
    """What one learner gets, or who is together in a group of buddies; `number`: what a change is asked for by.

    `gets` is empty for nobody. `why`: the facts that speak for it, or what stood in the way.
    """

    number: int
    name: str
    gets: tuple[str, ...]
    why: tuple[Line, ...] = ()
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan that nobody has heard of. `mark` tells it from what it was before a change; `goes`: when by itself.

    `served` of `people` get somebody. `anew`: it has changed since the reader looked.
    """

    cohort: int
    name: str
    round: int
    kind: Kind
    mark: str
    goes: datetime
    served: int
    people: int
    page: int = 0
    more: bool = False
    anew: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Somebody else, or nobody, for one person; what it costs, and what becomes of others by it."""

    number: int
    name: str
    to: int
    whom: str
    cost: Line
    moves: tuple[str, ...] = ()
    anew: bool = False


def waits(of: Plan) -> Card:
    """To each organiser, in private: there is a plan to look at."""
    return Card(
        title=f"{shortened(of.name, 60)}: a plan for {_FOR[of.kind]} waits for your look",
        body=(Text(_sum(of)), Text(_goes(of))),
        controls=(Button(label=f"Look at the {of.kind} plan", action=_to(of, 0), emphasis=Emphasis.PRIMARY),),
    )


def plan(of: Plan, gets: Sequence[Gets]) -> Card:
    """What each person gets and why, page by page, and what can be done."""
    anew = (Text(line("It has changed since you looked, so here is how it is now.")),) if of.anew else ()
    return Card(
        title=f"{shortened(of.name, 60)}: a plan for {_FOR[of.kind]}",
        body=(*anew, Text(_sum(of)), *_listed(gets)),
        controls=(_publish(of), *_changes(of, gets), *_pages(of), _drop(of), ways.back(of.cohort)),
        footnote=_goes(of),
    )


def somebody(of: Plan, who: Gets, others: Sequence[Option], more: bool) -> Card:
    """What one person would get, and a menu of whom else they could get; `more`: not all fit into it."""
    args = (str(of.cohort), str(of.round), str(who.number))
    label = "Somebody else" if who.gets else "Give them somebody"
    choose = Choice(label=label, action=Action("round.weigh", args), options=tuple(others))
    nobody = Button(label="Nobody this time", action=Action("round.weigh", (*args, "0")))
    return Card(
        title=_heading(who),
        body=_why(who),
        controls=(
            *((choose,) if others else ()),
            *((nobody,) if who.gets else ()),
            Button(label="Back to the plan", action=_to(of, of.page)),
        ),
        footnote=line(_rest(others, more)),
    )


def weighed(of: Plan, change: Change) -> Card:
    """What a change costs, before it is made."""
    anew = (
        (Text(line("The plan has changed since you looked, so here is what it costs now.")),) if change.anew else ()
    )
    told = tuple(line(move) for move in change.moves[:MOVES])
    left = len(change.moves) - len(told)
    rest = (line(f"and {counted(left, 'more change')}"),) if left > 0 else ()
    moves = (Text(line("What else moves by it:")), Bullets((*told, *rest))) if told else ()
    args = (str(of.cohort), str(of.round), str(change.number), str(change.to), of.mark)
    return Card(
        title=f"{shortened(change.whom or 'Nobody', NAME)} for {shortened(change.name, NAME)}?",
        body=(*anew, Text(change.cost), *moves),
        controls=(
            Button(label="Change the plan", action=Action("round.change", args), emphasis=Emphasis.PRIMARY),
            Button(label="Leave it as it is", action=_to(of, of.page)),
        ),
        footnote=line("Nobody hears of it before the plan goes out."),
    )


def cannot(of: Plan, told: Line) -> Card:
    """That change is not possible."""
    return Card(
        title="That cannot be in this plan",
        body=(Text(told),),
        controls=(Button(label="Back to the plan", action=_to(of, of.page)),),
    )


def published(of: Plan) -> Card:
    """It is out."""
    news = "is asked" if of.kind is Kind.MENTOR else "hears who it is"
    return Card(
        title=f"The plan for {_FOR[of.kind]} is out",
        body=(Text(line(f"Everybody in it {news} in their next private note.")),),
        controls=(ways.back(of.cohort),),
        tone=Tone.GOOD,
    )


def ask_to_drop(of: Plan) -> Card:
    """What letting it go means."""
    stays = "Everybody keeps their place in line, and the next weekly round looks again."
    if of.kind is Kind.BUDDY:
        stays = "Whoever has a buddy keeps them, and the next buddy round looks again."
    action = Action("round.dropped", (str(of.cohort), str(of.round)))
    return Card(
        title=f"Let the plan for {_FOR[of.kind]} go?",
        body=(Text(line(f"Nobody will hear of it. {stays}")),),
        controls=(
            Button(label="Let it go", action=action, emphasis=Emphasis.DANGER),
            Button(label="Back to the plan", action=_to(of, of.page)),
        ),
    )


def over(cohort: int, kind: Kind, state: RoundState, at: datetime | None) -> Card:
    """It went out already, or was let go: nothing of it can change."""
    went = state is RoundState.PUBLISHED
    when = line(" ", Moment(at)) if at is not None else ()
    told = line("It went out", *when, ". ") if went else line("It was let go, and nobody heard of it. ")
    return Card(
        title=f"The plan for {_FOR[kind]} is {'out already' if went else 'gone'}",
        body=(Text(line(*told, "Here is how it stands now.")),),
        controls=(ways.back(cohort),),
    )


def move(name: str, before: str, after: str) -> str:
    """What becomes of somebody else by a change."""
    now, then = (shortened(one, NAME) if one else "nobody" for one in (after, before))
    return f"{shortened(name, NAME)}: {now} instead of {then}"


def _listed(gets: Sequence[Gets]) -> Iterator[Block]:
    for one in gets:
        yield Divider()
        yield Text(line(Strong(_heading(one)), " · chosen by an organiser" if one.chosen else ""))
        yield from _why(one)


def _why(who: Gets) -> tuple[Block, ...]:
    if who.why:
        return (Bullets(who.why),)
    told = "both" if len(who.gets) == 1 else "all"
    fact = f"There is no fact yet that {told} have told. No rule keeps them apart."
    return (Text(line(fact)),) if who.gets else ()


def _heading(who: Gets) -> str:
    gets = listed([shortened(name, NAME) for name in who.gets])
    name = shortened(who.name, NAME)
    return f"{name}: {gets or 'nobody this time'}"


def _sum(of: Plan) -> Line:
    left = of.people - of.served
    has = "a mentor" if of.kind is Kind.MENTOR else "somebody"
    rest = f" {counted(left, 'person gets', 'people get')} nobody this time." if left else ""
    verb = "gets" if of.served == 1 else "get"
    return line(f"{of.served} of {counted(of.people, 'person', 'people')} {verb} {has}.{rest}")


def _goes(of: Plan) -> Line:
    return line("Nobody has heard of it. It goes out by itself ", Moment(of.goes), " unless you let it go.")


def _changes(of: Plan, gets: Sequence[Gets]) -> tuple[Control, ...]:
    options = tuple(Option(str(one.number), shortened(_heading(one), 75)) for one in gets if one.number)
    action = Action("round.person", (str(of.cohort), str(of.round), str(of.page)))
    return (Choice(label="Change what somebody gets", action=action, options=options),) if options else ()


def _pages(of: Plan) -> Iterator[Control]:
    return ways.turns("round.show", (str(of.cohort), str(of.round)), of.page, of.more)


def _publish(of: Plan) -> Button:
    action = Action("round.publish", (str(of.cohort), str(of.round), of.mark))
    return Button(label="Publish the plan", action=action, emphasis=Emphasis.PRIMARY)


def _drop(of: Plan) -> Button:
    return Button(label="Let it go", action=Action("round.drop", (str(of.cohort), str(of.round))))


def _to(of: Plan, page: int) -> Action:
    return Action("round.show", (str(of.cohort), str(of.round), str(page)))


def _rest(others: Sequence[Option], more: bool) -> str:
    if not others:
        return "No other mentor could be suggested to them now."
    return "Not everybody fits into the menu; the best fits are there." if more else "The best fit is first."
