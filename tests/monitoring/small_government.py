"""A government of two policy domains over three years: small enough to count by hand, with what reports must tell.

- 2024 was measured by another method than 2025 and 2026, without the rule on images. It was scored again by theirs.
- In 2026 two bodies merged: the Training Agency and the Job Centre became Learn and Work, with their websites.
- The City of Merel has no product. The website of the Job Centre (W5) was down in 2026.
- On the website of the Work Agency, in 2026, a link was mended, a field without a label is new, a page is gone, and one
  was never tested before. Its vacancies are on a channel of their own.
"""

import functools
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from accesscheck import audit
from accesscheck.model.entity import Entity
from accesscheck.model.page_list import ChosenPage, ListedPage
from accesscheck.model.product import Product
from accesscheck.model.report import PageResult, Run
from accesscheck.model.stored_run import State
from accesscheck.monitoring.inventory import Records
from accesscheck.monitoring.lottery import Reason
from accesscheck.monitoring.reports.gather import Year
from accesscheck.monitoring.sample import Chosen
from accesscheck.monitoring.trends import Target
from accesscheck.store import open_store
from accesscheck.store.store import SqlStore

OLD, NEW = "rules 00000000, quick, definitions 1", "rules 11111111, quick, definitions 1"
"""The method of 2024, and that of later years."""

IMAGE, LINK, FIELD, NO_LANGUAGE = (
    "html-image-without-alternative",
    "html-empty-link",
    "html-field-without-label",
    "html-page-language-missing",
)
"""The barriers that are planted."""

RUNS: Mapping[str, tuple[int, str]] = {
    "year-2024": (2024, OLD),
    "year-2024@new": (2024, NEW),
    "year-2025": (2025, NEW),
    "year-2026": (2026, NEW),
}

_PARTS = {
    "image": '<img src="plan.png">',
    "link": '<a href="/elsewhere"></a>',
    "field": '<form><input type="text" name="number"></form>',
    "easy": (
        "<p>Je vraagt hier een nieuwe kaart aan. Je hebt je oude kaart nodig. Neem ook een foto mee. De kaart"
        " kost tien euro. Je betaalt aan het loket. De kaart ligt na een week klaar. Je krijgt daarvan een "
        "bericht. Breng dat bericht mee als je de kaart komt halen.</p><p>Het loket is open van maandag tot "
        "vrijdag. Je kunt ook een afspraak maken. Bel daarvoor naar het gratis nummer. Je kunt ons ook een "
        "brief sturen. Wij geven je binnen een week een antwoord. Is er haast bij? Zeg het dan als je belt. "
        "Dan helpen we je nog op dezelfde dag. Woon je ver van het loket? Dan sturen we de kaart met de post."
        " Dat kost drie euro meer.</p>"
    ),
    "hard": (
        "<p>Onverminderd de toepassing van de bepalingen betreffende de subsidiëring van de desbetreffende "
        "infrastructuurprojecten wordt de aanvraag tot tegemoetkoming, vergezeld van de ter zake vereiste "
        "bewijsstukken, op straffe van onontvankelijkheid ingediend bij de bevoegde administratie, die binnen"
        " een termijn van zestig kalenderdagen overgaat tot de beoordeling van de ontvankelijkheid en "
        "desgevallend bijkomende inlichtingen opvraagt.</p><p>De administratie kan, rekening houdend met de "
        "budgettaire randvoorwaarden, een met redenen omklede afwijking toestaan. De modaliteiten inzake de "
        "uitbetaling van de subsidie worden vastgesteld bij ministerieel besluit, met inachtneming van de "
        "voorschriften die van toepassing zijn op de begrotingscontrole en de administratieve organisatie. "
        "Indien de begunstigde de verplichtingen niet naleeft, wordt de toegekende tegemoetkoming geheel of "
        "gedeeltelijk teruggevorderd overeenkomstig de vigerende reglementering.</p>"
    ),
    "shuts out": (
        "<p>Wij zoeken een medewerker voor het loket. Jij bent een jonge en dynamische kracht. Nederlands is "
        "je moedertaal. Je helpt mensen die een vraag hebben. Je werkt in een team van "
        "zes.</p><h2>Solliciteren</h2><p>Stuur je brief naar werk@example.be voor 1 december.</p>"
    ),
    "open to all": (
        "<p>Wij zoeken een medewerker (m/v/x) voor het loket. Je helpt mensen die een vraag hebben. Je "
        "spreekt vlot Nederlands. Je werkt in een team van zes.</p><h2>Solliciteren</h2><p>Stuur je brief "
        "naar werk@example.be voor 1 december.</p>"
    ),
}

