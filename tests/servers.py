"""A web server for tests, on a free port of this machine, that can misbehave in every way that a site can."""

import ssl
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Answer = Callable[["Handler"], None]
"""What is done with a request."""

PIECE = 1_000_000
"""How much of a large body is written at a time, in bytes."""


class Handler(BaseHTTPRequestHandler):
    """Looks its path up among the pages of the server, and does what stands there; 404 for any other path."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_GET(self) -> None:
        answer(b"", status=404)(self) if self.path not in self.server.pages else self.server.pages[self.path](self)

    def start(self, status: int, headers: Mapping[str, str]) -> None:
        """Send the status and the headers."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        return


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, pages: Mapping[str, Answer]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages = pages
        self.ended = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        return  # Whoever asked has gone away: that is what these tests are about.


class Site:
    """A site with pages by path, for the time of a `with`. It has a self-signed certificate if it is `secure`."""

    def __init__(self, pages: Mapping[str, Answer], *, secure: bool = False) -> None:
        self._server = _Server(pages)
        self._scheme = "https" if secure else "http"
        if secure:
            # The handshake is left to the thread of the request, so that a client that refuses stops nobody else.
            self._server.socket = _self_signed().wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> "Site":
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._server.ended.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def address(self, path: str) -> str:
        """The whole address of a path."""
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}{path}"


def answer(
    body: bytes | str,
    media_type: str = "text/html; charset=utf-8",
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """An ordinary answer."""
    content = body.encode() if isinstance(body, str) else body

    def write(handler: Handler) -> None:
        always = {"Content-Type": media_type, "Content-Length": str(len(content))}
        handler.start(status, {**always, **(headers or {})})
        handler.wfile.write(content)

    return write


def redirect(to: str) -> Answer:
    """An answer that sends the visitor on."""
    return answer(b"", status=302, headers={"Location": to})


def silence(handler: Handler) -> None:
    """No answer at all, for as long as the site is there."""
    handler.server.ended.wait()


def late(seconds: float, then: Answer) -> Answer:
    """The same answer, but only after some time."""

    def write(handler: Handler) -> None:
        time.sleep(seconds)
        then(handler)

    return write


def cut_off(handler: Handler) -> None:
    """Half an answer, and then the connection is closed."""
    handler.start(200, {"Content-Type": "text/html", "Content-Length": "100000"})
    handler.wfile.write(b"<!doctype html><p>The first half")
    handler.close_connection = True


def endless(start: bytes, piece: bytes, media_type: str) -> Answer:
    """An answer that goes on, a piece every tenth of a second, until the visitor leaves."""

    def write(handler: Handler) -> None:
        handler.start(200, {"Content-Type": media_type, "Transfer-Encoding": "chunked"})
        _write_chunk(handler, start)
        while not handler.server.ended.wait(0.1):
            _write_chunk(handler, piece)

    return write


def large(size: int, media_type: str = "text/html; charset=utf-8", *, chunked: bool) -> Answer:
    """An answer of `size` bytes, which says so beforehand or, if `chunked`, does not."""
    piece = (b"<!--" + b"large " * 160 + b"-->\n") * (PIECE // 968)

    def write(handler: Handler) -> None:
        length = {"Transfer-Encoding": "chunked"} if chunked else {"Content-Length": str(size)}
        handler.start(200, {"Content-Type": media_type, **length})
        sent = 0
        while sent < size:
            part = (piece if sent else b"<!doctype html><title>Large</title><body>" + piece)[: size - sent]
            _write_chunk(handler, part) if chunked else handler.wfile.write(part)
            sent += len(part)
        if chunked:
            handler.wfile.write(b"0\r\n\r\n")

    return write


def _write_chunk(handler: Handler, content: bytes) -> None:
    handler.wfile.write(f"{len(content):x}\r\n".encode() + content + b"\r\n")


def _self_signed() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "certificate.pem")
        path.write_text(_CERTIFICATE, encoding="ascii")
        context.load_cert_chain(path)
    return context


# Made for these tests alone, and good for nothing else: openssl req -x509 -newkey ec -days 36500 -subj /CN=localhost
_CERTIFICATE = """\
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgMHVLb+I+1DChu/GV
GN2O67xejnsKpnjnSgfYUstT6QqhRANCAAS+0uk9deK/TWplYVuvWqw1qNLDjJhx
iNa+l7R9RnHVdbr/OV62cyk8Ta/9J9+pjE3roVcniF5VolJqBjYNnZz8
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUL23xqVgFJ/m2pvzPj1aRlsvWQScwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjA4MzYzMFoYDzIxMjYxMDI5
MDgzNjMwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAS+0uk9deK/TWplYVuvWqw1qNLDjJhxiNa+l7R9RnHVdbr/OV62cyk8
Ta/9J9+pjE3roVcniF5VolJqBjYNnZz8o28wbTAdBgNVHQ4EFgQU2h7IhsXoSBVX
KVCP/bu17zHNvZUwHwYDVR0jBBgwFoAU2h7IhsXoSBVXKVCP/bu17zHNvZUwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIhAMVHWhef+aRM3q7VLY3vppVzueQ7OQfVJI1CTRcFhT67AiBp
GcszPuqnVS8zCka49SRtmeSViVAclD7WJGNMi8f2xA==
-----END CERTIFICATE-----
"""
