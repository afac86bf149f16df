"""What a crawl has learned so far, in one file that only grows: a line for each answer.

A crawl that was killed reads it and goes on. The last line may be torn: it is left out, and its page fetched again.
"""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal

import msgspec

BUSY = 75
"""The exit code of a process that could not have the journal."""
LOCK_WAIT = 5.0
"""How long another process that still writes is waited for, in seconds."""


class Begun(msgspec.Struct, tag="begun", frozen=True):
    """The first line: which task this is the journal of, and the day that it began."""

    task: str
    today: str


class RobotsFile(msgspec.Struct, tag="robots", frozen=True, omit_defaults=True):
    """What a host answered for its robots.txt; `status` is None if it did not answer, and `problem` says why: a row of
    `messages.NOTES`.
    """

    address: str
    status: int | None = None
    text: str = ""
    problem: str = ""


class Sitemap(msgspec.Struct, tag="sitemap", frozen=True, omit_defaults=True):
    """The tidy addresses in a sitemap. `problem` is not empty if it could not be read."""

    address: str
    status: int | None = None
    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    problem: str = ""


class Page(msgspec.Struct, tag="page", frozen=True, omit_defaults=True):
    """What stands at an address. `to` is where it redirects; links are tidy addresses with their texts.

    `size` is in bytes; `problem` is a row of `messages.NOTES` if there was no answer that could be read; `unrendered`:
    it should have been opened in a browser, and could not.
    """

    address: str
    status: int | None = None
    to: str | None = None
    media_type: str | None = None
    size: int | None = None
    modified: str | None = None
    is_page: bool = False
    is_document: bool = False
    problem: str = ""
    unrendered: bool = False
    title: str | None = None
    language: str | None = None
    headings: tuple[str, ...] = ()
    features: tuple[str, ...] = ()
    template: str | None = None
    canonical: str | None = None
    job_posting: bool = False
    links: tuple[tuple[str, str], ...] = ()


class Ended(msgspec.Struct, tag="ended", frozen=True):
    """The last line. `reason` is empty if nothing was left to fetch."""

    reason: Literal["", "minutes", "lost"] = ""


Record = RobotsFile | Sitemap | Page
_LINE = msgspec.json.Decoder(Begun | RobotsFile | Sitemap | Page | Ended)


class Journal:
    """A journal that is open for one process to write in. OSError; TimeoutError if another process does not let go."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO = path.open("a+b")
        _lock(self._file)
        whole = _whole(self._file)
        self._file.truncate(whole)

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def lines(self) -> Iterator[Begun | Record | Ended]:
        """What is in it."""
        self._file.seek(0)
        for line in self._file.read().splitlines():
            yield _LINE.decode(line)

    def add(self, line: Begun | Record | Ended) -> None:
        """Write a line, so that it is there if this process is killed the next moment."""
        self._file.write(msgspec.json.encode(line) + b"\n")
        self._file.flush()

    def clear(self) -> None:
        """Begin again."""
        self._file.truncate(0)


def read(path: Path) -> list[Begun | Record | Ended]:
    """The whole lines of a journal that another process may be writing; empty if there is none.

    OSError; msgspec.DecodeError if it is no journal.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    return [_LINE.decode(line) for line in content[: content.rfind(b"\n") + 1].splitlines()]


def _whole(file: BinaryIO) -> int:
    """Where the last whole line ends."""
    file.seek(0)
    return file.read().rfind(b"\n") + 1


def _lock(file: BinaryIO) -> None:
    if sys.platform == "win32":
        return
    import fcntl

    deadline = time.monotonic() + LOCK_WAIT
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise TimeoutError from None
            time.sleep(0.1)
