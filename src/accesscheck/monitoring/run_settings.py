"""What a run of a year is told, what it measures, and what it tells."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from accesscheck.audit import AuditOptions
from accesscheck.model.product import Product
from accesscheck.model.report import PageResult
from accesscheck.model.stored_run import State
from accesscheck.monitoring.crawl.settings import CrawlSettings
from accesscheck.monitoring.page_sample import PageSampleSettings
from accesscheck.monitoring.sizes import Method


def run_id(year: int) -> str:
    """The key of the run of a year."""
    return f"year-{year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSettings:
    """How a year is measured, and what is kept of it.

    `store` is its address; in `folder` are the snapshots and, while a crawl goes on, what it found. `method` is the
    name that the body gives to how it measures, if it does. `logins` are files with stored logins, by the key of a
    product. The snapshots of so many years are kept (`keep_years`, 0: none); those of pages behind a login only with
    `keep_behind_login`. `workers` processes measure products of different hosts at the same time.
    """

    year: int
    store: str
    folder: Path
    options: AuditOptions = field(default_factory=lambda: AuditOptions(depth="thorough"))
    crawl: CrawlSettings = field(default_factory=CrawlSettings)
    sample: PageSampleSettings = field(default_factory=PageSampleSettings)
    method: str = ""
    logins: Mapping[str, str] = field(default_factory=dict)
    keep_years: int = 5
    keep_behind_login: bool = False
    workers: int = 1

    @property
    def run_id(self) -> str:
        """The key of the run in the store."""
        return run_id(self.year)

    @property
    def snapshots(self) -> Path:
        """Where the snapshots are."""
        return self.folder / "snapshots"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A product to measure, and how many of its pages a sample has."""

    product: Product
    method: Method


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a product is. `done` pages were found by the crawl, or checked, of `pages`; 0 while nobody knows.

    `page` is the one that was checked just now, if one was.
    """

    product: str
    state: State
    reason: str | None = None
    done: int = 0
    pages: int = 0
    page: PageResult | None = None


Tell = Callable[[Step], None]
"""What is told of a run, each time something happens."""
