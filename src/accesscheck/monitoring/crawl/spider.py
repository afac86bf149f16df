"""The process that fetches: Scrapy, one task, one journal. It ends when the process that started it is gone."""

import contextlib
import logging
import os
import sys
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Iterator
from email.message import Message
from pathlib import Path
from typing import Any

import msgspec
import scrapy
from scrapy import Request, signals
from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    StopDownload,
)
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Headers, Response
from twisted.python.failure import Failure

from accesscheck.installation import VERSION
from accesscheck.model.credentials import Credentials, may_know
from accesscheck.monitoring.crawl import reading, rendering
from accesscheck.monitoring.crawl.addresses import joined, tidy
from accesscheck.monitoring.crawl.course import Course, Want
from accesscheck.monitoring.crawl.crawled import is_listed, listed, records_of
from accesscheck.monitoring.crawl.journal import BUSY, Begun, Ended, Journal, Page, Record, RobotsFile, Sitemap
from accesscheck.monitoring.crawl.notes import LARGEST
from accesscheck.monitoring.crawl.settings import Task
from accesscheck.monitoring.page_kinds import is_document
from accesscheck.sources import robots, sitemap
from accesscheck.sources.http import is_local
from accesscheck.sources.links import MARKUP
from accesscheck.sources.source_error import SourceError

AT_ONCE = 4
"""Requests under way."""
SLOWEST = 15.0
"""Pause between two requests that AutoThrottle may come to, in seconds; a robots.txt may ask for more."""
SELF_REDIRECTS = 3
"""How often a page may send us to itself: with a cookie, or by way of an address with a session."""
MOST_HOPS = 5
"""Redirects of a robots.txt or a sitemap."""
_RETRIED = (500, 502, 504, 522, 524, 408)

logger = logging.getLogger(__name__)


