"""junit: JUnit XML, as Jenkins, GitLab and Azure read it: a suite for each page, a test case for each rule.

Its form is that of `junit-10.xsd`, the schema of the xUnit plugin of Jenkins.
"""

from collections.abc import Mapping
from xml.etree import ElementTree as ET

from accesscheck import messages
from accesscheck.errors import N_
from accesscheck.messages import say, say_count
from accesscheck.model.finding import Finding, Outcome, RuleResult
from accesscheck.model.location import ElementLocation, TextLocation
from accesscheck.model.report import PageResult, Report
from accesscheck.model.rule import Rule
from accesscheck.model.standing import Standing
from accesscheck.reporters.code_hosts import clean, one_line, path_of

PLACES = 50
"""How many places of one rule are written out on a page; the report says how many more there are."""


class JunitReporter:
    """The report as XML; a rule that was not tested is skipped, never passed."""

    name = "junit"
    suffix = ".junit.xml"

    def render(self, report: Report, rules: Mapping[str, Rule], *, language: str) -> str:
        root = ET.Element("testsuites", name="accesscheck")
        for page in report.pages:
            root.append(_suite(page, rules, language))
        _count(root, [result for page in report.pages for result in page.results])
        root.set("time", f"{sum(page.seconds for page in report.pages):.3f}")
        return as_text(root)


def as_text(root: ET.Element) -> str:
    """The document with its declaration."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _count(element: ET.Element, results: list[RuleResult]) -> None:
    element.set("tests", str(len(results)))
    element.set("failures", str(sum(bool(_stopping(result)) for result in results)))
    element.set("errors", "0")


def _suite(page: PageResult, rules: Mapping[str, Rule], language: str) -> ET.Element:
    path = path_of(page)
    suite = ET.Element("testsuite", name=one_line(page.address) or path)
    _count(suite, list(page.results))
    suite.set("skipped", str(sum(result.reason is not None or _is_waived(result) for result in page.results)))
    suite.set("time", f"{page.seconds:.3f}")
    suite.set("timestamp", page.fetched_at.strftime("%Y-%m-%dT%H:%M:%S"))
    for result in page.results:
        suite.append(_case(result, rules[result.rule_id], path, language))
    return suite


def _case(result: RuleResult, rule: Rule, path: str, language: str) -> ET.Element:
    title = messages.texts(rule, language).title
    # Jenkins takes what stands before the last dot for a package.
    name = f"accesscheck.{path.replace('.', '_')}"
    case = ET.Element("testcase", name=messages.labelled(rule.id, title, language), classname=name)
    failed = _stopping(result)
    to_check = [finding for finding in result.findings if finding not in failed and finding.waiver is None]
    if _is_waived(result):
        ET.SubElement(case, "skipped", type="waived", message=_waiver(result.findings[0], language))
    if result.reason is not None:
        reason = messages.reason(result.reason, language)
        ET.SubElement(case, "skipped", type=result.reason.value, message=reason)
    if failed:
        first = one_line(messages.message(rule, failed[0], language)) or title
        ET.SubElement(case, "failure", type=rule.id, message=first).text = _written(failed, rule, language)
    if to_check:
        ET.SubElement(case, "system-out").text = _written(to_check, rule, language)
    return case


def _stopping(result: RuleResult) -> list[Finding]:
    """The findings that stop a release; without a gate those that failed."""
    return [one for one in result.findings if (one.standing or _STANDINGS[one.outcome]) is Standing.STOPS]


_STANDINGS = {Outcome.FAILED: Standing.STOPS, Outcome.CANT_TELL: Standing.REPORTED}


def _is_waived(result: RuleResult) -> bool:
    """Whether a waiver covers all that a rule found."""
    return bool(result.findings) and all(finding.waiver is not None for finding in result.findings)


def _waiver(finding: Finding, language: str) -> str:
    waiver = finding.waiver
    if waiver is None:
        return ""
    told = N_("Accepted until {day} by {owner}: {reason}")
    return one_line(say(language, told, day=waiver.expires.isoformat(), owner=waiver.owner, reason=waiver.reason))


def _written(findings: list[Finding], rule: Rule, language: str) -> str:
    lines: list[str] = []
    for finding in findings[:PLACES]:
        lines.append(one_line(messages.message(rule, finding, language)))
        lines += [f"  {place}"] if (place := place_of(finding, language)) else []
    if more := len(findings[PLACES:]):
        lines.append(say_count(language, "And {count} more place.", "And {count} more places.", more))
    lines.append(say(language, "Mend it: {fix}", fix=one_line(messages.fix(rule, findings[0], language))))
    lines.append(say(language, "Who is hindered: {who}", who=messages.texts(rule, language).who))
    return clean("\n".join(lines))


def place_of(finding: Finding, language: str) -> str:
    """Where a finding is, on one line; empty for a whole document."""
    match finding.location:
        case ElementLocation(line=int(line), snippet=snippet):
            return one_line(say(language, "line {line}: {snippet}", line=line, snippet=snippet))
        case ElementLocation(selector=selector, snippet=snippet):
            return one_line(messages.labelled(selector, snippet, language))
        case TextLocation(quote=quote, page=page):
            opening, closing = messages.QUOTES[language]
            shown = f"{opening}{quote}{closing}"
            return one_line(shown if page is None else say(language, "page {page}: {quote}", page=page, quote=shown))
        case _:
            return ""
