"""For tests of rules, ours and those of plugins: a rule's cases, and whether its results are what they say.

A fixture file is named after its rule:

    rule: html-image-without-alternative
    cases:
      fails_without_alt: {html: '<img id="logo" src="a.png">', failed: ["#logo"]}
      passes_with_alt: {html: '<img src="a.png" alt="City hall">', passed: 1}
      inapplicable_to_no_img: {html: '<p>Text</p>', outcome: inapplicable}

`html` is what goes into body, or a whole page if it begins with <!doctype or <html; `text` is a plain text instead.
`failed` and `cantTell` list what is found (selectors, or quotes of the text; true for the whole document); a finding
that is not listed fails the case. `passed` is how many things were checked without a finding. `outcome` alone says
no more than that. `params` are some of those of the first finding. `browser: true` opens the case in a browser, as
the rules of kind axe and browser always are.

A wording rule has its cases in its own file, as `examples:`; `rule_problems` runs them.

`store_contract` does the same for a store of a plugin.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from accesscheck import audit, builtins, plugins, rulefiles, sources, standards
from accesscheck.checkers.presence import FEWEST_WORDS
from accesscheck.errors import StoreError
from accesscheck.hookspecs import OpenOptions, Store
from accesscheck.model.change import Change
from accesscheck.model.document import Note
from accesscheck.model.entity import Entity
from accesscheck.model.finding import Finding, Impact, Outcome, RuleResult, UntestedReason, untested
from accesscheck.model.flow import Step
from accesscheck.model.location import ElementLocation, Location, TextLocation, WholeDocument
from accesscheck.model.outline import Outline, OutlineLink
from accesscheck.model.page_list import ChosenPage, ListedPage
from accesscheck.model.product import Exemption, Product
from accesscheck.model.report import PageResult, Run
from accesscheck.model.rule import Rule
from accesscheck.model.spread import ProductSpread
from accesscheck.model.standing import Standing
from accesscheck.model.stored_run import ProductRun, State
from accesscheck.model.tally import Tally
from accesscheck.model.target import Target
from accesscheck.model.waiver import Waiver

WHOLE = "the whole document"
IN_BROWSER = ("axe-", "browser-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case of a rule. `id` reads as a sentence together with the rule's name."""

    rule_id: str
    id: str
    html: str | None = None
    text: str | None = None
    language: str | None = None
    browser: bool = False
    outcome: Outcome
    checked: int | None = None
    failed: tuple[str, ...] = ()
    cant_tell: tuple[str, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)


_KEYS = frozenset({"browser", "html", "text", "language", "outcome", "passed", "failed", "cantTell", "params"})


def cases(path: Path) -> Iterator[Case]:
    """The cases of a fixture file. ValueError if it is not one."""
    import yaml

    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if data["rule"] != path.stem:
        raise ValueError(f"{path}: the rule is {data['rule']}; the file's name says {path.stem}")
    for name, case in data["cases"].items():
        if unknown := set(case) - _KEYS:
            raise ValueError(f"{path}: {name} has unknown keys: {', '.join(sorted(unknown))}")
        yield Case(
            rule_id=data["rule"],
            id=name,
            html=case.get("html"),
            text=case.get("text"),
            language=case.get("language"),
            browser=case.get("browser", data["rule"].startswith(IN_BROWSER)),
            outcome=_outcome(case),
            checked=case.get("passed"),
            failed=_found(case.get("failed")),
            cant_tell=_found(case.get("cantTell")),
            params=case.get("params", {}),
        )


def _found(value: Any) -> tuple[str, ...]:
    if value is True:
        return (WHOLE,)
    return tuple(value or ())


def _outcome(case: Mapping[str, Any]) -> Outcome:
    if "outcome" in case:
        return Outcome(case["outcome"])
    for key in ("failed", "cantTell"):
        if case.get(key):
            return Outcome(key)
    return Outcome.PASSED


def page_of(html: str) -> str:
    """A whole page around the inside of a body."""
    if html.lstrip().lower().startswith(("<!doctype", "<html", "<?xml")):
        return html
    return f'<!doctype html>\n<html lang="en"><head><title>Town hall</title></head><body>{html}</body></html>'


def run_case(case: Case) -> RuleResult:
    """The result of the case's rule on the case."""
    options = audit.AuditOptions(rules=(case.rule_id,), strict=True, browser=case.browser)
    if case.text is not None:
        rule = next(rule for rule in audit.load_rules() if rule.id == case.rule_id)
        profile = next(iter(sorted(rule.profiles)), "text")
        page: PageResult = audit.check_text(case.text, case.language, profile, options=options)
    else:
        page = audit.check_html(page_of(case.html or ""), browser=case.browser, options=options)
    return next(result for result in page.results if result.rule_id == case.rule_id)


