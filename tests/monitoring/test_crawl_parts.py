"""The parts of a crawl that need no server: addresses, traps, scope, pages, and the course through a site."""

import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accesscheck.monitoring.crawl.addresses import tidy
from accesscheck.monitoring.crawl.course import Course, Want
from accesscheck.monitoring.crawl.crawled import Crawled, crawled
from accesscheck.monitoring.crawl.journal import Begun, Ended, Journal, Page, Record, RobotsFile, Sitemap, read
from accesscheck.monitoring.crawl.patience import LONGEST, retry_after
from accesscheck.monitoring.crawl.reading import page
from accesscheck.monitoring.crawl.scope import Scope
from accesscheck.monitoring.crawl.settings import CrawlSettings, Task
from accesscheck.monitoring.crawl.traps import (
    MOST_ALIKE,
    MOST_COMBINED,
    MOST_FACETED,
    MOST_FAR,
    Traps,
    repeats,
    year_of,
)

SITE = "https://stad.example"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        pytest.param("HTTPS://Stad.Example", "https://stad.example/", id="capitals, no path"),
        pytest.param("https://stad.example:443/a#b", "https://stad.example/a", id="usual port, fragment"),
        pytest.param("http://stad.example:8080/a", "http://stad.example:8080/a", id="another port"),
        pytest.param("https://me:secret@stad.example/", "https://stad.example/", id="a password"),
        pytest.param("https://stad.example/a/../b/./c", "https://stad.example/b/c", id="dots"),
        pytest.param("https://stad.example/%7Ea%2fb%c3%a9", "https://stad.example/~a%2Fb%C3%A9", id="encoded signs"),
        pytest.param("https://stad.example/café bar", "https://stad.example/caf%C3%A9%20bar", id="signs to encode"),
        pytest.param("https://stad.example/50%", "https://stad.example/50%25", id="a stray percent"),
        pytest.param("https://gemeente-één.be/", "https://xn--gemeente-n-j7aa.be/", id="a name with accents"),
        pytest.param("https://stad.example/?b=2&a=1&b=1", "https://stad.example/?a=1&b=1&b=2", id="order"),
        pytest.param("https://stad.example/?a&b=", "https://stad.example/?a&b=", id="empty values stay"),
        pytest.param("https://stad.example/?utm_id=x&gclid=1&mc_cid=2&a=3", "https://stad.example/?a=3", id="tracking"),
        pytest.param("https://stad.example/?gclid=x", "https://stad.example/", id="nothing but tracking"),
        pytest.param("https://stad.example/a;jsessionid=1A?x=1", "https://stad.example/a?x=1", id="session of Java"),
        pytest.param("https://stad.example/(S(abc123))/a", "https://stad.example/a", id="session of ASP.NET"),
        pytest.param("https://stad.example/?PHPSESSID=12", "https://stad.example/", id="session of PHP"),
        pytest.param("https://stad.example/?sid=0af3b29c11de4477ab", "https://stad.example/", id="sid drawn by lot"),
        pytest.param("https://stad.example/?sid=12", "https://stad.example/?sid=12", id="sid of a page"),
        pytest.param("http://[::1]:80/", "http://[::1]/", id="IPv6"),
        pytest.param("mailto:stad@example.org", None, id="mail"),
        pytest.param("http://[kapot", None, id="half a bracket"),
        pytest.param("http://stad.example:99999/", None, id="no port"),
        pytest.param("/a", None, id="relative"),
        pytest.param(f"https://stad.example/{'a' * 3000}", None, id="too long"),
    ],
)  # fmt: skip
def test_addresses_have_one_form(address: str, expected: str | None) -> None:
    assert tidy(address) == expected


