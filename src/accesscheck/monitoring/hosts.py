"""Servers that are asked politely: one visitor at a time, and a pause between two pages."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

from accesscheck.sources import http, robots
from accesscheck.sources.source_error import SourceError

Key = TypeVar("Key")

_USUAL_PORTS = {"http": 80, "https": 443}


def host_of(address: str) -> str:
    """The server of an address: its name without www, and its port where that is not the usual one."""
    try:
        split = urlsplit(address)
        host, port = (split.hostname or "").removeprefix("www."), split.port
    except ValueError:  # Half the brackets of an IPv6 address, or a port that is no number.
        return address
    return host if port in (None, _USUAL_PORTS.get(split.scheme)) else f"{host}:{port}"


def groups(addresses: Mapping[Key, Iterable[str]]) -> list[list[Key]]:
    """The keys, those that share a host together, in their order. Two groups may be visited at the same time."""
    found: list[tuple[set[str], list[Key]]] = []
    for key, theirs in addresses.items():
        hosts, members = {host_of(one) for one in theirs}, [key]
        apart: list[tuple[set[str], list[Key]]] = []
        for others, before in found:
            if hosts & others:
                hosts |= others
                members = [*before, *members]
            else:
                apart.append((others, before))
        found = [*apart, (hosts, members)]
    order = {key: number for number, key in enumerate(addresses)}
    return sorted((sorted(members, key=order.__getitem__) for _, members in found), key=lambda one: order[one[0]])


class Pace:
    """A clock for each host."""

    def __init__(
        self, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._left: dict[str, float] = {}

    def wait(self, address: str, delay: float) -> None:
        """Wait until the host of an address was left alone for `delay` seconds."""
        left = self._left.get(host_of(address))
        if left is not None and (rest := left + delay - self._clock()) > 0:
            self._sleep(rest)

    def leave(self, addresses: Sequence[str]) -> None:
        """The hosts of these addresses were asked something until now."""
        for address in addresses:
            self._left[host_of(address)] = self._clock()


def asked_delay(addresses: Iterable[str], *, timeout: float) -> float:
    """The longest pause between two requests that the robots.txt of these sites asks for, in seconds; 0 without one.

    `timeout` is for each of them, in seconds.
    """
    longest = 0.0
    for site in sorted({f"{split.scheme}://{split.netloc}" for split in map(urlsplit, addresses)}):
        try:
            found = http.fetch(f"{site}/robots.txt", timeout=timeout, largest=robots.LARGEST)
        except SourceError:
            continue
        longest = max(longest, robots.Robots(found.content.decode("utf-8", "replace")).delay)
    return longest
