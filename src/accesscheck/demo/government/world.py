"""The government as data: its bodies, products, pages and vacancies over three years, and the barriers in them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files

from accesscheck.model.entity import Entity
from accesscheck.model.product import Exemption, Kind, Product

YEARS = (2024, 2025, 2026)
LEFT_OUT = ("html-fake-list", "wording-*-missing")
"""Rules that the method of the first year did not have yet, with * and ?. A snapshot holds all that they look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site of a product. `topic` is the key of its texts; `pages` are what it always has; `down` is the year in
    which it does not answer."""

    key: str
    name: str
    language: str
    topic: str
    look: str
    pages: tuple[str, ...]
    down: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A vacancy, and the first and the last year in which it is on the site."""

    site: str
    job: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A barrier on a page, and the first and the last year in which it is there."""

    site: str
    page: str
    barrier: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All of it. `products` have no addresses yet: those are known when the sites are served."""

    years: tuple[int, ...]
    entities: tuple[Entity, ...]
    products: tuple[Product, ...]
    sites: tuple[Site, ...]
    openings: tuple[Opening, ...]
    planted: tuple[Planted, ...]

    def site(self, key: str) -> Site:
        """The site of a product. KeyError without one."""
        return {one.key: one for one in self.sites}[key]

    def pages(self, key: str, year: int) -> tuple[str, ...]:
        """The keys of the pages that a site has in a year: `news` is a page of that year alone."""
        jobs = tuple(f"job-{one.job}" for one in self.openings if one.site == key and one.first <= year <= one.last)
        return self.site(key).pages + jobs

    def barriers(self, key: str, page: str, year: int) -> tuple[str, ...]:
        """The barriers on a page of a site in a year."""
        return tuple(
            one.barrier for one in self.planted if (one.site, one.page) == (key, page) and one.first <= year <= one.last
        )

    def left_out(self, year: int) -> tuple[str, ...]:
        """The rules that were not looked at in a year, with * and ?."""
        return LEFT_OUT if year == self.years[0] else ()


def government(*, short: bool = False) -> World:
    """The whole government; or, in short, one domain in its last two years."""
    whole = World(
        years=YEARS,
        entities=_ENTITIES,
        products=_PRODUCTS,
        sites=_SITES,
        openings=_OPENINGS,
        planted=_planted(),
    )
    return _shortened(whole) if short else whole


_SHORT = frozenset({"S12", "S14", "S15", "S17"})


def _shortened(world: World) -> World:
    products = tuple(one for one in world.products if one.key in _SHORT)
    bodies = {one.entity for one in products}
    return replace(
        world,
        years=YEARS[1:],
        entities=tuple(one for one in world.entities if one.key in bodies),
        products=products,
        sites=tuple(one for one in world.sites if one.key in _SHORT),
        openings=tuple(one for one in world.openings if one.site in _SHORT),
        planted=tuple(one for one in world.planted if one.site in _SHORT),
    )


def _names(nl: str, fr: str, en: str, de: str) -> Mapping[str, str]:
    return {"nl": nl, "fr": fr, "en": en, "de": de}


_GREEN, _LEARN, _LIVE, _CARE = "Water en groen", "Werk en leren", "Wonen en straten", "Zorg en gezin"

