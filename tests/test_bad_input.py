"""Whatever the world gives, each selected rule has a result, one sentence says what was wrong, and nothing raises."""

import collections
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path

import docx
import pypdf
import pytest
import servers
from selectolax.lexbor import LexborHTMLParser
from servers import Site, answer, redirect

from accesscheck import messages
from accesscheck.audit import (
    AuditOptions,
    audit_many,
    audit_target,
    check,
    check_html,
    check_text,
    load_rules,
    select,
    targets_of,
)
from accesscheck.model.finding import Outcome
from accesscheck.model.finding import UntestedReason as Reason
from accesscheck.model.location import TextLocation
from accesscheck.model.report import PageResult
from accesscheck.model.rule import LANGUAGES
from accesscheck.model.target import Target
from accesscheck.reporters.html import HtmlReporter

SENTENCE = "The town hall is open from Monday to Friday, from nine to five, and you need no appointment to see us."
LETTERS = "Café, naïve, “coördinatie”, 5 €"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + bytes(100)
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
QUICK = ("html-*",)
"""Rules of one checker, for the pages that are checked: what the others do there is tested elsewhere."""


def html(body: str = "", *, head: str = "", title: str = "Opening hours") -> str:
    """An ordinary page, with something more in its body or head."""
    return (
        f'<!doctype html>\n<html lang="en"><head><title>{title}</title>{head}</head>'
        f"<body><main><h1>{title}</h1><p>{SENTENCE}</p>{body}</main></body></html>"
    )


def script(code: str) -> str:
    """An ordinary page with a script."""
    return html(f"<script>{code}</script>")


def only_script(code: str) -> str:
    """A page that shows nothing, and has a script."""
    return f"<!doctype html><title>Wait</title><script>{code}</script>"


def assert_untested(page: PageResult, key: str, reason: Reason, options: AuditOptions) -> None:
    """Every rule that was selected is untested, for this reason, and one note says why."""
    assert [note.key for note in page.notes] == [key]
    assert {result.reason for result in page.results} == {reason}
    assert [result.rule_id for result in page.results] == [rule.id for rule in select(options, page.profiles)]
    assert_clear(page)


def assert_checked(page: PageResult, *keys: str) -> None:
    """The page was checked, and these notes say what is remarkable about it."""
    assert {result.outcome for result in page.results} & {Outcome.PASSED, Outcome.FAILED, Outcome.CANT_TELL}
    assert not [result.detail for result in page.results if result.reason is Reason.CHECKER_FAILED]
    assert [note.key for note in page.notes] == list(keys)
    assert_clear(page)


def assert_clear(page: PageResult) -> None:
    """Each note is a short sentence about this address, in each language."""
    for note in page.notes:
        assert set(re.findall(r"\{(\w+)\}", messages.NOTES[note.key])) <= {"address", *note.params}
        for language in LANGUAGES:
            sentence = messages.note(note, page.address, language)
            assert sentence.startswith(page.address)
            rest = sentence.removeprefix(page.address)
            assert not re.search(r"[{}]", rest)
            assert 1 <= len(re.findall(r"[.!?](?=\s|$)", rest)) <= 3


# Addresses: what servers do.

