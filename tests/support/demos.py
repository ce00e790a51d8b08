"""`segue demo` as a process of its own, that can be killed at any instant and started again in the same home."""

import html
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

_URL = re.compile(r"Playground: (http://\S+)")
_TITLE = re.compile(r"<h3>(.*?)</h3>")
_CHANNEL = re.compile(r'<ol id="channel-list".*?</ol>', re.DOTALL)
#: Seconds for an answer: weeks of a cohort are said while the clock turns.
_PATIENCE = 120


class Demo:
    """A playground in a home of its own. `log` is what all its lives have written to their terminal."""

    def __init__(self, home: Path) -> None:
        self.log = home / "terminal.log"
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith("SEGUE_")}
        self._environment["SEGUE_HOME"] = str(home)
        self._process: subprocess.Popen[str] | None = None
        self._address = ""

    @classmethod
    @contextmanager
    def running(cls, home: Path) -> Iterator["Demo"]:
        """A demo that runs, and is gone in the end."""
        demo = cls(home)
        demo.spawn()
        demo.welcome()
        try:
            yield demo
        finally:
            demo.kill()

    def spawn(self) -> None:
        """Start the process, and wait for nothing."""
        command = [sys.executable, "-m", "bot", "demo", "--no-browser", "--port", "0"]
        with self.log.open("a") as terminal:
            self._process = subprocess.Popen(
                command, env=self._environment, stdout=subprocess.PIPE, stderr=terminal, text=True
            )

    def welcome(self) -> None:
        """Wait until the page can be opened."""
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        found = _URL.search(line)
        assert found, f"no welcome but {line!r}: {self.log.read_text()}"
        self._address = urlsplit(found[1]).netloc

    def kill(self) -> None:
        """End it with SIGKILL, whatever it is doing."""
        assert self._process is not None
        with self._process as process:
            process.kill()

    def begin(self, path: str, **fields: str) -> HTTPConnection:
        """Post a form, and do not wait for its answer."""
        connection = HTTPConnection(self._address, timeout=_PATIENCE)
        connection.request("POST", path, urlencode(fields), {"Content-Type": "application/x-www-form-urlencoded"})
        return connection

    def post(self, path: str, **fields: str) -> None:
        """Post a form; the playground answers by sending the browser to look."""
        connection = self.begin(path, **fields)
        status = connection.getresponse().status
        connection.close()
        assert status == 303, f"{path} was answered with {status}"

    def posts(self) -> list[str]:
        """The titles of the posts in the channel, oldest first, as the page shows them."""
        connection = HTTPConnection(self._address, timeout=_PATIENCE)
        connection.request("GET", "/?as=ana&all")
        page = connection.getresponse().read().decode()
        connection.close()
        channel = _CHANNEL.search(page)
        assert channel, "the page has no channel"
        return [html.unescape(title) for title in _TITLE.findall(channel[0])]
