"""Results of pages, and of a run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accesscheck.model.document import Block, Note
from accesscheck.model.finding import Finding, RuleResult
from accesscheck.model.outline import Outline
from accesscheck.model.standing import Standing
from accesscheck.model.target import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A screenshot: PNG or JPEG bytes, its size in CSS pixels, and where findings are on it.

    `boxes` gives left, top, width and height in CSS pixels by the selector of the element.
    """

    media_type: str
    data: bytes
    width: int
    height: int
    boxes: Mapping[str, tuple[int, int, int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageResult:
    """Every selected rule's result on one page, each exactly once.

    `browser` is the name and version that opened it, None without one; `seconds` is wall time; `outline` is what is
    compared with the other pages of a site; `text`, `blocks` and `picture` are kept only if the audit was asked to (a
    report that shows the page).
    """

    target: Target
    address: str
    fetched_at: datetime
    sha256: str | None
    title: str | None = None
    language: str | None = None
    profiles: tuple[str, ...] = ()
    results: tuple[RuleResult, ...] = ()
    notes: tuple[Note, ...] = ()
    browser: str | None = None
    seconds: float = 0.0
    outline: Outline | None = None
    text: str | None = None
    blocks: tuple[Block, ...] = ()
    picture: Picture | None = None

    @property
    def name(self) -> str | None:
        """What a reader calls the page: its title, and the state of a flow that it shows."""
        return " – ".join(part for part in (self.target.state, self.title) if part) or None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, in the order of the rules."""
        return tuple(finding for result in self.results for finding in result.findings)

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that neither a baseline nor a waiver covers."""
        return tuple(one for one in self.findings if one.standing is not Standing.KNOWN and one.waiver is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One audit: what ran, with which rules."""

    id: str
    started_at: datetime
    accesscheck_version: str
    axe_version: str
    rule_set_sha256: str
    plugins: tuple[tuple[str, str], ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A run and its pages."""

    run: Run
    pages: tuple[PageResult, ...]
