"""What is in the way: carried, solved, and shown to somebody who can help, with consent alone."""

from bot.cards import controls
from bot.domain.words import shortened
from bot.messages.elements import Button, Card, Emphasis, Quote, Text, Tone
from bot.messages.text import Strong, line
from bot.messages.wire import Action

#: A button's words, with a name in them.
LABEL = 60


def solved() -> Card:
    """It is closed."""
    return Card(
        title="Out of the way",
        body=(Text(line("It is not carried over any more, and nobody is shown it.")),),
        tone=Tone.GOOD,
    )


def offer(cohort: int, blocker: int, words: str) -> Card:
    """Two days later, ask whether somebody who can help may see it."""
    return Card(
        title="Is it still in the way?",
        body=(
            Quote(line(words)),
            Text(line("Somebody in your cohort may be able to help. Nobody has seen this.")),
            Text(
                line(
                    "If you press “Show it”, one person sees your name and exactly these words. "
                    "If they have no time, the next one does. You can take it back."
                )
            ),
        ),
        controls=(
            _press("Show it to somebody who can help", "blocker.show", cohort, blocker, Emphasis.PRIMARY),
            controls.solved(cohort, blocker),
            _press("Keep it to myself", "blocker.keep", cohort, blocker),
        ),
    )


def kept() -> Card:
    """It stays where it is."""
    return Card(
        title="It stays with you",
        body=(Text(line("Nobody is shown it, and you are not asked again. The next check-in carries it over.")),),
    )


def shown(cohort: int, blocker: int, words: str) -> Card:
    """Somebody who can help is asked."""
    return Card(
        title="Somebody who can help is asked",
        body=(
            Text(line("They see your name and these words:")),
            Quote(line(words)),
            Text(line("As soon as somebody has time, you are told who.")),
        ),
        controls=(
            _press("Take it back", "blocker.back", cohort, blocker),
            controls.solved(cohort, blocker),
        ),
    )


def nobody(cohort: int, blocker: int) -> Card:
    """Nobody can be asked privately."""
    return Card(
        title="There is nobody to ask just now",
        body=(Text(line("It stays with you. A question in the channel often finds somebody.")),),
        controls=(controls.solved(cohort, blocker),),
        tone=Tone.CARE,
    )


def taken_back() -> Card:
    """It is theirs alone again."""
    return Card(
        title="It is yours alone again",
        body=(Text(line("Nobody is shown it from now on. Whoever has read it keeps what they read.")),),
    )


def unanswered(cohort: int, blocker: int, words: str, rounds: int) -> Card:
    """Nobody has taken it up yet, after so many rounds."""
    return Card(
        title="No answer yet",
        body=(
            Quote(line(words)),
            Text(line("Nobody has taken it up so far. The next person can be asked, or the channel, in your words.")),
        ),
        controls=(
            Button(
                label="Ask the next person",
                action=Action("blocker.next", (str(cohort), str(blocker), str(rounds))),
                emphasis=Emphasis.PRIMARY,
            ),
            controls.solved(cohort, blocker),
        ),
    )


def request(cohort: int, blocker: int, asker: str, words: str) -> Card:
    """Somebody could use help, and wanted this person to know."""
    return Card(
        title=f"{asker} could use your help",
        body=(
            Text(line("This is in the way, and they wanted it shown to somebody who can help:")),
            Quote(line(words)),
            Text(line("If you have no time, nobody is told.")),
        ),
        controls=(
            _press(shortened(f"I can help {asker}", LABEL), "blocker.help", cohort, blocker, Emphasis.PRIMARY),
            _press(shortened(f"I cannot help {asker} now", LABEL), "blocker.pass", cohort, blocker),
        ),
    )


def promised(asker: str) -> Card:
    """Whoever helps knows what comes next."""
    return Card(
        title=f"{asker} is told that you can help",
        body=(Text(line("Write to each other as you like. Twenty minutes are often enough.")),),
        tone=Tone.GOOD,
    )


def passed() -> Card:
    """Nobody is told who had no time."""
    return Card(title="That is fine", body=(Text(line("Nobody is told.")),))


def helper(cohort: int, blocker: int, name: str, words: str) -> Card:
    """Somebody can help."""
    return Card(
        title=f"{name} can help",
        body=(
            Quote(line(words)),
            Text(line("Write to ", Strong(name), " and say when you have twenty minutes.")),
        ),
        controls=(controls.solved(cohort, blocker),),
        tone=Tone.GOOD,
        footnote=line("Only you see this."),
    )


def _press(label: str, name: str, cohort: int, blocker: int, emphasis: Emphasis = Emphasis.PLAIN) -> Button:
    return Button(label=label, action=Action(name, (str(cohort), str(blocker))), emphasis=emphasis)
