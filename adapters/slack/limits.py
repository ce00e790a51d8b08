"""What Slack takes: one number per row, with the page that states it, and how longer words become shorter on purpose.

Lengths are counted in UTF-16 units: Slack does not say how it counts, and no usual way of counting gives more.
"""

from dataclasses import dataclass

BLOCK_KIT = "https://docs.slack.dev/reference/block-kit"
ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that Slack takes of something, and where it says so."""

    most: int
    source: str


MESSAGE_BLOCKS = Limit(50, f"{BLOCK_KIT}/blocks")
VIEW_BLOCKS = Limit(100, f"{BLOCK_KIT}/blocks")
ACTIONS = Limit(25, f"{BLOCK_KIT}/blocks/actions-block")
HEADER = Limit(150, f"{BLOCK_KIT}/blocks/header-block")
INPUT_LABEL = Limit(2000, f"{BLOCK_KIT}/blocks/input-block")
INPUT_HINT = Limit(2000, f"{BLOCK_KIT}/blocks/input-block")
TEXT = Limit(3000, f"{BLOCK_KIT}/composition-objects/text-object")
BUTTON_LABEL = Limit(75, f"{BLOCK_KIT}/block-elements/button-element")
BUTTON_URL = Limit(3000, f"{BLOCK_KIT}/block-elements/button-element")
ACTION_ID = Limit(255, f"{BLOCK_KIT}/block-elements/button-element")
PLACEHOLDER = Limit(150, f"{BLOCK_KIT}/block-elements/select-menu-element")
OPTIONS = Limit(100, f"{BLOCK_KIT}/block-elements/select-menu-element")
CHECKBOXES = Limit(10, f"{BLOCK_KIT}/block-elements/checkboxes-element")
OPTION_LABEL = Limit(75, f"{BLOCK_KIT}/composition-objects/option-object")
OPTION_VALUE = Limit(150, f"{BLOCK_KIT}/composition-objects/option-object")
TYPED = Limit(3000, f"{BLOCK_KIT}/block-elements/plain-text-input-element")
BLOCK_ID = Limit(255, f"{BLOCK_KIT}/blocks/input-block")
VIEW_TITLE = Limit(24, "https://docs.slack.dev/reference/views/modal-views")
VIEW_SUBMIT = Limit(24, "https://docs.slack.dev/reference/views/modal-views")
PRIVATE_METADATA = Limit(3000, "https://docs.slack.dev/reference/views/modal-views")

#: Words for who does not see a picture: of the block that shows it, and of the file.
IMAGE_ALT = Limit(2000, f"{BLOCK_KIT}/blocks/image-block")
FILE_ALT = Limit(1000, "https://docs.slack.dev/reference/methods/files.getUploadURLExternal")

#: A longer fallback is cut by Slack at 40,000; it advises 4,000 and people who hear it read out deserve fewer.
FALLBACK = Limit(3000, "https://docs.slack.dev/reference/methods/chat.postMessage")

#: All words of a message's blocks together. Slack publishes no number (`msg_blocks_too_long`): 9,597 characters in
#: 50 blocks were accepted and 11,341 in 45 refused.
MESSAGE_TEXT = Limit(9000, "https://github.com/slackapi/bolt-js/issues/2867")

#: Text in `rich_text` has no number of its own either; a text object's is kept for each block of it.
RICH_TEXT = TEXT


def size(words: str) -> int:
    """How long these words are for Slack."""
    # Nearly all words are plain ones, and each is measured several times on its way into a message.
    return len(words) if words.isascii() else len(words.encode("utf-16-le", "surrogatepass")) // 2


def shorten(words: str, most: int) -> str:
    """The words, or as many whole ones as fit into `most` with an ellipsis; a single word too long is cut."""
    if size(words) <= most:
        return words
    kept = _prefix(words, most - len(ELLIPSIS))
    whole, space, _ = kept.rpartition(" ")
    at_boundary = words[len(kept)].isspace()
    return (kept if at_boundary or not space else whole).rstrip() + ELLIPSIS


def label(words: str, most: int) -> str:
    """Words for a place that may not be empty."""
    return shorten(" ".join(words.split()), most) or ELLIPSIS


def require(identity: str, limit: Limit) -> str:
    """An id, address or value as it is: these cannot be shortened. Raises `ValueError` when it is too long."""
    if size(identity) > limit.most:
        raise ValueError(f"{size(identity)} characters where Slack takes {limit.most}: {limit.source}")
    return identity


def _prefix(words: str, most: int) -> str:
    kept = words[: max(0, most)]
    while size(kept) > most:
        kept = kept[: -max(1, (size(kept) - most) // 2)]
    return kept