ADDRESSES: dict[str, tuple[servers.Answer, str, Reason]] = {
    "never-answers": (servers.silence, "timeout", Reason.PAGE_TIMEOUT),
    "status-404": (answer("<p>Not found</p>", status=404), "status", Reason.HTTP_STATUS),
    "status-404-without-a-body": (answer(b"", status=404), "status", Reason.HTTP_STATUS),
    "status-500": (answer("<p>Sorry</p>", status=500), "status", Reason.HTTP_STATUS),
    "redirect-loop": (redirect("/redirect-loop"), "redirect-loop", Reason.PAGE_UNREACHABLE),
    "zip-to-download": (
        answer(b"PK\x03\x04" + bytes(99), "application/zip", headers={"Content-Disposition": "attachment"}),
        "download",
        Reason.MEDIA_TYPE_UNSUPPORTED,
    ),
    "picture": (answer(PNG, "image/png"), "download", Reason.MEDIA_TYPE_UNSUPPORTED),
    "cut-off-half-way": (servers.cut_off, "connection-lost", Reason.PAGE_UNREACHABLE),
    "markup-that-never-ends": (
        servers.endless(html().encode()[:150], b"<p>More.</p>\n", "text/html"),
        "timeout",
        Reason.PAGE_TIMEOUT,
    ),
    "large-with-a-length": (servers.large(50_000_000, chunked=False), "too-large", Reason.DOCUMENT_UNREADABLE),
    "empty": (answer(b""), "empty", Reason.DOCUMENT_UNREADABLE),
    "white-space": (answer(b" \n\t\n"), "empty", Reason.DOCUMENT_UNREADABLE),
}
IN_A_BROWSER_ALONE: dict[str, tuple[servers.Answer, str, Reason]] = {
    "script-that-never-ends": (answer(script("for (;;);")), "timeout", Reason.PAGE_TIMEOUT),
    "sent-on-to-a-404": (answer(only_script("location = '/nowhere'")), "status", Reason.HTTP_STATUS),
    # Chromium lays out a tree by recursion, so one that is deep enough ends its process.
    "crashes-the-renderer": (
        answer(
            script(
                "onload = () => { let end = document.body; for (let i = 0; i < 3000; i++)"
                " end = end.appendChild(document.createElement('div')) }"
            )
        ),
        "browser-crashed",
        Reason.PAGE_UNREACHABLE,
    ),
}
FAST = AuditOptions(timeout=2)


@pytest.fixture(scope="module")
def bad_site() -> Iterator[Site]:
    pages = {f"/{name}": case[0] for name, case in (ADDRESSES | IN_A_BROWSER_ALONE).items()}
    with Site({**pages, "/large-chunked": servers.large(50_000_000, chunked=True)}) as site:
        yield site


@pytest.mark.browser
@pytest.mark.parametrize("name", ADDRESSES | IN_A_BROWSER_ALONE)
def test_address_in_a_browser(bad_site: Site, name: str) -> None:
    _, key, reason = (ADDRESSES | IN_A_BROWSER_ALONE)[name]
    options = FAST if key == "timeout" else AuditOptions(timeout=20)  # A busy machine is no dead host.
    assert_untested(audit_target(Target(address=bad_site.address(f"/{name}")), options), key, reason, options)


@pytest.mark.parametrize("name", ADDRESSES)
def test_address_without_a_browser(bad_site: Site, name: str) -> None:
    options = AuditOptions(timeout=2, browser=False)
    _, key, reason = ADDRESSES[name]
    assert_untested(audit_target(Target(address=bad_site.address(f"/{name}")), options), key, reason, options)


BROWSER_OR_NOT = pytest.mark.parametrize(
    "browser", [pytest.param(True, marks=pytest.mark.browser, id="browser"), pytest.param(False, id="no-browser")]
)


@BROWSER_OR_NOT
def test_large_page_that_does_not_say_how_large(bad_site: Site, browser: bool) -> None:
    options = AuditOptions(browser=browser)
    began = time.monotonic()
    page = audit_target(Target(address=bad_site.address("/large-chunked")), options)
    assert_untested(page, "too-large", Reason.DOCUMENT_UNREADABLE, options)
    assert time.monotonic() - began < 30


@BROWSER_OR_NOT
def test_status_is_named(bad_site: Site, browser: bool) -> None:
    for path in ("/status-404", "/status-404-without-a-body"):
        page = audit_target(Target(address=bad_site.address(path)), AuditOptions(browser=browser))
        assert page.notes[0].params == {"status": "404"}


@BROWSER_OR_NOT
def test_certificate_that_nobody_trusts(browser: bool) -> None:
    options = AuditOptions(browser=browser)
    with Site({"/": answer(html())}, secure=True) as site:
        page = audit_target(Target(address=site.address("/")), options)
    assert_untested(page, "certificate", Reason.PAGE_UNREACHABLE, options)


@BROWSER_OR_NOT
def test_host_that_does_not_exist(browser: bool) -> None:
    options = AuditOptions(browser=browser)
    page = audit_target(Target(address="http://town-hall.invalid/"), options)
    assert_untested(page, "unknown-host", Reason.PAGE_UNREACHABLE, options)
    assert page.notes[0].params == {"host": "town-hall.invalid"}


@BROWSER_OR_NOT
def test_connection_that_is_refused(browser: bool) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    options = AuditOptions(browser=browser)
    page = audit_target(Target(address=f"http://127.0.0.1:{port}/"), options)
    assert_untested(page, "connection-refused", Reason.PAGE_UNREACHABLE, options)


