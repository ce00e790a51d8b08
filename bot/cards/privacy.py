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
    (
        "What you ask a mentor for",
        "you, and the mentor who is suggested to you; one you wished for by name hears that · /mentor",
    ),
    ("What you offer as a mentor", "you; a learner hears what of it fits them, as a reason · /mentor"),
    ("The hours you can meet", "you; whom you are matched with sees those you share · /mentor hours"),
    ("How a mentor or learner reaches you", "whom you said yes to, and only where no workspace holds you both"),
    ("Why you said no, whom you block, notes of sessions", "you alone, always · /mentor"),
    ("Pauses, hours, reminders", "you alone · /my"),
    ("Accounts you linked", "you alone; whoever uses one of them reads everything of yours · /my link"),
    ("Forms you did not send", "you alone, for one day"),
)


def sheet(principles: Sequence[Passage], pairing: Sequence[Question]) -> Card:
    """Everything that is kept, and who sees it. `pairing`: the questions that finding people reads."""
    return Card(
        title="Who sees what",
        body=(
            Facts(tuple((name, line(told)) for name, told in _ROWS)),
            *_pairing(pairing),
            Text(line(Strong("Organisers"), _ORGANISERS)),
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


_ORGANISERS = (
    " see who is in the cohort and what they do there, and what you share; who waits for a mentor and since when, "
    "which kind of rule keeps them waiting, and who was brought together, with the reasons those two read."
)

_HELPERS = (
    "One of them does one thing more: learners are asked to help others only if they said that they can mentor."
)


def _pairing(asked: Sequence[Question]) -> tuple[Block, ...]:
    """What the house reads to find people for somebody, and what of it others hear."""
    if not asked:
        return ()
    named: Line = line(
        "Finding you a mentor or a buddy reads these answers and no others: ",
        listed([f"“{question.text}”" for question in asked]),
        ". Whoever is matched with you hears, as a reason, only what you have in common or could teach each other.",
    )
    return (Text(named), *((Text(line(_HELPERS)),) if any(one.slug == MENTORING for one in asked) else ()))


def _passage(passage: Passage) -> tuple[Block, ...]:
    points = (Bullets(tuple(markdown.read(point) for point in passage.points)),) if passage.points else ()
    return (Text(line(Strong(passage.title), " · ", *markdown.read(passage.text))), *points)