def problems(case: Case, result: RuleResult) -> Iterator[str]:
    """What of a result is not as the case says; nothing if all is."""
    if result.outcome is not case.outcome:
        yield f"outcome is {result.outcome}, not {case.outcome} ({result.reason or ''} {result.detail or ''})"
    for outcome, expected in ((Outcome.FAILED, case.failed), (Outcome.CANT_TELL, case.cant_tell)):
        found = sorted(_place(finding.location) for finding in result.findings if finding.outcome is outcome)
        if found != sorted(expected):
            yield f"{outcome} is {found}, not {sorted(expected)}"
    if case.checked is not None and result.checked != case.checked:
        yield f"{result.checked} things were checked, not {case.checked}"
    for finding in result.findings[:1]:
        for name, value in case.params.items():
            if str(finding.params.get(name)) != str(value):
                yield f"the param {name} is {finding.params.get(name)!r}, not {value!r}"


def rule_problems(rule: Rule) -> Iterator[str]:
    """What of a rule's file does not hold; nothing if all does. The rule need not be loaded.

    Its references exist; of a wording rule, each wrong example gives a finding, and each right one none.
    """
    for reference in rule.references:
        if not standards.exists(reference):
            yield f"{rule.id}: there is no clause “{reference.clause}” of {reference.standard}."
    for language in rule.expressions:
        found = rulefiles.expressions(rule, language)
        if found is None:
            continue
        for text in found.examples.wrong:
            # What is missing is only asked of a text of some length; said over and over, it is missing still.
            long_enough = " ".join([text] * FEWEST_WORDS) if rule.kind == "presence" else text
            if not _check_text(rule, language, long_enough).findings:
                yield f"{rule.id}: the wrong example in “{language}” gives no finding: {text}"
        for text in found.examples.right:
            for finding in _check_text(rule, language, text).findings[:1]:
                place = _place(finding.location)
                yield f"{rule.id}: the right example in “{language}” gives a finding on “{place}”: {text}"


def _check_text(rule: Rule, language: str, text: str) -> RuleResult:
    checker = next(checker for checker in builtins.accesscheck_checkers() if checker.kind == rule.kind)
    target = Target(address="text", media_type="text/plain", profile=min(rule.profiles))
    return checker.check(sources.from_text(target, text, OpenOptions(browser=False, language=language)), rule)


def use_plugin(plugin: object, name: str) -> None:
    """Load a plugin that is not installed, for the rest of the process. Call it before the first audit.

    If it is installed, and so is loaded already, nothing happens. PluginError if it breaks its contract.
    """
    manager = plugins.plugin_manager()
    if not manager.has_plugin(name):
        plugins.register(manager, plugin, name)


def _place(location: object) -> str:
    match location:
        case ElementLocation(selector=selector):
            return selector
        case TextLocation(quote=quote):
            return quote
        case _:
            return WHOLE


def store_contract(opened: Callable[[], Store]) -> Iterator[str]:
    """What of the contract of a store does not hold; nothing if all does.

    `opened` opens the store, which is empty the first time and keeps what was put in it.
    """
    store = opened()
    yield from _results_problems(store)
    yield from _queue_problems(store)
    yield from _change_problems(store)
    store.close()
    again = opened()
    if tuple(again.pages("first")) != _PAGES[::-1]:
        yield "what was kept is not there when the store is opened again"
    if len(again.runs()) != 3:
        yield "a run is not there when the store is opened again"
    again.close()


def _results_problems(store: Store) -> Iterator[str]:
    run = _run("first")
    store.begin(run, year=2025, method="first method")
    for page in reversed(_PAGES):
        store.add("first", replace(page, results=()), product="site")
    if [page.address for page in store.pages("first")] != [page.address for page in reversed(_PAGES)]:
        yield "pages are not in the order in which they were added"
    for page in _PAGES:
        store.add("first", page, product="site", snapshots={"html": f"kept/{page.sha256}"})
    if {page.address: page for page in store.pages("first")} != {page.address: page for page in _PAGES}:
        yield "pages are not equal to what was added last"
    if len(store.snapshots("first")) != len(_PAGES):
        yield "not every page has the snapshot that it was added with"
    store.forget_snapshots("first")
    if store.snapshots("first"):
        yield "snapshots are still named after they were forgotten"
    expected = {
        "axe-image-alt": Tally(failed=1, passed=1, failures=2),
        "level": Tally(cant_tell=1, untested=1, doubts=1),
    }
    if dict(store.rule_counts("first")) != expected:
        yield "the counts of a run that goes on are wrong"
    try:
        store.product_tallies("first")
        yield "a run that is not finished has figures"
    except StoreError:
        pass
    for _ in range(2):
        store.finish("first")
        if dict(store.rule_counts("first", products=["site"])) != expected:
            yield "the counts of a finished run are wrong"
    if dict(store.rule_counts("first", products=["another"])):
        yield "the counts of a product are those of another"
    if [(one.run, one.year, one.method) for one in store.runs()] != [(run, 2025, "first method")]:
        yield "the run is not what it was begun with"
    store.begin(run, year=2025, method="first method")
    if store.runs()[0].finished_at is None:
        yield "beginning again undoes a run"
    store.add("first", _PAGES[0], product="site")
    if store.runs()[0].finished_at is not None:
        yield "a run to which a page was added still counts as finished"
    store.finish("first")
    if len(list(store.findings("first", product="site", rule_id="axe-image-alt", most=1))) != 1:
        yield "more findings are given than were asked for"
    try:
        store.add("unknown", _PAGES[0])
        yield "a page can be added to a run that was not begun"
    except StoreError:
        pass


