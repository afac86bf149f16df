"""sarif: SARIF 2.1.0 in the form that GitHub code scanning takes.

Sources: the OASIS standard (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html) and what GitHub reads of
it (https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning).
"""

import gzip
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC
from typing import Any
from urllib.parse import quote

from accesscheck import messages
from accesscheck.errors import N_
from accesscheck.messages import say
from accesscheck.model.finding import Finding
from accesscheck.model.location import ElementLocation, TextLocation
from accesscheck.model.report import Report
from accesscheck.model.rule import Rule, RuleTexts
from accesscheck.model.standing import Standing
from accesscheck.reporters import code_hosts, markdown, summary
from accesscheck.reporters.code_hosts import Placed

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LIMITS = "https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit"
RESULTS = 25_000
"""Results that GitHub takes of a run; it refuses a file with more (LIMITS)."""
SHOWN = 5_000
"""Results that GitHub keeps of a run (LIMITS)."""
BYTES = 10_000_000
"""Size of the file after gzip that GitHub takes: 10 MB."""
TAGS = 20
"""Tags that GitHub takes of a rule (LIMITS); it shows 10."""
DESCRIPTION = 1024
"""Characters of a description that GitHub takes."""

FINGERPRINT = "accesscheckFingerprint/v1"
GITHUB_FINGERPRINT = "primaryLocationLineHash"
"""The only one that GitHub reads. Its upload action makes it from the line in the file, and cannot without a line."""

_SEVERITIES = {"error": "error", "warning": "warning", "note": "recommendation"}


class SarifReporter:
    """The report as one run of SARIF: the worst findings, as many as GitHub takes."""

    name = "sarif"
    suffix = ".sarif"

    def render(self, report: Report, rules: Mapping[str, Rule], *, language: str) -> str:
        found = code_hosts.worst_first(code_hosts.placed(report, rules))
        kept = min(len(found), RESULTS)
        while True:
            text = _text(report, rules, found, kept, language)
            size = _packed(text)
            if size <= BYTES or not kept:
                return text
            kept = int(kept * BYTES / size * 0.95)


def _packed(text: str) -> int:
    """Bytes after gzip, or before it where that is few enough."""
    content = text.encode("utf-8")
    return len(content) if len(content) <= BYTES else len(gzip.compress(content, 6))


def _text(report: Report, rules: Mapping[str, Rule], found: Sequence[Placed], kept: int, language: str) -> str:
    value = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report, rules, found, kept, language)]}
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _run(
    report: Report, rules: Mapping[str, Rule], found: Sequence[Placed], kept: int, language: str
) -> dict[str, Any]:
    selected = sorted({result.rule_id for page in report.pages for result in page.results})
    number = {rule_id: index for index, rule_id in enumerate(selected)}
    country = report.run.options.get("country", "BE")
    return {
        "tool": {
            "driver": {
                "name": "accesscheck",
                "version": report.run.accesscheck_version,
                "language": language,
                "rules": [_rule(rules[rule_id], language, country) for rule_id in selected],
            }
        },
        "language": language,
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "startTimeUtc": report.run.started_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "toolExecutionNotifications": _notifications(report, found, kept, language),
            }
        ],
        "results": [
            {**_result(one, number[one.rule.id], language), **_standing(one.finding, report)} for one in found[:kept]
        ],
    }


