"""A government that does not exist, of any size: its bodies, and the results of its pages, for a store.

Each body has a website and a channel of vacancies. Rules, their texts and criteria are our own; some are found often
and most seldom. Of the findings of a year a fifth is mended in the next, and as many are new; a tenth of the pages is
gone. Now and then a site is down, and in the last year some bodies are merged. The first year had another method.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import accumulate
from multiprocessing import get_context
from random import Random
from typing import Any

from accesscheck import audit
from accesscheck.model.entity import Entity
from accesscheck.model.finding import Finding, Outcome, RuleResult, UntestedReason, untested
from accesscheck.model.location import ElementLocation, Location, TextLocation, WholeDocument
from accesscheck.model.product import Product
from accesscheck.model.report import PageResult, Run
from accesscheck.model.rule import Rule, Status
from accesscheck.model.stored_run import State
from accesscheck.model.target import Target as Page
from accesscheck.monitoring.indicators import INDICATORS
from accesscheck.monitoring.inventory import Records
from accesscheck.monitoring.lottery import Reason
from accesscheck.monitoring.sample import Chosen
from accesscheck.monitoring.trends import Target
from accesscheck.store import page_rows, schema
from accesscheck.store.store import SqlStore, open_store

ON_A_PAGE, SHARED, LISTED, LAST, AT_ONCE = 10, 4, 100, 2026, 25
"""Findings on a page, those in its header and footer, pages that the crawl of a website found, the year that is
reported, and bodies that are written in one transaction."""

DOMAINS = (
    *("Cultuur", "Economie", "Financiën", "Kanselarij", "Landbouw"),
    *("Mobiliteit", "Omgeving", "Onderwijs", "Welzijn", "Werk"),
)
LEVELS = ("state", "regional", "local", "public-law-body")
CLUSTERS = ("social-protection", "health", "transport", "education", "employment-taxes", "environment")

LEVEL_RULE = "level-above-target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """`pages` are those of a body in a year: a fifth of them are vacancies."""

    bodies: int
    years: int
    pages: int

    @property
    def all_years(self) -> range:
        """The years, the last of which is reported."""
        return range(LAST - self.years + 1, LAST + 1)

    @property
    def vacancies(self) -> int:
        """Of the pages, those on the channel of vacancies."""
        return max(1, self.pages // 5)

    def merged(self, number: int) -> bool:
        """Whether a body came in the last year from two others."""
        return number % 100 == 50 and self.years > 1


def inventory(size: Size) -> Records:
    """The bodies and their products."""
    every = [_of_body(size, number) for number in range(size.bodies)]
    return Records(
        entities=tuple(one for entities, _ in every for one in entities),
        products=tuple(one for _, products in every for one in products),
    )


def _of_body(size: Size, number: int) -> tuple[list[Entity], list[Product]]:
    key = body_key(number)
    facts: dict[str, Any] = {
        "level": LEVELS[number % 4],
        "domain": DOMAINS[number % len(DOMAINS)],
        "clusters": (CLUSTERS[number % len(CLUSTERS)],),
        "contact_name": f"An Peeters {number}",
        "contact_email": f"web@body-{number}.example",
    }
    merged = size.merged(number)
    bodies = [Entity(key=key, names=_names("Agentschap", number), valid_from=LAST if merged else None, **facts)]
    spans: list[tuple[str, str, int | None, int | None]] = [(key, key, LAST if merged else None, None)]
    if merged:
        bodies += [
            Entity(key=f"{key}-{half}", names=_names(f"Dienst {half}", number), valid_to=LAST - 1, successors=(key,))
            for half in "AB"
        ]
        spans.append((f"{key}-A", f"{key}-B", None, LAST - 1))
    products = []
    for of_site, of_channel, first, last in spans:
        span: dict[str, Any] = {"audience": 500 * (number % 400 + 1), "valid_from": first, "valid_to": last}
        site, channel = products_of(number)
        address = f"https://www.body-{number}.example/"
        products += [
            Product(
                key=site, entity=of_site, kind="website", addresses=(address,), names=_names("Website", number), **span
            ),
            Product(
                key=channel,
                entity=of_channel,
                kind="vacancy-channel",
                addresses=(f"https://jobs.body-{number}.example/",),
                names=_names("Vacatures", number),
                **span,
            ),
        ]
    return bodies, products


def _names(what: str, number: int) -> dict[str, str]:
    return {"nl": f"{what} {number} van de overheid", "fr": f"{what} {number} du gouvernement"}


def body_key(number: int) -> str:
    """The key of a body."""
    return f"OVO{number:06}"


def products_of(number: int) -> tuple[str, str]:
    """The keys of the website and of the channel of vacancies of a body."""
    return f"W{number:06}", f"V{number:06}"


def plans(size: Size) -> dict[int, dict[str, Chosen]]:
    """Every product is in the sample of every year, drawn by lot."""
    chosen = {
        key: Chosen(
            key=key,
            method="simplified" if number % 20 else "in-depth",
            choice="drawn",
            reason=Reason(key="quota", quotas=("level",)),
        )
        for number in range(size.bodies)
        for key in products_of(number)
    }
    return dict.fromkeys(size.all_years, chosen)


def targets(size: Size) -> tuple[Target, ...]:
    """What is aimed at: of the first indicators, for all and for each level."""
    return tuple(
        Target(
            indicator=one.key,
            level=level,
            year=year,
            value=0.6 if one.unit == "share" else 5.0,
            end_year=2030,
            end_value=0.9 if one.unit == "share" else 1.0,
        )
        for one in INDICATORS[:4]
        for year in size.all_years
        for level in (None, *LEVELS)
    )


def run_of(size: Size, year: int) -> tuple[Run, str]:
    """The run of a year, and its method."""
    old = size.years > 1 and year == size.all_years[0]
    made = Run(
        id=f"year-{year}",
        started_at=datetime(year, 5, 1, tzinfo=UTC),
        accesscheck_version="1",
        axe_version="4",
        rule_set_sha256=("0" if old else "1") * 64,
        options={"depth": "thorough"},
    )
    return made, f"rules {made.rule_set_sha256[:8]}, thorough, definitions 1"


def begin(store: SqlStore, size: Size, year: int) -> None:
    """The run of a year, with its rules."""
    run, method = run_of(size, year)
    store.begin(run, year=year, method=method, rules=audit.load_rules())


def write(address: str, size: Size, year: int, processes: int = 2) -> None:
    """The queue, page lists, samples and results of a year, into a store that has the inventory and the run."""
    parts = [range(first, min(first + AT_ONCE, size.bodies)) for first in range(0, size.bodies, AT_ONCE)]
    begun = {"mp_context": get_context("spawn"), "initializer": _open, "initargs": (address, size)}
    with ProcessPoolExecutor(processes, **begun) as pool:
        for _ in pool.map(_write_bodies, [year] * len(parts), parts):
            pass


_opened: tuple[SqlStore, Size] | None = None


def _open(address: str, size: Size) -> None:
    global _opened
    _opened = open_store(address), size


def _write_bodies(year: int, numbers: Sequence[int]) -> None:
    assert _opened is not None
    store, size = _opened
    run_id = run_of(size, year)[0].id
    run, rule_ids = store.run(run_id), store.rule_ids(store.run(run_id), {one.id for one in audit.load_rules()})
    rows: dict[str, list[dict[str, Any]]] = {}
    places: dict[int, dict[str, Any]] = {}
    for number in numbers:
        for product, pages in results(size, number, year).items():
            known = {"run_id": run, "product_id": store.product(product)}
            state = State.DONE if pages else State.FAILED
            queued = {"state": state, "reason": None if pages else "timeout"}
            rows.setdefault("product_run", []).append(known | queued)
            for position, one in enumerate(_listed(number, pages)):
                rows.setdefault("listed_page", []).append(known | one | {"position": position})
            for position, (page_number, page) in enumerate(pages):
                identity = page_rows.identity(product, page.target)
                made = known | page_rows.page_row(page, rule_ids) | {"id": page_number, "identity": identity}
                rows.setdefault("page_result", []).append(made)
                chosen = {"part": "random" if position % 10 == 9 else "structured", "reason": "service", "params": {}}
                rows.setdefault("chosen_page", []).append(
                    known | chosen | {"position": position, "address": page.address}
                )
                rows.setdefault("finding", []).extend(
                    one | {"page_result_id": page_number} for one in page_rows.finding_rows(page, rule_ids)
                )
                places.update((one["id"], one) for one in page_rows.place_rows(page))
    with store.writing() as connection:
        for name in ("product_run", "listed_page", "chosen_page", "page_result"):
            if rows.get(name):
                connection.execute(schema.metadata.tables[name].insert(), rows[name])
        # In the same order by all who write, so that none waits for another that waits for it.
        in_order = [places[number] for number in sorted(places)]
        if in_order:
            connection.execute(store.insert(schema.place).on_conflict_do_nothing(), in_order)
            connection.execute(schema.finding.insert(), rows["finding"])


def _listed(number: int, pages: Sequence[tuple[int, PageResult]]) -> Iterator[dict[str, Any]]:
    """What the crawl found: the pages that were checked, and many more."""
    found = [page.address for _, page in pages]
    if found and "//www." in found[0]:
        found += [f"https://www.body-{number}.example/archive/{one}" for one in range(LISTED - len(found))]
    for at, address in enumerate(found):
        facts = {"kinds": ["service"], "language": "nl", "media_type": "text/html", "status": 200, "depth": at % 5}
        yield {"address": address, "facts": facts | {"title": f"Page {at}", "template": f"t{at % 3}"}}


def results(size: Size, number: int, year: int) -> dict[str, list[tuple[int, PageResult]]]:
    """By product of a body, the pages of a year, with the number that each has in the store."""
    site, channel = products_of(number)
    first = 1 + ((year - size.all_years[0]) * size.bodies + number) * size.pages
    made: dict[str, list[tuple[int, PageResult]]] = {site: [], channel: []}
    for at in range(size.pages):
        vacancy = at >= size.pages - size.vacancies
        down = number % 97 == 5 and year % 3 == LAST % 3 and not vacancy
        if not down:
            made[channel if vacancy else site].append((first + at, _page(size, number, at, year, vacancy=vacancy)))
    return made


def _page(size: Size, number: int, at: int, year: int, *, vacancy: bool) -> PageResult:
    profile = "vacancy" if vacancy else "web-page"
    host = f"{'jobs' if vacancy else 'www'}.body-{number}.example"
    since = f"-{year}" if at % 10 == 9 else ""
    address = f"https://{host}/nl/dienstverlening/pagina-{at}{since}"
    own = number * size.pages + at
    found: dict[str, list[Finding]] = {}
    for one in _findings(size, own, number, year, profile):
        found.setdefault(one.rule_id, []).append(one)
    return PageResult(
        target=Page(address=address, entity=body_key(number), profile=profile),
        address=address,
        fetched_at=datetime(year, 5, 1, 12, tzinfo=UTC),
        sha256=f"{own:064x}",
        title=f"Pagina {at} van agentschap {number}",
        language="nl",
        profiles=(profile,),
        results=tuple(_results(profile, found, own)),
        browser="chromium 140",
        seconds=2.5,
    )


def _results(profile: str, found: Mapping[str, Sequence[Finding]], own: int) -> Iterator[RuleResult]:
    for one, usual in _usual(profile):
        mine = tuple(found.get(one.id, ()))
        if one.id == LEVEL_RULE:
            level = ("B1", "B2", "C1")[own % 3] if mine else ("A2", "B1")[own % 2]
            measured = {"level": level, "low": level, "high": level, "target": "B1", "score": 0.5, "words": 240}
            outcome = mine[0].outcome if mine else Outcome.PASSED
            yield RuleResult(rule_id=one.id, outcome=outcome, findings=mine, checked=1, measured=measured)
        elif mine:
            yield RuleResult(rule_id=one.id, outcome=mine[0].outcome, findings=mine, checked=12)
        else:
            yield usual


@cache
def _usual(profile: str) -> tuple[tuple[Rule, RuleResult], ...]:
    """What the rules of a profile say of a page on which they find nothing."""
    made = []
    for number, one in enumerate(_rules(profile)):
        if number % 10 == 0:
            made.append((one, untested(one.id, UntestedReason.NEEDS_SITE)))
        elif number % 3:
            made.append((one, RuleResult(rule_id=one.id, outcome=Outcome.PASSED, checked=number)))
        else:
            made.append((one, RuleResult(rule_id=one.id, outcome=Outcome.INAPPLICABLE)))
    return tuple(made)


@cache
def _rules(profile: str) -> tuple[Rule, ...]:
    """The rules that are selected for a kind of page."""
    rules = audit.load_rules()
    return tuple(one for one in rules if profile in one.profiles and one.status is not Status.DEPRECATED)


@cache
def _frequent(profile: str) -> tuple[tuple[Rule, ...], tuple[float, ...]]:
    """The rules of a profile, and how often they are found, added up: the second half as often as the first."""
    rules = [one for one in _rules(profile) if one.id != LEVEL_RULE]
    Random(1).shuffle(rules)
    return tuple(rules), tuple(accumulate(1 / (1 + place) for place in range(len(rules))))


def _findings(size: Size, own: int, number: int, year: int, profile: str) -> Iterator[Finding]:
    """The findings of a page. The first ones are in its header and footer, which all pages of a site have."""
    renewed = Random(own)
    for place in range(ON_A_PAGE):
        version = max(
            [one for one in size.all_years if renewed.random() < 0.2 and one <= year], default=size.all_years[0]
        )
        of = f"{profile} {number}" if place < SHARED else f"page {own}"
        random = Random(f"{of} {place} {version}")
        rules, weights = _frequent(profile)
        rule = random.choices(rules, cum_weights=weights)[0]
        if place == ON_A_PAGE - 1 and random.random() < 0.4:
            rule = next(one for one in _rules(profile) if one.id == LEVEL_RULE)
        yield Finding(
            rule_id=rule.id,
            outcome=rule.verdict_on_match,
            impact=rule.impact,
            location=_location(rule, random, of, place),
            params=_params()[rule.id],
            fingerprint=f"{random.getrandbits(64):016x}-{own % 2**32:08x}",
        )


def _location(rule: Rule, random: Random, of: str, place: int) -> Location:
    part = random.randrange(1000)
    match rule.kind:
        case "presence" | "level":
            return WholeDocument()
        case "axe" | "html" | "browser" | "site":
            within = "header" if place < SHARED else "main"
            selector = f"html > body > {within} > div:nth-of-type({place + 1}) > a:nth-of-type({part})"
            snippet = f'<a class="link link--primary" href="/nl/{of.replace(" ", "-")}/{part}">Lees meer over dit</a>'
            return ElementLocation(selector=selector, snippet=snippet, line=part, column=9)
        case _:
            quote = f"de desbetreffende aanvraag nummer {part} van {of}"
            return TextLocation(start=part, end=part + len(quote), quote=quote, selector="html > body > main > p")


@cache
def _params() -> Mapping[str, Mapping[str, Any]]:
    """By rule, something for each name that its sentences are filled with."""
    numbers: Mapping[str, Any] = {"count": 3, "ratio": 2.81, "words": 31, "width": 320, "height": 18, "limit": 20}
    made = {}
    for rule in audit.load_rules():
        texts = rule.texts["nl"]
        names = set(re.findall(r"\{(\w+)\}", " ".join((texts.message, texts.fix, texts.question or ""))))
        words = {name: '<a class="link">' if name == "element" else "lees meer" for name in sorted(names)}
        made[rule.id] = {name: numbers.get(name, word) for name, word in words.items()}
    return made


def findings_in(store: SqlStore) -> list[int]:
    """How many findings and pages a store has."""
    from sqlalchemy import func, select

    return [store.rows(select(func.count()).select_from(one))[0][0] for one in (schema.finding, schema.page_result)]
