"""What Slack writes for what people typed: three characters escaped, and names, places and links between brackets.

https://docs.slack.dev/messaging/formatting-message-text#escaping
"""

import html
import re
from typing import Final

#: `<@U1|ana>`, `<#C1|general>`, `<!here>`, `<https://…|words>`: what stands between, and what people read of it.
BRACKETS: Final = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
#: The only three that Slack escapes; anything else that looks like an entity was typed as it is.
ESCAPED: Final = re.compile("&(?:amp|lt|gt);")


def unescape(text: str) -> str:
    """What was typed, character by character."""
    return ESCAPED.sub(lambda found: html.unescape(found[0]), text)


def read(text: str) -> str:
    """A message as people read it: plain words, where a name, a place or a link is what it is called."""
    return unescape(BRACKETS.sub(_called, text)).strip()


def _called(found: re.Match[str]) -> str:
    mark, named, shown = found[1], found[2], found[3]
    match mark:
        case "@":
            return f"@{shown}" if shown else "@somebody"
        case "#":
            return f"#{shown}" if shown else "#a-channel"
        case "!":
            return shown or f"@{named.partition('^')[0]}"
        case _:
            return f"{shown} ({named})" if shown and shown != named else named