def _notifications(report: Report, found: Sequence[Placed], kept: int, language: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    if sentence := code_hosts.left_out((one.finding for one in found[kept:]), language):
        told.append({"level": "warning", "message": {"text": sentence}})
    if kept > SHOWN:
        shown = say(language, N_("GitHub shows the first {limit} results of this file."), limit=SHOWN)
        told.append({"level": "note", "message": {"text": shown}})
    told += [{"level": "warning", "message": {"text": text}} for text in code_hosts.not_tested(report, language)]
    for page in report.pages:
        if sentence := code_hosts.why_lost(page, language) or "":
            place = {"physicalLocation": {"artifactLocation": {"uri": _uri(code_hosts.path_of(page))}}}
            told.append({"level": "error", "message": {"text": _plain(sentence)}, "locations": [place]})
    return told


def _rule(rule: Rule, language: str, country: str) -> dict[str, Any]:
    texts = messages.texts(rule, language)
    shown = code_hosts.level(rule.verdict_on_match, rule.impact)
    clauses = summary.clauses(rule, language, country)
    tags = [f"WCAG {criterion}" for criterion in code_hosts.criteria(rule)]
    if rule.ground:
        tags.append(rule.ground)
    value: dict[str, Any] = {
        "id": rule.id,
        "shortDescription": {"text": texts.title[:DESCRIPTION]},
        "fullDescription": {"text": (texts.why or texts.title)[:DESCRIPTION]},
        "help": {"text": _help(texts, language), "markdown": _help_markdown(rule, language, country)},
        "defaultConfiguration": {"level": shown},
        "properties": {"tags": list(dict.fromkeys(tags))[:TAGS], "problem.severity": _SEVERITIES[shown]},
    }
    if clauses:
        value["helpUri"] = clauses[0].address
    return value


def _unfilled(text: str) -> str:
    """A text of a rule without a finding: what would be filled in is left open."""
    return re.sub(r"\{\w+\}", "…", text)


def _parts(texts: RuleTexts, language: str) -> list[tuple[str, str]]:
    return [
        (say(language, "How to mend it"), _unfilled(texts.fix)),
        (say(language, "Who is hindered"), texts.who),
        (say(language, "Why"), texts.why),
    ]


def _help(texts: RuleTexts, language: str) -> str:
    return "\n".join(messages.labelled(label, text, language) for label, text in _parts(texts, language))


def _help_markdown(rule: Rule, language: str, country: str) -> str:
    parts = _parts(messages.texts(rule, language), language)
    lines = [messages.labelled(f"**{label}**", markdown.escaped(text), language) for label, text in parts]
    links = [f"[{markdown.escaped(one.label)}]({one.address})" for one in summary.clauses(rule, language, country)]
    return "\n\n".join([*lines, ", ".join(links)] if links else lines)


def _result(one: Placed, number: int, language: str) -> dict[str, Any]:
    finding = one.finding
    properties = {"outcome": finding.outcome.value, "impact": finding.impact.value}
    identity = {FINGERPRINT: one.fingerprint}
    if not code_hosts.is_file(one.page):
        properties["address"] = code_hosts.one_line(one.page.address)
    if one.line is None or not code_hosts.is_file(one.page):
        identity[GITHUB_FINGERPRINT] = one.fingerprint
    mend = say(language, "Mend it: {fix}", fix=code_hosts.fix(one, language))
    return {
        "ruleId": one.rule.id,
        "ruleIndex": number,
        "level": code_hosts.severity(finding),
        "message": {"text": _plain(f"{code_hosts.message(one, language)} {mend}")},
        "locations": [_location(one)],
        "partialFingerprints": identity,
        "properties": properties,
    }


def _standing(finding: Finding, report: Report) -> dict[str, Any]:
    """What a baseline and a waiver say of a result (sections 3.27.24 and 3.27.23 of the standard)."""
    value: dict[str, Any] = {}
    if "baseline" in report.run.options:
        value["baselineState"] = "unchanged" if finding.standing is Standing.KNOWN else "new"
    if finding.waiver is not None:
        value["suppressions"] = [{"kind": "external", "justification": _plain(finding.waiver.reason)}]
    return value


def _location(one: Placed) -> dict[str, Any]:
    """GitHub asks for a line; where none is known it is the first."""
    region: dict[str, Any] = {"startLine": one.line or 1}
    if one.column:
        region["startColumn"] = one.column
    value: dict[str, Any] = {}
    match one.finding.location:
        case ElementLocation(selector=selector, snippet=snippet):
            region["snippet"] = {"text": code_hosts.clean(snippet)}
            value["logicalLocations"] = [{"fullyQualifiedName": code_hosts.one_line(selector), "kind": "element"}]
        case TextLocation(quote=words):
            region["snippet"] = {"text": code_hosts.clean(words)}
    value["physicalLocation"] = {"artifactLocation": {"uri": _uri(one.path)}, "region": region}
    return value


def _uri(path: str) -> str:
    """A path as a relative address: a colon in it is not taken for a scheme."""
    return quote(path, safe="/-._~!$&'()*+,;=@")


def _plain(text: str) -> str:
    """A message of SARIF in which nothing is a link (section 3.11.6 of the standard)."""
    return text.replace("](", "] (")
