"""Starts the process that crawls, hears of its pages, and ends it."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO

import msgspec

from accesscheck import authentication
from accesscheck.errors import N_, InstallationError, OptionError
from accesscheck.model.page_list import ListedPage
from accesscheck.monitoring.crawl import journal
from accesscheck.monitoring.crawl.crawled import Crawled, crawled, is_listed, listed
from accesscheck.monitoring.crawl.journal import Begun, Ended, Page
from accesscheck.monitoring.crawl.settings import CrawlSettings, Task

STARTS = 3
"""How often the process is started, if it is lost each time."""
GRACE = 5.0
"""How long the process has to end by itself, in seconds."""


def crawl(
    addresses: Sequence[str],
    settings: CrawlSettings,
    folder: Path,
    *,
    on_page: Callable[[ListedPage], None] = lambda page: None,
) -> Crawled:
    """The pages and documents that a product has at these addresses. What goes wrong there is in the notes.

    `folder` keeps what was learned: a call with the same folder, addresses and settings goes on where a killed one
    stopped, and fetches nothing again; of a crawl that came to its end, it gives the same result. With other addresses
    or settings it begins again. `on_page` hears of each page and document as it is found, without kinds or depth.

    OptionError if the stored login cannot be read, or another crawl uses the folder; InstallationError without Scrapy.
    """
    _require_installed()
    task = _task(addresses, settings)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "crawl.jsonl"
    lines = _known(path, task)
    for page in (line for line in lines if isinstance(line, Page) and is_listed(line)):
        on_page(listed(page.address, page))
    deadline = time.monotonic() + settings.minutes * 60
    for start in range(STARTS):
        if any(isinstance(line, Ended) for line in lines) or (start and time.monotonic() > deadline):
            break
        _run(task, folder, on_page)
        lines = _known(path, task)
    return crawled(task, lines)


def _require_installed() -> None:
    from importlib.util import find_spec

    if not (find_spec("scrapy") and find_spec("scrapy_playwright")):
        raise InstallationError(
            N_("Finding the pages of a site needs more packages. Install them: pip install accesscheck[monitor]")
        )


def _task(addresses: Sequence[str], settings: CrawlSettings) -> Task:
    state = Path(settings.state) if settings.state is not None else None
    login = authentication.credentials(state=state)
    return Task(
        addresses=tuple(addresses),
        # Where the file stands is of no use to the process.
        settings=replace(settings, state=None),
        today=date.today().isoformat(),
        state="" if login is None else login.state,
    )


def _known(path: Path, task: Task) -> list[Begun | journal.Record | Ended]:
    """What the journal holds of this task; nothing if it is of another one."""
    try:
        lines = journal.read(path)
    except (OSError, msgspec.DecodeError):
        return []
    return lines if lines and isinstance(lines[0], Begun) and lines[0].task == task.digest else []


def _run(task: Task, folder: Path, on_page: Callable[[ListedPage], None]) -> None:
    """Start the process and wait for its end. OptionError if another one has the journal."""
    with (folder / "crawl.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603, our own module
            [sys.executable, "-P", "-W", "ignore", "-m", "accesscheck.monitoring.crawl.spider", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,  # Ctrl+C is for us; we end it.
        )
    overtime = threading.Timer(task.settings.minutes * 60 + 4 * task.settings.timeout + 60, _kill, (process,))
    overtime.daemon = True
    overtime.start()
    try:
        with contextlib.suppress(BrokenPipeError):
            assert process.stdin is not None
            process.stdin.write(msgspec.json.encode(task) + b"\n")
            process.stdin.flush()
        assert process.stdout is not None
        for page in _pages(process.stdout):
            on_page(page)
        process.wait()
    finally:
        overtime.cancel()
        _end(process)
    if process.returncode == journal.BUSY:
        raise OptionError(
            N_("{folder}: another crawl uses this folder. Wait for its end, or give another folder."),
            folder=str(folder),
        )


def _pages(stdout: IO[bytes]) -> Iterator[ListedPage]:
    decoder = msgspec.json.Decoder(ListedPage)
    for line in stdout:
        with contextlib.suppress(msgspec.DecodeError):
            yield decoder.decode(line)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the process, and so its browser. It ends by itself when its standard input is closed."""
    with contextlib.suppress(OSError):
        assert process.stdin is not None
        process.stdin.close()
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        _kill(process)
        process.wait()
    assert process.stdout is not None
    process.stdout.close()


def _kill(process: "subprocess.Popen[bytes]") -> None:
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
