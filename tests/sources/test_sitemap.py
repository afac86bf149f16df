"""What a sitemap lists, from real servers: indexes, packed ones, robots.txt, and what is no sitemap."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers import Answer, Site, answer, redirect

from accesscheck.cli.app import run
from accesscheck.cli.serving import _moved
from accesscheck.sources import sitemap
from accesscheck.sources.robots import Robots
from accesscheck.sources.sitemap import NoSitemap, listed

XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urls(*addresses: str) -> str:
    """A sitemap."""
    named = "".join(f"<url><loc> {address}\n</loc><lastmod>2026-01-01</lastmod></url>" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {XMLNS}>{named}</urlset>'


def index(*addresses: str) -> str:
    """A sitemap of sitemaps."""
    return (
        f"<sitemapindex {XMLNS}>{''.join(f'<sitemap><loc>{one}</loc></sitemap>' for one in addresses)}</sitemapindex>"
    )


class Own:
    """A site whose pages know its address: `{site}` in a body stands for it."""

    def __init__(self, pages: dict[str, str | bytes | Answer]) -> None:
        self.answers: dict[str, Answer] = {}
        self.site = Site(self.answers)
        for path, body in pages.items():
            if isinstance(body, str):
                body = body.replace("{site}", self.site.address(""))
            self.answers[path] = answer(body, "application/xml") if isinstance(body, str | bytes) else body


def found(pages: dict[str, str | bytes | Answer], entrance: str) -> tuple[list[str], int, int]:
    """The paths that are listed, how many were foreign, and how many left out."""
    own = Own(pages)
    with own.site as site:
        one = listed(site.address(entrance), timeout=5)
        return [address.removeprefix(site.address("")) for address in one.addresses], one.foreign, one.left_out


IMAGES = f"""<urlset {XMLNS} xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>{{site}}/a</loc>
<image:image><image:loc>{{site}}/plan.png</image:loc></image:image></url></urlset>"""
TWO = {"/one.xml": urls("{site}/a", "{site}/b"), "/two.xml": urls("{site}/b", "{site}/c?x=1&amp;y=2")}


@pytest.mark.parametrize(
    ("pages", "entrance", "expected"),
    [
        pytest.param({"/s.xml": urls("{site}/a", "{site}/b", "{site}/a")}, "/s.xml", ["/a", "/b"], id="a sitemap"),
        pytest.param(
            {"/s.xml": index("{site}/one.xml", "{site}/two.xml"), **TWO},
            "/s.xml",
            ["/a", "/b", "/c?x=1&y=2"],
            id="an index",
        ),
        pytest.param(
            {"/s.xml": index("{site}/s.xml", "{site}/two.xml"), **TWO},
            "/s.xml",
            ["/b", "/c?x=1&y=2"],
            id="an index that names itself",
        ),
        pytest.param({"/sitemap.xml": urls("{site}/a")}, "/", ["/a"], id="a site without robots.txt"),
        pytest.param({"/sitemap.xml": urls("{site}/a")}, "", ["/a"], id="a site without a slash"),
        pytest.param(
            {
                "/robots.txt": "User-agent: *\nDisallow:\n\nSitemap: {site}/one.xml\nsitemap:{site}/two.xml # both",
                **TWO,
            },
            "/",
            ["/a", "/b", "/c?x=1&y=2"],
            id="a site whose robots.txt names two",
        ),
        pytest.param({"/robots.txt": "Sitemap: {site}/one.xml", **TWO}, "/robots.txt", ["/a", "/b"], id="a robots.txt"),
        pytest.param(
            {"/robots.txt": "Sitemap: https://elsewhere.example/one.xml", "/sitemap.xml": urls("{site}/a")},
            "/",
            ["/a"],
            id="a robots.txt that names one of another host",
        ),
        pytest.param({"/s.xml": redirect("/one.xml"), **TWO}, "/s.xml", ["/a", "/b"], id="one that has moved"),
        pytest.param({"/s.xml": IMAGES}, "/s.xml", ["/a"], id="pictures are no pages"),
        pytest.param(
            {"/s.xml": "<urlset><url><loc>{site}/a</loc></url></urlset>"}, "/s.xml", ["/a"], id="no namespace"
        ),
    ],
)
def test_what_a_sitemap_lists(pages: dict[str, str | bytes | Answer], entrance: str, expected: list[str]) -> None:
    assert found(pages, entrance) == (expected, 0, 0)


@pytest.mark.parametrize("header", [None, {"Content-Encoding": "gzip"}], ids=["a file", "an encoding"])
def test_a_packed_sitemap(header: dict[str, str] | None) -> None:
    own = Own({})
    content = gzip.compress(urls(own.site.address("/a")).encode())
    own.answers["/s.xml.gz"] = answer(content, "application/gzip", headers=header)
    with own.site as site:
        assert list(listed(site.address("/s.xml.gz"), timeout=5).addresses) == [site.address("/a")]


def test_other_hosts_and_schemes_are_left_out() -> None:
    pages: dict[str, str | bytes | Answer] = {
        "/s.xml": urls(
            "{site}/a", "https://elsewhere.example/b", "http://127.0.0.1:1/c", "file:///etc/passwd", "http://["
        )
    }
    assert found(pages, "/s.xml") == (["/a"], 4, 0)


BOMB = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        pytest.param("<!doctype html><title>Not found</title>", None, id="a page"),
        pytest.param("<urlset><url><loc>", None, id="half a sitemap"),
        pytest.param("", None, id="nothing"),
        pytest.param(BOMB + urls("&c;"), None, id="entities"),
        pytest.param('<!DOCTYPE a SYSTEM "file:///etc/passwd">' + urls("{site}/a"), None, id="a document type"),
        pytest.param('<?xml version="1.0" encoding="klingon"?><urlset/>', None, id="an encoding that nobody knows"),
        pytest.param(b"\x1f\x8b\x08\x00half", None, id="half a packed one"),
        pytest.param(answer("", status=404), "status", id="not there"),
        pytest.param(answer("", status=401), "no-entry", id="behind a login"),
        pytest.param(
            gzip.compress(bytes(sitemap.LARGEST + 1)), "too-large-unpacked", id="one that grows when it is unpacked"
        ),
    ],
)
def test_what_is_no_sitemap(body: str | bytes | Answer, problem: str | None) -> None:
    with pytest.raises(NoSitemap) as error:
        found({"/s.xml": body}, "/s.xml")
    assert (error.value.problem and error.value.problem.note.key) == problem
    assert error.value.address.endswith("/s.xml")


def test_a_sitemap_that_an_index_misses_is_told() -> None:
    with pytest.raises(NoSitemap, match=r"/gone\.xml"):
        found({"/s.xml": index("{site}/one.xml", "{site}/gone.xml"), **TWO}, "/s.xml")


def test_only_so_many_addresses_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_ADDRESSES", 3)
    assert found({"/s.xml": urls(*(f"{{site}}/{number}" for number in range(5)))}, "/s.xml") == (
        ["/0", "/1", "/2"],
        0,
        2,
    )


def test_only_so_many_sitemaps_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST_SITEMAPS", 2)
    pages = {"/s.xml": index("{site}/one.xml", "{site}/two.xml"), **TWO}
    assert found(pages, "/s.xml") == (["/a", "/b"], 0, 1)


@given(st.binary(max_size=200), st.sampled_from([b"", b"<urlset><url><loc>http://a/</loc></url>", b"\x1f\x8b"]))
def test_no_content_breaks_it(content: bytes, before: bytes) -> None:
    try:
        entries = list(sitemap.entries("http://a/s.xml", before + content))
    except NoSitemap:
        entries = []
    assert all(kind in ("url", "sitemap") for kind, _ in entries)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.example.org/a/?x=1#y", "http://127.0.0.1:4173/a/?x=1"),
        ("https://www.example.org", "http://127.0.0.1:4173/"),
        ("http://[", "http://["),
    ],
)
def test_the_address_of_a_page_on_the_server_that_was_started(address: str, expected: str) -> None:
    assert _moved(address, "http://127.0.0.1:4173/start") == expected


def test_the_index_of_a_built_site_is_read_from_its_preview() -> None:
    """Never from the web, where the addresses in it lead."""
    own = Own({"/s.xml": index("https://www.example.org/one.xml"), "/one.xml": urls("https://www.example.org/a")})
    with own.site as site:
        served = site.address("/")
        one = listed(site.address("/s.xml"), timeout=5, placed=lambda address: _moved(address, served))
        assert list(one.addresses) == [site.address("/a")]


PAGE = '<!doctype html><html lang="en"><title>Desk</title><h1>Desk</h1>'


def test_check_takes_a_sitemap(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    own = Own({"/sitemap.xml": urls("{site}/a", "https://elsewhere.example/b"), "/a": answer(PAGE)})
    with own.site as site:
        assert run(["check", "--sitemap", site.address("/"), "--no-browser", "--rules", "html-title-missing"]) == 0
        errors = capfd.readouterr().err
        assert "Addresses in the sitemap: 1." in errors
        assert "on another host: 1." in errors
        assert run(["check", "--sitemap", site.address("/a"), "--no-browser"]) == 2
        assert "this is no sitemap" in capfd.readouterr().err
        assert run(["check", "--sitemap", "public/sitemap.xml", "--no-browser"]) == 2
        assert "is no address" in capfd.readouterr().err


ROBOTS = """
User-agent: otherbot
Disallow: /

