"""Everything that can go wrong, as one tree of facts.

SegueError
├── Refusal                what somebody asked for cannot be; the sentence is meant for them
│   ├── NotUnderstood      no such command, or a button of a kind that is gone
│   ├── NotOffered         an option takes a few words, and this is another one
│   ├── NotAllowed         they do not hold the role it needs
│   ├── NotAMember         they are in no cohort here
│   ├── NoSuchCohort       no cohort of that name in this community
│   ├── WhichCohort        they are in several, and did not say which
│   ├── NoSuchWeek         the roadmap has no such week
│   ├── NoSuchTask         the roadmap has no such task
│   ├── NoSuchWin          there is no such win of theirs, or on their wall
│   ├── PairingGone        no such pairing of theirs, or it was not for them
│   ├── NoSuchItem         nothing in the library is called so
│   ├── ReportGone         a report that nobody here can settle
│   ├── NothingYet         the cohort has not begun, or has ended
│   ├── Repeated           the same request came twice, and had its effect the first time
│   └── NotSaved           the answers of a form need another look; says so field by field
├── Misconfigured          the operator has to change something; says what
└── Severed                a platform is not heard any more, and starting again may help
"""

from collections.abc import Mapping

from bot.domain.words import listed


class SegueError(Exception):
    """The root; never raised itself."""


class Refusal(SegueError):
    """What somebody asked for cannot be. `fact` says why in one sentence, `step` what they can do about it."""

    def __init__(self, fact: str, step: str = "") -> None:
        super().__init__(fact)
        self.fact = fact
        self.step = step


class NotUnderstood(Refusal):
    """Nothing answers to that. `command`: the one that was understood, without what follows it."""

    def __init__(self, said: str, nearest: str, command: str = "") -> None:
        known = f"/{command} help lists what it can do." if command else "/segue help lists what there is."
        step = f"Did you mean {nearest}?" if nearest else known
        super().__init__(f"There is no {said}.", step)
        self.said = said
        self.nearest = nearest


class NotOffered(Refusal):
    """An option of `command` takes a few words, and `said` is another one."""

    def __init__(self, said: str, choices: tuple[str, ...], command: str) -> None:
        step = f"{command} takes {listed(choices, 'or')}, as in {command} {choices[0]}."
        super().__init__(f"There is no “{said[:40]}” to choose.", step)


class NotAllowed(Refusal):
    """They do not hold the role it needs."""

    def __init__(self, role: str) -> None:
        who = {
            "starter": "Administrators of this workspace start cohorts",
            "organiser": "Only an organiser of the cohort can do that",
            "mentor": "Only a mentor of the cohort can do that",
        }.get(role, "You cannot do that here")
        super().__init__(f"{who}.", "Ask one of them, or see /segue help.")


class NotAMember(Refusal):
    """They are in no cohort here."""

    def __init__(self) -> None:
        super().__init__("You are not in a cohort here yet.", "Join one with /cohort join.")


class NoSuchCohort(Refusal):
    """No cohort of that name in this community; without a name, none at all."""

    def __init__(self, name: str, there_are: tuple[str, ...]) -> None:
        known = f"Cohorts here: {listed(there_are)}." if there_are else "/cohort start begins one."
        fact = f"No cohort here is called “{name}”." if name else "No cohort has been started here yet."
        super().__init__(fact, known)


class CohortGone(Refusal):
    """The cohort a button speaks of has ended, or was never here."""

    def __init__(self) -> None:
        super().__init__("That cohort has ended.", "/cohort shows the ones that run.")


class WhichCohort(Refusal):
    """They are in several, and did not say which. `typed`: for each, the command that would have said so."""

    def __init__(self, names: tuple[str, ...], typed: tuple[str, ...] = ()) -> None:
        super().__init__("There are several cohorts.", f"Say which one after the command: {listed(names, 'or')}.")
        self.names = names
        self.typed = typed


class NoSuchWeek(Refusal):
    """The roadmap has no such week."""

    def __init__(self, said: str, last: int) -> None:
        super().__init__(
            f"There is no week “{said}”.", f"Weeks go from 1 to {last}, as in /roadmap week {min(3, last)}."
        )


class NoSuchTask(Refusal):
    """The roadmap has no such task."""

    def __init__(self) -> None:
        super().__init__("That task is no longer on the roadmap.", "/roadmap shows the ones that are.")


class NoSuchWin(Refusal):
    """There is no such win of theirs, or on their wall: withdrawn, or never there."""

    def __init__(self) -> None:
        super().__init__("That win is not here any more.", "/win wall shows what is shared, /win mine what is yours.")


class PairingGone(Refusal):
    """There is no such pairing of theirs: another's, or one that nobody has heard of."""

    def __init__(self) -> None:
        super().__init__("That is not between you any more.", "/mentor and /buddy show who is there for you now.")


class NoSuchItem(Refusal):
    """Nothing in the library is called so; without a name, no more."""

    def __init__(self, said: str, near: tuple[str, ...]) -> None:
        quoted = [f"“{title}”" for title in near]
        step = f"Did you mean {listed(quoted, 'or')}?" if near else "Try a week, as in /roadmap why week 3."
        super().__init__(f"Nothing here is called “{said}”." if said else "That is no longer in the library.", step)


class ReportGone(Refusal):
    """A report that nobody here can settle: it was never here, or its item has left the library."""

    def __init__(self) -> None:
        super().__init__("There is no such report any more.", "/roadmap why shows what stands in the library.")


class NothingYet(Refusal):
    """The cohort has not begun, or has ended."""


class Repeated(Refusal):
    """The same request came twice, and had its effect the first time."""

    def __init__(self) -> None:
        super().__init__("That is done already.", "It came twice, and counts once.")


class NotSaved(Refusal):
    """The answers of a form need another look; `problems` has a sentence per field key."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("Not saved yet.", "Look at the marked fields; what you typed is kept.")
        self.problems = dict(problems)


class Misconfigured(SegueError):
    """The operator has to change something; the message says what."""


class Severed(SegueError):
    """A platform is not heard any more, and starting again may help; the message says so."""
