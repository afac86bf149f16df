"""Rules of kind axe: what the axe probe recorded, in our outcomes.

violations are failed, incomplete is cantTell, passes are passed. A rule that axe-core did not report on was not run.
What axe-core left open on the contrast of text, and the contrast probe decided, is left to the rules on that probe.
"""

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from accesscheck import contrast, fingerprints
from accesscheck.dom import locate
from accesscheck.model.document import Document
from accesscheck.model.finding import Finding, Outcome, Param, RuleResult, UntestedReason, result, untested
from accesscheck.model.rule import Rule

NEEDS_HTML_ROOT = frozenset({"html-has-lang", "html-lang-valid", "document-title", "landmark-one-main", "bypass"})
"""axe-core applies these to SVG and XML documents too, where they are wrong."""

NEEDS_STYLE_SHEETS = frozenset({"css-orientation-lock"})
"""axe-core cannot tell where there are none; but then there is nothing to tell."""

ON_CONTRAST = frozenset({"color-contrast", "color-contrast-enhanced"})
"""What these leave open, the contrast probe goes on with."""

LONGEST_MARKUP = 300
"""How much of an element's markup the probe keeps."""

_TAG = re.compile(r"<[^>]*>")


class AxeChecker:
    """Answers rules of kind axe."""

    kind = "axe"

    def probes(self, rule: Rule) -> frozenset[str]:
        return frozenset({"axe"})

    def check(self, document: Document, rule: Rule) -> RuleResult:
        if document.html is None:
            return untested(rule.id, UntestedReason.NEEDS_HTML)
        recorded = document.probes.get("axe")
        if recorded is None:
            failed = any(note.params.get("probe") == "axe" for note in document.notes)
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
        if name in NEEDS_STYLE_SHEETS and found["incomplete"] and not found["violations"]:
            return untested(rule.id, UntestedReason.STYLE_UNREADABLE)
        if name in ON_CONTRAST:
            found = _of_words(_without_decided(document, found))
        findings = tuple(_findings(document, rule, found))
        return result(rule.id, findings, checked=len(findings) + found["passes"])


def _without_decided(document: Document, found: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was found, but for what the contrast probe decided."""
    texts = (document.probes.get("contrast") or {}).get("texts", ())
    decided = {text["selector"] for text in texts if contrast.is_decided(text)}
    return {**found, "incomplete": [node for node in found["incomplete"] if node["selector"] not in decided]}


def _of_words(found: Mapping[str, Any]) -> Mapping[str, Any]:
    """What was found, but for signs: WCAG's text says something in a human language; what is not, needs 3:1 at most."""
    signs = [node for node in found["violations"] if _is_sign(node["html"])]
    faint = [node for node in signs if (node.get("data") or {}).get("contrastRatio", 0) < contrast.GRAPHICS]
    words = [node for node in found["violations"] if node not in signs]
    return {**found, "violations": words, "incomplete": [*found["incomplete"], *faint]}


def _is_sign(html: str) -> bool:
    """Whether an element holds signs alone; markup that was cut short does not tell."""
    if len(html) >= LONGEST_MARKUP:
        return False
    text = unescape(_TAG.sub("", html))
    return bool(text.strip()) and not contrast.is_language(text)


def _findings(document: Document, rule: Rule, found: Mapping[str, Any]) -> Iterator[Finding]:
    for key, outcome in (("violations", rule.verdict_on_match), ("incomplete", Outcome.CANT_TELL)):
        for node in found[key]:
            shown = _shown(node["html"])
            location = locate(document, node["selector"], shown)
            yield Finding(
                rule_id=rule.id,
                outcome=outcome,
                impact=rule.impact,
                location=location,
                params=_params(rule, node),
                fingerprint=fingerprints.of_element(rule.id, document, location),
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
