"""The form of a slug: readable, permanent, and short enough to travel in a button."""

import re

#: 48 characters leave room for an action's name and one more argument in the 100 that a Discord button carries:
#: https://discord.com/developers/docs/components/reference
LONGEST = 48

_WORDS = r"[a-z0-9]+(?:-[a-z0-9]+)*"

SLUG = re.compile(_WORDS)

#: A task, or an item of a list: the slug of what holds it, a dot and a word.
TASK_SLUG = re.compile(rf"{_WORDS}\.{_WORDS}")

#: An article is a letter and a number; what it says is counted from 1.
ARTICLE = re.compile(r"[A-Z]+\d*")
FINDING = re.compile(r"[A-Z]+\d*\.[1-9]\d*")