@given(st.text(max_size=60))
def test_a_tidy_address_stays_as_it_is(rest: str) -> None:
    once = tidy(f"https://stad.example/{rest}")
    assert once is None or tidy(once) == once


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("/a/b/a/b/a/b", True, id="three turns"),
        pytest.param("/a/a/a/c", True, id="one part"),
        pytest.param("/a/b/a/b/c", False, id="two turns"),
        pytest.param("/2026/11/11/x", False, id="a date"),
        pytest.param("/", False, id="nothing"),
    ],
)
def test_paths_that_fall_into_themselves(path: str, expected: bool) -> None:
    assert repeats(path) is expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("/kalender/2031-05", 2031, id="month"),
        pytest.param("/agenda/2031/05/09/", 2031, id="folders"),
        pytest.param("/agenda?dag=09-05-2031", 2031, id="day first"),
        pytest.param("/agenda?d=20310509", 2031, id="in one"),
        pytest.param("/agenda?jaar=2031&maand=5", 2031, id="parameters"),
        pytest.param("/verslag?year=2014", None, id="a year alone"),
        pytest.param("/nieuws/123456789", None, id="a number"),
        pytest.param("/wet/10-2031", None, id="no date"),
    ],
)
def test_years_in_addresses(path: str, expected: int | None) -> None:
    assert year_of(SITE + path) == expected


@pytest.mark.parametrize(
    ("addresses", "passed"),
    [
        pytest.param([f"/k?m={year}-01" for year in range(2028, 2060)], MOST_FAR, id="far ahead"),
        pytest.param([f"/k?m={year}-01" for year in range(1950, 2000)], MOST_FAR, id="far back"),
        pytest.param([f"/artikel/{number}" for number in range(600)], MOST_ALIKE, id="numbers"),
        pytest.param([f"/artikel/{number}-naam-{chr(97 + number)}" for number in range(26)], 26, id="names"),
        pytest.param([f"/i.php?o=c&id={number}" for number in range(600)], MOST_COMBINED, id="two parameters"),
        pytest.param(
            [
                "/z?" + "&".join(f"{name}=1" for n, name in enumerate("abcdefgh") if bits >> n & 1)
                for bits in range(1, 256)
            ],
            MOST_FACETED,
            id="facets",
        ),
    ],
)
def test_addresses_without_end(addresses: list[str], passed: int) -> None:
    traps = Traps(2026)
    assert sum(not traps.caught(SITE + address) for address in addresses) == passed


@pytest.mark.parametrize(
    ("start", "address", "expected"),
    [
        pytest.param("https://stad.be/", "https://stad.be/a", True, id="below"),
        pytest.param("https://stad.be/", "https://werk.stad.be/", False, id="a subdomain"),
        pytest.param("https://stad.be/", "https://stad.be.evil.example/", False, id="a name that begins alike"),
        pytest.param("https://stad.be/", "http://10.0.0.1/", False, id="a private address"),
        pytest.param("https://stad.be/", "http://169.254.169.254/latest/", False, id="the address of a cloud"),
        pytest.param("https://stad.be/", "https://stad.be:8443/", False, id="another port"),
        pytest.param("https://stad.be/", "http://www.stad.be/", True, id="a variant, until it is known"),
        pytest.param("https://stad.be/werk", "https://stad.be/werk/a", True, id="in the folder"),
        pytest.param("https://stad.be/werk", "https://stad.be/werken", False, id="beside the folder"),
        pytest.param("https://stad.be/werk/index.html", "https://stad.be/werk/a", True, id="beside a file"),
        pytest.param("http://10.0.0.5/", "http://10.0.0.5/a", True, id="an intranet"),
        pytest.param("http://10.0.0.5/", "http://www.10.0.0.5/a", False, id="www. and a number"),
    ],
)
def test_what_belongs_to_a_product(start: str, address: str, expected: bool) -> None:
    assert Scope([start]).holds(address) is expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        pytest.param("7", 7.0, id="seconds"),
        pytest.param("999999", LONGEST, id="too long"),
        pytest.param("Mon, 23 Nov 2026 00:00:30 GMT", 30.0, id="a moment"),
        pytest.param("Sun, 22 Nov 2026 00:00:00 GMT", 0.0, id="a moment that is over"),
        pytest.param("", None, id="nothing"),
        pytest.param("soon", None, id="nonsense"),
        pytest.param("-5", None, id="less than nothing"),
    ],
)
def test_retry_after(header: str, expected: float | None) -> None:
    assert retry_after(header, 1795392000.0) == expected