def _queue_problems(store: Store) -> Iterator[str]:
    store.plan("first", ["site", "intranet"])
    store.put_state("first", "site", State.FAILED, reason="no answer")
    store.plan("first", ["intranet", "site"])
    states = {one.product: one for one in store.states("first")}
    if states.get("site") != ProductRun(product="site", state=State.FAILED, reason="no answer"):
        yield "planning again changes the state of a product"
    if states.get("intranet") != ProductRun(product="intranet", state=State.PLANNED):
        yield "a product that was planned has another state"
    listed = (
        ListedPage(address="https://a.example/", kinds=("home",), title="A", status=200, depth=0),
        ListedPage(address="https://a.example/b.pdf", media_type="application/pdf", size=0, modified="2020-01-01"),
    )
    chosen = (ChosenPage(address="https://a.example/", part="structured", reason="home", params={"kind": "home"}),)
    for _ in range(2):
        store.put_page_list("first", "site", listed)
        store.put_sample("first", "site", chosen)
    if store.page_list("first", "site") != listed or store.page_list("first", "intranet"):
        yield "a page list is not what was kept"
    if store.sample("first", "site") != chosen:
        yield "a sample is not what was kept"
    bodies = (
        Entity(
            key="OVO1", names={"nl": "Één"}, level="local", clusters=("health",), valid_to=2024, successors=("OVO2",)
        ),
        Entity(key="OVO2", names={"en": "Two"}, parent="OVO1", valid_from=2025),
    )
    exemption = Exemption(kind="archived", reason="old", until=date(2027, 1, 1))
    products = (
        Product(key="site", entity="OVO1", kind="website", names={}, addresses=("//a.example",), valid_to=2024),
        Product(key="site", entity="OVO2", kind="website", names={}, exemptions=(exemption,), valid_from=2025),
    )
    for _ in range(2):
        store.put_inventory(bodies, products)
    if store.entities() != bodies or store.products() != products:
        yield "the inventory is not what was kept"
    if store.entities(2024) != bodies[:1] or store.products(2025) != products[1:]:
        yield "the inventory of a year has rows of another"


def _spread_problems(store: Store) -> Iterator[str]:
    """A rule over the products of a run: 3 findings on 2 of the 4 pages of product b."""
    for products in (None, ["b"], ["b", "nobody"]):
        spreads = store.rule_spreads("now", products=products)
        found = [(one.rule_id, one.tally.failed, one.tally.failures, one.products, one.failing) for one in spreads]
        if found != [("r", 2, 3, 1, 1)]:
            yield "how far rules reach is wrong"
    if store.rule_spreads("now", products=["nobody"]) or store.criterion_spreads("now", products=["nobody"]):
        yield "how far rules reach over some products tells of others"
    together = ProductSpread(product="b", tested=3, failed=2, found=2, failures=3, doubts=0)
    if store.product_spreads("now", rules=["r", "unknown"]) != (together,):
        yield "how far some rules reach on a product is wrong"
    if store.product_spreads("now", rules=["unknown"]) or store.most_found("now", rules=["unknown"], products=1):
        yield "how far some rules reach tells of others"
    if dict(store.most_found("now", rules=["r"], products=1)) != {"r": ("b",)}:
        yield "the products with most findings of a rule are wrong"
    if dict(store.run_rules("now")) != {"r": ""}:
        yield "the rules of a run are not those that its pages name"
    for pages, expected in ((1, ["open"]), (5, ["open", "first"])):
        examples = store.examples("now", products=["b"], pages=pages)
        if [one.finding.fingerprint for one in examples] != expected:
            yield "the examples of a rule are not the first finding on each of its first pages"