_ENTITIES = (
    Entity(
        key="NGL001",
        names=_names(
            "Agentschap Stille Waters", "Agence des Eaux tranquilles", "Still Waters Agency", "Agentur Stille Wasser"
        ),
        level="regional",
        domain=_GREEN,
        clusters=("environment",),
        contact_name="Contactpunt Stille Waters",
        contact_email="contact@stille-waters.example",
    ),
    Entity(
        key="NGL002",
        names=_names(
            "Dienst Bossen en Bermen",
            "Service des Bois et des Talus",
            "Woods and Verges Service",
            "Dienst Wald und Wegrand",
        ),
        level="regional",
        domain=_GREEN,
        clusters=("environment", "recreation-culture"),
        contact_email="contact@bossen-en-bermen.example",
    ),
    Entity(
        key="NGL003",
        names=_names(
            "Bureau voor Regen en Mist",
            "Bureau de la Pluie et de la Brume",
            "Bureau of Rain and Mist",
            "Büro für Regen und Nebel",
        ),
        level="public-law-body",
        domain=_GREEN,
        clusters=("environment",),
        contact_email="contact@regen-en-mist.example",
    ),
    Entity(
        key="NGL004",
        names=_names(
            "Agentschap Werk Nergenland", "Agence Travail Nullepart", "Nowhereland Work Agency", "Agentur Nirgendarbeit"
        ),
        level="regional",
        domain=_LEARN,
        clusters=("employment-taxes",),
        contact_email="contact@werk-nergenland.example",
    ),
    Entity(
        key="NGL005",
        names=_names("Huis van de Wijze Uil", "Maison du Sage Hibou", "House of the Wise Owl", "Haus der Weisen Eule"),
        level="public-law-body",
        domain=_LEARN,
        clusters=("education",),
        contact_email="contact@wijze-uil.example",
    ),
    Entity(
        key="NGL006",
        names=_names(
            "Instituut voor Goede Vragen",
            "Institut des Bonnes Questions",
            "Institute for Good Questions",
            "Institut für Gute Fragen",
        ),
        level="state",
        domain=_LEARN,
        clusters=("education", "recreation-culture"),
        contact_email="contact@goede-vragen.example",
    ),
    Entity(
        key="NGL007",
        names=_names(
            "Gemeente Nergenhuizen", "Commune de Nullemaison", "Municipality of Nowherehouses", "Gemeinde Nirgendhausen"
        ),
        level="local",
        domain=_LIVE,
        clusters=("housing-community", "recreation-culture"),
        contact_email="contact@nergenhuizen.example",
    ),
    Entity(
        key="NGL008",
        names=_names(
            "Dienst Kromme Paden", "Service des Chemins tordus", "Crooked Paths Service", "Dienst Krumme Pfade"
        ),
        level="regional",
        domain=_LIVE,
        clusters=("transport",),
        contact_email="contact@kromme-paden.example",
        valid_to=2025,
        successors=("NGL013",),
    ),
    Entity(
        key="NGL009",
        names=_names(
            "Dienst Rechte Straten", "Service des Rues droites", "Straight Streets Service", "Dienst Gerade Straßen"
        ),
        level="regional",
        domain=_LIVE,
        clusters=("transport", "public-order-safety"),
        contact_email="contact@rechte-straten.example",
        valid_to=2025,
        successors=("NGL013",),
    ),
    Entity(
        key="NGL010",
        names=_names("Agentschap Zachte Zorg", "Agence des Soins doux", "Gentle Care Agency", "Agentur Sanfte Pflege"),
        level="regional",
        domain=_CARE,
        clusters=("health", "social-protection"),
        contact_email="contact@zachte-zorg.example",
    ),
    Entity(
        key="NGL011",
        names=_names(
            "Gezinsfonds Nergenland",
            "Fonds des familles de Nullepart",
            "Nowhereland Family Fund",
            "Nirgendfamilienfonds",
        ),
        level="public-law-body",
        domain=_CARE,
        clusters=("social-protection",),
        contact_email="contact@gezinsfonds.example",
    ),
    Entity(
        key="NGL012",
        names=_names(
            "Raad van Overmorgen", "Conseil d’Après-demain", "Council of the Day after Tomorrow", "Rat von Übermorgen"
        ),
        level="state",
        domain=_CARE,
        contact_email="contact@overmorgen.example",
    ),
    Entity(
        key="NGL013",
        names=_names(
            "Agentschap Paden en Straten",
            "Agence des Chemins et des Rues",
            "Paths and Streets Agency",
            "Agentur Pfade und Straßen",
        ),
        level="regional",
        domain=_LIVE,
        clusters=("transport", "public-order-safety"),
        contact_email="contact@paden-en-straten.example",
        valid_from=2026,
    ),
)