def built(html: str, path: str = "/nieuws/a", language: str = "") -> Page:
    return page(Page(f"{SITE}{path}", status=200), f"<!doctype html><html{language}>{html}".encode(), "utf-8")


def test_pages_of_one_template_are_alike() -> None:
    item = (
        "<body class='{0} artikel postid-{1}'><header></header>"
        "<main class=inhoud><article><h1>{0}</h1>{2}</article></main>"
    )
    first = built(item.format("feest", 1, "<p>Tekst</p><img src=a>"), "/nieuws/feest")
    second = built(
        item.format("markt", 2, "<h2>Uur</h2><table><tr><td>9</td></tr></table><ul><li>x</ul>"), "/nieuws/markt"
    )
    form = built("<body class=artikel><header></header><main class=inhoud><form><input></form></main>")
    home = built(item.format("feest", 1, "<p>Tekst</p>"), "/")
    search = built("<body><header></header><main class=inhoud><form role=search><input type=search></form></main>")
    assert first.template == second.template
    assert len({one.template for one in (first, form, home, search)}) == 4


def test_what_a_page_tells() -> None:
    one = built(
        "<head><title> Werken \n bij ons </title><base href='/jobs/'><link rel=canonical href='a?utm_source=x'></head>"
        "<h2>Eerst</h2><h1>Kop</h1><a href='b#c'><img alt='Naar b' src=x></a><a href=b>Later</a>"
        "<a href='mailto:x@y.z'>M</a><a rel=nofollow href='/c'>C</a><area href='//andere.example/d'>"
        "<meta http-equiv=refresh content='5; url=/e'>"
        "<meta name=robots content=nofollow><form><input type=password></form>"
        '<script type=\'application/ld+json\'>{"@type": "JobPosting", "description": "Werk"}</script>',
        language=" lang=nl-BE",
    )
    assert (one.title, one.language, one.headings) == ("Werken bij ons", "nl", ("Kop", "Eerst"))
    assert one.canonical == f"{SITE}/jobs/a"
    assert one.features == ("form", "field", "image", "password")
    assert one.job_posting
    assert dict(one.links) == {
        f"{SITE}/jobs/b": "Naar b",
        f"{SITE}/c": "C",
        "https://andere.example/d": "",
        f"{SITE}/e": "",
    }


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_a_page(content: bytes) -> None:
    assert page(Page(f"{SITE}/"), content, None).address == f"{SITE}/"


def walked(site: dict[str, Page], task: Task, *, cut: random.Random | None = None) -> Crawled:
    """A crawl through a site that stands in memory; with `cut` it begins again now and then, with what it knew."""
    records: dict[Want, Record] = {}
    lines: list[Begun | Record | Ended] = [Begun(task.digest, task.today)]
    while True:
        ended = True
        for batch in Course(task, records, today=task.today).batches():
            for want in batch:
                if want not in records:
                    records[want] = _answered(site, want)
                    lines.append(records[want])
                    if cut is not None and cut.random() < 0.1:
                        ended = False
                        break
            if not ended:
                break
        if ended:
            return crawled(task, [*lines, Ended()])


def _answered(site: dict[str, Page], want: Want) -> Record:
    if want.kind == "robots":
        return RobotsFile(want.address, 404)
    if want.kind == "sitemap":
        named = tuple(address for number, address in enumerate(site) if number % 3 == 0)
        return Sitemap(want.address, 200, named)
    return site.get(want.address, Page(want.address, status=404, media_type="text/html"))


