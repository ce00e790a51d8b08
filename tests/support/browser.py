"""A real browser for tests: the system's Chromium, driven by playwright. A pytest plugin.

Tests marked `browser` are skipped where there is none, with one line that says how to get it; with
`SEGUE_REQUIRE_BROWSER=1` they fail instead.
"""

import os
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "/usr/bin/chromium")

#: No sandbox: tests run in containers, as root, on pages of our own. The rest keeps the browser off the network.
_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

#: Seconds until a browser must have started, or ended, on a busy machine.
_PATIENCE = 60

MISSING = (
    "no Chromium here, so the browser tests did not run: apt-get install chromium "
    "(or: dnf install chromium, pacman -S chromium, brew install --cask chromium)"
)


def find_chromium() -> str | None:
    """The path of the system's Chromium or Chrome, if there is one."""
    return next((path for path in map(shutil.which, _NAMES) if path), None)


def is_required() -> bool:
    """Whether a missing browser is a failure."""
    return os.environ.get("SEGUE_REQUIRE_BROWSER") == "1"


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "browser: drives the page in the system's Chromium")


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Skip what needs a browser where there is none, unless one is required."""
    if find_chromium() or is_required():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=MISSING))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once, so that nobody overlooks it, what did not run."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(MISSING in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(f"SKIPPED: {MISSING}", yellow=True, bold=True)


@pytest.fixture(scope="session")
def debugged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which one browser of the whole run can be driven: starting one takes seconds."""
    path = find_chromium()
    if path is None:
        pytest.fail(MISSING)
    profile = tmp_path_factory.mktemp("chromium")
    own = ("--remote-debugging-port=0", f"--user-data-dir={profile}")
    quiet = subprocess.DEVNULL
    with subprocess.Popen([path, *_ARGUMENTS, *own, "about:blank"], stdout=quiet, stderr=quiet) as running:
        try:
            yield f"http://127.0.0.1:{_port(profile / 'DevToolsActivePort', running)}"
        finally:
            running.terminate()
            running.wait(_PATIENCE)


@pytest.fixture
async def chromium(debugged: str) -> AsyncIterator[Browser]:
    """The browser, without a memory: every page opened in it is a stranger's."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(debugged)
        try:
            yield browser
        finally:
            await browser.close()


@pytest.fixture
async def window(chromium: Browser) -> AsyncIterator[Page]:
    """A window on a desk: any error of a script in it fails the test."""
    page = await chromium.new_page(viewport={"width": 1280, "height": 860})
    page.set_default_timeout(60_000)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    yield page
    await page.close()
    assert problems == []


def _port(written: Path, running: "subprocess.Popen[bytes]") -> int:
    """The port that the browser writes down once it listens."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and running.poll() is None:
        if written.exists() and (lines := written.read_text().splitlines()):
            return int(lines[0])
        time.sleep(0.05)
    pytest.fail("Chromium did not start")
