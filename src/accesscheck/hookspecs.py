"""Every hook: its signature and what it is for. A plugin says `from accesscheck import hookimpl`.

Arguments are only ever added, so a plugin may take fewer.
"""

from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, Literal, Protocol

import pluggy

from accesscheck.model.change import Change, ChangedFinding, ChangeTally
from accesscheck.model.credentials import Credentials
from accesscheck.model.document import Document
from accesscheck.model.entity import Entity
from accesscheck.model.finding import Finding, RuleResult
from accesscheck.model.page_list import ChosenPage, ListedPage
from accesscheck.model.product import Product
from accesscheck.model.report import PageResult, Report, Run
from accesscheck.model.rule import Rule
from accesscheck.model.spread import CriterionSpread, Example, ProductSpread, RuleSpread
from accesscheck.model.stored_run import ProductRun, State, StoredRun
from accesscheck.model.tally import CriterionTally, LevelTally, ProductTally, RuleTally, Tally
from accesscheck.model.target import Target

if TYPE_CHECKING:
    import typer

    from accesscheck.sources.open_page import OpenPage

hookspec = pluggy.HookspecMarker("accesscheck")
hookimpl = pluggy.HookimplMarker("accesscheck")


class Checker(Protocol):
    """Answers every rule of its kind, from a document alone: no browser, no network, no clock.

    `kind` is the `kind:` of the rules that it answers.
    """

    kind: str

    def probes(self, rule: Rule) -> frozenset[str]:
        """Names of the probes that it reads to answer a rule."""
        ...

    def check(self, document: Document, rule: Rule) -> RuleResult:
        """The rule's result on the document."""
        ...