def _change_problems(store: Store) -> Iterator[str]:
    """A finding of each kind of change, between two years."""

    def page(name: str, *fingerprints: str, tested: bool = True) -> PageResult:
        found = tuple(_finding(fingerprint) for fingerprint in fingerprints)
        result = RuleResult(rule_id="r", outcome=Outcome.FAILED if found else Outcome.PASSED, findings=found, checked=1)
        if not tested:
            result = untested("r", UntestedReason.NEEDS_BROWSER)
        return replace(_PAGES[0], target=Target(address=name), address=name, results=(result,))

    site = "https://b.example/"
    before = [
        page(f"{site}a", "open", "mended"),
        page(f"{site}b", "away"),
        page(f"{site}c", "unknown"),
        page(f"{site}d"),
    ]
    before += [page(f"{site}e", tested=False)]
    now = [page(f"{site}a", "open", "new"), page(f"{site}c", tested=False), page(f"{site}d"), page(f"{site}e", "first")]
    for run_id, year, pages in (("then", 2026, before), ("now", 2027, now)):
        store.begin(_run(run_id), year=year)
        for one in pages:
            store.add(run_id, one, product="b")
        store.put_page_list(run_id, "b", [ListedPage(address=one.address) for one in pages])
        store.finish(run_id)
    expected = {
        "open": Change.OPEN,
        "new": Change.NEW,
        "mended": Change.MENDED,
        "away": Change.PAGE_GONE,
        "unknown": Change.NOT_TESTED,
        "first": Change.FIRST_TESTED,
    }
    if {one.finding.fingerprint: one.change for one in store.changes("now", "b")} != expected:
        yield "what became of findings is wrong"
    if {one.change: one.findings for one in store.change_tallies("now")} != dict.fromkeys(expected.values(), 1):
        yield "the counts of what became of findings are wrong"
    if store.change_counts("now", products=["b"]) != {"r": dict.fromkeys(expected.values(), 1)}:
        yield "the counts of what became of findings of some products are wrong"
    yield from _spread_problems(store)
    for products in (None, ["b", "another"]):
        if [one.compared_with for one in store.product_tallies("now", products=products)] != ["then"]:
            yield "a run is compared with another one than that of the year before"
    if store.product_tallies("now", products=["another"]) or store.level_tallies("now", products=["another"]):
        yield "the figures of a product are those of another"
    if list(store.changes("first", "site")):
        yield "there are changes without an earlier run"


def _run(run_id: str) -> Run:
    return Run(
        id=run_id,
        started_at=datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
        accesscheck_version="1.0",
        axe_version="4.14.1",
        rule_set_sha256="0" * 64,
        plugins=(("accesscheck", "1.0"),),
        options={"depth": "thorough"},
    )


def _finding(fingerprint: str, location: Location | None = None, *, rule_id: str = "r") -> Finding:
    return Finding(
        rule_id=rule_id,
        outcome=Outcome.CANT_TELL if rule_id == "level" else Outcome.FAILED,
        impact=Impact.SERIOUS,
        location=location or WholeDocument(),
        params={"alternatives": ("één", "\x00\x1b\ud800"), "ratio": 2.5, "count": 3},
        fingerprint=fingerprint,
        standing=Standing.WAIVED,
        waiver=Waiver(rule="r", page="*", reason="decorative", owner="web team", expires=date(2027, 3, 31)),
    )


_PAGES = (
    PageResult(
        target=Target(address="https://a.example/", steps=(Step(action="click", selector="#a"),), state="menu"),
        address="https://www.a.example/",
        fetched_at=datetime(2026, 11, 22, 12, 0, 0, 1, tzinfo=UTC),
        sha256="1" * 64,
        title="Home \x00",
        language="nl",
        profiles=("web-page", "vacancy"),
        results=(
            RuleResult(
                rule_id="axe-image-alt",
                outcome=Outcome.FAILED,
                findings=(
                    _finding("a-1", ElementLocation(selector="img", snippet="<img>", line=3), rule_id="axe-image-alt"),
                    _finding("a-1-2", ElementLocation(selector="img", snippet="<img>"), rule_id="axe-image-alt"),
                ),
                checked=7,
            ),
            RuleResult(
                rule_id="level",
                outcome=Outcome.CANT_TELL,
                findings=(_finding("a-3", TextLocation(start=3, end=5, quote="€\ud800", page=2), rule_id="level"),),
                checked=1,
                mode="semiAuto",
                measured={"level": "C1", "score": 4.25},
            ),
        ),
        notes=(Note(key="status", params={"status": "200"}),),
        browser="Chromium 150",
        seconds=1.25,
        outline=Outline(
            title="Home", links=(OutlineLink(area="banner", name="A", target="/", selector="a", snippet="<a>"),)
        ),
    ),
    PageResult(
        target=Target(address="https://a.example/other"),
        address="https://a.example/other",
        fetched_at=datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
        sha256=None,
        results=(
            RuleResult(rule_id="axe-image-alt", outcome=Outcome.PASSED, checked=2),
            untested("level", UntestedReason.CHECKER_FAILED, detail=""),
        ),
    ),
)