@BROWSER_OR_NOT
@pytest.mark.parametrize("address", ["ftp://example.org/page.html", "http://", "http://[::1/"])
def test_address_that_is_none(address: str, browser: bool) -> None:
    options = AuditOptions(browser=browser)
    assert_untested(audit_target(Target(address=address), options), "address-invalid", Reason.PAGE_UNREACHABLE, options)


@BROWSER_OR_NOT
def test_pdf_behind_an_address_is_read(browser: bool) -> None:
    with Site({"/hours": answer(pdf(SENTENCE), "application/pdf")}) as site:
        page = audit_target(Target(address=site.address("/hours")), AuditOptions(browser=browser, keep_text=True))
    assert_checked(page)
    assert SENTENCE in (page.text or "")
    assert page.profiles == ("text",)


# Pages that are checked, whatever they try.

CHECKED: dict[str, tuple[servers.Answer, tuple[str, ...]]] = {
    "image-that-never-ends": (answer(html('<img src="/endless.png" alt="">')), ("still-loading",)),
    "alert-and-confirm": (answer(script("alert('One'); confirm('Two')")), ("dialogs",)),
    "asks-to-stay": (answer(script("onbeforeunload = (event) => { event.preventDefault(); return 'Stay' }")), ()),
    "popup": (answer(script("open('/other')")), ()),
    "moves-after-load": (answer(script("onload = () => { location = '/other' }")), ("moved-by-itself",)),
    "refresh-at-once": (answer(html(head='<meta http-equiv="refresh" content="0; url=/other">')), ("moved-by-itself",)),
    # Its clock keeps the page from settling, so that it is still being looked at when it moves.
    "refresh-after-a-second": (
        answer(
            html(
                "<p id=clock>0</p><script>setInterval(() => { clock.textContent = Date.now() }, 50)</script>",
                head='<meta http-equiv="refresh" content="1; url=/other">',
            )
        ),
        ("moved-by-itself",),
    ),
    "content-type-left-out": (answer(html(), ""), ()),
    "half-a-character": (answer(script("document.body.append('half a \\ud800 character')")), ()),
    "frame-of-itself": (answer(html('<iframe title="Again" src="/frame-of-itself"></iframe>')), ()),
}


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    pages = {f"/{name}": page for name, (page, _) in CHECKED.items()}
    others = {
        "/endless.png": servers.endless(PNG, bytes(1), "image/png"),
        "/other": answer(html(title="Another page")),
        "/wrong-encoding": answer(html(f"<p>{LETTERS}</p>").encode("cp1252")),
        "/one-bad-byte": answer(html(f"<p>{LETTERS}</p>").encode() + b"\xe9"),
        "/utf-16": answer(html(f"<p>{LETTERS}</p>").encode("utf-16"), "text/html"),
        "/left-while-loading": answer(script("location = '/other'")),
        "/empty-by-script": answer(only_script("location = '/other'")),
        "/empty-by-refresh": answer('<!doctype html><meta http-equiv="refresh" content="0; url=/other">'),
        "/empty-after-load": answer(only_script("onload = () => { location = '/other' }")),
        "/empty-to-pdf": answer(only_script("location = '/hours.pdf'")),
        "/hours.pdf": answer(pdf(SENTENCE), "application/pdf"),
        "/keeps-leaving": answer(script("setInterval(() => { location = '/other' }, 100)")),
        "/keeps-asking": answer(script("setTimeout(() => setInterval(() => alert('Still here'), 100), 800)")),
        "/slow": servers.late(1.5, answer(html())),
    }
    with Site({**pages, **others}) as running:
        yield running


@pytest.mark.browser
@pytest.mark.parametrize("name", CHECKED)
def test_page_is_checked_in_place(site: Site, name: str) -> None:
    address = site.address(f"/{name}")
    page = audit_target(Target(address=address), AuditOptions(timeout=3, rules=QUICK))
    assert_checked(page, *CHECKED[name][1])
    assert (page.address, page.title) == (address, "Opening hours")


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/empty-by-script", "/empty-by-refresh", "/empty-after-load", "/left-while-loading"])
def test_page_that_nobody_gets_to_see_is_not_the_page(site: Site, path: str) -> None:
    page = audit_target(Target(address=site.address(path)), AuditOptions(timeout=5, rules=QUICK))
    assert_checked(page)
    assert (page.address, page.title) == (site.address("/other"), "Another page")
    assert page.target.address == site.address(path)


