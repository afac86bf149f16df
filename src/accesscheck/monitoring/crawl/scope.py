"""Which addresses are of the product: by host and path, and which of its hosts are one site."""

import functools
import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from accesscheck.monitoring.crawl.addresses import origin, tidy


class Scope:
    """The hosts and paths of a product. It learns from redirects which variants of a host are the same site.

    A subdomain is another site. http and https, and a host with and without www., are one site if one sends visitors to
    the other; until that is seen, they may be.
    """

    def __init__(self, starts: Iterable[str], prefixes: Iterable[str] = ()) -> None:
        """All addresses are tidy. A start that is a file opens its folder."""
        self._paths: dict[str, set[str]] = {}
        self._home: dict[str, str] = {}
        self._same: set[str] = set()
        self._beside: set[str] = set()
        self._foreign: set[str] = set()
        for address in (*starts, *(tidied for prefix in prefixes if (tidied := tidy(prefix)))):
            self._add(address)

    def _add(self, address: str) -> None:
        family = _family(address)
        self._home.setdefault(family, origin(address))
        if origin(address) != self._home[family]:
            self._same.add(origin(address))
        self._paths.setdefault(family, set()).add(_folder(urlsplit(address).path))

    def settled(self, address: str) -> str:
        """The address on the host that the product settled on."""
        here = origin(address)
        return self._home[_family(address)] + address[len(here) :] if here in self._same else address

    def is_site(self, address: str) -> bool:
        """Whether an address is on a host of the product, or on what may be a variant of it."""
        return _family(address) in self._home and origin(address) not in self._foreign

    def holds(self, address: str) -> bool:
        """Whether an address may be one of the product."""
        paths = self._paths.get(_family(address), ())
        return self.is_site(address) and any(_is_below(urlsplit(address).path, folder) for folder in paths)

    def is_unproven(self, address: str) -> bool:
        """Whether it is on a variant of a host of which nobody knows yet if it is the same site."""
        here = origin(address)
        return self.is_site(address) and here not in (self._home[_family(address)], *self._same, *self._beside)

    def homes(self) -> tuple[str, ...]:
        """The hosts that the product settled on."""
        return tuple(self._home.values())

    def learn(self, address: str, to: str | None, *, is_start: bool) -> None:
        """Learn from where an address led: `to` is where it redirects, None if it does not."""
        family, here = _family(address), origin(address)
        there = origin(to) if to is not None and _family(to) == family else here
        if self.is_unproven(address):
            (self._foreign if there == here else self._same).add(here)
        elif here == self._home.get(family) and there != here:
            if is_start:
                self._home[family] = there
                self._same.discard(there)
                self._same.add(here)
            elif there not in self._same:
                # Some pages of the site are there, the others here.
                self._beside.add(there)

    def follow(self, start: str, to: str) -> None:
        """Take in the place on the same host that a start sends visitors to, unless it is above the start."""
        if _family(start) == _family(to):
            self._widen(start, to)

    def _widen(self, start: str, to: str) -> None:
        before, after = urlsplit(start).path, _folder(urlsplit(to).path)
        if not _is_below(before, after):
            self._paths[_family(start)].add(after)


def _family(address: str) -> str:
    """What the variants of a host have in common."""
    return _family_of(origin(address))


@functools.lru_cache(maxsize=1024)
def _family_of(here: str) -> str:
    split = urlsplit(here)
    host = split.hostname or ""
    port = "" if split.port is None else f":{split.port}"
    bare = host.removeprefix("www.")
    return f"{host if _is_number(bare) else bare}{port}"


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _folder(path: str) -> str:
    """The part of a site that an address stands for: its path, or the folder of a file."""
    above, _, last = path.rpartition("/")
    return (above if "." in last else path).rstrip("/") + "/"


def _is_below(path: str, folder: str) -> bool:
    return f"{path}/".startswith(folder)