Depth = Literal["quick", "standard", "thorough"]
"""How deep to look: quick reads the source alone, standard adds axe-core and cheap probes, thorough all probes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """A measurement of the open page. Its JSON lies in `Document.probes[name]`.

    It has an `expression`, a JavaScript function that is given the ids of the selected rules and gives a JSON
    text; or `measure`, which drives the page (see `sources.open_page.OpenPage`) and gives what JSON can hold.
    What a probe may not do, it answers with `{"untested": reason}`, a word of UntestedReason.
    `script` is added to every page and frame before the page's own scripts run. `budget` is in seconds: when it is
    spent, the probe is stopped and its rules are untested. `price` says whether it is worth running on every page.
    `touches`: it leaves another page behind than it found, so the next probe gets the page loaded afresh.
    `alone`: it changes something for a while and puts it back, so no other probe may look meanwhile.
    `in_place`: it can also measure a page that somebody else opened: its `script` need not be there first, and of
    OpenPage it uses `in_frames` and `measured` alone.
    """

    name: str
    expression: str = ""
    measure: "Callable[[OpenPage], Awaitable[Any]] | None" = None
    script: str = ""
    budget: float = 30.0
    price: Literal["cheap", "thorough"] = "cheap"
    touches: bool = False
    alone: bool = False
    in_place: bool = False


class Reporter(Protocol):
    """Makes a text out of results. `name` is what `--format` takes, `suffix` the ending of a file."""

    name: str
    suffix: str

    def render(self, report: Report, rules: Mapping[str, Rule], *, language: str) -> str:
        """The whole report in a language of the interface."""
        ...


class StreamReporter(Protocol):
    """A reporter that can also write each page as it is finished."""

    name: str
    suffix: str

    def render_page(self, page: PageResult, run: Run, rules: Mapping[str, Rule], *, language: str) -> str:
        """One line, with its line end."""
        ...


class Store(Protocol):
    """Keeps results. What goes wrong in it is a StoreError; what is written twice is there once.

    Runs and products go by their keys. `testing.store_contract` checks one.
    """

    def begin(self, run: Run, *, year: int | None = None, method: str = "", rules: Iterable[Rule] = ()) -> None:
        """A run begins, or goes on after an interruption. `rules` are those that may be selected."""
        ...

    def add(
        self, run_id: str, page: PageResult, *, product: str = "", snapshots: Mapping[str, str] | None = None
    ) -> None:
        """Keep the result of a page, whole or not at all; `snapshots`: by kind, where what it was made from is."""
        ...

    def finish(self, run_id: str, *, at: datetime | None = None) -> None:
        """Write the figures of a run, and then that it is finished."""
        ...

    def runs(self) -> tuple[StoredRun, ...]:
        """Every run, in the order in which they were begun."""
        ...

    def pages(self, run_id: str, *, product: str | None = None) -> Iterator[PageResult]:
        """The results of a run in their order, equal to what was added but for text, blocks and picture."""
        ...

    def findings(
        self, run_id: str, *, product: str | None = None, rule_id: str | None = None, most: int | None = None
    ) -> Iterator[tuple[str, Finding]]:
        """Findings and the addresses of their pages, in the order of the pages; at most so many."""
        ...

    def snapshots(self, run_id: str, *, product: str | None = None) -> tuple[tuple[str, str, str], ...]:
        """Address, kind and reference of each snapshot."""
        ...

    def forget_snapshots(self, run_id: str) -> None:
        """Keep no reference to the snapshots of a run any more: they were removed."""
        ...

    def rule_counts(self, run_id: str, *, products: Collection[str] | None = None) -> Mapping[str, Tally]:
        """Pages and findings by rule, of some products or of all; of a run that is not finished, so far."""
        ...

    def rule_tallies(self, run_id: str, *, product: str | None = None) -> tuple[RuleTally, ...]:
        """Figures of a finished run by product and rule."""
        ...

    def criterion_tallies(self, run_id: str, *, product: str | None = None) -> tuple[CriterionTally, ...]:
        """Figures of a finished run by product and criterion."""
        ...

    def product_tallies(self, run_id: str, *, products: Collection[str] | None = None) -> tuple[ProductTally, ...]:
        """Figures of a finished run by product, of some of these or of all, in the order of their keys."""
        ...

    def level_tallies(self, run_id: str, *, products: Collection[str] | None = None) -> tuple[LevelTally, ...]:
        """Pages of a finished run by product and reading level, of some products or of all."""
        ...

    def change_tallies(self, run_id: str, *, product: str | None = None) -> tuple[ChangeTally, ...]:
        """What became of the findings since an earlier run, by product and rule."""
        ...

    def changes(self, run_id: str, product: str) -> Iterator[ChangedFinding]:
        """What became of each finding of a product since an earlier run."""
        ...

    def rule_spreads(self, run_id: str, *, products: Collection[str] | None = None) -> tuple[RuleSpread, ...]:
        """How far each rule reaches over some products of a finished run, or over all, by name."""
        ...

    def criterion_spreads(self, run_id: str, *, products: Collection[str] | None = None) -> tuple[CriterionSpread, ...]:
        """The same of each criterion, in the order of WCAG."""
        ...

    def product_spreads(self, run_id: str, *, rules: Collection[str]) -> tuple[ProductSpread, ...]:
        """How far some rules together reach on each product of a finished run that was tested for one of them."""
        ...

    def most_found(self, run_id: str, *, rules: Collection[str], products: int) -> Mapping[str, tuple[str, ...]]:
        """By rule, so many products of a finished run at most: those on which most pages have a finding of it."""
        ...

    def change_counts(
        self, run_id: str, *, products: Collection[str] | None = None
    ) -> Mapping[str, Mapping[Change, int]]:
        """By rule, what became of findings since an earlier run, of some products or of all."""
        ...

    def run_rules(self, run_id: str) -> Mapping[str, str]:
        """The rules that could be selected in a run, each with the version of that run."""
        ...

    def examples(self, run_id: str, *, products: Collection[str], pages: int) -> tuple[Example, ...]:
        """Of each rule with findings, one finding on each of so many pages; failures before doubts."""
        ...

    def plan(self, run_id: str, products: Iterable[str]) -> None:
        """Put products in the queue of a run; those that are in it stay as they are."""
        ...

    def put_state(self, run_id: str, product: str, state: State, *, reason: str | None = None) -> None:
        """How far a product is."""
        ...

    def states(self, run_id: str) -> tuple[ProductRun, ...]:
        """How far each product of a run is."""
        ...

    def put_page_list(self, run_id: str, product: str, pages: Iterable[ListedPage]) -> None:
        """The pages that a crawl found, in place of those before."""
        ...

    def page_list(self, run_id: str, product: str) -> tuple[ListedPage, ...]:
        """The pages that a crawl found, in their order."""
        ...

    def put_sample(self, run_id: str, product: str, pages: Iterable[ChosenPage]) -> None:
        """The pages that are audited, in place of those before."""
        ...

    def sample(self, run_id: str, product: str) -> tuple[ChosenPage, ...]:
        """The pages that are audited, in their order."""
        ...

    def put_inventory(self, entities: Iterable[Entity], products: Iterable[Product]) -> None:
        """Bodies and products, all or none. Of each key, the rows given take the place of those before."""
        ...

    def entities(self, year: int | None = None) -> tuple[Entity, ...]:
        """The bodies of a year, else every row."""
        ...

    def products(self, year: int | None = None) -> tuple[Product, ...]:
        """The products of a year, else every row."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOptions:
    """How to open a target.

    `browser`: open pages in a browser (else the source alone is read); `timeout` in seconds for one page;
    `language` of the text, if it is known; `probes` to run; `rule_ids` that are selected, for the probes;
    `picture`: keep a screenshot; `forms`: forms may be tried; `width` and `height` of the window in CSS pixels;
    `credentials` open the site of the target: they go to its origin, and to no other.
    """

    browser: bool = True
    timeout: float = 30.0
    language: str | None = None
    probes: tuple[Probe, ...] = ()
    rule_ids: tuple[str, ...] = ()
    picture: bool = False
    forms: bool = False
    width: int = 1280
    height: int = 720
    credentials: Credentials | None = field(default=None, repr=False)


@hookspec
def accesscheck_checkers() -> Iterable[Checker]:  # type: ignore[empty-body]
    """Checkers for kinds of rule."""


@hookspec
def accesscheck_rule_folders() -> Iterable[Traversable]:  # type: ignore[empty-body]
    """Folders with rule files."""


@hookspec
def accesscheck_probes() -> Iterable[Probe]:  # type: ignore[empty-body]
    """Measurements of an open page."""


@hookspec(firstresult=True)
def accesscheck_open(target: Target, options: OpenOptions) -> Document | None:
    """The document of a target, or None: not mine. The plugin that was loaded last is asked first."""


@hookspec
def accesscheck_reporters() -> Iterable[Reporter]:  # type: ignore[empty-body]
    """Output formats."""


@hookspec(firstresult=True)
def accesscheck_store(address: str) -> Store | None:
    """A store for an address such as sqlite:///results.db, or None: not mine."""


@hookspec
def accesscheck_commands(cli: "typer.Typer") -> None:
    """Add commands to the command line."""


@hookspec
def accesscheck_page_done(page: PageResult) -> None:
    """Called in the parent process for each finished page, in order of completion, also those of a yearly run."""