@pytest.mark.browser
def test_empty_page_that_sends_visitors_on_to_a_pdf(site: Site) -> None:
    page = audit_target(Target(address=site.address("/empty-to-pdf")), AuditOptions(timeout=5, keep_text=True))
    assert SENTENCE in (page.text or "")
    assert page.address == site.address("/hours.pdf")


@pytest.mark.browser
@pytest.mark.parametrize("name", ["keeps-leaving", "keeps-asking", "asks-to-stay"])
def test_a_page_does_not_disturb_the_next_one(site: Site, name: str) -> None:
    options = AuditOptions(timeout=8, rules=QUICK)
    audit_target(Target(address=site.address(f"/{name}")), options)
    page = audit_target(Target(address=site.address("/slow")), options)
    assert_checked(page)
    assert page.title == "Opening hours"


@BROWSER_OR_NOT
@pytest.mark.parametrize(
    ("path", "keys"),
    [
        pytest.param("/wrong-encoding", ("encoding-guessed",), id="windows-1252-called-utf-8"),
        pytest.param("/utf-16", (), id="utf-16-with-a-mark"),
        pytest.param("/one-bad-byte", (), id="utf-8-with-one-bad-byte"),
    ],
)
def test_encoding(site: Site, path: str, keys: tuple[str, ...], browser: bool) -> None:
    options = AuditOptions(browser=browser, keep_text=True, rules=QUICK)
    page = audit_target(Target(address=site.address(path)), options)
    assert_checked(page, *keys)
    assert LETTERS in (page.text or "")


@pytest.mark.browser
@pytest.mark.parametrize("executor", [nullcontext, lambda: ThreadPoolExecutor(2)], ids=["one-by-one", "two-threads"])
def test_one_bad_page_among_good_ones(site: Site, executor: Callable[[], "nullcontext[None] | Executor"]) -> None:
    bad = "http://town-hall.invalid/"
    good = [site.address(path) for path in ("/other", "/popup", "/asks-to-stay")]
    targets = [Target(address=address) for address in (good[0], bad, *good[1:])]
    options = AuditOptions(rules=QUICK)
    with executor() as running:
        pages = {page.target.address: page for page in audit_many(targets, options, executor=running)}
    assert_untested(pages.pop(bad), "unknown-host", Reason.PAGE_UNREACHABLE, options)
    assert sorted(pages) == sorted(good)
    for page in pages.values():
        assert_checked(page)


# Files.


def pdf(text: str | None, *, password: str | None = None) -> bytes:
    """A PDF of one page, with a line of text or none."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(width=595, height=842)
    if text is not None:
        name = pypdf.generic.NameObject
        font = pypdf.generic.DictionaryObject(
            {name("/Type"): name("/Font"), name("/Subtype"): name("/Type1"), name("/BaseFont"): name("/Helvetica")}
        )
        fonts = pypdf.generic.DictionaryObject({name("/F1"): font})
        page[name("/Resources")] = pypdf.generic.DictionaryObject({name("/Font"): fonts})
        drawn = pypdf.generic.StreamObject()
        drawn.set_data(f"BT /F1 9 Tf 50 700 Td ({text}) Tj ET".encode("ascii"))
        page[name("/Contents")] = writer._add_object(drawn)
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def word(document_xml: bytes) -> bytes:
    """A Word file with this for its text."""
    made, changed = io.BytesIO(), io.BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, document_xml if part == "word/document.xml" else old.read(part))
    return changed.getvalue()


def zip_bomb() -> bytes:
    """A Word file whose text unpacks to 300 MB."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(300):
            part.write(bytes(1_000_000))
    return made.getvalue()