_WEBSITE = _names("website", "site web", "website", "Website")
_JOBS = _names("vacatures", "offres d’emploi", "vacancies", "Stellenangebote")


def _product(
    key: str,
    entity: str,
    kind: Kind,
    of: Mapping[str, str] = _WEBSITE,
    *,
    audience: int = 10_000,
    technology: str = "",
    planned: date | None = None,
    last: int | None = None,
    first: int | None = None,
) -> Product:
    body = next(one for one in _ENTITIES if one.key == entity)
    return Product(
        key=key,
        entity=entity,
        kind=kind,
        names={language: f"{name} – {of[language]}" for language, name in body.names.items()},
        owner=body.name("nl"),
        audience=audience,
        technology=technology,
        planned=planned,
        valid_from=first,
        valid_to=last,
    )


def _carried(key: str, before: str, kind: Kind, of: Mapping[str, str], audience: int) -> tuple[Product, Product]:
    """A product of a body that merged, in its two spans of years."""
    return (
        _product(key, before, kind, of, audience=audience, last=2025),
        _product(key, "NGL013", kind, of, audience=audience, first=2026),
    )


_PRODUCTS = (
    _product("S01", "NGL001", "website", audience=120_000, technology="Drupal"),
    _product(
        "S02", "NGL001", "subsite", _names("site in het Frans", "site en français", "site in French", "Französisch")
    ),
    _product("S03", "NGL001", "web-application", _names("ligplaatsen", "places de bateau", "moorings", "Bootsplätze")),
    _product("S04", "NGL002", "website", audience=64_000, planned=date(2027, 6, 30)),
    _product("S05", "NGL002", "vacancy-channel", _JOBS, audience=9_000),
    _product("S06", "NGL004", "website", audience=480_000, technology="WordPress"),
    _product("S07", "NGL004", "vacancy-channel", _JOBS, audience=210_000),
    _product(
        "S08", "NGL004", "subsite", _names("site in het Engels", "site en anglais", "site in English", "Englisch")
    ),
    _product("S09", "NGL005", "website", audience=75_000),
    _product("S10", "NGL005", "subsite", _names("lessen", "cours", "courses", "Kurse"), audience=22_000),
    _product("S11", "NGL006", "website", audience=18_000),
    _product("S12", "NGL007", "website", audience=150_000, technology="Drupal"),
    _product(
        "S13", "NGL007", "subsite", _names("bibliotheek", "bibliothèque", "library", "Bibliothek"), audience=30_000
    ),
    _product("S14", "NGL007", "subsite", _names("site in het Duits", "site en allemand", "site in German", "Deutsch")),
    *_carried("S15", "NGL008", "website", _WEBSITE, 41_000),
    *_carried("S16", "NGL009", "website", _WEBSITE, 88_000),
    *_carried("S17", "NGL009", "vacancy-channel", _JOBS, 12_000),
    _product("S18", "NGL010", "website", audience=260_000, planned=date(2027, 3, 31)),
    _product("S19", "NGL010", "vacancy-channel", _JOBS, audience=35_000),
    _product("S20", "NGL011", "website", audience=310_000),
    replace(
        _product("I01", "NGL004", "intranet", _names("intranet", "intranet", "intranet", "Intranet"), audience=900),
        addresses=("https://intranet.werk-nergenland.example/",),
        exemptions=(
            Exemption(
                kind="intranet-old",
                reason="Gemaakt voor 23 september 2019, en sindsdien niet vernieuwd",
                evidence="Beslissing van de directie, 12 mei 2024",
            ),
        ),
    ),
    _product("A01", "NGL010", "mobile-app", _names("app", "application", "app", "App"), audience=54_000),
)

_FIRST = ("home", "contact", "statement")
_ALL = (*_FIRST, "sitemap", "search", "form", "service-1", "service-2", "news")
_WITH_JOBS = (*_FIRST, "form", "service-1", "service-2", "news", "jobs_page")
_ABROAD = (*_FIRST, "search", "form", "service-1", "news", "jobs_page")
_FAMILIES = (*_FIRST, "sitemap", "form", "service-1", "service-2", "jobs_page")
_SUBSITE = (*_FIRST, "service-1", "service-2", "news")


