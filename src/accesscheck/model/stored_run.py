"""A run as a store keeps it: which year it belongs to, and how far each product is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accesscheck.model.report import Run


class State(StrEnum):
    """How far a product is in a run. A state is written when it is reached, so it survives a kill."""

    PLANNED = "planned"
    CRAWLING = "crawling"
    SAMPLED = "sampled"
    AUDITING = "auditing"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRun:
    """`method` names how was measured, for a reader; `year` is None for a run outside the yearly ones.

    `finished_at` is None until the summaries hold, and again when a page is added after that.
    """

    run: Run
    year: int | None = None
    method: str = ""
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRun:
    """Where a product is in a run; `reason` says why it failed."""

    product: str
    state: State
    reason: str | None = None
