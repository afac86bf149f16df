"""Rules of kind selector: CSS that must not match."""

from accesscheck import fingerprints
from accesscheck.dom import parse, start_tag
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding, RuleResult, UntestedReason, result, untested
from accesscheck.model.rule import Rule


class SelectorChecker:
    """Answers rules of kind selector: of the exposed candidates, those that match `fails` are findings."""

    kind = "selector"

    def probes(self, rule: Rule) -> frozenset[str]:
        return frozenset()

    def check(self, document: Document, rule: Rule) -> RuleResult:
        if document.html is None:
            if document.media_type == "text/plain":
                return result(rule.id, (), checked=0)
            return untested(rule.id, UntestedReason.NEEDS_HTML)
        dom = parse(document)
        findings: list[Finding] = []
        checked = 0
        for node in dom.shown(rule.parameters["candidates"]):
            checked += 1
            if node.css_matches(rule.parameters["fails"]):
                location = dom.location(node)
                findings.append(
                    Finding(
                        rule_id=rule.id,
                        outcome=rule.verdict_on_match,
                        impact=rule.impact,
                        location=location,
                        params={"element": start_tag(node)},
                        fingerprint=fingerprints.of_element(rule.id, document, location),
                    )
                )
        return result(rule.id, tuple(findings), checked=checked)