def other_zip() -> bytes:
    """A zip that is no Word file."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("notes.txt", SENTENCE)
    return made.getvalue()


UNREADABLE = Reason.DOCUMENT_UNREADABLE
ENCRYPTED = Reason.DOCUMENT_ENCRYPTED
UNSUPPORTED = Reason.MEDIA_TYPE_UNSUPPORTED
FILES: dict[str, tuple[str, Callable[[], bytes], str, Reason]] = {
    "empty-text": ("a.txt", lambda: b"", "empty", UNREADABLE),
    "empty-page": ("a.html", lambda: b"", "empty", UNREADABLE),
    "empty-pdf": ("a.pdf", lambda: b"", "empty", UNREADABLE),
    "text-of-white-space": ("a.txt", lambda: b" \n\t ", "empty", UNREADABLE),
    "page-of-white-space": ("a.html", lambda: b" \n\t ", "empty", UNREADABLE),
    "encrypted-pdf": ("a.pdf", lambda: pdf(SENTENCE, password="secret"), "pdf-encrypted", ENCRYPTED),
    "broken-pdf": ("a.pdf", lambda: b"%PDF-1.7\nand then nothing of use", "pdf-unreadable", UNREADABLE),
    "half-a-pdf": ("a.pdf", lambda: pdf(SENTENCE)[:120], "pdf-unreadable", UNREADABLE),
    "pdf-without-text": ("a.pdf", lambda: pdf(None), "pdf-without-text", UNREADABLE),
    "docx-that-is-no-zip": ("a.docx", lambda: b"This is only text.", "docx-unreadable", UNREADABLE),
    "docx-that-is-another-zip": ("a.docx", other_zip, "docx-unreadable", UNREADABLE),
    "docx-cut-off": ("a.docx", lambda: word(b"<w/>")[:-200], "docx-unreadable", UNREADABLE),
    "docx-with-other-xml": ("a.docx", lambda: word(b"<not-word/>"), "docx-unreadable", UNREADABLE),
    "docx-with-broken-xml": ("a.docx", lambda: word(b"<w:document"), "docx-unreadable", UNREADABLE),
    "encrypted-docx": (
        "a.docx",
        lambda: COMPOUND + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512),
        "docx-encrypted",
        ENCRYPTED,
    ),
    "old-doc-named-docx": ("a.docx", lambda: COMPOUND + bytes(2048), "docx-unreadable", UNREADABLE),
    "old-doc": ("a.doc", lambda: COMPOUND + bytes(2048), "binary", UNSUPPORTED),
    "docx-zip-bomb": ("a.docx", zip_bomb, "too-large-unpacked", UNREADABLE),
    "binary-named-txt": ("a.txt", lambda: bytes(range(256)) * 8, "binary", UNSUPPORTED),
    "binary-named-html": ("a.html", lambda: bytes(range(256)) * 8, "binary", UNSUPPORTED),
    "binary-named-md": ("a.md", lambda: bytes(range(256)) * 8, "binary", UNSUPPORTED),
    "picture": ("a.png", lambda: PNG, "binary", UNSUPPORTED),
    "too-large": ("a.txt", lambda: b"large " * 4_000_000, "too-large", UNREADABLE),
}


@pytest.mark.parametrize("name", FILES)
def test_file(tmp_path: Path, name: str) -> None:
    file_name, content, key, reason = FILES[name]
    path = tmp_path / file_name
    path.write_bytes(content())
    options = AuditOptions()
    began = time.monotonic()
    page = audit_target(Target(address=str(path)), options)
    assert time.monotonic() - began < 10
    assert_untested(page, key, reason, options)


@pytest.mark.parametrize("path", ["nothing.html", "no\0name.html", "x" * 5000], ids=["missing", "null", "too-long"])
def test_path_without_a_file(tmp_path: Path, path: str) -> None:
    options = AuditOptions()
    (target,) = targets_of([str(tmp_path / path)])
    assert_untested(audit_target(target, options), "not-found", Reason.PAGE_UNREACHABLE, options)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read every file")
def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, encoding="utf-8")
    path.chmod(0)
    options = AuditOptions()
    page = audit_target(Target(address=str(path)), options)
    assert_untested(page, "not-readable", Reason.PAGE_UNREACHABLE, options)


def test_billion_laughs_are_not_laughed(tmp_path: Path) -> None:
    """Entities within entities, ten times ten times ten …: refused, or read without them, but not unfolded."""
    entities = "".join(
        f'<!ENTITY laugh{level} "{f"&laugh{level - 1};" * 10}">' if level else '<!ENTITY laugh0 "ha">'
        for level in range(10)
    )
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    path = tmp_path / "laughs.docx"
    path.write_bytes(
        word(
            f'<?xml version="1.0"?><!DOCTYPE w [{entities}]><w:document xmlns:w="{namespace}"><w:body><w:p><w:r><w:t>'
            f"{SENTENCE} &laugh9;</w:t></w:r></w:p></w:body></w:document>".encode()
        )
    )
    began = time.monotonic()
    page = audit_target(Target(address=str(path)), AuditOptions(keep_text=True))
    assert time.monotonic() - began < 10
    assert len(page.text or "") < 1000
    assert [note.key for note in page.notes] in ([], ["docx-unreadable"])
    assert_clear(page)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("hours.xyz", SENTENCE.encode(), id="unknown-ending"),
        pytest.param("hours", SENTENCE.encode(), id="no-ending"),
        pytest.param("hours.txt", SENTENCE.encode("utf-16"), id="utf-16"),
    ],
)
def test_text_is_read_whatever_its_name(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    page = audit_target(Target(address=str(path)), AuditOptions(keep_text=True))
    assert_checked(page)
    assert page.text == SENTENCE


@pytest.mark.browser
def test_page_is_opened_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "hours.php"
    path.write_text(html(), encoding="utf-8")
    page = audit_target(Target(address=str(path)), AuditOptions(rules=QUICK))
    assert_checked(page)
    assert page.browser is not None


def test_folder_without_pages(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text(SENTENCE, encoding="utf-8")
    (page,) = check(str(tmp_path)).pages
    assert_untested(page, "folder-without-html", UNREADABLE, AuditOptions())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two pages, and a link to a page outside."""
    (tmp_path / "outside.html").write_text(html(title="Not yours"), encoding="utf-8")
    inside = tmp_path / "site"
    (inside / "more").mkdir(parents=True)
    (inside / "index.html").write_text(html(), encoding="utf-8")
    (inside / "more" / "page.html").write_text(html(), encoding="utf-8")
    (inside / "link.html").symlink_to(tmp_path / "outside.html")
    return inside


