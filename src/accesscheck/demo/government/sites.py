"""The pages of a site, as files."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from accesscheck.demo.government.barriers import BARRIERS
from accesscheck.demo.government.world import Site, World

if TYPE_CHECKING:
    from jinja2 import Environment

Texts = Mapping[str, Any]

_PHOTO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="120" viewBox="0 0 240 120">'
    '<rect width="240" height="120" fill="#cfe3f5"/><path d="M0 120l80-70 60 50 40-30 60 50z" fill="#20603d"/></svg>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of a site. `kind` is its template, `short` what a list of links calls it, `menu` what the menu does."""

    key: str
    kind: str
    path: str
    title: str
    short: str
    menu: str
    text: Texts


def pages_of(world: World, key: str, year: int) -> tuple[Page, ...]:
    """The pages of a site in a year, its home page first."""
    site = world.site(key)
    return tuple(_page(site, page, year) for page in world.pages(key, year))


def write(world: World, key: str, year: int, folder: Path, *, address: str) -> None:
    """Write a site as it is in a year, with its barriers; `address` is where it is served, and ends in a slash."""
    site = world.site(key)
    pages = pages_of(world, key, year)
    for page in pages:
        path = folder / page.path.lstrip("/")
        path = path / "index.html" if page.path.endswith("/") else path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_html(site, page, pages, world.barriers(key, page.key, year)), encoding="utf-8")
    (folder / "site.css").write_text(files(__package__).joinpath("templates/site.css").read_text("utf-8"), "utf-8")
    (folder / "foto.svg").write_text(_PHOTO, encoding="utf-8")
    (folder / "robots.txt").write_text(f"User-agent: *\nAllow: /\n\nSitemap: {address}sitemap.xml\n", encoding="utf-8")
    (folder / "sitemap.xml").write_text(_sitemap(address, pages), encoding="utf-8")


def _sitemap(address: str, pages: tuple[Page, ...]) -> str:
    places = "".join(f"<url><loc>{address}{page.path.lstrip('/')}</loc></url>\n" for page in pages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{places}</urlset>\n'
    )


def _page(site: Site, key: str, year: int) -> Page:
    texts = _texts(site.language)
    words, topic = texts["words"], texts["topics"][site.topic]
    if key == "home":
        home = words["to_home"]
        return Page(key=key, kind="home", path="/", title=site.name, short=home, menu=home, text=topic)
    if key.startswith("service-"):
        service = topic["services"][int(key.removeprefix("service-")) - 1]
        title = service["title"]
        path = f"/{words['service_folder']}/{service['slug']}.html"
        return Page(key=key, kind="service", path=path, title=title, short=title, menu="", text=service)
    if key == "news":
        news = topic["news"]
        title = news["title"].format(year=year)
        path = f"/{words['news_folder']}/{news['slug']}-{year}.html"
        return Page(key=key, kind="news", path=path, title=title, short=title, menu="", text=news)
    if key.startswith("job-"):
        return _vacancy(texts, site, key, year)
    text = _filled(texts[key], mail=_mail(site))
    path = f"/{text['slug']}.html"
    return Page(key=key, kind=key, path=path, title=text["title"], short=text["title"], menu=text["menu"], text=text)


def _vacancy(texts: Texts, site: Site, key: str, year: int) -> Page:
    job = texts["jobs"][key.removeprefix("job-")]
    low, high = job["pay"]
    text = _filled(texts["vacancy"], job=job["title"], year=year, mail=_mail(site), low=low, high=high)
    path = f"/{texts['jobs_page']['slug']}/{job['slug']}.html"
    short = job["title"][0].upper() + job["title"][1:]
    return Page(
        key=key, kind="vacancy", path=path, title=text["title"], short=short, menu="", text={**text, "job": job}
    )


def _mail(site: Site) -> str:
    return f"info@{site.key.lower()}.nergenland.example"


def _filled(texts: Texts, **values: object) -> Texts:
    return {name: text.format(**values) if isinstance(text, str) else text for name, text in texts.items()}


def _html(site: Site, page: Page, pages: tuple[Page, ...], barriers: tuple[str, ...]) -> str:
    texts = _texts(site.language)
    return _environment().get_template("page.html.jinja").render(
        site=site,
        page=page,
        pages=pages,
        menu=[one for one in pages if one.menu],
        services=[one for one in pages if one.kind == "service"],
        news=next((one for one in pages if one.kind == "news"), None),
        jobs=[one for one in pages if one.kind == "vacancy"],
        job=page.text.get("job"),
        topic=texts["topics"][site.topic],
        text=page.text,
        words=texts["words"],
        says=texts["barriers"],
        barriers=[one for one in BARRIERS if one in barriers],
        parts={key: one.heading for key, one in BARRIERS.items() if one.place == "part"},
    )  # fmt: skip


@functools.cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@functools.cache
def _texts(language: str) -> Texts:
    import yaml

    content = files(__package__).joinpath(f"texts/{language}.yml").read_text(encoding="utf-8")
    texts: Texts = yaml.safe_load(content)
    return texts
