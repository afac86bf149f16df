"""Target -> Document, whatever the target is: an address, a file, bytes or text."""

import re
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from accesscheck.hookspecs import OpenOptions
from accesscheck.model.credentials import may_know
from accesscheck.model.document import Document, Note
from accesscheck.model.target import Target
from accesscheck.sources import docx, html_file, http, markdown, markup, pdf, plain_text, templates
from accesscheck.sources.decoding import decode, is_silent_utf8
from accesscheck.sources.login_page import is_login_page
from accesscheck.sources.source_error import SourceError, megabytes

STANDARD_INPUT = "-"

HTML = ("text/html", "application/xhtml+xml")

MARKUP = (*HTML, *templates.MEDIA_TYPES)
"""Media types of pages, and of what pages are made of."""

_BY_ENDING = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".docx": docx.MEDIA_TYPE,
    ".pdf": pdf.MEDIA_TYPE,
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
    ".text": "text/plain",
    **templates.BY_ENDING,
}

_HALVES = re.compile("[\ud800-\udfff]")
"""Lone surrogates: half a character, that no encoding has."""


def open_target(target: Target, options: OpenOptions) -> Document:
    """The document of a target. SourceError says why there is none."""
    if target.address == STANDARD_INPUT:
        content = sys.stdin.buffer.read(http.LARGEST + 1)
        return from_bytes(target, content, target.media_type or _sniffed(content), options)
    if target.address.startswith(("http://", "https://")):
        return _open_address(target, options)
    if "://" in target.address:
        raise SourceError("address-invalid")
    return _open_path(target, options)


def media_type_of(name: str) -> str | None:
    """The media type that a file's name stands for; None if we do not read such files."""
    return _BY_ENDING.get(Path(name).suffix.lower())


def from_bytes(target: Target, content: bytes, media_type: str, options: OpenOptions, *, charset: str | None = None,
               address: str | None = None) -> Document:  # fmt: skip
    """The document of what was received. SourceError if it cannot be read."""
    if not content:
        raise SourceError("empty")
    if len(content) > http.LARGEST:
        raise SourceError("too-large", size=megabytes(len(content)), limit=megabytes(http.LARGEST))
    at = address or target.address
    now = datetime.now(UTC)
    match media_type:
        case "text/html" | "application/xhtml+xml":
            html, guessed = decode(content, declared=charset, markup=True)
            if not html.strip():
                raise SourceError("empty")
            return markup.document(
                target=target, address=at, content=content, html=html, source=html, media_type=media_type,
                fetched_at=now, language=options.language, notes=_encoding_notes(guessed),
            )  # fmt: skip
        case docx.MEDIA_TYPE:
            return docx.document(target=target, address=at, content=content, fetched_at=now, language=options.language)
        case pdf.MEDIA_TYPE:
            return pdf.document(target=target, address=at, content=content, fetched_at=now, language=options.language)
        case templates.BRACES | templates.VUE | templates.JSX:
            return templates.document(
                target=target, address=at, content=content, media_type=media_type, fetched_at=now,
                language=options.language,
            )  # fmt: skip
        case "text/markdown":
            return markdown.document(
                target=target, address=at, content=content, fetched_at=now, language=options.language
            )
        case "text/plain":
            return plain_text.document(
                target=target, address=at, content=content, fetched_at=now, language=options.language,
                declared_charset=charset,
            )  # fmt: skip
        case _:
            raise SourceError("type-unsupported", type=media_type)


def from_text(target: Target, text: str, options: OpenOptions) -> Document:
    """The document of a text that is at hand; offsets into its text are offsets into that text."""
    return plain_text.document(
        target=target, address=target.address, content=text.encode("utf-8", "surrogatepass"),
        fetched_at=datetime.now(UTC), language=options.language, text=_HALVES.sub("\ufffd", text),
    )  # fmt: skip


