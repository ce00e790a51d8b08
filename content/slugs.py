"""The form of a slug: readable, permanent, and short enough to travel in a button."""

import re

#: 48 characters leave room for an action's name and one more argument in the 100 that a Discord button carries:
#: https://discord.com/developers/docs/components/reference
LONGEST = 48

_WORDS = r"[a-z0-9]+(?:-[a-z0-9]+)*"

SLUG = re.compile(_WORDS)

TASK_SLUG = re.compile(rf"{_WORDS}\.{_WORDS}")
