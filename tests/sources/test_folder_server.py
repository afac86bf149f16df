"""A built site in a folder is shown as its visitors will have it."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from accesscheck.audit import AuditOptions, check
from accesscheck.sources.folder_server import FolderServer

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title><link rel="stylesheet" href="/css/site.css"></head>
<body><h1>{title}</h1><p class="grey">Open on Monday.</p><img src="/img/plan.svg" alt="Plan"><p id="where"></p>
<script>document.getElementById("where").textContent = location.pathname</script></body></html>"""


@pytest.fixture
def public(tmp_path: Path) -> Path:
    folder = tmp_path / "public"
    for name in ("css", "img", "about", "news.d"):
        (folder / name).mkdir(parents=True)
    for name in ("index", "about/index", "contact", "news.d"):
        (folder / f"{name}.html").write_text(PAGE.format(title=name), encoding="utf-8")
    (folder / "css" / "site.css").write_text(".grey { color: #ddd; background: #fff }", encoding="utf-8")
    (folder / "img" / "plan.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    (tmp_path / "secret.html").write_text("outside", encoding="utf-8")
    return folder


@pytest.fixture
def served(public: Path) -> Iterator[FolderServer]:
    server = FolderServer(public)
    yield server
    server.close()


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        ("/", 200, "index"),
        ("/index.html", 200, "index"),
        ("/about/", 200, "about/index"),
        ("/about", 200, "about/index"),
        ("/contact.html", 200, "contact"),
        ("/contact", 200, "contact"),
        ("/contact?x=1#y", 200, "contact"),
        ("/css/site.css", 200, None),
        ("/css/", 404, None),
        ("/nothing", 404, None),
        ("/../secret", 404, None),
        ("/%2e%2e/secret", 404, None),
    ],
)
def test_paths_of_a_built_site(served: FolderServer, public: Path, path: str, status: int, title: str | None) -> None:
    root = served.address_of(public / "index.html").rstrip("/")
    response = httpx.get(f"{root}{path}", follow_redirects=True, trust_env=False)
    assert response.status_code == status
    if title is not None:
        assert f"<title>{title}</title>" in response.text


@pytest.mark.parametrize(
    ("name", "path"), [("index.html", "/"), ("about/index.html", "/about/"), ("contact.html", "/contact.html")]
)
def test_a_page_has_the_address_that_visitors_have(served: FolderServer, public: Path, name: str, path: str) -> None:
    assert served.address_of(public / name).partition("127.0.0.1")[2].partition("/")[2] == path[1:]


@pytest.mark.browser
def test_every_page_of_a_built_site_has_its_styles(public: Path) -> None:
    options = AuditOptions(rules=("axe-color-contrast", "axe-image-alt"), strict=True, keep_text=True)
    pages = {
        Path(page.address).relative_to(public).as_posix(): page for page in check(str(public), options=options).pages
    }
    assert sorted(pages) == ["about/index.html", "contact.html", "index.html", "news.d.html"]
    assert {finding.rule_id for page in pages.values() for finding in page.findings} == {"axe-color-contrast"}
    assert "/about/" in (pages["about/index.html"].text or "").split()
