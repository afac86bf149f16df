"""earl: the Evaluation and Report Language of the W3C as JSON-LD, in the form that its list of ACT tools asks for.

Each page is a TestSubject; each rule that was selected asserts one outcome of it. Source of the form:
https://www.w3.org/WAI/standards-guidelines/act/report/earl
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from accesscheck import messages, standards
from accesscheck.model.finding import RuleResult
from accesscheck.model.location import ElementLocation, TextLocation
from accesscheck.model.report import PageResult, Report
from accesscheck.model.rule import Rule

US = "urn:accesscheck"
CONTEXT = "https://www.w3.org/WAI/content-assets/wcag-act-rules/earl-context.json"


class EarlReporter:
    """The report as one JSON-LD document."""

    name = "earl"
    suffix = ".earl.json"

    def render(self, report: Report, rules: Mapping[str, Rule], *, language: str) -> str:
        return earl(report, rules, {}, language=language)


def earl(report: Report, rules: Mapping[str, Rule], published: Mapping[str, str], *, language: str) -> str:
    """The report as JSON-LD; `published` gives, by target, where it stands for all to see, if it was read elsewhere."""
    graph: list[dict[str, Any]] = [assertor(report)]
    for page in report.pages:
        graph.append(
            {
                "@type": "TestSubject",
                "source": published.get(page.target.address, page.address),
                "title": page.title,
                "assertions": list(_assertions(page, rules, language)),
            }
        )
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def assertor(report: Report) -> dict[str, Any]:
    """Who asserts it: this program, in its version."""
    return {
        "@type": "Assertor",
        "@id": US,
        "name": "accesscheck",
        "description": f"accesscheck {report.run.accesscheck_version} with axe-core {report.run.axe_version}",
        "release": {"@type": "Version", "revision": report.run.accesscheck_version},
    }


def _assertions(page: PageResult, rules: Mapping[str, Rule], language: str) -> Iterator[dict[str, Any]]:
    for result in page.results:
        rule = rules[result.rule_id]
        test: dict[str, Any] = {"title": rule.id, "description": messages.texts(rule, language).title}
        if criteria := [f"WCAG2:{slug}" for slug in _slugs(rule)]:
            test["isPartOf"] = criteria
        yield {
            "@type": "Assertion",
            "mode": f"earl:{result.mode}",
            "assertedBy": {"@id": US},
            "test": test,
            "result": _result(result, rule, language),
        }


def _result(result: RuleResult, rule: Rule, language: str) -> dict[str, Any]:
    value: dict[str, Any] = {"@type": "TestResult", "outcome": f"earl:{result.outcome.value}"}
    if result.reason is not None:
        value["info"] = messages.reason(result.reason, language)
    if result.findings:
        value["info"] = " ".join(messages.message(rule, finding, language) for finding in result.findings[:20])
        value["pointer"] = [
            pointer for finding in result.findings[:20] if (pointer := _pointer(finding.location)) is not None
        ]
    return value


def _pointer(location: object) -> str | None:
    match location:
        case ElementLocation(selector=selector):
            return selector
        case TextLocation(start=start, end=end):
            return f"char={start},{end}"
        case _:
            return None


def _slugs(rule: Rule) -> Iterator[str]:
    """The criteria of a rule as the context names them: by the last part of their address."""
    for reference in rule.references:
        if reference.standard == "wcag22":
            address = standards.look_up(reference, "en").address
            yield address.rsplit("/", 1)[-1].removesuffix(".html")
