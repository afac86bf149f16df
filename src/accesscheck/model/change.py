"""What became of a finding since an earlier run."""

from dataclasses import dataclass
from enum import StrEnum

from accesscheck.model.finding import Finding


class Change(StrEnum):
    """A finding is known by its fingerprint.

    OPEN: it was there and still is. NEW: its page and rule were tested then, and it was not there. MENDED: they were
    tested now, and it is there no more. PAGE_GONE: its page is no longer on the site. NOT_TESTED: it was there; its
    page or rule was not tested now. FIRST_TESTED: it is there; its page or rule was not tested then.
    """

    OPEN = "open"
    NEW = "new"
    MENDED = "mended"
    PAGE_GONE = "page-gone"
    NOT_TESTED = "not-tested"
    FIRST_TESTED = "first-tested"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTally:
    """Findings of a rule on a product, by what became of them."""

    product: str
    rule_id: str
    change: Change
    findings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedFinding:
    """A finding, on the page where it is; of one that is gone, as it was."""

    address: str
    change: Change
    finding: Finding
