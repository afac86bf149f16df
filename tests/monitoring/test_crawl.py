"""The pages that a crawl finds, on real servers."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import psutil
import pytest
from endurance import ENDURING
from servers import Answer, Site, answer, endless, large, late, redirect, silence
from trap_site import LARGE, TrapSite, expected

from accesscheck import messages
from accesscheck.errors import OptionError
from accesscheck.model.page_list import ListedPage
from accesscheck.model.rule import LANGUAGES
from accesscheck.monitoring.crawl import Crawled, CrawlSettings, crawl, journal

pytestmark = pytest.mark.slow

QUICK = CrawlSettings(contact="crawl@example.org", delay=0.01, timeout=20)
HASTY = replace(QUICK, timeout=4)
"""For sites that do not answer."""
ENDLESS = ("/kalender", "/nieuws", "/zoek", "/herhaal/")
"""What the trap site has no end of."""


def page(*links: str, title: str = "Desk", head: str = "") -> Answer:
    """A page with links."""
    shown = "".join(f"<a href={link!r}>Go</a>" for link in links)
    return answer(f"<!doctype html><title>{title}</title>{head}<h1>{title}</h1>{shown}")


def path(address: str) -> str:
    split = urlsplit(address)
    return split.path + (f"?{split.query}" if split.query else "")


def found(result: Crawled) -> dict[str, int | None]:
    """The statuses by path."""
    return {path(one.address): one.status for one in result.pages}


def planned(result: Crawled) -> list[str]:
    """The paths of the pages that opened, without those that there is no end of."""
    return [
        path(one.address)
        for one in result.pages
        if one.status == 200 and "document" not in one.kinds and not path(one.address).startswith(ENDLESS)
    ]


def one(result: Crawled, wanted: str) -> ListedPage:
    (found,) = (one for one in result.pages if path(one.address) == wanted)
    return found


def keys(result: Crawled) -> list[str]:
    return [note.key for note in result.notes]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[TrapSite, Crawled, list[ListedPage]]:
    """The trap site after a crawl, what that found, and what it told meanwhile."""
    told: list[ListedPage] = []
    with TrapSite() as site:
        result = crawl([site.address()], HASTY, tmp_path_factory.mktemp("crawl"), on_page=told.append)
    return site, result, told


Undisturbed = tuple[TrapSite, Crawled, list[ListedPage]]


def test_all_200_pages_are_found_once(undisturbed: Undisturbed) -> None:
    _, result, told = undisturbed
    assert len(expected()) == 200
    assert sorted(planned(result)) == sorted(expected())
    assert (result.ended, len(told) >= 200) == ("complete", True)


def test_nothing_forbidden_is_fetched(undisturbed: Undisturbed) -> None:
    site, result, _ = undisturbed
    assert {host for host, _ in site.requests} == {f"127.0.0.1:{site.port}"}
    assert [one for one in site.paths() if one.startswith(("/private/", "/uitloggen", "/elders", "/foto"))] == []
    assert result.counts["forbidden"] == 3


def test_each_thing_is_asked_for_once(undisturbed: Undisturbed) -> None:
    site, _, _ = undisturbed
    twice = {one for one in site.paths() if site.paths().count(one) > 1}
    # One asked us to wait, one to come back with its cookie, one broke down and was given a second chance.
    assert twice == {"/druk", "/koek", "/stuk"}


def test_what_has_no_end_is_left(undisturbed: Undisturbed) -> None:
    site, result, _ = undisturbed
    counted = {start: sum(one.startswith(start) for one in site.paths()) for start in ENDLESS}
    assert all(count < 70 for count in counted.values()), counted
    assert counted["/herhaal/"] == 2
    assert "crawl-trapped" in keys(result)


def test_what_is_no_page_is_told(undisturbed: Undisturbed) -> None:
    _, result, _ = undisturbed
    statuses = found(result)
    assert {one: statuses[one] for one in ("/ontbreekt", "/stuk", "/traag")} == {
        "/ontbreekt": 404,
        "/stuk": 500,
        "/traag": None,
    }
    assert all(one.kinds == () for one in result.pages if one.status != 200)
    assert not {"/a", "/b", "/zelf", "/weg", "/r1", "/gegevens"} & statuses.keys()


def test_documents_are_listed_without_reading_them(undisturbed: Undisturbed) -> None:
    site, result, _ = undisturbed
    brochure, attachment = one(result, "/folder.pdf"), one(result, "/bijlage")
    assert (brochure.kinds, brochure.size, brochure.media_type) == (("document",), LARGE, "application/pdf")
    assert brochure.modified == "Mon, 02 Nov 2026 08:00:00 GMT"
    assert (attachment.kinds, attachment.size) == (("document",), 5000)
    assert site.sent < LARGE


def test_depth_and_origin_are_those_of_the_shortest_way(undisturbed: Undisturbed) -> None:
    site, result, _ = undisturbed
    assert (one(result, "/").depth, one(result, "/").kinds) == (0, ("home",))
    assert (one(result, "/oud").depth, one(result, "/oud").found_on) == (1, site.address("/"))
    deep = one(result, "/afdeling/4/pagina-7.html")
    assert (deep.depth, deep.found_on) == (2, site.address("/afdeling/4/"))
    listed = one(result, "/archief/stuk-3")
    assert listed.depth is None
    assert "/kaart-" in (listed.found_on or "")


def test_the_user_agent_is_honest(undisturbed: Undisturbed) -> None:
    site, _, _ = undisturbed
    (agent,) = site.agents
    assert agent.startswith("accesscheck/")
    assert "crawl@example.org" in agent


def test_a_second_crawl_finds_the_same(undisturbed: Undisturbed, tmp_path: Path) -> None:
    site, first, _ = undisturbed
    with TrapSite(crawl_delay=0.01) as again:
        second = crawl([again.address()], HASTY, tmp_path)
        count = len(again.requests)
        third = crawl([again.address()], HASTY, tmp_path)
        assert len(again.requests) == count
    assert third == second
    assert _placed(second, again) == _placed(first, site)


def _placed(result: Crawled, site: TrapSite) -> str:
    """A result as text, without the port of its server."""
    text = repr((result.pages, result.notes, result.ended, result.counts))
    # Those that only a sitemap names are chosen by lot, and the lot is of the whole address.
    return "\n".join(sorted(text.replace(f":{site.port}/", ":0/").split("ListedPage")))


PROGRAM = """
import sys
from pathlib import Path
from accesscheck.monitoring.crawl import CrawlSettings, crawl
crawl([sys.argv[1]], CrawlSettings(contact="crawl@example.org", delay=0.01, timeout=4), Path(sys.argv[2]))
"""


def started(site: TrapSite, folder: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", PROGRAM, site.address(), str(folder)])


def wait_for_requests(site: TrapSite, count: int, process: "subprocess.Popen[bytes]") -> None:
    while len(site.requests) < count and process.poll() is None:
        time.sleep(0.005)


def test_a_crawl_that_is_killed_goes_on(tmp_path: Path) -> None:
    lot = random.Random(7)
    with TrapSite(crawl_delay=0.01) as site:
        first = crawl([site.address()], HASTY, tmp_path / "undisturbed")
        site.requests.clear()
        site.busy.clear()
        kept: set[str] = set()
        for _ in range(10 if ENDURING else 2):
            process = started(site, tmp_path / "killed")
            wait_for_requests(site, len(site.requests) + lot.randint(1, 60), process)
            time.sleep(lot.random() / 20)
            for every in [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]:
                every.kill()
            process.wait()
            _wait_until_quiet(site)
            kept |= _addresses(tmp_path / "killed")
            asked_before = len(site.requests)
        assert kept
        second = crawl([site.address()], HASTY, tmp_path / "killed")
        assert not kept & {site.address(one) for one in site.paths()[asked_before:]}
    assert second == first


def _wait_until_quiet(site: TrapSite) -> None:
    """Until what was under way has come to the server."""
    count = -1
    while count != len(site.requests):
        count = len(site.requests)
        time.sleep(0.1)


def _addresses(folder: Path) -> set[str]:
    return {line.address for line in journal.read(folder / "crawl.jsonl") if isinstance(line, journal.Page)}


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("sign", [pytest.param(signal.SIGKILL, id="kill"), pytest.param(signal.SIGINT, id="Ctrl+C")])
def test_the_spider_ends_with_its_parent(sign: signal.Signals, tmp_path: Path) -> None:
    with TrapSite() as site:
        process = started(site, tmp_path)
        wait_for_requests(site, 10, process)
        children = psutil.Process(process.pid).children(recursive=True)
        os.kill(process.pid, sign)
        process.wait(20)
        gone, alive = psutil.wait_procs(children, timeout=20)
    assert (len(gone) > 0, alive) == (True, [])


def test_a_torn_last_line_is_left_out(tmp_path: Path) -> None:
    with Site({"/": page("/a"), "/a": page("/b", title="A"), "/b": page(title="B")}) as site:
        first = crawl([site.address("/")], QUICK, tmp_path)
        file = tmp_path / "crawl.jsonl"
        whole = file.read_bytes()
        lines = whole.splitlines(keepends=True)
        file.write_bytes(b"".join(lines[:-2]) + lines[-2][:40])
        second = crawl([site.address("/")], QUICK, tmp_path)
    assert second == first
    assert file.read_bytes() == whole


def test_a_journal_of_other_settings_is_begun_again(tmp_path: Path) -> None:
    with Site({"/": page("/a"), "/a": page(title="A")}) as site:
        crawl([site.address("/")], QUICK, tmp_path)
        shallow = crawl([site.address("/")], _with(depth=0), tmp_path)
    assert list(found(shallow)) == ["/"]


def _with(**changed: object) -> CrawlSettings:
    return replace(QUICK, **changed)  # type: ignore[arg-type]


def test_limits_are_kept_and_told(tmp_path: Path) -> None:
    pages = {"/": page(*(f"/{letter}" for letter in "abcdefgh"), "/1.pdf", "/2.pdf")}
    pages |= {f"/{letter}": page(title=letter) for letter in "abcdefgh"}
    pages |= {f"/{number}.pdf": answer(b"%PDF-", "application/pdf") for number in (1, 2)}
    with Site(pages) as site:
        result = crawl([site.address("/")], _with(most_pages=4, most_documents=1), tmp_path)
    assert list(found(result)) == ["/", "/1.pdf", "/a", "/b", "/c"]
    assert (result.ended, keys(result)) == ("capped", ["crawl-most-pages", "crawl-most-documents"])


def test_a_crawl_ends_when_its_time_is_over(tmp_path: Path) -> None:
    with Site({"/": page("/1"), "/robots.txt": late(0.2, answer("", "text/plain"))}) as site:
        result = crawl([site.address("/")], _with(minutes=0.001), tmp_path)
        again = crawl([site.address("/")], _with(minutes=0.001), tmp_path)
    assert (result.pages, keys(result)) == ((), ["crawl-minutes"])
    assert again == result


EVERYTHING = "User-agent: *\nDisallow: /"
OURS = f"User-agent: accesscheck\nAllow: /\n\n{EVERYTHING}"


@pytest.mark.parametrize(
    ("answered", "key", "asked"),
    [
        pytest.param(answer("", status=500), "crawl-robots-failed", False, id="robots.txt breaks down"),
        pytest.param(answer("", status=404), None, True, id="no robots.txt"),
        pytest.param(answer(EVERYTHING), "crawl-robots", False, id="nothing is allowed"),
        pytest.param(answer(OURS), None, True, id="allowed by name"),
        pytest.param(redirect("/robots-2.txt"), "crawl-robots", False, id="robots.txt is elsewhere"),
        pytest.param(redirect("http://10.0.0.1/robots.txt"), None, True, id="robots.txt on another host"),
        pytest.param(silence, "timeout", False, id="robots.txt does not answer"),
    ],
)
def test_robots_txt(answered: Answer, key: str | None, asked: bool, tmp_path: Path) -> None:
    visits: list[str] = []

    def home(handler: object) -> None:
        visits.append("/")
        page()(handler)  # type: ignore[arg-type]

    pages = {"/": home, "/robots.txt": answered, "/robots-2.txt": answer(EVERYTHING)}
    with Site(pages) as site:
        result = crawl([site.address("/")], HASTY, tmp_path)
    assert (result.ended, keys(result)) == (("complete", []) if key is None else ("unreachable", [key]))
    assert bool(visits) == asked


def test_the_pause_of_robots_txt_is_kept(tmp_path: Path) -> None:
    moments: list[float] = []

    def timed(then: Answer) -> Answer:
        def write(handler: object) -> None:
            moments.append(time.monotonic())
            then(handler)  # type: ignore[arg-type]

        return write

    pages = {"/robots.txt": answer("User-agent: *\nCrawl-delay: 0.3"), "/": page("/a", "/b", "/c")}
    pages |= {f"/{letter}": page(title=letter) for letter in "abc"}
    with Site({path: timed(then) for path, then in pages.items()}) as site:
        crawl([site.address("/")], QUICK, tmp_path)
    # The home page goes out after robots.txt has come in; then a sitemap and three pages, each after a pause.
    assert moments[-1] - moments[0] >= 4 * 0.3


def test_a_crawl_of_nothing(tmp_path: Path) -> None:
    result = crawl(["http://127.0.0.1:1/", "http://no-such-host.invalid/", "ftp://x", "nonsense"], QUICK, tmp_path)
    assert (result.pages, result.ended) == ((), "unreachable")
    assert sorted(keys(result)) == ["address-invalid", "address-invalid", "connection-refused", "unknown-host"]
    for note in result.notes:
        for language in LANGUAGES:
            assert "{" not in messages.note(note, "", language)


@pytest.mark.parametrize(
    ("home", "key", "status"),
    [
        pytest.param(answer("", status=404), "status", 404, id="not there"),
        pytest.param(answer("", status=403), "no-entry", 403, id="not let in"),
        pytest.param(redirect("http://localhost:9/"), "crawl-moved", 302, id="another site"),
        pytest.param(redirect("/private/"), "crawl-robots", 302, id="a place that is forbidden"),
        pytest.param(redirect("/"), "redirect-loop", 302, id="itself"),
        pytest.param(redirect("/round"), "redirect-loop", 302, id="a circle"),
        pytest.param(silence, "timeout", None, id="no answer"),
        pytest.param(large(11_000_000, chunked=False), "too-large", None, id="too large"),
        pytest.param(large(11_000_000, chunked=True), "too-large", None, id="too large, and does not say so"),
        pytest.param(endless(b"<p>", b"<p>", "text/html"), "timeout", None, id="no end"),
        pytest.param(answer(b"\x00\x01\x02\x03" * 99), "binary", 200, id="no text"),
    ],
)
def test_a_start_that_does_not_open(home: Answer, key: str, status: int | None, tmp_path: Path) -> None:
    pages = {"/": home, "/round": redirect("/"), "/robots.txt": answer("User-agent: *\nDisallow: /private/")}
    with Site(pages) as site:
        result = crawl([site.address("/")], HASTY, tmp_path)
    assert keys(result) == [key]
    assert all(one.status == status and one.kinds == () for one in result.pages)


def test_a_certificate_that_is_not_valid(tmp_path: Path) -> None:
    with Site({"/": page()}, secure=True) as site:
        result = crawl([site.address("/")], QUICK, tmp_path)
    assert (result.ended, keys(result)) == ("unreachable", ["certificate"])


def test_an_encoding_that_is_wrong_is_read(tmp_path: Path) -> None:
    text = "<!doctype html><meta charset=utf-8><title>Café</title><h1>Zoë</h1>".encode("cp1252")
    with Site({"/": answer(text, "text/html; charset=utf-8")}) as site:
        (home,) = crawl([site.address("/")], QUICK, tmp_path).pages
    assert home.title == "Café"


def test_only_the_part_of_the_start_is_crawled(tmp_path: Path) -> None:
    pages = {"/dienst/": page("a", "/elders", "/extra/x", "../dienstig"), "/dienst/a": page(title="A")}
    pages |= {"/elders": page(), "/extra/x": page(title="X"), "/dienstig": page()}
    with Site(pages) as site:
        settings = _with(scope=(site.address("/extra/"),))
        result = crawl([site.address("/dienst/")], settings, tmp_path)
    assert list(found(result)) == ["/dienst/", "/dienst/a", "/extra/x"]


def test_a_stored_login_goes_to_its_own_host_alone(tmp_path: Path) -> None:
    seen: dict[str, str | None] = {}

    def home(handler: object) -> None:
        seen[handler.headers["Host"]] = handler.headers["Cookie"]  # type: ignore[attr-defined]
        page()(handler)  # type: ignore[arg-type]

    cookies = [
        {"name": "session", "value": "s3cret", "domain": "127.0.0.1", "path": "/"},
        {"name": "other", "value": "hidden", "domain": "example.org", "path": "/"},
    ]
    state = tmp_path / "state.json"
    state.write_bytes(msgspec.json.encode({"cookies": cookies, "origins": []}))
    with Site({"/": home}) as ours, Site({"/": home}) as other:
        elsewhere = other.address("/").replace("127.0.0.1", "localhost")
        crawl([ours.address("/")], _with(state=str(state), scope=(elsewhere,)), tmp_path / "a")
        crawl([elsewhere], _with(state=str(state)), tmp_path / "b")
        hosts = [urlsplit(ours.address("/")).netloc, urlsplit(elsewhere).netloc]
    assert [seen[host] for host in hosts] == ["session=s3cret", None]
    assert "s3cret" not in (tmp_path / "a" / "crawl.jsonl").read_text()


def test_a_stored_login_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(OptionError):
        crawl(["http://127.0.0.1:1/"], _with(state=str(tmp_path / "none.json")), tmp_path)


def test_two_crawls_do_not_share_a_folder(tmp_path: Path) -> None:
    with journal.Journal(tmp_path / "crawl.jsonl"), pytest.raises(OptionError, match="another crawl"):
        crawl(["http://127.0.0.1:1/"], QUICK, tmp_path)


SCRIPTED = """<!doctype html><title>App</title><h1>App</h1>
<a href='/plain'>Plain</a><img src='/picture'><div id=here></div>
<script>
fetch('/data').then(one => one.json()).then(one => {
  document.getElementById('here').innerHTML = `<a href='${one.link}'>Made</a>`;
  window.open('/popup'); location.href = 'http://localhost:1/away';
});
</script>"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("rendered", "expected_paths"),
    [pytest.param(True, ["/", "/made", "/plain"], id="opened"), pytest.param(False, ["/", "/plain"], id="only read")],
)
def test_links_that_scripts_make(rendered: bool, expected_paths: list[str], tmp_path: Path) -> None:
    asked: list[str] = []

    def logged(path: str, then: Answer) -> Answer:
        def write(handler: object) -> None:
            asked.append(path)
            then(handler)  # type: ignore[arg-type]

        return write

    answers = {
        "/": answer(SCRIPTED),
        "/plain": page(title="Plain"),
        "/made": page(title="Made"),
        "/data": answer('{"link": "/made"}', "application/json"),
        "/picture": answer(b"", "image/png"),
        "/popup": page(),
    }
    with Site({path: logged(path, then) for path, then in answers.items()}) as site:
        result = crawl([site.address("/")], _with(rendered=rendered, timeout=20), tmp_path)
    assert list(found(result)) == expected_paths
    assert (asked.count("/"), asked.count("/picture"), asked.count("/popup")) == (1, 0, 0)
    assert keys(result) == []


@pytest.mark.browser
def test_without_a_browser_pages_are_read_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCESSCHECK_CHROMIUM", sys.executable)
    with Site({"/": answer(SCRIPTED), "/plain": page(title="Plain")}) as site:
        result = crawl([site.address("/")], _with(rendered=True, timeout=5), tmp_path)
    assert (list(found(result)), keys(result)) == (["/", "/plain"], ["crawl-unrendered"])
