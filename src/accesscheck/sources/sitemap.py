"""The addresses that a site's sitemap names (sitemaps.org, version 0.9)."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from xml.parsers import expat  # A document type, and so every entity, is refused below.

from accesscheck.model.credentials import Credentials, may_know
from accesscheck.sources import robots
from accesscheck.sources.http import fetch
from accesscheck.sources.source_error import SourceError, megabytes

MOST_ADDRESSES = 50_000
LARGEST = 50_000_000
"""Of one sitemap, unpacked, in bytes. This and MOST_ADDRESSES are the limits that sitemaps.org sets."""
MOST_SITEMAPS = 500
"""That are read, of an index and of those in it."""


class NoSitemap(Exception):
    """What stands at `address` is no sitemap: `problem` is None, or what went wrong when it was fetched."""

    def __init__(self, address: str, problem: SourceError | None = None) -> None:
        super().__init__(address)
        self.address = address
        self.problem = problem


@dataclass(slots=True)
class Listed:
    """The addresses of a sitemap in its order, each once; `foreign` counts those of other hosts, `left_out` those over
    MOST_ADDRESSES and the sitemaps over MOST_SITEMAPS.
    """

    addresses: dict[str, None] = field(default_factory=dict)
    foreign: int = 0
    left_out: int = 0


def listed(
    address: str,
    *,
    timeout: float,
    credentials: Credentials | None = None,
    placed: Callable[[str], str] = lambda address: address,
) -> Listed:
    """What the sitemap at an address lists: a sitemap, an index of them, robots.txt, or a site that has one of these.

    `placed` says where an address that a sitemap names stands for the moment. NoSitemap.
    """
    found = Listed()
    site = placed(address)
    waiting = dict.fromkeys(_entrances(address, timeout, credentials, placed))
    read: set[str] = set()
    while waiting:
        one = next(iter(waiting))
        del waiting[one]
        if len(read) == MOST_SITEMAPS:
            found.left_out += 1 + len(waiting)
            break
        read.add(one)
        for kind, named in entries(one, _content(one, address, timeout, credentials)):
            place = placed(named)
            if not _is_of_site(place, site):
                found.foreign += 1
            elif kind == "sitemap":
                if place not in read:
                    waiting[place] = None
            elif len(found.addresses) < MOST_ADDRESSES or place in found.addresses:
                found.addresses[place] = None
            else:
                found.left_out += 1
    return found


def _entrances(
    address: str, timeout: float, credentials: Credentials | None, placed: Callable[[str], str]
) -> tuple[str, ...]:
    """The sitemaps to begin with: those that robots.txt names, for an address of a site or of its robots.txt."""
    split = urlsplit(address)
    if split.path not in ("", "/", "/robots.txt"):
        return (address,)
    site = f"{split.scheme}://{split.netloc}"
    try:
        fetched = fetch(f"{site}/robots.txt", timeout=timeout, credentials=credentials)
    except SourceError as error:
        if error.note.key in ("status", "no-entry"):
            return (f"{site}/sitemap.xml",)
        raise NoSitemap(address, error) from None
    named = robots.Robots(fetched.content.decode("utf-8-sig", "replace")).sitemaps
    places = (placed(one) for one in named)
    return tuple(place for place in places if _is_of_site(place, placed(address))) or (f"{site}/sitemap.xml",)


def _content(address: str, first: str, timeout: float, credentials: Credentials | None) -> bytes:
    given = credentials if may_know(first, address) else None
    try:
        content = fetch(address, timeout=timeout, credentials=given, largest=LARGEST).content
        return unpacked(content)
    except SourceError as error:
        raise NoSitemap(address, error) from None
    except (OSError, EOFError, zlib.error):
        raise NoSitemap(address) from None


def unpacked(content: bytes) -> bytes:
    """The sitemap in an answer, which may be packed with gzip. SourceError if it is too large; else as gzip raises."""
    if not content.startswith(b"\x1f\x8b"):
        return content
    with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
        whole = packed.read(LARGEST + 1)
    if len(whole) > LARGEST:
        raise SourceError("too-large-unpacked", size=f">{megabytes(LARGEST)}", limit=megabytes(LARGEST))
    return whole


def entries(address: str, content: bytes) -> Iterator[tuple[str, str]]:
    """For each entry of a sitemap, whether it is of a "url" or a "sitemap", and its address. NoSitemap."""
    found: list[tuple[str, str]] = []
    path: list[str] = []
    text: list[str] = []

    def start(name: str, _: dict[str, str]) -> None:
        path.append(name.rpartition(" ")[2])
        text.clear()

    def end(_: str) -> None:
        if path[-2:] in (["url", "loc"], ["sitemap", "loc"]):
            found.append((path[-2], "".join(text).strip()))
        path.pop()

    def refuse(*_: object) -> None:
        raise NoSitemap(address)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text.append
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError):  # An encoding that nobody knows is a LookupError.
        raise NoSitemap(address) from None
    yield from found


def _is_of_site(address: str, sitemap: str) -> bool:
    """Whether an address is an http(s) one on the host of the sitemap; www. makes no other host."""
    try:
        one, other = urlsplit(address), urlsplit(sitemap)
        same = _host(one.netloc) == _host(other.netloc)
    except ValueError:
        return False
    return one.scheme in ("http", "https") and bool(one.hostname) and same


def _host(netloc: str) -> str:
    return netloc.rpartition("@")[2].lower().removeprefix("www.")
