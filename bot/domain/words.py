"""Small words: lists, counts, and names shortened on purpose."""

from collections.abc import Sequence


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words in a row: a, b and c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: 1 week, 3 weeks."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def shortened(text: str, longest: int) -> str:
    """The text within so many characters, cut between words, with an ellipsis where something is left out."""
    if len(text) <= longest:
        return text
    kept = text[:longest]
    return (kept.rpartition(" ")[0].rstrip(" ,;:") or kept[:-1]) + "…"


def storable(text: str) -> str:
    """The text without what no database keeps: NUL goes, and half a character becomes a question mark."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
