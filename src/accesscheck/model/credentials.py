"""What opens a site that is not open to all, and to which addresses it may go."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urlsplit

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Headers, and the state of a browser that has logged in. `repr` shows neither.

    `headers` are names and values; `state` is Playwright's storage state, as JSON. They go to the origin of the target
    that is opened, and nowhere else: not to others that its page asks, nor to where it redirects.
    """

    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    state: str = field(default="", repr=False)

    def headers_for(self, target: str, address: str) -> dict[str, str]:
        """The headers of a request to an address on behalf of a target; without its cookies."""
        return dict(self.headers) if may_know(target, address) else {}

    def cookies_for(self, target: str) -> list[dict[str, Any]]:
        """The cookies of the target's host, in Playwright's words: for it alone, and only over https if it is https."""
        split = _split(target)
        if split is None or not self.state:
            return []
        host = split.hostname or ""
        return [
            {**_named(cookie), "domain": host, "secure": cookie.get("secure", False) or split.scheme == "https"}
            for cookie in json.loads(self.state).get("cookies", [])
            if _belongs(host, cookie["domain"])
        ]

    def cookie_header(self, target: str, address: str) -> dict[str, str]:
        """The header with the cookies for an address; empty if there are none, or if it may not have them."""
        if not may_know(target, address):
            return {}
        split = urlsplit(address)
        pairs = [
            f"{cookie['name']}={cookie['value']}"
            for cookie in self.cookies_for(target)
            if _is_below(split.path or "/", cookie["path"]) and (split.scheme == "https" or not cookie["secure"])
        ]
        return {"Cookie": "; ".join(pairs)} if pairs else {}

    def storage_for(self, target: str) -> list[dict[str, Any]]:
        """What the pages of the target's origin had stored in the browser, in Playwright's words."""
        if not self.state:
            return []
        return [origin for origin in json.loads(self.state).get("origins", []) if may_know(target, origin["origin"])]


def may_know(target: str, address: str) -> bool:
    """Whether what opens a target may go to an address: of the same origin, or of the same host by https instead."""
    asked, other = _split(target), _split(address)
    if asked is None or other is None:
        return False
    if _origin(asked) == _origin(other):
        return True
    return _origin(asked) == ("http", other.hostname, 80) and _origin(other) == ("https", asked.hostname, 443)


def _split(address: str) -> SplitResult | None:
    try:
        split = urlsplit(address)
        return split if split.scheme in _PORTS and split.hostname and split.port != 0 else None
    except ValueError:  # Half the brackets of an IPv6 address, or a port that is no number.
        return None


def _origin(split: SplitResult) -> tuple[str, str | None, int]:
    return split.scheme, split.hostname, split.port or _PORTS[split.scheme]


def _named(cookie: dict[str, Any]) -> dict[str, Any]:
    kept = ("name", "value", "expires", "httpOnly", "sameSite")
    return {"path": cookie.get("path") or "/", **{key: cookie[key] for key in kept if key in cookie}}


def _belongs(host: str, domain: str) -> bool:
    """Whether a cookie of a domain goes to a host; with a dot in front it is for the hosts below it too."""
    bare = domain.removeprefix(".").lower()
    return host == bare or (domain.startswith(".") and host.endswith(f".{bare}"))


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder if folder.endswith("/") else f"{folder}/")
