"""What a feature is made of: handlers by name, each with the role it needs, and the rituals it keeps."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from random import Random
from typing import TypeAlias, TypeVar

from sqlalchemy.orm import Session

from bot.domain.notes import Habits, Urgency
from bot.domain.roadmap import Library, Roadmap
from bot.domain.run import Run, Strike
from bot.errors import Misconfigured
from bot.messages.elements import Card, Form
from bot.ports import Skipped
from bot.replies import Reply
from bot.requests import Actor, CommandSpec, Option, Place, Role
from bot.store.models import Account, Cohort, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is needed where something happens that nobody here did: there is no actor, and no answer."""

    session: Session
    now: datetime
    library: Library
    rituals: tuple["Ritual", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Everything a handler may need. It is passed, never looked up."""

    session: Session
    now: datetime
    actor: Actor
    place: Place
    account: Account
    person: Person
    library: Library
    rng: Random
    commands: tuple[CommandSpec, ...]
    rituals: tuple["Ritual", ...]

    @property
    def scene(self) -> Scene:
        """The same, without whoever did it."""
        return Scene(session=self.session, now=self.now, library=self.library, rituals=self.rituals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What came with a request: the arguments of its action or path, and named values, stripped of outer space."""

    args: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """The value of that name; empty when it was not given."""
        return self.values.get(name, "").strip()

    def number(self, place: int) -> int:
        """The argument at that place as a number; 0, which no row has, when it is none."""
        said = self.args[place] if place < len(self.args) else ""
        return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else 0

    def word(self, place: int) -> str:
        """The argument at that place; empty when there is none."""
        return self.args[place] if place < len(self.args) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What saying something unprompted may need: in which cohort, about what, and to whom if to one person.

    `instead`: it stands already and is said anew in its place, so what is no longer so needs words of its own.
    """

    session: Session
    now: datetime
    cohort: Cohort
    subject: str
    library: Library
    person: int | None = None
    instead: bool = False

    @property
    def roadmap(self) -> Roadmap:
        """The roadmap the cohort runs. Raises `Misconfigured` when the library has lost it."""
        return roadmap_of(self.library, self.cohort)


Handler: TypeAlias = Callable[[Context, Answers], Reply]
FormBuilder: TypeAlias = Callable[[Context, Answers], Form]
Saying: TypeAlias = Callable[[Telling], Card | Skipped]
Suggestion: TypeAlias = Callable[[Context, str], tuple[str, ...]]
#: What a ritual does in a cohort in a week of its roadmap.
Act: TypeAlias = Callable[[Scene, Cohort, int], None]


@dataclass(frozen=True, slots=True)
class Guarded:
    """A handler and the role it needs."""

    role: Role
    handle: Handler


@dataclass(frozen=True, slots=True)
class GuardedForm:
    """A form builder and the role it needs."""

    role: Role
    build: FormBuilder


def every_week(roadmap: Roadmap, week: int) -> bool:
    """A ritual that returns in each week of the roadmap."""
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Ritual:
    """What returns: when it strikes, in which weeks, and until when it is still worth saying.

    It speaks to the cohort's channels at once; or, with `hour`, it leaves each learner a notice for their private
    note, due at the moment that `hour` gives for their habits. One that `acts` says nothing itself.
    """

    name: str
    strikes: Callable[[Run, int], Strike]
    until: Callable[[Run, int], datetime]
    applies: Callable[[Roadmap, int], bool] = every_week
    hour: Callable[[Run, int, Habits], datetime] | None = None
    acts: Act | None = None

    def next_week(self, roadmap: Roadmap, since: int) -> int | None:
        """The first week from `since` on in which it returns, if there is one."""
        weeks = range(max(1, since), len(roadmap.weeks) + 1)
        return next((week for week in weeks if self.applies(roadmap, week)), None)


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of thing that a private note can say, and how urgent it is."""

    urgency: Urgency
    say: Saying


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A declared command and what it does."""

    spec: CommandSpec
    handle: Handler


class Feature:
    """One feature's part of the table of everything; its decorators fill it, in the order of the file."""

    def __init__(self) -> None:
        self.commands: list[Command] = []
        self.clicks: dict[str, Guarded] = {}
        self.forms: dict[str, GuardedForm] = {}
        self.submissions: dict[str, Guarded] = {}
        self.sayings: dict[str, Saying] = {}
        self.parts: dict[str, Part] = {}
        self.rituals: list[Ritual] = []
        self.suggestions: dict[str, Suggestion] = {}

    def command(
        self, path: str, *, role: Role, summary: str, example: str, options: tuple[Option, ...] = ()
    ) -> Callable[[Handler], Handler]:
        """Answer a slash command; `path` is its words, as in `cohort join`."""
        spec = CommandSpec(path=tuple(path.split()), summary=summary, example=example, role=role, options=options)

        def keep(handle: Handler) -> Handler:
            self.commands.append(Command(spec=spec, handle=handle))
            return handle

        return keep

    def click(self, name: str, *, role: Role) -> Callable[[Handler], Handler]:
        """Answer a button or a menu."""
        return lambda handle: _keep(self.clicks, name, Guarded(role, handle)).handle

    def form(self, name: str, *, role: Role) -> Callable[[FormBuilder], FormBuilder]:
        """Build a form; a button whose action has this name opens it."""
        return lambda build: _keep(self.forms, name, GuardedForm(role, build)).build

    def submission(self, name: str, *, role: Role) -> Callable[[Handler], Handler]:
        """Take what was typed into the form of this name."""
        return lambda handle: _keep(self.submissions, name, Guarded(role, handle)).handle

    def saying(self, kind: str) -> Callable[[Saying], Saying]:
        """Say a delivery of this kind, or tell why it is not worth saying any more."""
        return lambda say: _keep(self.sayings, kind, say)

    def part(self, kind: str, urgency: Urgency) -> Callable[[Saying], Saying]:
        """Say a notice of this kind in somebody's private note, or tell why it is not worth saying any more."""
        return lambda say: _keep(self.parts, kind, Part(urgency, say)).say

    def ritual(self, ritual: Ritual, urgency: Urgency = Urgency.WORD) -> Callable[[Saying], Saying]:
        """Keep a ritual, and say what it says: its deliveries or notices are of the kind of its name."""
        self.rituals.append(ritual)
        return self.saying(ritual.name) if ritual.hour is None else self.part(ritual.name, urgency)

    def acting(self, ritual: Ritual) -> Callable[[Act], Act]:
        """Keep a ritual that says nothing itself: this is done each time it strikes."""

        def keep(act: Act) -> Act:
            self.rituals.append(replace(ritual, acts=act))
            return act

        return keep

    def suggestion(self, option: str) -> Callable[[Suggestion], Suggestion]:
        """Complete what somebody is typing for an option of this name."""
        return lambda suggest: _keep(self.suggestions, option, suggest)


def roadmap_of(library: Library, cohort: Cohort) -> Roadmap:
    """The roadmap a cohort runs. Raises `Misconfigured` when the library has lost it."""
    try:
        return library.roadmaps[cohort.roadmap]
    except KeyError:
        raise Misconfigured(f"The library has no roadmap “{cohort.roadmap}” any more: put it back.") from None


T = TypeVar("T")


def _keep(table: dict[str, T], name: str, entry: T) -> T:
    if name in table:
        raise ValueError(f"two handlers are called {name}")
    table[name] = entry
    return entry