@BROWSER_OR_NOT
def test_folder_with_pages(folder: Path, browser: bool) -> None:
    report = check(str(folder), options=AuditOptions(browser=browser, rules=QUICK))
    assert [page.address for page in report.pages] == [
        str(folder / "index.html"),
        str(folder / "more" / "page.html"),
    ]
    for page in report.pages:
        assert_checked(page)


@pytest.mark.browser
def test_link_out_of_a_folder_is_not_served(folder: Path) -> None:
    (folder / "index.html").write_text(
        html("<p id=seen></p><script>fetch('link.html').then((got) => { seen.textContent = got.status })</script>"),
        encoding="utf-8",
    )
    index, link = (Target(address=str(folder / name), folder=str(folder)) for name in ("index.html", "link.html"))
    options = AuditOptions(keep_text=True, rules=QUICK)
    assert (audit_target(index, options).text or "").endswith("404")
    assert_untested(audit_target(link, options), "not-readable", Reason.PAGE_UNREACHABLE, options)


@pytest.mark.browser
def test_link_that_the_user_names_is_followed(folder: Path) -> None:
    page = audit_target(Target(address=str(folder / "link.html")), AuditOptions(rules=QUICK))
    assert_checked(page)
    assert page.title == "Not yours"


# Texts and markup at hand.

SPANISH = "Buscamos una persona para atender al público en el ayuntamiento y ayudar a los vecinos con sus trámites. "
RUSSIAN = "Мы ищем сотрудника для работы с посетителями в городской администрации и помощи жителям с документами. "
WORDING = AuditOptions(rules=("wording-*", "level-*"))


@pytest.mark.parametrize(
    ("text", "key", "reason"),
    [
        pytest.param(SPANISH * 5, "language-unsupported", Reason.LANGUAGE_UNSUPPORTED, id="spanish"),
        pytest.param(RUSSIAN * 5, "language-unsupported", Reason.LANGUAGE_UNSUPPORTED, id="russian"),
        pytest.param("Three short words", "language-unknown", Reason.LANGUAGE_UNSUPPORTED, id="three-words"),
        pytest.param("", "empty", Reason.DOCUMENT_UNREADABLE, id="empty"),
        pytest.param(" \n\t ", "empty", Reason.DOCUMENT_UNREADABLE, id="white-space"),
    ],
)
def test_text_that_no_rule_can_read(text: str, key: str, reason: Reason) -> None:
    page = check_text(text, options=WORDING)
    assert [note.key for note in page.notes] == [key]
    assert {result.reason for result in page.results} <= {reason, None}
    assert not [result for result in page.results if result.outcome is Outcome.PASSED or result.findings]
    assert reason in {result.reason for result in page.results}
    assert_clear(page)


