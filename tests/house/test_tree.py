"""What the tree holds, and what it must never give away."""

import re
from collections.abc import Iterator

import pytest

from tests.house import tree

LOCKS = ("requirements.lock", "tests/requirements.lock")
#: A path that exists on one machine only, or the address of a package registry.
SOMEBODY_S_MACHINE = re.compile(
    r"(?<![\w.~])/(?:home|root|Users|work)/\w|[A-Z]:\\\\?Users|\bp[y]pi\.org|p[y]thonhosted"
)


def lines() -> Iterator[tuple[str, str]]:
    for path in tree.files():
        text = path.read_bytes().decode(errors="ignore")
        yield from ((f"{tree.name(path)}:{number}", line) for number, line in enumerate(text.splitlines(), start=1))


def requirements(lock: str) -> list[str]:
    """The requirements of a lock file, each with its hashes on one line."""
    return (tree.ROOT / lock).read_text().replace("\\\n", "").splitlines()


def test_the_top_of_the_tree_is_the_one_in_the_design() -> None:
    rooms = {"bot", "adapters", "content", "scheduler", "tests", "deploy"}

    assert tree.folders() == rooms | {".ci", ".github"}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_one_version_known_by_its_hashes(lock: str) -> None:
    pinned = re.compile(r"[a-z0-9-]+(\[[a-z,]+\])?==\S+( ; [^\\]+?)?(\s+--hash=sha256:[0-9a-f]{64})+")

    loose = [line for line in requirements(lock) if not pinned.fullmatch(line)]

    assert loose == []


def test_tests_run_on_the_versions_that_are_shipped() -> None:
    shipped, tested = (set(requirements(lock)) for lock in LOCKS)

    assert shipped <= tested


def test_nothing_names_a_machine_or_a_registry() -> None:
    named = [where for where, line in lines() if SOMEBODY_S_MACHINE.search(line)]

    assert named == []
