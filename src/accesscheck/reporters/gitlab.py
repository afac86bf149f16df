"""gitlab: a report of Code Quality, that GitLab shows in a merge request.

Its form: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from accesscheck.model.finding import Impact, Outcome
from accesscheck.model.report import PageResult, Report
from accesscheck.model.rule import Rule
from accesscheck.reporters import code_hosts
from accesscheck.reporters.code_hosts import Placed

SEVERITIES = {
    Impact.MINOR: "minor",
    Impact.MODERATE: "major",
    Impact.SERIOUS: "critical",
    Impact.CRITICAL: "blocker",
}
"""GitLab's word for each impact; `info` is for what a person decides."""


class GitlabReporter:
    """The findings as one JSON list, the worst first."""

    name = "gitlab"
    suffix = ".codequality.json"

    def render(self, report: Report, rules: Mapping[str, Rule], *, language: str) -> str:
        # GitLab itself tells what is new in a merge request: what a baseline knows stays in the list.
        placed = (one for one in code_hosts.placed(report, rules) if one.finding.waiver is None)
        found = code_hosts.worst_first(placed)
        value = [_lost(page, number, language) for number, page in enumerate(report.pages) if page.sha256 is None]
        value += [_issue(one, language) for one in found]
        return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _issue(one: Placed, language: str) -> dict[str, Any]:
    to_check = one.finding.outcome is Outcome.CANT_TELL
    return {
        "description": code_hosts.message(one, language),
        "check_name": one.rule.id,
        "fingerprint": one.fingerprint,
        "severity": "info" if to_check else SEVERITIES[one.finding.impact],
        "location": {"path": one.path, "lines": {"begin": one.line or 1}},
    }


def _lost(page: PageResult, number: int, language: str) -> dict[str, Any]:
    """A page that was not opened is told: it did not pass. `number` keeps two pages of one path apart."""
    path = code_hosts.path_of(page)
    return {
        "description": code_hosts.why_lost(page, language),
        "check_name": Outcome.UNTESTED.value,
        "fingerprint": hashlib.blake2b(f"{number}\x1f{path}".encode(), digest_size=8).hexdigest(),
        "severity": "info",
        "location": {"path": path, "lines": {"begin": 1}},
    }