class PageSpider(scrapy.Spider):
    """Fetches what the course of a task wants, and writes each answer in the journal."""

    name = "accesscheck"

    def __init__(self, *, task: Task, journal: Journal, records: dict[Want, Record], today: str) -> None:
        super().__init__()
        self._task = task
        self._journal = journal
        self._records = records
        self._course = Course(task, records, today=today)
        self._batches = self._course.batches()
        self._waiting: deque[Want] = deque()
        self._open: set[Want] = set()
        self._finished = False
        self._deadline = time.monotonic() + task.settings.minutes * 60
        self._credentials = Credentials(state=task.state)
        self._logged_in: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "PageSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider._glance, signal=signals.headers_received)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        for request in self._more():
            yield request

    def _more(self) -> Iterator[Request]:
        """The requests that may go out now. At the end of the crawl, its last line is written."""
        late = time.monotonic() > self._deadline
        while not late and len(self._open) < AT_ONCE and (want := self._next()) is not None:
            self._open.add(want)
            yield self._request(want)
        if not self._open and (late or self._finished):
            self._journal.add(Ended("" if self._finished else "minutes"))

    def _next(self) -> Want | None:
        """What to fetch next; None if that depends on answers that are under way, or if nothing is left."""
        while not self._waiting and not self._open and not self._finished:
            batch = next(self._batches, None)
            self._finished = batch is None
            self._waiting.extend(want for want in batch or () if want not in self._records)
            self._pace()
        return self._waiting.popleft() if self._waiting else None

    def _pace(self) -> None:
        """Go no faster than the robots.txt that was read asks for."""
        least = max(self._task.settings.delay, self._course.delay())
        throttle = self.crawler.get_extension(AutoThrottle)
        engine = self.crawler.engine
        if throttle is None or engine is None or least <= self._task.settings.delay:
            return
        throttle.mindelay = least
        throttle.maxdelay = max(SLOWEST, least)
        for name, slot in engine.downloader.slots.items():
            if name != rendering.SLOT:
                slot.delay = max(slot.delay, least)

    def _request(self, want: Want, address: str = "", hops: int = 0) -> Request:
        address = address or want.address
        meta: dict[str, Any] = {"want": want, "hops": hops}
        meta["download_maxsize"] = {"sitemap": sitemap.LARGEST, "robots": robots.LARGEST * 4, "page": LARGEST}[
            want.kind
        ]
        if is_local(address):
            meta["proxy"] = None
        return Request(
            address,
            callback=self._answered,
            errback=self._failed,
            cookies=self._cookies(address),
            dont_filter=True,
            meta=meta,
        )

    def _cookies(self, address: str) -> list[Any]:
        """The cookies of the stored login, the first time that their host is asked; Scrapy keeps them."""
        found: list[Any] = []
        for start in self._course.starts:
            if start not in self._logged_in and may_know(start, address):
                self._logged_in.add(start)
                kept = ("name", "value", "path", "secure")
                found += [{key: cookie[key] for key in kept} for cookie in self._credentials.cookies_for(start)]
        return found

    def _glance(self, headers: Headers, request: Request) -> None:
        """Do not read what is no page: its headers tell enough."""
        want = request.meta.get("want")
        if want is not None and want.kind == "page" and not _is_markup(headers):
            raise StopDownload(fail=False)

    def _answered(self, response: Response) -> Iterator[Request]:
        want: Want = response.request.meta["want"]  # type: ignore[union-attr]
        if (again := self._followed(want, response)) is not None:
            yield again
            return
        try:
            record = self._read(want, response)
        except Exception:  # A page that breaks our reading of it must not end the crawl.
            logger.exception("reading %s", want.address)
            record = _failure(want, "broke-down")
        if self._task.settings.rendered and isinstance(record, Page) and record.is_page:
            yield rendering.request(record, response, self._task.settings.timeout, self._rendered, self._unrendered)
            return
        yield from self._take(want, record)

    def _followed(self, want: Want, response: Response) -> Request | None:
        """The request for where an answer redirects, if it still is the same thing; a page elsewhere is another one."""
        location = _header(response.headers, "Location")
        if not 300 <= response.status < 400 or not location:
            return None
        literal = joined(response.url, location)
        to = tidy(literal)
        hops = response.request.meta["hops"] + 1  # type: ignore[union-attr]
        if to is None or not self._course.scope.is_site(to):
            return None
        if want.kind == "page":
            itself = self._course.scope.settled(to) == want.address
            changes = literal != response.url or "Set-Cookie" in response.headers
            return self._request(want, literal, hops) if itself and changes and hops <= SELF_REDIRECTS else None
        allowed = want.kind == "robots" or self._course.allows(to)
        return self._request(want, to, hops) if allowed and hops <= MOST_HOPS else None

    def _read(self, want: Want, response: Response) -> Record:
        if want.kind == "robots":
            text = response.body.decode("utf-8-sig", "replace")[: robots.LARGEST] if response.status == 200 else ""
            return RobotsFile(want.address, response.status, text)
        if want.kind == "sitemap":
            return _sitemap(want.address, response)
        return _page(want.address, response)

    def _rendered(self, response: Response) -> Iterator[Request]:
        page = rendering.page(response)
        yield from self._take(Want("page", page.address), page)

    def _unrendered(self, failure: Failure) -> Iterator[Request]:
        logger.warning("not rendered: %s", failure.value)
        page = rendering.plain(failure.request)  # type: ignore[attr-defined]
        yield from self._take(Want("page", page.address), page)

    def _failed(self, failure: Failure) -> Iterator[Request]:
        want: Want = failure.request.meta["want"]  # type: ignore[attr-defined]
        yield from self._take(want, _failure(want, _problem(failure.value)))

    def _take(self, want: Want, record: Record) -> Iterator[Request]:
        """Keep an answer, tell of it, and go on."""
        self._records[want] = record
        self._journal.add(record)
        self._open.discard(want)
        if isinstance(record, Page) and is_listed(record):
            _tell(msgspec.json.encode(listed(want.address, record)))
        yield from self._more()


def _sitemap(address: str, response: Response) -> Sitemap:
    if response.status != 200:
        # That there is none at the usual place is no problem.
        missing = response.status in (404, 410) or address.endswith("/sitemap.xml")
        return Sitemap(address, response.status, problem="" if missing else "status")
    try:
        entries = list(sitemap.entries(address, sitemap.unpacked(response.body)))
    except (sitemap.NoSitemap, SourceError, OSError, EOFError, ValueError):
        # Sites answer anything with a page of theirs.
        return Sitemap(address, response.status, problem="" if _is_markup(response.headers) else "unreadable")
    named = [(kind, tidied) for kind, one in entries if (tidied := tidy(one))]
    pages = dict.fromkeys(one for kind, one in named if kind == "url")
    others = dict.fromkeys(one for kind, one in named if kind == "sitemap")
    return Sitemap(address, response.status, tuple(pages)[: sitemap.MOST_ADDRESSES], tuple(others)[:1000])


def _page(address: str, response: Response) -> Page:
    media_type, charset = _media_type(response.headers)
    location = _header(response.headers, "Location")
    to = tidy(joined(response.url, location)) if location and 300 <= response.status < 400 else None
    size = _header(response.headers, "Content-Length")
    known = Page(
        address,
        status=response.status,
        to=to,
        media_type=media_type or None,
        size=len(response.body) or (int(size) if size.isdigit() else None),
        modified=_header(response.headers, "Last-Modified")[:60] or None,
    )
    if response.status != 200:
        return known
    if _is_markup(response.headers):
        return reading.page(known, response.body, charset)
    name = _file_name(response.headers)
    is_file = is_document(address, media_type or None) or bool(name and is_document(f"/{name}", media_type or None))
    return msgspec.structs.replace(known, is_document=is_file)