def leaf(
    address: str, *links: str, to: str | None = None, title: str | None = None, canonical: str | None = None
) -> Page:
    """What an address answers: a page, or where it redirects."""
    return Page(
        address,
        status=301 if to else 200,
        to=to,
        is_page=to is None,
        media_type="text/html",
        title=title or address,
        canonical=canonical,
        links=tuple((link, "") for link in links),
    )


def of(*starts: str, **settings: object) -> Task:
    return Task(addresses=starts, settings=CrawlSettings(**settings), today="2026-11-23")  # type: ignore[arg-type]


def random_site(lot: random.Random) -> dict[str, Page]:
    addresses = [f"{SITE}/", *(f"{SITE}/p{number}/{number % 7}" for number in range(60))]
    site = {}
    for address in addresses:
        links = lot.sample(addresses, lot.randint(0, 6))
        site[address] = leaf(address, *links, to=lot.choice(addresses) if lot.random() < 0.1 else None)
    site[addresses[0]] = leaf(addresses[0], *addresses[1:5])
    return site


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("most", [pytest.param(500, id="all"), pytest.param(25, id="some")])
def test_a_course_that_is_cut_leads_to_the_same_pages(seed: int, most: int) -> None:
    site = random_site(random.Random(seed))
    task = of(f"{SITE}/", most_pages=most)
    assert walked(site, task, cut=random.Random(seed)) == walked(site, task)


def listed(result: Crawled) -> list[tuple[str, int | None]]:
    return [(one.address, one.depth) for one in result.pages if one.status == 200]


HTTP, HTTPS, WWW = "http://stad.be", "https://stad.be", "https://www.stad.be"


def variants() -> Iterator[object]:
    yield pytest.param(
        {
            f"{HTTP}/": leaf(f"{HTTP}/", to=f"{HTTPS}/"),
            f"{HTTPS}/": leaf(f"{HTTPS}/", to=f"{WWW}/"),
            f"{WWW}/": leaf(f"{WWW}/", f"{HTTP}/a", f"{WWW}/a", f"{HTTPS}/b"),
            f"{WWW}/a": leaf(f"{WWW}/a"),
            f"{HTTPS}/b": leaf(f"{HTTPS}/b", to=f"{WWW}/b"),
            f"{WWW}/b": leaf(f"{WWW}/b"),
        },
        [(f"{WWW}/", 0), (f"{WWW}/a", 1), (f"{WWW}/b", 1)],
        id="variants that redirect are one site",
    )
    yield pytest.param(
        {
            f"{HTTP}/": leaf(f"{HTTP}/", f"{WWW}/a", f"{WWW}/b", f"{HTTP}/c"),
            f"{WWW}/a": leaf(f"{WWW}/a", f"{WWW}/d"),
            f"{WWW}/b": leaf(f"{WWW}/b"),
            f"{HTTP}/c": leaf(f"{HTTP}/c"),
        },
        [(f"{HTTP}/", 0), (f"{HTTP}/c", 1)],
        id="a variant that does not redirect is another site",
    )
    yield pytest.param(
        {
            f"{HTTP}/": leaf(f"{HTTP}/", f"{HTTP}/a", f"{HTTP}/b"),
            f"{HTTP}/a": leaf(f"{HTTP}/a", to=f"{HTTPS}/a"),
            f"{HTTPS}/a": leaf(f"{HTTPS}/a", f"{HTTPS}/c"),
            f"{HTTP}/b": leaf(f"{HTTP}/b"),
            f"{HTTPS}/c": leaf(f"{HTTPS}/c"),
        },
        [(f"{HTTP}/", 0), (f"{HTTP}/b", 1), (f"{HTTPS}/a", 1), (f"{HTTPS}/c", 2)],
        id="a site that is partly elsewhere",
    )
    yield pytest.param(
        {
            f"{HTTP}/": leaf(f"{HTTP}/", f"{HTTP}/a?druk=1", f"{HTTP}/a", f"{HTTP}/b"),
            f"{HTTP}/a": leaf(f"{HTTP}/a", title="A"),
            f"{HTTP}/a?druk=1": leaf(f"{HTTP}/a?druk=1", title="A", canonical=f"{HTTP}/a"),
            f"{HTTP}/b": leaf(f"{HTTP}/b", title="B", canonical=f"{HTTP}/"),
        },
        [(f"{HTTP}/", 0), (f"{HTTP}/a", 1), (f"{HTTP}/b", 1)],
        id="a canonical link is believed of the same page alone",
    )
    yield pytest.param(
        {
            f"{HTTP}/": leaf(f"{HTTP}/", f"{HTTP}/x", f"{HTTP}/y"),
            f"{HTTP}/x": leaf(f"{HTTP}/x", title="X", canonical=f"{HTTP}/y"),
            f"{HTTP}/y": leaf(f"{HTTP}/y", title="X", canonical=f"{HTTP}/x"),
        },
        [(f"{HTTP}/", 0), (f"{HTTP}/x", 1)],
        id="two pages that name each other",
    )
    yield pytest.param(
        {
            f"{HTTP}/": leaf(f"{HTTP}/", f"{HTTP}/index.html", title="Home"),
            f"{HTTP}/index.html": leaf(f"{HTTP}/index.html", title="Home"),
        },
        [(f"{HTTP}/", 0)],
        id="the index of a folder",
    )
    yield pytest.param(
        {
            f"{HTTP}/dienst": leaf(f"{HTTP}/dienst", to=f"{HTTP}/nl/dienst"),
            f"{HTTP}/nl/dienst": leaf(f"{HTTP}/nl/dienst", f"{HTTP}/nl/dienst/a", f"{HTTP}/nl/ander"),
            f"{HTTP}/nl/dienst/a": leaf(f"{HTTP}/nl/dienst/a"),
            f"{HTTP}/nl/ander": leaf(f"{HTTP}/nl/ander"),
        },
        [(f"{HTTP}/nl/dienst", 0), (f"{HTTP}/nl/dienst/a", 1)],
        id="a part of a site that has moved",
    )


