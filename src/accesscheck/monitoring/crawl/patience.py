"""Waits as long as a server asks: 429 Too Many Requests and 503 Service Unavailable, with Retry-After (RFC 9110)."""

import time
from collections import defaultdict
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.task import deferLater

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

TRIES = 4
"""Requests for one address, the first included."""
LONGEST = 120.0
"""Of a wait that a server asks for, in seconds. What asks for more is tried again after this."""
BUSY = (429, 503)


class Patience:
    """A part of Scrapy that holds requests to a host that asked us to wait."""

    def __init__(self) -> None:
        self._until: dict[str, float] = defaultdict(float)

    @classmethod
    def from_crawler(cls, crawler: "Crawler") -> "Patience":
        return cls()

    async def process_request(self, request: Request) -> None:
        while (left := self._until[_host(request)] - time.monotonic()) > 0:
            await _sleep(left)

    async def process_response(self, request: Request, response: "Response") -> "Response | Request":
        if not response.body:
            response.headers.pop("Content-Encoding", None)  # Scrapy would fail to unpack nothing.
        tries = int(request.meta.get("patience", 0)) + 1
        if response.status not in BUSY or tries >= TRIES:
            return response
        header = (response.headers.get("Retry-After") or b"").decode("latin-1")
        asked = retry_after(header, time.time())
        wait = 2.0 ** (tries - 1) if asked is None else asked
        self._until[_host(request)] = max(self._until[_host(request)], time.monotonic() + wait)
        return request.replace(meta={**request.meta, "patience": tries}, dont_filter=True)


def retry_after(header: str, now: float) -> float | None:
    """The seconds that a Retry-After asks for, at most LONGEST; None if it does not say. `now` is a Unix time."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), LONGEST)
    try:
        moment: datetime = parsedate_to_datetime(text)
        seconds = moment.timestamp() - now
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0.0), LONGEST)


def _host(request: Request) -> str:
    return urlsplit(request.url).netloc


async def _sleep(seconds: float) -> None:
    from twisted.internet import reactor

    await maybe_deferred_to_future(deferLater(reactor, seconds, lambda: None))
