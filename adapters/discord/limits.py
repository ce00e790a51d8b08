"""Discord's limits, each with the page that states it, and how words and controls are shortened to stay within them.

Everything is measured before it is sent, so that no card and no form is ever refused for its size.
"""

from collections.abc import Iterable, Iterator

from bot.messages.elements import Button, Choice, Control, Link, Option
from bot.messages.wire import Action

#: Components of one message, nested ones counted. https://docs.discord.com/developers/components/reference
MESSAGE_COMPONENTS = 40
#: Characters of all text displays of one message together, markdown counted.
#: https://docs.discord.com/developers/components/reference#text-display
MESSAGE_TEXT = 4000
#: Words of a picture for who does not see it. https://docs.discord.com/developers/components/reference#media-gallery
DESCRIPTION = 1024
#: Buttons of one row. https://docs.discord.com/developers/components/reference#action-row
ROW_BUTTONS = 5
#: https://docs.discord.com/developers/components/reference#button-button-structure
BUTTON_LABEL = 80
BUTTON_URL = 512
#: https://docs.discord.com/developers/components/reference#string-select-string-select-structure
SELECT_OPTIONS = 25
SELECT_PLACEHOLDER = 150
#: https://docs.discord.com/developers/components/reference#string-select-select-option-structure
OPTION_LABEL = 100
OPTION_VALUE = 100
#: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal
MODAL_TITLE = 45
MODAL_COMPONENTS = 5
#: https://docs.discord.com/developers/components/reference#label-label-structure
LABEL_TEXT = 45
LABEL_DESCRIPTION = 100
#: https://docs.discord.com/developers/components/reference#text-input-text-input-structure
INPUT_VALUE = 4000
#: Of a text input; a select's may be longer.
PLACEHOLDER = 100
#: https://docs.discord.com/developers/interactions/application-commands#application-command-object
COMMAND_DESCRIPTION = 100
COMMAND_OPTIONS = 25
SUGGESTIONS = 25
SUGGESTION = 100

#: Ours: a title that needs more is a paragraph, and a footnote that needs more is a card.
TITLE = 250
FOOTNOTE = 500
#: The container, the title, one text and the footnote, which every card may have.
_FRAME = 4


def shorten(words: str, most: int) -> str:
    """At most `most` characters: whole words and an ellipsis; only a single word that is longer is cut inside."""
    if len(words) <= most:
        return words
    head = words[: most - 1]
    inside_a_word = not words[most - 1].isspace() and not head[-1:].isspace()
    if inside_a_word and len(head.split()) > 1:
        head = head.rsplit(maxsplit=1)[0]
    return head.rstrip(" \t\n,;:") + "…"


def choose(options: Iterable[Option]) -> tuple[Option, ...]:
    """The first options that a menu can hold, each value once."""
    distinct = {option.value: option for option in options if 0 < len(option.value) <= OPTION_VALUE}
    return tuple(distinct.values())[:SELECT_OPTIONS]


def rows(controls: Iterable[Control]) -> tuple[tuple[Control, ...], ...]:
    """The controls in rows: up to five buttons, or one menu; as many, from the first on, as a message can hold."""
    kept: list[list[Control]] = []
    left = MESSAGE_COMPONENTS - _FRAME
    for control in controls:
        alone = _begins_a_row(kept, control)
        left -= 2 if alone else 1
        if left < 0:
            break
        if alone:
            kept.append([])
        kept[-1].append(control)
    return tuple(map(tuple, kept))


def room(controls: tuple[tuple[Control, ...], ...]) -> int:
    """How many components beside the container and these rows a message can hold."""
    return MESSAGE_COMPONENTS - 1 - sum(1 + len(row) for row in controls)


def pressable(controls: Iterable[Control]) -> Iterator[Control]:
    """The controls Discord accepts together: an address that fits, a menu with something in it, no action twice."""
    seen: set[Action] = set()
    for control in controls:
        match control:
            case Link() if len(control.url) > BUTTON_URL:
                continue
            case Choice() if not choose(control.options):
                continue
            case Button(spent=False) | Choice():
                if control.action in seen:
                    continue
                seen.add(control.action)
            case _:
                pass
        yield control


def _begins_a_row(kept: list[list[Control]], control: Control) -> bool:
    last = kept[-1] if kept else []
    return isinstance(control, Choice) or not last or isinstance(last[0], Choice) or len(last) == ROW_BUTTONS