@pytest.mark.parametrize(("site", "expected"), [*variants()])
def test_the_ways_of_a_site(site: dict[str, Page], expected: list[tuple[str, int]]) -> None:
    start = next(iter(site))
    task = of(start)
    records: dict[Want, Record] = {}
    for batch in Course(task, records, today=task.today).batches():
        for want in batch:
            records[want] = Sitemap(want.address, 404) if want.kind == "sitemap" else _answered(site, want)
    result = crawled(task, [Begun(task.digest, task.today), *records.values(), Ended()])
    assert listed(result) == expected


def test_redirects_without_end_are_given_up() -> None:
    task = of(f"{SITE}/0")
    records: dict[Want, Record] = {}
    count = 0
    for batch in Course(task, records, today=task.today).batches():
        for want in batch:
            number = int(want.address.rpartition("/")[2]) + 1 if want.kind == "page" else 0
            records[want] = leaf(want.address, to=f"{SITE}/{number}") if number else _answered({}, want)
            count += 1
    assert count < 30


@given(st.integers(0, 400))
def test_a_journal_is_read_to_its_last_whole_line(end: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "crawl.jsonl")
        lines = [
            Begun("task", "2026-11-23"),
            leaf(f"{SITE}/", f"{SITE}/é"),
            RobotsFile(f"{SITE}/robots.txt", 200, "a\nb"),
        ]
        whole = b"".join(msgspec.json.encode(line) + b"\n" for line in lines)
        path.write_bytes(whole[:end])
        known = whole[:end].count(b"\n")
        assert read(path) == lines[:known]
        with Journal(path) as journal:
            assert list(journal.lines()) == lines[:known]
            journal.add(Ended("lost"))
        assert read(path) == [*lines[:known], Ended("lost")]
