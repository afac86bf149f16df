"""Every hook: its signature and what it is for. A plugin says `from accesscheck import hookimpl`.

Arguments are only ever added, so a plugin may take fewer.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, Literal, Protocol

import pluggy

from accesscheck.model.document import Document
from accesscheck.model.finding import RuleResult
from accesscheck.model.report import PageResult, Report, Run
from accesscheck.model.rule import Rule
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
    """

    name: str
    expression: str = ""
    measure: "Callable[[OpenPage], Awaitable[Any]] | None" = None
    script: str = ""
    budget: float = 30.0
    price: Literal["cheap", "thorough"] = "cheap"
    touches: bool = False
    alone: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOptions:
    """How to open a target.

    `browser`: open pages in a browser (else the source alone is read); `timeout` in seconds for one page;
    `language` of the text, if it is known; `probes` to run; `rule_ids` that are selected, for the probes;
    `picture`: keep a screenshot; `forms`: forms may be tried; `width` and `height` of the window in CSS pixels.
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
def accesscheck_store(address: str) -> Any | None:
    """A store for an address such as sqlite:///results.db, or None: not mine."""


@hookspec
def accesscheck_commands(cli: "typer.Typer") -> None:
    """Add commands to the command line."""


@hookspec
def accesscheck_page_done(page: PageResult) -> None:
    """Called in the parent process for each finished page, in order of completion."""