User-agent: accesscheck
User-agent: friend
Disallow: /private/
Allow: /private/open$
Disallow: /*?sort=
Disallow: /*.cgi$
Crawl-delay: 2.5

User-agent: *
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/private/a", False),
        ("/private/open", True),
        ("/private/open/er", False),
        ("/%70rivate/a", False),
        ("/list?sort=up", False),
        ("/list?page=2&sort=up", True),
        ("/a.cgi", False),
        ("/a.cgi?x=1", True),
    ],
)
def test_robots_txt_is_read_as_rfc_9309_says(path: str, allowed: bool) -> None:
    robots = Robots(ROBOTS)
    assert robots.allows(f"https://www.example.org{path}") is allowed
    assert robots.delay == 2.5


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        pytest.param("", True, id="empty"),
        pytest.param("User-agent: *\nDisallow:", True, id="nothing is forbidden"),
        pytest.param("User-agent: *\nDisallow: /", False, id="all is forbidden"),
        pytest.param("User-agent: *\nDisallow: /a\nAllow: /a", True, id="both: the friendly one"),
        pytest.param("Disallow: /", True, id="a rule for nobody"),
        pytest.param("<html><title>Not found</title>", True, id="a page"),
        pytest.param("User-agent: *\nUser-agent: x\nDisallow: /a*b*c$", True, id="stars that do not fit"),
    ],
)
def test_robots_txt_of_every_kind(text: str, allowed: bool) -> None:
    assert Robots(text).allows("https://www.example.org/a") is allowed
