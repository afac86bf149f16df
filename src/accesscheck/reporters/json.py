"""json: one document; jsonl: one page a line, written as pages finish. Both follow docs/schema/report.schema.json."""

import json
from collections.abc import Mapping
from typing import Any

from accesscheck import coverage, messages, standards
from accesscheck.model.finding import Finding, RuleResult
from accesscheck.model.location import ElementLocation, Location, TextLocation
from accesscheck.model.report import PageResult, Report, Run
from accesscheck.model.rule import LANGUAGES, Rule
from accesscheck.model.standing import Standing
from accesscheck.model.waiver import Waiver


class JsonReporter:
    """The whole report as one JSON object."""

    name = "json"
    suffix = ".json"

    def render(self, report: Report, rules: Mapping[str, Rule], *, language: str) -> str:
        value = {
            "run": run_value(report.run),
            "language": language,
            "coverage": coverage_value(report, rules),
            "pages": [page_value(page, rules, language=language) for page in report.pages],
        }
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


class JsonLinesReporter:
    """One JSON object a line: a page and the run that it belongs to."""

    name = "jsonl"
    suffix = ".jsonl"

    def render(self, report: Report, rules: Mapping[str, Rule], *, language: str) -> str:
        return "".join(self.render_page(page, report.run, rules, language=language) for page in report.pages)

    def render_page(self, page: PageResult, run: Run, rules: Mapping[str, Rule], *, language: str) -> str:
        value = {**page_value(page, rules, language=language), "run": run_value(run)}
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def run_value(run: Run) -> dict[str, Any]:
    """A run as JSON."""
    return {
        "id": run.id,
        "started_at": run.started_at.isoformat(),
        "accesscheck_version": run.accesscheck_version,
        "axe_version": run.axe_version,
        "rule_set_sha256": run.rule_set_sha256,
        "plugins": [{"name": name, "version": version} for name, version in run.plugins],
        "options": dict(run.options),
    }


def coverage_value(report: Report, rules: Mapping[str, Rule]) -> dict[str, Any]:
    """How far each criterion and each need of users was tested, over all pages."""
    covered = coverage.criteria(report.pages, rules)
    return {
        "criteria": [
            {
                "criterion": one.criterion,
                "level": one.level,
                "extent": one.extent.value,
                "rules": one.rules,
                "failed": one.failed,
                "cantTell": one.cant_tell,
            }
            for one in covered
        ],
        "user_needs": [
            {
                "need": one.letter,
                "criteria": one.criteria,
                "tested": one.tested,
                "failing": one.failing,
                "failed": one.failed,
                "cantTell": one.cant_tell,
            }
            for one in coverage.needs(covered)
        ],
    }


def page_value(page: PageResult, rules: Mapping[str, Rule], *, language: str) -> dict[str, Any]:
    """A page as JSON, its messages in a language of the interface."""
    return {
        "address": page.address,
        "target": page.target.address,
        "fetched_at": page.fetched_at.isoformat(),
        "sha256": page.sha256,
        "title": page.title,
        "state": page.target.state,
        "language": page.language,
        "profiles": list(page.profiles),
        "browser": page.browser,
        "seconds": round(page.seconds, 3),
        "notes": [{"key": note.key, "message": messages.note(note, page.address, language)} for note in page.notes],
        "results": [_result_value(result, rules[result.rule_id], language) for result in page.results],
    }


def _result_value(result: RuleResult, rule: Rule, language: str) -> dict[str, Any]:
    return {
        "rule_id": result.rule_id,
        "outcome": result.outcome.value,
        "reason": None if result.reason is None else result.reason.value,
        "detail": result.detail,
        "ground": rule.ground,
        "references": [
            {"standard": reference.standard, "clause": reference.clause}
            for reference in standards.with_derived(rule.references)
        ],
        "checked": result.checked,
        "mode": result.mode,
        "measured": dict(result.measured),
        "findings": [_finding_value(finding, rule, language) for finding in result.findings],
    }


def _finding_value(finding: Finding, rule: Rule, language: str) -> dict[str, Any]:
    return {
        "outcome": finding.outcome.value,
        "impact": finding.impact.value,
        "location": location_value(finding.location),
        "message": messages.message(rule, finding, language),
        "fix": messages.fix(rule, finding, language),
        "fingerprint": finding.fingerprint,
        "standing": finding.standing.value if finding.standing else None,
        "waiver": _waiver_value(finding.waiver) if finding.waiver else None,
    }


