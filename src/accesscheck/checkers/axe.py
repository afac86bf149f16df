"""Rules of kind axe: what the axe probe recorded, in our outcomes.

violations are failed, incomplete is cantTell, passes are passed. A rule that axe-core did not report on was not run.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from accesscheck import fingerprints
from accesscheck.dom import locate
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding, Outcome, Param, RuleResult, UntestedReason, result, untested
from accesscheck.model.rule import Rule

NEEDS_HTML_ROOT = frozenset({"html-has-lang", "html-lang-valid", "document-title", "landmark-one-main", "bypass"})
"""axe-core applies these to SVG and XML documents too, where they are wrong."""

NEEDS_STYLE_SHEETS = frozenset({"css-orientation-lock"})
"""axe-core cannot tell where there are none; but then there is nothing to tell."""


class AxeChecker:
    """Answers rules of kind axe."""

    kind = "axe"
    probes = frozenset({"axe"})

    def check(self, document: Document, rule: Rule) -> RuleResult:
        if document.html is None:
            return untested(rule.id, UntestedReason.NEEDS_HTML)
        recorded = document.probes.get("axe")
        if recorded is None:
            failed = any(note.key in ("axe-timeout", "probe-failed") for note in document.notes)
            reason = UntestedReason.PAGE_TIMEOUT if failed else UntestedReason.NEEDS_BROWSER
            return untested(rule.id, reason)
        name = str(rule.parameters["rule"])
        if name not in recorded["rules"]:
            return untested(rule.id, UntestedReason.CHECKER_FAILED, detail=f"axe-core did not run {name}")
        if name in NEEDS_HTML_ROOT and recorded.get("root") != "html":
            return result(rule.id, (), checked=0)
        if name in NEEDS_STYLE_SHEETS and not recorded.get("sheets"):
            return result(rule.id, (), checked=0)
        found = recorded["rules"][name]
        findings = tuple(_findings(document, rule, found))
        return result(rule.id, findings, checked=len(findings) + found["passes"])


def _findings(document: Document, rule: Rule, found: Mapping[str, Any]) -> Iterator[Finding]:
    for key, outcome in (("violations", rule.verdict_on_match), ("incomplete", Outcome.CANT_TELL)):
        for node in found[key]:
            shown = _shown(node["html"])
            yield Finding(
                rule_id=rule.id,
                outcome=outcome,
                impact=rule.impact,
                location=locate(document, node["selector"], shown),
                params=_params(rule, node),
                fingerprint=fingerprints.of_element(rule.id, node["selector"], shown),
            )


def _shown(html: str) -> str:
    """The element's markup; of the whole page, its start tag alone."""
    return f"{html.partition('>')[0]}>" if html.startswith(("<html", "<body")) else html


def _params(rule: Rule, node: Mapping[str, Any]) -> dict[str, Param]:
    opening = node["html"].partition(">")[0]
    element = f"{opening}>" if len(opening) < 60 else f"{opening[:58].rstrip()}…>"
    params: dict[str, Param] = {"element": " ".join(element.split())}
    data = node.get("data") or {}
    for param, key in rule.parameters.get("data", {}).items():
        value = data.get(key)
        if isinstance(value, str | int | float):
            params[param] = float(value) if isinstance(value, int | float) else value
    return params
