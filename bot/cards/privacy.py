"""Who sees what, in plain words."""

from collections.abc import Sequence

from bot.cards import controls
from bot.domain.onboarding import Question
from bot.domain.passages import Passage
from bot.domain.profile import MENTORING
from bot.domain.words import listed
from bot.messages import markdown
from bot.messages.elements import Block, Bullets, Card, Facts, Text
from bot.messages.text import Line, Strong, line

#: What is kept of somebody, who sees it, and how they change it.
_ROWS = (
    ("Check-in answers", "you alone; the cohort hears how many checked in, from five people up · /checkin edit"),
    ("Energy", "you alone; the cohort sees an average, and only of five people or more"),
    ("What is in your way", "you alone; somebody who can help sees it only after you say yes"),
    ("Profile and your why", "you alone · /my profile, /my why"),
    ("Evidence and skipped tasks", "you alone · /roadmap"),
    ("Wins", "your cohort if you share them, else you alone · /win"),
    ("A report that something is out of date", "your organisers read its words, without your name"),
    ("Pauses, hours, reminders", "you alone · /my"),
    ("Accounts you linked", "you alone; whoever uses one of them reads everything of yours · /my link"),
    ("Forms you did not send", "you alone, for one day"),
)


def sheet(principles: Sequence[Passage], pairing: Sequence[Question]) -> Card:
    """Everything that is kept, and who sees it. `pairing`: the questions that finding people will read."""
    return Card(
        title="Who sees what",
        body=(
            Facts(tuple((name, line(told)) for name, told in _ROWS)),
            *_pairing(pairing),
            Text(line(Strong("Organisers"), " see who is in the cohort and what they do there, and what you share.")),
            Text(line(_SEALED)),
            Text(line(_NOTES)),
            *(block for passage in principles for block in _passage(passage)),
        ),
        controls=(
            controls.run("Your profile", "my", "profile"),
            controls.run("Your why", "my", "why"),
            controls.run("Private messages", "my", "notes"),
        ),
        about=tuple(passage.slug for passage in principles),
    )


_SEALED = (
    "Your words are sealed where they are kept: whoever gets hold of the database alone reads none of them. "
    "The people who run this segue hold the key."
)

_NOTES = (
    "A private note is a message of the platform you get it on, and may quote you: on some plans, whoever owns a "
    "workspace can export such messages. /my notes turns them off here; then it opens at your click, and vanishes."
)


_HELPERS = "One of them is read today: learners are asked to help others only if they said that they can mentor."


def _pairing(asked: Sequence[Question]) -> tuple[Block, ...]:
    """What the house will read to find people for somebody; none of it is shown to them."""
    if not asked:
        return ()
    named: Line = line(
        "Finding you a mentor or a buddy does not exist yet. It will read these answers and no others: ",
        listed([f"“{question.text}”" for question in asked]),
        ".",
    )
    return (Text(named), *((Text(line(_HELPERS)),) if any(one.slug == MENTORING for one in asked) else ()))


def _passage(passage: Passage) -> tuple[Block, ...]:
    points = (Bullets(tuple(markdown.read(point) for point in passage.points)),) if passage.points else ()
    return (Text(line(Strong(passage.title), " · ", *markdown.read(passage.text))), *points)