def _is_markup(headers: Headers) -> bool:
    """Whether an answer is a page to read. One that does not say what it is may be."""
    attached = _header(headers, "Content-Disposition").lower().startswith("attachment")
    return not attached and (_media_type(headers)[0] or MARKUP[0]) in MARKUP


def _media_type(headers: Headers) -> tuple[str, str | None]:
    message = Message()
    message["Content-Type"] = _header(headers, "Content-Type")
    if not message["Content-Type"]:
        return "", None
    return message.get_content_type(), message.get_content_charset()


def _file_name(headers: Headers) -> str:
    message = Message()
    message["Content-Disposition"] = _header(headers, "Content-Disposition")
    return message.get_filename() or ""


def _header(headers: Headers, name: str) -> str:
    """A header in one line; empty if there is none."""
    return " ".join((headers.get(name) or b"").decode("latin-1").split())


def _failure(want: Want, problem: str) -> Record:
    if want.kind == "robots":
        return RobotsFile(want.address, problem=problem)
    if want.kind == "sitemap":
        return Sitemap(want.address, problem=problem)
    return Page(want.address, problem=problem)


def _problem(error: BaseException | None) -> str:
    """The row of `messages.NOTES` for an exception of Scrapy."""
    if isinstance(error, CannotResolveHostError):
        return "unknown-host"
    if isinstance(error, DownloadConnectionRefusedError):
        return "connection-refused"
    if isinstance(error, DownloadTimeoutError):
        return "timeout"
    if isinstance(error, DownloadCancelledError | IgnoreRequest):
        return "too-large"
    return "certificate" if "certificate" in str(error).lower() else "connection-lost"


def _tell(line: bytes) -> None:
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def user_agent(contact: str) -> str:
    """What we call ourselves to those who run the site."""
    said = "".join(sign for sign in contact if sign.isascii() and sign.isprintable())[:200].strip()
    return f"accesscheck/{VERSION} (accessibility monitoring{'; ' if said else ''}{said})"


def _settings(task: Task) -> dict[str, Any]:
    """Of Scrapy. Redirects, robots.txt and what was seen are the course's."""
    ours = task.settings
    return {
        "USER_AGENT": user_agent(ours.contact),
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "nl-BE",  # As the browser of the audit.
        },
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": ours.delay,
        "AUTOTHROTTLE_MAX_DELAY": max(SLOWEST, ours.delay),
        "DOWNLOAD_DELAY": ours.delay,
        "DOWNLOAD_DELAY_JITTER": 0,  # The delay is the least that there is, not a mean.
        "DOWNLOAD_TIMEOUT": ours.timeout,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOADER_MIDDLEWARES": {"accesscheck.monitoring.crawl.patience.Patience": 595},
        "CONCURRENT_REQUESTS": AT_ONCE,
        "CONCURRENT_REQUESTS_PER_DOMAIN": AT_ONCE,
        "HTTPERROR_ALLOW_ALL": True,
        "METAREFRESH_ENABLED": False,
        "REDIRECT_ENABLED": False,
        "ROBOTSTXT_OBEY": False,
        "RETRY_TIMES": 1,
        "RETRY_HTTP_CODES": _RETRIED,
        "RETRY_EXCEPTIONS": [
            "scrapy.exceptions.DownloadFailedError",
            "scrapy.exceptions.ResponseDataLossError",
            "twisted.internet.error.ConnectionDone",
            "twisted.internet.error.ConnectionLost",
        ],
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "WARNING",
        **(rendering.settings(task) if ours.rendered else {}),
    }


def _end_with_parent() -> None:
    """End this process at once when the one that started it closes its end of the pipe, or dies."""
    with contextlib.suppress(OSError):
        while os.read(sys.stdin.fileno(), 1):
            pass
    os._exit(1)


def main(folder: Path) -> int:
    """Run the task that stands in the first line of standard input; the exit code."""
    task = msgspec.json.decode(sys.stdin.buffer.readline(), type=Task)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        journal = Journal(folder / "crawl.jsonl")
    except TimeoutError:
        return BUSY
    with journal:
        begun, records = _opened(journal, task)
        process = CrawlerProcess(_settings(task))
        process.crawl(PageSpider, task=task, journal=journal, records=records, today=begun.today)
        process.start()
    return 0


def _opened(journal: Journal, task: Task) -> tuple[Begun, dict[Want, Record]]:
    """What a journal holds of this task; it begins again if it is of another one."""
    try:
        lines = list(journal.lines())
    except msgspec.DecodeError:
        lines = []
    if lines and isinstance(lines[0], Begun) and lines[0].task == task.digest:
        return lines[0], records_of(lines)
    journal.clear()
    begun = Begun(task.digest, task.today)
    journal.add(begun)
    return begun, {}


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
