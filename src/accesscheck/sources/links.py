"""Finds the pages of a site by following its links, nearest first. It only lists addresses; the audit opens them."""

import re
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from accesscheck.fingerprints import page_key
from accesscheck.model.credentials import Credentials, may_know
from accesscheck.sources import robots
from accesscheck.sources.decoding import decode
from accesscheck.sources.http import Fetched, fetch, is_local
from accesscheck.sources.source_error import SourceError

PAUSE = 1.0
"""Between two requests to a site that is not on this machine, in seconds."""
MOST_KNOWN = 50_000
"""Addresses that are remembered: a calendar has no end."""
TRIES_A_PAGE = 5
"""Requests for each page that is wanted: links to what is no page cost one too."""
MARKUP = ("text/html", "application/xhtml+xml")

NO_PAGE = re.compile(
    r"\.(?:7z|avi|bmp|css|csv|docx?|epub|exe|gif|gz|ico|ics|jpe?g|js|json|m4a|mov|mp[34]|od[pst]|ogg|pdf|png|pptx?|rar|rss"
    r"|rtf|svg|tar|tiff?|txt|wav|webm|webp|woff2?|xlsx?|xml|zip)$",
    re.I,
)
"""Paths of files, by their endings."""
ACTS = re.compile(
    r"(?:^|[/=&?._-])(?:(?:log|sign)[-_]?(?:out|off)|uitloggen|afmelden|d[eé]connexion|se-deconnecter|abmelden|ausloggen"
    r"|delete|remove|verwijder|supprimer|loeschen)(?:$|[/?&=.])",
    re.I,
)
"""Links that end the visit, or that throw something away on sites that let a link do so."""


def crawled(
    starts: Iterable[str],
    most: int,
    *,
    timeout: float,
    credentials: Credentials | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> Iterator[str]:
    """The starts, and the pages of their hosts that links lead to, until there are `most`; each page once.

    A start is a page whatever it answers. So is what cannot be reached: that is for the report to say. What is not
    there, is no HTML, or is on another host is none. robots.txt is obeyed except on this machine; `pause` waits.
    """
    named = tuple(dict.fromkeys(starts))
    yield from named
    listed = {page_key(start) for start in named}
    known = set(listed)
    waiting = deque((start, start) for start in named)
    visits = _Visits(timeout, credentials, pause)
    tries = TRIES_A_PAGE * most + len(named)
    while waiting and len(listed) < most and tries > 0:
        address, start = waiting.popleft()
        if not visits.may_follow(address):
            continue
        tries -= 1
        try:
            page = visits.visit(address, start)
        except SourceError as error:
            if address != start and not _is_no_page(error):
                listed.add(page_key(address))
                yield address
            continue
        if not _is_same_host(page.address, address):
            continue
        key = page_key(page.address)
        if address != start:
            if key in listed:
                continue
            listed.add(key)
            yield page.address
        known.add(key)
        for link in _links(page):
            key = page_key(link)
            if key not in known and len(known) < MOST_KNOWN and _is_same_host(link, page.address):
                known.add(key)
                waiting.append((link, start))


class _Visits:
    """Fetches pages as a guest who behaves: by robots.txt, and not faster than a person."""

    def __init__(self, timeout: float, credentials: Credentials | None, pause: Callable[[float], None]) -> None:
        self._timeout = timeout
        self._credentials = credentials
        self._pause = pause
        self._robots: dict[str, robots.Robots] = {}

    def may_follow(self, address: str) -> bool:
        return is_local(address) or self._rules(address).allows(address)

    def visit(self, address: str, start: str) -> Fetched:
        """The page at an address. SourceError if there is none, or if it is no HTML."""
        if not is_local(address):
            self._pause(max(PAUSE, self._rules(address).delay))
        return self._fetch(address, start, MARKUP)

    def _rules(self, address: str) -> robots.Robots:
        split = urlsplit(address)
        site = f"{split.scheme}://{split.netloc}"
        if site not in self._robots:
            try:
                fetched = self._fetch(f"{site}/robots.txt", address, ())
                self._robots[site] = robots.Robots(fetched.content.decode("utf-8-sig", "replace"))
            except SourceError as error:
                refused = error.note.key == "status" and error.note.params["status"].startswith("5")
                self._robots[site] = robots.Robots(robots.NOTHING_ALLOWED if refused else "")
        return self._robots[site]

    def _fetch(self, address: str, start: str, media_types: tuple[str, ...]) -> Fetched:
        given = self._credentials if may_know(start, address) else None
        return fetch(address, timeout=self._timeout, credentials=given, media_types=media_types)


def _is_no_page(error: SourceError) -> bool:
    return error.note.key == "type-unsupported" or error.note.params.get("status") in ("404", "410")


def _links(page: Fetched) -> Iterator[str]:
    """Where the links of a page lead, without fragment; not to files, nor to what ends the visit."""
    try:
        html, _ = decode(page.content, declared=page.charset, markup=True)
    except SourceError:  # Bytes that are no text, whatever the server calls them.
        return
    dom = LexborHTMLParser(html)
    base = dom.css_first("base[href]")
    origin = _joined(page.address, (base.attributes.get("href") or "") if base else "")
    for node in dom.css("a[href], area[href]"):
        link = _joined(origin, (node.attributes.get("href") or "").strip())
        split = urlsplit(link)
        if split.scheme not in ("http", "https") or not split.hostname or "download" in node.attributes:
            continue
        if not NO_PAGE.search(split.path) and not ACTS.search(f"{split.path}?{split.query}"):
            yield link


def _joined(base: str, link: str) -> str:
    try:
        joined = urldefrag(urljoin(base, link)).url
        urlsplit(joined)
    except ValueError:  # Half the brackets of an IPv6 address.
        return ""
    return joined


def _is_same_host(one: str, other: str) -> bool:
    """Whether two addresses are of one host and port; www. makes no other host."""
    first, second = (urlsplit(address).netloc.lower().removeprefix("www.") for address in (one, other))
    return first == second