def _site(
    key: str, name: str, topic: str, look: str, pages: tuple[str, ...], language: str = "nl", down: int | None = None
) -> Site:
    return Site(key=key, name=name, language=language, topic=topic, look=look, pages=pages, down=down)


_SITES = (
    _site("S01", "Stille Waters", "waters", "blue", (*_WITH_JOBS, "sitemap")),
    _site("S02", "Eaux tranquilles", "waters", "blue wide", _ABROAD, "fr"),
    _site("S03", "Een plaats voor je boot", "boat", "blue", (*_FIRST, "search", "form", "service-1")),
    _site("S04", "Bossen en Bermen", "woods", "green", _ALL),
    _site("S05", "Werken in het groen", "jobs", "green wide", (*_FIRST, "jobs_page")),
    _site("S06", "Werk Nergenland", "work", "red", _ALL),
    _site("S07", "Jobs in Nergenland", "jobs", "red", ("home", "contact", "jobs_page")),
    _site("S08", "Nowhereland Work", "work", "red wide", _ABROAD, "en"),
    _site("S09", "Wijze Uil", "learning", "grey", _ALL),
    _site("S10", "Lessen van de Wijze Uil", "courses", "grey wide", _SUBSITE, down=2025),
    _site("S11", "Goede Vragen", "questions", "blue wide", _ALL),
    _site("S12", "Nergenhuizen", "town", "red", _WITH_JOBS),
    _site("S13", "Bibliotheek Nergenhuizen", "library", "red wide", _SUBSITE),
    _site("S14", "Nirgendhausen", "town", "red", _ABROAD, "de"),
    _site("S15", "Kromme Paden", "slow-roads", "green", _ALL),
    _site("S16", "Rechte Straten", "straight-streets", "grey", _ALL),
    _site("S17", "Werken aan de straat", "jobs", "grey wide", (*_FIRST, "jobs_page")),
    _site("S18", "Zachte Zorg", "care", "green wide", _ALL),
    _site("S19", "Werken in de zorg", "jobs", "green", (*_FIRST, "jobs_page")),
    _site("S20", "Familles de Nullepart", "family", "blue", _FAMILIES, "fr"),
)  # fmt: skip


def _openings(site: str, always: str, first: str = "", later: str = "") -> tuple[Opening, ...]:
    """Jobs that are open in all years, in the first one only, and in the years after it."""
    spans = ((always, YEARS[0], YEARS[-1]), (first, YEARS[0], YEARS[0]), (later, YEARS[1], YEARS[-1]))
    return tuple(
        Opening(site=site, job=job, first=since, last=until) for jobs, since, until in spans for job in jobs.split()
    )


_OPENINGS = (
    *_openings("S01", "", "clerk", "ranger"),
    *_openings("S02", "counter gardener"),
    *_openings("S05", "gardener ranger cook", "driver", "roadworker"),
    *_openings("S07", "counter teacher cleaner driver clerk", "nurse roadworker", "gardener cook"),
    *_openings("S08", "counter cook"),
    *_openings("S12", "counter cleaner"),
    *_openings("S14", "counter gardener"),
    Opening(site="S17", job="roadworker", first=2024, last=2026),
    Opening(site="S17", job="clerk", first=2024, last=2026),
    Opening(site="S17", job="driver", first=2024, last=2026),
    Opening(site="S17", job="counter", first=2024, last=2025),
    Opening(site="S17", job="gardener", first=2026, last=2026),
    *_openings("S19", "nurse cook cleaner", "clerk", "driver"),
    *_openings("S20", "cook teacher"),
)
"""30 are open in each year."""


def _planted() -> tuple[Planted, ...]:
    lines = files(__package__).joinpath("barriers.csv").read_text(encoding="utf-8").splitlines()
    return tuple(
        Planted(
            site=row["site"], page=row["page"], barrier=row["barrier"], first=int(row["first"]), last=int(row["last"])
        )
        for row in csv.DictReader(lines)
    )