def test_three_words_are_too_short_to_measure() -> None:
    page = check_text("Three short words", "en", options=WORDING)
    assert [note.key for note in page.notes] == ["text-too-short"]
    assert Reason.TEXT_TOO_SHORT in {result.reason for result in page.results}
    assert_clear(page)


def test_halves_of_characters_in_a_text() -> None:
    text = f"\udfff {SENTENCE} \ud800 We look for a chairman."
    page = check_text(text, "en")
    assert_checked(page)
    places = [finding.location for finding in page.findings if isinstance(finding.location, TextLocation)]
    assert places
    assert all(text[place.start : place.end] == place.quote for place in places)


@BROWSER_OR_NOT
def test_halves_of_characters_in_markup(browser: bool) -> None:
    page = check_html(html("<p>Half \ud800 a character</p>"), browser=browser, options=AuditOptions(rules=QUICK))
    assert not [result.detail for result in page.results if result.reason is Reason.CHECKER_FAILED]
    assert_clear(page)


def test_deep_markup_ends_soon() -> None:
    began = time.monotonic()
    page = check_html(html("<div>" * 5000 + SENTENCE))
    assert time.monotonic() - began < 10
    assert not [result.detail for result in page.results if result.reason is Reason.CHECKER_FAILED]


def test_wide_markup_ends_soon() -> None:
    began = time.monotonic()
    page = check_html(html("<p>Hello there.</p>" * 5000))
    assert time.monotonic() - began < 10
    assert not [result.detail for result in page.results if result.reason is Reason.CHECKER_FAILED]


EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@BROWSER_OR_NOT
def test_hostile_text_stays_text_in_the_report(tmp_path: Path, browser: bool) -> None:
    quoted = EVIL.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    path = tmp_path / "page.html"
    path.write_text(
        f'<!doctype html><html lang="{quoted}"><head><title>{quoted}</title></head><body><main>'
        f'<h1 id="{quoted}">{quoted}</h1><img src="{quoted}" class="{quoted}" onerror="alert(1)">'
        f'<a href="{quoted}"></a><button></button>'
        f'<a href="javascript:alert(1)" aria-label="{quoted}" aria-labelledby="{quoted}"></a>'
        f"<p>{quoted} We look for a chairman. {SENTENCE * 9}</p></main></body></html>",
        encoding="utf-8",
    )
    shows_all = AuditOptions(browser=browser, keep_text=True, picture=browser)
    report = check([str(path), "http://town-hall.invalid/?<script>alert(1)</script>"], options=shows_all)
    rules = {rule.id: rule for rule in load_rules()}
    assert report.pages[0].findings
    for language in LANGUAGES:
        made = LexborHTMLParser(HtmlReporter().render(report, rules, language=language))
        elements = made.css("*")
        assert [element.html for element in elements if element.tag in ("script", "iframe", "object", "embed")] == []
        assert [name for element in elements for name in element.attributes if name.startswith("on")] == []
        links = [element.attributes.get(name) or "" for element in elements for name in ("href", "src")]
        assert [link for link in links if link.strip().lower().startswith("javascript:")] == []
        assert "<script>alert(1)</script>" in (made.body.text() if made.body else "")


# The command line.


