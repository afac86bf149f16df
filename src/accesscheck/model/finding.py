"""What a rule found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from accesscheck.model.location import Location
from accesscheck.model.standing import Standing
from accesscheck.model.waiver import Waiver


class Outcome(StrEnum):
    """The words of EARL. `untested` never counts as passed."""

    FAILED = "failed"
    CANT_TELL = "cantTell"
    PASSED = "passed"
    INAPPLICABLE = "inapplicable"
    UNTESTED = "untested"


class Impact(StrEnum):
    """How much a finding hinders, in axe-core's words, least first."""

    MINOR = "minor"
    MODERATE = "moderate"
    SERIOUS = "serious"
    CRITICAL = "critical"


class UntestedReason(StrEnum):
    """Why a rule has no verdict. `messages.reason` has the sentence that says what to do."""

    PAGE_UNREACHABLE = "page-unreachable"
    PAGE_TIMEOUT = "page-timeout"
    HTTP_STATUS = "http-status"
    ROBOTS_DISALLOWED = "robots-disallowed"
    MEDIA_TYPE_UNSUPPORTED = "media-type-unsupported"
    DOCUMENT_UNREADABLE = "document-unreadable"
    DOCUMENT_ENCRYPTED = "document-encrypted"
    NEEDS_BROWSER = "needs-browser"
    NEEDS_HTML = "needs-html"
    LANGUAGE_UNSUPPORTED = "language-unsupported"
    TEXT_TOO_SHORT = "text-too-short"
    NEEDS_SITE = "needs-site"
    STYLE_UNREADABLE = "style-unreadable"
    FORMS_NOT_TRIED = "forms-not-tried"
    CHECKER_FAILED = "checker-failed"
    WORKER_LOST = "worker-lost"


Param = str | int | float | tuple[str, ...]
"""What a message is filled with; a tuple is a choice, shown as “a” or “b”."""

Mode = Literal["automatic", "semiAuto", "manual"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place where a rule failed, or where a person must decide.

    `params` fill the rule's message; the sentence is made when a report is, in the reader's language.
    `fingerprint` is the same for the same defect in another run: see `fingerprints`. `standing` is what the gate of a
    release made of it, None where there is no gate; `waiver` is the one that covers it.
    """

    rule_id: str
    outcome: Outcome
    impact: Impact
    location: Location
    params: Mapping[str, Param] = field(default_factory=dict)
    fingerprint: str
    standing: Standing | None = None
    waiver: Waiver | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """What one rule says of one page.

    `checked` counts the things it looked at; `reason` is set if and only if the outcome is untested, and
    `detail` says more about it (a note's key, or the traceback of a checker that failed). `measured` is what the rule
    measured of the whole page, by name, whatever its verdict: the reading level of a text.
    """

    rule_id: str
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    checked: int = 0
    reason: UntestedReason | None = None
    detail: str | None = None
    mode: Mode = "automatic"
    measured: Mapping[str, Param] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if (self.outcome is Outcome.UNTESTED) != (self.reason is not None):
            raise ValueError(f"{self.rule_id}: a reason belongs to an untested result, and to no other")
        if bool(self.findings) != (self.outcome in (Outcome.FAILED, Outcome.CANT_TELL)):
            raise ValueError(f"{self.rule_id}: findings belong to failed and cantTell, and to no other")


def untested(rule_id: str, reason: UntestedReason, *, detail: str | None = None) -> RuleResult:
    """The result of a rule that could not be tested."""
    return RuleResult(rule_id=rule_id, outcome=Outcome.UNTESTED, reason=reason, detail=detail)


def result(rule_id: str, findings: tuple[Finding, ...], *, checked: int) -> RuleResult:
    """The result of a rule that was tested: the worst of its findings, else passed, else inapplicable."""
    outcomes = {finding.outcome for finding in findings}
    for outcome in (Outcome.FAILED, Outcome.CANT_TELL):
        if outcome in outcomes:
            return RuleResult(rule_id=rule_id, outcome=outcome, findings=findings, checked=checked)
    return RuleResult(rule_id=rule_id, outcome=Outcome.PASSED if checked else Outcome.INAPPLICABLE, checked=checked)