def _waiver_value(waiver: Waiver) -> dict[str, str]:
    return {"reason": waiver.reason, "owner": waiver.owner, "expires": waiver.expires.isoformat()}


def location_value(location: Location) -> dict[str, Any]:
    """A location as JSON; `type` is element, text or document."""
    match location:
        case ElementLocation():
            return {
                "type": "element",
                "selector": location.selector,
                "snippet": location.snippet,
                "line": location.line,
                "column": location.column,
            }
        case TextLocation():
            return {
                "type": "text",
                "start": location.start,
                "end": location.end,
                "quote": location.quote,
                "selector": location.selector,
                "page": location.page,
            }
        case _:
            return {"type": "document"}


def schema() -> dict[str, Any]:
    """JSON Schema of a report in JSON; a line of JSON Lines is one of its pages, with the run in it."""
    text, number, whole = {"type": "string"}, {"type": "number"}, {"type": "integer", "minimum": 0}
    optional = {"type": ["string", "null"]}
    count = {"type": ["integer", "null"], "minimum": 1}

    def record(**fields: Any) -> dict[str, Any]:
        return {"type": "object", "required": list(fields), "properties": fields, "additionalProperties": False}

    location = {
        "oneOf": [
            record(type={"const": "element"}, selector=text, snippet=text, line=count, column=count),
            record(type={"const": "text"}, start=whole, end=whole, quote=text, selector=optional, page=count),
            record(type={"const": "document"}),
        ]
    }
    finding = record(
        outcome={"enum": ["failed", "cantTell"]},
        impact={"enum": ["minor", "moderate", "serious", "critical"]},
        location=location,
        message=text,
        fix=text,
        fingerprint=text,
        standing={"enum": [*(standing.value for standing in Standing), None]},
        waiver={
            "oneOf": [{"type": "null"}, record(reason=text, owner=text, expires={"type": "string", "format": "date"})]
        },
    )
    result = record(
        rule_id=text,
        outcome={"enum": ["failed", "cantTell", "passed", "inapplicable", "untested"]},
        reason=optional,
        detail=optional,
        ground=optional,
        references={"type": "array", "items": record(standard=text, clause=text)},
        checked=whole,
        mode={"enum": ["automatic", "semiAuto", "manual"]},
        measured={"type": "object", "additionalProperties": {"type": ["string", "number"]}},
        findings={"type": "array", "items": {"$ref": "#/$defs/finding"}},
    )
    run = record(
        id=text,
        started_at={"type": "string", "format": "date-time"},
        accesscheck_version=text,
        axe_version=text,
        rule_set_sha256=text,
        plugins={"type": "array", "items": record(name=text, version=text)},
        options={"type": "object", "additionalProperties": text},
    )
    page = record(
        address=text,
        target=text,
        fetched_at={"type": "string", "format": "date-time"},
        sha256=optional,
        title=optional,
        state=optional,
        language=optional,
        profiles={"type": "array", "items": text},
        browser=optional,
        seconds=number,
        notes={"type": "array", "items": record(key=text, message=text)},
        results={"type": "array", "items": {"$ref": "#/$defs/result"}},
    )
    covered = record(
        criteria={
            "type": "array",
            "items": record(
                criterion=text,
                level={"enum": ["A", "AA"]},
                extent={"enum": [extent.value for extent in coverage.Extent]},
                rules=whole,
                failed=whole,
                cantTell=whole,
            ),
        },
        user_needs={
            "type": "array",
            "items": record(need=text, criteria=whole, tested=whole, failing=whole, failed=whole, cantTell=whole),
        },
    )
    page["properties"]["run"] = {"$ref": "#/$defs/run"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A report of accesscheck",
        **record(
            run={"$ref": "#/$defs/run"},
            language={"enum": list(LANGUAGES)},
            coverage=covered,
            pages={"type": "array", "items": {"$ref": "#/$defs/page"}},
        ),
        "$defs": {"run": run, "page": page, "result": result, "finding": finding},
    }
