"""Fetch an address without a browser."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from accesscheck.installation import VERSION
from accesscheck.model.credentials import Credentials
from accesscheck.sources.source_error import SourceError, megabytes, of_status

if TYPE_CHECKING:
    import httpx

LARGEST = 20_000_000
"""Largest page or file that is read, in bytes."""
MOST_REDIRECTS = 20
USER_AGENT = f"accesscheck/{VERSION}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What the server answered. `address` is the final one; `media_type`, which may be empty, and `charset` are from
    the header.
    """

    address: str
    content: bytes
    media_type: str
    charset: str | None


def fetch(
    address: str,
    *,
    timeout: float,
    credentials: Credentials | None = None,
    largest: int = LARGEST,
    media_types: tuple[str, ...] = (),
) -> Fetched:
    """GET an address, at most `largest` bytes within `timeout` seconds. SourceError if that fails.

    `credentials` go to the address, and are not taken along to where it redirects. If `media_types` are given, an
    answer that says it is of another type is not read: SourceError "type-unsupported".
    """
    import httpx

    deadline = time.monotonic() + timeout
    given = credentials or Credentials()
    at = address
    try:
        with httpx.Client(timeout=timeout, headers={"User-Agent": USER_AGENT}, mounts=_DIRECT) as client:
            for _ in range(MOST_REDIRECTS + 1):
                headers = {**given.cookie_header(address, at), **given.headers_for(address, at)}
                with client.stream("GET", at, headers=headers) as response:
                    if response.next_request is None:
                        return _read(response, deadline, timeout, largest, media_types)
                    at = str(response.next_request.url)
        raise SourceError("redirect-loop")
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise source_error(error, address, timeout) from None


_DIRECT = dict.fromkeys(("all://127.0.0.1", "all://localhost", "all://[::1]"))
"""This machine is not asked by way of a proxy."""


def is_local(address: str) -> bool:
    """Whether an address is on this very machine."""
    host = urlsplit(address).hostname or ""
    return host == "localhost" or host.endswith(".localhost") or host == "::1" or host.startswith("127.")


def _read(
    response: "httpx.Response", deadline: float, timeout: float, largest: int, media_types: tuple[str, ...]
) -> Fetched:
    if response.status_code >= 400:
        raise of_status(response.status_code)
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_types and media_type not in media_types:
        raise SourceError("type-unsupported", type=media_type)
    _refuse_large(int(response.headers.get("content-length") or 0), largest)
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        _refuse_large(len(content), largest)
        if time.monotonic() > deadline:
            raise SourceError("timeout", seconds=f"{timeout:g}")
    return Fetched(
        address=str(response.url),
        content=bytes(content),
        media_type=media_type,
        charset=response.charset_encoding,
    )


def _refuse_large(size: int, largest: int) -> None:
    if size > largest:
        raise SourceError("too-large", size=megabytes(size), limit=megabytes(largest))


def source_error(error: Exception, address: str, timeout: float) -> SourceError:
    """The problem that an exception of httpx stands for."""
    import httpx

    message = str(error).lower()
    if isinstance(error, httpx.TimeoutException):
        return SourceError("timeout", seconds=f"{timeout:g}")
    if isinstance(error, httpx.TooManyRedirects):
        return SourceError("redirect-loop")
    if isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return SourceError("address-invalid")
    if isinstance(error, httpx.ConnectError):
        if "certificate" in message or "ssl" in message:
            return SourceError("certificate")
        if "name or service" in message or "getaddrinfo" in message or "nodename" in message or "resolution" in message:
            return SourceError("unknown-host", host=_host(address))
        if "refused" in message:
            return SourceError("connection-refused")
        return SourceError("unreachable")
    if isinstance(error, httpx.NetworkError | httpx.ProtocolError):
        return SourceError("connection-lost")
    return SourceError("unreachable")


def _host(address: str) -> str:
    return urlsplit(address).hostname or address