Pages = Mapping[str, tuple[str, ...]]
"""What is on each page of a product, by path. With `no language`, its markup does not declare one."""

SITES: Mapping[int, Mapping[str, Pages]] = {
    2024: {
        "W1": {"/": ("image", "link", "easy"), "/contact": ("field",), "/news": ("easy",)},
        "W2": {"/job-1": ("shuts out",)},
        "W3": {"/": ("no language", "easy"), "/rules": ("hard",)},
        "W4": {"/": ("field", "easy")},
        "W5": {"/": ("link", "easy")},
    },
    2025: {
        "W1": {"/": ("image", "link", "easy"), "/contact": ("field",), "/news": ("easy", "image")},
        "W2": {"/job-1": ("shuts out",), "/job-2": ("open to all",)},
        "W3": {"/": ("no language", "easy"), "/rules": ("hard",)},
        "W4": {"/": ("field", "image", "easy")},
        "W5": {"/": ("link", "easy")},
    },
    2026: {
        "W1": {"/": ("image", "field", "easy"), "/contact": (), "/map": ("image",)},
        "W2": {"/job-2": ("open to all",), "/job-3": ("shuts out",)},
        "W3": {"/": ("easy",), "/rules": ("hard",)},
        "W4": {"/": ("image", "easy")},
    },
}
"""The pages that could be read. W5 was down in 2026."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallGovernment:
    """What reports are made from; `pages` are the results that were put into the store, by run and product."""

    store: SqlStore
    inventory: Records
    plans: Mapping[int, Mapping[str, Chosen]]
    targets: tuple[Target, ...]
    pages: Mapping[str, Mapping[str, tuple[PageResult, ...]]]

    def year(self, year: int = 2026) -> Year:
        """The facts of a year."""
        return Year(self.store, self.inventory, year, plans=self.plans, targets=self.targets)


INVENTORY = Records(
    entities=(
        Entity(
            key="OVO1",
            names={
                "nl": "Agentschap Werk",
                "fr": "Agence de l’emploi",
                "en": "Work Agency",
                "de": "Agentur für Arbeit",
            },
            level="regional",
            domain="Werk",
            clusters=("employment-taxes",),
            contact_name="Ann Peeters",
            contact_email="web@werk.example",
        ),
        Entity(
            key="OVO2",
            names={"nl": "Agentschap Omgeving", "fr": "Agence de l’environnement"},
            level="regional",
            domain="Omgeving",
            clusters=("environment",),
        ),
        Entity(
            key="OVO3",
            names={"nl": "Stad Merel", "en": "City of Merel"},
            level="local",
            domain="Omgeving",
            clusters=("housing-community",),
        ),
        Entity(
            key="OVO4",
            names={"nl": "Agentschap Opleiding", "en": "Training Agency"},
            level="regional",
            domain="Werk",
            clusters=("education",),
            valid_to=2025,
            successors=("OVO6",),
        ),
        Entity(
            key="OVO5",
            names={"nl": "Jobcentrum", "en": "Job Centre"},
            level="regional",
            domain="Werk",
            clusters=("employment-taxes",),
            valid_to=2025,
            successors=("OVO6",),
        ),
        Entity(
            key="OVO6",
            names={"nl": "Leren en Werken", "en": "Learn and Work"},
            level="regional",
            domain="Werk",
            clusters=("education", "employment-taxes"),
            valid_from=2026,
        ),
    ),
    products=(
        Product(
            key="W1",
            entity="OVO1",
            kind="website",
            addresses=("https://www.werk.example/",),
            names={"nl": "Website van Werk", "en": "Website of Work"},
            audience=12_000,
        ),
        Product(
            key="W2",
            entity="OVO1",
            kind="vacancy-channel",
            addresses=("https://jobs.werk.example/",),
            names={"nl": "Vacatures van Werk", "en": "Vacancies of Work"},
            audience=3_000,
        ),
        Product(
            key="W3",
            entity="OVO2",
            kind="website",
            addresses=("https://www.omgeving.example/",),
            names={"nl": "Website van Omgeving"},
            audience=9_000,
        ),
        *(
            Product(
                key=key,
                entity=entity,
                kind="website",
                addresses=(address,),
                names={"nl": name},
                audience=1_000,
                valid_from=first,
                valid_to=last,
            )
            for key, name, address, bodies in (
                ("W4", "Website van Opleiding", "https://www.opleiding.example/", ("OVO4", "OVO6")),
                ("W5", "Website van het Jobcentrum", "https://www.jobcentrum.example/", ("OVO5", "OVO6")),
            )
            for entity, first, last in zip(bodies, (None, 2026), (2025, None), strict=True)
        ),
    ),
)

PLANS: Mapping[int, Mapping[str, Chosen]] = {
    year: {
        key: Chosen(
            key=key,
            method="in-depth" if key == "W3" else "simplified",
            choice="by-hand" if key == "W2" else "drawn",
            reason=Reason(key="by-hand", text="Many complaints") if key == "W2" else Reason(key="lot"),
        )
        for key in ("W1", "W2", "W3", "W4", "W5")
    }
    for year in (2024, 2025, 2026)
}

TARGETS = (
    Target(indicator="criteria-without-failures", year=2025, value=0.7, end_year=2030, end_value=0.95),
    Target(indicator="criteria-without-failures", year=2026, value=0.8, end_year=2030, end_value=0.95),
    Target(indicator="criteria-without-failures", level="local", year=2026, value=0.6, end_year=2030, end_value=0.9),
    Target(indicator="pages-without-failures", year=2026, value=0.75, end_year=2030, end_value=1.0),
    Target(indicator="failures-per-page", year=2026, value=1.0, end_year=2030, end_value=0.25),
    Target(indicator="vacancies-with-serious-wording", year=2026, value=0.1),
)


def build(address: str, *, without: Collection[str] = ()) -> SmallGovernment:
    """The government in a new store, but for some of its runs."""
    store = open_store(address)
    store.put_inventory(INVENTORY.entities, INVENTORY.products)
    pages = {run_id: _filled(store, run_id) for run_id in RUNS if run_id not in without}
    return SmallGovernment(store=store, inventory=INVENTORY, plans=PLANS, targets=TARGETS, pages=pages)


def new_run(run_id: str, year: int, method: str) -> Run:
    """A run of a year, begun on 2 March."""
    return Run(
        id=run_id,
        started_at=datetime(year, 3, 2, 8, tzinfo=UTC),
        accesscheck_version="0.1.0",
        axe_version="4.10.2",
        rule_set_sha256=("0" if method == OLD else "1") * 64,
        options={"depth": "quick", "browser": "False", "country": "BE"},
    )


def _filled(store: SqlStore, run_id: str) -> Mapping[str, tuple[PageResult, ...]]:
    """Put a whole year into the store."""
    year, method = RUNS[run_id]
    store.begin(new_run(run_id, year, method), year=year, method=method, rules=audit.load_rules())
    store.plan(run_id, PLANS[year])
    results = {}
    for key in PLANS[year]:
        results[key] = tuple(_results(year, key, method))
        if not results[key]:
            store.put_state(run_id, key, State.FAILED, reason="unreachable")
            continue
        store.put_page_list(run_id, key, [ListedPage(address=one.address, title=one.title) for one in results[key]])
        store.put_sample(run_id, key, _sample(results[key]))
        for page in results[key]:
            store.add(run_id, page, product=key)
        store.put_state(run_id, key, State.DONE)
    store.finish(run_id, at=datetime(year, 3, 31, 17, tzinfo=UTC))
    return results


def _sample(pages: tuple[PageResult, ...]) -> Iterator[ChosenPage]:
    """The last of several pages was drawn by lot."""
    for number, page in enumerate(pages, 1):
        if number == 1 or number < len(pages):
            yield ChosenPage(address=page.address, part="structured", reason="home" if number == 1 else "contact")
        else:
            yield ChosenPage(address=page.address, part="random", reason="random")


def _results(year: int, key: str, method: str) -> Iterator[PageResult]:
    home = next(one.addresses[0] for one in INVENTORY.products if one.key == key)
    profile = "vacancy" if key == "W2" else "web-page"
    for path, parts in SITES[year].get(key, {}).items():
        page = _audited(home.rstrip("/") + path, parts, profile, method)
        yield replace(page, fetched_at=datetime(year, 3, 3, 9, tzinfo=UTC), seconds=0.5)


@functools.cache
def _audited(address: str, parts: tuple[str, ...], profile: str, method: str) -> PageResult:
    options = audit.AuditOptions(depth="quick", without=(IMAGE,) if method == OLD else ())
    language = "" if "no language" in parts else ' lang="nl"'
    title = f"Loket {address.rpartition('/')[2]}".strip()
    html = (
        f'<!doctype html><html{language}><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><main><h1>{title}</h1>{''.join(_PARTS.get(part, '') for part in parts)}</main></body></html>"
    )
    return audit.check_html(html, address, profile=profile, options=options)
