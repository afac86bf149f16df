"""The pages that links lead to, from real servers."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from servers import Answer, Handler, Site, answer, redirect

from accesscheck.cli.app import run
from accesscheck.sources.links import PAUSE, crawled


def page(*links: str, head: str = "") -> Answer:
    """A page with links."""
    return answer(f"<!doctype html><title>Desk</title>{head}{''.join(f'<a href={link!r}>Go</a>' for link in links)}")


def chain(length: int) -> dict[str, Answer]:
    """Pages that each lead to the next."""
    return {f"/{number}": page(f"/{number + 1}") for number in range(length)}


@pytest.mark.parametrize(
    ("pages", "most", "expected"),
    [
        pytest.param(chain(9), 4, ["/0", "/1", "/2", "/3"], id="until there are enough"),
        pytest.param(
            {"/0": page("/a", "/b"), "/a": page("/c"), "/b": page("/d"), "/c": page(), "/d": page()},
            9,
            ["/0", "/a", "/b", "/c", "/d"],
            id="nearest first",
        ),
        pytest.param(
            {"/0": page("/0", "#top", "/a#b", "a", "/a?utm_source=x"), "/a": page("/0")}, 9, ["/0", "/a"], id="once"
        ),
        pytest.param(
            {"/0": page("/a?x=1&y=2", "/a?y=2&x=1", "/a/"), "/a?x=1&y=2": page(), "/a/": page()},
            9,
            ["/0", "/a?x=1&y=2", "/a/"],
            id="the order of a query makes no other page",
        ),
        pytest.param(
            {"/0": page("/a"), "/a": redirect("/b"), "/b": page("/a")}, 9, ["/0", "/b"], id="a page that moved"
        ),
        pytest.param(
            {"/0": page("/a"), "/a": redirect("/a")}, 9, ["/0", "/a"], id="a page in a circle is for the report"
        ),
        pytest.param({"/0": page("/gone", "/a"), "/a": page()}, 9, ["/0", "/a"], id="a link to nothing"),
        pytest.param({"/0": page("/a"), "/a": answer("", status=500)}, 9, ["/0", "/a"], id="a page that breaks down"),
        pytest.param({"/0": page("/a"), "/a": answer("", status=401)}, 9, ["/0", "/a"], id="a page behind a login"),
        pytest.param(
            {"/0": page("/a.pdf", "/a"), "/a.pdf": page(), "/a": answer("{}", "application/json")},
            9,
            ["/0"],
            id="files",
        ),
        pytest.param(
            {"/0": page("mailto:a@b.example", "tel:1", "javascript:go()", "http://[", "")}, 9, ["/0"], id="no addresses"
        ),
        pytest.param(
            {"/0": page("sub", head='<base href="/deep/">'), "/deep/sub": page()}, 9, ["/0", "/deep/sub"], id="a base"
        ),
        pytest.param({"/0": page("http://localhost:1/", "//127.0.0.1:1/")}, 9, ["/0"], id="other hosts"),
        pytest.param(
            {"/robots.txt": answer("User-agent: *\nDisallow: /"), **chain(2)}, 2, ["/0", "/1"], id="ours to crawl"
        ),
        pytest.param({}, 9, ["/0"], id="a start that is not there"),
    ],
)
def test_what_links_lead_to(pages: dict[str, Answer], most: int, expected: list[str]) -> None:
    with Site(pages) as site:
        found = [one.removeprefix(site.address("")) for one in crawled([site.address("/0")], most, timeout=5)]
    assert found == expected


@pytest.mark.parametrize(
    ("link", "followed"),
    [
        ("/logout", False),
        ("/user/log-out?x=1", False),
        ("/sign_out", False),
        ("/?action=logout", False),
        ("/uitloggen", False),
        ("/déconnexion", False),
        ("/deconnexion.php", False),
        ("/abmelden/", False),
        ("/page/7/delete", False),
        ("/asbest-verwijderen-uit-je-huis", True),
        ("/blogout", True),
        ("/logoutfit", True),
    ],
)
def test_links_that_act_are_not_followed(link: str, followed: bool) -> None:
    asked: list[str] = []

    def note(handler: Handler) -> None:
        asked.append(handler.path)
        page()(handler)

    class Any(dict[str, Answer]):
        def __contains__(self, path: object) -> bool:
            return True

        def __missing__(self, path: str) -> Answer:
            return note

    with Site(Any({"/": page(link)})) as site:
        list(crawled([site.address("/")], 5, timeout=5))
    assert bool(asked) is followed


def test_what_is_a_download_is_not_followed() -> None:
    with Site({"/": answer("<a href=/a download>Save</a>"), "/a": page()}) as site:
        assert list(crawled([site.address("/")], 5, timeout=5)) == [site.address("/")]


def test_all_starts_are_pages_and_sites_take_turns() -> None:
    with Site(chain(5)) as one, Site(chain(5)) as other:
        starts = [one.address("/0"), other.address("/0")]
        found = [urlsplit(address) for address in crawled(starts, 4, timeout=5)]
    ports = [urlsplit(start).port for start in starts]
    assert [(found.index(split), split.port, split.path) for split in found][:2] == [
        (0, ports[0], "/0"),
        (1, ports[1], "/0"),
    ]


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Callable[[Site], None]:
    """Lets a server of ours be every host that is not on this machine."""

    def use(site: Site) -> None:
        for name in ("HTTP_PROXY", "http_proxy"):
            monkeypatch.setenv(name, site.address(""))
        for name in ("NO_PROXY", "no_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.delenv(name, raising=False)

    return use


def _crawled_elsewhere(robots: Answer, proxy: Callable[[Site], None]) -> tuple[list[str], list[float]]:
    host = "http://town.example"
    pages = {
        f"{host}/robots.txt": robots,
        f"{host}/": page("/a", "/private/b", "http://www.town.example/c", "http://other.example/d"),
        f"{host}/a": redirect("http://other.example/e"),
        f"{host}/private/b": page(),
        "http://www.town.example/c": page(),
        "http://other.example/d": page(),
        "http://other.example/e": page(),
    }
    waits: list[float] = []
    with Site(pages) as site:
        proxy(site)
        return list(crawled([f"{host}/"], 9, timeout=5, pause=waits.append)), waits


@pytest.mark.parametrize(
    ("robots", "expected", "pause"),
    [
        pytest.param(
            answer("User-agent: *\nDisallow: /private/"),
            ["http://town.example/", "http://www.town.example/c"],
            PAUSE,
            id="what it forbids is left alone",
        ),
        pytest.param(
            answer("User-agent: accesscheck\nCrawl-delay: 7"),
            ["http://town.example/", "http://town.example/private/b", "http://www.town.example/c"],
            7.0,
            id="a longer pause",
        ),
        pytest.param(
            answer("", status=404),
            ["http://town.example/", "http://town.example/private/b", "http://www.town.example/c"],
            PAUSE,
            id="no robots.txt",
        ),
        pytest.param(answer("", status=503), ["http://town.example/"], PAUSE, id="a robots.txt that breaks down"),
    ],
)
def test_a_site_of_another_is_crawled_politely(
    robots: Answer, expected: list[str], pause: float, proxy: Callable[[Site], None]
) -> None:
    found, waits = _crawled_elsewhere(robots, proxy)
    assert found == expected
    assert set(waits) <= {pause, PAUSE}
    assert (pause in waits) is (len(expected) > 1)


def test_check_crawls(capfd: pytest.CaptureFixture[str]) -> None:
    with Site({"/": page("/a"), "/a": page("/b"), "/b": page()}) as site:
        code = run(["check", site.address("/"), "--crawl", "2", "--no-browser", "--rules", "html-title-missing"])
        assert code == 0
        out, errors = capfd.readouterr()
        assert "until there are 2 pages" in errors
        assert site.address("/a") in out
        assert site.address("/b") not in out
