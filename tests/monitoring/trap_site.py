"""A site of 200 pages with everything in it that a crawl can fall into, on a free port of this machine."""

import gzip
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

LARGE = 3_000_000
"""Size of the document, in bytes."""


def expected() -> set[str]:
    """The paths of the 200 pages, and no others."""
    sections = {f"/afdeling/{number}/" for number in range(1, 10)}
    items = {f"/afdeling/{number}/pagina-{item}.html" for number in range(1, 10) for item in range(1, 10)}
    odd = {
        "/lijst?a=1&b=2",
        "/druk",
        "/basis/diep/pagina",
        "/basis/doel.html",
        "/kapot",
        "/kapot/doel",
        "/oud",
        "/koek",
    }
    linked = {"/", *sections, *items, *odd}
    listed = {f"/archief/stuk-{number}" for number in range(200 - len(linked))}
    return linked | listed


class TrapSite:
    """The site, for the time of a `with`. `requests` are the hosts and paths that were asked for, in their order."""

    def __init__(self, *, crawl_delay: float = 0.05) -> None:
        self.requests: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.sent = 0
        self.crawl_delay = crawl_delay
        self.busy = Counter[str]()
        self.ended = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.site = self  # type: ignore[attr-defined]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self.port = self._server.server_address[1]

    def __enter__(self) -> "TrapSite":
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.ended.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def address(self, path: str = "/") -> str:
        """The whole address of a path."""
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths that were asked for."""
        return [path for _, path in self.requests]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        site: TrapSite = self.server.site  # type: ignore[attr-defined]
        site.requests.append((self.headers["Host"], self.path))
        site.agents.add(self.headers["User-Agent"])
        split = urlsplit(self.path)
        try:
            self._answer(site, split.path, parse_qs(split.query))
        except OSError:
            self.close_connection = True

    def _answer(self, site: TrapSite, path: str, query: dict[str, list[str]]) -> None:
        whole = path + (f"?{urlsplit(self.path).query}" if query else "")
        bare = path.partition(";")[0]
        redirects = {"/r1": "/r2", "/r2": "/r3", "/r3": "/oud", "/a": "/b", "/b": "/a", "/zelf": "/zelf"}
        redirects |= {"/weg": f"http://localhost:{site.port}/elders", "/geheim": "/private/omweg"}
        if path == "/robots.txt":
            lines = ["User-agent: *", "Disallow: /private/", f"Crawl-delay: {site.crawl_delay}"]
            self._send("\n".join([*lines, f"Sitemap: {site.address('/kaart.xml')}"]), "text/plain")
        elif path == "/kaart.xml":
            entries = "".join(
                f"<sitemap><loc>{site.address(one)}</loc></sitemap>"
                for one in ("/kaart-1.xml.gz", "/kaart-2.xml", "/private/kaart.xml")
            )
            self._send(f'<sitemapindex xmlns="{_SITEMAPS}">{entries}</sitemapindex>', "application/xml")
        elif path in ("/kaart-1.xml.gz", "/kaart-2.xml"):
            self._sitemap(site, path)
        elif path in redirects:
            self._send("", status=302, headers={"Location": redirects[path]})
        elif path == "/koek" and "koek=ja" not in (self.headers["Cookie"] or ""):
            self._send("", status=302, headers={"Location": "/koek", "Set-Cookie": "koek=ja; Path=/"})
        elif path == "/druk" and not site.busy["druk"]:
            site.busy["druk"] += 1
            self._send("Later", status=429, headers={"Retry-After": "1"})
        elif path == "/traag":
            site.ended.wait()
            self._page(path)
        elif path == "/folder.pdf":
            self._document(site)
        elif path == "/bijlage":
            disposition = 'attachment; filename="verslag.docx"'
            self._send("x" * 5000, "application/octet-stream", headers={"Content-Disposition": disposition})
        elif path == "/gegevens":
            self._send('{"link": "/json-doel"}', "application/json")
        elif path == "/stuk":
            self._send("Kapot", status=500)
        elif path == "/kalender":
            self._calendar(query)
        elif path == "/nieuws":
            self._page(whole, f"/nieuws?page={int(query.get('page', ['1'])[0]) + 1}")
        elif path == "/zoek":
            names = ("kleur", "maat", "prijs", "soort")
            chosen = {name: values[0] for name, values in query.items()}
            ways = [chosen | {name: str(value)} for name in names for value in range(4)]
            links = ["/zoek?" + "&".join(f"{name}={value}" for name, value in way.items()) for way in ways]
            self._page(whole, *links)
        elif path.startswith("/herhaal/"):
            self._page(path, "herhaal/")
        elif (bare if not query else whole) in expected() or path in _VARIANTS:
            self._planned(site, bare, whole)
        elif whole in ("/lijst?b=2&a=1", "/lijst?a=1&b=2"):
            self._page("/lijst?a=1&b=2")
        elif path.startswith(("/private/", "/uitloggen", "/elders")):
            self._page(path)
        else:
            self._send("Niet gevonden", status=404)

    def _planned(self, site: TrapSite, path: str, whole: str) -> None:
        if path == "/":
            self._page("/", *_home(site))
        elif path == "/basis/diep/pagina":
            self._page(path, "doel.html", head='<base href="/basis/">')
        elif path == "/kapot":
            self._send(
                '<title>Kapot<body><h1>Kapot</p><div <a href="/kapot/doel">Verder<table><td></b>'.replace(
                    "<title>Kapot", "<title>Kapot</title>"
                ).replace("<div <a", "<div><b><a")
            )
        elif path == "/afdeling/3/pagina-1.html":
            self._page(path, head=f'<link rel="canonical" href="{path}">')
        elif path.startswith("/afdeling/") and path.endswith("/"):
            self._page(path, *(f"pagina-{item}.html" for item in range(1, 10)), "/")
        else:
            self._page(path, "/", "#top")

    def _calendar(self, query: dict[str, list[str]]) -> None:
        year, month = (int(part) for part in query.get("maand", ["2026-11"])[0].split("-"))
        after, before = (year * 12 + month, year * 12 + month - 2)
        ways = [f"/kalender?maand={count // 12}-{count % 12 + 1:02}" for count in (after, before)]
        self._page(f"/kalender?maand={year}-{month:02}", *ways)

    def _document(self, site: TrapSite) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/pdf")
        self.send_header("Content-Length", str(LARGE))
        self.send_header("Last-Modified", "Mon, 02 Nov 2026 08:00:00 GMT")
        self.end_headers()
        for _ in range(LARGE // 100_000):
            self.wfile.write(b"%" * 100_000)
            site.sent += 100_000
            time.sleep(0.02)

    def _sitemap(self, site: TrapSite, path: str) -> None:
        pages = sorted(one for one in expected() if one.startswith("/archief/"))
        named = pages[::2] if path == "/kaart-1.xml.gz" else [*pages[1::2], "/", "/private/verborgen"]
        text = "".join(f"<url><loc>{site.address(one)}</loc></url>" for one in named)
        content = f'<urlset xmlns="{_SITEMAPS}">{text}</urlset>'.encode()
        self._send(gzip.compress(content) if path.endswith(".gz") else content, "application/gzip")

    def _page(self, name: str, *links: str, head: str = "") -> None:
        shown = "".join(f"<li><a href='{link}'>Naar {link}</a></li>" for link in links)
        self._send(
            f"<!doctype html><html lang='nl-BE'><head><title>Pagina {name}</title>{head}</head>"
            f"<body><header>Stad</header><main><h1>Pagina {name}</h1><ul>{shown}</ul></main></body></html>"
        )

    def _send(
        self,
        body: str | bytes,
        media_type: str = "text/html; charset=utf-8",
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        for name, value in {"Content-Type": media_type, "Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: Any) -> None:
        return


_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_VARIANTS = {*expected(), "/afdeling/1/pagina-1.html;jsessionid=1A2B3C", "/afdeling/3/pagina-1.html"}


def _home(site: TrapSite) -> list[str]:
    return [
        *(f"/afdeling/{number}/" for number in range(1, 10)),
        "/lijst?b=2&amp;a=1",
        "/lijst?a=1&amp;b=2",
        "/afdeling/1/?utm_source=brief&amp;utm_medium=mail",
        "/afdeling/2/?fbclid=abc123",
        "/afdeling/1/pagina-1.html;jsessionid=1A2B3C",
        "/afdeling/1/pagina-2.html?PHPSESSID=5f3a",
        "/afdeling/3/pagina-1.html?druk=1",
        "/r1",
        "/a",
        "/zelf",
        "/weg",
        "/geheim",
        "/koek",
        "/druk",
        "/ontbreekt",
        "/stuk",
        "/traag",
        "/folder.pdf",
        "/bijlage",
        "/gegevens",
        "/foto.jpg",
        "/kalender",
        "/nieuws",
        "/zoek",
        "/herhaal/",
        "/private/dossier",
        "/uitloggen",
        "/basis/diep/pagina",
        "/kapot",
        f"http://localhost:{site.port}/elders",
        "mailto:stad@example.org",
        "tel:+3211223344",
        "javascript:void(0)",
        "http://[kapot",
        "#inhoud",
    ]
