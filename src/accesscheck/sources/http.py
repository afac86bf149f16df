"""Fetch an address without a browser."""

import time
from dataclasses import dataclass

from accesscheck.installation import VERSION
from accesscheck.sources.source_error import SourceError, megabytes

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


def fetch(address: str, *, timeout: float) -> Fetched:
    """GET an address, at most LARGEST bytes within `timeout` seconds. SourceError if that fails."""
    import httpx

    deadline = time.monotonic() + timeout
    try:
        with (
            httpx.Client(
                timeout=timeout, follow_redirects=True, max_redirects=MOST_REDIRECTS, headers={"User-Agent": USER_AGENT}
            ) as client,
            client.stream("GET", address) as response,
        ):
            if response.status_code >= 400:
                raise SourceError("status", status=str(response.status_code))
            _refuse_large(int(response.headers.get("content-length") or 0))
            content = bytearray()
            for chunk in response.iter_bytes():
                content += chunk
                _refuse_large(len(content))
                if time.monotonic() > deadline:
                    raise SourceError("timeout", seconds=f"{timeout:g}")
            media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
            return Fetched(
                address=str(response.url),
                content=bytes(content),
                media_type=media_type,
                charset=response.charset_encoding,
            )
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise source_error(error, address, timeout) from None


def _refuse_large(size: int) -> None:
    if size > LARGEST:
        raise SourceError("too-large", size=megabytes(size), limit=megabytes(LARGEST))


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
    from urllib.parse import urlsplit

    return urlsplit(address).hostname or address