def _open_address(target: Target, options: OpenOptions) -> Document:
    address = target.address
    try:
        urlsplit(address)
    except ValueError:  # Such as half the brackets of an IPv6 address.
        raise SourceError("address-invalid") from None
    if target.steps and not options.browser:
        raise SourceError("browser-missing")
    if options.browser and target.media_type in (None, *HTML):
        from accesscheck.sources import browser

        try:
            return _open_in_browser(target, target.address, target.address, options)
        except browser.NotMarkup as download:
            if target.steps:
                raise SourceError("download", type="") from None
            address = download.address
    credentials = _entitled(target, address, options).credentials
    fetched = http.fetch(address, timeout=options.timeout, credentials=credentials)
    media_type = target.media_type or fetched.media_type or _sniffed(fetched.content)
    if media_type in HTML:
        _refuse_login_page(target, fetched.address, fetched.content.decode("latin-1"))
    if media_type in ("application/octet-stream", "binary/octet-stream", "application/zip"):
        media_type = media_type_of(fetched.address) or media_type
    try:
        return from_bytes(
            target, fetched.content, media_type, options, charset=fetched.charset, address=fetched.address
        )
    except SourceError as error:
        if error.note.key == "type-unsupported":
            raise SourceError("download", type=media_type) from None
        raise


def _open_path(target: Target, options: OpenOptions) -> Document:
    path = Path(target.address)
    try:
        if path.is_dir():
            raise SourceError("folder-without-html")
        size = path.stat().st_size
    except (OSError, ValueError) as error:  # ValueError: the name holds a null.
        raise SourceError("not-readable" if isinstance(error, PermissionError) else "not-found") from None
    if size > http.LARGEST:
        raise SourceError("too-large", size=megabytes(size), limit=megabytes(http.LARGEST))
    try:
        content = path.read_bytes()
    except OSError:
        raise SourceError("not-readable") from None
    media_type = target.media_type or media_type_of(path.name) or _sniffed(content)
    if target.media_type is None and media_type in HTML and templates.looks_like_template(content):
        media_type = templates.BRACES
    if media_type in HTML and options.browser and content.strip():
        from accesscheck.sources.folder_server import server_of

        decode(content, markup=True)  # A picture named .html is refused here, before a browser shows it.
        real = path.resolve()
        root = Path(target.folder).resolve() if target.folder else real.parent
        if not real.is_relative_to(root):
            raise SourceError("not-readable")  # A link that leads out of the folder.
        stated = f"{media_type}; charset=utf-8" if is_silent_utf8(content) else media_type
        served = server_of(root).address_of(real, stated)
        return _open_in_browser(target, served, target.address, options)
    return from_bytes(target, content, media_type, options)


def _sniffed(content: bytes) -> str:
    """The media type of a file whose name says nothing."""
    start = content[:1024].lstrip().lower()
    if start.startswith(b"%pdf-"):
        return pdf.MEDIA_TYPE
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    if start.startswith(b"pk\x03\x04"):
        return docx.MEDIA_TYPE
    return "text/plain"


def _open_in_browser(target: Target, served: str, shown: str, options: OpenOptions) -> Document:
    from accesscheck.sources.browser import shared_browser

    opened = shown_again = shared_browser().open(served, _entitled(target, served, options), steps=target.steps)
    if served == shown and not target.steps:
        _refuse_login_page(target, opened.address, opened.html)
    source, guessed = decode(opened.content, declared=opened.charset, markup=True)
    if guessed and not target.steps:
        # The browser believed what the page claims, and showed the wrong letters: give it the right ones.
        entitled = _entitled(target, opened.address, options)
        shown_again = shared_browser().open(opened.address, entitled, instead=(opened.media_type, source))
    return markup.document(
        target=target,
        address=opened.address if served == shown else shown,
        content=opened.content,
        html=shown_again.html,
        source=source,
        media_type=opened.media_type,
        fetched_at=datetime.now(UTC),
        language=options.language,
        probes=shown_again.probes,
        notes=shown_again.notes + _encoding_notes(guessed),
    )


def _entitled(target: Target, address: str, options: OpenOptions) -> OpenOptions:
    """The options for an address that the target led to: what opens the target's site does not go to another one."""
    if options.credentials is None or may_know(target.address, address):
        return options
    return replace(options, credentials=None)


def _refuse_login_page(target: Target, address: str, html: str) -> None:
    if is_login_page(target.address, address, html):
        raise SourceError("login-page", to=address.partition("?")[0][:200])


def _encoding_notes(guessed: str | None) -> tuple[Note, ...]:
    return (Note(key="encoding-guessed", params={"encoding": guessed}),) if guessed else ()


__all__ = ["SourceError", "from_bytes", "from_text", "html_file", "media_type_of", "open_target"]
