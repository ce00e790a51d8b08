"""What shows that something is done."""

import re
from enum import StrEnum

_ADDRESS = re.compile(r"https://[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://\S+|www\.\S+", re.IGNORECASE | re.ASCII)


class Evidence(StrEnum):
    """What shows that a task is done."""

    LINK = "link"
    REPO = "repo"
    NOTEBOOK = "notebook"
    NOTE = "note"
    CERTIFICATE = "certificate"
    MOCK_INTERVIEW = "mock_interview"


def problem(asked: Evidence, typed: str) -> str:
    """A sentence about evidence that cannot be kept as it is; empty when it can, and for none at all.

    A link or a repository is an https address. The rest may be in words, but where it is an address, it is one too.
    """
    must = asked in {Evidence.LINK, Evidence.REPO} or _SCHEME.fullmatch(typed)
    if typed and must and not _ADDRESS.fullmatch(typed):
        return "Write the whole address, as in https://github.com/you/project, or leave it open."
    return ""