def command(*arguments: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run accesscheck in a folder; no traceback, whatever happens."""
    done = subprocess.run(
        [sys.executable, "-m", "accesscheck", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "LC_ALL": "en_US.UTF-8"},
    )
    assert "Traceback" not in done.stderr
    return done


FINE_TEXT = f"{SENTENCE}\n"
COMMANDS: dict[str, tuple[tuple[str, ...], int, str]] = {
    "fine": (("check", "fine.txt", "--text-language", "en"), 0, ""),
    "findings": (("check", "page.html", "--no-browser"), 1, ""),
    "unknown-option": (("check", "fine.txt", "--colour"), 2, "--colour"),
    "unknown-command": (("chekc", "fine.txt"), 2, "chekc"),
    "unknown-rule": (("check", "fine.txt", "--rules", "no-such-rule"), 2, "no-such-rule"),
    "unknown-format": (("check", "fine.txt", "--format", "papyrus"), 2, "papyrus"),
    "unknown-profile": (("check", "fine.txt", "--profile", "poem"), 2, "--profile"),
    "unknown-language": (("check", "fine.txt", "--text-language", "la"), 2, "la"),
    "no-number": (("check", "fine.txt", "--timeout", "soon"), 2, "--timeout"),
    "nothing-to-check": (("check",), 2, "nothing to check"),
    "list-that-is-missing": (("check", "--from", "missing.txt"), 2, "missing.txt"),
    "list-that-is-binary": (("check", "--from", "binary.bin"), 2, "binary.bin"),
    "output-that-cannot-be": (("check", "fine.txt", "--format", "json", "-o", "fine.txt/report.json"), 2, "fine.txt"),
    "wrong-key": (("check", "fine.txt", "--config", "wrong-key.toml"), 2, "Did you mean “timeout”?"),
    "wrong-value": (("check", "fine.txt", "--config", "wrong-value.toml"), 2, "timeout"),
    "broken-configuration": (("check", "fine.txt", "--config", "broken.toml"), 2, "broken.toml"),
    "unreachable": (("check", "http://town-hall.invalid/", "--no-browser"), 3, ""),
    "missing-file": (("check", "missing.html"), 3, ""),
    "untested-and-allowed": (("check", "missing.html", "--allow-untested"), 0, ""),
}


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workplace")
    (folder / "fine.txt").write_text(FINE_TEXT, encoding="utf-8")
    (folder / "page.html").write_text(html('<img src="a.png">'), encoding="utf-8")
    (folder / "binary.bin").write_bytes(bytes(range(256)))
    (folder / "wrong-key.toml").write_text("timout = 5\n", encoding="utf-8")
    (folder / "wrong-value.toml").write_text('timeout = "soon"\n', encoding="utf-8")
    (folder / "broken.toml").write_text("timeout = = 5\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", COMMANDS)
def test_exit_code(workplace: Path, name: str) -> None:
    arguments, code, said = COMMANDS[name]
    done = command(*arguments, folder=workplace)
    assert done.returncode == code, done.stderr
    assert said in done.stderr


def test_wrong_key_in_the_folders_own_configuration(tmp_path: Path) -> None:
    (tmp_path / "accesscheck.toml").write_text('fail_on = "serious"\n', encoding="utf-8")
    (tmp_path / "fine.txt").write_text(FINE_TEXT, encoding="utf-8")
    done = command("check", "fine.txt", folder=tmp_path)
    assert done.returncode == 2
    assert "accesscheck.toml" in done.stderr
    assert "Did you mean “fail-on”?" in done.stderr


def test_one_bad_target_does_not_stop_the_command(workplace: Path) -> None:
    done = command("check", "fine.txt", "missing.html", "fine.txt", "--format", "jsonl", folder=workplace)
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 3


@pytest.fixture
def interruptible() -> Iterator[None]:
    """A new process can be interrupted, also if this one was started with interrupts ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@BROWSER_OR_NOT
@pytest.mark.usefixtures("interruptible")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_interrupt_keeps_what_is_done(tmp_path: Path, browser: bool) -> None:
    quick = {f"/{number}": answer(html()) for number in range(3)}
    slow = {f"/slow-{number}": servers.silence for number in range(20)}
    output = tmp_path / "pages.jsonl"
    with Site(quick | slow) as site:
        (tmp_path / "list.txt").write_text("\n".join(map(site.address, quick | slow)), encoding="utf-8")
        options = ("--timeout", "5", "--workers", "2", "--rules", *QUICK, "--format", "jsonl", "--output", str(output))
        arguments = ("--from", "list.txt", "--browser" if browser else "--no-browser", *options)
        # A process group of its own, interrupted as a whole: that is what Ctrl+C in a terminal does.
        with subprocess.Popen(
            [sys.executable, "-m", "accesscheck", "check", *arguments],
            cwd=tmp_path,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        ) as running:
            try:
                until = time.monotonic() + 60
                while time.monotonic() < until and _lines(output) < len(quick):
                    time.sleep(0.1)
                os.killpg(running.pid, signal.SIGINT)
                _, said = running.communicate(timeout=30)
            finally:
                if running.poll() is None:
                    running.kill()
    assert running.returncode == 130
    assert "Traceback" not in said
    pages = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert len(pages) >= len(quick)
    assert collections.Counter(json.dumps(page).count('"untested"') > 0 for page in pages)[False] >= len(quick)


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.exists() else 0
